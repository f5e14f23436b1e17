"""What no table took: words around the tables are notes, figures and rows of others are doubts."""

from __future__ import annotations

import re

from wardapp.core.forms import FormSpec
from wardapp.core.returns import GridCell
from wardapp.reports.matching_sheet import Fate, Sheet, hidden_key
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_taking import Taking
from wardapp.reports.matching_values import is_blank_mark, is_figure
from wardapp.reports.matching_words import is_foot

_ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]?")


def leave_rest(taking: Taking, spec: FormSpec, sheets: list[Sheet], regions: list[Region]) -> None:
    """Give every cell nothing was said of its fate, so that none is dropped silently."""
    for sheet in sheets:
        spans = [(region.first, region.end) for region in regions if region.sheet is sheet]
        for row in list(sheet.rows):
            cells = [
                (column, cell) for column, cell in sheet.row(row) if sheet.is_open((row, column))
            ]
            if cells:
                inside = any(first <= row <= last for first, last in spans)
                _leave_row(taking, sheet, row, cells, is_table=inside or not spans)


def _leave_row(
    taking: Taking,
    sheet: Sheet,
    row: int,
    cells: list[tuple[int, GridCell]],
    *,
    is_table: bool,
) -> None:
    is_line = len(cells) == 1
    for column, cell in cells:
        spot = row, column
        is_note = _is_word(cell) and (is_line or not is_table or is_foot(cell.text))
        if hidden_key(cell.text):
            sheet.mark(spot, Fate.KEY)
        elif is_note or (is_blank_mark(cell) and not is_figure(cell)):
            sheet.mark(spot, Fate.NOTE)
        else:
            taking.unplaced(sheet, spot)


def _is_word(cell: GridCell) -> bool:
    if not is_figure(cell):
        return True
    return cell.number is None and _ORDINAL.fullmatch(cell.text) is not None
