"""How far the chains of a database reach, and what of them was taken out on purpose."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from wardapp.store.journal import START
from wardapp.store.mirror_lines import EventRow, Reached
from wardapp.store.tables import events
from wardapp.store.tables_exchange import receipts

_AT_ONCE = 2_500
_NEXT = text(f"SELECT min(replica_id) FROM {events.name} WHERE replica_id > :after")
_NEWEST = text(
    f"SELECT seq, hash FROM {events.name} WHERE replica_id = :replica ORDER BY seq DESC LIMIT 1"
)


def reached_in(connection: Connection) -> Reached:
    """Return how far each chain of a database reaches; costs a step or two a chain."""
    reached: Reached = {}
    replica = ""
    while (found := connection.execute(_NEXT, {"after": replica}).scalar()) is not None:
        replica = str(found)
        row = connection.execute(_NEWEST, {"replica": replica}).one()
        reached[replica] = (int(row[0]), str(row[1]))
    return reached


def rows_after(connection: Connection, replica: str, seq: int) -> Iterator[EventRow]:
    """Yield the events of a chain after a number, in order."""
    found = (
        select(events)
        .where(events.c.replica_id == replica, events.c.seq > seq)
        .order_by(events.c.seq)
    )
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(found).mappings()
    yield from (dict(row) for row in rows)


def hash_at(connection: Connection, replica: str, seq: int) -> str:
    """Return the hash that an event carries, START for none before the first, "?" when missing."""
    if seq == 0:
        return START
    found = select(events.c.hash).where(events.c.replica_id == replica, events.c.seq == seq)
    return str(connection.execute(found).scalar() or "?")


def behind(connection: Connection, reached: Reached, now: Reached) -> Reached:
    """Return where chains end here that are known to reach further, or went on otherwise."""
    short: Reached = {}
    for replica, (seq, own) in reached.items():
        there = now.get(replica, (0, START))
        if there == (seq, own):
            continue
        if there[0] < seq:
            short[replica] = there
        elif hash_at(connection, replica, seq) != own:
            short[replica] = (0, START)
    return short


def is_undone(connection: Connection, replica: str, after: int, upto: int) -> bool:
    """Tell whether the events of a chain in (after, upto] went with imports that were undone."""
    lacking = set(range(after + 1, upto + 1))
    kept = select(receipts.c.before, receipts.c.heads, receipts.c.undone_ms).where(
        receipts.c.purpose.is_not(None)
    )
    for before, heads, undone_ms in connection.execute(kept):
        brought = range(_seq(before, replica) + 1, _seq(heads, replica) + 1)
        if undone_ms is None and lacking.intersection(brought):
            return False
        lacking.difference_update(brought if undone_ms is not None else ())
    return not lacking


def _seq(heads: str, replica: str) -> int:
    return next(
        (int(head["seq"]) for head in json.loads(heads) if head["replica_id"] == replica), 0
    )
