"""What a single cell may hold: its type, its bounds, its choices, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from wardapp.core.forms import (
    CellKey,
    CellType,
    CheckLevel,
    CheckResult,
    ColumnSpec,
    FilledForm,
    FilledRow,
    FormSpec,
    FormValue,
    TableSpec,
)
from wardapp.reports.figures import figure
from wardapp.reports.rows import is_filled

_RATIO = re.compile(r"(\d{1,9}) ?/ ?(\d{1,9})")


def cell_results(spec: FormSpec, filled: FilledForm) -> Iterator[CheckResult]:
    """Yield a broken check for each cell that holds what its column does not allow.

    What is summed from other rows may be more than one of them.
    """
    for table in spec.tables:
        columns = {column.key: column for column in table.columns}
        sums = {row.code for row in table.rows if row.formula}
        for row in filled.table(table.code).rows:
            if row.code in sums:
                continue
            for cell in row.cells:
                column = columns.get(cell.key.column)
                if column is None or not is_filled(cell):
                    continue
                said = fault_of(column, cell.value)
                if said:
                    yield _result(table, row, column, said)


def fault_of(column: ColumnSpec, value: FormValue) -> str:
    """Return what is wrong with a value in a column, "" when it fits."""
    match column.type:
        case CellType.COUNT | CellType.DECIMAL | CellType.PERCENT:
            return _number_fault(column, value)
        case CellType.CHOICE:
            if value not in column.choices:
                return f"“{value}” không có trong danh sách chọn"
        case CellType.RATIO:
            found = _RATIO.fullmatch(str(value))
            if found is None or int(found[1]) > int(found[2]):
                return f"“{value}” không ghi như 9/24"
        case _:
            length = len(str(value))
            if column.max_length and length > column.max_length:
                return f"dài {figure(length)} chữ, nhiều nhất {figure(column.max_length)} chữ"
    return ""


def _number_fault(column: ColumnSpec, value: FormValue) -> str:
    if not isinstance(value, int | Decimal):
        return f"“{value}” không phải là số"
    if column.type is CellType.COUNT and (value != int(value) or value < 0):
        return f"{figure(value)} không phải số nguyên từ 0 trở lên"
    if column.minimum is not None and value < column.minimum:
        return f"{figure(value)} nhỏ hơn mức thấp nhất {figure(column.minimum)}"
    if column.maximum is not None and value > column.maximum:
        return f"{figure(value)} lớn hơn mức cao nhất {figure(column.maximum)}"
    return ""


def _result(table: TableSpec, row: FilledRow, column: ColumnSpec, said: str) -> CheckResult:
    label = column.short_label or column.label
    return CheckResult(
        code=f"{table.code}-{column.key}-o",
        level=CheckLevel.ERROR,
        passed=False,
        sentence=f"{row.label} · {label}: {said}.",
        cells=(CellKey(table=table.code, row=row.code, column=column.key),),
        table=table.code,
    )
