"""What can happen to a file, and an office it happens to."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.folder_tools import NOW_MS, an_office, an_opening, register
from wardapp.store.backup import make_backup
from wardapp.store.folder import OfficeFolder
from wardapp.store.opening import OpenFolder, open_with_lock
from wardapp.store.rebuild import rebuild
from wardapp.store.sqlite_files import faults_of

Harm = Callable[[Path], None]


def a_worked_office(tmp_path: Path) -> OfficeFolder:
    """Make an office with a backup at line 2 and three more lines since, closed."""
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with opened(folder, tmp_path) as office:
        register(office.database, 1)
        register(office.database, 2)
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        for number in (3, 4, 5):
            register(office.database, number)
    return folder


def opened(folder: OfficeFolder, tmp_path: Path) -> closing[OpenFolder]:
    """Open an office for its window on this PC."""
    return closing(open_with_lock(folder.root, an_opening(tmp_path / "data")))


def zero_a_page(path: Path) -> None:
    overwrite(path, 4 * 4096, bytes(4096))


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(data)


def cut(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2 // 4096 * 4096)


def lose_the_head(path: Path) -> None:
    overwrite(path, 0, bytes(100))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def vanish(path: Path) -> None:
    path.unlink()


def lose_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE log_lines")


def spoil_the_newest_event(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("DROP TRIGGER events_no_update")
        database.execute("UPDATE events SET title = 'khác'")


def random_bytes(path: Path) -> None:
    overwrite(path, 4096, random.Random(3).randbytes(path.stat().st_size // 2))


HARMS: tuple[Harm, ...] = (
    zero_a_page,
    cut,
    lose_the_head,
    empty,
    become_a_folder,
    vanish,
    lose_a_table,
    spoil_the_newest_event,
    random_bytes,
)


def check_whole(folder: OfficeFolder, office: OpenFolder, tmp_path: Path) -> None:
    """The file, the chains and the state are what the events say."""
    assert faults_of(folder.database) == ()
    with office.database.read() as tx:
        assert tx.journal.verify() == ()
        assert tx.work.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert rebuild(office.database, tmp_path / f"again-{random.random()}.db") == ()
