"""Many PCs of one office, whatever travels between them: alike, nothing lost, no number twice."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.builders import NOW_MS
from tests.conftest import ROOT, Proof
from tests.exchange_machine.copies import found
from tests.exchange_machine.ledger import Ledger
from tests.exchange_machine.office_machine import OfficeMachine, Tally
from tests.exchange_machine.pcs import Pc
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import create_office
from wardapp.services.setup import example_profile

IN_MEMORY = Path("/dev/shm")
WALK = 50


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is such a disk."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("pcs")
        return
    place = Path(tempfile.mkdtemp(prefix="wardapp-pcs-", dir=IN_MEMORY))
    yield place
    shutil.rmtree(place, ignore_errors=True)


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


def walk(founder: Pc, ground: Path, chance: int, examples: int, steps: int, **kind: Any) -> Tally:
    """Let so many walks go; return what they did."""
    tally = Tally()
    machine = type("Walk", (OfficeMachine,), {
        "template": founder, "ground": ground, "tally": tally, **kind
    })  # fmt: skip
    seed(chance)(machine)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    gc.collect()
    return tally


def test_a_few_walks_of_many_pcs_end_alike(founder: Pc, ground: Path) -> None:
    tally = walk(founder, ground, 11, examples=1, steps=15)
    assert tally.steps
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


@pytest.mark.prove
@pytest.mark.timeout(50_000)
def test_many_walks_of_many_pcs_end_alike(founder: Pc, ground: Path, proof: Proof) -> None:
    walks = proof.times(test=2, prove=20, full=2000)
    tally = walk(founder, ground, proof.seed, examples=walks, steps=WALK)
    proof.note("steps", tally.steps)
