"""The journal: append-only events in one chain a replica, each carrying the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, text

from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Actor, Command, Event, FieldChange
from wardapp.store.records import Packed, dump
from wardapp.store.tables import events

START = ""
"""What stands as the hash before the first event of a chain."""

HASHED = (
    "event_id",
    "replica_id",
    "seq",
    "clock_ms",
    "clock_counter",
    "clerk",
    "account",
    "command",
    "title",
    "step_id",
    "entity",
    "entity_id",
    "changes",
    "reason",
    "prev_hash",
)


def differences(old: Packed, new: Packed) -> tuple[FieldChange, ...]:
    """Return the fields that differ; a field that a side lacks is None there."""
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        FieldChange(
            field=name,
            old=dump(old[name]) if name in old else None,
            new=dump(new[name]) if name in new else None,
        )
        for name in names
        if name not in old or name not in new or old[name] != new[name]
    )


class Chain:
    """Appends the events of one command to the chain of one replica."""

    def __init__(self, connection: Connection, replica_id: RecordId, command: Command) -> None:
        self._connection = connection
        self._replica_id = replica_id
        self._command = command
        self._head: tuple[int, str] | None = None
        self._clock = (0, 0)
        self._clashing: frozenset[tuple[str, str]] | None = None
        self.length = 0

    def append(
        self, entity: str, entity_id: RecordId, changes: tuple[FieldChange, ...], reason: str = ""
    ) -> None:
        """Write one event after the newest of this replica."""
        seq, prev_hash = self._head or self._load_head()
        row = {
            "event_id": new_record_id(self._command.now_ms),
            "replica_id": self._replica_id,
            "seq": seq + 1,
            **self._tick(),
            "clerk": self._command.actor.clerk,
            "account": self._command.actor.account,
            "command": self._command.name,
            "title": self._command.title,
            "step_id": self._command.step_id,
            "entity": entity,
            "entity_id": entity_id,
            "changes": dump([[change.field, change.old, change.new] for change in changes]),
            "reason": reason or self._command.reason,
            "prev_hash": prev_hash,
        }
        own_hash = hash_of(row)
        self._connection.execute(insert(events), row | {"hash": own_hash})
        self._head = (seq + 1, own_hash)
        self.length += 1

    @property
    def clashing(self) -> frozenset[tuple[str, str]]:
        """Return the records with something that waits for the clerk: a write may decide it."""
        if self._clashing is None:
            rows = self._connection.execute(_CLASHING)
            self._clashing = frozenset((entity, record_id) for entity, record_id in rows)
        return self._clashing

    def extended(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Go on after events that were made ready and written after the newest of this replica."""
        if rows:
            last = rows[-1]
            self._head = (last["seq"], last["hash"])
            self._clock = (last["clock_ms"], last["clock_counter"])
            self.length += len(rows)

    def _load_head(self) -> tuple[int, str]:
        head, self._clock = head_of(self._connection, self._replica_id)
        return head

    def _tick(self) -> dict[str, int]:
        """Move the hybrid clock: never back, whatever the PC's clock does."""
        instant, counter = self._clock
        now = self._command.now_ms
        self._clock = (now, 0) if now > instant else (instant, counter + 1)
        return {"clock_ms": self._clock[0], "clock_counter": self._clock[1]}


def head_of(
    connection: Connection, replica_id: RecordId
) -> tuple[tuple[int, str], tuple[int, int]]:
    """Return number and hash of the newest event of a replica, and the newest clock of all."""
    chain = (
        select(events.c.seq, events.c.hash)
        .where(events.c.replica_id == replica_id)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    clock = (
        select(events.c.clock_ms, events.c.clock_counter)
        .order_by(events.c.clock_ms.desc(), events.c.clock_counter.desc())
        .limit(1)
    )
    newest = connection.execute(chain).mappings().first()
    latest = connection.execute(clock).mappings().first()
    return (
        (0, START) if newest is None else (newest["seq"], newest["hash"]),
        (0, 0) if latest is None else (latest["clock_ms"], latest["clock_counter"]),
    )


def canonical(row: Any) -> bytes:
    """Return the bytes of an event that its hash is made of, its own hash left out."""
    return dump([row[name] for name in HASHED]).encode()


def hash_of(row: Any) -> str:
    """Return the SHA-256 over the canonical bytes of an event."""
    return hashlib.sha256(canonical(row)).hexdigest()


def event_of(row: RowMapping) -> Event:
    """Return the event of a row."""
    return Event(
        event_id=row["event_id"],
        replica_id=row["replica_id"],
        seq=row["seq"],
        clock_ms=row["clock_ms"],
        clock_counter=row["clock_counter"],
        actor=Actor(clerk=row["clerk"], account=row["account"]),
        command=row["command"],
        title=row["title"],
        step_id=row["step_id"],
        entity=row["entity"],
        entity_id=row["entity_id"],
        changes=tuple(
            FieldChange(field=field, old=old, new=new)
            for field, old, new in json.loads(row["changes"])
        ),
        reason=row["reason"],
        prev_hash=row["prev_hash"],
        hash=row["hash"],
    )


def events_of_step(connection: Connection, step_id: RecordId) -> tuple[Event, ...]:
    """Return the events of one step in the order they were written."""
    rows = connection.execute(
        select(events).where(events.c.step_id == step_id).order_by(*_BY_CLOCK)
    )
    return tuple(event_of(row) for row in rows.mappings())


def events_of_record(connection: Connection, entity: str, entity_id: RecordId) -> tuple[Event, ...]:
    """Return the events of one record, oldest first."""
    rows = connection.execute(
        select(events)
        .where(events.c.entity_id == entity_id, events.c.entity == entity)
        .order_by(*_BY_CLOCK)
    )
    return tuple(event_of(row) for row in rows.mappings())


def all_events(connection: Connection) -> Iterator[RowMapping]:
    """Yield every event of every replica in the order of the hybrid clock."""
    yield from (
        connection.execution_options(yield_per=_AT_ONCE)
        .execute(select(events).order_by(*_BY_CLOCK))
        .mappings()
    )


def is_newest_whole(connection: Connection, replica_id: RecordId) -> bool:
    """Tell whether the newest event of a replica carries its own hash and the one before it."""
    rows = (
        connection.execute(
            select(events)
            .where(events.c.replica_id == replica_id)
            .order_by(events.c.seq.desc())
            .limit(2)
        )
        .mappings()
        .all()
    )
    if not rows:
        return True
    before = rows[1]["hash"] if len(rows) > 1 else START
    return bool(rows[0]["prev_hash"] == before and rows[0]["hash"] == hash_of(rows[0]))


_AT_ONCE = 500
_CLASHING = text("SELECT DISTINCT entity, record_id FROM conflicts")
_BY_CLOCK = (events.c.clock_ms, events.c.clock_counter, events.c.replica_id)
