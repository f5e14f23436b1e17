"""Small tables of other programs, an Excel sheet or CSV, as plain text cells."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wardapp.core.errors import UnreadableFile
from wardapp.core.files import disk_refusal
from wardapp.core.text import clean

LARGEST = 8_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 60


def read_table(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the cells of the first sheet of a .xlsx file, or of a .csv or .txt file.

    UnreadableFile says in a sentence why a file could not be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile("Tệp lớn hơn 8 MB nên chưa đọc. Hãy tách bớt dòng.")
        data = path.read_bytes()
    except OSError as error:
        raise disk_refusal(error, path) from error
    if path.suffix.casefold() in {".xlsx", ".xlsm"}:
        return _of_workbook(data)
    if path.suffix.casefold() in {".csv", ".txt"}:
        return _of_csv(data)
    raise UnreadableFile("Chỉ đọc được bảng Excel (.xlsx) và .csv. Hãy lưu lại thành .xlsx.")


def _of_workbook(data: bytes) -> tuple[tuple[str, ...], ...]:
    try:
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return tuple(tuple(map(_text, row)) for row in rows)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableFile("Tệp Excel này hỏng hoặc có mật khẩu nên chưa đọc được.") from error


def _of_csv(data: bytes) -> tuple[tuple[str, ...], ...]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(
            "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "cp1258", "replace"
        )
    head = text[:4096]
    mark = max((";", "\t", ","), key=head.count)
    rows = csv.reader(StringIO(text), delimiter=mark)
    return tuple(
        tuple(map(clean, row[:MOST_COLUMNS]))
        for _, row in zip(range(MOST_ROWS), rows, strict=False)
    )


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value))
