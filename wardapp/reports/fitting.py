"""Whether an answer fits a cell of another version of its form, and as what value.

Only changes that lose nothing are made: `12` as text becomes the number 12 and comes back as `12`,
`012` stays text.
"""

from __future__ import annotations

import re
from decimal import Decimal

from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    FormSpec,
    FormValue,
    RowSpec,
    TableKind,
    TableSpec,
)

_WHOLE = re.compile(r"0|[1-9]\d{0,11}")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:,\d{1,4})?")
_RATIO = re.compile(r"\d{1,6}/\d{1,6}")

NUMBERS = frozenset({CellType.COUNT, CellType.DECIMAL, CellType.PERCENT})
SUMMED = frozenset({CellType.COUNT, CellType.DECIMAL})
WORDS = frozenset({CellType.TEXT, CellType.LINK})
DECLARED_ROWS = frozenset({TableKind.FIXED, TableKind.TEXTS})


class Misfit(Exception):
    """An answer does not fit; the text says why, as a clerk reads it."""


def is_number(value: FormValue) -> bool:
    """Return True for a number that can be summed."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_blank(value: FormValue) -> bool:
    """Return True when nobody said anything; zero is something."""
    return value is None or value == ""


def fitted(value: FormValue, column: ColumnSpec) -> FormValue:
    """Return the value as the column holds it; Misfit when something of it would be lost."""
    if is_blank(value):
        return None
    if column.type in WORDS:
        return _as_words(value)
    found = _READERS[column.type](value, column)
    if found is None:
        raise Misfit(f"“{_as_words(value)}” không ghi được vào cột “{column.label}”.")
    return found


def _as_words(value: FormValue) -> str:
    return str(value) if isinstance(value, str) else str(value).replace(".", ",")


def _count(value: FormValue, _column: ColumnSpec) -> FormValue:
    if isinstance(value, str):
        return int(value) if _WHOLE.fullmatch(value) else None
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return None
    return int(value) if value is not None and value >= 0 else None


def _decimal(value: FormValue, _column: ColumnSpec) -> FormValue:
    if not isinstance(value, str):
        return value
    return Decimal(value.replace(",", ".")) if _DECIMAL.fullmatch(value) else None


def _choice(value: FormValue, column: ColumnSpec) -> FormValue:
    return value if value in column.choices else None


def _ratio(value: FormValue, _column: ColumnSpec) -> FormValue:
    return value if isinstance(value, str) and _RATIO.fullmatch(value) else None


_READERS = {
    CellType.COUNT: _count,
    CellType.DECIMAL: _decimal,
    CellType.PERCENT: _decimal,
    CellType.CHOICE: _choice,
    CellType.RATIO: _ratio,
}


def table_of(spec: FormSpec, code: str) -> TableSpec | None:
    """Return a table of the form, None when it has none of this code."""
    return next((table for table in spec.tables if table.code == code), None)


def row_of(table: TableSpec, code: str) -> RowSpec | None:
    """Return a declared row, None when the table has none of this code."""
    return next((row for row in table.rows if row.code == code), None)


def column_at(spec: FormSpec, key: CellKey) -> ColumnSpec:
    """Return the column of a place; Misfit when this version has no such cell."""
    table = table_of(spec, key.table)
    if table is None:
        raise Misfit(f"Mẫu không có Biểu {key.table}.")
    column = next((each for each in table.columns if each.key == key.column), None)
    if column is None:
        raise Misfit(f"Biểu {key.table} không có cột này.")
    if table.kind in DECLARED_ROWS:
        row = row_of(table, key.row)
        if row is None:
            raise Misfit(f"Biểu {key.table} không có dòng này.")
        if column.key in row.na:
            raise Misfit(f"Dòng {row.label} không có cột “{column.label}”.")
    return column


def is_computed(spec: FormSpec, key: CellKey) -> bool:
    """Return True when the form itself computes the cell: nobody types there."""
    table = table_of(spec, key.table)
    if table is None:
        return False
    column = next((each for each in table.columns if each.key == key.column), None)
    row = row_of(table, key.row)
    has_row_formula = row is not None and bool(row.formula)
    return column is not None and (
        bool(column.formula) or (has_row_formula and column.type in NUMBERS)
    )
