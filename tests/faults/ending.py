"""Plays scenes that a disk refuses or a kill ends, and judges what they leave."""

from __future__ import annotations

import errno
import random

from tests.faults.judging import Depth, Promises, faults
from tests.faults.points import points
from tests.faults.recording import CHANGES, Ending, Kind
from tests.faults.stage import REFUSED
from tests.faults.theatre import KILLED, Played, Theatre

ALL = CHANGES | Kind.READS
ONE, ON, SHORT = Ending.FAIL_ONE, Ending.FAIL_ALL_LATER, Ending.SHORT_THEN_FAIL
KILLS = (Ending.KILL_BEFORE, Ending.KILL_HALFWAY, Ending.KILL_AFTER)

REFUSALS = {
    "full": (errno.ENOSPC, Kind.WRITES | Kind.OPENS, (ONE, ON, SHORT)),
    "input/output error": (errno.EIO, CHANGES, (ONE, ON)),
    "read-only": (errno.EROFS, CHANGES, (ON,)),
    "not allowed": (errno.EACCES, Kind.OPENS | Kind.NAMES, (ONE, ON)),
    "pulled, the device": (errno.ENODEV, ALL, (ON,)),
    "pulled, the names": (errno.ENOENT, ALL, (ON,)),
}


def refused(theatre: Theatre, scene: str, refusal: str, count: int, chance: random.Random) -> int:
    """Let the disk refuse at so many calls of a scene, spread over all of it; return how many."""
    number, kinds, endings = REFUSALS[refusal]
    calls = points(theatre, scene, kinds)
    chosen = sorted(chance.sample(calls, min(count, len(calls))))
    for call in chosen:
        ending = chance.choice(endings)
        played = theatre.play(scene, call=call, ending=ending, number=number, kinds=kinds)
        _check_refused(played, f"{scene}, {refusal} at call {call} ({ending.name})")
    return len(chosen)


def _check_refused(played: Played, how: str) -> None:
    """It went well, or ended in a sentence; all it had acknowledged before is there."""
    assert played.status in {0, REFUSED}, f"{how}: {played.status}\n{played.said}"
    if played.status == REFUSED:
        assert played.said.rstrip().endswith((".", "?")), f"{how}: {played.said}"
    promises = Promises.of(played.ops())
    assert faults(played.home, promises, Depth.BACKUPS) == (), f"{how}: {played.said}"
    played.forget()


def killed(theatre: Theatre, scene: str, count: int, chance: random.Random) -> int:
    """Kill a scene at so many calls, spread over all of it; return how often it was killed."""
    calls, kills = points(theatre, scene), 0
    while kills < count:
        call, ending = chance.choice(calls), KILLS[kills % len(KILLS)]
        played = theatre.play(scene, call=call, ending=ending)
        how = f"{scene}, {ending.name} at call {call}"
        if played.status != KILLED:  # some runs have a call less
            assert (played.status, call) == (0, calls[-1]), f"{how}: {played.said}"
        kills += played.status == KILLED
        depth = Depth.BACKUPS if kills % 5 else Depth.REBUILD
        assert faults(played.home, Promises.of(played.ops()), depth) == (), how
        played.forget()
    return kills
