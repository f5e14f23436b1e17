"""Lists of names in a workbook or a CSV file: read within bounds, and templates to fill.

A formula is never worked out: what Excel last showed for it counts.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import PurePath

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from wardapp.core.errors import UnreadableFile
from wardapp.core.text import clean
from wardapp.documents.reader.other_files import judge_other
from wardapp.documents.reader.package import Package, broken_as_refusal

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
LARGEST = 20 << 20
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # openpyxl takes plain ones
WIDEST, NARROWEST = 60, 12
_EXCEL = {".xlsx", ".xlsm"}
_CSV = {".csv", ".tsv", ".txt"}

Rows = tuple[tuple[str, ...], ...]


def list_rows(name: str, data: bytes) -> Rows:
    """Return the rows of the first sheet of a workbook, or of a CSV file, as text.

    Raises UnreadableFile with what to do, SecretRefused for a list marked as secret.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in _EXCEL | _CSV:
        raise UnreadableFile(
            "Danh sách phải là tệp Excel (.xlsx) hoặc CSV. Hãy lưu lại tệp theo kiểu đó."
        )
    if len(data) > LARGEST:
        raise UnreadableFile(f"Tệp danh sách lớn hơn {LARGEST >> 20} MB. Hãy chia nhỏ tệp.")
    judge_other(name, data)
    found = _excel(data) if ending in _EXCEL else _csv(data)
    rows = [tuple(map(_text, row[:MOST_COLUMNS])) for row in _bounded(found)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UnreadableFile("Tệp danh sách không có dòng nào. Hãy xem lại trang tính đầu tiên.")
    return tuple(rows)


def list_template(title: str, heads: Sequence[str], examples: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with the heads of a list, two lines as examples, the rest to be filled."""
    book = Workbook()
    book.properties.creator = "WardApp"
    book.properties.created = book.properties.modified = CREATED
    sheet = book.worksheets[0]
    sheet.title = title
    for column, head in enumerate(heads, start=1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    widths = [len(head) for head in heads]
    for at, example in enumerate(examples, start=2):
        for column, text in enumerate(example, start=1):
            cell = sheet.cell(at, column, text)
            cell.number_format = "@"
            cell.font = Font(italic=True, color="626A75")
            widths[column - 1] = max(widths[column - 1], len(text))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(
            max(width + 2, NARROWEST), WIDEST
        )
    sheet.freeze_panes = "A2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _excel(data: bytes) -> Iterator[Sequence[object]]:
    package = Package(data)
    for part in package.names:
        if part.endswith(".xml") and b"<!DOCTYPE" in (package.read(part) or b""):
            raise UnreadableFile(
                "Tệp Excel có phần khai báo lạ, không an toàn. Hãy lưu lại bằng Excel rồi thử lại."
            )
    with broken_as_refusal():
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            yield from book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        except (InvalidFileException, KeyError, IndexError, TypeError, AttributeError) as error:
            raise UnreadableFile(
                "Tệp Excel bị hỏng. Hãy mở bằng Excel, lưu lại rồi thử lại."
            ) from error


def _csv(data: bytes) -> Iterator[Sequence[object]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise UnreadableFile(
            "Tệp CSV bị hỏng. Hãy mở bằng Excel rồi lưu lại thành .xlsx."
        ) from error


def _decoded(data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "Tệp CSV không phải chữ Unicode (UTF-8). Hãy lưu từ Excel kiểu “CSV UTF-8” hoặc .xlsx."
        ) from error


def _bounded(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise UnreadableFile(f"Danh sách có hơn {MOST_ROWS:,} dòng. Hãy chia nhỏ tệp.")
        yield row


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value)[:LONGEST_CELL]).strip()
