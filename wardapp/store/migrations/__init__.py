"""The schema in numbered steps; a step never changes after release, new ones are only appended.

To add one: write `step_0010.py` with its statements, append it to STEPS, change `tables.py` to
match; the test that holds both against each other tells what was forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache

from wardapp.core.errors import OfficeRefused, OfficeTooNew
from wardapp.store.migrations import (
    step_0001,
    step_0002,
    step_0003,
    step_0004,
    step_0005,
    step_0006,
    step_0007,
    step_0008,
    step_0009,
)

APPLICATION_ID = 0x57415244  # "WARD"
STEPS: tuple[tuple[str, ...], ...] = (
    step_0001.STATEMENTS,
    step_0002.STATEMENTS,
    step_0003.STATEMENTS,
    step_0004.STATEMENTS,
    step_0005.STATEMENTS,
    step_0006.STATEMENTS,
    step_0007.STATEMENTS,
    step_0008.STATEMENTS,
    step_0009.STATEMENTS,
)
"""Position + 1 = PRAGMA user_version after the step."""

NEWEST = len(STEPS)


def check_version(database: sqlite3.Connection, *, needs_newest: bool = False) -> int:
    """Return the version of the schema; refuse a file that is newer or not ours.

    `needs_newest` refuses an older one too: who only looks cannot bring it up.
    """
    version = _pragma(database, "user_version")
    if _pragma(database, "application_id") != APPLICATION_ID:
        raise OfficeRefused("Tệp này không phải sổ của WardApp. Hãy chọn đúng thư mục sổ.")
    if version > NEWEST:
        raise OfficeTooNew(
            "Sổ này do bản WardApp mới hơn ghi. Hãy cài bản WardApp mới nhất rồi mở lại."
        )
    if needs_newest and version < NEWEST:
        raise OfficeRefused(
            "Dữ liệu này do bản WardApp cũ hơn ghi nên chưa mở chỉ để xem được. "
            "Hãy mở sổ để ghi một lần (WardApp tự nâng cấp), hoặc khôi phục bản sao lưu này."
        )
    return version


def migrate(database: sqlite3.Connection, before: Callable[[int], None] | None = None) -> None:
    """Run the steps that are missing, each in its own transaction with its version number.

    `before(version)` is called once, ahead of the first of them; it makes the backup.
    """
    known = check_version(database)
    if known < NEWEST and before is not None:
        before(known)
    for version in range(known, NEWEST):
        _run_step(database, version, STEPS[version])


def make_schema(database: sqlite3.Connection) -> None:
    """Make the newest schema in an empty file.

    The steps run in memory, once a program, and their result is copied: an empty file needs no
    commit of its own for each, and what they alter again and again costs more than the copy.
    """
    with closing(sqlite3.connect(":memory:")) as made:
        made.deserialize(_made_by(STEPS[:NEWEST]))
        made.backup(database)


@lru_cache(maxsize=2)
def _made_by(steps: tuple[tuple[str, ...], ...]) -> bytes:
    """Return an empty database that has run these steps."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for version, statements in enumerate(steps):
            _run_step(database, version, statements)
        return database.serialize()


def _run_step(database: sqlite3.Connection, version: int, statements: tuple[str, ...]) -> None:
    database.execute("BEGIN EXCLUSIVE")
    try:
        for statement in statements:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {version + 1}")
    except sqlite3.Error:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
