"""Writes the workbook of a unit: a sheet a table, only cells to fill unlocked, all checked.

Hidden keys beside each row and over each column, and a hidden sheet of identity, let whatever
comes back be read again. Same input, same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection

from wardapp.core.unit_books import UnitBook
from wardapp.documents.printout_page import plain
from wardapp.documents.printout_xlsx_mend import SharedStrings, mended
from wardapp.documents.unit_workbook_looks import Looks, put_text
from wardapp.documents.unit_workbook_rules import Choices
from wardapp.documents.unit_workbook_sheet import SheetWriter

IDENTITY_SHEET = "_wardapp"
"""Hidden sheet of facts, and of the words that lists offer."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_MOST_LETTERS = 31


def write_unit_workbook(book: UnitBook, *, created: date) -> bytes:
    """Return the workbook of a unit as .xlsx."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    properties = workbook.properties
    properties.creator = "WardApp"
    properties.title = plain(book.file_stem)
    properties.created = datetime(created.year, created.month, created.day, tzinfo=UTC)
    workbook.security = WorkbookProtection(lockStructure=True)
    looks = Looks()
    choices = Choices(IDENTITY_SHEET)
    names: set[str] = {IDENTITY_SHEET}
    for position, sheet in enumerate(book.sheets):
        worksheet = workbook.create_sheet(_sheet_name(sheet.title, names))
        writer = SheetWriter(worksheet, book, sheet, looks, choices)
        writer.write(is_first=position == 0, is_last=position == len(book.sheets) - 1)
    _write_identity(workbook, book, choices)
    out = io.BytesIO()
    workbook.save(out)
    return mended(out.getvalue(), created, SharedStrings(), {})


def _sheet_name(title: str, used: set[str]) -> str:
    short = " ".join(plain(title).split(":")[0].translate(_FORBIDDEN).split())[:_MOST_LETTERS]
    name, number = short or "Biểu", 2
    while name.casefold() in used:
        tail = f" ({number})"
        name, number = f"{short[: _MOST_LETTERS - len(tail)]}{tail}", number + 1
    used.add(name.casefold())
    return name


def _write_identity(workbook: Any, book: UnitBook, choices: Choices) -> None:
    sheet = workbook.create_sheet(IDENTITY_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    for row, (name, value) in enumerate(book.identity, start=1):
        put_text(sheet.cell(row, 1), name)
        put_text(sheet.cell(row, 2), value)
    choices.write(sheet)
