"""Fingerprints of all rows of a database: what a backup is compared by, and proved by years later.

A table's fingerprint is the SHA-256 over its rows in the order of their keys, each written out by
SQLite itself (`printf('%Q,…')`), which is many times faster than rows that pass through Python: a
million dispatches take seconds. Pages that hold no row (free ones, the search index) do not count.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_PAIR = 2
MOST_ARGUMENTS = 100
"""Columns written by one call; SQLite takes 127 arguments, the format among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHash:
    """How many rows a table holds, and the hash over all of them."""

    rows: int
    sha256: str


def row_hashes(connection: sqlite3.Connection) -> dict[str, TableHash]:
    """Return the fingerprint of each ordinary table; the search index is made from them."""
    with _bytes_for_text(connection):
        return {name: _table_hash(connection, name, order) for name, order in _tables(connection)}


def differing(one: Mapping[str, TableHash], other: Mapping[str, TableHash]) -> tuple[str, ...]:
    """Return the names of the tables that are not the same on both sides."""
    return tuple(sorted(name for name in {*one, *other} if one.get(name) != other.get(name)))


def as_facts(hashes: Mapping[str, TableHash]) -> dict[str, list[object]]:
    """Return the fingerprints as a manifest keeps them."""
    return {name: [each.rows, each.sha256] for name, each in sorted(hashes.items())}


def from_facts(facts: object) -> dict[str, TableHash]:
    """Return the fingerprints that a manifest keeps, {} for one of an earlier version."""
    if not isinstance(facts, dict):
        return {}
    return {
        str(name): TableHash(rows=kept[0], sha256=str(kept[1]))
        for name, kept in facts.items()
        if isinstance(kept, list) and len(kept) == _PAIR and isinstance(kept[0], int)
    }


@contextmanager
def _bytes_for_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Have texts come as the bytes they are, which need no decoding to be hashed."""
    usual, connection.text_factory = connection.text_factory, bytes
    try:
        yield
    finally:
        connection.text_factory = usual


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return each ordinary table with what puts its rows in order."""
    found = []
    for _, name, kind, _, without_rowid, _ in connection.execute("PRAGMA main.table_list"):
        table = name.decode()
        if kind == b"table" and not table.startswith("sqlite_"):
            order = ", ".join(_keys(connection, table)) if without_rowid else "rowid"
            found.append((table, order))
    return found


def _keys(connection: sqlite3.Connection, table: str) -> list[str]:
    keyed = [(row[5], _quoted(row[1])) for row in _columns(connection, table) if row[5]]
    return [name for _, name in sorted(keyed)]


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"PRAGMA main.table_info({_quoted(table)})").fetchall()


def _quoted(name: str | bytes) -> str:
    text = name.decode() if isinstance(name, bytes) else name
    return '"' + text.replace('"', '""') + '"'


def _table_hash(connection: sqlite3.Connection, table: str, order: str) -> TableHash:
    names = [_quoted(row[1]) for row in _columns(connection, table)]
    pieces = [names[at : at + MOST_ARGUMENTS] for at in range(0, len(names), MOST_ARGUMENTS)]
    written = " || ".join(
        f"printf('{','.join(['%Q'] * len(piece))},', {', '.join(piece)})" for piece in pieces
    )
    digest, rows = hashlib.sha256(), 0
    for (line,) in connection.execute(
        f"SELECT {written} || char(10) FROM {_quoted(table)} ORDER BY {order}"
    ):
        digest.update(line)
        rows += 1
    return TableHash(rows=rows, sha256=digest.hexdigest())
