"""Fills a form from the log: what the lines say, with what the clerk typed laid over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from wardapp.core.daylog import LogLine
from wardapp.core.forms import (
    CellKey,
    CellType,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSources,
    FormSpec,
    FormValue,
    Period,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.core.issuers import Unit
from wardapp.core.text import sort_key
from wardapp.reports import measures
from wardapp.reports.expressions import Number, parse
from wardapp.reports.measures import NOTHING, Measured, UnitShare
from wardapp.reports.rows import RowCells, TableCells

UNIT_KIND = "tdp"
"""Kind of the units a per-unit table lists."""

TOTAL = "total"
"""Code of the row of totals."""

_TENTH = Decimal("0.1")


def blank_form(spec: FormSpec, period: Period, reporter: str) -> FilledForm:
    """Return a form in which nothing was filled or typed yet."""
    return FilledForm(
        form_id=spec.id,
        form_version=spec.version,
        period=period,
        reporter=reporter,
        tables=(),
    )


def fill(spec: FormSpec, form: FilledForm, sources: FormSources) -> FilledForm:
    """Return the form with every cell computed anew; period, typed cells and grown rows stay.

    The result does not depend on the order of the lines.
    """
    lines = tuple(sorted(sources.lines, key=lambda line: (line.day, line.time, line.id)))
    filling = _Filling(form, replace(sources, lines=lines))
    return replace(
        form,
        form_version=spec.version,
        tables=tuple(filling.table(table) for table in spec.tables),
    )


def relaid(spec: FormSpec, form: FilledForm) -> FilledForm:
    """Return a closed form with its typed cells laid over its own kept figures.

    The log is not asked: what was closed moves only where the clerk typed.
    """
    tables = tuple(
        replace(
            table,
            rows=tuple(
                _with_formulas(
                    spec.table(table.code),
                    replace(row, cells=tuple(_laid_over(cell, form) for cell in row.cells)),
                )
                for row in table.rows
            ),
        )
        for table in form.tables
    )
    return replace(form, tables=tables)


def totals(table: TableSpec, filled: FilledTable) -> FilledRow:
    """Return the row of totals: counts summed (blank when all are), formulas over the sums."""
    cells = TableCells(table, filled)
    sums = tuple(
        _cell(table, TOTAL, column, cells.total(column.key) if _adds(column) else None)
        for column in table.columns
    )
    row = FilledRow(code=TOTAL, label="Tổng cộng", cells=sums)
    return _with_formulas(table, row)


def year_start(period: Period) -> date:
    """Return the day luỹ kế counts from: 1 January of the year of the window's end."""
    return date(period.window_to.year, 1, 1)


def listed_units(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the tổ dân phố a report counts, in natural order of their names."""
    active = (unit for unit in units if unit.kind == UNIT_KIND and unit.active)
    return tuple(sorted(active, key=lambda unit: (sort_key(unit.code or unit.name), unit.id)))


def _adds(column: ColumnSpec) -> bool:
    return column.type is CellType.COUNT and not column.formula


def _cell(table: TableSpec, row: str, column: ColumnSpec, value: FormValue) -> FilledCell:
    return FilledCell(key=CellKey(table=table.code, row=row, column=column.key), computed=value)


def _with_formulas(table: TableSpec, row: FilledRow) -> FilledRow:
    """Compute the formula columns from left to right; a formula may use those before it."""
    for column in table.columns:
        if column.formula:
            value = parse(column.formula).value(RowCells(row))
            row = _put(row, column, None if value is None else rounded(Decimal(value), column.type))
    return row


def rounded(value: Decimal, kind: CellType) -> Number:
    """Return a computed number as its column shows it: percent with one decimal, half up."""
    if kind in {CellType.PERCENT, CellType.DECIMAL}:
        return value.quantize(_TENTH, ROUND_HALF_UP)
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _put(row: FilledRow, column: ColumnSpec, value: FormValue) -> FilledRow:
    cells = tuple(
        replace(cell, computed=value) if cell.key.column == column.key else cell
        for cell in row.cells
    )
    return replace(row, cells=cells)


@dataclass(frozen=True)
class _Filling:
    """One form being filled: window, year, typed cells."""

    form: FilledForm
    sources: FormSources

    def table(self, table: TableSpec) -> FilledTable:
        match table.kind:
            case TableKind.PER_UNIT:
                rows = self._unit_rows(table)
            case TableKind.GROWING:
                rows = self._grown_rows(table)
            case _:
                rows = tuple(self._fixed_row(table, row) for row in table.rows)
        return FilledTable(code=table.code, rows=tuple(_with_formulas(table, row) for row in rows))

    def _in(self, first: date) -> tuple[LogLine, ...]:
        last = self.form.period.window_to
        return tuple(line for line in self.sources.lines if first <= line.day <= last)

    def _fixed_row(self, table: TableSpec, row: RowSpec) -> FilledRow:
        window = _of(self._in(self.form.period.window_from), row)
        year = _of(self._in(year_start(self.form.period)), row)
        cells = (
            self._laid(table, row.code, column, self._row_measure(column, row, window, year))
            for column in table.columns
            if column.key not in row.na
        )
        return FilledRow(code=row.code, label=row.label, unit=row.unit, cells=tuple(cells))

    def _row_measure(
        self,
        column: ColumnSpec,
        row: RowSpec,
        window: tuple[LogLine, ...],
        year: tuple[LogLine, ...],
    ) -> Measured:
        match column.source:
            case "amount":
                said = measures.summed(window, row.measure)
            case "amount_year":
                said = measures.summed(year, row.measure)
            case "reach" if row.reach == "max":
                said = measures.largest(window, "reach")
            case "reach" | "interactions":
                said = measures.summed(window, column.source)
            case "places":
                said = measures.places(window, listed_units(self.sources.units))
            case "evidence":
                said = measures.evidence(window)
            case _:
                said = NOTHING
        return said

    def _unit_rows(self, table: TableSpec) -> tuple[FilledRow, ...]:
        units = listed_units(self.sources.units)
        window = self._in(self.form.period.window_from)
        return tuple(self._unit_row(table, UnitShare(unit, units), window) for unit in units)

    def _unit_row(
        self, table: TableSpec, share: UnitShare, window: tuple[LogLine, ...]
    ) -> FilledRow:
        covering = tuple(line for line in window if share.covers(line))
        code = share.unit.code or share.unit.id
        cells = (
            self._laid(table, code, column, self._unit_measure(column, share, covering))
            for column in table.columns
        )
        return FilledRow(code=code, label=share.unit.name, cells=tuple(cells))

    def _unit_measure(
        self, column: ColumnSpec, share: UnitShare, covering: tuple[LogLine, ...]
    ) -> Measured:
        match column.source:
            case "households":
                return Measured(share.unit.households)
            case "reached":
                counted = {
                    channel.code
                    for channel in self.sources.channels
                    if channel.reach_label == measures.HOUSEHOLDS
                }
                return measures.reached((at for at in covering if at.channel in counted), share)
            case "channels":
                names = tuple((each.code, each.name) for each in self.sources.channels)
                return measures.main_channels(covering, names)
        return NOTHING

    def _grown_rows(self, table: TableSpec) -> tuple[FilledRow, ...]:
        codes = [key.row for key in self.form.grown if key.table == table.code]
        return tuple(
            FilledRow(
                code=code,
                label=str(position),
                cells=tuple(self._laid(table, code, each, NOTHING) for each in table.columns),
            )
            for position, code in enumerate(codes, start=1)
        )

    def _laid(
        self, table: TableSpec, row: str, column: ColumnSpec, measured: Measured
    ) -> FilledCell:
        """Return the cell with the clerk's value over the computed one, both kept."""
        key = CellKey(table=table.code, row=row, column=column.key)
        cell = FilledCell(key=key, computed=measured.value, line_ids=measured.line_ids)
        return _laid_over(cell, self.form)


def _laid_over(cell: FilledCell, form: FilledForm) -> FilledCell:
    typed = next((each for each in form.overrides if each.key == cell.key), None)
    if typed is None:
        return replace(cell, typed=None, is_typed=False, reason="")
    return replace(cell, typed=typed.typed, is_typed=True, reason=typed.reason)


def _of(lines: tuple[LogLine, ...], row: RowSpec) -> tuple[LogLine, ...]:
    return tuple(line for line in lines if line.channel in row.channels)
