"""A returned file on the desk: its grids by spot, and what became of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from wardapp.core.cell_names import cell_spot
from wardapp.core.forms import CellKey, FormValue
from wardapp.core.returns import (
    CellPlace,
    DoubtKind,
    Grid,
    GridCell,
    ReadValue,
    ReturnDoubt,
    ReturnedFile,
)
from wardapp.core.unit_books import KEY_MARK

Spot = tuple[int, int]
"""Row from 1 as its program shows it, column from 0."""


class Fate(Enum):
    """What became of a cell; every one that holds something has one in the end."""

    VALUE = "value"
    DOUBT = "doubt"
    HEAD = "head"
    LABEL = "label"
    NOTE = "note"
    KEY = "key"
    COMPUTED = "computed"


@dataclass(slots=True)
class Sheet:
    """One grid: its cells by spot, and their fates."""

    name: str
    cells: dict[Spot, GridCell]
    is_hidden: bool = False
    fates: dict[Spot, Fate] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the cells into rows once."""
        for row, column in sorted(self.cells):
            self.rows.setdefault(row, []).append(column)

    def row(self, row: int) -> Iterator[tuple[int, GridCell]]:
        """Yield columns and cells of a row in order, cells a merge covers left out."""
        for column in self.rows.get(row, ()):
            cell = self.cells[row, column]
            if not cell.is_repeat:
                yield column, cell

    def is_open(self, spot: Spot) -> bool:
        """Return True while nothing was said of a cell."""
        return spot not in self.fates

    def mark(self, spot: Spot, fate: Fate) -> None:
        """Say what became of a cell; the first word stands."""
        self.fates.setdefault(spot, fate)


def sheets_of(file: ReturnedFile) -> list[Sheet]:
    """Return the grids of a file, hidden ones last: what is shown counts before them."""
    sheets = [_sheet(grid) for grid in file.grids]
    return sorted(sheets, key=lambda sheet: sheet.is_hidden)


def _sheet(grid: Grid) -> Sheet:
    cells = {}
    for row in grid.rows:
        for cell in row:
            spot = cell_spot(cell.place)
            if spot is not None and cell.text.strip():
                cells[spot] = replace(cell, is_hidden=True) if grid.is_hidden else cell
    return Sheet(grid.name, cells, is_hidden=grid.is_hidden)


def hidden_key(text: str) -> tuple[str, str] | None:
    """Return (table, row or column) of a hidden key of our workbooks."""
    if not text.startswith(KEY_MARK):
        return None
    table, _, rest = text.removeprefix(KEY_MARK).partition(":")
    return (table, rest) if rest else None


@dataclass(slots=True)
class Findings:
    """Values and doubts gathered from one file, each with its place."""

    file: str
    values: list[ReadValue] = field(default_factory=list)
    doubts: list[ReturnDoubt] = field(default_factory=list)

    def place(self, sheet: Sheet | None, cell: GridCell | None) -> CellPlace:
        """Return where a cell stands; without one, the file as a whole."""
        return CellPlace(
            file=self.file,
            sheet="" if sheet is None else sheet.name,
            cell="" if cell is None else cell.place,
        )

    def take(self, place: CellPlace, key: CellKey, value: FormValue, raw: str) -> None:
        """Keep a value for a cell of the form."""
        self.values.append(ReadValue(key=key, value=value, raw=raw, place=place))

    def extend(self, key: CellKey, value: FormValue, raw: str) -> None:
        """Let a value that was taken go on with what stands below it."""
        for at, each in enumerate(self.values):
            if each.key == key:
                self.values[at] = replace(each, value=value, raw=f"{each.raw}\n{raw}")

    def doubt(
        self,
        kind: DoubtKind,
        sentence: str,
        place: CellPlace,
        raw: str = "",
        of: tuple[CellKey | None, FormValue] = (None, None),
        settled: str = "",
    ) -> None:
        """List something the clerk decides; `of` is the cell it may belong to and its value."""
        self.doubts.append(
            ReturnDoubt(
                id=f"d{len(self.doubts) + 1}",
                kind=kind,
                sentence=sentence,
                place=place,
                raw=raw,
                key=of[0],
                value=of[1],
                settled=settled,
            )
        )
