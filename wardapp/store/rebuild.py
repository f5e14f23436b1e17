"""The proof that the journal is the spine: everything can be made again from the events alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from wardapp.store.database import Database
from wardapp.store.entities import ENTITIES, Entity
from wardapp.store.journal import all_events
from wardapp.store.replaying import REPLAY, replay
from wardapp.store.tables_exchange import conflicts


def rebuild(database: Database, into: Path) -> tuple[str, ...]:
    """Make a second database at `into` from the events alone; return where its tables differ.

    The working text of drafts, the row order and the search index are made anew and not compared.
    """
    copy = Database.create(
        into, replica_id=database.replica_id, office_id=database.office_id, now_ms=0
    )
    try:
        with database.read() as source, copy.begin(REPLAY) as target:
            rows = map(dict, all_events(source.work.connection))
            replay(target.work.connection, rows)
            return tuple(_differences(source.work.connection, target.work.connection))
    finally:
        copy.close()


def _differences(one: Connection, other: Connection) -> Iterator[str]:
    for entity in ENTITIES:
        ours, theirs = _rows(one, entity), _rows(other, entity)
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                yield f"{entity.name} {key}"
    waiting, anew = (set(map(tuple, each.execute(select(conflicts)))) for each in (one, other))
    yield from (f"conflict {row[0]}" for row in waiting ^ anew)


def _rows(connection: Connection, entity: Entity[Any]) -> dict[str, dict[str, Any]]:
    rows = connection.execute(select(entity.table)).mappings()
    return {
        str(row[entity.key]): {name: kept for name, kept in row.items() if name != "row"}
        for row in rows
    }
