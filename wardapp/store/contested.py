"""Records that two copies made apart under one natural key: all are kept, one shows undisputed.

The column `contested` is empty for the record whose name is the lowest (it was made first) and
the record's own name for the others, so it follows from the records alone, whatever the order
they came in. A line that waits for its number holds none, and contests nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select, update

KEYS: dict[str, tuple[str, ...]] = {
    "series": ("issuer_id", "book", "group", "scope", "scope_value"),
    "incoming": ("issuer_id", "book", "scope_value", "arrival_number", "suffix"),
    "outgoing": ("series_id", "number", "suffix"),
    "petition": ("issuer_id", "book", "scope_value", "number", "suffix"),
    "dossier": ("issuer_id", "year", "symbol"),
    "filing": ("dossier_id", "entity", "record_id"),
    "filled": ("form_id", "period_id", "reporter", "scope"),
    "unit_duty": ("regime_id", "period_id", "unit_id"),
    "form_file": ("form_id", "version"),
}
"""What was unique before: kinds of record and the columns of their natural key."""

_NUMBER = {"incoming": "arrival_number", "petition": "number"}
"""The column that is 0 while a line waits for its final number."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a record claims: the key it stands under; `is_shared` while it waits for a number."""

    entity: str
    table: Table
    values: tuple[Any, ...]

    @property
    def is_shared(self) -> bool:
        """Return True where any number of records may stand."""
        name = _NUMBER.get(self.entity)
        return name is not None and not self.values[KEYS[self.entity].index(name)]

    @property
    def here(self) -> ColumnElement[bool]:
        """Return the condition that a row stands here."""
        names = KEYS[self.entity]
        return and_(
            *(self.table.c[name] == value for name, value in zip(names, self.values, strict=True))
        )


def place_of(entity: str, table: Table, row: dict[str, Any] | None) -> Place | None:
    """Return the key that a row claims, None for no row or a kind without such a key."""
    names = KEYS.get(entity)
    if row is None or names is None:
        return None
    return Place(entity, table, tuple(row[name] for name in names))


def make_way(connection: Connection, place: Place, own: str) -> str:
    """Return what `contested` is to be for a record that comes to a place; others step back."""
    if place.is_shared:
        return own
    column = place.table.c
    others = tuple(
        connection.execute(select(column.id).where(place.here, column.id != own)).scalars()
    )
    if not others:
        return ""
    if own > min(others):
        return own
    for other in others:
        _set(connection, place.table, other, other)
    return ""


def step_up(connection: Connection, place: Place) -> None:
    """Let the first of those that are left at a place stand undisputed."""
    if place.is_shared:
        return
    column = place.table.c
    first = connection.execute(
        select(column.id, column.contested).where(place.here).order_by(column.id).limit(1)
    ).first()
    if first is not None and first.contested:
        _set(connection, place.table, first.id, "")


def _set(connection: Connection, table: Table, own: str, mark: str) -> None:
    connection.execute(update(table).where(table.c.id == own).values(contested=mark))
