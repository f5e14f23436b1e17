"""Lists of names in a workbook or a CSV file: read as old books are, and templates to fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePath

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from wardapp.core.errors import UnreadableFile
from wardapp.core.old_books import OldCell
from wardapp.documents.old_books.door import read_old_book
from wardapp.documents.reader.other_files import judge_other

MOST_ROWS = 20_000
LONGEST_CELL = 5_000
LARGEST = 20 << 20
CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # openpyxl takes plain ones
WIDEST, NARROWEST = 60, 12
_EXCEL = {".xlsx", ".xlsm"}
_CSV = {".csv", ".tsv", ".txt"}

Rows = tuple[tuple[str, ...], ...]


def list_rows(name: str, data: bytes) -> Rows:
    """Return the rows of the first sheet of a workbook, or of a CSV file, as text in Unicode.

    A row stands at its own number, empty ones too. Raises UnreadableFile with what to do,
    SecretRefused for a list marked as secret.
    """
    if PurePath(name).suffix.lower() not in _EXCEL | _CSV:
        raise UnreadableFile(
            "Danh sách phải là tệp Excel (.xlsx) hoặc CSV. Hãy lưu lại tệp theo kiểu đó."
        )
    if len(data) > LARGEST:
        raise UnreadableFile(f"Tệp danh sách lớn hơn {LARGEST >> 20} MB. Hãy chia nhỏ tệp.")
    judge_other(name, data)
    sheets = read_old_book(name, data)
    sheet = next((each for each in sheets if not each.is_hidden), sheets[0])
    last = sheet.rows[-1].number
    if last > MOST_ROWS:
        raise UnreadableFile(f"Danh sách có hơn {MOST_ROWS:,} dòng. Hãy chia nhỏ tệp.")
    cells = {row.number: tuple(_text(cell) for cell in row.cells) for row in sheet.rows}
    return tuple(cells.get(number, ()) for number in range(1, last + 1))


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


def _text(cell: OldCell) -> str:
    """Return what a cell says; of a formula that no program worked out nothing is known."""
    return "" if cell.text.startswith("=") else cell.text[:LONGEST_CELL]
