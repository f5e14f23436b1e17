"""Looking over a whole series without loading its lines: what is missing, the strip of numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)

from wardapp.core.dispatches import joined_symbol
from wardapp.core.identity import RecordId
from wardapp.core.number_views import NumberFilter, NumberRow
from wardapp.core.numbering import NumberState, Series
from wardapp.core.views import ListPage
from wardapp.store.entities import OUTGOING
from wardapp.store.numbers_held import UNDONE, Lines, lines_of
from wardapp.store.tables import number_spans
from wardapp.store.work import Work

_SPAN = number_spans.c
_ACTIVE = _SPAN.ended_on.is_(None)
_COLUMNS = (
    "first", "last", "suffix", "state", "day", "title", "printed", "holder", "until",
    "late_reason", "record_id", "span_id",
)  # fmt: skip


def missing(work: Work, found: Series) -> tuple[tuple[int, int], ...]:
    """Return the ranges up to the last number that neither a line nor a mark explains."""
    gaps = _gaps(found)
    rows = work.connection.execute(select(gaps.c.first, gaps.c.last).order_by(gaps.c.first))
    return tuple((first, last) for first, last in rows)


def unexplained(work: Work, found: Series) -> tuple[int, ...]:
    """Return the numbers up to the last given that neither a line nor a mark explains."""
    ranges = missing(work, found)
    return tuple(number for first, last in ranges for number in range(first, last + 1))


def strip(
    work: Work, found: Series, only: NumberFilter, today: date, place: tuple[int, int]
) -> ListPage[NumberRow]:
    """Return a stretch of the numbers of a series, newest first; `place` is offset and limit."""
    rows = _strip(found, only)
    where = _chip(rows, only, today)
    total = work.connection.execute(select(func.count()).select_from(rows).where(where)).scalar()
    query = (
        select(rows)
        .where(where)
        .order_by(rows.c.last.desc(), rows.c.suffix.desc(), rows.c.state, rows.c.span_id)
    )
    offset, limit = place
    shown = work.connection.execute(query.offset(offset).limit(limit)).all()
    return ListPage(
        rows=tuple(_row(found.id, row) for row in shown), offset=offset, total=int(total or 0)
    )


def _held(found: Series) -> Subquery:
    """Return the ranges that something explains."""
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    of_lines = select(number.label("first"), number.label("last")).where(
        lines.of(found), column.suffix == ""
    )
    of_spans = select(_SPAN.first, _SPAN.last).where(
        _SPAN.series_id == found.id, _ACTIVE, _SPAN.suffix == ""
    )
    counter = select(literal(found.last_number + 1), literal(found.last_number + 1))
    return union_all(of_lines, of_spans, counter).subquery("held")


def _gaps(found: Series) -> CTE:
    held = _held(found)
    before = func.max(held.c.last).over(order_by=(held.c.first, held.c.last), rows=(None, -1))
    reached = select(held.c.first, func.coalesce(before, 0).label("reached")).subquery("reached")
    return (
        select((reached.c.reached + 1).label("first"), (reached.c.first - 1).label("last"))
        .where(reached.c.first > reached.c.reached + 1)
        .cte("gaps")
    )


def _strip(found: Series, only: NumberFilter) -> Subquery:
    """Return the rows among which a chip looks: what it can't want is not even asked for."""
    of_marks = only in {NumberFilter.HELD, NumberFilter.OVERDUE, NumberFilter.SECRET}
    parts: list[Select[Any]] = []
    if not of_marks and only is not NumberFilter.MISSING:
        parts.append(_lines(found))
    if only not in {NumberFilter.MISSING, NumberFilter.INSERTED}:
        parts.append(_spans(found))
    if only in {NumberFilter.ALL, NumberFilter.MISSING}:
        parts.append(_empty(found))
    return union_all(*parts).subquery("strip")


def _lines(found: Series) -> Select[Any]:
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    cancelled = column.status == literal("cancelled")
    state = case((cancelled, NumberState.CANCELLED.value), else_=NumberState.USED.value)
    return _columns(
        number, number, column.suffix, state, column[lines.day], column.subject, _symbol(lines),
        literal(""), null(), column.late_reason, column.id, null(),
    ).where(lines.of(found))  # fmt: skip


def _columns(*values: Any) -> Select[Any]:
    return select(*(value.label(name) for value, name in zip(values, _COLUMNS, strict=True)))


def _symbol(lines: Lines) -> Any:
    return lines.table.c.code_notation if lines.entity is OUTGOING else literal("")


def _spans(found: Series) -> Select[Any]:
    rolled_back = and_(_SPAN.state == NumberState.RETURNED.value, _SPAN.reason != UNDONE)
    # a lent block names the replica it is for, which nobody reads; its title names the PC
    of_copies = (NumberState.LEASED.value, NumberState.LOST.value)
    holder = case((_SPAN.state.in_(of_copies), ""), else_=_SPAN.holder)
    about = case((_SPAN.title != "", _SPAN.title), else_=_SPAN.reason)
    return _columns(
        _SPAN.first, _SPAN.last, _SPAN.suffix, _SPAN.state, _SPAN.on, about, literal(""),
        holder, _SPAN.until, literal(""), null(), _SPAN.id,
    ).where(
        _SPAN.series_id == found.id, or_(_ACTIVE, rolled_back), not_(_gave_way(found))
    )  # fmt: skip


def _gave_way(found: Series) -> ColumnElement[bool]:
    """Return the condition that lines hold again all numbers that a restore had taken them from."""
    lines = lines_of(found.key)
    column = lines.table.c
    number = column[lines.number]
    back = (
        select(func.count(number.distinct()))
        .where(
            lines.of(found),
            number >= _SPAN.first,
            number <= _SPAN.last,
            column.suffix == _SPAN.suffix,
        )
        .correlate(number_spans)
        .scalar_subquery()
    )
    return and_(_SPAN.state == NumberState.LOST.value, back > _SPAN.last - _SPAN.first)


def _empty(found: Series) -> Select[Any]:
    gaps, blank = _gaps(found), literal("")
    return _columns(
        gaps.c.first, gaps.c.last, blank, blank, null(), blank, blank, blank, null(), blank,
        null(), null(),
    )  # fmt: skip


def _chip(rows: Subquery, only: NumberFilter, today: date) -> ColumnElement[bool]:
    column = rows.c
    is_held = column.state == NumberState.RESERVED.value
    chips: dict[NumberFilter, ColumnElement[bool]] = {
        NumberFilter.ALL: literal(value=True) == literal(value=True),
        NumberFilter.HELD: is_held,
        NumberFilter.OVERDUE: and_(is_held, column.until < today.isoformat()),
        NumberFilter.CANCELLED: column.state == NumberState.CANCELLED.value,
        NumberFilter.SECRET: column.state == NumberState.SECRET.value,
        NumberFilter.MISSING: column.state == "",
        NumberFilter.INSERTED: and_(column.suffix != "", column.record_id.is_not(None)),
    }
    return chips[only]


def _row(series_id: RecordId, row: Row[Any]) -> NumberRow:
    known = dict(zip(_COLUMNS, row, strict=True))
    state, notation = known.pop("state"), known.pop("printed")
    days = {name: _day(known[name]) for name in ("day", "until")}
    shown = NumberRow(
        series_id=series_id, state=NumberState(state) if state else None, **{**known, **days}
    )
    return replace(shown, printed=joined_symbol(shown.code, notation)) if notation else shown


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
