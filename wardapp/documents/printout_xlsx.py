"""Writes tables on paper as Excel workbooks that calculate, print and stay harmless.

Each table has its sheet, figures and dates are real ones, text that begins like a formula stays
text, and a hidden sheet says which form, period and office the workbook is.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from wardapp.core.printout import Printout, PrintTable
from wardapp.documents.metrics import Metrics
from wardapp.documents.printout_page import fact_pairs, paper_of, plain
from wardapp.documents.printout_setting import Breaker
from wardapp.documents.printout_xlsx_mend import SharedStrings, Stretch, mended
from wardapp.documents.printout_xlsx_rows import Tools
from wardapp.documents.printout_xlsx_sheet import SheetWriter

IDENTITY_SHEET = "_wardapp"
"""Hidden sheet of facts that import reads again."""

COVER_SHEET = "Bìa"
_ONLY_SHEET = "Phiếu"
_MOST_LETTERS = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_TEXT_COLUMNS = (60.0, 197.0)


def write_xlsx(printout: Printout, *, created: date, resources: Path | None = None) -> bytes:
    """Return the printout as a workbook: a sheet a table, one for texts, cover and identity.

    With `resources` rows are as high as the widths of the bundled font say, else by letters.
    """
    book = _Book(printout, created, Breaker(Metrics(resources / "fonts")) if resources else None)
    if printout.cover:
        book.cover()
    for table in printout.tables:
        book.table(table)
    if printout.texts:
        book.texts()
    if not (printout.tables or printout.texts):
        book.heading_only()
    book.identity()
    return book.finished(created)


class _Book:
    """A workbook being written, sheet by sheet."""

    def __init__(self, printout: Printout, created: date, breaker: Breaker | None) -> None:
        self._printout = printout
        self._paper = paper_of(printout)
        self._names = _SheetNames()
        self._strings = SharedStrings()
        self._tools = Tools(self._strings, breaker)
        self._bodies: dict[int, Stretch] = {}
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "WardApp"
        self._book.properties.title = plain(printout.title.replace("\n", " "))
        self._book.properties.created = datetime(
            created.year, created.month, created.day, tzinfo=UTC
        )

    def _sheet(self, name: str) -> SheetWriter:
        sheet = self._book.create_sheet(name)
        return SheetWriter(sheet, self._paper, self._printout, self._tools)

    def table(self, table: PrintTable) -> None:
        """Write a table on its sheet; the first has the whole heading, the last signatures."""
        printout = self._printout
        sheet = self._sheet(self._names.name(table.title or printout.title))
        opening = _opening(printout, is_first=table is printout.tables[0])
        if table.title:
            opening.append(("table_title", table.title))
        if table.note:
            opening.append(("note", table.note))
        sheet.begin([column.width_mm for column in table.columns], opening, table)
        body = sheet.table(table)
        self._bodies[len(self._book.sheetnames)] = Stretch(body.first, body.last, body.xml())
        if table is printout.tables[-1] and not printout.texts:
            sheet.signatures(printout.signatures)

    def texts(self) -> None:
        """Write all texts on one sheet, signatures below."""
        printout = self._printout
        sheet = self._sheet(self._names.name(printout.texts[0].title))
        parts = list(_TEXT_COLUMNS)
        if len(printout.signatures) > len(parts):
            parts = [1.0] * len(printout.signatures)
        widths = [part * self._paper.text_width / sum(parts) for part in parts]
        sheet.begin(widths, _opening(printout, is_first=not printout.tables), None)
        for text in printout.texts:
            sheet.line("text_title", text.title)
            for line in text.lines:
                sheet.line("text", line)
        sheet.signatures(printout.signatures)

    def cover(self) -> None:
        """Write the cover of a register."""
        title = self._printout.title.split("\n")[0]
        lines = [
            ("cover_title" if line == title else "cover", line) for line in self._printout.cover
        ]
        self._sheet(COVER_SHEET).begin([self._paper.text_width], lines, None)

    def heading_only(self) -> None:
        """Write a printout that has neither tables nor texts."""
        sheet = self._sheet(_ONLY_SHEET)
        opening = _opening(self._printout, is_first=True)
        sheet.begin([self._paper.text_width / 2] * 2, opening, None)
        sheet.signatures(self._printout.signatures)

    def identity(self) -> None:
        """Write the hidden sheet that says what the workbook is."""
        if not self._printout.hidden_facts:
            return
        sheet = self._book.create_sheet(IDENTITY_SHEET)
        sheet.sheet_state = "veryHidden"
        for name, value in self._printout.hidden_facts:
            sheet.append([_as_text(sheet, name), _as_text(sheet, value)])

    def finished(self, created: date) -> bytes:
        """Return the bytes of the workbook."""
        out = io.BytesIO()
        self._book.save(out)
        return mended(out.getvalue(), created, self._strings, self._bodies)


def _as_text(sheet: Any, text: str) -> Cell:
    """Return a cell whose text is never taken for a formula or an error."""
    cell: Cell = WriteOnlyCell(sheet, plain(text))
    cell.data_type = "s"
    return cell


class _SheetNames:
    """Gives each sheet a name Excel accepts, no two alike."""

    def __init__(self) -> None:
        self._used: set[str] = {COVER_SHEET.lower(), IDENTITY_SHEET}

    def name(self, title: str) -> str:
        short = _FORBIDDEN.sub(" ", plain(title).split(":")[0].replace("\n", " ")).strip()
        short = short[:_MOST_LETTERS].strip() or "Bảng"
        name, position = short, 2
        while name.lower() in self._used:
            tail = f" ({position})"
            name, position = short[: _MOST_LETTERS - len(tail)] + tail, position + 1
        self._used.add(name.lower())
        return name


def _opening(printout: Printout, *, is_first: bool) -> list[tuple[str, str]]:
    """Return the heading lines of a sheet as (style, text); the first sheet has them all."""
    if not is_first:
        return []
    blocks = zip_longest(printout.top_left, printout.top_right, fillvalue=(False, ""))
    lines = [
        ("head_bold" if left[0] or right[0] else "head", f"{left[1]}\t{right[1]}")
        for left, right in blocks
    ]
    lines += [
        (style, text)
        for style, text in (
            ("label", printout.label),
            ("title", printout.title),
            ("subtitle", printout.subtitle),
            ("reference", printout.reference),
        )
        if text
    ]
    lines += [("fact", f"{first}\t{second}") for first, second in fact_pairs(printout)]
    return lines
