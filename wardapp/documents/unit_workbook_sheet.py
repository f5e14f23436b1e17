"""One sheet of a unit's workbook: heading, heads, rows to fill, sums, signatures, print set-up."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from wardapp.core.forms import CellType
from wardapp.core.printout import Align
from wardapp.core.unit_books import KEY_MARK, UnitBook, UnitCell, UnitRow, UnitSheet
from wardapp.documents.printout_page import plain
from wardapp.documents.unit_workbook_looks import BODY, SMALL, TITLE, Looks, font, put_text
from wardapp.documents.unit_workbook_rules import Choices, validation

_UNITS_PER_MM = 0.54
_LETTERS_PER_MM = 0.55  # of text in the body's size
_LINE = 16.0
_AIR = 5.0
_ANSWER_LINES = 7
_GROWN_LINES = 2
_MOST_POINTS = 409.0
_CODE_MM, _UNIT_MM = 12.0, 19.0
_SIZES = {"A4": 9, "A3": 8}
_INCH = 25.4
_MARGIN_MM = {"left": 20, "right": 15, "top": 20, "bottom": 15, "header": 8, "footer": 8}
_KEY, _FIRST = 1, 2


class SheetWriter:
    """Writes one table of a unit's workbook, from top to bottom."""

    def __init__(
        self, sheet: Any, book: UnitBook, table: UnitSheet, looks: Looks, choices: Choices
    ) -> None:
        """Set the widths; column A holds the hidden keys."""
        self._sheet, self._book, self._table = sheet, book, table
        self._looks, self._choices = looks, choices
        self._widths = [_CODE_MM]
        self._widths += [table.row_width_mm] if table.has_labels else []
        self._widths += [_UNIT_MM] if table.has_units else []
        self._lead = len(self._widths)
        self._widths += [column.width_mm for column in table.columns]
        self._last = len(self._widths) + _KEY
        self._row = 0
        sheet.column_dimensions["A"].width = 4
        sheet.column_dimensions["A"].hidden = True
        for column, width in enumerate(self._widths, start=_FIRST):
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = round(width * _UNITS_PER_MM, 1)

    def write(self, *, is_first: bool, is_last: bool) -> None:
        """Write the sheet; the first has the whole heading, the last the signatures."""
        self._opening(is_first=is_first)
        first = self._heads()
        rows = {row.code: first + place for place, row in enumerate(self._table.rows)}
        for row in self._table.rows:
            self._body_row(row, rows, first)
        last = self._row
        if self._table.has_total:
            self._total(first, last)
        self._validate(first)
        if is_last:
            self._signatures()
        self._page()
        self._protect()

    def _opening(self, *, is_first: bool) -> None:
        book = self._book
        if is_first:
            for text, size, bold, italic in (
                (book.label, TITLE, True, False),
                (book.title, TITLE, True, False),
                (book.subtitle, BODY, False, True),
                (book.reference, BODY, False, True),
            ):
                if text:
                    self._line(text, "center", size, bold=bold, italic=italic)
            for key, label, value in book.facts:
                self._fact(key, label, value)
            for hint in book.hints:
                self._line(hint, "left", SMALL, italic=True)
        self._line(self._table.title, "left", BODY + 1, bold=True)
        if self._table.note and not is_first:
            self._line(self._table.note, "left", SMALL, italic=True)

    def _line(
        self, text: str, align: str, size: float, *, bold: bool = False, italic: bool = False
    ) -> None:
        self._row += 1
        cell = self._sheet.cell(self._row, _FIRST)
        self._looks.line(cell, text, align, font(size, bold=bold, italic=italic))
        self._merge(_FIRST, self._last)
        room = sum(self._widths) * _LETTERS_PER_MM * BODY / size
        lines = sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
        self._height(lines * (_LINE if size <= BODY else _LINE + 4))

    def _fact(self, key: str, label: str, value: str) -> None:
        """Write a fact of the heading; what the unit writes itself is open."""
        self._row += 1
        split = _FIRST + max(1, self._lead - 1)
        self._looks.line(self._sheet.cell(self._row, _FIRST), f"{label}:", "left", font(BODY))
        self._merge(_FIRST, split - 1)
        cell = self._sheet.cell(self._row, split)
        if key and not value:
            for column in range(split, self._last + 1):
                self._looks.blank(self._sheet.cell(self._row, column))
        else:
            self._looks.line(cell, value, "left", font(BODY, bold=True))
        self._merge(split, self._last)
        self._height(_LINE + 2)

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self._sheet.merge_cells(
                start_row=self._row, end_row=self._row, start_column=first, end_column=last
            )

    def _height(self, points: float) -> None:
        height = min(points + _AIR, _MOST_POINTS)
        self._sheet.row_dimensions[self._row].height = round(height, 1)

    def _heads(self) -> int:
        """Write the hidden keys and the heads; return the first row of the body."""
        table = self._table
        self._row += 1
        for column, each in enumerate(table.columns, start=_FIRST + self._lead):
            put_text(self._sheet.cell(self._row, column), f"{KEY_MARK}{table.code}:{each.key}")
        self._sheet.row_dimensions[self._row].hidden = True
        top = self._row + 1
        is_grouped = any(column.group for column in table.columns)
        if is_grouped:
            self._group_heads()
        self._row += 1
        leads = ["STT"]
        leads += [table.row_head] if table.has_labels else []
        leads += ["ĐVT"] if table.has_units else []
        heads = leads + [
            f"{each.head} ({each.unit})" if each.unit else each.head for each in table.columns
        ]
        for column, text in enumerate(heads, start=_FIRST):
            self._looks.head(self._sheet.cell(self._row, column), text)
        if is_grouped:
            self._join_heads(heads)
        self._height(max(map(self._lines, heads, self._widths)) * _LINE)
        if table.has_index:
            self._row += 1
            for number, column in enumerate(range(_FIRST, self._last + 1), start=1):
                self._looks.head(self._sheet.cell(self._row, column), f"({number})")
        self._sheet.print_title_rows = f"{top}:{self._row}"
        self._sheet.freeze_panes = self._sheet.cell(self._row + 1, _FIRST + min(self._lead, 2))
        return self._row + 1

    def _group_heads(self) -> None:
        """Write the heads over neighbouring columns that name one group."""
        self._row += 1
        groups = [""] * self._lead + [column.group for column in self._table.columns]
        start = 0
        for column, group in enumerate(groups):
            self._looks.head(self._sheet.cell(self._row, _FIRST + column), "")
            is_end = column + 1 == len(groups) or groups[column + 1] != group
            if is_end:
                self._looks.head(self._sheet.cell(self._row, _FIRST + start), group)
                if group:
                    self._merge(_FIRST + start, _FIRST + column)
                start = column + 1
        self._height(_LINE)

    def _join_heads(self, heads: list[str]) -> None:
        """Let heads without a group stand over both rows of the head."""
        groups = [""] * self._lead + [column.group for column in self._table.columns]
        for column, (group, text) in enumerate(zip(groups, heads, strict=True), start=_FIRST):
            if not group:
                self._looks.head(self._sheet.cell(self._row - 1, column), text)
                self._sheet.merge_cells(
                    start_row=self._row - 1,
                    end_row=self._row,
                    start_column=column,
                    end_column=column,
                )

    def _lines(self, text: str, width: float) -> int:
        room = max(1.0, width * _LETTERS_PER_MM - 1)
        return sum(max(1, math.ceil(len(line) / room)) for line in plain(text).split("\n"))

    def _body_row(self, row: UnitRow, rows: dict[str, int], first: int) -> None:
        self._row += 1
        table, sheet, looks = self._table, self._sheet, self._looks
        put_text(sheet.cell(self._row, _KEY), f"{KEY_MARK}{table.code}:{row.code}")
        looks.label(sheet.cell(self._row, _FIRST), row.number, "center")
        column = _FIRST + 1
        if table.has_labels:
            looks.label(sheet.cell(self._row, column), row.label, indent=row.indent)
            column += 1
        if table.has_units:
            looks.label(sheet.cell(self._row, column), row.unit)
            column += 1
        for place, cell in enumerate(row.cells):
            self._body_cell(cell, column + place, place, (rows, first))
        lines = self._lines(row.label, table.row_width_mm) if table.has_labels else 1
        if table.is_texts:
            lines = max(lines, _ANSWER_LINES)
        elif table.is_growing:
            lines = _GROWN_LINES
        self._height(max(lines, self._lines(row.unit, _UNIT_MM)) * _LINE)

    def _body_cell(
        self, item: UnitCell, column: int, place: int, rows: tuple[dict[str, int], int]
    ) -> None:
        spec = self._table.columns[place]
        cell = self._sheet.cell(self._row, column)
        if item.formula:
            at, first = rows
            last = first + len(self._table.rows) - 1
            formula = item.formula.format(row=self._row, first=first, last=last, at=at)
            self._looks.formula(cell, formula, spec.type, spec.align)
        elif item.is_input:
            self._looks.value(cell, item.value, spec.type, spec.align)
        else:
            self._looks.locked(cell, item.value, CellType.TEXT, Align.CENTER)

    def _total(self, first: int, last: int) -> None:
        self._row += 1
        sheet, looks = self._sheet, self._looks
        for column in range(_FIRST, _FIRST + self._lead):
            looks.head(sheet.cell(self._row, column), "")
        looks.head(sheet.cell(self._row, _FIRST), "Tổng cộng")
        self._merge(_FIRST, _FIRST + self._lead - 1)
        for place, spec in enumerate(self._table.columns):
            formula = spec.formula.format(row=self._row, first=first, last=last, at={})
            cell = sheet.cell(self._row, _FIRST + self._lead + place)
            looks.formula(cell, formula, spec.type, spec.align)
        self._height(_LINE)

    def _validate(self, first: int) -> None:
        """Set Excel's checks over the cells to fill, one rule a column."""
        for place, column in enumerate(self._table.columns):
            letter = get_column_letter(_FIRST + self._lead + place)
            spans = [
                f"{letter}{first + at}"
                for at, row in enumerate(self._table.rows)
                if row.cells[place].is_input
            ]
            if not spans:
                continue
            rule = validation(column, self._choices)
            for span in _joined(letter, spans):
                rule.add(span)
            self._sheet.add_data_validation(rule)

    def _signatures(self) -> None:
        self._row += 1
        titles = self._book.signatures[-2:]
        middle = max(_FIRST, (_FIRST + self._last) // 2)
        for text, look in (
            (titles, font(BODY, bold=True)),
            (("(Ký, ghi rõ họ tên)",) * len(titles), font(SMALL, italic=True)),
        ):
            self._row += 1
            halves = text if len(text) > 1 else ("", *text)
            starts = ((_FIRST, middle), (middle + 1, self._last))
            for (start, end), words in zip(starts, halves, strict=True):
                self._looks.line(self._sheet.cell(self._row, start), words, "center", look)
                self._merge(start, end)
            self._height(_LINE)

    def _page(self) -> None:
        sheet, book = self._sheet, self._book
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape" if book.landscape else "portrait"
        sheet.page_setup.paperSize = _SIZES.get(book.paper, _SIZES["A4"])
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.print_options.horizontalCentered = True
        for side, room in _MARGIN_MM.items():
            setattr(sheet.page_margins, side, room / _INCH)
        sheet.oddFooter.left.text = plain(book.footer).replace("&", "&&")
        sheet.oddFooter.right.text = "&P/&N"
        sheet.sheet_view.zoomScale = 100
        sheet.sheet_view.showGridLines = False

    def _protect(self) -> None:
        """Lock what the unit does not fill; without a password, it only keeps from slips."""
        protection = self._sheet.protection
        protection.sheet = True
        protection.formatColumns = False
        protection.formatRows = False
        protection.selectLockedCells = False


def _joined(letter: str, spans: list[str]) -> list[str]:
    """Return cells of one column as spans: D5, D6, D7 = D5:D7."""
    rows = [int(span.removeprefix(letter)) for span in spans]
    joined: list[list[int]] = []
    for row in rows:
        if joined and joined[-1][1] == row - 1:
            joined[-1][1] = row
        else:
            joined.append([row, row])
    return [f"{letter}{first}:{letter}{last}" for first, last in joined]
