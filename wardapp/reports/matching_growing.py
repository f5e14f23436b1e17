"""Takes the rows of a growing table: each typed row gets a code of its own."""

from __future__ import annotations

from wardapp.core.forms import CellKey
from wardapp.core.returns import GridCell
from wardapp.reports.matching_heads import LEADS
from wardapp.reports.matching_sheet import Fate, hidden_key
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_taking import Taking
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import is_foot, says_nothing


def take_growing(taking: Taking, region: Region, rows: list[int]) -> None:
    """Take the rows of a growing table; each gets a code of its own."""
    sheet, table = region.sheet, region.table
    last = region.last
    for row in rows:
        cells = [
            (column, cell) for column, cell in region.cells(row) if hidden_key(cell.text) is None
        ]
        if cells and all(is_foot(cell.text) or not cell.text for _column, cell in cells):
            break
        last = row
        _mark_keys(region, row)
        data = [
            (column, cell)
            for column, cell in cells
            if (region.columns.get(column) or region.guessed.get(column, "_code")) not in LEADS
        ]
        if not data or (len(data) == 1 and says_nothing(data[0][1].text)):
            for column, _cell in cells:
                sheet.mark((row, column), Fate.NOTE)
            continue
        code = f"{table.code}{taking.grown.get(table.code, 0) + 1}"
        if _take_grown(taking, region, row, code):
            taking.grown[table.code] = taking.grown.get(table.code, 0) + 1
    region.end = last


def _take_grown(taking: Taking, region: Region, row: int, code: str) -> bool:
    """Take one row of a growing table; return True when it holds a value or a doubt."""
    sheet = region.sheet
    holds = False
    for column, cell in region.cells(row):
        spot = row, column
        name = region.columns.get(column) or region.guessed.get(column, "")
        if hidden_key(cell.text) or name in LEADS:
            sheet.mark(spot, Fate.LABEL)
        elif name:
            fate = _take_cell(
                taking, region, cell, CellKey(table=region.table.code, row=code, column=name)
            )
            holds = holds or fate in {Fate.VALUE, Fate.DOUBT}
            sheet.mark(spot, fate)
        elif column < min(region.columns) and is_figure(cell):
            sheet.mark(spot, Fate.LABEL)  # its number
        else:
            taking.unplaced(sheet, spot)
    return holds


def _take_cell(taking: Taking, region: Region, cell: GridCell, key: CellKey) -> Fate:
    """Take a cell of a growing row; return what became of it."""
    column = region.table.column(key.column)
    if column.formula:
        taking.state(region.sheet, cell, key, column)
        return Fate.COMPUTED
    if region.covers_more(cell.place):
        return taking.claimed_by_two(region.sheet, cell, key, column)
    return taking.take(region.sheet, cell, key, column)


def _mark_keys(region: Region, row: int) -> None:
    for column, cell in region.cells(row):
        if hidden_key(cell.text):
            region.sheet.mark((row, column), Fate.KEY)
