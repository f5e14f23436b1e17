"""Writing what folding found into the tables: many new records as sets, the others one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from wardapp.core.text import exact_key, fold
from wardapp.store import contested
from wardapp.store.entities import Entity
from wardapp.store.merging_state import Touched
from wardapp.store.tables_files import attached_files
from wardapp.store.work import put

_MANY = 500


class Applying:
    """Writes records as they come; `finish` writes those that still wait."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._added: list[Touched] = []

    def take(self, touched: Touched) -> None:
        """Bring one record to what its events say."""
        if touched.is_same:
            return
        if touched.old is None and touched.new is not None:
            if self._added and self._added[0].entity is not touched.entity:
                self._add()
            self._added.append(touched)
            if len(self._added) >= _MANY:
                self._add()
            return
        put(self._connection, touched.entity, touched.old, touched.new)

    def finish(self) -> None:
        """Write what still waits."""
        self._add()

    def _add(self) -> None:
        some, self._added = self._added, []
        if not some:
            return
        entity = some[0].entity
        savepoint = self._connection.begin_nested()
        try:
            _insert(self._connection, entity, [each.new for each in some])
        except IntegrityError:  # another record stands under the same natural key
            savepoint.rollback()
            for each in some:
                put(self._connection, entity, None, each.new)
        else:
            savepoint.commit()


def _insert(connection: Connection, entity: Entity[Any], values: list[Any]) -> None:
    rows = [_row(entity, value) for value in values]
    if "row" in entity.table.c:
        first = int(connection.execute(select(func.max(entity.table.c.row))).scalar() or 0) + 1
        for at, row in enumerate(rows):
            row["row"] = first + at
        _index(connection, entity, values, first)
    connection.execute(insert(entity.table), rows)
    _name_files(connection, entity, values)


def _row(entity: Entity[Any], value: Any) -> dict[str, Any]:
    row = entity.row_of(value)
    place = contested.place_of(entity.name, entity.table, row)
    if place is not None:
        row["contested"] = row["id"] if place.is_shared else ""
    return row


def _index(connection: Connection, entity: Entity[Any], values: Iterable[Any], first: int) -> None:
    if entity.words is None:
        return
    said = ((first + at, entity.words(value)) for at, value in enumerate(values))
    rows = [(row, exact_key(words), fold(words)) for row, words in said]
    statement = f"INSERT INTO {entity.index_table} (rowid, exact, folded) VALUES (?, ?, ?)"
    connection.exec_driver_sql(statement, rows)


def _name_files(connection: Connection, entity: Entity[Any], values: Iterable[Any]) -> None:
    rows = {
        (each.sha256, entity.key_of(value)): {
            "sha256": each.sha256,
            "entity": entity.name,
            "record_id": entity.key_of(value),
            "name": each.name,
            "role": each.role.value,
        }
        for value in values
        for each in reversed(getattr(value, "attachments", ()))
    }
    if rows:
        connection.execute(insert(attached_files), list(rows.values()))


def put_off_references(connection: Connection) -> None:
    """Judge references between records at the end of this transaction, not on the way."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
