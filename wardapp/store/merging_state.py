"""The records that events touch, folded from all their events and compared with what is here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from wardapp.core.errors import PackageDamaged, PackageTooNew
from wardapp.core.folding import Clash, Told, fold
from wardapp.core.settings import local_settings
from wardapp.store.entities import BY_NAME, SETTING, Entity
from wardapp.store.merging_fields import shape_of
from wardapp.store.merging_ground import Ground
from wardapp.store.merging_insert import NOT_WHOLE
from wardapp.store.merging_parents import NOBODY, Named, named_in, touches_of
from wardapp.store.records import Packed
from wardapp.store.tables import events

AT_ONCE = 500
_EVENTS = text(
    "SELECT e.entity_id, e.clock_ms, e.clock_counter, e.replica_id, e.event_id, e.seq, e.changes "
    f"FROM json_each(:ids) AS wanted CROSS JOIN {events.name} AS e "
    "ON e.entity_id = wanted.value AND e.entity = :entity"
)
_TOO_NEW = (
    "Gói có thông tin mà bản WardApp này chưa biết ({field}). "
    "Hãy cập nhật WardApp trên máy này rồi nhận lại gói."
)
_UNFIT = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Touched:
    """A record as it is here and as its events make it; None = it is not there."""

    entity: Entity[Any]
    record_id: str
    old: Any | None
    new: Any | None
    alive: dict[str, str]
    clashes: tuple[Clash, ...]
    named: Named  # what it cannot be without
    row: Packed | None  # of the new one

    @property
    def is_same(self) -> bool:
        """Tell whether nothing has to be written."""
        return bool(self.old == self.new)


def touched_records(ground: Ground, wanted: Mapping[str, Sequence[str]]) -> Iterator[Touched]:
    """Yield the records of `wanted` (kind → names) as all events here make them, kind by kind."""
    for name, ids in wanted.items():
        entity = BY_NAME[name]
        for some in batched_ids(ids):
            yield from _folded(ground, entity, some)


def batched_ids(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield names in bounded lots."""
    for at in range(0, len(ids), AT_ONCE):
        yield tuple(ids[at : at + AT_ONCE])


def lots(records: Iterable[Touched]) -> Iterator[list[Touched]]:
    """Yield records in bounded lots, each of one kind."""
    lot: list[Touched] = []
    for touched in records:
        if lot and (lot[0].entity is not touched.entity or len(lot) >= AT_ONCE):
            yield lot
            lot = []
        lot.append(touched)
    if lot:
        yield lot


def told_of(ground: Ground, entity: str, ids: Iterable[str]) -> dict[str, list[Told]]:
    """Return the events of records as folding sees them, in order."""
    found: dict[str, list[Told]] = {record_id: [] for record_id in ids}
    given = {"ids": json.dumps(list(found)), "entity": entity}
    for record_id, ms, counter, chain, event_id, seq, changes in ground.connection.execute(
        _EVENTS, given
    ):
        order = (ms, counter, ground.forks.origin(chain), event_id)
        found[record_id].append(Told(order, chain, seq, json.loads(changes)))
    for told in found.values():
        told.sort(key=lambda each: each.order)
    return found


def _folded(ground: Ground, entity: Entity[Any], ids: Sequence[str]) -> Iterator[Touched]:
    told = told_of(ground, entity.name, ids)
    here = _rows(ground.connection, entity, ids)
    shape = shape_of(entity.name)
    for record_id in ids:
        counted = _counted(ground, entity, record_id, told[record_id])
        touches = touches_of(ground, entity.name, record_id, counted)
        folded = fold(counted, ground.knowledge, shape, touches)
        old = here.get(record_id)
        new, row = (None, None) if folded.fields is None else read_record(entity, folded.fields)
        if new is not None and entity.key_of(new) != record_id:
            raise PackageDamaged(NOT_WHOLE)
        named = NOBODY.union(*(named_in(entity.name, each.changes) for each in counted))
        yield Touched(entity, record_id, old, new, folded.alive, folded.clashes, named, row)


def _counted(
    ground: Ground, entity: Entity[Any], record_id: str, told: list[Told]
) -> Sequence[Told]:
    """Return the events that count here: of a setting of one copy alone only its own."""
    if entity is not SETTING or record_id not in local_settings():
        return told
    return [each for each in told if ground.is_own(each.chain, each.seq)]


def value_of(entity: Entity[Any], fields: dict[str, str]) -> Any:
    """Return the record that folded fields make; PackageRefused when they make none."""
    return read_record(entity, fields)[0]


def read_record(entity: Entity[Any], fields: dict[str, str]) -> tuple[Any, Packed]:
    """Return the record that folded fields make, and its row."""
    try:
        packed = dict(zip(fields, json.loads(f"[{','.join(fields.values())}]"), strict=True))
        value = entity.value_of(packed)
        row = entity.row_of(value)
    except _UNFIT as error:
        raise PackageDamaged(NOT_WHOLE) from error
    unknown = {name for name in packed if name not in row and "/" not in name}
    if unknown:
        unknown -= entity.fields_of(value).keys()
    if unknown:
        raise PackageTooNew(_TOO_NEW.format(field=min(unknown)))
    return value, row


def _rows(connection: Connection, entity: Entity[Any], ids: Sequence[str]) -> dict[str, Any]:
    table = entity.table
    columns = ", ".join(f'{table.name}."{column.name}"' for column in table.columns)
    query = text(
        f'SELECT {columns} FROM {table.name} WHERE {table.name}."{entity.key}" IN '
        "(SELECT value FROM json_each(:ids))"
    )
    rows = connection.execute(query, {"ids": json.dumps(list(ids))})
    return {str(entity.key_of(value)): value for value in map(entity.read, rows)}
