"""A whole filled form, and the one of the period before, as expressions see them."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.forms import FilledForm, FilledTable, FormSpec, TableSpec
from wardapp.reports.expressions import NOWHERE, Cells, Result, parse
from wardapp.reports.rows import RowCells, TableCells
from wardapp.reports.totals import TOTAL, totals


@dataclass(frozen=True)
class FormCells(Cells):
    """All tables of a form; `earlier` is the form of the period before."""

    spec: FormSpec
    filled: FilledForm
    earlier: FilledForm | None = None

    def row(self, table: str, row: str) -> Cells:
        """Return a row by table and code; `total` is the row of totals."""
        found = self._found(table)
        if found is None:
            return NOWHERE
        spec, filled = found
        whole = TableCells(spec, filled, self)
        if row == TOTAL:
            return RowCells(totals(spec, filled), whole)
        known = filled.row(row)
        return NOWHERE if known is None else RowCells(known, whole)

    def table(self, table: str) -> Cells:
        """Return a whole table."""
        found = self._found(table)
        return NOWHERE if found is None else TableCells(*found, self)

    def row_count(self, table: str) -> int | None:
        """Return how many rows a table has."""
        found = self._found(table)
        return None if found is None else len(found[1].rows)

    def before(self) -> Cells:
        """Return the form of the period before."""
        return NOWHERE if self.earlier is None else FormCells(self.spec, self.earlier)

    def _found(self, table: str) -> tuple[TableSpec, FilledTable] | None:
        try:
            return self.spec.table(table), self.filled.table(table)
        except KeyError:
            return None


def holds(
    spec: FormSpec,
    filled: FilledForm,
    rule: str,
    table: str = "",
    before: FilledForm | None = None,
) -> Result:
    """Return what an expression says of a form, over a table where one is named; None = blank."""
    cells: Cells = FormCells(spec, filled, before)
    return parse(rule).value(cells.table(table) if table else cells)
