"""Rows and tables of a filled form as expressions and checks see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from wardapp.core.forms import FilledCell, FilledRow, FilledTable, FormValue, TableSpec
from wardapp.reports.expressions import Cells, Number


def number_in(value: FormValue) -> Number | None:
    """Return the number of a value: of `9/24` the 9, of a text or a blank None."""
    if isinstance(value, int | Decimal):
        return value
    if value is None:
        return None
    try:
        number = Decimal(value.partition("/")[0].strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def is_filled(cell: FilledCell | None) -> bool:
    """Return True when the cell holds something; zero is something."""
    return cell is not None and cell.value not in {None, ""}


@dataclass(frozen=True, slots=True)
class RowCells(Cells):
    """One row, and its table for sums."""

    row: FilledRow
    table: TableCells | None = None

    def number(self, key: str) -> Number | None:
        """Return the number of a cell of this row."""
        cell = self.row.cell(key)
        return None if cell is None else number_in(cell.value)

    def is_filled(self, key: str) -> bool:
        """Return True when the cell of this row holds something."""
        return is_filled(self.row.cell(key))

    def is_typed(self, key: str) -> bool:
        """Return True when the clerk typed something into the cell."""
        cell = self.row.cell(key)
        return cell is not None and cell.is_typed and is_filled(cell)

    def total(self, key: str) -> Number | None:
        """Return the sum of the column over the table."""
        return None if self.table is None else self.table.total(key)


@dataclass(frozen=True, slots=True)
class TableCells(Cells):
    """A whole table: only its columns have values."""

    spec: TableSpec
    filled: FilledTable

    def number(self, key: str) -> Number | None:
        """Return None: a table has no single cell."""
        return None

    def is_filled(self, key: str) -> bool:
        """Return True when any row has something in the column."""
        return any(is_filled(row.cell(key)) for row in self.filled.rows)

    def is_typed(self, key: str) -> bool:
        """Return True when any row has something typed in the column."""
        return any(RowCells(row).is_typed(key) for row in self.filled.rows)

    def total(self, key: str) -> Number | None:
        """Return the sum of the column, None when every cell is blank."""
        numbers = [
            number for row in self.filled.rows if (number := RowCells(row).number(key)) is not None
        ]
        return sum(numbers) if numbers else None
