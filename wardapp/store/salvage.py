"""What a damaged database can still give: events that prove themselves, and rows no event has.

It is opened so that nothing is written, neither into it nor beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardapp.store.connecting import address
from wardapp.store.journal import HASHED, hash_of
from wardapp.store.mirror_lines import EventRow, Reached

SIDE_TABLES = ("private_people", "draft_texts", "sendings", "trusted_devices", "local")
"""Tables that no event makes again."""

_OWN_FACTS = ("replica_id", "office_id", "token", "created_ms", "verified", "known_faults")
_JSON = {"draft_texts": "content", "sendings": "upto"}
_SEEN_ENOUGH = 500
"""So many known events one after the other, newest first, and the rest is known as well."""

_UNREADABLE = "\ufffd"
Row = dict[str, Any]


@dataclass(slots=True)
class SideTable:
    """The readable rows of a table; `is_whole` when every row could be read."""

    rows: list[Row] = field(default_factory=list)
    is_whole: bool = False


@dataclass(slots=True)
class Salvage:
    """What was found. `reads_whole` = the newest events could be read down to known ones."""

    events: list[EventRow] = field(default_factory=list)
    reads_whole: bool = False
    tables: dict[str, SideTable] = field(default_factory=dict)


def salvage(path: Path, known: Reached) -> Salvage:
    """Return what a damaged database, without a log, gives beyond the events that are known."""
    found = Salvage()
    try:
        with closing(sqlite3.connect(address(path, "immutable"), uri=True)) as connection:
            connection.text_factory = _lenient
            connection.execute("PRAGMA cell_size_check = ON")
            _events(connection, known, found)
            for table in SIDE_TABLES:
                found.tables[table] = _rows(connection, table)
    except sqlite3.Error:
        return found
    return found


def _lenient(data: bytes) -> str:
    return data.decode(errors="replace")


def _events(connection: sqlite3.Connection, known: Reached, found: Salvage) -> None:
    seen, sound = 0, True
    try:
        for row in _all(connection, "events", "DESC"):
            if not _proves_itself(row):
                sound = False
                continue
            if row["seq"] > known.get(row["replica_id"], (0, ""))[0]:
                found.events.append(row)
                seen = 0
            elif (seen := seen + 1) > _SEEN_ENOUGH:
                break
    except sqlite3.Error:
        return
    found.reads_whole = sound


def _proves_itself(row: Row) -> bool:
    is_ours = all(isinstance(row.get(name), str | int) for name in (*HASHED, "hash"))
    return is_ours and isinstance(row["seq"], int) and hash_of(row) == row["hash"]


def _rows(connection: sqlite3.Connection, table: str) -> SideTable:
    """Read a table from both ends, as far as each goes."""
    found: dict[tuple[Any, ...], Row] = {}
    is_whole = True
    for order in ("", "DESC"):
        try:
            for row in _all(connection, table, order):
                if _is_readable(table, row):
                    found[tuple(row.values())[:1]] = row
                else:
                    is_whole = False
        except sqlite3.Error:
            is_whole = False
            continue
        break
    rows = list(found.values())
    if table == "local":
        rows = [row for row in rows if row["name"] not in _OWN_FACTS]
    return SideTable(rows=rows, is_whole=is_whole)


def _all(connection: sqlite3.Connection, table: str, order: str) -> Iterator[Row]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid {order}')
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield dict(zip(names, values, strict=True))


def _is_readable(table: str, row: Row) -> bool:
    if any(isinstance(value, str) and _UNREADABLE in value for value in row.values()):
        return False
    if None in (row[name] for name in list(row)[:1]):
        return False
    try:
        json.loads(row[_JSON[table]]) if table in _JSON else None
    except (ValueError, TypeError, KeyError):
        return False
    return True
