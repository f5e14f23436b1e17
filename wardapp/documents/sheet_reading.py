"""What stands in the cells of a workbook."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook


def sheet_values(workbook: bytes) -> tuple[tuple[object, ...], ...]:
    """Return the values of all rows of the first sheet, formulas as they are written."""
    book = load_workbook(BytesIO(workbook))
    return tuple(tuple(row) for row in book.worksheets[0].iter_rows(values_only=True))
