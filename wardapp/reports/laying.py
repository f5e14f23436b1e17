"""Lays answers out in a version of a form: rows, cells, typed values, and what fits nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wardapp.core.forms import (
    CellKey,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    TableKind,
    TableSpec,
    UnplacedCell,
)
from wardapp.reports.filling import relaid
from wardapp.reports.fitting import DECLARED_ROWS, Misfit, column_at, fitted, is_blank, is_computed

TYPED_NO_MORE = "Ô này nay tính theo công thức."
OTHER_SUM = "Công thức mới ra số khác số đã chốt."
TAKEN = "Ô mới đã có câu trả lời khác."


@dataclass(slots=True)
class Laid:
    """Answers by their place in the new version, and those without one."""

    version: str  # of the form the answers come from
    cells: dict[CellKey, FilledCell] = field(default_factory=dict)
    frozen: list[tuple[CellKey, FilledCell]] = field(default_factory=list)  # formula cells, closed
    unplaced: list[UnplacedCell] = field(default_factory=list)

    def refuse(self, cell: FilledCell, why: str, into: CellKey | None = None) -> None:
        """Keep an answer apart, with the reason."""
        self.unplaced.append(unplaced_of(cell, self.version, why, into))


def unplaced_of(
    cell: FilledCell, version: str, why: str, into: CellKey | None = None
) -> UnplacedCell:
    """Return an answer that stands apart, named after its place in its own version."""
    return UnplacedCell(
        key=cell.key,
        computed=cell.computed,
        typed=cell.typed,
        is_typed=cell.is_typed,
        reason=cell.reason,
        line_ids=cell.line_ids,
        version=version,
        why=why,
        merged_into=into,
    )


def fitted_cell(cell: FilledCell, spec: FormSpec, key: CellKey, version: str) -> FilledCell:
    """Return the answer at its new place; Misfit when any of its values would be lost."""
    column = column_at(spec, key)
    reason = cell.reason
    if cell.is_typed and column.source and not reason:
        reason = f"Chuyển từ mẫu {version}"
    return replace(
        cell,
        key=key,
        computed=fitted(cell.computed, column),
        typed=fitted(cell.typed, column),
        reason=reason,
    )


def lay(cell: FilledCell, spec: FormSpec, key: CellKey, laid: Laid) -> bool:
    """Put an answer at a place; apart, with the reason, where it does not fit. True when it did."""
    if is_computed(spec, key):
        return _lay_computed(cell, key, laid)
    try:
        placed = fitted_cell(cell, spec, key, laid.version)
    except Misfit as misfit:
        laid.refuse(cell, str(misfit))
        return False
    if key in laid.cells:
        laid.refuse(cell, TAKEN)
        return False
    laid.cells[key] = placed
    return True


def _lay_computed(cell: FilledCell, key: CellKey, laid: Laid) -> bool:
    if cell.is_typed:
        laid.refuse(cell, TYPED_NO_MORE)
        return False
    laid.frozen.append((key, cell))
    return True


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows tables without declared ones have: (code, label), in order."""

    grown: tuple[CellKey, ...]
    shown: Mapping[str, tuple[tuple[str, str], ...]]


def laid_out(old: FilledForm, spec: FormSpec, laid: Laid, rows: Rows) -> FilledForm:
    """Return the form in a version with the answers laid into it, formulas computed anew."""
    tables = tuple(
        FilledTable(code=table.code, rows=tuple(_rows(table, rows, laid.cells)))
        for table in spec.tables
    )
    typed = (cell for cell in laid.cells.values() if cell.is_typed)
    overrides = tuple(replace(cell, computed=None, line_ids=()) for cell in typed)
    form = relaid(
        spec,
        replace(
            old,
            form_version=spec.version,
            tables=tables,
            overrides=overrides,
            grown=rows.grown,
            approved_ms=None,  # what was approved was another layout
            approved_by="",
            unplaced=(),
        ),
    )
    _keep_frozen(form, laid)
    return replace(form, unplaced=tuple(laid.unplaced))


def _rows(table: TableSpec, rows: Rows, cells: Mapping[CellKey, FilledCell]) -> Iterable[FilledRow]:
    if table.kind in DECLARED_ROWS:
        for row in table.rows:
            keys = [column.key for column in table.columns if column.key not in row.na]
            yield FilledRow(
                code=row.code,
                label=row.label,
                unit=row.unit,
                cells=_cells(table, row.code, keys, cells),
            )
        return
    keys = [column.key for column in table.columns]
    for position, (code, label) in enumerate(rows.shown.get(table.code, ()), start=1):
        said = str(position) if table.kind is TableKind.GROWING else label
        yield FilledRow(code=code, label=said, cells=_cells(table, code, keys, cells))


def _cells(
    table: TableSpec, row: str, keys: list[str], cells: Mapping[CellKey, FilledCell]
) -> tuple[FilledCell, ...]:
    places = (CellKey(table=table.code, row=row, column=column) for column in keys)
    return tuple(cells.get(place, FilledCell(key=place)) for place in places)


def _keep_frozen(form: FilledForm, laid: Laid) -> None:
    """Keep apart each frozen figure that the formula of the new version does not give again."""
    now = values_of(form)
    for key, cell in laid.frozen:
        again = now.get(key)
        if is_blank(cell.value) or (again is not None and again.value == cell.value):
            continue
        laid.refuse(cell, OTHER_SUM)


def values_of(form: FilledForm) -> dict[CellKey, FilledCell]:
    """Return every cell of a form by its place, typed values laid over the computed ones.

    A typed value whose row is not among the tables stands here too.
    """
    cells = {cell.key: cell for table in form.tables for row in table.rows for cell in row.cells}
    for typed in form.overrides:
        under = cells.get(typed.key, FilledCell(key=typed.key))
        cells[typed.key] = replace(under, typed=typed.typed, is_typed=True, reason=typed.reason)
    return cells
