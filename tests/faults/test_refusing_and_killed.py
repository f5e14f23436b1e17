"""The disk refuses or the program is killed at any call: nothing acknowledged is lost."""

from __future__ import annotations

import pytest

from tests.conftest import Proof
from tests.faults.ending import REFUSALS, killed, refused
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre


@pytest.mark.timeout(120)
def test_a_refusal_costs_a_sentence_and_a_kill_nothing(theatre: Theatre, proof: Proof) -> None:
    chance = proof.random("refused and killed")

    assert refused(theatre, "register", "full", 2, chance) == 2
    assert refused(theatre, "register", "pulled, the device", 1, chance) == 1
    assert killed(theatre, "register", 3, chance) == 3


@pytest.mark.prove
@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("scene", SCENES)
def test_a_disk_that_refuses_at_any_call_costs_a_sentence_only(
    scene: str, refusal: str, theatre: Theatre, proof: Proof
) -> None:
    count = proof.times(test=1, prove=1, full=10_000)

    assert refused(theatre, scene, refusal, count, proof.random(f"{scene} {refusal}"))


@pytest.mark.prove
@pytest.mark.parametrize("scene", SCENES)
def test_kills_at_any_call_lose_nothing(scene: str, theatre: Theatre, proof: Proof) -> None:
    kills = proof.times(test=2, prove=12, full=100)

    assert killed(theatre, scene, kills, proof.random(f"kills {scene}")) == kills
