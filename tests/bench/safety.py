"""Backup and verified restore of an office of 1,000,000 dispatches, beside the bare copies.

The floors are what the same disk needs to copy the file and SQLite to check it; the rest is ours.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.big_office import MANY, big_office
from tests.bench.table import Row
from wardapp.store.backup import make_backup, shelf_of
from wardapp.store.database import Database
from wardapp.store.file_copies import copy_synced
from wardapp.store.folder import OfficeFolder
from wardapp.store.restoring import prepare_knowing
from wardapp.store.sqlite_files import faults_of, hashes_of

START_MS = 1_780_627_320_000
ALLOWED_MS = 60_000


def measure(out: Path) -> list[Row]:
    """Return the rows of the table."""
    source, _ = big_office(out, MANY)
    with _copied(source, out / "office-safety") as folder:
        size = f"{folder.database.stat().st_size / 1e9:.1f} GB"
        rows = [
            _timed("floor: copy the database, synced", lambda: _bare_copy(folder), size),
            _timed("floor: SQLite's quick_check", lambda: faults_of(folder.database), size),
            _timed("hashes of all rows", lambda: hashes_of(folder.database), "both sides need it"),
            _timed("backup: copied, checked, compared", lambda: _backup(folder), size),
            _timed("proof of a backup, row by row", lambda: _proof(folder), "Kiểm tra ngay"),
        ]
        rows.append(_restore(folder))
    return rows


@contextmanager
def _copied(source: Path, target: Path) -> Iterator[OfficeFolder]:
    """Give a copy of the office that may be backed up and restored."""
    shutil.rmtree(target, ignore_errors=True)
    folder = OfficeFolder(target)
    folder.make_parts()
    shutil.copyfile(source / "office.db", folder.database)
    try:
        yield folder
    finally:
        shutil.rmtree(target, ignore_errors=True)


def _timed(what: str, deed: Callable[[], object], note: str) -> Row:
    begin = time.perf_counter()
    deed()
    return Row(what, ((time.perf_counter() - begin) * 1000,), note)


def _bare_copy(folder: OfficeFolder) -> None:
    target = folder.root / "copy.db"
    copy_synced(folder.database, target)
    target.unlink()


def _backup(folder: OfficeFolder) -> None:
    make_backup(folder, START_MS, "Đo")


def _proof(folder: OfficeFolder) -> None:
    shelf = shelf_of(folder)
    if shelf.proof(shelf.list()[0].name):
        raise SystemExit("the backup that was just made does not prove")


def _restore(folder: OfficeFolder) -> Row:
    """Restore as the clerk does: copy proved, numbers compared, the present backed up, the swap."""
    name = shelf_of(folder).list()[0].name
    begin = time.perf_counter()
    present = Database.open(folder.database, read_only=True)
    prepared = prepare_knowing(folder, name, present)
    present.close()
    ready = time.perf_counter()
    prepared.swap_in(folder, START_MS + 1)
    whole = (time.perf_counter() - begin) * 1000
    note = (
        f"allowed {ALLOWED_MS:,}; {(ready - begin) * 1000:,.0f} to prove the copy, "
        f"{whole - (ready - begin) * 1000:,.0f} to back the present up and swap"
    )
    return Row("verified restore", (whole,), note)
