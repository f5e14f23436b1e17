"""Writes `form.toml` for what was read from an official file: tables, rows, columns, places."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wardapp.core.forms import CellType
from wardapp.core.official import FormHead, OfficialReading, OfficialTable

_WIDTHS = {CellType.TEXT: 40, CellType.LINK: 30}
_WIDTH = 20
_PAGE_MM = 265
_LEAD_MM = 75


def form_text(head: FormHead, reading: OfficialReading) -> str:
    """Return the text of `form.toml` of an official file, its cells bound to the form's."""
    lines = [
        f"# Mẫu lập từ tệp {reading.name}. Xem lại tên cột, kiểu và dòng trước khi dùng.",
        "",
        *(f"{key} = {_quoted(value)}" for key, value in _top(head, reading)),
        "landscape = true",
    ]
    for due in head.dues:
        lines += ["", "[[due]]", f"month = {due.month}", f"day = {due.day}"]
    for table in reading.tables:
        lines += _table(table)
    lines += ["", "[official]", f"file = {_quoted(reading.name)}", "", "[official.places]"]
    lines += [f"{_quoted(place)} = {_quoted(target)}" for place, target in bindings(reading)]
    return "\n".join(lines) + "\n"


def bindings(reading: OfficialReading) -> Iterator[tuple[str, str]]:
    """Yield each bound place of the file and the cell or fact of the form that goes there."""
    seen: set[str] = set()
    for fact in reading.facts:
        if fact.place not in seen:
            seen.add(fact.place)
            yield fact.place, fact.target
    for table in reading.tables:
        codes = {row.row: row.code for row in table.rows}
        codes |= {row: f"#{number}" for number, row in enumerate(table.blanks, start=1)}
        for place in table.places:
            if place.place not in seen:
                seen.add(place.place)
                yield place.place, f"{table.code}.{codes[place.row]}.{place.column}"


def _top(head: FormHead, reading: OfficialReading) -> tuple[tuple[str, str], ...]:
    return (
        ("id", head.id),
        ("version", head.version),
        ("label", head.label),
        ("title", head.title),
        ("source", head.source or f"Tệp mẫu chính thức {reading.name}."),
    )


def _table(table: OfficialTable) -> Iterator[str]:
    yield from ("", "[[tables]]", f"code = {_quoted(table.code)}")
    yield f"title = {_quoted(table.title)}"
    yield f"short_title = {_quoted(_short(table.title))}"
    yield f"kind = {_quoted('fixed' if table.rows else 'growing')}"
    if table.row_head:
        yield f"row_head = {_quoted(table.row_head)}"
    share = (_PAGE_MM - _LEAD_MM) / max(len(table.columns), 1)
    for column in table.columns:
        yield from ("", "[[tables.columns]]", f"key = {_quoted(column.key)}")
        yield f"label = {_quoted(column.label)}"
        yield f"type = {_quoted(column.type.value)}"
        if column.group:
            yield f"group = {_quoted(column.group)}"
        yield f"width_mm = {min(_WIDTHS.get(column.type, _WIDTH), int(share))}"
    for row in table.rows:
        yield from ("", "[[tables.rows]]", f"code = {_quoted(row.code)}")
        yield f"label = {_quoted(row.label)}"
        if row.unit:
            yield f"unit = {_quoted(row.unit)}"
        if row.number:
            yield f"number = {_quoted(row.number)}"
        if row.na:
            yield f"na = [{', '.join(map(_quoted, row.na))}]"


def _short(title: str) -> str:
    words = title.split()
    return " ".join(words[:5])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
