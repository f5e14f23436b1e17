"""The tables of an official file as texts at places: sheets of a workbook or Word tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardapp.core.cell_names import cell_name, cell_spot
from wardapp.core.text import one_line
from wardapp.documents.official_forms.docx_fill import rows_of, tables_of
from wardapp.documents.returned.door import returned_file
from wardapp.documents.templates.spans import Node, Story

MOST_SPANNED = 64


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of an official file; `place` is how a binding names it."""

    text: str
    place: str
    is_repeat: bool = False
    is_formula: bool = False
    is_number: bool = False


@dataclass(slots=True)
class Board:
    """A sheet or a Word table: spots by row and column, both counted from 1 and 0."""

    name: str
    rows: dict[int, dict[int, Spot]] = field(default_factory=dict)
    is_word: bool = False

    def put(self, row: int, column: int, spot: Spot) -> None:
        """Keep a spot."""
        self.rows.setdefault(row, {})[column] = spot

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell, "" for nothing; covered cells say what covers them."""
        spot = self.rows.get(row, {}).get(column)
        return "" if spot is None else spot.text

    def place(self, row: int, column: int) -> str:
        """Return how a binding names a cell; in Word "" where the row has no such cell."""
        spot = self.rows.get(row, {}).get(column)
        if self.is_word:
            return "" if spot is None else spot.place
        return f"{self.name}!{cell_name(row, column)}"


def sheet_boards(name: str, data: bytes) -> list[Board]:
    """Return the visible sheets of a workbook."""
    boards = []
    for grid in returned_file(name, data).grids:
        if grid.is_hidden:
            continue
        board = Board(grid.name)
        for row in grid.rows:
            for cell in row:
                at = cell_spot(cell.place)
                if at is not None:
                    board.put(*at, _spot(cell.text, board.place(*at), cell))
        boards.append(board)
    return boards


def _spot(text: str, place: str, cell: object) -> Spot:
    return Spot(
        text=one_line(text),
        place=place,
        is_repeat=bool(getattr(cell, "is_repeat", False)),
        is_formula=bool(getattr(cell, "is_formula", False)),
        is_number=getattr(cell, "number", None) is not None,
    )


def word_boards(story: Story) -> list[Board]:
    """Return the tables of a Word file, cells under a merged one as repeats."""
    boards = []
    for number, table in enumerate(tables_of(story), start=1):
        board = Board(str(number), is_word=True)
        above: dict[int, str] = {}
        for row, cells in enumerate(rows_of(table), start=1):
            column = 0
            for at, cell in enumerate(cells, start=1):
                width = _width(cell)
                text, under = _words(cell), _is_under(cell)
                if under:
                    text = above.get(column, "")
                for each in range(column, column + width):
                    is_repeat = under or each > column
                    board.put(row, each, Spot(text, f"{number}:{row}:{at}", is_repeat))
                    above[each] = text
                column += width
        boards.append(board)
    return boards


def _width(cell: Node) -> int:
    properties = cell.child("w:tcPr")
    said = "" if properties is None else properties.value("w:gridSpan")
    return min(int(said), MOST_SPANNED) if said.isdecimal() and int(said) else 1


def _is_under(cell: Node) -> bool:
    properties = cell.child("w:tcPr")
    merge = None if properties is None else properties.child("w:vMerge")
    return merge is not None and merge.attrs.get("w:val", "continue") != "restart"


def _words(cell: Node) -> str:
    lines: Iterator[str] = (
        "".join(node.text for node in paragraph.walk("w:del") if node.name == "w:t")
        for paragraph in cell.walk("w:p", "w:tbl")
        if paragraph.name == "w:p"
    )
    return one_line(" ".join(line for line in lines if line))
