"""How register pages are cut from a table: by filters, search and order, a stretch a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, TextClause, func, literal_column, select, text

from wardapp.core.views import COUNT_CAP, ListPage
from wardapp.store.entities import Entity
from wardapp.store.index import NOTHING, Found, find_rows, readings
from wardapp.store.work import Work

Value = TypeVar("Value")
Condition = ColumnElement[bool]

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which rows of a list are wanted: conditions, order, typed text, and from where how many.

    `order` holds terms of SQLite's ORDER BY. `is_small` says that few rows pass the conditions, so
    that those few are sorted instead of the whole register being walked in order. `is_narrow` says
    that an index finds those that pass, so that a search first asks between which rows they lie.
    """

    where: tuple[Condition, ...]
    order: tuple[str, ...]
    text: str
    offset: int
    limit: int
    is_small: bool = False
    is_narrow: bool = False


def page(work: Work, entity: Entity[Value], wanted: Stretch) -> ListPage[Value]:
    """Return the wanted rows and how many there are; searches count no further than COUNT_CAP."""
    if wanted.text.strip():
        return _searched(work, entity, wanted)
    narrowed = select(entity.table.c.row).where(*wanted.where)
    total = _count(work, narrowed)
    ordered = narrowed.order_by(*_order(wanted, sorts=wanted.is_small)).correlate(None)
    inside = entity.table.c.row.in_(ordered.limit(wanted.limit).offset(wanted.offset))
    return ListPage(rows=_in_order(work, entity, wanted, inside), offset=wanted.offset, total=total)


def position_of(work: Work, entity: Entity[Any], wanted: Stretch, record_id: str) -> int:
    """Return where a record stands among all the wanted rows, from 0; -1 when it is not there."""
    where = wanted.where
    if wanted.text.strip():
        where = (_found(work, entity, wanted).within(entity),)
    table = entity.table
    placed = func.row_number().over(order_by=_order(wanted, sorts=True)).label("place")
    rows = select(table.c[entity.key].label("key"), placed).where(*where).subquery()
    place = work.connection.execute(
        select(rows.c.place).where(rows.c.key == record_id)
    ).scalar_one_or_none()
    return -1 if place is None else int(place) - 1


def _searched(work: Work, entity: Entity[Value], wanted: Stretch) -> ListPage[Value]:
    """Return the wanted rows of those a search finds in its strictest reading that finds any."""
    found = _found(work, entity, wanted)
    ordered = select(entity.table.c.row).where(found.within(entity))
    ordered = ordered.order_by(*_order(wanted, sorts=True)).correlate(None)
    inside = entity.table.c.row.in_(ordered.limit(wanted.limit).offset(wanted.offset))
    return ListPage(
        rows=_in_order(work, entity, wanted, inside) if found.count else (),
        offset=wanted.offset,
        total=found.count,
        is_capped=found.count == COUNT_CAP,
    )


def _found(work: Work, entity: Entity[Any], wanted: Stretch) -> Found:
    ends = _ends(work, entity, wanted)
    if ends is None:
        return NOTHING
    for reading in readings(wanted.text):
        found = find_rows(work.connection, entity, reading, (*ends, *wanted.where))
        if found.count:
            return found
    return NOTHING


def _in_order(
    work: Work, entity: Entity[Value], wanted: Stretch, inside: Condition
) -> tuple[Value, ...]:
    """Return whole records; only their row numbers were sorted before."""
    lines = select(entity.table).where(inside)
    return work.all(entity, lines.order_by(*_order(wanted, sorts=True)))


def _ends(work: Work, entity: Entity[Any], wanted: Stretch) -> tuple[Condition, ...] | None:
    """Return the conditions that keep a search between the first and last row; None without rows.

    Without them the search for a rare word would walk through the years outside.
    """
    if not wanted.is_narrow:
        return ()
    row = entity.table.c.row + 0  # not the column itself: its order would be walked from the start
    ends = select(func.min(row), func.max(row)).where(*wanted.where)
    first, last = work.connection.execute(ends).one()
    if first is None:
        return None
    indexed: ColumnElement[int] = literal_column(f"{entity.index_table}.rowid")
    return (indexed >= first, indexed <= last)


def _order(wanted: Stretch, *, sorts: bool) -> tuple[TextClause, ...]:
    """Return the order; behind a plus sign a column is sorted, not walked along its index."""
    return tuple(text(f"+{term}" if sorts else term) for term in wanted.order)


def week_of(day: date) -> tuple[str, str]:
    """Return Monday and Sunday of the week of a day, as the tables hold days."""
    monday = day - timedelta(days=day.weekday())
    return monday.isoformat(), (monday + _WEEK).isoformat()


def in_days(
    day_column: ColumnElement[Any], first: date | None, last: date | None
) -> tuple[Condition, ...]:
    """Return the conditions that keep a day column inside a span; None leaves a side open."""
    conditions = []
    if first is not None:
        conditions.append(day_column >= first.isoformat())
    if last is not None:
        conditions.append(day_column <= last.isoformat())
    return tuple(conditions)


def _count(work: Work, query: Select[Any]) -> int:
    return work.connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
