"""Reads the sheets of a workbook: shown values, fonts of cells and runs, merged cells repeated.

Formulas give the value that Excel kept, or their own text; nothing is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from wardapp.documents.old_books.raw import (
    EMPTY,
    LONGEST_CELL,
    MOST_COLUMNS,
    RawCell,
    RawSheet,
)
from wardapp.documents.old_books.serials import day_of_serial
from wardapp.documents.old_books.xlsx_parts import book_of, counts_from_1904, pieces_of, sheet_parts
from wardapp.documents.old_books.xlsx_styles import Styles, read_styles
from wardapp.documents.old_books.zipped import BookPackage, elements
from wardapp.documents.reader import refusals

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_MERGES = 20_000
_LETTERS = 26
_ROWS_OF_MERGE = 2_000
_MOST_REPEATS = 1_000_000
"""Cells that merged areas may fill in all: areas made to lie over each other would never end."""
_MOST_DIGITS = 9


def read_xlsx(data: bytes) -> list[RawSheet]:
    """Return the sheets of a workbook in their order."""
    package = BookPackage(data)
    book = book_of(package)
    reader = _SheetReader(package, book)
    sheets = []
    for part in sheet_parts(package, book):
        sheet = RawSheet(part.name, is_hidden=part.is_hidden)
        reader.read_into(sheet, package.read(part.path))
        sheets.append(sheet)
    return sheets


class _SheetReader:
    """Reads rows with the strings and formats of their workbook."""

    def __init__(self, package: BookPackage, book: etree._Element) -> None:
        self._styles: Styles = read_styles(package.tree("xl/styles.xml"))
        self._strings = list(_shared_strings(package))
        self._since_1904 = counts_from_1904(book)

    def read_into(self, sheet: RawSheet, data: bytes) -> None:
        """Add the rows of a sheet's part, merged cells repeated over their area."""
        merges: list[str] = []
        number = 0
        for element in elements(data, "{*}row", "{*}mergeCell"):
            if etree.QName(element).localname == "row":
                named = element.get("r", "")
                number = _whole(named, number + 1)
                sheet.add(number, self._row(element))
            elif len(merges) < _MOST_MERGES:
                merges.append(element.get("ref", ""))
        _repeat(sheet, merges)

    def _row(self, row: etree._Element) -> list[RawCell]:
        cells: list[RawCell] = []
        for element in row:
            reference = _REFERENCE.match(element.get("r", ""))
            column = _column(reference[1]) if reference else len(cells)
            if column > MOST_COLUMNS:
                if self._cell(element).text:
                    cells += [EMPTY] * (column + 1 - len(cells))
                    cells[-1] = RawCell("…")
                    return cells
                continue
            cells += [EMPTY] * (column - len(cells))
            if column < len(cells):
                cells[column] = self._cell(element)
            else:
                cells.append(self._cell(element))
        return cells

    def _cell(self, element: etree._Element) -> RawCell:
        kind = element.get("t", "n")
        style = element.get("s", "0")
        format_id = _whole(style, 0)
        font = self._styles.font(format_id)
        parts = {each.tag.rpartition("}")[2]: each for each in element if _is_named(each)}
        if "is" in parts:
            return _string(parts["is"])._replace(font=font)
        value = parts["v"].text if "v" in parts else None
        if value is None:
            formula = parts["f"].text if "f" in parts else ""
            return RawCell(f"={formula}"[:LONGEST_CELL]) if formula else EMPTY
        if kind == "n":
            return self._number(value, format_id)
        return self._text(kind, value)._replace(font=font)

    def _text(self, kind: str, value: str) -> RawCell:
        if kind == "s":
            place = _whole(value, len(self._strings))
            return self._strings[place] if place < len(self._strings) else EMPTY
        if kind == "b":
            return RawCell("có" if value == "1" else "không")
        return RawCell(value[:LONGEST_CELL])

    def _number(self, text: str, format_id: int) -> RawCell:
        try:
            number = float(text)
        except ValueError:
            return RawCell(text[:LONGEST_CELL])
        if self._styles.is_day(format_id):
            day = day_of_serial(number, since_1904=self._since_1904)
            if day is not None:
                return RawCell(shown_day(day), day)
        return RawCell(f"{number:.15g}", number, self._styles.font(format_id))


def shown_day(day: date) -> str:
    """Return a day of a typed cell as the clerk sees it."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _is_named(element: etree._Element) -> bool:
    return isinstance(element.tag, str)


def _whole(text: str, otherwise: int) -> int:
    """Return a number of sane length, something else for any other text."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else otherwise


def _shared_strings(package: BookPackage) -> Iterator[RawCell]:
    for element in elements(package.read("xl/sharedStrings.xml"), "{*}si"):
        yield _string(element)


def _string(element: etree._Element) -> RawCell:
    """Return the text of a string with its runs by font; readings of signs are left out."""
    pieces = pieces_of(element)
    text = "".join(words for words, _font in pieces)[:LONGEST_CELL]
    if len(pieces) == 1 and not pieces[0][1]:
        return RawCell(text)
    return RawCell(text, pieces=tuple(pieces))


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place - 1


def _repeat(sheet: RawSheet, merges: list[str]) -> None:
    """Write the first cell of each merged area into the whole area."""
    rows = dict(sheet.rows)
    repeats = 0
    for reference in merges:
        area = _area(reference)
        if area is None:
            continue
        repeats += _filled(rows, area)
        if repeats > _MOST_REPEATS:
            raise refusals.bomb()
    if repeats:
        sheet.cells = sum(len(cells) for _number, cells in sheet.rows)


def _filled(rows: dict[int, list[RawCell]], area: tuple[int, int, int, int]) -> int:
    """Repeat the first cell of an area; return how many cells were written."""
    left, top, right, bottom = area
    cells = rows.get(top)
    if cells is None or left >= len(cells) or not cells[left].text:
        return 0
    first, written = cells[left], 0
    for number in range(top, min(bottom, top + _ROWS_OF_MERGE) + 1):
        row = rows.get(number)
        if row is None:
            continue
        written += right + 1 - left
        row += [EMPTY] * (right + 1 - len(row))
        for column in range(left, right + 1):
            row[column] = first if number == top else first._replace(is_repeat=True)
    return written


def _area(reference: str) -> tuple[int, int, int, int] | None:
    """Return (left, top, right, bottom) of `A1:C2`, None beyond the bounds."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != len(("A1", "C2")) or None in corners:
        return None
    (left, top), (right, bottom) = ((_column(c[1]), int(c[2])) for c in corners if c)
    if not (left <= right < MOST_COLUMNS and top <= bottom):
        return None
    return left, top, right, bottom
