"""Records that others cannot be without: removed here, needed there, they stay.

A series, an issuer or a dossier may be removed by a copy that knew of no record in it, while
another copy wrote one. Whatever was written without knowing the removal keeps such a record.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, text

from wardapp.core.folding import Change, Told
from wardapp.core.identity import RecordId
from wardapp.store.entities import ENTITIES, SERIES
from wardapp.store.merging_fields import shape_of
from wardapp.store.merging_ground import Ground
from wardapp.store.reaching import reached_in
from wardapp.store.tables import events

_TABLES = {entity.table.name: entity.name for entity in ENTITIES}

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    entity.name: tuple(
        (column.name, _TABLES[key.column.table.name])
        for column in entity.table.columns
        for key in column.foreign_keys
    )
    for entity in ENTITIES
}
"""Kind of record → its columns that name another record, and of which kind."""


def _children(parent: str) -> frozenset[str]:
    found = {child for child, named in REFERENCES.items() for _, kind in named if kind == parent}
    return frozenset(found.union(*map(_children, found)))


CHILDREN: dict[str, frozenset[str]] = {
    entity.name: kinds for entity in ENTITIES if (kinds := _children(entity.name))
}
"""Kind of record → the kinds that cannot be without it, or without one that cannot."""

Named = frozenset[tuple[str, str]]
"""Records, by kind and name."""

_WINDOW = text(
    f"SELECT entity, entity_id, seq, clock_ms, clock_counter, event_id FROM {events.name} "
    "WHERE replica_id = :chain AND seq > :after AND seq <= :upto "
    "AND entity IN (SELECT value FROM json_each(:kinds))"
)
_CHANGES = text(f"SELECT changes FROM {events.name} WHERE entity_id = :record AND entity = :entity")


def touches_of(ground: Ground, entity: str, record_id: str, told: Sequence[Told]) -> list[Told]:
    """Return events of other records that need this one and knew nothing of its removal."""
    if entity not in CHILDREN:
        return []
    shape = shape_of(entity)
    found: dict[str, Told] = {}
    for removal in told:
        if shape.is_removed(removal):
            for each in _apart(ground, removal, entity, record_id):
                found[each.event_id] = each
    return sorted(found.values(), key=lambda each: each.order)


def _apart(ground: Ground, removal: Told, entity: str, record_id: str) -> Iterable[Told]:
    """Yield the events of such kinds that neither knew the removal nor were known by it."""
    reach = ground.knowledge.reach(removal.chain, removal.seq)
    kinds = json.dumps(sorted(CHILDREN[entity]))
    for chain, (last, _) in reached_in(ground.connection).items():
        if chain == removal.chain:
            continue
        for after, upto in ground.knowledge.unaware(chain, removal.chain, removal.seq):
            window = {
                "chain": chain,
                "after": max(after, reach.get(chain, 0)),
                "upto": last if upto is None else upto,
                "kinds": kinds,
            }
            for kind, child, seq, ms, counter, event_id in ground.connection.execute(
                _WINDOW, window
            ):
                if (entity, record_id) in above(ground.connection, kind, child):
                    order = (ms, counter, ground.forks.origin(chain), event_id)
                    yield Told(order, chain, seq, ())


def above(connection: Connection, entity: str, record_id: str) -> set[tuple[str, str]]:
    """Return all records that a record ever named, and those that these named."""
    rows = connection.execute(_CHANGES, {"record": record_id, "entity": entity})
    named = {each for changes in rows.scalars() for each in named_in(entity, json.loads(changes))}
    return named.union(*(above(connection, kind, name) for kind, name in named))


def named_in(entity: str, changes: Sequence[Change]) -> Named:
    """Return the records that an event's changes name, which its own record cannot be without."""
    columns = _NAMING_FIELDS[entity]
    if not columns:
        return NOBODY
    found = set()
    for field, _, new in changes:
        if field in columns and new is not None:
            value = json.loads(new)
            if isinstance(value, dict):  # the key of a series names its issuer
                value = value.get("issuer_id")
            if isinstance(value, str):
                found.add((columns[field], value))
    return frozenset(found)


_NAMING_FIELDS: dict[str, dict[str, str]] = {
    entity: {("key" if entity == SERIES.name else column): kind for column, kind in named}
    for entity, named in REFERENCES.items()
}
_EVER_REMOVED = text(
    f"SELECT DISTINCT e.entity_id FROM json_each(:ids) AS wanted CROSS JOIN {events.name} AS e "
    "ON e.entity_id = wanted.value AND e.entity = :entity "
    "WHERE e.changes LIKE '%[\"id\",%' AND e.changes LIKE '%,null]%'"
)
NOBODY: Named = frozenset()


def doubtful(ground: Ground, named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return those of the named records, and what they name, that were ever removed."""
    everyone = set(named)
    for kind, name in list(everyone):
        everyone |= above(ground.connection, kind, name)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, name in sorted(everyone):
        by_kind[kind].append(name)
    found: dict[str, list[str]] = {}
    for kind, names in by_kind.items():
        given = {"ids": json.dumps(names), "entity": kind}
        removed = list(ground.connection.execute(_EVER_REMOVED, given).scalars())
        if removed:
            found[kind] = removed
    return found


def new_doubts(
    ground: Ground, named: Iterable[tuple[str, str]], done: Mapping[str, Collection[str]]
) -> dict[str, list[RecordId]]:
    """Return the doubtful ones among the named that are not done yet."""
    return {
        kind: left
        for kind, ids in doubtful(ground, named).items()
        if (left := [RecordId(each) for each in ids if each not in done.get(kind, ())])
    }
