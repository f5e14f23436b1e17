"""Cells as the formats give them, the bounds they are read within, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wardapp.core.errors import UnreadableFile

LARGEST_FILE = 120 << 20
MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_CELLS = 4_000_000
LONGEST_CELL = 20_000


class TooMuch(UnreadableFile):
    """A table beyond the bounds; who reads another kind of table says it in its own words."""


class RawCell(NamedTuple):
    """A cell: its text, the value of a typed one, its pieces by font when it has any."""

    text: str
    value: date | float | None = None
    font: str = ""
    pieces: tuple[tuple[str, str], ...] = ()  # (text, font) of runs in several fonts
    is_repeat: bool = False


EMPTY = RawCell("")


@dataclass(slots=True)
class RawSheet:
    """A table as it stood, row numbers as its program shows them."""

    name: str
    rows: list[tuple[int, list[RawCell]]] = field(default_factory=list)
    is_hidden: bool = False
    cells: int = 0

    def add(self, number: int, cells: list[RawCell]) -> None:
        """Append a row that holds something, within the bounds."""
        while cells and not cells[-1].text:
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise too_wide(self.name)
        self.cells += len(cells)
        if len(self.rows) >= MOST_ROWS or self.cells > MOST_CELLS:
            raise too_long(self.name)
        self.rows.append((number, cells))


def grid(name: str, rows: Iterable[Iterable[tuple[RawCell, int, int]]], first: int = 1) -> RawSheet:
    """Return the sheet of rows whose cells say over how many columns and rows they reach."""
    sheet = RawSheet(name)
    below: dict[int, tuple[RawCell, int]] = {}
    for number, row in enumerate(rows, start=first):
        cells = list(_row(row, below))
        sheet.add(number, cells)
    return sheet


def _row(
    row: Iterable[tuple[RawCell, int, int]], below: dict[int, tuple[RawCell, int]]
) -> Iterator[RawCell]:
    at = 0
    for cell, wide, high in row:
        while at in below:
            yield _from_above(at, below)
            at += 1
        for _ in range(max(1, min(wide, MOST_COLUMNS))):
            if at > MOST_COLUMNS:
                return
            if high > 1:
                below[at] = (cell._replace(is_repeat=True), min(high, MOST_ROWS) - 1)
            yield cell
            at += 1
    while at in below:
        yield _from_above(at, below)
        at += 1


def _from_above(at: int, below: dict[int, tuple[RawCell, int]]) -> RawCell:
    cell, left = below.pop(at)
    if left > 1:
        below[at] = (cell, left - 1)
    return cell


def too_wide(name: str) -> UnreadableFile:
    """Return the refusal of a table with too many columns."""
    return TooMuch(
        f"Bảng “{name}” có hơn {MOST_COLUMNS} cột nên không phải sổ văn bản. Hãy chọn tệp khác."
    )


def too_long(name: str) -> UnreadableFile:
    """Return the refusal of a table with too many rows."""
    return TooMuch(
        f"Bảng “{name}” có quá nhiều dòng. Hãy tách sổ thành từng năm, mỗi tệp không quá "
        f"{MOST_ROWS:,} dòng.".replace(",", ".", 1)
    )


def old_excel() -> UnreadableFile:
    """Return the refusal of a workbook of Excel before 2007."""
    return UnreadableFile(
        "Tệp này là Excel đời cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành, kiểu “Excel Workbook "
        "(*.xlsx)”, rồi nhập tệp .xlsx đó."
    )


def old_word() -> UnreadableFile:
    """Return the refusal of a Word file before 2007."""
    return UnreadableFile(
        "Tệp này là Word đời cũ (.doc). Hãy mở bằng Word, lưu thành .docx rồi nhập tệp đó."
    )


def access_itself() -> UnreadableFile:
    """Return the refusal of an Access database."""
    return UnreadableFile(
        "Đây là tệp cơ sở dữ liệu Access. Hãy mở bằng Access, chọn bảng của sổ, xuất ra Excel "
        "(.xlsx) hoặc XML, rồi nhập tệp đó."
    )


def declared() -> UnreadableFile:
    """Return the refusal of XML with declarations that no export writes."""
    return UnreadableFile(
        "Tệp có phần khai báo lạ, không an toàn nên không mở. Hãy xuất lại tệp từ chương trình cũ."
    )


def only_structure() -> UnreadableFile:
    """Return the refusal of the schema that Access writes beside the data."""
    return UnreadableFile(
        "Tệp .xsd chỉ tả cấu trúc bảng, không có dòng nào. Hãy chọn tệp .xml nằm cùng chỗ."
    )


def no_tables() -> UnreadableFile:
    """Return the refusal of a file without a table."""
    return UnreadableFile(
        "Tệp này không có bảng nào có nội dung. Hãy chọn tệp Excel, CSV, Word hoặc tệp xuất từ "
        "Access có bảng của sổ."
    )


def unknown_kind(ending: str) -> UnreadableFile:
    """Return the refusal of a file that is no table."""
    named = f" {ending}" if ending else " này"
    return UnreadableFile(
        f"Chưa nhập được sổ từ tệp{named}. Hãy dùng .xlsx, .csv, .txt, .docx, hoặc .xml, .html "
        "xuất từ Access."
    )
