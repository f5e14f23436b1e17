"""Bringing events into a database that lacks them: each as it was, its record as it then stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert

from wardapp.core.identity import RecordId
from wardapp.core.journal import Actor, Command
from wardapp.store.entities import BY_NAME
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


def by_clock(row: Mapping[str, Any]) -> tuple[int, int, str]:
    """Return what orders events of all chains."""
    return row["clock_ms"], row["clock_counter"], row["replica_id"]


def replay(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write events in the order of the hybrid clock and bring their records along."""
    work = Work(connection, RecordId(""), REPLAY)
    for row in sorted(rows, key=by_clock):
        connection.execute(insert(events), dict(row))
        replay_record(work, row)


def replay_record(work: Work, row: Mapping[str, Any]) -> None:
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
