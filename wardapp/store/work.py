"""One stretch of work on the database: every change of a record goes through `Work.write`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from wardapp.core.errors import ChangedSince, NotFound
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Command
from wardapp.store import contested, file_texts, index
from wardapp.store.conflicts_anew import remade_after
from wardapp.store.entities import BY_TYPE, Entity
from wardapp.store.journal import Chain, differences

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Work:
    """A connection inside a transaction, with the chain that journals it when it may write."""

    connection: Connection
    replica_id: RecordId
    command: Command | None = None
    chain: Chain | None = None

    @property
    def writing(self) -> Command:
        """Return the command that writes."""
        if self.command is None:
            raise RuntimeError("a reading transaction cannot write")
        return self.command

    def new_id(self) -> RecordId:
        """Return a name for a new record."""
        return new_record_id(self.writing.now_ms)

    def find(self, entity: Entity[Value], key: str) -> Value | None:
        """Return the record with this name, None when it is not here."""
        table = entity.table
        found = self.connection.execute(select(table).where(table.c[entity.key] == key)).first()
        return None if found is None else entity.read(found)

    def get(self, entity: Entity[Value], key: str) -> Value:
        """Return the record with this name; NotFound when it is not here."""
        value = self.find(entity, key)
        if value is None:
            raise NotFound("Không còn bản ghi này trong sổ. Hãy mở lại trang rồi chọn lại.")
        return value

    def all(self, entity: Entity[Value], query: Select[Any] | None = None) -> tuple[Value, ...]:
        """Return the records of a query over the entity's table, all when there is none."""
        rows = self.connection.execute(select(entity.table) if query is None else query)
        return tuple(map(entity.read, rows.all()))

    def write(self, entity: Entity[Value], old: Value | None, new: Value | None) -> None:
        """Change one record and journal it: None, new adds; old, None removes."""
        if self.chain is None:
            raise RuntimeError("a reading transaction cannot write")
        changes = differences(
            {} if old is None else entity.fields_of(old),
            {} if new is None else entity.fields_of(new),
        )
        if not changes:
            return
        put(self.connection, entity, old, new, is_ours=old is None)
        named = old if new is None else new
        if named is None:
            return
        key = entity.key_of(named)
        self.chain.append(entity.name, key, changes)
        if self.chain.clashing:
            remade_after(self.connection, entity.name, key, self.chain.clashing)

    def save(self, entity: Entity[Value], value: Value, base: Value | None = None) -> Value:
        """Keep the record as it is now, added when new; return what is kept.

        With `base`, the record as the clerk saw it, only the fields changed since `base` are
        written; ChangedSince when somebody else changed one of them meanwhile.
        """
        old = self.find(entity, entity.key_of(value))
        new = value if base is None or old is None else merged(entity, value, base, old)
        self.write(entity, old, new)
        return new

    def over(self, value: Value, base: Any) -> Value:
        """Return a value as changed from `base`, what the clerk saw, over what is here now.

        ChangedSince when somebody else changed the same field meanwhile; without `base`, or when
        the record is not here, the value as it is.
        """
        entity: Entity[Value] = BY_TYPE[type(value)]
        old = self.find(entity, entity.key_of(value))
        return value if base is None or old is None else merged(entity, value, base, old)

    def remove(self, entity: Entity[Value], key: str) -> None:
        """Remove the record with this name; NotFound when it is not here."""
        self.write(entity, self.get(entity, key), None)


def put(
    connection: Connection,
    entity: Entity[Value],
    old: Value | None,
    new: Value | None,
    *,
    is_ours: bool = False,
) -> None:
    """Bring the record's row and its words in the search index from old to new, unjournaled.

    What another copy made under the same natural key stands beside it as contested; a record that
    is added here (`is_ours`) has to be the only one, as the caller made sure.
    """
    file_texts.remember(connection, entity, old, new)
    before = None if old is None else entity.row_of(old)
    after = None if new is None else entity.row_of(new)
    left, taken = (contested.place_of(entity.name, entity.table, row) for row in (before, after))
    moves = left != taken
    if after is not None and taken is not None and moves and (taken.is_shared or not is_ours):
        after["contested"] = contested.make_way(connection, taken, after["id"])
    _bring(connection, entity, old, before, after)
    if left is not None and moves:
        contested.step_up(connection, left)
    if new is not None:
        index.remember(connection, entity, old, new)


def _bring(
    connection: Connection,
    entity: Entity[Value],
    old: Value | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    table = entity.table
    if old is None or before is None:
        if after is not None:
            connection.execute(insert(table), after)
    elif after is None:
        index.forget(connection, entity, old)
        connection.execute(delete(table).where(_named(table, entity, old)))
    else:
        changed = {
            name: kept for name, kept in after.items() if name not in before or before[name] != kept
        }
        if changed:
            connection.execute(update(table).where(_named(table, entity, old)).values(changed))


def _named(table: Table, entity: Entity[Value], value: Value) -> Any:
    return table.c[entity.key] == str(entity.key_of(value))


def merged(entity: Entity[Value], value: Value, base: Value, old: Value) -> Value:
    """Return `old` with what changed from `base` to `value`; ChangedSince where both changed."""
    wanted, seen, now = (entity.fields_of(each) for each in (value, base, old))
    for name in {**wanted, **seen}:
        if wanted.get(name) == seen.get(name):
            continue
        if now.get(name) not in (seen.get(name), wanted.get(name)):
            raise ChangedSince(
                "Bản ghi vừa được sửa ở nơi khác. Hãy mở lại để xem bản mới rồi sửa tiếp."
            )
        now[name] = wanted.get(name)
    return entity.value_of(now)
