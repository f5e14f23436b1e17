"""A sheet of a workbook as bytes that know where each cell stands, for cutting and joining."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardapp.core.cell_names import cell_name, cell_spot
from wardapp.core.text import clean
from wardapp.documents.official_forms.gate import WORKBOOK
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package
from wardapp.documents.templates.spans import Node, Story, read_story

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384


def local(node: Node) -> str:
    """Return the name of an element without its namespace."""
    return node.name.rpartition("}")[2].rpartition(":")[2]


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by the key of its name, in the order of the workbook."""
    root, links = package.tree(WORKBOOK), package.tree("xl/_rels/workbook.xml.rels")
    if root is None or links is None:
        raise refusals.broken()
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.iter(RELATION)}
    found: dict[str, str] = {}
    for sheet in root.iter("{*}sheet"):
        target = next((targets[at] for key in _IDS if (at := sheet.get(key, "")) in targets), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in package.names:
            found.setdefault(sheet_key(sheet.get("name", "")), part)
    return found


def sheet_key(name: str) -> str:
    """Return a sheet's name as bindings compare it: NFC, single spaces, any case."""
    return " ".join(clean(name).split()).casefold()


@dataclass(slots=True)
class SheetRow:
    """A row that is written in the sheet, and its cells by column (from 0)."""

    node: Node
    number: int
    cells: dict[int, Node] = field(default_factory=dict)


class Sheet:
    """The cells of one sheet and the bytes they lie in."""

    def __init__(self, part: str, data: bytes) -> None:
        self.story: Story = read_story(part, data)
        self.data_node = self._child("sheetData")
        self.rows = {row.number: row for row in self._rows()}

    def _child(self, name: str) -> Node:
        found = next((node for node in self.story.root.children if local(node) == name), None)
        if found is None:
            raise refusals.broken()
        return found

    def _rows(self) -> Iterator[SheetRow]:
        number = 0
        for node in self.data_node.children:
            if local(node) != "row":
                continue
            said = node.attrs.get("r", "")
            number = int(said) if said.isdecimal() else number + 1
            row = SheetRow(node, number)
            column = -1
            for cell in node.children:
                if local(cell) == "c":
                    spot = cell_spot(cell.attrs.get("r", ""))
                    column = spot[1] if spot else column + 1
                    row.cells[column] = cell
            yield row

    def cell(self, row: int, column: int) -> Node | None:
        """Return a cell that is written in the sheet."""
        found = self.rows.get(row)
        return None if found is None else found.cells.get(column)

    def merged(self) -> dict[tuple[int, int], str]:
        """Return for each cell under a merged one the name of its first cell."""
        covered: dict[tuple[int, int], str] = {}
        for node in self.story.root.children:
            if local(node) == "mergeCells":
                for each in node.children:
                    covered |= _covered(each.attrs.get("ref", ""))
        return covered

    def styles_of_columns(self) -> dict[int, str]:
        """Return the style of whole columns, for cells that are not written yet."""
        found: dict[int, str] = {}
        for node in self.story.root.children:
            if local(node) != "cols":
                continue
            for each in node.children:
                style, first, last = (each.attrs.get(key, "") for key in ("style", "min", "max"))
                if style and first.isdecimal() and last.isdecimal():
                    end = min(int(last), MOST_COLUMNS)
                    found |= {at - 1: style for at in range(int(first), end + 1)}
        return found

    def formulas(self) -> Iterator[Node]:
        """Yield the cells that hold a formula."""
        for row in self.rows.values():
            for cell in row.cells.values():
                if any(local(child) == "f" for child in cell.children):
                    yield cell


def _covered(ref: str) -> dict[tuple[int, int], str]:
    first, _, last = ref.partition(":")
    top, end = cell_spot(first), cell_spot(last)
    if top is None or end is None or (end[0] - top[0]) * (end[1] - top[1]) > MOST_ROWS:
        return {}
    name = cell_name(*top)
    return {
        (row, column): name
        for row in range(top[0], end[0] + 1)
        for column in range(top[1], end[1] + 1)
        if (row, column) != top
    }


def split_place(place: str) -> tuple[str, tuple[int, int] | None]:
    """Return sheet and cell of `Biểu 1!D7`; no cell where the text is no place."""
    sheet, _, name = place.rpartition("!")
    spot = cell_spot(name.replace("$", "").upper())
    if spot is None or not 1 <= spot[0] <= MOST_ROWS or spot[1] >= MOST_COLUMNS:
        return sheet, None
    return sheet, spot
