"""Fields that copies wrote apart and that wait for the clerk: made from the events, kept here only.

The table says again what folding the events says, so that a list of what waits costs one query.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from wardapp.core.folding import Clash
from wardapp.core.identity import RecordId, derived_id
from wardapp.store.tables_exchange import conflicts

_C = conflicts.c
_HERE = text(
    "SELECT id FROM conflicts WHERE entity = :entity AND record_id IN "
    "(SELECT value FROM json_each(:ids))"
)
_FORGET = text(
    "DELETE FROM conflicts WHERE entity = :entity AND record_id IN "
    "(SELECT value FROM json_each(:ids))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A clash that waits: the record, the field and the events, the one that shows first."""

    id: RecordId
    entity: str
    record_id: RecordId
    field: str
    event_ids: tuple[RecordId, ...]


def conflict_id(entity: str, record_id: str, clash: Clash) -> RecordId:
    """Return the name of a clash, which every copy derives alike."""
    return derived_id("conflict", entity, record_id, clash.field, *sorted(clash.event_ids))


def remake(
    connection: Connection, entity: str, found: Sequence[tuple[str, Sequence[Clash]]]
) -> dict[str, int]:
    """Keep what clashes in these records of a kind now; return how many of it is new, by record."""
    given = {"entity": entity, "ids": json.dumps([record_id for record_id, _ in found])}
    known = set(connection.execute(_HERE, given).scalars())
    rows = [
        {
            "id": conflict_id(entity, record_id, clash),
            "entity": entity,
            "record_id": record_id,
            "field": clash.field,
            "event_ids": list(clash.event_ids),
        }
        for record_id, clashes in found
        for clash in clashes
    ]
    if known:
        connection.execute(_FORGET, given)
    if rows:
        connection.execute(insert(conflicts), rows)
    return dict(Counter(str(row["record_id"]) for row in rows if row["id"] not in known))


class Conflicts:
    """What waits for the clerk."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """Return how many clashes wait."""
        return int(
            self._connection.execute(select(func.count()).select_from(conflicts)).scalar_one()
        )

    def all(self, limit: int) -> tuple[Waiting, ...]:
        """Return what waits, record by record."""
        query = select(conflicts).order_by(_C.entity, _C.record_id, _C.field).limit(limit)
        return tuple(_waiting(row) for row in self._connection.execute(query))

    def of(self, conflict_id: str) -> Waiting | None:
        """Return one of them, None when it waits no more."""
        found = self._connection.execute(select(conflicts).where(_C.id == conflict_id)).first()
        return None if found is None else _waiting(found)

    def records(self) -> frozenset[tuple[str, str]]:
        """Return the records with something that waits."""
        rows = self._connection.execute(select(_C.entity, _C.record_id).distinct())
        return frozenset((entity, record_id) for entity, record_id in rows)

    def forget(self, entity: str, record_ids: Iterable[str]) -> None:
        """Drop what waits of these records."""
        ids = list(record_ids)
        self._connection.execute(
            delete(conflicts).where(_C.entity == entity, _C.record_id.in_(ids))
        )


def _waiting(row: Sequence[Any]) -> Waiting:
    return Waiting(
        id=row[0],
        entity=row[1],
        record_id=row[2],
        field=row[3],
        event_ids=tuple(json.loads(row[4])),
    )
