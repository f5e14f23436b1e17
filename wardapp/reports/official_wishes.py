"""What was read from an official file, as the clerk wants it: names, types, rows, facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wardapp.core.errors import BadValue
from wardapp.core.form_versions import Binding, BoundKind
from wardapp.core.forms import CellType
from wardapp.core.official import OfficialChanges, OfficialReading, OfficialTable


def wished(reading: OfficialReading, changes: OfficialChanges) -> OfficialReading:
    """Return what was read with the clerk's changes; BadValue names the field that cannot be."""
    tables = tuple(
        kept for table in reading.tables if (kept := _table(table, changes)).columns and _has(kept)
    )
    if not tables:
        raise BadValue("tables", "Mẫu cần ít nhất một cột và một dòng.")
    taken = {each.place for table in tables for each in table.places}
    facts = dict(_facts(reading, changes.facts))
    for target, place in facts.items():
        if place in taken:
            said = f"Ô {place} đang là ô số liệu của biểu. Hãy ghi ô khác, hoặc bỏ trống."
            raise BadValue(f"fact.{target}", said)
    bound = tuple(Binding(place=place, target=target) for target, place in facts.items())
    return replace(reading, tables=tables, facts=bound)


def _facts(reading: OfficialReading, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each fact with its place: as read, unless the clerk says another or none."""
    read: dict[str, str] = {}
    for binding in reading.facts:
        read.setdefault(binding.target, binding.place)
    for target, place in (read | dict(said)).items():
        if place.strip():
            yield target, whole_place(reading, place)


def whole_place(reading: OfficialReading, typed: str) -> str:
    """Return a place as bindings name it: `b4` is cell B4 of the first sheet with a table."""
    place = typed.strip()
    if reading.kind is BoundKind.DOCX:
        return place
    sheet, mark, cell = place.rpartition("!")
    first = reading.tables[0].sheet if reading.tables else ""
    return f"{sheet if mark else first}!{cell.upper()}"


def _has(table: OfficialTable) -> bool:
    return bool(table.rows or table.blanks)


def _table(table: OfficialTable, changes: OfficialChanges) -> OfficialTable:
    types = {
        column.key: changes.types.get((table.code, column.key), column.type.value)
        for column in table.columns
    }
    columns = tuple(
        replace(
            column,
            type=CellType(types[column.key]),
            label=changes.names.get((table.code, column.key), "") or column.label,
        )
        for column in table.columns
        if types[column.key]
    )
    keys = {column.key for column in columns}
    labels = changes.rows.get(table.code)
    rows = tuple(
        replace(
            row,
            label=labels[row.code] if labels else row.label,
            na=tuple(key for key in row.na if key in keys),
        )
        for row in table.rows
        if labels is None or row.code in labels
    )
    numbers = {row.row for row in rows} | set(table.blanks)
    places = tuple(place for place in table.places if place.column in keys and place.row in numbers)
    return replace(table, columns=columns, rows=rows, places=places)
