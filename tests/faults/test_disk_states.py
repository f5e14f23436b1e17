"""The power fails at any moment: every state a disk may hold then opens and has lost nothing."""

from __future__ import annotations

import pytest

from tests.conftest import Proof
from tests.faults.disk import LOOSE, Disk, Folder
from tests.faults.scenes import SCENES
from tests.faults.showing import Show, Tally
from tests.faults.theatre import Theatre
from wardapp.store.folder import DATABASE_NAME

SHARES = {"create": 6, "start": 4, "backup": 14, "restore": 14, "migrate": 5, "merge": 5}
"""States out of a hundred; the scenes not named here get the rest in equal parts."""

EVERY_DAY = ("register", "restore")


def share(scene: str, total: int) -> int:
    """How many of the states belong to a scene."""
    rest = (100 - sum(SHARES.values())) / (len(SCENES) - len(SHARES))
    return round(total * SHARES.get(scene, rest) / 100)


def shown(theatre: Theatre, scene: str, proof: Proof, *, synced: bool = True) -> Show:
    """The record of a scene, to be broken off anywhere; or as if nothing had been synced."""
    played = theatre.record(scene)
    ops = [op for op in played.ops() if synced or op.what != "S"]
    ground = theatre.ground / f"show-{scene}"
    return Show(theatre.home(scene), played.home, ops, ground, proof.random(scene))


def checked(theatre: Theatre, scene: str, proof: Proof, wanted: int) -> Tally:
    """Open so many states of a scene; nothing may be wrong with any."""
    tally = shown(theatre, scene, proof).judged(wanted)
    assert tally.faults == []
    return tally


@pytest.mark.timeout(120)
def test_what_a_power_cut_leaves_opens_with_all_that_was_acknowledged(
    theatre: Theatre, proof: Proof
) -> None:
    opened = [checked(theatre, scene, proof, 25).opened for scene in EVERY_DAY]
    unsynced = shown(theatre, "register", proof, synced=False).judged(60)

    assert opened == [25, 25]
    assert unsynced.faults  # a desk that syncs nothing is found out


@pytest.mark.parametrize("scene", ["restore", "recover"])
def test_the_old_database_is_surely_gone_before_another_takes_its_name(
    scene: str, theatre: Theatre
) -> None:
    played, swapped = theatre.record(scene), 0
    disk = Disk(played.home, theatre.home(scene), LOOSE)
    for op in played.ops():
        if op.what == "R" and op.data.decode().endswith(f"so/{DATABASE_NAME}"):
            swapped += 1
            office = disk.root.names["so"]
            assert isinstance(office, Folder)
            # A log that came back beside the new database would be played into it.
            left = {name for name in office.sure if name.startswith(DATABASE_NAME)}
            assert left == {name for name in office.names if name.startswith(DATABASE_NAME)}
            assert left <= {DATABASE_NAME}
        disk.play(op)
    assert swapped == 1


@pytest.mark.prove
@pytest.mark.parametrize("scene", SCENES)
def test_many_thousand_disk_states_lose_nothing(scene: str, theatre: Theatre, proof: Proof) -> None:
    wanted = proof.times(
        test=share(scene, 200), prove=share(scene, 8_000), full=share(scene, 100_000)
    )

    tally = checked(theatre, scene, proof, wanted)

    assert tally.opened == wanted
