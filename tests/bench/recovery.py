"""What the mirror costs a transaction, and how long a damaged office takes to come back."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import time
from contextlib import closing
from pathlib import Path

from tests.bench.table import Row, timed
from tests.builders import an_arrival, an_incoming
from tests.folder_tools import NOW_MS, a_command, an_office, an_opening
from wardapp.core.identity import new_record_id
from wardapp.core.progress import Silent
from wardapp.store.backup import make_backup
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import Mirror
from wardapp.store.opening import open_with_lock

SIZES = (10_000, 100_000)
SINCE = 300
ALONE = 200


def measure(out: Path) -> list[Row]:
    """Return the cost of single writes with and without mirror, then each office's recovery."""
    root = out / "recovery"
    rows: list[Row] = []
    for lines in SIZES:
        shutil.rmtree(root, ignore_errors=True)
        rows += _measured(root, lines)
    shutil.rmtree(root, ignore_errors=True)
    return rows


def _measured(root: Path, lines: int) -> list[Row]:
    data = root / "data"
    folder = an_office(root / "so", an_opening(data))
    rows = [_filling(folder, lines, is_mirrored=True)]
    if lines == SIZES[0]:
        rows += [_single(folder, is_mirrored=False), _single(folder, is_mirrored=True)]
    make_backup(folder, NOW_MS, "Khi đóng sổ")
    with closing(open_with_lock(folder.root, an_opening(data))) as office:
        for number in range(SINCE):
            _register(office.database, 10_000_000 + number)
    with closing(sqlite3.connect(folder.database)) as database:
        database.execute("DROP TABLE log_lines")
    told: list[str] = []

    def recover() -> None:
        with closing(open_with_lock(folder.root, an_opening(data))) as office:
            if office.recovery is not None:
                told.append(f"{office.recovery.replayed_events} events after the backup")

    rows.append(Row(f"start of a damaged office of {lines} dispatches", (timed(recover),), told[0]))
    rows.append(Row("  the same start, nothing damaged", (timed(recover),)))
    shutil.rmtree(folder.backups)
    (folder.database).write_bytes(b"")
    rows.append(Row("  without any backup, from the mirror alone", (timed(recover),), told[-1]))
    return rows


def _filling(folder: OfficeFolder, lines: int, *, is_mirrored: bool) -> Row:
    database = Database.open(folder.database)
    if is_mirrored:
        database.mirror_to(Mirror(folder, database.office_id))
    command = a_command(NOW_MS)
    new = [
        an_incoming(id=new_record_id(NOW_MS), arrival_number=number)
        for number in range(1, lines + 1)
    ]
    with database.read() as tx:
        batch = tx.bulk.ready([], new, command, Silent())

    def write() -> None:
        with database.begin(command) as tx:
            tx.bulk.write(batch, Silent())

    taken = timed(write)
    database.close()
    size = sum(path.stat().st_size for path in folder.journal.iterdir()) >> 20
    return Row(f"import of {lines} lines, mirrored in one go", (taken,), f"mirror {size} MB")


def _single(folder: OfficeFolder, *, is_mirrored: bool) -> Row:
    database = Database.open(folder.database)
    if is_mirrored:
        database.mirror_to(Mirror(folder, database.office_id))
    first = 20_000_000 if is_mirrored else 30_000_000
    taken = []
    for number in range(ALONE):
        begin = time.perf_counter()
        _register(database, first + number)
        taken.append((time.perf_counter() - begin) * 1000)
    database.close()
    words = "with" if is_mirrored else "without"
    return Row(f"one line registered {words} mirror", tuple(taken), f"{statistics.mean(taken):.1f}")


def _register(database: Database, number: int) -> None:
    with database.begin(a_command(NOW_MS)) as tx:
        tx.incoming.add(
            an_arrival(),
            arrival_number=number,
            record_id=new_record_id(NOW_MS),
            registered_ms=NOW_MS,
        )
