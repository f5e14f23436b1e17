"""Fills bound places of an official Word file: content controls by tag, cells by their position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.forms import FormValue
from wardapp.documents.official_forms.gate import DOCUMENT
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.filling import Filling, printable, run
from wardapp.documents.templates.spans import Node, Story, spliced

_PARTS = 3
_SWAP = str.maketrans(",.", ".,")
_DROPPED = frozenset({"w:rPrChange", "w:pPrChange", "w:ins", "w:del", "w:sectPr"})
Edit = tuple[int, int, bytes]


def words(value: FormValue) -> str:
    """Return a value as a paper writes it: 1.234,5; a blank stays blank."""
    if value is None or isinstance(value, str):
        return value or ""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)


def filled_docx(data: bytes, values: Mapping[str, FormValue]) -> tuple[bytes, tuple[str, ...]]:
    """Return the file with values at their places, and the places that took none."""
    template = TemplateFile(data)
    filling = Filling(template)
    keys = set(filling.keys)
    tagged = {place: words(value) for place, value in values.items() if place in keys}
    if tagged:
        data = filling.fill(tagged)
        template = TemplateFile(data)
    spots = {place: value for place, value in values.items() if place not in tagged}
    edits: list[Edit] = []
    refused: list[str] = []
    for place, value in spots.items():
        cell = cell_at(template.document, place)
        if cell is None:
            refused.append(place)
        else:
            edits.append(_edit(template.document, cell, words(value)))
    if edits:
        part = template.main or DOCUMENT
        data = template.replaced(part, spliced(template.document.data, edits))
    return data, tuple(refused)


def tables_of(story: Story) -> Iterator[Node]:
    """Yield the tables of the text in order; a table in a table is not counted."""
    for node in story.root.walk("w:tbl"):
        if node.name == "w:tbl":
            yield node


def rows_of(table: Node) -> list[list[Node]]:
    """Return the cells of a table row by row, as they are written."""
    return [
        [cell for cell in row.walk("w:tc", "w:tbl") if cell.name == "w:tc"]
        for row in table.walk("w:tr", "w:tbl")
        if row.name == "w:tr"
    ]


def cell_at(story: Story, place: str) -> Node | None:
    """Return the cell of `table:row:column`, each counted from 1; None where there is none."""
    parts = place.split(":")
    if len(parts) != _PARTS or not all(part.isdecimal() for part in parts):
        return None
    table, row, column = (int(part) - 1 for part in parts)
    tables = list(tables_of(story))
    rows = rows_of(tables[table]) if 0 <= table < len(tables) else []
    cells = rows[row] if 0 <= row < len(rows) else []
    return cells[column] if 0 <= column < len(cells) else None


def _edit(story: Story, cell: Node, text: str) -> Edit:
    """Return the edit that puts words into a cell in the look of what stood there first."""
    properties = cell.child("w:tcPr")
    start = cell.inner if properties is None else properties.end
    first = next((node for node in cell.walk("w:p") if node.name == "w:p"), None)
    place = first.child("w:pPr") if first is not None else None
    runs = first.walk("w:r") if first is not None else iter(())
    before = next((node for node in runs if node.name == "w:r"), None)
    look = before.child("w:rPr") if before is not None else None
    if look is None and place is not None:
        look = place.child("w:rPr")
    w = cell.prefix
    kept = b"" if place is None else story.without(place, _DROPPED)
    style = b"" if look is None else story.without(look, _DROPPED)
    made = [
        b"".join((f"<{w}p>".encode(), kept, run(style, line, w), f"</{w}p>".encode()))
        for line in printable(text).split("\n")
    ]
    return (start, cell.inner_end, b"".join(made))
