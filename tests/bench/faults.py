"""Starts after a power cut: states that a disk may hold in the middle of a clerk's work."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from tests.bench.table import Row, repeated, timed
from tests.faults.judging import an_opening, is_absent
from tests.faults.showing import Moment, Show
from tests.faults.theatre import Theatre
from wardapp.store.opening import open_with_lock

STATES = 100
SCENES = {
    "register": "start after a power cut while registering",
    "merge": "start after a power cut while a package comes in",
    "migrate": "start after a power cut while an older office is brought up",
    "recover": "start after a power cut while a damaged office is brought back",
}


def measure(out: Path) -> list[Row]:
    """Return how long the next start takes, beside one after an ordinary end."""
    if shutil.which("gcc") is None:
        return []
    ground = Path(tempfile.mkdtemp(prefix="faults-", dir=out))
    theatre = Theatre(ground)
    try:
        sound = shutil.copytree(theatre.home("register"), ground / "sound")
        rows = [_after_a_cut(theatre, scene, what) for scene, what in SCENES.items()]
        ordinary = repeated(lambda: _start(sound), STATES)
        return [*rows, Row("  the same start after an ordinary end", ordinary)]
    finally:
        theatre.close()
        shutil.rmtree(ground, ignore_errors=True)


def _after_a_cut(theatre: Theatre, scene: str, what: str) -> Row:
    played = theatre.record(scene)
    show = Show(
        theatre.home(scene),
        played.home,
        played.ops(),
        theatre.ground / f"show-{scene}",
        random.Random(1),
    )
    times: list[float] = []
    for moment in show.different(STATES):
        if not is_absent(moment.place, moment.promises):
            times.append(_timed_start(moment))
        if len(times) == STATES:
            break
    return Row(what, tuple(times), "states of the disk, each opened once")


def _timed_start(moment: Moment) -> float:
    return timed(lambda: _start(moment.place))


def _start(home: Path) -> None:
    open_with_lock(home / "so", an_opening(home)).close()
