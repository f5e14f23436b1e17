"""The register of incoming dispatches."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import func, literal_column, select

from wardapp.core.dispatches import Arrival, Attachment, Incoming, ListFilter, ListQuery
from wardapp.core.errors import BadValue, NumberTaken
from wardapp.core.identity import RecordId
from wardapp.core.text import fold, symbol_key
from wardapp.core.views import FilterCounts, ListPage
from wardapp.store.entities import INCOMING
from wardapp.store.listing import Condition, Stretch, in_days, page, position_of, week_of
from wardapp.store.numbers import Numbers, incoming_key
from wardapp.store.tables import incoming
from wardapp.store.work import Work

_LINE = incoming.c
_ORDERS: dict[str, tuple[str, ...]] = {
    "-number": ("year DESC", "arrival_number DESC"),
    "number": ("year", "arrival_number"),
    "due": ("due_date IS NULL", "due_date", '"row"'),
    "organ": ("organ_key", '"row"'),
    "-issued": ("issued_date DESC", '"row" DESC'),
}
_SMALL = {ListFilter.OPEN, ListFilter.OVERDUE, ListFilter.DUE_TODAY, ListFilter.CANCELLED}
_CANCELLED: Condition = _LINE.status == literal_column("'cancelled'")


class IncomingBook:
    """Lines of incoming dispatches, one number a year and issuer."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(
        self,
        arrival: Arrival,
        *,
        arrival_number: int,
        record_id: RecordId,
        registered_ms: int,
        attachments: tuple[Attachment, ...] = (),
    ) -> Incoming:
        """Write a new line; NumberTaken when another line of the year has its number."""
        taken = self.by_number(arrival.issuer_id, arrival.arrival_date.year, arrival_number)
        if taken is not None:
            key = incoming_key(arrival.issuer_id, arrival.arrival_date)
            free = Numbers(self._work).peek(key)
            raise NumberTaken(str(arrival_number), taken.arrival_date, free)
        line = Incoming(
            **{item.name: getattr(arrival, item.name) for item in fields(Arrival)},
            id=record_id,
            arrival_number=arrival_number,
            registered_ms=registered_ms,
            attachments=attachments,
        )
        self._work.write(INCOMING, None, line)
        return line

    def get(self, incoming_id: RecordId) -> Incoming:
        """Return a line; NotFound when it is not here."""
        return self._work.get(INCOMING, incoming_id)

    def find(self, incoming_id: RecordId) -> Incoming | None:
        """Return a line, None when it is not here."""
        return self._work.find(INCOMING, incoming_id)

    def save(self, line: Incoming, base: Incoming | None = None) -> Incoming:
        """Keep a changed line; with `base` only what changed since, see `Work.save`."""
        old = self.get(line.id)
        if (old.issuer_id, old.arrival_date.year) != (line.issuer_id, line.arrival_date.year):
            raise BadValue(
                "arrival_date",
                f"Số đến {old.arrival_number} thuộc sổ năm {old.arrival_date.year}. "
                "Hãy giữ ngày đến trong năm đó, hoặc Hủy rồi vào sổ lại.",
            )
        if old.arrival_number != line.arrival_number:
            raise BadValue(
                "arrival_number", "Số đến đã cấp không đổi được. Hãy Hủy rồi vào sổ lại."
            )
        return self._work.save(INCOMING, line, base)

    def by_number(self, issuer_id: RecordId, year: int, number: int) -> Incoming | None:
        """Return the line with an arrival number, None when there is none."""
        return self._first(
            _LINE.issuer_id == issuer_id, _LINE.year == year, _LINE.arrival_number == number
        )

    def newest(self) -> Incoming | None:
        """Return the line registered last that is not cancelled."""
        return self._first(~_CANCELLED, order=_LINE.row.desc())

    def newest_with_deadline(self) -> Incoming | None:
        """Return the open line registered last that has a due date."""
        open_with_due = (_LINE.is_open, _LINE.due_date.is_not(None))
        return self._first(*open_with_due, order=_LINE.row.desc())

    def page(self, query: ListQuery, today: date, offset: int, limit: int) -> ListPage[Incoming]:
        """Return a stretch of the register as the page asks for it."""
        return page(self._work, INCOMING, _stretch(query, today, offset, limit))

    def position_of(self, query: ListQuery, today: date, incoming_id: RecordId) -> int:
        """Return where a line stands in the register so asked for, from 0; -1 when not in it."""
        return position_of(self._work, INCOMING, _stretch(query, today, 0, 0), incoming_id)

    def counts(self, query: ListQuery, today: date) -> FilterCounts:
        """Return the counts behind the standing chips, in the query's book, year and days."""
        scope = _scope(query)

        def count(only: ListFilter) -> Any:
            where = (*scope, *_only(only, today))
            return select(func.count()).select_from(incoming).where(*where).scalar_subquery()

        kinds = (
            ListFilter.ALL,
            ListFilter.OPEN,
            ListFilter.OVERDUE,
            ListFilter.DUE_TODAY,
            ListFilter.THIS_WEEK,
            ListFilter.CANCELLED,
        )
        found = self._work.connection.execute(select(*(count(kind) for kind in kinds))).one()
        return FilterCounts(**{kind.value: value for kind, value in zip(kinds, found, strict=True)})

    def duplicates(
        self, number_symbol: str, issued_date: date | None, organ_name: str
    ) -> tuple[Incoming, ...]:
        """Return earlier lines of the same author, number and date (domain §3.4), oldest first."""
        key = symbol_key(number_symbol)
        if not key or issued_date is None:
            return ()
        query = (
            select(incoming)
            .where(_LINE.symbol_key == key, _LINE.issued_date == issued_date.isoformat())
            .where(~_CANCELLED)
            .order_by(_LINE.row)
        )
        author = fold(organ_name)
        return tuple(
            line
            for line in self._work.all(INCOMING, query)
            if _same_author(fold(line.organ_name), author)
        )

    def due_between(self, first: date, last: date) -> tuple[Incoming, ...]:
        """Return open lines due inside the span, both days in, by due date."""
        query = (
            select(incoming)
            .where(_LINE.is_open, *in_days(_LINE.due_date, first, last))
            .order_by(_LINE.due_date, _LINE.row)
        )
        return self._work.all(INCOMING, query)

    def overdue(self, today: date, limit: int) -> tuple[Incoming, ...]:
        """Return the open lines overdue that were due last, by due date."""
        query = (
            select(incoming)
            .where(*_only(ListFilter.OVERDUE, today))
            .order_by(_LINE.due_date.desc(), _LINE.row.desc())
            .limit(limit)
        )
        return self._work.all(INCOMING, query)[::-1]

    def next_due(self, first: date) -> date | None:
        """Return the earliest due date of an open line from a day on, None without any."""
        earliest = select(func.min(_LINE.due_date)).where(
            _LINE.is_open, *in_days(_LINE.due_date, first, None)
        )
        found = self._work.connection.execute(earliest).scalar()
        return None if found is None else date.fromisoformat(found)

    def between(self, issuer_id: RecordId | None, first: date, last: date) -> tuple[Incoming, ...]:
        """Return the lines that came inside the span in the order of the paper register."""
        query = select(incoming).where(*in_days(_LINE.arrival_date, first, last))
        if issuer_id is not None:
            query = query.where(_LINE.issuer_id == issuer_id)
        return self._work.all(INCOMING, query.order_by(_LINE.year, _LINE.arrival_number))

    def _first(self, *where: Condition, order: Any = _LINE.row) -> Incoming | None:
        found = self._work.all(INCOMING, select(incoming).where(*where).order_by(order).limit(1))
        return found[0] if found else None


def _stretch(query: ListQuery, today: date, offset: int, limit: int) -> Stretch:
    return Stretch(
        where=(*_scope(query), *_only(query.only, today)),
        order=_ORDERS.get(query.sort, _ORDERS["-number"]),
        text=query.text,
        offset=offset,
        limit=limit,
        is_small=query.only in _SMALL,
        is_narrow=query.is_narrow,
    )


def _scope(query: ListQuery) -> tuple[Condition, ...]:
    conditions = list(in_days(_LINE.arrival_date, query.date_from, query.date_to))
    if query.issuer_id is not None:
        conditions.append(_LINE.issuer_id == query.issuer_id)
    if query.year is not None:
        conditions.append(_LINE.year == query.year)
    return tuple(conditions)


def _only(only: ListFilter, today: date) -> tuple[Condition, ...]:
    monday, sunday = week_of(today)
    chips: dict[ListFilter, tuple[Condition, ...]] = {
        ListFilter.ALL: (),
        ListFilter.OPEN: (_LINE.is_open,),
        ListFilter.OVERDUE: (_LINE.is_open, _LINE.due_date < today.isoformat()),
        ListFilter.DUE_TODAY: (_LINE.is_open, _LINE.due_date == today.isoformat()),
        ListFilter.THIS_WEEK: (_LINE.arrival_date >= monday, _LINE.arrival_date <= sunday),
        ListFilter.CANCELLED: (_CANCELLED,),
    }
    return chips[only]


def _same_author(one: str, other: str) -> bool:
    """Return True when one name is the other or holds it, as `Ban X` and `Ban X Thành ủy`."""
    return one == other or bool(one and other and (one in other or other in one))
