"""The body rows of a table as sheet XML: openpyxl gives the styles, the text is written here.

A cell object for each of 100,000 cells takes most of the time of a register; text takes a sixth.
Formulas carry their last value, so that a preview which does not calculate shows it too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from wardapp.core.printout import Align, CellValue, PrintCell, PrintColumn, PrintTable
from wardapp.documents.printout_page import PaperStyle, plain
from wardapp.documents.printout_setting import Breaker
from wardapp.documents.printout_setting import Look as FontLook
from wardapp.documents.printout_xlsx_mend import SharedStrings

FORMULA_STARTS = ("=", "+", "-", "@")
"""Text with such a first letter would become a formula when a clerk edits the cell."""

FONT = "Times New Roman"
GREY = "FF6B6B6B"
_RULE = Side(style="thin")
RULES = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
ROW_ROOM = 4
"""Points of air in a row beside its lines."""

_FORMATS = {"": "General", "0": "#,##0", "0,0": "#,##0.0", "%": '0.0"%"'}
_DATE_FORMAT = "dd/mm/yyyy"
_DAY_ZERO = date(1899, 12, 30)  # of Excel's day numbers
_MEAN = 0.43  # of a letter of running text, in sizes of the font
_WIDEST = 0.95
_KEPT = 0.96  # Excel draws a little wider than it measures
_CELL_MARGIN_MM = 2.0
POINTS_PER_MM = 72 / 25.4
MOST_POINTS = 409.0
"""Excel knows no higher row."""


@dataclass(frozen=True, slots=True)
class Look:
    """What makes two cells of a column look different."""

    bold: bool = False
    struck: bool = False
    muted: bool = False
    is_date: bool = False
    is_quoted: bool = False
    is_span: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """What the sheets of one workbook share: its strings, and widths of the font where known."""

    strings: SharedStrings
    breaker: Breaker | None = None


class BodyRows:
    """The rows of a table from row `first` on; a style is made once for each column and look."""

    def __init__(
        self, sheet: Any, table: PrintTable, style: PaperStyle, first: int, tools: Tools
    ) -> None:
        strings = tools.strings
        self._breaker = tools.breaker
        self._sheet = sheet
        self._table = table
        self._style = style
        self._strings = strings
        self.first = first
        self.last = first + len(table.rows) - 1
        self._data_last = self.last - (1 if table.total_row else 0)
        self._numbers = range(self.first, self.last + 1)
        self._letters = [get_column_letter(n) for n in range(1, len(table.columns) + 1)]
        self._least = round(table.min_row_mm * POINTS_PER_MM, 1)
        self._made: dict[tuple[int, Look], int] = {}
        self._rooms = [
            max(1.0, (column.width_mm - _CELL_MARGIN_MM) * POINTS_PER_MM * _KEPT / style.size)
            for column in table.columns
        ]

    def xml(self) -> str:
        """Return the rows as they stand in sheetData."""
        return "".join(
            self._row(row, number) for number, row in enumerate(self._table.rows, self.first)
        )

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Yield row, first and last column of each cell over several columns."""
        for number, row in enumerate(self._table.rows, self.first):
            column = 1
            for item in row:
                if item.span > 1:
                    yield number, column, column + item.span - 1
                column += item.span

    def _row(self, row: tuple[PrintCell, ...], number: int) -> str:
        height = self._line_count(row) * self._style.line + ROW_ROOM
        height = min(max(height, self._least), MOST_POINTS)
        cells: list[str] = []
        for item in row:
            cells.append(self._cell(item, len(cells), number))
            first_covered = len(cells)
            cells.extend(
                self._cell(PrintCell(), first_covered + covered, number)
                for covered in range(item.span - 1)
            )
        return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'

    def _cell(self, item: PrintCell, column: int, number: int) -> str:
        value = plain(item.value) if isinstance(item.value, str) else item.value
        opening = (
            f'<c r="{self._letters[column]}{number}" s="{self._style_id(item, value, column)}"'
        )
        if item.formula:
            formula = item.formula.format(
                row=number, first=self.first, last=self._data_last, rows=self._numbers
            )
            kind, kept = (' t="str"', "") if value is None else ("", f"{value}")
            return f"{opening}{kind}><f>{escape(formula)}</f><v>{kept}</v></c>"
        if value is None or value == "":
            return f"{opening}/>"
        if isinstance(value, str):
            return f'{opening} t="s"><v>{self._strings.place(value)}</v></c>'
        if isinstance(value, date):
            return f"{opening}><v>{(value - _DAY_ZERO).days}</v></c>"
        return f"{opening}><v>{value}</v></c>"

    def _style_id(self, item: PrintCell, value: CellValue, column: int) -> int:
        look = Look(
            bold=item.bold,
            struck=item.struck,
            muted=item.muted,
            is_date=isinstance(value, date),
            is_quoted=isinstance(value, str) and value.startswith(FORMULA_STARTS),
            is_span=item.span > 1,
        )
        made = self._made.get((column, look))
        if made is None:
            made = self._made[column, look] = self._make(self._table.columns[column], look)
        return made

    def _make(self, column: PrintColumn, look: Look) -> int:
        """Register the style with the workbook and return its number."""
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(
            name=FONT,
            size=self._style.size,
            bold=look.bold,
            italic=look.muted,
            strike=look.struck,
            color=GREY if look.muted else None,
        )
        align = Align.LEFT if look.is_span else column.align
        cell.alignment = Alignment(horizontal=align.value, vertical="top", wrap_text=True)
        cell.border = RULES
        cell.number_format = _DATE_FORMAT if look.is_date else _FORMATS[column.number_format]
        if look.is_quoted:
            cell.quotePrefix = True
        return int(cell.style_id)

    def _line_count(self, row: tuple[PrintCell, ...]) -> int:
        """Return how many lines the longest text of a row takes in its column."""
        most, column = 1, 0
        for item in row:
            if isinstance(item.value, str) and item.value:
                lines = self._lines_of(item, sum(self._rooms[column : column + item.span]))
                most = max(most, lines)
            column += item.span
        return most

    def _lines_of(self, item: PrintCell, room: float) -> int:
        """Return the lines of a text: by widths of the font, or by letters where there is none."""
        text = str(item.value)
        if len(text) <= room / _WIDEST and "\n" not in text:
            return 1
        if self._breaker is not None:
            return len(self._breaker.lines(text, room, FontLook(bold=item.bold)))
        letters = room / _MEAN
        return sum(math.ceil(len(line) / letters) or 1 for line in text.split("\n"))
