"""Lays what the clerk typed over figures at hand: only rows that were typed into are made anew.

The figures must be whole: formulas computed, nothing typed. What comes out is what filling, or
laying over the whole form, would say; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wardapp.core.forms import (
    CellKey,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    TableKind,
    TableSpec,
)
from wardapp.reports.consolidating import unlaid
from wardapp.reports.filling import is_left_out, relaid
from wardapp.reports.row_formulas import formula_rows
from wardapp.reports.totals import computed


def filled_over(spec: FormSpec, form: FilledForm, figures: tuple[FilledTable, ...]) -> FilledForm:
    """Return the form filled with figures: rows left out and rows added by hand stay so."""
    rows = tuple(_with_grown(spec.table(table.code), form, table) for table in figures)
    return laid_upon(spec, replace(form, form_version=spec.version), rows)


def gathered_over(spec: FormSpec, form: FilledForm, given: FilledForm) -> FilledForm:
    """Return the form of all units with what was typed over what the units gave."""
    gathered = replace(form, tables=given.tables, return_ids=given.return_ids)
    if given.form_version == spec.version:
        laid = laid_upon(spec, gathered, given.tables)
    else:
        laid = relaid(spec, gathered)
    return replace(laid, unplaced=unlaid(laid))


def laid_upon(spec: FormSpec, form: FilledForm, figures: tuple[FilledTable, ...]) -> FilledForm:
    """Return the form with its typed cells laid over the rows of figures."""
    typed = {cell.key: cell for cell in form.overrides}
    places = {(key.table, key.row) for key in typed}
    tables = (_laid(spec.table(table.code), table, typed, places) for table in figures)
    return replace(form, tables=tuple(tables))


def _with_grown(table: TableSpec, form: FilledForm, figures: FilledTable) -> FilledTable:
    if table.kind is not TableKind.GROWING:
        return figures
    rows = [row for row in figures.rows if not is_left_out(form, table.code, row.code)]
    rows += [_blank(table, key.row) for key in form.grown if key.table == table.code]
    numbered = (_named(row, str(place)) for place, row in enumerate(rows, start=1))
    return replace(figures, rows=tuple(numbered))


def _named(row: FilledRow, label: str) -> FilledRow:
    return row if row.label == label else replace(row, label=label)


def _blank(table: TableSpec, code: str) -> FilledRow:
    keys = (CellKey(table=table.code, row=code, column=each.key) for each in table.columns)
    row = FilledRow(code=code, label="", cells=tuple(FilledCell(key=key) for key in keys))
    return computed(table, (row,))[0]


def _laid(
    spec: TableSpec,
    table: FilledTable,
    typed: Mapping[CellKey, FilledCell],
    places: set[tuple[str, str]],
) -> FilledTable:
    touched = {row.code for row in table.rows if (table.code, row.code) in places}
    if not touched:
        return table
    if formula_rows(spec):  # a sum of rows may move with any of them
        touched = {row.code for row in table.rows}
    again = tuple(row for row in table.rows if row.code in touched)
    bare = tuple(_bare(row, typed) for row in again)
    made = map(_with_records, computed(spec, bare), again)
    rows = tuple(next(made) if row.code in touched else row for row in table.rows)
    return replace(table, rows=rows)


def _bare(row: FilledRow, typed: Mapping[CellKey, FilledCell]) -> FilledRow:
    """Return the row as typed over, without the records behind it: sums need not join them."""
    return replace(row, cells=tuple(_over(cell, typed.get(cell.key)) for cell in row.cells))


def _over(cell: FilledCell, typed: FilledCell | None) -> FilledCell:
    if typed is None:
        return replace(cell, line_ids=()) if cell.line_ids else cell
    return replace(cell, typed=typed.typed, is_typed=True, reason=typed.reason, line_ids=())


def _with_records(row: FilledRow, figures: FilledRow) -> FilledRow:
    """Return the row with the records behind its figures: what is typed does not change them."""
    cells = (
        replace(cell, line_ids=known.line_ids) if known.line_ids else cell
        for cell, known in zip(row.cells, figures.cells, strict=True)
    )
    return replace(row, cells=tuple(cells))
