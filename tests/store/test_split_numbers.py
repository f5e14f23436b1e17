"""Numbers on several PCs that carry packages: none given twice, no gap without a reason."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from tests.builders import NOW_MS
from tests.conftest import Proof
from tests.copies_of_office import Pc, second_pc
from tests.desk import Desk
from tests.split_months import Office, recount
from wardapp.core.clock import SetClock
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild

SEEDS = 6


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.prove) for n in range(1, SEEDS))]
)
@pytest.mark.timeout(3000)
def test_pcs_that_follow_the_rules_never_give_a_number_twice(
    template: Path, in_memory: Path, proof: Proof, seed: int
) -> None:
    dice = proof.random(f"split {seed}")
    months = given = 0
    for run in range(proof.times(test=1, prove=2, full=400)):
        office = an_office(template, in_memory / str(run), dice)
        for _ in range(proof.times(test=3, prove=12, full=24)):
            office.month()
            months += 1
        for pc in office.pcs:
            assert recount(pc.database.path)[1] == []
        office.meet()
        office.check_keepers()
        told = [recount(pc.database.path) for pc in office.pcs]
        assert all(wrong == [] for _, wrong in told), told
        assert len({count for count, _ in told}) == 1
        given += told[0][0]
        assert rebuild(office.pcs[-1].database, in_memory / f"again {run}.db") == ()
        for pc in office.pcs:
            pc.database.close()
    proof.note("months", months)
    proof.note("numbers given", given)
    proof.note("steps", office.done.total())


def an_office(template: Path, folder: Path, dice: Random) -> Office:
    """An office that begins on one PC, with a second one from the first day."""
    path = folder / "PC-1" / "office.db"
    path.parent.mkdir(parents=True)
    shutil.copyfile(template, path)
    first = Pc("PC-1", Desk(Database.open(path), SetClock(NOW_MS)))
    office = Office(first, folder, dice)
    office.pcs.append(second_pc(first, folder / "PC-2" / "office.db", "PC-2"))
    return office
