"""Office folders for tests: made with the real parts, small disks that are really full."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.builders import an_arrival, an_issuer
from wardapp.core.clock import SetClock
from wardapp.core.identity import new_record_id
from wardapp.core.journal import Actor, Command
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder, make_office_folder
from wardapp.store.opening import Opening, create_database

NOW_MS = 1_780_627_320_000


def an_opening(data: Path, *, take_over: bool = False, now_ms: int = NOW_MS) -> Opening:
    """Opening on a local disk, whatever the machine of the test has."""
    return Opening(
        data=data,
        clock=SetClock(now_ms),
        account="VP-01\\hà",
        take_over=take_over,
        is_network=lambda _: False,
    )


def an_office(root: Path, opening: Opening) -> OfficeFolder:
    """An office with one issuer and an empty book."""

    def fill(folder: OfficeFolder) -> None:
        database = create_database(folder, opening)
        with database.begin(a_command(opening.clock.now_ms(), "Tạo sổ")) as tx:
            tx.catalogue.save_issuer(an_issuer())
        database.close()

    return make_office_folder(root, fill, lambda _: False)


def a_command(now_ms: int, title: str = "Vào sổ") -> Command:
    """A command of the clerk."""
    return Command(
        name="test.write",
        title=title,
        actor=Actor(clerk="Nguyễn Thu Hà", account="VP-01\\hà"),
        now_ms=now_ms,
        step_id=new_record_id(now_ms),
    )


def register(database: Database, number: int, now_ms: int = NOW_MS) -> None:
    """Write one line of the incoming book."""
    with database.begin(a_command(now_ms)) as tx:
        tx.incoming.add(
            an_arrival(),
            arrival_number=number,
            record_id=new_record_id(now_ms + number),
            registered_ms=now_ms,
        )


def numbers_in(database: Database) -> list[int]:
    """The arrival numbers that stand in the book, lowest first."""
    with database.read() as tx:
        found = [tx.incoming.by_number(an_issuer().id, 2026, number) for number in range(1, 40)]
    return [line.arrival_number for line in found if line is not None]


def write(folder: OfficeFolder, number: int) -> None:
    """Open an office, write one line of the incoming book, close it."""
    database = Database.open(folder.database)
    register(database, number)
    database.close()


def read(folder: OfficeFolder) -> list[int]:
    """The arrival numbers in the book of a closed office."""
    with closing(Database.open(folder.database)) as database:
        return numbers_in(database)


def remove_kept(path: Path) -> None:
    """Remove a kept file, or a folder of them: Windows removes none that may only be read."""
    for each in (path, *path.rglob("*")):
        if each.is_file():
            each.chmod(0o600)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextmanager
def small_disk(point: Path, kilobytes: int = 2048) -> Iterator[Path]:
    """Mount a disk of its own at a point; skips where the test may not mount."""
    point.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(point)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no test mount a small disk")
    try:
        yield point
    finally:
        subprocess.run(["umount", "-l", str(point)], check=True)


def make_read_only(point: Path) -> None:
    """Turn a mounted small disk read-only, which even root must respect."""
    subprocess.run(["mount", "-o", "remount,ro", str(point)], check=True)
