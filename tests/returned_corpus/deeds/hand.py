"""The workbook in the hand of a unit, and what every deed to it needs."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.returned_corpus.sheets import MARK, Spot, Told

Deed = Callable[["Hand"], None]
DEEDS: dict[str, Deed] = {}


@dataclass
class Hand:
    """The workbook in the unit's hand."""

    book: Workbook
    spots: list[Spot]
    told: Told
    dice: random.Random
    marked: list[Spot] = field(default_factory=list)  # cells that must be doubted, wherever they go

    def filled(self, kind: str = "") -> list[Spot]:
        """Return the cells that hold an answer, of one kind."""
        return [
            each
            for each in self.spots
            if each.place in self.told.values and kind in {"", each.kind}
        ]

    def some(self, kind: str, share: float = 0.3) -> list[Spot]:
        """Return some of them, at least one when there is any."""
        found = self.filled(kind)
        count = max(1, int(len(found) * share)) if found else 0
        return self.dice.sample(found, count)

    def cell(self, spot: Spot):
        """Return the cell of a spot."""
        return self.book[spot.sheet].cell(spot.row, spot.column)

    def tables(self) -> list[Worksheet]:
        """Return the sheets that carry tables of the form."""
        mine = {spot.sheet for spot in self.spots}
        return [each for each in self.book.worksheets if each.title in mine]

    def sheet(self) -> Worksheet:
        """Return one of them."""
        return self.dice.choice(self.tables())


def deed(run: Deed) -> Deed:
    """Count a function among the damages."""
    DEEDS[run.__name__] = run
    return run


def unlocked(sheet: Worksheet) -> None:
    sheet.protection.sheet = False


def shift_rows(hand: Hand, sheet: Worksheet, at: int, count: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(at, count)
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.row >= at:
            spot.row += count


def shift_columns(hand: Hand, sheet: Worksheet, at: int, count: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_cols(at, count)
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.column >= at:
            spot.column += count


def is_machinery(hand: Hand, sheet: Worksheet, cell: Cell) -> bool:
    """Say whether a cell holds a hidden key or a formula of the form, which a copy leaves out."""
    if not isinstance(cell.value, str) or not cell.value.startswith((MARK, "=")):
        return False
    return (sheet.title, cell.row, cell.column) not in {
        (spot.sheet, spot.row, spot.column) for spot in hand.spots
    }


def body(hand: Hand, sheet: Worksheet) -> list[int]:
    return sorted({spot.row for spot in hand.spots if spot.sheet == sheet.title})


def texts(hand: Hand) -> list[object]:
    inside = {(s.sheet, s.row, s.column) for s in hand.spots}
    return [
        cell
        for sheet in hand.tables()
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str)
        and not cell.value.startswith((MARK, "="))
        and (sheet.title, cell.row, cell.column) not in inside
    ]
