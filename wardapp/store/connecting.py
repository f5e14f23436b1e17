"""Connections to the database file, with the settings that keep it whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import Pool, QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from wardapp.core.long_paths import reachable

BUSY_SECONDS = 30
"""How long a writer waits for another program that writes."""

READERS = 4

READING_CACHE = -4_000
"""Kilobytes of pages a reader keeps; with four times as many no search is faster."""

_COMPILED: LRUCache[Any, Any] = LRUCache(1500)
"""Statements as SQL, by what they ask: compiled once a program, not once for each engine."""

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
    opened: Callable[[], Any] = partial(connect, path)
    pool = StaticPool(opened, dialect=_first_engine().dialect)
    return _engine(pool, "BEGIN IMMEDIATE")


def reading_engine(path: Path, mode: str) -> Engine:
    """Return the engine of the connections that only read, one a thread at a time."""

    def connected() -> sqlite3.Connection:
        connection = connect(path, mode=mode)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = {READING_CACHE}")
        return connection

    opened: Callable[[], Any] = connected
    pool = QueuePool(
        opened,
        pool_size=READERS,
        max_overflow=READERS,
        use_lifo=True,  # the connection used last has the pages of the list at hand
        dialect=_first_engine().dialect,
    )
    return _engine(pool, "BEGIN")


@cache
def _first_engine() -> Engine:
    """Return the engine whose dialect all others have: compiled statements belong to a dialect."""
    # Without the linting: the search joins through an expression.
    engine = create_engine("sqlite://", enable_from_linting=False)
    engine.connect().close()  # the dialect learns here what this SQLite can do
    engine.dispose()
    return engine


def _engine(pool: Pool, begin_with: str) -> Engine:
    """Return an engine that begins each transaction with a statement."""
    first = _first_engine()
    options = {"compiled_cache": _COMPILED}
    engine = Engine(pool, first.dialect, first.url, execution_options=options)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin_with)

    return engine
