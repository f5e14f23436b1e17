"""The proof that the journal is the spine: everything can be made again from the events alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from wardapp.core.identity import RecordId
from wardapp.core.journal import Actor, Command
from wardapp.store.database import Database
from wardapp.store.entities import BY_NAME, ENTITIES, Entity
from wardapp.store.journal import all_events
from wardapp.store.records import Packed
from wardapp.store.tables import events
from wardapp.store.work import Work, put

_REPLAY = Command(
    name="rebuild",
    title="",
    actor=Actor(clerk="", account=""),
    now_ms=0,
    step_id=RecordId(""),
)


def rebuild(database: Database, into: Path) -> tuple[str, ...]:
    """Make a second database at `into` from the events alone; return where its tables differ.

    The working text of drafts, the row order and the search index are made anew and not compared.
    """
    copy = Database.create(
        into, replica_id=database.replica_id, office_id=database.office_id, now_ms=0
    )
    try:
        with database.read() as source, copy.begin(_REPLAY) as target:
            for row in all_events(source.work.connection):
                _replay(target.work, row)
            return tuple(_differences(source.work.connection, target.work.connection))
    finally:
        copy.close()


def _replay(work: Work, row: RowMapping) -> None:
    work.connection.execute(insert(events), dict(row))
    entity = BY_NAME[row["entity"]]
    old = work.find(entity, row["entity_id"])
    fields: Packed = {} if old is None else entity.fields_of(old)
    for name, _, new in json.loads(row["changes"]):
        if new is None:
            fields.pop(name, None)
        else:
            fields[name] = json.loads(new)
    put(work.connection, entity, old, entity.value_of(fields) if fields else None)


def _differences(one: Connection, other: Connection) -> Iterator[str]:
    for entity in ENTITIES:
        ours, theirs = _rows(one, entity), _rows(other, entity)
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                yield f"{entity.name} {key}"


def _rows(connection: Connection, entity: Entity[Any]) -> dict[str, dict[str, Any]]:
    rows = connection.execute(select(entity.table)).mappings()
    return {
        str(row[entity.key]): {name: kept for name, kept in row.items() if name != "row"}
        for row in rows
    }
