"""The search index: one full-text table a kind of record, written in the record's transaction.

Each holds an exact column (accents kept, one tone placement) and a folded one (no accents). The
rowid of a text is the `row` of its record, so "newest first" costs nothing (design §7).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    TextClause,
    column,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy import table as named_table

from wardapp.core.text import clean, exact_key, fold
from wardapp.core.views import COUNT_CAP
from wardapp.store.entities import Entity

Value = TypeVar("Value")
Conditions = tuple[ColumnElement[bool], ...]

_WORD = re.compile(r"[^\W_]+")


def remember(connection: Connection, entity: Entity[Value], old: Value | None, new: Value) -> None:
    """Keep the words of a record that was added or changed."""
    if entity.words is None:
        return
    words = entity.words(new)
    if old is not None and entity.words(old) == words:
        return
    name = entity.index_table
    if old is not None:
        connection.execute(
            text(f"DELETE FROM {name} WHERE rowid = :row"), _row(connection, entity, new)
        )
    connection.execute(
        text(f"INSERT INTO {name} (rowid, exact, folded) VALUES (:row, :exact, :folded)"),
        {**_row(connection, entity, new), "exact": exact_key(words), "folded": fold(words)},
    )


def forget(connection: Connection, entity: Entity[Value], old: Value) -> None:
    """Drop the words of a record that is about to be removed."""
    if entity.words is not None:
        connection.execute(
            text(f"DELETE FROM {entity.index_table} WHERE rowid = :row"),
            _row(connection, entity, old),
        )


def _row(connection: Connection, entity: Entity[Any], value: object) -> dict[str, int]:
    table = entity.table
    row = connection.execute(
        select(table.c.row).where(table.c[entity.key] == entity.key_of(value))
    ).scalar_one()
    return {"row": row}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take what was typed: words that need their accents, and words that need none."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def match(self) -> str:
        """Return the FTS5 expression: every word is a prefix, all must stand in a record."""
        return " AND ".join(
            [f'exact : "{word}" *' for word in self.exact]
            + [f'folded : "{word}" *' for word in self.folded]
        )


def readings(typed: str) -> tuple[Reading, ...]:
    """Return the ways to take what was typed, the strictest first; () without a word in it.

    Accents mean themselves where any record has them. But `đươ` on the way to `đường` stands in no
    record: so the last word with accents is next taken without them, then all words are.
    """
    words = _WORD.findall(clean(typed))
    exact = [exact_key(word) for word in words if has_accent(exact_key(word))]
    folded = [plain for word in words if not has_accent(exact_key(word)) and (plain := fold(word))]
    if not exact and not folded:
        return ()
    bare = [fold(word) for word in exact]
    kept = dict.fromkeys((len(exact), max(len(exact) - 1, 0), 0))
    return tuple(
        Reading(exact=tuple(exact[:count]), folded=(*folded, *bare[count:])) for count in kept
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that a search found: one JSON list, so that a thousand come and go as one value."""

    rows: str
    count: int

    def within(self, entity: Entity[Any]) -> ColumnElement[bool]:
        """Return the condition that a record is one of these rows."""
        listed = func.json_each(self.rows).table_valued("value")
        return entity.table.c.row.in_(select(listed.c.value))


NOTHING = Found(rows="[]", count=0)


def find_rows(
    connection: Connection,
    entity: Entity[Any],
    reading: Reading,
    where: Conditions = (),
    limit: int = COUNT_CAP,
) -> Found:
    """Return the newest rows that a search finds, no more than `limit`.

    The plus sign keeps SQLite from asking the index once a row: the index leads, newest first, and
    stops as soon as enough was found.
    """
    name = entity.index_table
    if not where:
        words = {"match": reading.match, "most": limit}
        return Found(*connection.execute(_newest_of(name), words).one())
    index = named_table(name, column("rowid"))
    leads: ColumnElement[int] = literal_column(f"+{name}.rowid")
    newest = (
        select(index.c.rowid)
        .where(literal_column(name).op("MATCH")(reading.match), entity.table.c.row == leads, *where)
        .order_by(index.c.rowid.desc())
        .limit(limit)
        .subquery()
    )
    listed = select(func.json_group_array(newest.c.rowid), func.count())
    return Found(*connection.execute(listed).one())


@cache
def _newest_of(name: str) -> TextClause:
    """Return the query over one index alone; made once, as making it costs more than running it."""
    return text(
        f"SELECT json_group_array(rowid), count(*) FROM (SELECT rowid FROM {name} "
        f"WHERE {name} MATCH :match ORDER BY rowid DESC LIMIT :most)"
    )


def has_accent(word: str) -> bool:
    """Return True when the word carries an accent or a đ, so that it was typed on purpose."""
    return "đ" in word or any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))
