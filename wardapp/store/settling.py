"""The sides of a conflict as events tell them, and the write that lets one of them stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from wardapp.core.errors import ChangedSince
from wardapp.core.folding import LIFE
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event, FieldChange
from wardapp.store.conflicts import Waiting
from wardapp.store.conflicts_anew import folded, remade
from wardapp.store.entities import BY_NAME
from wardapp.store.journal import event_of
from wardapp.store.merging_fields import shape_of
from wardapp.store.merging_state import value_of
from wardapp.store.records import dump
from wardapp.store.tables import events
from wardapp.store.work import Work

_SIDES = text(
    f"SELECT e.* FROM json_each(:ids) AS side JOIN {events.name} AS e "
    "ON e.event_id = side.value ORDER BY side.key"
)
_KEPT = "giữ lại, có sửa ở máy kia"


@dataclass(frozen=True, slots=True)
class Sides:
    """The events of a conflict, the one that shows first; each one's value (JSON) and words."""

    record: Any | None
    events: tuple[Event, ...]
    values: dict[str, str | None]
    words: dict[str, str]


def sides_of(work: Work, waiting: Waiting) -> Sides:
    """Return the sides of a conflict."""
    given = {"ids": json.dumps(list(waiting.event_ids))}
    found = tuple(map(event_of, work.connection.execute(_SIDES, given).mappings()))
    touched = folded(work.connection, waiting.entity, waiting.record_id)
    record = touched.new
    if record is None and touched.alive:
        record = value_of(touched.entity, touched.alive)
    values: dict[str, str | None] = {
        each.event_id: told(waiting.entity, waiting.field, each) for each in found
    }
    words: dict[str, str] = {
        event_id: _KEPT
        for event_id, value in values.items()
        if waiting.field == LIFE and value is not None
    }
    return Sides(record, found, values, words)


def choose(work: Work, waiting: Waiting, event_id: RecordId) -> None:
    """Write the chosen value after both sides, even where it shows already."""
    sides = sides_of(work, waiting)
    value = sides.values.get(event_id)
    if waiting.field == LIFE:
        _choose_life(work, waiting, keeps=value is not None)
    else:
        _choose_value(work, waiting, value)
    remade(work.connection, waiting.entity, waiting.record_id)


def told(entity: str, field: str, event: Event) -> str | None:
    """Return what an event says of a field or of one item of a list; None = it is not there."""
    if field == LIFE:
        key = BY_NAME[entity].key
        if event.entity != entity:
            return "true"
        is_removal = any(each.field == key and each.new is None for each in event.changes)
        return None if is_removal else "true"
    name, _, item = field.partition("/")
    exact = next((each for each in event.changes if each.field == field), None)
    if exact is not None:
        return exact.new
    listed = next((each.new for each in event.changes if each.field == name), None)
    key_of = shape_of(entity).key_of(name)
    items = [] if listed is None else json.loads(listed)
    return next((dump(each) for each in items if key_of(each) == item), None)


def _choose_life(work: Work, waiting: Waiting, *, keeps: bool) -> None:
    entity = BY_NAME[waiting.entity]
    touched = folded(work.connection, waiting.entity, waiting.record_id)
    current = work.find(entity, waiting.record_id)
    wanted = value_of(entity, touched.alive) if keeps and touched.alive else None
    if (current is None) != (wanted is None):
        work.write(entity, current, wanted)
        return
    said = dump(json.loads(touched.alive[entity.key])) if keeps else None
    _say(work, waiting, FieldChange(field=entity.key, old=said, new=said))


def _choose_value(work: Work, waiting: Waiting, value: str | None) -> None:
    entity = BY_NAME[waiting.entity]
    current = work.find(entity, waiting.record_id)
    if current is None:
        raise ChangedSince("Bản ghi này không còn trong sổ nên không chọn được giá trị nữa.")
    fields = entity.fields_of(current)
    name, _, item = waiting.field.partition("/")
    if waiting.field in fields or name == waiting.field or name not in fields:
        new = {**fields, waiting.field: None if value is None else json.loads(value)}
        if value is None:
            del new[waiting.field]
    else:
        new = {**fields, name: _with_item(waiting, fields[name], item, value)}
    if new == fields:
        _say(work, waiting, FieldChange(field=waiting.field, old=value, new=value))
        return
    work.write(entity, current, entity.value_of(new))


def _with_item(waiting: Waiting, listed: Any, item: str, value: str | None) -> list[Any]:
    name = waiting.field.partition("/")[0]
    key_of = shape_of(waiting.entity).key_of(name)
    chosen = [] if value is None else [json.loads(value)]
    at = next((at for at, each in enumerate(listed) if key_of(each) == item), None)
    if at is None:
        return [*listed, *chosen]
    return [*listed[:at], *chosen, *listed[at + 1 :]]


def _say(work: Work, waiting: Waiting, change: FieldChange) -> None:
    """Note that a value stands as it is: later than both sides, known to whoever comes after."""
    if work.chain is None:
        raise RuntimeError("a reading transaction cannot write")
    work.chain.append(waiting.entity, waiting.record_id, (change,))
