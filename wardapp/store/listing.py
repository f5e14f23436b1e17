"""How register pages are cut from a table: by filters, search and order, a stretch a call."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, TextClause, func, literal_column, select, text

from wardapp.core.views import COUNT_CAP, ListPage
from wardapp.store.entities import Entity
from wardapp.store.file_texts import FileTexts
from wardapp.store.index import NOTHING, Found, Reading, find_rows, readings
from wardapp.store.narrowing import Filter, find_within
from wardapp.store.ordering import Term, before
from wardapp.store.remembering import remembered
from wardapp.store.work import Work

Value = TypeVar("Value")
Condition = ColumnElement[bool]

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which rows of a list are wanted: conditions, order, typed text, and from where how many.

    `order` holds terms of SQLite's ORDER BY. `is_small` says that few rows pass the conditions, so
    that those few are sorted instead of the whole register being walked in order. `scope` names
    the conditions, so that their count is remembered until somebody writes; None = not remembered.
    `is_span` says that days bound them, so that their rows lie together. With `in_files` the text
    is also looked for inside the files of the lines; `other_texts` find beside it.
    """

    where: tuple[Condition, ...]
    order: tuple[str, ...]
    text: str
    offset: int
    limit: int
    is_small: bool = False
    scope: Hashable = None
    is_span: bool = False
    in_files: bool = False
    other_texts: tuple[str, ...] = ()


def page(work: Work, entity: Entity[Value], wanted: Stretch) -> ListPage[Value]:
    """Return the wanted rows and how many there are; searches count no further than COUNT_CAP."""
    if wanted.text.strip():
        return _searched(work, entity, wanted)
    narrowed = select(entity.table.c.row).where(*wanted.where)
    total = _count(work, entity, wanted, narrowed)
    ordered = narrowed.order_by(*_order(wanted, sorts=wanted.is_small)).correlate(None)
    inside = entity.table.c.row.in_(ordered.limit(wanted.limit).offset(wanted.offset))
    return ListPage(rows=_in_order(work, entity, wanted, inside), offset=wanted.offset, total=total)


def position_of(work: Work, entity: Entity[Any], wanted: Stretch, record_id: str) -> int:
    """Return where a record stands among all the wanted rows, from 0; -1 when it is not there."""
    where = wanted.where
    if wanted.text.strip():
        where = (_found(work, entity, wanted).within(entity),)
    table = entity.table
    terms = [Term.of(each) for each in wanted.order]
    keys: list[ColumnElement[Any]] = [literal_column(term.of_row) for term in terms]
    mine = work.connection.execute(
        select(table.c.row, *keys).where(table.c[entity.key] == record_id, *where)
    ).first()
    if mine is None:
        return -1
    ahead = select(func.count()).select_from(table).where(*where, before(terms, tuple(mine)[1:]))
    return _scalar(work, ahead)


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
    found = _found_by(work, entity, wanted)
    for other in wanted.other_texts:
        also = _found_by(work, entity, replace(wanted, text=other, in_files=False))
        rows = {*json.loads(found.rows), *json.loads(also.rows)} if also.count else set()
        if len(rows) > found.count:
            newest = sorted(rows, reverse=True)[:COUNT_CAP]
            found = Found(json.dumps(newest), len(newest))
    return found


def _found_by(work: Work, entity: Entity[Any], wanted: Stretch) -> Found:
    within = Filter(where=wanted.where, scope=wanted.scope, is_span=wanted.is_span)
    for reading in readings(wanted.text):
        if wanted.where:
            found = find_within(work, entity, reading, within)
        else:
            found = find_rows(work.connection, entity, reading)
        if wanted.in_files:
            found = _with_files(work, entity, wanted, reading, found)
        if found.count:
            return found
    return NOTHING


def _with_files(
    work: Work, entity: Entity[Any], wanted: Stretch, reading: Reading, found: Found
) -> Found:
    """Return what was found joined with the lines whose files hold the words, newest first."""
    held = Found(FileTexts(work.connection).records(entity, reading, COUNT_CAP), COUNT_CAP)
    row = entity.table.c.row
    inside = select(row).where(held.within(entity), *wanted.where)
    both = inside.union(select(row).where(found.within(entity))).subquery()
    newest = select(both.c.row).order_by(both.c.row.desc()).limit(COUNT_CAP).subquery()
    joined = select(func.json_group_array(newest.c.row), func.count())
    return Found(*work.connection.execute(joined).one())


def _in_order(
    work: Work, entity: Entity[Value], wanted: Stretch, inside: Condition
) -> tuple[Value, ...]:
    """Return whole records; only their row numbers were sorted before."""
    lines = select(entity.table).where(inside)
    return work.all(entity, lines.order_by(*_order(wanted, sorts=True)))


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


def _count(work: Work, entity: Entity[Any], wanted: Stretch, query: Select[Any]) -> int:
    make = partial(_scalar, work, select(func.count()).select_from(query.subquery()))
    return remembered(work, f"count {entity.name}", wanted.scope, make)


def _scalar(work: Work, query: Select[Any]) -> int:
    return int(work.connection.execute(query).scalar_one())
