"""The register of outgoing dispatches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import exists, false, func, literal_column, not_, or_, select

from wardapp.core.dispatches import ListFilter, ListQuery, Outgoing
from wardapp.core.errors import BadValue, NumberTaken
from wardapp.core.identity import RecordId
from wardapp.core.text import symbol_key
from wardapp.core.views import COUNT_CAP, FilterCounts, ListPage
from wardapp.store.entities import OUTGOING, SERIES
from wardapp.store.listing import Condition, Stretch, in_days, page, position_of, week_of
from wardapp.store.numbers import Numbers
from wardapp.store.records import dump
from wardapp.store.tables import outgoing, series
from wardapp.store.tables_filing import filings
from wardapp.store.work import Work

_LINE = outgoing.c
_ORDERS: dict[str, tuple[str, ...]] = {
    "-number": ("issued_date DESC", '"row" DESC'),
    "number": ("number", "suffix", '"row"'),
    "-issued": ("issued_date DESC", '"row" DESC'),
}
_COUNTED = (
    ListFilter.ALL,
    ListFilter.THIS_WEEK,
    ListFilter.CANCELLED,
    ListFilter.WITHOUT_FILE,
    ListFilter.UNFILED,
    ListFilter.UNSENT,
)
_CAPPED = {ListFilter.WITHOUT_FILE, ListFilter.UNFILED}
"""No index finds these, so counting stops where the chip says 999+."""
_SMALL = {ListFilter.CANCELLED, ListFilter.UNSENT}
_CANCELLED: Condition = _LINE.status == literal_column("'cancelled'")
_WITHOUT_FILE: Condition = _LINE.has_file == literal_column("0")
_UNSENT: Condition = _LINE.is_unsent == literal_column("1")
_UNFILED: Condition = ~exists().where(
    filings.c.record_id == _LINE.id, filings.c.entity == OUTGOING.name
)


class OutgoingBook:
    """Lines of outgoing dispatches, one number a series."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, line: Outgoing) -> Outgoing:
        """Write a new line; NumberTaken when another line of the series has its number."""
        taken = self.by_number(line.series_id, line.number, line.suffix)
        if taken is not None:
            free = Numbers(self._work).peek(self._work.get(SERIES, line.series_id).key)
            raise NumberTaken(line.code_number, taken.issued_date, free)
        self._work.write(OUTGOING, None, line)
        return line

    def get(self, outgoing_id: RecordId) -> Outgoing:
        """Return a line; NotFound when it is not here."""
        return self._work.get(OUTGOING, outgoing_id)

    def find(self, outgoing_id: RecordId) -> Outgoing | None:
        """Return a line, None when it is not here."""
        return self._work.find(OUTGOING, outgoing_id)

    def save(self, line: Outgoing, base: Outgoing | None = None) -> Outgoing:
        """Keep a changed line; with `base` only what changed since, see `Work.save`."""
        old = self.get(line.id)
        if (old.series_id, old.number, old.suffix) != (line.series_id, line.number, line.suffix):
            raise BadValue("number", "Số đã cấp không đổi được. Hãy Hủy rồi cấp số mới.")
        return self._work.save(OUTGOING, line, base)

    def by_number(self, series_id: RecordId, number: int, suffix: str = "") -> Outgoing | None:
        """Return the line that holds a number of a series, None when there is none."""
        query = select(outgoing).where(
            _LINE.series_id == series_id, _LINE.number == number, _LINE.suffix == suffix
        )
        found = self._work.all(OUTGOING, query)
        return found[0] if found else None

    def with_symbol(self, printed: str) -> tuple[Outgoing, ...]:
        """Return the lines whose number and symbol read like this, the newest first."""
        query = select(outgoing).where(_LINE.symbol_key == symbol_key(printed))
        return self._work.all(OUTGOING, query.order_by(_LINE.row.desc()))

    def page(self, query: ListQuery, today: date, offset: int, limit: int) -> ListPage[Outgoing]:
        """Return a stretch of the register as the page asks for it."""
        return page(self._work, OUTGOING, _stretch(query, today, offset, limit))

    def position_of(self, query: ListQuery, today: date, outgoing_id: RecordId) -> int:
        """Return where a line stands in the register so asked for, from 0; -1 when not in it."""
        return position_of(self._work, OUTGOING, _stretch(query, today, 0, 0), outgoing_id)

    def replacing(self, outgoing_id: RecordId) -> tuple[Outgoing, ...]:
        """Return the lines that stand, or stood, for another one, oldest first."""
        query = select(outgoing).where(_LINE.replaces == outgoing_id)
        return self._work.all(OUTGOING, query.order_by(_LINE.row))

    def correcting(self, outgoing_id: RecordId) -> tuple[Outgoing, ...]:
        """Return the lines that correct the form of another one, oldest first."""
        query = select(outgoing).where(_LINE.corrects == outgoing_id)
        return self._work.all(OUTGOING, query.order_by(_LINE.row))

    def answering(self, incoming_id: RecordId) -> tuple[Outgoing, ...]:
        """Return the lines that answer an incoming dispatch, oldest first."""
        query = select(outgoing).where(_LINE.answers == incoming_id)
        return self._work.all(OUTGOING, query.order_by(_LINE.row))

    def counts(self, query: ListQuery, today: date) -> FilterCounts:
        """Return the counts behind the standing chips; an outgoing line is never open or due."""
        scope = _scope(query)

        def count(only: ListFilter) -> Any:
            rows = select(_LINE.row).where(*scope, *_only(only, today))
            if only in _CAPPED:
                rows = rows.limit(COUNT_CAP)
            counted = select(func.count()).select_from(rows.subquery())
            return counted.scalar_subquery().label(only.value)

        found = self._work.connection.execute(select(*map(count, _COUNTED)))
        return FilterCounts(open=0, overdue=0, due_today=0, **found.mappings().one())

    def between(self, issuer_id: RecordId | None, first: date, last: date) -> tuple[Outgoing, ...]:
        """Return the lines issued inside the span in the order of the paper register."""
        query = select(outgoing).where(*in_days(_LINE.issued_date, first, last))
        if issuer_id is not None:
            query = query.where(_LINE.issuer_id == issuer_id)
        return self._work.all(OUTGOING, query.order_by(_LINE.issued_date, _LINE.row))

    def of_scope(self, issuer_id: RecordId | None, scope_value: str) -> tuple[Outgoing, ...]:
        """Return the lines numbered in one term (its id) or year, in the order of the register."""
        query = select(outgoing).where(_LINE.series_id.in_(_series_in(scope_value)))
        if issuer_id is not None:
            query = query.where(_LINE.issuer_id == issuer_id)
        return self._work.all(OUTGOING, query.order_by(_LINE.issued_date, _LINE.row))


def _series_in(scope_value: str) -> Any:
    return select(series.c.id).where(series.c.scope_value == scope_value)


def _stretch(query: ListQuery, today: date, offset: int, limit: int) -> Stretch:
    return Stretch(
        where=(*_scope(query), *_only(query.only, today)),
        order=_ORDERS.get(query.sort, _ORDERS["-number"]),
        text=query.text,
        other_texts=query.other_texts,
        offset=offset,
        limit=limit,
        is_small=query.only in _SMALL,
        scope=(replace(query, text="", other_texts=(), sort="", in_files=False), today),
        is_span=query.is_span,
        in_files=query.in_files,
    )


def _scope(query: ListQuery) -> tuple[Condition, ...]:
    conditions = list(in_days(_LINE.issued_date, query.date_from, query.date_to))
    if query.issuer_id is not None:
        conditions.append(_LINE.issuer_id == query.issuer_id)
    if query.year is not None:
        year = (date(query.year, 1, 1), date(query.year, 12, 31))
        conditions += in_days(_LINE.issued_date, *year)
    if query.term_id is not None:
        conditions.append(_LINE.series_id.in_(_series_in(query.term_id)))
    if query.book:
        conditions.append(_LINE.book == query.book)
    if query.type_code:
        conditions.append(_LINE.type_code == query.type_code)
    if query.organ_name:
        conditions.append(_goes_to(query.organ_name))
    return tuple(conditions)


def _goes_to(organ_name: str) -> Condition:
    """Return the condition that a line names this receiver; the columns hold canonical JSON."""
    named = dump(organ_name)
    return or_(
        func.instr(_LINE.addressees, named) > 0,
        func.instr(_LINE.recipients, f'"name":{named}') > 0,
        func.instr(_LINE.deliveries, f'"name":{named}') > 0,
    )


def _only(only: ListFilter, today: date) -> tuple[Condition, ...]:
    monday, sunday = week_of(today)
    chips: dict[ListFilter, tuple[Condition, ...]] = {
        ListFilter.ALL: (),
        ListFilter.THIS_WEEK: (_LINE.issued_date >= monday, _LINE.issued_date <= sunday),
        ListFilter.CANCELLED: (_CANCELLED,),
        ListFilter.WITHOUT_FILE: (_WITHOUT_FILE, not_(_CANCELLED)),
        ListFilter.UNFILED: (_UNFILED, not_(_CANCELLED)),
        ListFilter.UNSENT: (_UNSENT,),
    }
    return chips.get(only, (false(),))
