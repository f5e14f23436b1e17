"""The calls of a scene at which a disk may refuse or a program end: all but those in a long run."""

from __future__ import annotations

from functools import lru_cache

from tests.faults.recording import CHANGES, Kind, Op
from tests.faults.theatre import Theatre


@lru_cache(maxsize=64)
def points(theatre: Theatre, scene: str, kinds: Kind = CHANGES) -> tuple[int, ...]:
    """Return the numbers of the calls; in a run of writes to one file its first, middle and last.

    Calls that read are not recorded, so that with them every call counts.
    """
    played = theatre.play(scene, kinds=kinds)
    assert played.status == 0, played.said
    if Kind.READS in kinds:
        found = tuple(range(1, int(played.said) + 1))
    else:
        found = _worth(played.ops(), kinds)
    played.forget()
    return found


def _worth(ops: tuple[Op, ...], kinds: Kind) -> tuple[int, ...]:
    found: list[int] = []
    run: list[int] = []
    file = 0
    for op in ops:
        if not _kind(op) & kinds:
            continue
        if op.what == "W" and op.handle == file:
            run.append(op.number)
            continue
        found += _ends(run)
        run, file = [op.number], op.handle if op.what == "W" else 0
    return tuple(found + _ends(run))


def _ends(run: list[int]) -> list[int]:
    return sorted({run[0], run[len(run) // 2], run[-1]}) if run else []


def _kind(op: Op) -> Kind:
    match op.what:
        case "O":
            return Kind.OPENS if op.is_for_writing else Kind.READS
        case "W" | "T":
            return Kind.WRITES
        case "S":
            return Kind.SYNCS
        case "R" | "L" | "U" | "M" | "D":
            return Kind.NAMES
        case _:
            return Kind(0)
