"""What goes where in an official file: the values of a filled form by the bound places."""

from __future__ import annotations

from collections.abc import Callable

from wardapp.core.dates import long_date
from wardapp.core.form_versions import OfficialFile
from wardapp.core.forms import (
    FilledForm,
    FilledRow,
    FilledTable,
    FormFacts,
    FormSpec,
    FormValue,
    TableSpec,
)
from wardapp.reports.fitting import is_blank, row_of
from wardapp.reports.form_changes import LABEL, POSITION

Values = dict[str, FormValue]


def official_values(
    spec: FormSpec, filled: FilledForm, facts: FormFacts, official: OfficialFile
) -> tuple[Values, tuple[str, ...]]:
    """Return the value for each bound place, and sentences on answers no place is bound to."""
    said = _facts(filled, facts)
    values: Values = {}
    bound: set[tuple[str, str, str]] = set()
    for binding in official.bindings:
        if binding.target in said:
            values[binding.place] = said[binding.target]()
            continue
        table, row, column = binding.target.split(".")
        found = _row(filled, table, row)
        if found is None:
            values[binding.place] = None
            continue
        bound.add((table, found.code, column))
        cell = found.cell(column)
        values[binding.place] = (
            found.label if column == LABEL else None if cell is None else cell.value
        )
    return values, tuple(
        sentence
        for table in filled.tables
        for sentence in _left(spec.table(table.code), table, bound)
    )


def _row(filled: FilledForm, table: str, row: str) -> FilledRow | None:
    found = next((each for each in filled.tables if each.code == table), None)
    if found is None:
        return None
    if not row.startswith(POSITION):
        return found.row(row)
    at = int(row[1:]) - 1
    return found.rows[at] if 0 <= at < len(found.rows) else None


def _facts(filled: FilledForm, facts: FormFacts) -> dict[str, Callable[[], FormValue]]:
    window, on = filled.period, facts.filled_on or filled.filled_on
    return {
        "reporter": lambda: facts.reporter,
        "period": lambda: window.label,
        "window": lambda: f"từ {long_date(window.window_from)} đến {long_date(window.window_to)}",
        "prepared_by": lambda: facts.prepared_by,
        "phone": lambda: facts.phone,
        "filled_on": lambda: long_date(on) if on else "",
        "place": lambda: facts.place,
        "basis": lambda: facts.basis,
    }


def _left(table: TableSpec, filled: FilledTable, bound: set[tuple[str, str, str]]) -> list[str]:
    """Return a sentence for each row with answers the official file has no place for."""
    left = []
    for row in filled.rows:
        declared = row_of(table, row.code)
        lost = [
            column.short_label or column.label
            for column in table.columns
            if not column.formula
            and not (declared is not None and declared.formula)
            and (cell := row.cell(column.key)) is not None
            and not is_blank(cell.value)
            and (table.code, row.code, column.key) not in bound
        ]
        if lost:
            left.append(
                f"Biểu {table.code}, dòng {row.label or row.code}: tệp chính thức không có chỗ "
                f"cho {', '.join(lost)}."
            )
    return left
