"""The room a paragraph has on the paper: the column of its section, a cell or a text box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wardapp.documents.checking.model import CheckedSection
from wardapp.documents.checking.reading_formats import Layers
from wardapp.documents.checking.reading_props import MM_PER_TWIP, W, child_value, twips_of
from wardapp.documents.checking.reading_shapes import Place
from wardapp.documents.checking.reading_styles import Style, StyleSheet

_CELL_SIDE = 108.0
_HANGS_BELOW = 15
_MOST_COLUMNS = 60
_MOST_DIGITS = 4
_BANDS = ("firstRow", "lastRow", "firstCol", "lastCol")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a paragraph stands; lengths in millimetres from the left edge of the paper."""

    left: float
    width: float
    section: int
    page: CheckedSection
    table: int = -1
    row: int = -1
    column: int = -1
    in_box: bool = False
    layers: Layers = ()
    depth: int = 0
    top: float = 0.0

    @property
    def place(self) -> Place:
        """Return what floats count from."""
        return Place(
            column_left=self.left,
            column_width=self.width,
            margin_left=self.page.left,
            margin_width=self.page.width - self.page.left - self.page.right,
            page_width=self.page.width,
        )


@dataclass(slots=True)
class Grid:
    """A table's geometry: left edge and width of its columns, margins of its cells."""

    left: float
    widths: list[float]
    side: tuple[float, float]
    ruled: bool
    chain: list[Style] = field(default_factory=list)
    looks: frozenset[str] = frozenset()

    @property
    def width(self) -> float:
        """Return the width of the table."""
        return sum(self.widths)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its room: left edge and width inside of its margins."""

    element: etree._Element
    column: int
    left: float
    width: float


def grid_of(table: etree._Element, room: Room, sheet: StyleSheet, mode: int) -> Grid:
    """Return the geometry of a table that stands in a room."""
    properties = table.find(f"{W}tblPr")
    chain = sheet.table_chain(child_value(properties, "tblStyle"))
    side = (_side("left", "start", properties, chain), _side("right", "end", properties, chain))
    widths = _widths(table)
    if not widths:
        count = max((len(cells_in(row)) for row in table.iterchildren(f"{W}tr")), default=1)
        widths = [room.width / max(count, 1)] * max(count, 1)
    width = sum(widths)
    indent = _indent(properties, chain)
    # Before Word 2013 the text, not the border, of the first cell stood at the margin.
    left = room.left + indent - (side[0] if mode < _HANGS_BELOW else 0.0)
    align = child_value(properties, "jc")
    if align == "center":
        left = room.left + (room.width - width) / 2
    elif align in {"right", "end"}:
        left = room.left + room.width - width
    return Grid(
        left=left,
        widths=widths,
        side=side,
        ruled=_is_ruled(table, properties, chain),
        chain=chain,
        looks=_looks(properties),
    )


def cells_in(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row, those inside content controls too."""
    cells = []
    for child in row:
        if child.tag == f"{W}tc":
            cells.append(child)
        elif child.tag in {f"{W}sdt", f"{W}customXml", f"{W}ins"}:
            cells += child.findall(f".//{W}tc")
    return cells


def cells_of(row: etree._Element, grid: Grid) -> Iterator[Cell]:
    """Yield the cells of a row with the room inside of each."""
    column = _span(row.find(f"{W}trPr"), "gridBefore")
    at = sum(grid.widths[:column])
    elements = cells_in(row)
    own = [_cell_width(cell) for cell in elements]
    use_own = all(width is not None for width in own) and not column
    for element, width in zip(elements, own, strict=True):
        properties = element.find(f"{W}tcPr")
        span = max(_span(properties, "gridSpan"), 1)
        by_grid = sum(grid.widths[column : column + span])
        wide = width if use_own and width is not None else by_grid
        left, right = (_cell_side(properties, i, grid) for i in (0, 1))
        yield Cell(element, column, grid.left + at + left, max(wide - left - right, 0.0))
        column += span
        at += wide


def layers_of(grid: Grid, row: int, rows: int, column: int, columns: int) -> Layers:
    """Return what the table's style says of a cell, the weakest first."""
    holds = {
        "firstRow": row == 0,
        "lastRow": row == rows - 1,
        "firstCol": column == 0,
        "lastCol": column == columns - 1,
    }
    layers = [(style.paragraph, style.run) for style in grid.chain]
    for band in ("wholeTable", *reversed(_BANDS)):
        if band in grid.looks or band == "wholeTable":
            conditions = [s.conditions[band] for s in grid.chain if band in s.conditions]
            layers += conditions if holds.get(band, True) else []
    return tuple(layer for layer in layers if layer[0] or layer[1])


def _looks(properties: etree._Element | None) -> frozenset[str]:
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return frozenset()
    names = {"firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100}
    text = look.get(f"{W}val", "0")
    try:
        bits = int(text, 16)
    except ValueError:
        bits = 0
    attributes = {"firstRow": "firstRow", "lastRow": "lastRow"}
    attributes |= {"firstCol": "firstColumn", "lastCol": "lastColumn"}
    return frozenset(
        name
        for name, bit in names.items()
        if look.get(f"{W}{attributes[name]}", "1" if bits & bit else "0") in {"1", "true", "on"}
    )


def _widths(table: etree._Element) -> list[float]:
    columns = table.findall(f"{W}tblGrid/{W}gridCol")[:_MOST_COLUMNS]
    widths = [twips_of(column.get(f"{W}w")) or 0.0 for column in columns]
    return [width * MM_PER_TWIP for width in widths] if any(widths) else []


def _cell_width(cell: etree._Element) -> float | None:
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type", "dxa") != "dxa":
        return None
    twips = twips_of(width.get(f"{W}w"))
    return twips * MM_PER_TWIP if twips else None


def _side(name: str, other: str, properties: etree._Element | None, chain: list[Style]) -> float:
    sources = [properties, *(style.table for style in reversed(chain))]
    for source in sources:
        margins = None if source is None else source.find(f"{W}tblCellMar")
        if margins is None:
            continue
        for key in (name, other):
            edge = margins.find(f"{W}{key}")
            twips = None if edge is None else twips_of(edge.get(f"{W}w"))
            if twips is not None:
                return twips * MM_PER_TWIP
    return _CELL_SIDE * MM_PER_TWIP


def _cell_side(properties: etree._Element | None, which: int, grid: Grid) -> float:
    margins = None if properties is None else properties.find(f"{W}tcMar")
    if margins is not None:
        for key in (("left", "start"), ("right", "end"))[which]:
            edge = margins.find(f"{W}{key}")
            twips = None if edge is None else twips_of(edge.get(f"{W}w"))
            if twips is not None:
                return twips * MM_PER_TWIP
    return grid.side[which]


def _indent(properties: etree._Element | None, chain: list[Style]) -> float:
    for source in (properties, *(style.table for style in reversed(chain))):
        indent = None if source is None else source.find(f"{W}tblInd")
        twips = None if indent is None else twips_of(indent.get(f"{W}w"))
        if twips is not None:
            return twips * MM_PER_TWIP
    return 0.0


def _is_ruled(table: etree._Element, properties: etree._Element | None, chain: list[Style]) -> bool:
    """Return whether lines between or around cells print."""
    for source in (properties, *(style.table for style in reversed(chain))):
        borders = None if source is None else source.find(f"{W}tblBorders")
        if borders is not None:
            shown = [edge for edge in borders if edge.get(f"{W}val", "nil") not in {"nil", "none"}]
            if shown:
                return True
            break
    first = next(table.iter(f"{W}tcBorders"), None)
    if first is None:
        return False
    shown = [edge for edge in first if edge.get(f"{W}val", "nil") not in {"nil", "none"}]
    return len(shown) > 1


def _span(properties: etree._Element | None, name: str) -> int:
    text = child_value(properties, name)
    known = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return min(int(text), _MOST_COLUMNS) if known else 0
