"""Fills a form from the books: what the records say, with what the clerk typed laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from wardapp.core.daylog import LogLine
from wardapp.core.forms import (
    CellKey,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSources,
    FormSpec,
    Period,
    RowSpec,
    TableKind,
    TableSpec,
)
from wardapp.core.issuers import Unit
from wardapp.core.text import sort_key
from wardapp.reports import measures
from wardapp.reports.book_figures import BookFigures
from wardapp.reports.log_index import LogIndex, UnitLog
from wardapp.reports.measures import NOTHING, Measured
from wardapp.reports.record_rows import RecordRow, log_rows, opinion_rows
from wardapp.reports.sources import COUNTS, OPINIONS, PETITION, base_of, parts_of
from wardapp.reports.totals import TOTAL, computed, rounded, totals

__all__ = [
    "TOTAL",
    "UNIT_KIND",
    "blank_form",
    "fill",
    "listed_units",
    "relaid",
    "rounded",
    "totals",
    "year_start",
]

UNIT_KIND = "tdp"
"""Kind of the units a per-unit table lists."""

_OF_UNITS = frozenset({"code", "households", "reached", "channels"})


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

    The result does not depend on the order of the records.
    """
    filling = _Filling(form, sources)
    return replace(
        form,
        form_version=spec.version,
        tables=tuple(filling.table(table) for table in spec.tables),
    )


def relaid(spec: FormSpec, form: FilledForm) -> FilledForm:
    """Return a closed form with its typed cells laid over its own kept figures.

    The books are not asked: what was closed moves only where the clerk typed.
    """
    typed = _typed(form)
    tables = []
    for table in form.tables:
        rows = tuple(
            replace(row, cells=tuple(_laid_over(cell, typed) for cell in row.cells))
            for row in table.rows
        )
        tables.append(replace(table, rows=computed(spec.table(table.code), rows)))
    return replace(form, tables=tuple(tables))


def year_start(period: Period) -> date:
    """Return the day luỹ kế counts from: 1 January of the year of the window's end."""
    return date(period.window_to.year, 1, 1)


def listed_units(units: tuple[Unit, ...], kind: str = UNIT_KIND) -> tuple[Unit, ...]:
    """Return the units of a kind a report counts, in natural order of their codes or names."""
    active = (unit for unit in units if unit.kind == kind and unit.active)
    return tuple(sorted(active, key=lambda unit: (sort_key(unit.code or unit.name), unit.id)))


def is_left_out(form: FilledForm, table: str, row: str) -> bool:
    """Return True when the clerk left a row of records out: typed over with no column."""
    key = CellKey(table=table, row=row, column="")
    return any(cell.key == key for cell in form.overrides)


class _Filling:
    """One form being filled: window, year, typed cells; each book is looked through once."""

    def __init__(self, form: FilledForm, sources: FormSources) -> None:
        self._form = form
        self._sources = sources
        self._typed = _typed(form)
        window = form.period
        self._days = (window.window_from, window.window_to, year_start(window))
        self._constants: Mapping[str, object] = dict(sources.constants)

    @cached_property
    def _log(self) -> LogIndex:
        return LogIndex(self._sources.lines, *self._days)

    @cached_property
    def _books(self) -> BookFigures:
        return BookFigures(self._sources, *self._days)

    def table(self, table: TableSpec) -> FilledTable:
        match table.kind:
            case TableKind.PER_UNIT:
                rows = tuple(self._unit_rows(table))
            case TableKind.GROWING:
                rows = tuple(self._growing_rows(table))
            case _:
                rows = tuple(self._fixed_row(table, row) for row in table.rows)
        return FilledTable(code=table.code, rows=computed(table, rows))

    def _fixed_row(self, table: TableSpec, row: RowSpec) -> FilledRow:
        cells = (
            self._laid(table, row.code, column, self._of_row(table, column, row))
            for column in table.columns
            if column.key not in row.na
        )
        return FilledRow(code=row.code, label=row.label, unit=row.unit, cells=tuple(cells))

    def _of_row(self, table: TableSpec, column: ColumnSpec, row: RowSpec) -> Measured:
        """Return what the books say for a row of the form; a row of sums asks none."""
        if not column.source or row.formula:
            return NOTHING
        name, year = base_of(column.source)
        name = row.measure if name == "amount" else name
        names = parts_of(name)
        if names[0].startswith(PETITION):
            return self._books.petitions(names, row.select + column.select, year=year)
        if name in OPINIONS:
            return self._books.opinions(name, row.select + column.select, year=year)
        lines = self._log.of(row.channels, row.groups, year=year)
        if name == "reach" and row.reach == "max":
            return measures.largest(lines, "reach")
        if name == "places":
            return measures.places(lines, listed_units(self._sources.units))
        return self._of_lines(name, lines) or self._constant(name, table)

    def _of_lines(self, name: str, lines: list[LogLine]) -> Measured | None:
        """Return what lines add up to, None for a name that is none of theirs."""
        if name == "lines":
            return measures.counted(lines)
        if name == "times":
            return measures.times(lines)
        if name == "evidence":
            return measures.evidence(lines)
        return measures.summed(lines, name) if name in COUNTS else None

    def _constant(self, name: str, table: TableSpec) -> Measured:
        """Return a figure of the office itself; households of units that told them."""
        units = listed_units(self._sources.units, table.unit_kind)
        if name == "units":
            return Measured(len(units)) if units else NOTHING
        if name == "households":
            known = [unit.households for unit in units if unit.households is not None]
            return Measured(sum(known)) if known else NOTHING
        value = self._constants.get(name)
        return Measured(value) if isinstance(value, int) else NOTHING

    def _unit_rows(self, table: TableSpec) -> Iterator[FilledRow]:
        units = listed_units(self._sources.units, table.unit_kind)
        logs = {False: UnitLog(self._log.window(table.channels), units)}
        if any(column.source.endswith("_year") for column in table.columns):
            logs[True] = UnitLog(self._log.year(table.channels), units)
        for unit in units:
            code = unit.code or unit.id
            cells = (
                self._laid(table, code, column, self._of_unit(column, unit, logs))
                for column in table.columns
            )
            yield FilledRow(code=code, label=unit.name, cells=tuple(cells))

    def _of_unit(self, column: ColumnSpec, unit: Unit, logs: Mapping[bool, UnitLog]) -> Measured:
        """Return what the books say of a unit."""
        if not column.source:
            return NOTHING
        name, year = base_of(column.source)
        if name.startswith(PETITION):
            return self._books.petitions(parts_of(name), column.select, year=year, unit=unit)
        if name in _OF_UNITS:
            return self._unit_fact(name, unit, logs[False])
        return self._of_lines(name, logs[year].of(unit)) or NOTHING

    def _unit_fact(self, name: str, unit: Unit, log: UnitLog) -> Measured:
        match name:
            case "code":
                return Measured(unit.code or None)
            case "households":
                return Measured(unit.households)
            case "reached":
                return log.reached(unit, self._household_channels)
        names = tuple((each.code, each.name) for each in self._sources.channels)
        return log.main_channels(unit, names)

    @cached_property
    def _household_channels(self) -> frozenset[str]:
        return frozenset(
            channel.code
            for channel in self._sources.channels
            if channel.reach_label == measures.HOUSEHOLDS
        )

    def _growing_rows(self, table: TableSpec) -> Iterator[FilledRow]:
        """Yield the rows of records, then those the clerk added."""
        position = 0
        for record in self._records(table):
            if is_left_out(self._form, table.code, record.id):
                continue
            position += 1
            cells = (
                self._laid(table, record.id, column, _given(record, column))
                for column in table.columns
            )
            yield FilledRow(code=record.id, label=str(position), cells=tuple(cells))
        for key in self._form.grown:
            if key.table != table.code:
                continue
            position += 1
            typed = (self._laid(table, key.row, column, NOTHING) for column in table.columns)
            yield FilledRow(code=key.row, label=str(position), cells=tuple(typed))

    def _records(self, table: TableSpec) -> Iterable[RecordRow]:
        units = self._sources.units
        match table.rows_from:
            case "opinions":
                return opinion_rows(self._books.topics(), units)
            case "log":
                lines = self._log.window(table.channels)
                return log_rows(lines, units, self._sources.channels)
        return ()

    def _laid(
        self, table: TableSpec, row: str, column: ColumnSpec, measured: Measured
    ) -> FilledCell:
        """Return the cell with the clerk's value over the computed one, both kept."""
        key = CellKey(table=table.code, row=row, column=column.key)
        cell = FilledCell(key=key, computed=measured.value, line_ids=measured.line_ids)
        return _laid_over(cell, self._typed)


def _given(record: RecordRow, column: ColumnSpec) -> Measured:
    value = record.values.get(column.source)
    return NOTHING if value is None else Measured(value, (record.id,))


def _typed(form: FilledForm) -> dict[CellKey, FilledCell]:
    return {cell.key: cell for cell in form.overrides}


def _laid_over(cell: FilledCell, typed: Mapping[CellKey, FilledCell]) -> FilledCell:
    over = typed.get(cell.key) if typed else None
    if over is None:
        return replace(cell, typed=None, is_typed=False, reason="") if cell.is_typed else cell
    return replace(cell, typed=over.typed, is_typed=True, reason=over.reason)
