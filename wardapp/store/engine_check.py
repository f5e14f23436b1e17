"""Whether the SQLite and the disk of this PC keep what an office needs of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from wardapp.core.errors import OfficeOpenElsewhere
from wardapp.core.tour import TourStep
from wardapp.store.connecting import connect
from wardapp.store.lock import OfficeLock, this_desk

LEAST_VERSION = (3, 40)
FULL = 2
"""What SQLite answers for `synchronous = FULL`."""
REINSTALL = "Hãy cài lại WardApp."
CHECKED = "thu.db"

Probe = Callable[[sqlite3.Connection], str]
"""Looks at one thing and returns what is wrong with it, "" when nothing is."""


def engine_steps(folder: Path) -> Iterator[TourStep]:
    """Try in a database of its own what every office asks of SQLite."""
    try:
        with closing(connect(folder / CHECKED, mode="rwc")) as connection:
            for step, sound, probe in PROBES:
                fault = probe(connection)
                yield _step(step, fault, sound)
    except sqlite3.Error as error:
        fault = f"SQLite không ghi được ({type(error).__name__}). Hãy kiểm tra ổ đĩa, thư mục tạm."
        yield _step("sqlite", fault, "")


def lock_step(folder: Path, now_ms: int) -> TourStep:
    """Take the lock of a folder; another taker must be refused until it is given back."""
    me = this_desk(now_ms)
    with OfficeLock.acquire(folder, me):
        try:
            OfficeLock.acquire(folder, me).release()
        except OfficeOpenElsewhere:
            fault = ""
        else:
            fault = "Ổ đĩa không giữ được khóa: hai cửa sổ sẽ cùng ghi. Hãy dùng ổ trong máy."
    OfficeLock.acquire(folder, me).release()
    return _step("lock", fault, "Khóa sổ: người thứ hai bị từ chối, trả khóa thì lấy lại được.")


def _version(_connection: sqlite3.Connection) -> str:
    if sqlite3.sqlite_version_info >= LEAST_VERSION:
        return ""
    return f"SQLite {sqlite3.sqlite_version} quá cũ. {REINSTALL}"


def _durable(connection: sqlite3.Connection) -> str:
    mode = _one(connection, "PRAGMA journal_mode = WAL")
    level = _one(connection, "PRAGMA synchronous")
    if mode == "wal" and level == FULL:
        return ""
    return f"Dữ liệu không được ghi chắc xuống ổ đĩa ({mode}, {level}). {REINSTALL}"


def _searching(connection: sqlite3.Connection) -> str:
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (exact, "
        "tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5 6 7', detail = column)"
    )
    connection.execute("INSERT INTO words VALUES ('Kế hoạch sửa đường Nguyễn Trãi')")
    count = "SELECT count(*) FROM words WHERE words MATCH ?"
    found = [_one(connection, count, word) for word in ("đườ*", "đường", "duong")]
    if found == [1, 1, 0]:
        return ""
    return f"Tìm kiếm tiếng Việt (FTS5) không đúng. {REINSTALL}"


def _json(connection: sqlite3.Connection) -> str:
    text = _one(connection, "SELECT json_extract(?, '$.số[1]')", '{"số": ["06", "07"]}')
    return "" if text == "07" else f"SQLite không đọc được JSON. {REINSTALL}"


PROBES: tuple[tuple[str, str, Probe], ...] = (
    ("sqlite", f"SQLite {sqlite3.sqlite_version}.", _version),
    ("sqlite_durable", "SQLite ghi chắc xuống ổ đĩa (WAL, FULL).", _durable),
    ("sqlite_search", "SQLite tìm được chữ có dấu và đầu chữ (FTS5).", _searching),
    ("sqlite_json", "SQLite đọc được JSON.", _json),
)


def _one(connection: sqlite3.Connection, statement: str, *values: str) -> object:
    return connection.execute(statement, values).fetchone()[0]


def _step(step: str, fault: str, sound: str) -> TourStep:
    return TourStep(step=step, ok=not fault, sentence=fault or sound)
