"""Random days at the petitions book: the figures balance and chain, the journal rebuilds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Proof
from wardapp.core.clock import SetClock
from wardapp.core.errors import WardError
from wardapp.core.petitions import (
    Petition,
    PetitionClosing,
    PetitionEntry,
    PetitionField,
    PetitionQuery,
    PetitionStatus,
)
from wardapp.services.office import Office
from wardapp.store.rebuild import rebuild

DAY_MS = 86_400_000
ENDS = (
    PetitionStatus.DONE,
    PetitionStatus.FORWARDED,
    PetitionStatus.GUIDED,
    PetitionStatus.FILED,
)


def a_step(office: Office, chance: Random) -> None:
    """Do one thing that a clerk may do; what the book refuses changes nothing."""
    petitions, today = office.petitions, office.desk.today()
    rows = [row.petition for row in petitions.page(PetitionQuery(), 0, 1000).rows]
    deeds: list[Callable[[Petition], object]] = [
        lambda line: petitions.close(
            line.id,
            PetitionClosing(
                status=chance.choice(ENDS), on=today, result="Đã làm", forwarded_to="Sở Xây dựng"
            ),
        ),
        lambda line: petitions.reopen(line.id),
        lambda line: petitions.link(line.id, chance.choice(rows).id),
        lambda line: petitions.unlink(line.id),
        lambda line: petitions.urge(line.id),
        lambda line: petitions.cancel(line.id, "Ghi nhầm"),
        lambda line: petitions.restore(line.id, "Hủy nhầm"),
        lambda _line: office.history.undo(),
    ]
    entry = PetitionEntry(
        issuer_id=office.catalogue.issuers()[0].id,
        received=today - timedelta(days=chance.randint(0, 5)),
        subject="Cống ngõ 12 tắc",
        field=chance.choice(tuple(PetitionField)),
    )
    try:
        if not rows or chance.random() < 0.3:
            petitions.add(entry)
        else:
            chance.choice(deeds)(chance.choice(rows))
    except WardError:
        return


def walk(office: Office, seed: int, steps: int) -> None:
    """Go through so many steps, a day or none between two of them."""
    chance, clock = Random(seed), office.desk.clock
    assert isinstance(clock, SetClock)
    first = office.desk.today()
    for _ in range(steps):
        clock.instant_ms += chance.choice((0, 0, 1, 2)) * DAY_MS
        a_step(office, chance)
    last = office.desk.today()
    for _ in range(20):
        start = first + timedelta(days=chance.randint(-8, (last - first).days))
        middle = start + timedelta(days=chance.randint(0, 20))
        told = office.petitions.figures(start, middle)
        following = office.petitions.figures(middle + timedelta(days=1), last + timedelta(days=400))
        assert told.balances, seed
        assert set(told.pending) == set(following.carried), seed
        by_field = (told.by_field[each] for each in PetitionField)
        assert sum(len(ids) for ids in by_field) == len(told.handled), seed


def test_a_walk_balances_and_rebuilds(party: Office, tmp_path: Path) -> None:
    walk(party, seed=3, steps=30)
    assert rebuild(party.desk.database, tmp_path / "again.db") == ()


@pytest.mark.prove
def test_many_walks_balance(party: Office, tmp_path: Path, proof: Proof) -> None:
    for turn in range(proof.times(test=2, prove=15, full=60)):
        walk(party, seed=proof.seed + turn, steps=100)
    assert rebuild(party.desk.database, tmp_path / "again.db") == ()
