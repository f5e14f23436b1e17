"""How register pages are cut from a table: by filters, search and order, a stretch a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, TextClause, column, func, literal_column, select, text
from sqlalchemy import table as named_table

from wardapp.core.views import COUNT_CAP, ListPage
from wardapp.store.entities import Entity
from wardapp.store.index import match_text
from wardapp.store.work import Work

Value = TypeVar("Value")
Condition = ColumnElement[bool]

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which rows of a list are wanted: conditions, order, typed text, and from where how many.

    `order` holds terms of SQLite's ORDER BY. `is_small` says that few rows pass the conditions, so
    that those few are sorted instead of the whole register being walked in order.
    """

    where: tuple[Condition, ...]
    order: tuple[str, ...]
    text: str
    offset: int
    limit: int
    is_small: bool = False


def page(work: Work, entity: Entity[Value], wanted: Stretch) -> ListPage[Value]:
    """Return the wanted rows and how many there are; searches count no further than COUNT_CAP."""
    match = match_text(wanted.text)
    if wanted.text.strip() and not match:
        return ListPage(rows=(), offset=wanted.offset, total=0)
    table = entity.table
    if match:
        where = (*wanted.where, *_from_first(entity, wanted))
        found = matches(entity, match, where).limit(COUNT_CAP)
        narrowed = select(table.c.row).where(table.c.row.in_(found))
        total = _count(work, found)
    else:
        narrowed = select(table.c.row).where(*wanted.where)
        total = _count(work, narrowed)
    sorts = bool(match) or wanted.is_small
    ordered = narrowed.order_by(*_order(wanted, sorts=sorts)).correlate(None)
    inside = ordered.limit(wanted.limit).offset(wanted.offset)
    lines = select(table).where(table.c.row.in_(inside)).order_by(*_order(wanted, sorts=True))
    return ListPage(
        rows=work.all(entity, lines),
        offset=wanted.offset,
        total=total,
        is_capped=bool(match) and total == COUNT_CAP,
    )


def _from_first(entity: Entity[Any], wanted: Stretch) -> tuple[Condition, ...]:
    """Return the condition that ends a search at the oldest of a few rows, mostly new ones."""
    if not wanted.is_small:
        return ()
    row = entity.table.c.row + 0  # not the column itself: its order would be walked from the start
    oldest = select(func.min(row)).where(*wanted.where).correlate(None)
    indexed: ColumnElement[int] = literal_column(f"{entity.index_table}.rowid")
    return (indexed >= oldest.scalar_subquery(),)


def _order(wanted: Stretch, *, sorts: bool) -> tuple[TextClause, ...]:
    """Return the order; behind a plus sign a column is sorted, not walked along its index."""
    return tuple(text(f"+{term}" if sorts else term) for term in wanted.order)


def matches(entity: Entity[Any], match: str, where: tuple[Condition, ...] = ()) -> Select[Any]:
    """Return the query for the rows that a search finds, newest first.

    The plus sign keeps SQLite from asking the index once a row: the index leads, newest first, and
    stops as soon as enough was found.
    """
    name = entity.index_table
    index = named_table(name, column("rowid"))
    leads: ColumnElement[int] = literal_column(f"+{name}.rowid")
    return (
        select(entity.table.c.row)
        .select_from(index, entity.table)
        .where(literal_column(name).op("MATCH")(match), entity.table.c.row == leads, *where)
        .order_by(index.c.rowid.desc())
        .correlate(None)  # inside a query over the same table it stays its own
    )


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
