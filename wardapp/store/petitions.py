"""The book of petitions, and beside it the persons behind them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, delete, func, insert, or_, select, update

from wardapp.core.identity import RecordId
from wardapp.core.petitions import (
    Petition,
    PetitionFilter,
    PetitionQuery,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.text import fold
from wardapp.core.views import ListPage
from wardapp.store.entities import PETITION
from wardapp.store.tables_petitions import petitions, private_people
from wardapp.store.work import Work

REF_BYTES = 16
_LINE = petitions.c
_CLOSED = (
    PetitionStatus.DONE,
    PetitionStatus.FORWARDED,
    PetitionStatus.GUIDED,
    PetitionStatus.FILED,
)
_NONE = "[]"


class Petitions:
    """Lines go through the journal; persons never do."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, petition_id: RecordId) -> Petition:
        """Return a line; NotFound when it is not here."""
        return self._work.get(PETITION, petition_id)

    def find(self, petition_id: RecordId) -> Petition | None:
        """Return a line, None when it is not here."""
        return self._work.find(PETITION, petition_id)

    def save(self, petition: Petition, base: Petition | None = None) -> Petition:
        """Keep a line, added when new; with `base` only what changed since."""
        return self._work.save(PETITION, petition, base)

    def by_number(
        self, issuer_id: RecordId, year: int, number: int, suffix: str = ""
    ) -> Petition | None:
        """Return the line of a number in the book of a year, None when there is none."""
        found = self._work.all(
            PETITION,
            select(petitions).where(
                _LINE.issuer_id == issuer_id,
                _LINE.number == number,
                _LINE.suffix == suffix,
                _LINE.received.between(f"{year}-01-01", f"{year}-12-31"),
            ),
        )
        return found[0] if found else None

    def page(
        self, query: PetitionQuery, today: date, offset: int, limit: int
    ) -> ListPage[Petition]:
        """Return a stretch of the book, newest number first."""
        found = self._work.all(PETITION, _narrowed(query, today).order_by(*_newest()))
        words = fold(query.text).split()
        if words:
            found = tuple(each for each in found if _has(each, words))
        return ListPage(rows=found[offset : offset + limit], offset=offset, total=len(found))

    def of_year(self, issuer_id: RecordId, year: int) -> tuple[Petition, ...]:
        """Return the lines of one year in the order of the book."""
        query = _narrowed(PetitionQuery(issuer_id=issuer_id, year=year), date.min)
        return self._work.all(PETITION, query.order_by(_LINE.number, _LINE.suffix))

    def between(self, issuer_id: RecordId, first: date, last: date) -> tuple[Petition, ...]:
        """Return the lines received in a span of days, in the order of the book."""
        query = select(petitions).where(
            _LINE.issuer_id == issuer_id,
            _LINE.received.between(first.isoformat(), last.isoformat()),
        )
        return self._work.all(PETITION, query.order_by(_LINE.received, _LINE.number, _LINE.suffix))

    def alive_between(
        self, first: date, last: date, issuer_id: RecordId | None = None
    ) -> tuple[Petition, ...]:
        """Return the lines that `core.petition_counts` needs for a span.

        Left out are those that ended for good before it; cancelled ones are there.
        """
        start = first.isoformat()
        query = select(petitions).where(
            _LINE.received <= last.isoformat(),
            or_(
                _LINE.closed_on.is_(None),
                _LINE.closed_on >= start,
                _LINE.answered_date >= start,
                _LINE.status.in_((PetitionStatus.OPEN.value, PetitionStatus.CANCELLED.value)),
                cast(_LINE.reopened, Text) != _NONE,
                cast(_LINE.urged, Text) != _NONE,
            ),
        )
        if issuer_id is not None:
            query = query.where(_LINE.issuer_id == issuer_id)
        return self._work.all(PETITION, query.order_by(_LINE.received, _LINE.number, _LINE.suffix))

    def since(self, first: date) -> tuple[Petition, ...]:
        """Return the lines received from a day on that are not cancelled, newest first."""
        query = select(petitions).where(
            _LINE.received >= first.isoformat(), _LINE.status != PetitionStatus.CANCELLED.value
        )
        return self._work.all(PETITION, query.order_by(*_newest()))

    def due_up_to(self, day: date) -> tuple[Petition, ...]:
        """Return the open lines due up to a day that stand for themselves, the earliest first."""
        query = select(petitions).where(
            _LINE.status == PetitionStatus.OPEN.value,
            _LINE.duplicate_of.is_(None),
            _LINE.due_date <= day.isoformat(),
        )
        return self._work.all(PETITION, query.order_by(_LINE.due_date, _LINE.row))

    def duplicates_of(self, ids: Iterable[RecordId]) -> tuple[Petition, ...]:
        """Return the lines that any of these stand for, in the order of the book."""
        query = select(petitions).where(_LINE.duplicate_of.in_(tuple(ids)))
        return self._work.all(PETITION, query.order_by(_LINE.received, _LINE.number, _LINE.suffix))

    def named(self, ids: Iterable[RecordId]) -> tuple[Petition, ...]:
        """Return the lines with these names that are here."""
        return self._work.all(PETITION, select(petitions).where(_LINE.id.in_(tuple(ids))))

    def counts(self, query: PetitionQuery, today: date) -> dict[PetitionFilter, int]:
        """Return how many lines each standing filter would show."""
        return {
            only: self._count(replace(query, only=only, text=""), today) for only in PetitionFilter
        }

    def _count(self, query: PetitionQuery, today: date) -> int:
        narrowed = _narrowed(query, today).with_only_columns(
            func.count(), maintain_column_froms=True
        )
        return int(self._work.connection.execute(narrowed).scalar_one())

    def years(self) -> tuple[int, ...]:
        """Return the years that have lines, newest first."""
        year = func.substr(_LINE.received, 1, 4)
        found = self._work.connection.execute(select(year).distinct().order_by(year.desc()))
        return tuple(int(each) for each in found.scalars())

    # ---- persons: outside the journal --------------------------------------------------------

    def person(self, ref: str) -> PrivatePerson | None:
        """Return who stands behind a reference, None when it was purged or never kept."""
        return self.people((ref,)).get(ref)

    def people(self, refs: Iterable[str]) -> dict[str, PrivatePerson]:
        """Return who stands behind references; those that are gone are left out."""
        wanted = tuple({ref for ref in refs if ref})
        query = select(private_people).where(private_people.c.ref.in_(wanted))
        return {
            row.ref: PrivatePerson(full_name=row.full_name, address=row.address, phone=row.phone)
            for row in self._work.connection.execute(query)
        }

    def keep_person(self, ref: str, person: PrivatePerson) -> str:
        """Keep a person under a reference, a new random one when it is ""; return it."""
        self._must_write()
        values = {
            "full_name": person.full_name, "address": person.address, "phone": person.phone,
        }  # fmt: skip
        kept = ref or secrets.token_hex(REF_BYTES)
        changed = self._work.connection.execute(
            update(private_people).where(private_people.c.ref == kept).values(values)
        )
        if not changed.rowcount:
            self._work.connection.execute(insert(private_people), {"ref": kept, **values})
        return kept

    def forget_person(self, ref: str) -> bool:
        """Remove a person for good; False when nobody stood there."""
        self._must_write()
        gone = self._work.connection.execute(
            delete(private_people).where(private_people.c.ref == ref)
        )
        return bool(gone.rowcount)

    def forget_due(self, today: date) -> int:
        """Remove the persons whose day has come, and those no petition names any more."""
        self._must_write()
        gone = self._work.connection.execute(delete(private_people).where(_due(today)))
        return int(gone.rowcount)

    def kept_people(self) -> tuple[tuple[str, date | None], ...]:
        """Return each person kept: reference and the day they go, None without one."""
        query = select(private_people.c.ref, _LINE.purge_on).join(
            petitions, _LINE.person_ref == private_people.c.ref, isouter=True
        )
        return tuple(
            (row.ref, date.fromisoformat(row.purge_on) if row.purge_on else None)
            for row in self._work.connection.execute(query)
        )

    def is_any_due(self, today: date) -> bool:
        """Return whether `forget_due` would remove anybody."""
        query = select(private_people.c.ref).where(_due(today)).limit(1)
        return self._work.connection.execute(query).first() is not None

    def _must_write(self) -> None:
        if self._work.chain is None:
            raise RuntimeError("a reading transaction cannot write")


def _narrowed(query: PetitionQuery, today: date) -> Select[Any]:
    found = select(petitions)
    if query.issuer_id is not None:
        found = found.where(_LINE.issuer_id == query.issuer_id)
    if query.year is not None:
        found = found.where(_LINE.received.between(f"{query.year}-01-01", f"{query.year}-12-31"))
    if query.field is not None:
        found = found.where(_LINE.field == query.field.value)
    if query.ids:
        found = found.where(_LINE.id.in_(query.ids))
    return found.where(*_only(query.only, today))


def _only(only: PetitionFilter, today: date) -> tuple[ColumnElement[bool], ...]:
    is_open = _LINE.status == PetitionStatus.OPEN.value
    is_late = _LINE.due_date < today.isoformat()
    kept: dict[PetitionFilter, tuple[ColumnElement[bool], ...]] = {
        PetitionFilter.OPEN: (is_open,),
        PetitionFilter.OVERDUE: (is_open, is_late, _LINE.duplicate_of.is_(None)),
        PetitionFilter.CLOSED: (_LINE.status.in_([each.value for each in _CLOSED]),),
        PetitionFilter.REOPENED: (cast(_LINE.reopened, Text) != _NONE,),
        PetitionFilter.CANCELLED: (_LINE.status == PetitionStatus.CANCELLED.value,),
    }
    return kept.get(only, ())


def _due(today: date) -> ColumnElement[bool]:
    kept = select(_LINE.person_ref).where(
        _LINE.person_ref != "",
        (_LINE.purge_on.is_(None)) | (_LINE.purge_on > today.isoformat()),
    )
    return private_people.c.ref.not_in(kept)


def _newest() -> tuple[Any, ...]:
    return (_LINE.received.desc(), _LINE.number.desc(), _LINE.suffix.desc(), _LINE.row.desc())


def _has(petition: Petition, words: list[str]) -> bool:
    text = fold(
        f"{petition.number_symbol} {petition.subject} {petition.handler} {petition.place} "
        f"{petition.forwarded_to} {petition.answer_symbol} {petition.result}"
    )
    return all(word in text for word in words)
