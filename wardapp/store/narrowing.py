"""A search inside a filter: how the rows that a filter lets through meet those with the words.

Which side leads decides between a blink and a second. The words of some ten thousand rows are held
in memory and looked through; of more, the index leads and asks each row whether it passes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select, text

from wardapp.core.views import COUNT_CAP
from wardapp.store.entities import Entity
from wardapp.store.index import NOTHING, Conditions, Found, Reading, find_rows
from wardapp.store.remembering import remembered
from wardapp.store.work import Work

HELD = 40_000
"""So many rows, with two or three hundred letters each, are some twenty megabytes."""

DENSE = 0.3
"""Where so many of the rows between first and last pass, asking each one costs next to nothing."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What narrows a list: conditions, the name they are remembered by, whether days bound them."""

    where: Conditions
    scope: Hashable = None
    is_span: bool = False


@dataclass(frozen=True, slots=True)
class Narrow:
    """The rows that a filter lets through: all when they are few, else their ends if it has any."""

    rows: tuple[int, ...] | None
    ends: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Lines:
    """Rows with their words, each behind a space, so that ` tuy` finds what begins with tuy."""

    rows: list[int]
    exact: list[bytes]
    folded: list[bytes]


def find_within(work: Work, entity: Entity[Any], reading: Reading, within: Filter) -> Found:
    """Return the newest rows inside a filter that a search finds, no more than are counted."""
    name = entity.name
    narrow = remembered(
        work, f"narrow {name}", within.scope, partial(_narrow_of, work, entity, within)
    )
    if narrow.rows is None:
        return find_rows(
            work.connection, entity, reading, (*_between(entity, narrow.ends), *within.where)
        )
    if not narrow.rows:
        return NOTHING
    lines = remembered(
        work, f"lines {name}", within.scope, partial(_lines_of, work, entity, narrow.rows), most=1
    )
    return _looked_through(lines, reading)


def _narrow_of(work: Work, entity: Entity[Any], within: Filter) -> Narrow:
    row = entity.table.c.row
    some = select(row).where(*within.where).limit(HELD + 1)
    rows = tuple(work.connection.execute(some).scalars())
    if not rows or (len(rows) <= HELD and len(rows) < DENSE * (max(rows) - min(rows))):
        return Narrow(rows)
    if len(rows) <= HELD:
        return Narrow(None, (min(rows), max(rows)))
    if not within.is_span:
        return Narrow(None)
    free = row + 0  # not the column itself: its order would be walked from the start
    ends = select(func.min(free), func.max(free)).where(*within.where)
    first, last = work.connection.execute(ends).one()
    return Narrow(None, (first, last))


def _lines_of(work: Work, entity: Entity[Any], rows: tuple[int, ...]) -> _Lines:
    query = text(
        f"SELECT rowid, exact, folded FROM {entity.index_table} "
        "WHERE rowid IN (SELECT value FROM json_each(:rows)) ORDER BY +rowid DESC"
    )
    lines = _Lines(rows=[], exact=[], folded=[])
    # Row by row: all rows as they come and as they are kept would be twice the memory.
    for row, exact, folded in work.connection.execute(query, {"rows": json.dumps(rows)}):
        lines.rows.append(row)
        lines.exact.append(_spaced(exact))
        lines.folded.append(_spaced(folded))
    return lines


def _spaced(kept: str) -> bytes:
    """Return words as bytes: letters with accents take half the room that a text gives them."""
    return f" {_BETWEEN_WORDS.sub(' ', kept)}".encode()


def _looked_through(lines: _Lines, reading: Reading) -> Found:
    """Return the rows whose words begin as typed; one word after the other, the longest first."""
    places: Iterable[int] = range(len(lines.rows))
    typed = [(word, lines.exact) for word in reading.exact]
    typed += [(word, lines.folded) for word in reading.folded]
    for word, texts in sorted(typed, key=lambda each: -len(each[0])):
        start = f" {word}".encode()
        places = [place for place in places if start in texts[place]]
    found = [lines.rows[place] for place in places][:COUNT_CAP]
    return Found(json.dumps(found), len(found))


def _between(entity: Entity[Any], ends: tuple[int, int] | None) -> Conditions:
    """Return the conditions that keep a search between the first and the last row of a filter.

    Without them the search for a rare word would walk through the years outside.
    """
    if ends is None:
        return ()
    index: ColumnElement[int] = literal_column(f"{entity.index_table}.rowid")
    return (index >= ends[0], index <= ends[1])
