"""The check of the chains beside an open window: what is new since the last one, and some old."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from wardapp.store.journal import START, hash_of
from wardapp.store.mirror_lines import EventRow, Reached
from wardapp.store.reaching import hash_at, reached_in
from wardapp.store.tables import events

OLD_EVENTS = 5_000
"""Events of a chain, checked long ago, that are looked at again from a random place on."""
_AT_ONCE = 1_000

Stopped = Callable[[], bool]


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
            _walk(
                connection,
                look,
                (replica, begin, hash_at(connection, replica, begin), end),
                stopped,
            )
        sound = _walk(connection, look, (replica, seq, own, newest), stopped)
        if sound is not None:
            look.sound[replica] = sound
        if stopped():
            break
    return look


def _walk(
    connection: Connection, look: ChainLook, span: tuple[str, int, str, int], stopped: Stopped
) -> tuple[int, str] | None:
    """Go along a stretch of a chain; return its end when it is sound, None after a fault."""
    replica, seq, own, end = span
    before = len(look.faults)
    for row in _rows(connection, replica, seq, end):
        if row["seq"] != seq + 1 or row["prev_hash"] != own or row["hash"] != hash_of(row):
            look.faults.append(f"{replica}: sự kiện {seq + 1} không khớp mã băm")
        seq, own = row["seq"], row["hash"]
        look.looked_at += 1
        if seq % _AT_ONCE == 0 and stopped():
            break
    else:
        if seq != end:
            look.faults.append(f"{replica}: thiếu sự kiện {seq + 1}")
    return (seq, own) if len(look.faults) == before else None


def _rows(connection: Connection, replica: str, after: int, upto: int) -> Iterator[EventRow]:
    found = (
        select(events)
        .where(events.c.replica_id == replica, events.c.seq > after, events.c.seq <= upto)
        .order_by(events.c.seq)
    )
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(found).mappings()
    yield from (dict(row) for row in rows)


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
