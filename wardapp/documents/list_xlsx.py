"""Writes a list of any length as a workbook, row by row, as the clerk sees it on the screen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from wardapp.documents.printout_page import plain

DAY_FORMAT = "DD/MM/YYYY"
_FIRST_ROW = 4
_MOST_LETTERS = 31
_A4 = 9


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: head and width in letters."""

    head: str
    width: float


ListValue = str | int | date | None


class ListBook:
    """A workbook of one sheet: title, what is shown, heads that stay in view, rows, a filter."""

    def __init__(
        self, title: str, fact: str, columns: Sequence[ListColumn], *, created: date
    ) -> None:
        self._columns = tuple(columns)
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "WardApp"
        self._book.properties.title = plain(title)
        self._book.properties.created = datetime(
            created.year, created.month, created.day, tzinfo=UTC
        )
        self._sheet = self._book.create_sheet(plain(title)[:_MOST_LETTERS])
        self._rows = 0
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._begin(title, fact)

    def _begin(self, title: str, fact: str) -> None:
        sheet = self._sheet
        for number, column in enumerate(self._columns):
            sheet.column_dimensions[_letter(number)].width = column.width
        sheet.freeze_panes = f"A{_FIRST_ROW}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{_FIRST_ROW - 1}:{_FIRST_ROW - 1}"
        sheet.append([self._text(title, Font(name="Times New Roman", size=14, bold=True))])
        sheet.append([self._text(fact, Font(name="Times New Roman", size=11, italic=True))])
        heads = Font(name="Times New Roman", size=11, bold=True)
        sheet.append([self._text(column.head, heads, wrapped=True) for column in self._columns])

    def add(self, values: Sequence[ListValue]) -> None:
        """Append a row; text that begins like a formula stays text."""
        self._sheet.append([self._cell(value) for value in values])
        self._rows += 1

    def finished(self) -> bytes:
        """Return the workbook; nothing can be added afterwards."""
        last = _letter(len(self._columns) - 1)
        self._sheet.auto_filter.ref = f"A{_FIRST_ROW - 1}:{last}{_FIRST_ROW - 1 + self._rows}"
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()

    def _cell(self, value: ListValue) -> Any:
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, date):
            cell = WriteOnlyCell(self._sheet, datetime(value.year, value.month, value.day))  # noqa: DTZ001
            cell.number_format = DAY_FORMAT
            return cell
        text = plain(value)
        if not text.startswith("="):
            return text
        return self._text(text, None)

    def _text(self, text: str, font: Font | None, *, wrapped: bool = False) -> Any:
        cell = WriteOnlyCell(self._sheet, plain(text))
        cell.data_type = "s"  # else openpyxl takes what begins with = for a formula
        if font is not None:
            cell.font = font
        if wrapped:
            cell.alignment = self._wrapped
        return cell


def _letter(number: int) -> str:
    return chr(ord("A") + number)
