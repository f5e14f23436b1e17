"""Rows and tables of a filled form as expressions and checks see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from wardapp.core.forms import FilledCell, FilledRow, FilledTable, FormValue, TableSpec
from wardapp.reports.expressions import NOWHERE, Cells, Number


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
    """One row, its table for sums and its form for all else."""

    filled: FilledRow
    whole: TableCells | None = None

    def number(self, key: str) -> Number | None:
        """Return the number of a cell of this row."""
        cell = self.filled.cell(key)
        return None if cell is None else number_in(cell.value)

    def text(self, key: str) -> str:
        """Return what stands in a cell of this row."""
        cell = self.filled.cell(key)
        return "" if cell is None or cell.value is None else str(cell.value)

    def is_filled(self, key: str) -> bool:
        """Return True when the cell of this row holds something."""
        return is_filled(self.filled.cell(key))

    def is_typed(self, key: str) -> bool:
        """Return True when the clerk typed something into the cell."""
        cell = self.filled.cell(key)
        return cell is not None and cell.is_typed and is_filled(cell)

    def total(self, key: str) -> Number | None:
        """Return the sum of the column over the table."""
        return None if self.whole is None else self.whole.total(key)

    def row(self, table: str, row: str) -> Cells:
        """Return a row of any table of the form."""
        return NOWHERE if self.whole is None else self.whole.row(table, row)

    def table(self, table: str) -> Cells:
        """Return any table of the form."""
        return NOWHERE if self.whole is None else self.whole.table(table)

    def row_count(self, table: str) -> int | None:
        """Return how many rows a table of the form has."""
        return None if self.whole is None else self.whole.row_count(table)

    def before(self) -> Cells:
        """Return this row in the period before."""
        if self.whole is None:
            return NOWHERE
        return self.whole.before().row(self.whole.spec.code, self.filled.code)


@dataclass(frozen=True, slots=True)
class TableCells(Cells):
    """A whole table: only its columns have values. `form` knows the other tables."""

    spec: TableSpec
    filled: FilledTable
    form: Cells = NOWHERE

    def is_filled(self, key: str) -> bool:
        """Return True when any row has something in the column."""
        return any(is_filled(row.cell(key)) for row in self.filled.rows)

    def is_typed(self, key: str) -> bool:
        """Return True when any row has something typed in the column."""
        return any(RowCells(row).is_typed(key) for row in self.filled.rows)

    def total(self, key: str) -> Number | None:
        """Return the sum of the column without rows of sums, None when every cell is blank."""
        sums = {row.code for row in self.spec.rows if row.formula}
        numbers = [
            number
            for row in self.filled.rows
            if row.code not in sums and (number := RowCells(row).number(key)) is not None
        ]
        return sum(numbers) if numbers else None

    def row(self, table: str, row: str) -> Cells:
        """Return a row of any table of the form."""
        return self.form.row(table, row)

    def table(self, table: str) -> Cells:
        """Return any table of the form."""
        return self.form.table(table)

    def row_count(self, table: str) -> int | None:
        """Return how many rows a table of the form has."""
        return self.form.row_count(table)

    def before(self) -> Cells:
        """Return this table in the period before; its rows are asked by name."""
        return self.form.before().table(self.spec.code)
