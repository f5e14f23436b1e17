"""Connections to the database file, with the settings that keep it whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from wardapp.core.long_paths import reachable

BUSY_SECONDS = 30
"""How long a writer waits for another program that writes."""

READERS = 4

READING_CACHE = -4_000
"""Kilobytes of pages a reader keeps; with four times as many no search is faster."""

_LONGEST_COMPANION = "-journal"

_ALWAYS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)


def connect(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """Return a bare connection that begins nothing by itself; `mode` as in SQLite's file names."""
    connection = sqlite3.connect(
        address(path, mode),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        for pragma in _ALWAYS:
            connection.execute(pragma)
    except BaseException:
        connection.close()  # a handle left open keeps Windows from putting a good file in place
        raise
    return connection


def address(path: Path, mode: str) -> str:
    """Return a file name as SQLite's addresses have it, whatever letters and length it has.

    Each letter but the plain ones is quoted: a slash would make a server of `//`, and Windows takes
    no slash in the form of a path that has no limit.
    """
    real = reachable(path.absolute(), room=len(_LONGEST_COMPANION))
    words = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    if real != path.absolute():
        words += "&vfs=win32-longpath"
    return f"file:{quote(str(real), safe='')}?{words}"


def sqlite_version() -> str:
    """Return the version of SQLite that keeps the books here."""
    return sqlite3.sqlite_version


def writing_engine(path: Path) -> Engine:
    """Return the engine of the one connection that writes; each transaction begins IMMEDIATE."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path),
        poolclass=StaticPool,
        enable_from_linting=False,  # the search joins through an expression
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reading_engine(path: Path, mode: str) -> Engine:
    """Return the engine of the connections that only read, one a thread at a time."""

    def connected() -> sqlite3.Connection:
        connection = connect(path, mode=mode)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = {READING_CACHE}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connected,
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=READERS,
        pool_use_lifo=True,  # the connection used last has the pages of the list at hand
        enable_from_linting=False,
    )
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)
