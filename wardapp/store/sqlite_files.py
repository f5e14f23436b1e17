"""Database files as files: a checked copy of a live one, its health, what it holds.

This module speaks to SQLite directly, because the online backup belongs to a connection of the
driver and a damaged file must be looked at without the mapping of `database.py`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import OfficeDamaged, WardError
from wardapp.store.connecting import address
from wardapp.store.faults import told
from wardapp.store.row_hashes import TableHash, differing, row_hashes

CHECKING_CACHE = -64_000
"""Kilobytes of pages at hand while a whole file is looked through; a small PC has no more."""

QUICK_CHECK = "quick_check"
WHOLE_CHECK = "integrity_check"
"""SQLite's check, without and with what each index says of its table."""

REFUSED_FILES = "refused_files"
"""The name under which a copy keeps the hashes of files that it refused."""

FILE_COLUMNS = (
    ("incoming", "attachments"),
    ("outgoing", "attachments"),
    ("log_lines", "attachments"),
    ("drafts", "versions"),
    ("closings", "attachments"),
    ("templates", "file"),
    ("unit_returns", "file"),
    ("unit_returns", "evidence"),
    ("form_files", "official"),
    ("petitions", "attachments"),
    ("opinion_topics", "attachments"),
)


@contextmanager
def opened(path: Path, *, read_only: bool = True) -> Iterator[sqlite3.Connection]:
    """Open a database file for the length of a `with` block; its faults become our refusals."""
    name = address(path, "ro" if read_only else "rw")
    with told(path), closing(sqlite3.connect(name, uri=True, timeout=10)) as connection:
        connection.isolation_level = None
        yield connection


def copy_checked(source: Path, target: Path) -> dict[str, TableHash]:
    """Copy a live database into a new single file, check it against the source, sync it.

    Returns the fingerprint of each table. Raises when a row of the copy is not that of the source.
    """
    with opened(source) as live:
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot starts here
        with closing(_new_file(target)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
            faults = health(copy, WHOLE_CHECK)
            if faults:
                raise OfficeDamaged(f"Bản sao lưu vừa ghi không qua được kiểm tra: {faults[0]}")
            hashes = _compared(live, copy)
        live.execute("COMMIT")
    _sync(target)
    return hashes


def health(connection: sqlite3.Connection, check: str = QUICK_CHECK) -> tuple[str, ...]:
    """Return what SQLite's own check finds wrong, () when all is well."""
    found = connection.execute(f"PRAGMA {check}").fetchall()
    return tuple(str(row[0]) for row in found if row[0] != "ok")


def faults_of(path: Path, check: str = QUICK_CHECK) -> tuple[str, ...]:
    """Return the faults of a database file, () when it is sound."""
    try:
        with opened(path) as connection:
            connection.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
            return health(connection, check)
    except WardError as error:
        return (error.sentence,)


def hashes_of(path: Path) -> dict[str, TableHash]:
    """Return the fingerprint of each table of a database file."""
    with opened(path) as connection:
        return row_hashes(connection)


def version_of(path: Path) -> int:
    """Return the version of the schema of a database file."""
    with opened(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def change_mark(path: Path) -> str:
    """Return a text that changes whenever the office's content does."""
    with opened(path) as connection:
        events = connection.execute("SELECT max(rowid) FROM events").fetchone()[0]
        texts = connection.execute("SELECT count(*), max(changed_ms) FROM draft_texts").fetchone()
    return f"{events}/{texts[0]}/{texts[1]}"


def attachments_in(path: Path) -> tuple[Attachment, ...]:
    """Return every kept file that the lines of a database name, each once.

    Without those that the gate of secrets kept out here: they are not to be had.
    """
    refused = {each.sha256 for each in refused_in(path)}
    return tuple(each for each in _named_in(path) if each.sha256 not in refused)


def refused_in(path: Path) -> tuple[Attachment, ...]:
    """Return the named files of another copy that were refused here on purpose, each once."""
    refused = set(json.loads(local_value(path, REFUSED_FILES) or "[]"))
    return tuple(each for each in _named_in(path) if each.sha256 in refused) if refused else ()


def _named_in(path: Path) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    with opened(path) as connection:
        for table, column in FILE_COLUMNS:
            known = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            if column not in {row[1] for row in known}:  # an older office, not brought up yet
                continue
            rows = connection.execute(
                f"""SELECT file.value ->> 'sha256', file.value ->> 'name',
                           file.value ->> 'size', file.value ->> 'role'
                    FROM "{table}", json_each(
                        CASE json_type("{table}"."{column}") WHEN 'object'
                        THEN json_array(json("{table}"."{column}"))
                        ELSE "{table}"."{column}" END) AS file
                    WHERE "{table}"."{column}" <> '[]'"""
            )
            for sha256, name, size, role in rows:
                found[sha256] = Attachment(sha256=sha256, name=name, size=size, role=FileRole(role))
    return tuple(found.values())


def is_named_in_history(path: Path, sha256: str) -> bool:
    """Tell whether an event names a file, so that undo and history still need it."""
    with opened(path) as connection:
        row = connection.execute(
            "SELECT 1 FROM events WHERE instr(changes, ?) LIMIT 1", (sha256,)
        ).fetchone()
    return row is not None


def settle_into_one_file(path: Path) -> None:
    """Fold the write-ahead log into the database file, so that it can be moved as one file."""
    with opened(path, read_only=False) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def local_value(path: Path, name: str) -> str:
    """Return one of the things that belong to this copy of the office, `` when it is not set."""
    with opened(path) as connection:
        row = connection.execute("SELECT value FROM local WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def forget_token(path: Path) -> None:
    """Take the start token out of a copied database: it will be a new replica."""
    with opened(path, read_only=False) as connection:
        connection.execute("DELETE FROM local WHERE name = 'token'")
    _sync(path)


def _compared(live: sqlite3.Connection, copy: sqlite3.Connection) -> dict[str, TableHash]:
    hashes = row_hashes(live)
    if differing(hashes, row_hashes(copy)):
        raise OfficeDamaged(
            "Bản sao lưu vừa ghi không giống sổ nên không dùng. Hãy kiểm tra ổ đĩa."
        )
    return hashes


def _new_file(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(address(path, "rwc"), uri=True, isolation_level=None)


def _sync(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
