"""Reads the sheets of a returned workbook: shown values, hidden rows, merged cells, errors.

Formulas give the value that Excel kept; nothing is ever evaluated, no outside link is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from wardapp.core.cell_names import cell_name, cell_spot
from wardapp.core.returns import CellDoubt
from wardapp.documents.old_books.raw import TooMuch
from wardapp.documents.old_books.serials import day_of_serial
from wardapp.documents.old_books.xlsx_file import shown_day
from wardapp.documents.old_books.xlsx_parts import book_of, counts_from_1904, pieces_of, sheet_parts
from wardapp.documents.old_books.zipped import BookPackage, elements
from wardapp.documents.reader import refusals
from wardapp.documents.returned.found import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_GRIDS,
    FoundCell,
    FoundGrid,
    too_many,
)
from wardapp.documents.returned.xlsx_looks import Looks, read_looks

_LARGEST_SHEET = 96 << 20
_SWEPT_FROM = 1 << 20
_EMPTY_CELLS = re.compile(rb"<c\b[^<>]*/>")
_EMPTY_ROWS = re.compile(rb"<row\b[^<>]*(?:/>|>\s*</row>)")
_MOST_MERGES = 5_000
_MOST_STRINGS = 2 * MOST_CELLS
_MOST_REPEATS = 20_000
_MOST_DIGITS = 9
_RATIO_FORMULA = re.compile(r"\d{1,4}/\d{1,4}")


def read_xlsx(package: BookPackage) -> list[FoundGrid]:
    """Return the sheets of a workbook in their order."""
    book = book_of(package)
    reader = _Reader(package, book)
    grids = []
    for part in sheet_parts(package, book):
        grid = FoundGrid(part.name, is_hidden=part.is_hidden)
        reader.read_into(grid, package.read(part.path))
        grids.append(grid)
        if len(grids) > MOST_GRIDS:
            raise too_many(grid.name)
    return grids


class _Reader:
    """Reads sheets with the strings and looks of their workbook."""

    def __init__(self, package: BookPackage, book: etree._Element) -> None:
        self._looks: Looks = read_looks(package.tree("xl/styles.xml"))
        self._strings = list(_shared_strings(package))
        self._since_1904 = counts_from_1904(book)
        self._cells = 0

    def read_into(self, grid: FoundGrid, data: bytes) -> None:
        """Add the cells of a sheet's part in which something stands."""
        if len(data) > _LARGEST_SHEET:
            raise refusals.bomb()
        if len(data) > _SWEPT_FROM:  # a million empty rows say nothing
            data = _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", data))
        merges: list[str] = []
        hidden: set[int] = set()
        number = 0
        for element in elements(data, "{*}col", "{*}row", "{*}mergeCell"):
            name = etree.QName(element).localname
            if name == "row":
                number = _whole(element.get("r", ""), number + 1)
                self._row(grid, element, number, hidden)
            elif name == "col":
                hidden |= _hidden_columns(element)
            elif len(merges) < _MOST_MERGES:
                merges.append(element.get("ref", ""))
        _repeat(grid, merges)

    def _row(self, grid: FoundGrid, row: etree._Element, number: int, hidden: set[int]) -> None:
        is_hidden = row.get("hidden", "") in {"1", "true"}
        column = -1
        for element in row:
            spot = cell_spot(element.get("r", ""))
            column = spot[1] if spot else column + 1
            cell = self._cell(element, number, column)
            if cell is None:
                continue
            if column >= MOST_COLUMNS:
                grid.beyond = grid.beyond or cell_name(number, column)
                grid.outside += 1
                continue
            if is_hidden or column in hidden:
                cell = cell._replace(is_hidden=True)
            grid.cells.append(cell)
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise too_many(grid.name)

    def _cell(self, element: etree._Element, row: int, column: int) -> FoundCell | None:
        """Return the cell, None when nothing stands in it."""
        look = _whole(element.get("s", "0"), 0)
        parts = {each.tag.rpartition("}")[2]: each for each in element if isinstance(each.tag, str)}
        formula = (parts["f"].text or "=") if "f" in parts else ""
        cell = FoundCell(row, column, "", font=self._looks.font(look), is_formula=bool(formula))
        value = parts["v"].text if "v" in parts else None
        if "is" in parts:
            cell = _string(parts["is"], cell)
        elif value is not None:
            cell = self._valued(cell, element.get("t", "n"), value, look)
        elif formula:
            shown = f"={formula.removeprefix('=')}"[:LONGEST_CELL]
            return cell._replace(text=shown, doubt=CellDoubt.NO_VALUE)
        if formula and _RATIO_FORMULA.fullmatch(formula.replace(" ", "")):
            cell = cell._replace(text=formula.replace(" ", ""), is_formula=False)
        return cell if cell.text.strip() else None

    def _valued(self, cell: FoundCell, kind: str, value: str, look: int) -> FoundCell:
        if kind == "s":
            place = _whole(value, len(self._strings))
            if place >= len(self._strings):
                return cell
            string = self._strings[place]
            return cell._replace(text=string.text, pieces=string.pieces)
        if kind == "n":
            return self._number(cell, value, look)
        if kind == "e":
            return cell._replace(text=value, doubt=CellDoubt.ERROR)
        if kind == "b":
            return cell._replace(text="TRUE" if value == "1" else "FALSE")
        return cell._replace(text=value[:LONGEST_CELL])

    def _number(self, cell: FoundCell, value: str, look: int) -> FoundCell:
        number = _decimal(value)
        if number is None:
            return cell._replace(text=value[:LONGEST_CELL])
        if self._looks.is_day(look):
            day = day_of_serial(float(number), since_1904=self._since_1904)
            if day is not None:
                shown = shown_day(day)
                return cell._replace(text=shown, number=number, doubt=CellDoubt.DATE)
        if self._looks.is_percent(look):
            scaled = _tidy(Decimal(number) * 100)
            return cell._replace(text=f"{scaled}%", number=scaled)
        return cell._replace(text=f"{number}", number=number)


def _decimal(text: str) -> int | Decimal | None:
    """Return a number as Excel shows it: 15 figures, whole ones as such."""
    try:
        found = float(text)
        number = Decimal(f"{found:.15g}")
    except (ValueError, InvalidOperation):
        return None
    return _tidy(number) if number.is_finite() else None


def _tidy(number: Decimal) -> int | Decimal:
    whole = number.to_integral_value()
    if whole == number:
        return int(whole) if abs(whole) < 10**_MOST_DIGITS**2 else number
    return Decimal(f"{number.normalize():f}")


def _hidden_columns(element: etree._Element) -> set[int]:
    if element.get("hidden", "") not in {"1", "true"}:
        return set()
    first, last = _whole(element.get("min", ""), 1), _whole(element.get("max", ""), 1)
    return set(range(first - 1, min(last, MOST_COLUMNS)))


def _whole(text: str, otherwise: int) -> int:
    """Return a number of sane length, something else for any other text."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else otherwise


def _shared_strings(package: BookPackage) -> Iterator[FoundCell]:
    nothing = FoundCell(0, 0, "")
    data = package.read("xl/sharedStrings.xml")
    if data.count(b"<si>") + data.count(b"<si/>") > _MOST_STRINGS or len(data) > _LARGEST_SHEET:
        raise TooMuch("Tệp có quá nhiều ô chữ. Hãy xin lại tệp từ nơi gửi.")
    for element in elements(data, "{*}si"):
        yield _string(element, nothing)


def _string(element: etree._Element, cell: FoundCell) -> FoundCell:
    """Return the cell with the text of a string and its runs by font."""
    pieces = pieces_of(element)
    text = "".join(words for words, _font in pieces)[:LONGEST_CELL]
    is_plain = all(not font for _words, font in pieces)
    return cell._replace(text=text, pieces=() if is_plain else tuple(pieces))


def _repeat(grid: FoundGrid, merges: list[str]) -> None:
    """Write the first cell of each merged area into those of its cells whose row holds anything."""
    at = {(cell.row, cell.column): cell for cell in grid.cells}
    rows = {cell.row for cell in grid.cells}
    repeats: dict[tuple[int, int], FoundCell] = {}
    merged: set[tuple[int, int]] = set()
    for reference in merges:
        first, _, last = reference.partition(":")
        start, end = cell_spot(first), cell_spot(last)
        if start is None or end is None or start not in at or start in merged:
            continue
        merged.add(start)  # areas never overlap in a sound file
        top, left = start
        right = min(end[1], MOST_COLUMNS - 1)
        for row in sorted(row for row in rows if top <= row <= end[0]):
            for column in range(left, right + 1):
                if (row, column) not in at:
                    again = at[start]._replace(row=row, column=column, is_repeat=True)
                    repeats[row, column] = again
        if len(repeats) > _MOST_REPEATS:
            raise refusals.bomb()
    grid.cells += repeats.values()
