"""Many PCs of one office, whatever travels between them: alike, nothing lost, no number twice."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.builders import NOW_MS
from tests.conftest import ROOT, Proof
from tests.exchange_machine.copies import found
from tests.exchange_machine.copies_machine import CopiesMachine
from tests.exchange_machine.copies_machine import Tally as CopyTally
from tests.exchange_machine.ledger import Ledger
from tests.exchange_machine.office_machine import OfficeMachine
from tests.exchange_machine.office_machine import Tally as OfficeTally
from tests.exchange_machine.pcs import Pc
from tests.exchange_machine.troubled_machine import TroubledMachine
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import create_office
from wardapp.services.setup import example_profile


@pytest.fixture(scope="session")
def founder(ground: Path) -> Pc:
    """The first PC of an office, as every walk begins."""
    home = ground / "founder"
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=home / "data", program=ROOT
    )
    clock = SetClock(NOW_MS)
    home.mkdir()
    profile = example_profile("party", places, clock)
    small = replace(
        profile, bodies=profile.bodies[:4], units=profile.units[:4], people=profile.people[:2]
    )
    create_office(home / "so", small, places, clock).close()
    return Pc("founder", home, clock, places, Ledger())


def walk(machine: type[RuleBasedStateMachine], chance: int, walks: int, steps: int) -> None:
    """Let so many walks of so many steps go, as chance wills."""
    seed(chance)(machine)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def office_walks(
    founder: Pc, ground: Path, chance: int, walks: int, kind: type[OfficeMachine] = OfficeMachine
) -> OfficeTally:
    """Walk with whole offices; return what was done."""
    tally = OfficeTally()
    facts = {"template": founder, "ground": ground, "tally": tally}
    walk(type("Offices", (kind,), facts), chance, walks, 12 if walks == 1 else 50)
    return tally


def copy_walks(ground: Path, chance: int, walks: int, steps: int) -> CopyTally:
    """Walk with copies of the database alone, in which a step costs little."""
    tally = CopyTally()
    walk(type("Copies", (CopiesMachine,), {"ground": ground, "tally": tally}), chance, walks, steps)
    return tally


def test_a_few_walks_of_whole_offices_end_alike(founder: Pc, ground: Path) -> None:
    assert office_walks(founder, ground, 11, walks=1).pairs


def test_a_few_walks_of_copies_end_alike(ground: Path) -> None:
    assert copy_walks(ground, 11, walks=1, steps=20).pairs


@pytest.mark.prove
@pytest.mark.parametrize("kind", [OfficeMachine, TroubledMachine])
@pytest.mark.timeout(400_000)
def test_many_walks_of_whole_offices_end_alike(
    founder: Pc, ground: Path, proof: Proof, kind: type[OfficeMachine]
) -> None:
    wanted = {"test": 50, "prove": 100, "full": 25_000}[proof.level]
    tally = office_walks(founder, ground, proof.seed, 2 + wanted // 50, kind)
    proof.note("times", tally.steps)
    assert tally.pairs


@pytest.mark.prove
@pytest.mark.timeout(400_000)
def test_many_walks_of_copies_end_alike(ground: Path, proof: Proof) -> None:
    wanted = {"test": 20, "prove": 2_000, "full": 1_000_000}[proof.level]
    tally, chance = CopyTally(), proof.seed
    while tally.steps < wanted:  # a walk may be over early: walk until so many steps were taken
        chance += 1
        done = copy_walks(ground, chance, walks=1 + min(wanted, 20_000) // 100, steps=80)
        tally.steps += done.steps
        tally.pairs += done.pairs
    proof.note("times", tally.steps)
    assert tally.pairs


def test_an_import_taken_back_leaves_no_hole_where_news_of_others_came_later(
    tmp_path: Path,
) -> None:
    """What told nothing left no receipt, yet it may not stay when what it builds on goes."""
    ledger, steps = Ledger(), {}
    first = found(tmp_path / "c0.db", ledger, steps)
    second, third = (first.image(name, tmp_path) for name in ("c1", "c2"))
    for copy in (second, third):
        copy.adopt(in_place=False)
        copy.do(partial(copy.write, random.Random(copy.name)))
    news = third.pack(first.heads())
    first.take(news)
    heads = first.heads()
    receipt = first.take(second.pack(first.heads()))
    second.take(news)
    assert first.take(second.pack(first.heads())) is None
    assert receipt is not None
    first.database.take_back(receipt.id, first.desk.command("Hoàn tác nhận gói"))
    assert {h.replica_id: h.seq for h in first.heads()[1:]} == {
        h.replica_id: h.seq for h in heads[1:]
    }
    assert first.take(second.pack()) is not None
    for copy in (first, second, third):
        copy.database.close()
