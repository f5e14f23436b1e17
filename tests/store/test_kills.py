"""The program is killed at random moments: nothing that was acknowledged is lost."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.store.burst import burst
from wardapp.store.attachments import FileStore
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import hear_all, mirror_files
from wardapp.store.rebuild import rebuild
from wardapp.store.sqlite_files import faults_of

# A server that has imported everything forks each burst: a kill costs a moment, not a start.
HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PROCESSES = multiprocessing.get_context(HOW)
PROCESSES.set_forkserver_preload(["pytest", "tests.store.burst"])
KILLED = -(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
A_KILL_WITHIN_S = 0.5
STEPS_A_RUN = 100_000


def run_until_killed(database: Path, files: Path, first: int, chance: random.Random) -> list[str]:
    """Start the burst, kill it a moment after it is ready, return what it acknowledged."""
    ears, mouth = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=burst, args=(database, files, first, mouth))
    process.start()
    mouth.close()
    assert ears.recv() == "ready"
    timer = threading.Timer(chance.uniform(0, A_KILL_WITHIN_S), process.kill)
    timer.start()
    told: list[str] = []
    with suppress(EOFError, OSError):
        while True:
            told.append(ears.recv())
    process.join()
    timer.join()
    ears.close()
    assert process.exitcode == KILLED
    process.close()
    return told


def kill_again_and_again(database: Path, files: Path, kills: int, chance: random.Random) -> int:
    acknowledged: list[str] = []
    for kill in range(kills):
        acknowledged += run_until_killed(database, files, kill * STEPS_A_RUN, chance)
        check_lines(database, acknowledged)
    check_whole(database, files)
    return len(acknowledged)


def check_lines(path: Path, acknowledged: list[str]) -> None:
    """Every acknowledged line is there with its number, in the mirror as well."""
    database = Database.open(path)
    with database.read() as tx:
        kept = {
            f"{book} {number} {key}"
            for book, number, key in [
                *tx.work.connection.exec_driver_sql(
                    "SELECT 'den', arrival_number, id FROM incoming"
                ),
                *tx.work.connection.exec_driver_sql("SELECT 'di', number, id FROM outgoing"),
            ]
        }
    database.close()
    assert set(acknowledged) <= kept
    tale, _ = hear_all(mirror_files(OfficeFolder(path.parent)), {})
    mirrored = {row["entity_id"] for row in tale.rows.values()}
    assert {told.split()[-1] for told in acknowledged} <= mirrored


def check_whole(path: Path, files: Path) -> None:
    """No number twice, none skipped; chains, file, attachments and rebuild are whole."""
    database, store = Database.open(path), FileStore(files)
    with database.read() as tx:
        for series in tx.numbers.all():
            assert tx.numbers.unexplained(series.id) == ()
        came = tx.work.connection.exec_driver_sql(
            "SELECT arrival_number FROM incoming ORDER BY 1"
        ).scalars()
        sent = tx.work.connection.exec_driver_sql(
            "SELECT number FROM outgoing ORDER BY 1"
        ).scalars()
        for numbers in (came.all(), sent.all()):
            assert numbers == list(range(1, len(numbers) + 1))
        assert tx.journal.verify() == ()
        for line in tx.incoming.between(None, date.min, date.max):
            for attachment in line.attachments:
                assert store.read(attachment).startswith("tệp".encode())
    assert faults_of(path) == ()
    assert rebuild(database, path.with_name("again.db")) == ()
    database.close()


@pytest.mark.timeout(120)
def test_a_few_kills_lose_no_acknowledged_line(
    database: Database, tmp_path: Path, proof: Proof
) -> None:
    chance = proof.random("kills")

    assert kill_again_and_again(database.path, tmp_path / "files", 4, chance) > 0


@pytest.mark.prove
@pytest.mark.timeout(3000)
def test_three_hundred_kills_lose_no_acknowledged_line(
    database: Database, tmp_path: Path, proof: Proof
) -> None:
    kills = proof.times(test=10, prove=300, full=1000)
    chance = proof.random("many kills")

    lines = kill_again_and_again(database.path, tmp_path / "files", kills, chance)

    proof.note("acknowledged lines", lines)
    assert lines > kills
