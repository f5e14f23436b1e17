"""Writes tables on paper as Excel workbooks that calculate, print and stay harmless.

Each table has its sheet, figures and dates are real ones, text that begins like a formula stays
text, and a hidden sheet says which form, period and office the workbook is.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

from openpyxl import Workbook

from wardapp.core.printout import Printout, PrintTable, PrintText
from wardapp.documents.printout_page import Paper, fact_pairs, paper_of, plain
from wardapp.documents.printout_xlsx_mend import mended
from wardapp.documents.printout_xlsx_sheet import SheetWriter

IDENTITY_SHEET = "_wardapp"
"""Hidden sheet of facts that import reads again."""

COVER_SHEET = "Bìa"
_MOST_LETTERS = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_TEXT_COLUMNS = (60.0, 197.0)


def write_xlsx(printout: Printout, *, created: date) -> bytes:
    """Return the printout as a workbook: a sheet a table, one for texts, cover and identity."""
    book = Workbook(write_only=True)
    book.properties.creator = "WardApp"
    book.properties.title = plain(printout.title.replace("\n", " "))
    book.properties.created = datetime(created.year, created.month, created.day, tzinfo=UTC)
    paper = paper_of(printout)
    names = _SheetNames()
    if printout.cover:
        _write_cover(book, printout, paper)
    for table in printout.tables:
        _write_table(book, printout, paper, table, names)
    if printout.texts:
        _write_texts(book, printout, paper, names)
    if not (printout.tables or printout.texts):
        _write_facts_only(book, printout, paper)
    _write_identity(book, printout)
    out = io.BytesIO()
    book.save(out)
    return mended(out.getvalue(), created)


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
    blocks = zip(printout.top_left, printout.top_right, strict=False)
    lines = [
        ("head_bold" if left[0] else "head", f"{left[1]}\t{right[1]}") for left, right in blocks
    ]
    lines += [
        (style, text)
        for style, text in (
            ("label", printout.label),
            ("title", printout.title),
            ("reference", printout.reference),
            ("subtitle", printout.subtitle),
        )
        if text
    ]
    lines += [("fact", f"{first}\t{second}") for first, second in fact_pairs(printout)]
    return lines


def _write_table(
    book: Workbook, printout: Printout, paper: Paper, table: PrintTable, names: _SheetNames
) -> None:
    is_first = table is printout.tables[0]
    title = table.title or printout.title
    sheet = SheetWriter(book.create_sheet(names.name(title)), paper, printout)
    opening = _opening(printout, is_first=is_first)
    if table.title:
        opening.append(("table_title", table.title))
    if table.note:
        opening.append(("note", table.note))
    sheet.begin([column.width_mm for column in table.columns], opening, table)
    sheet.table(table)
    if table is printout.tables[-1] and not printout.texts:
        sheet.signatures(printout.signatures)


def _write_texts(book: Workbook, printout: Printout, paper: Paper, names: _SheetNames) -> None:
    sheet = SheetWriter(book.create_sheet(names.name(printout.texts[0].title)), paper, printout)
    sheet.begin(list(_TEXT_COLUMNS), _opening(printout, is_first=not printout.tables), None)
    for text in printout.texts:
        sheet.line("text_title", text.title)
        _write_lines(sheet, text)
    sheet.signatures(printout.signatures)


def _write_lines(sheet: SheetWriter, text: PrintText) -> None:
    for line in text.lines:
        sheet.line("text", line)


def _write_cover(book: Workbook, printout: Printout, paper: Paper) -> None:
    sheet = SheetWriter(book.create_sheet(COVER_SHEET), paper, printout)
    title = printout.title.split("\n")[0]
    lines = [("cover_title" if line == title else "cover", line) for line in printout.cover]
    sheet.begin([paper.text_width], lines, None)


def _write_facts_only(book: Workbook, printout: Printout, paper: Paper) -> None:
    sheet = SheetWriter(book.create_sheet("Phiếu"), paper, printout)
    sheet.begin([paper.text_width / 2] * 2, _opening(printout, is_first=True), None)
    sheet.signatures(printout.signatures)


def _write_identity(book: Workbook, printout: Printout) -> None:
    if not printout.hidden_facts:
        return
    sheet = book.create_sheet(IDENTITY_SHEET)
    sheet.sheet_state = "veryHidden"
    for name, value in printout.hidden_facts:
        sheet.append([plain(name), plain(value)])
