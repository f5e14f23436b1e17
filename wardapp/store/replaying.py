"""Bringing events into a database that lacks them, and each record they touch to what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from wardapp.core.errors import PackageRefused
from wardapp.core.identity import RecordId
from wardapp.core.journal import Actor, Command
from wardapp.store.connecting import writing_engine
from wardapp.store.entities import BY_NAME
from wardapp.store.faults import told
from wardapp.store.merging_redo import refold
from wardapp.store.records import Packed
from wardapp.store.tables import events
from wardapp.store.work import Work, put

REPLAY = Command(
    name="rebuild",
    title="",
    actor=Actor(clerk="", account=""),
    now_ms=0,
    step_id=RecordId(""),
)
_AT_ONCE = 2_000

EventRow = Mapping[str, Any]


def by_clock(row: EventRow) -> tuple[int, int, str]:
    """Return what orders events of all chains."""
    return row["clock_ms"], row["clock_counter"], row["replica_id"]


def replay(connection: Connection, rows: Iterable[EventRow]) -> None:
    """Write events of any chains and bring the records they touch along, as this copy has them.

    Records are folded from all their events, as after a merge; where events of an older program do
    not fold, they are done again one after the other, as they were done first.
    """
    ordered = sorted(rows, key=by_clock)
    for first in range(0, len(ordered), _AT_ONCE):
        connection.execute(insert(events), [dict(row) for row in ordered[first : first + _AT_ONCE]])
    attempt = connection.begin_nested()
    try:
        refold(connection, _touched(ordered))
    except PackageRefused:
        attempt.rollback()
        work = Work(connection, RecordId(""), REPLAY)
        for row in ordered:
            replay_record(work, row)
    else:
        attempt.commit()


def replay_into(path: Path, rows: Iterable[EventRow]) -> None:
    """Replay events into a database file that nobody has open, whole or not at all."""
    engine = writing_engine(path)
    try:
        with told(path), engine.connect() as connection:
            connection.connection.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                replay(connection, rows)
    finally:
        engine.dispose()


def _touched(ordered: Sequence[EventRow]) -> dict[str, list[RecordId]]:
    """Return the records that events touch, by kind, in the order of their first event."""
    found: dict[str, dict[RecordId, None]] = {}
    for row in ordered:
        found.setdefault(row["entity"], {})[row["entity_id"]] = None
    return {kind: list(ids) for kind, ids in found.items()}


def replay_record(work: Work, row: EventRow) -> None:
    """Bring a record to where one event leaves it."""
    entity = BY_NAME[row["entity"]]
    old = work.find(entity, row["entity_id"])
    fields: Packed = {} if old is None else entity.fields_of(old)
    for name, _, new in json.loads(row["changes"]):
        if new is None:
            fields.pop(name, None)
        else:
            fields[name] = json.loads(new)
    put(work.connection, entity, old, entity.value_of(fields) if fields else None)
