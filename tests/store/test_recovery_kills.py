"""A recovery is killed at any of its calls to the disk, and again: nothing is lost by that."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.copies import copy_folder
from tests.folder_tools import NOW_MS, an_office, an_opening, numbers_in, register
from tests.store.mending import mend
from wardapp.store.backup import make_backup
from wardapp.store.folder import OfficeFolder
from wardapp.store.opening import open_with_lock
from wardapp.store.recovery_marks import pending_in, reports_in
from wardapp.store.sqlite_files import faults_of

HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PROCESSES = multiprocessing.get_context(HOW)
PROCESSES.set_forkserver_preload(["pytest", "tests.store.mending", "tests.store.burst"])
LOG = "office.db-wal"
CALLS = 96
"""A few more than a start with a recovery makes."""


@pytest.fixture(params=["folded", "with its log"])
def damaged(tmp_path: Path, request: pytest.FixtureRequest) -> OfficeFolder:
    """An office whose database lost its head: lines 1 and 2 in a backup, 3 to 5 mirrored."""
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with closing(open_with_lock(folder.root, an_opening(tmp_path / "data"))) as office:
        register(office.database, 1)
        register(office.database, 2)
        make_backup(folder, NOW_MS, "Khi đóng sổ")
        for number in (3, 4, 5):
            register(office.database, number)
        as_it_was = {name: (folder.root / name).read_bytes() for name in ("office.db", LOG)}
    if request.param == "with its log":
        for name, data in as_it_was.items():
            (folder.root / name).write_bytes(data)
    with folder.database.open("r+b") as stream:
        stream.write(bytes(4096))
    return folder


def killed_at(folder: OfficeFolder, data: Path, call: int, *, has_links: bool) -> bool:
    """Start and kill at a call; return False when the start came through before it."""
    process = PROCESSES.Process(target=mend, args=(folder.root, data, call, has_links))
    process.start()
    process.join()
    was_killed = process.exitcode != 0
    process.close()
    return was_killed


def check_whole(folder: OfficeFolder, data: Path, *, had_log: bool) -> None:
    """The office opens with every line, the damaged file is kept, nothing half-done is left."""
    with closing(open_with_lock(folder.root, an_opening(data))) as office:
        assert numbers_in(office.database) == [1, 2, 3, 4, 5]
        with office.database.read() as tx:
            assert tx.journal.verify() == ()
    assert faults_of(folder.database) == ()
    assert pending_in(folder) is None
    newest = reports_in(folder)[0]
    kept = folder.root / newest.kept_aside / "office.db"
    assert kept.read_bytes()[:4096] == bytes(4096)
    assert kept.with_name(LOG).exists() == had_log
    assert not list(folder.root.glob(".*.cuu-xong*"))


def kill_and_check(damaged: OfficeFolder, tmp_path: Path, calls: list[int]) -> int:
    """Kill starts of a copy of the office at these calls, then open it; return how many died."""
    root = tmp_path / "copy"
    copy_folder(damaged.root, root)
    data = tmp_path / "data of the copy"
    copy_folder(tmp_path / "data", data)
    had_log = (root / LOG).exists()
    died = sum(
        killed_at(OfficeFolder(root), data, call, has_links=(sum(calls) + at) % 2 == 0)
        for at, call in enumerate(calls)
    )
    check_whole(OfficeFolder(root), data, had_log=had_log)
    shutil.rmtree(root)
    shutil.rmtree(data)
    return died


def test_a_recovery_killed_a_few_times_goes_on_at_the_next_start(
    damaged: OfficeFolder, tmp_path: Path, proof: Proof
) -> None:
    chance = proof.random("kills of a recovery")
    calls = [chance.randrange(1, CALLS - 30) for _ in range(3)]
    assert kill_and_check(damaged, tmp_path, calls) > 0


@pytest.mark.prove
@pytest.mark.timeout(3000)
def test_a_recovery_may_be_killed_at_each_of_its_calls(
    damaged: OfficeFolder, tmp_path: Path, proof: Proof
) -> None:
    chance: random.Random = proof.random("second kills of a recovery")
    step, died = proof.times(test=40, prove=25, full=1), 0
    for call in range(1, CALLS, step):
        died += kill_and_check(damaged, tmp_path, [call, chance.randrange(1, CALLS)])
    proof.note("kills of a recovery", died)
