"""The schema in numbered steps; a step never changes after release, new ones are only appended.

To add one: write `step_0005.py` with its statements, append it to STEPS, change `tables.py` to
match; the test that holds both against each other tells what was forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from wardapp.core.errors import OfficeRefused, OfficeTooNew
from wardapp.store.migrations import step_0001, step_0002, step_0003, step_0004

APPLICATION_ID = 0x57415244  # "WARD"
STEPS: tuple[tuple[str, ...], ...] = (
    step_0001.STATEMENTS,
    step_0002.STATEMENTS,
    step_0003.STATEMENTS,
    step_0004.STATEMENTS,
)
"""Position + 1 = PRAGMA user_version after the step."""

NEWEST = len(STEPS)


def check_version(database: sqlite3.Connection) -> int:
    """Return the version of the schema; refuse a file that is newer or not ours."""
    version = _pragma(database, "user_version")
    if _pragma(database, "application_id") != APPLICATION_ID:
        raise OfficeRefused("Tệp này không phải sổ của WardApp. Hãy chọn đúng thư mục sổ.")
    if version > NEWEST:
        raise OfficeTooNew(
            "Sổ này do bản WardApp mới hơn ghi. Hãy cài bản WardApp mới nhất rồi mở lại."
        )
    return version


def migrate(database: sqlite3.Connection, before: Callable[[int], None] | None = None) -> None:
    """Run the steps that are missing, each in its own transaction with its version number.

    `before(version)` is called ahead of each step; it makes the backup.
    """
    for version in range(check_version(database), NEWEST):
        if before is not None:
            before(version)
        _run_step(database, version)


def make_schema(database: sqlite3.Connection) -> None:
    """Make the newest schema in an empty file."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(database)


def _run_step(database: sqlite3.Connection, version: int) -> None:
    database.execute("BEGIN EXCLUSIVE")
    try:
        for statement in STEPS[version]:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {version + 1}")
    except sqlite3.Error:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
