"""Whatever is done to the numbers of any series: none twice, none reused, no gap unexplained."""

from __future__ import annotations

import random
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.number_audit import Audit, lives_told
from tests.number_walk import START_MS, Walker, furnish, walk_beside
from tests.store.test_kills import PROCESSES
from wardapp.core.clock import SetClock
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild

SEEDS = 8


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with every kind of body and book."""
    path = tmp_path_factory.mktemp("furnished") / "office.db"
    furnish(path)
    return path


def whole(database: Database, again: Path) -> Audit:
    audit = Audit().read(database)
    assert audit.doubles == []
    assert audit.reused == []
    with database.read() as tx:
        for series in tx.numbers.all():
            assert tx.numbers.unexplained(series.id) == ()
            faults = tx.numbers.faults(series.id)
            assert (faults.held_twice, faults.missing) == ((), ())
            assert faults.highest <= series.last_number
        assert tx.journal.verify() == ()
    assert rebuild(database, again) == ()
    return audit


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.prove) for n in range(1, SEEDS))]
)
@pytest.mark.timeout(1500)
def test_any_walk_through_all_series_keeps_every_number_once(
    furnished: Path, in_memory: Path, proof: Proof, seed: int
) -> None:
    shutil.copyfile(furnished, in_memory / "office.db")
    database = Database.open(in_memory / "office.db")
    dice = proof.random(f"numbers {seed}")
    walker = Walker(database, dice, SetClock(START_MS))
    walker.walk(proof.times(test=350, prove=8_000, full=130_000))
    audit = whole(database, in_memory / "again.db")
    told = lives_told(database, random.Random(seed), most=proof.times(100, 800, 5000))
    database.close()

    proof.note("steps", Counter(walker.done).total() + Counter(walker.refused).total())
    proof.note("numbers given", audit.given)
    proof.note("lives told", told)
    assert audit.given > 100


def walk_together(path: Path, writers: int, steps: int, seed: int) -> Counter[str]:
    """Let processes write into one office at once; return what they did."""
    done: Counter[str] = Counter()
    ears, programs = [], []
    for number in range(writers):
        ear, mouth = PROCESSES.Pipe(duplex=False)
        given = (path, f"{seed} {number}", steps, mouth)
        process = PROCESSES.Process(target=walk_beside, args=given)
        process.start()
        mouth.close()
        ears.append(ear)
        programs.append(process)
    for process, ear in zip(programs, ears, strict=True):
        told, _refused = ear.recv()
        done += Counter(told)
        process.join()
        process.close()
        ear.close()
    return done


@pytest.mark.prove
@pytest.mark.timeout(1500)
def test_fifty_programs_on_one_office_give_no_number_twice(
    furnished: Path, tmp_path: Path, proof: Proof
) -> None:
    path = tmp_path / "office.db"
    shutil.copyfile(furnished, path)
    done = walk_together(path, writers=50, steps=proof.times(4, 40, 200), seed=proof.seed)
    database = Database.open(path)
    audit = whole(database, tmp_path / "again.db")
    told = lives_told(database, random.Random(proof.seed), most=500)
    database.close()

    proof.note("steps done", done.total())
    proof.note("numbers given", audit.given)
    proof.note("lives told", told)
    assert audit.given > 50


def test_writers_beside_each_other_keep_every_number_once(
    furnished: Path, in_memory: Path, proof: Proof
) -> None:
    path = in_memory / "office.db"
    shutil.copyfile(furnished, path)
    mouths = [Mouth() for _ in range(3)]
    threads = [
        threading.Thread(target=walk_beside, args=(path, f"{proof.seed} {at}", 25, mouth))
        for at, mouth in enumerate(mouths)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database = Database.open(path)
    whole(database, in_memory / "again.db")
    database.close()
    assert all(mouth.told for mouth in mouths)


class Mouth:
    """Takes what a writer of this process tells."""

    told: object = None

    def send(self, told: object) -> None:
        """Keep what was told."""
        self.told = told

    def close(self) -> None:
        """Say no more."""
