"""The row of totals, and computed numbers as their columns show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    FilledCell,
    FilledRow,
    FilledTable,
    FormValue,
    TableSpec,
)
from wardapp.reports.expressions import Cells, Expression, Number, parse
from wardapp.reports.row_formulas import formula_rows
from wardapp.reports.rows import RowCells, TableCells

TOTAL = "total"
"""Code of the row of totals."""

_TENTH = Decimal("0.1")


def totals(table: TableSpec, filled: FilledTable) -> FilledRow:
    """Return the row of totals: counts summed (blank when all are), formulas over the sums."""
    cells = TableCells(table, filled)
    row = FilledRow(
        code=TOTAL,
        label="Tổng cộng",
        cells=tuple(
            FilledCell(
                key=CellKey(table=table.code, row=TOTAL, column=column.key),
                computed=cells.total(column.key) if adds(column) else None,
            )
            for column in table.columns
        ),
    )
    return with_formulas(table, row)


def computed(table: TableSpec, rows: tuple[FilledRow, ...]) -> tuple[FilledRow, ...]:
    """Return the rows with their formulas computed: those of rows first, then of columns."""
    return tuple(with_formulas(table, row) for row in _with_sums(table, rows))


def _with_sums(table: TableSpec, rows: tuple[FilledRow, ...]) -> tuple[FilledRow, ...]:
    formulas = formula_rows(table)
    if not formulas:
        return rows
    kinds = {column.key: column.type for column in table.columns if adds(column)}
    known = {row.code: row for row in rows}
    for spec, expression in formulas:
        row = known.get(spec.code)
        if row is not None:
            needed = [known[name] for name in expression.names if name in known]
            known[spec.code] = _summed_row(row, expression, needed, kinds)
    return tuple(known[row.code] for row in rows)


def _summed_row(
    row: FilledRow, expression: Expression, needed: list[FilledRow], kinds: dict[str, CellType]
) -> FilledRow:
    cells = []
    for cell in row.cells:
        kind = kinds.get(cell.key.column)
        if kind is None:
            cells.append(cell)
            continue
        value = expression.value(ColumnCells(cell.key.column, {each.code: each for each in needed}))
        behind = (found.line_ids for each in needed if (found := each.cell(cell.key.column)))
        cells.append(
            replace(
                cell,
                computed=None if value is None else rounded(Decimal(value), kind),
                line_ids=tuple(dict.fromkeys(each for ids in behind for each in ids)),
            )
        )
    return replace(row, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class ColumnCells(Cells):
    """One column as the formula of a row sees it: its names are codes of rows."""

    column: str
    rows: dict[str, FilledRow]

    def number(self, key: str) -> Number | None:
        """Return the number of a row in this column."""
        row = self.rows.get(key)
        return None if row is None else RowCells(row).number(self.column)


def adds(column: ColumnSpec) -> bool:
    """Return True for a column whose cells may be summed."""
    return column.type in {CellType.COUNT, CellType.DECIMAL} and not column.formula


def with_formulas(table: TableSpec, row: FilledRow) -> FilledRow:
    """Compute the formula columns of a row, each after those it needs."""
    for column in in_order(table.columns):
        value = parse(column.formula).value(RowCells(row))
        row = _put(row, column, None if value is None else rounded(Decimal(value), column.type))
    return row


@lru_cache(maxsize=256)
def in_order(columns: tuple[ColumnSpec, ...]) -> tuple[ColumnSpec, ...]:
    """Return the columns with a formula so that each stands after those its formula names."""
    waiting = {column.key: column for column in columns if column.formula}
    ordered: list[ColumnSpec] = []
    while waiting:
        ready = [
            column
            for column in waiting.values()
            if not any(name in waiting for name in parse(column.formula).names)
        ]
        if not ready:
            break  # a circle; the loader refuses it
        for column in ready:
            ordered.append(waiting.pop(column.key))
    return tuple(ordered)


def rounded(value: Decimal, kind: CellType) -> Number:
    """Return a computed number as its column shows it: percent with one decimal, half up."""
    if kind in {CellType.PERCENT, CellType.DECIMAL}:
        return value.quantize(_TENTH, ROUND_HALF_UP)
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _put(row: FilledRow, column: ColumnSpec, value: FormValue) -> FilledRow:
    needed = parse(column.formula).names
    ids = tuple(
        dict.fromkeys(
            each for cell in row.cells if cell.key.column in needed for each in cell.line_ids
        )
    )
    cells = tuple(
        replace(cell, computed=value, line_ids=ids) if cell.key.column == column.key else cell
        for cell in row.cells
    )
    return replace(row, cells=cells)
