"""Writing what folding found into the tables: many new records as sets, the others one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from wardapp.core.text import exact_key, fold
from wardapp.store import contested, file_texts
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
        self._gone: list[Touched] = []

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
        if touched.new is None:
            if self._gone and self._gone[0].entity is not touched.entity:
                self._remove()
            self._gone.append(touched)
            if len(self._gone) >= _MANY:
                self._remove()
            return
        put(self._connection, touched.entity, touched.old, touched.new)

    def finish(self) -> None:
        """Write what still waits."""
        self._remove()
        self._add()

    def _remove(self) -> None:
        some, self._gone = self._gone, []
        if not some:
            return
        entity = some[0].entity
        if _is_contested(self._connection, entity):  # others may step up where one goes
            for each in some:
                put(self._connection, entity, each.old, None)
        else:
            _delete(self._connection, entity, [each.old for each in some])

    def _add(self) -> None:
        some, self._added = self._added, []
        if not some:
            return
        entity = some[0].entity
        savepoint = self._connection.begin_nested()
        try:
            _insert(self._connection, entity, some)
        except IntegrityError:  # another record stands under the same natural key
            savepoint.rollback()
            for each in some:
                put(self._connection, entity, None, each.new)
        else:
            savepoint.commit()


def _insert(connection: Connection, entity: Entity[Any], some: list[Touched]) -> None:
    values = [each.new for each in some]
    rows = [_row(entity, each.row or entity.row_of(each.new)) for each in some]
    if "row" in entity.table.c:
        first = int(connection.execute(select(func.max(entity.table.c.row))).scalar() or 0) + 1
        for at, row in enumerate(rows):
            row["row"] = first + at
        _index(connection, entity, values, first)
    connection.execute(insert(entity.table), rows)
    _name_files(connection, entity, values)


def _row(entity: Entity[Any], row: dict[str, Any]) -> dict[str, Any]:
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


def _delete(connection: Connection, entity: Entity[Any], values: list[Any]) -> None:
    table = entity.table
    for value in values:
        if getattr(value, "attachments", ()):
            file_texts.remember(connection, entity, value, None)
    given = {"ids": json.dumps([entity.key_of(value) for value in values])}
    named = f'"{entity.key}" IN (SELECT value FROM json_each(:ids))'
    if entity.words is not None:
        rows = f"SELECT row FROM {table.name} WHERE {named}"
        connection.execute(text(f"DELETE FROM {entity.index_table} WHERE rowid IN ({rows})"), given)
    connection.execute(text(f"DELETE FROM {table.name} WHERE {named}"), given)


def _is_contested(connection: Connection, entity: Entity[Any]) -> bool:
    if entity.name not in contested.KEYS:
        return False
    query = select(entity.table.c.contested).where(entity.table.c.contested != "").limit(1)
    return connection.execute(query).first() is not None


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
