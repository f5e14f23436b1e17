"""The check of the chains beside an open window: what is new since the last one, and some old."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field

from sqlalchemy import Connection

from wardapp.store.chain_walk import Stopped, Stretch, Wrong, walk
from wardapp.store.journal import START
from wardapp.store.mirror_lines import Reached
from wardapp.store.reaching import hash_at, reached_in

OLD_EVENTS = 5_000
"""Events of a chain, checked long ago, that are looked at again from a random place on."""


@dataclass(slots=True)
class ChainLook:
    """What was found: faults as sentences, how far each chain is sound, how many were looked at."""

    faults: list[str] = field(default_factory=list)
    sound: Reached = field(default_factory=dict)
    looked_at: int = 0


def look_at_chains(
    connection: Connection, verified: Reached, chance: random.Random, stopped: Stopped
) -> ChainLook:
    """Check each chain from where it was verified last, and a random stretch before it.

    After `stopped` the rest is left out; what was not looked at is not called sound.
    """
    look = ChainLook()
    for replica, (newest, _) in reached_in(connection).items():
        seq, own = verified.get(replica, (0, START))
        if hash_at(connection, replica, seq) != own:
            seq, own = 0, START
        if seq > 0:
            begin = chance.randrange(seq)
            end = min(begin + OLD_EVENTS, seq)
            before = Stretch(replica, begin, hash_at(connection, replica, begin), end)
            _walk(connection, look, before, stopped)
        sound = _walk(connection, look, Stretch(replica, seq, own, newest), stopped)
        if sound is not None:
            look.sound[replica] = sound
        if stopped():
            break
    return look


def _walk(
    connection: Connection, look: ChainLook, stretch: Stretch, stopped: Stopped
) -> tuple[int, str] | None:
    """Go along a stretch of a chain; return its end when it is sound, None after a fault.

    A clock that ran back is for `doctor`: the events are whole.
    """
    walked = walk(connection, stretch, stopped)
    look.looked_at += walked.looked_at
    found = {
        fault.seq: fault.wrong is Wrong.MISSING
        for fault in walked.faults
        if fault.wrong is not Wrong.CLOCK
    }
    for seq, is_missing in found.items():
        words = f"thiếu sự kiện {seq}" if is_missing else f"sự kiện {seq} không khớp mã băm"
        look.faults.append(f"{stretch.replica_id}: {words}")
    return None if found else (walked.seq, walked.own)


def as_text(reached: Reached) -> str:
    """Return how far chains reach as a text to be kept."""
    return json.dumps({replica: list(end) for replica, end in reached.items()})


def of_text(kept: str) -> Reached:
    """Return what was kept; nothing when it was not."""
    try:
        told = json.loads(kept)
        return {str(name): (int(seq), str(own)) for name, (seq, own) in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
