"""The search index: one full-text table a kind of record, written in the record's transaction.

Each holds an exact column (accents kept, one tone placement) and a folded one (no accents). The
rowid of a text is the `row` of its record, so "newest first" costs nothing (design §7).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeVar

from sqlalchemy import Connection, select, text

from wardapp.core.text import clean, exact_key, fold
from wardapp.store.entities import Entity

Value = TypeVar("Value")

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


def match_text(typed: str) -> str:
    """Return the FTS5 expression for what was typed, "" when there is no word in it.

    Every word is a prefix; a word with accents must stand so, one without is found either way.
    """
    exact, folded = query_words(typed)
    return " AND ".join(
        [f'exact : "{word}" *' for word in exact] + [f'folded : "{word}" *' for word in folded]
    )


def query_words(typed: str) -> tuple[list[str], list[str]]:
    """Return the words that must match with their accents, and those that need not."""
    exact: list[str] = []
    folded: list[str] = []
    for word in _WORD.findall(clean(typed)):
        plain = fold(word)
        key = exact_key(word)
        if has_accent(key):
            exact.append(key)
        elif plain:
            folded.append(plain)
    return exact, folded


def has_accent(word: str) -> bool:
    """Return True when the word carries an accent or a đ, so that it was typed on purpose."""
    return "đ" in word or any(map(unicodedata.combining, unicodedata.normalize("NFD", word)))
