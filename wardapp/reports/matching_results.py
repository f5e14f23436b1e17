"""Compares what a file states with what its values give, and runs the checks of the form."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from wardapp.core.forms import (
    CellKey,
    CheckLevel,
    CheckResult,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    FormValue,
    Period,
    TableKind,
    TableSpec,
)
from wardapp.core.returns import CellPlace, DoubtKind, SettleChoice
from wardapp.reports.checking import check
from wardapp.reports.filling import TOTAL, relaid, totals
from wardapp.reports.matching_rows import Wanted
from wardapp.reports.matching_taking import Stated, Taking

_CLOSE = Decimal("0.11")
_ASKS_ZERO = "zero"


def filled_of(
    spec: FormSpec, period: Period, taking: Taking, rows: dict[str, list[Wanted]]
) -> FilledForm:
    """Return the values of a file as a form filled for its period, formulas computed."""
    values = {key: value for key, (value, _place) in taking.taken.items()}
    tables = tuple(_table(table, values, rows[table.code]) for table in spec.tables)
    overrides = tuple(
        cell for table in tables for row in table.rows for cell in row.cells if cell.is_typed
    )
    form = FilledForm(
        form_id=spec.id,
        form_version=spec.version,
        period=period,
        reporter="",
        tables=tables,
        overrides=overrides,
    )
    return relaid(spec, form)


def _table(table: TableSpec, values: dict[CellKey, FormValue], wanted: list[Wanted]) -> FilledTable:
    known = {row.code: row for row in wanted}
    if table.kind in {TableKind.GROWING, TableKind.PER_UNIT}:
        codes = list(dict.fromkeys(key.row for key in values if key.table == table.code))
    else:
        codes = list(known)
    return FilledTable(
        code=table.code,
        rows=tuple(_row(table, code, known.get(code), values) for code in codes),
    )


def _row(
    table: TableSpec, code: str, wanted: Wanted | None, values: dict[CellKey, FormValue]
) -> FilledRow:
    cells = []
    for column in table.columns:
        if wanted is not None and column.key in wanted.na:
            continue
        key = CellKey(table=table.code, row=code, column=column.key)
        value = values.get(key)
        cells.append(FilledCell(key=key, typed=value, is_typed=value is not None))
    label = wanted.names[0] if wanted is not None else code
    return FilledRow(code=code, label=label, cells=tuple(cells))


def compare_stated(taking: Taking, spec: FormSpec, filled: FilledForm) -> None:
    """List figures the file computed otherwise than its own values give."""
    sums = {table.code: totals(table, filled.table(table.code)) for table in spec.tables}
    for each in taking.stated:
        row = (
            sums[each.key.table]
            if each.key.row == TOTAL
            else filled.table(each.key.table).row(each.key.row)
        )
        cell = None if row is None else row.cell(each.key.column)
        ours = None if cell is None else cell.value
        if not _agree(each, ours):
            _doubt_stated(taking, each, ours)


def _agree(stated: Stated, ours: FormValue) -> bool:
    theirs = stated.value
    if isinstance(theirs, str) or isinstance(ours, str):
        return str(theirs) == str(ours)
    if theirs is None:
        return True
    if ours is None:
        return stated.cell.is_formula
    return abs(Decimal(theirs) - Decimal(ours)) < _CLOSE


def _doubt_stated(taking: Taking, each: Stated, ours: FormValue) -> None:
    named = "dòng tổng" if each.key.row == TOTAL else f"dòng {each.key.row}"
    figures = "thiếu số để tính" if ours is None else f"tính lại là {ours}"
    taking.findings.doubt(
        DoubtKind.FORMULA,
        f"Biểu {each.key.table}, {named}: tệp ghi {each.cell.text}, {figures}.",
        taking.findings.place(each.sheet, each.cell),
        each.cell.raw,
    )


def run_checks(taking: Taking, spec: FormSpec, filled: FilledForm) -> None:
    """List each rule of the form the values break; rows that were left blank in one line."""
    blank: dict[str, list[CheckResult]] = defaultdict(list)
    for result in check(spec, filled):
        if result.passed or result.table not in taking.seen:
            continue
        if result.action == _ASKS_ZERO:
            blank[result.code].append(result)
        else:
            _doubt_check(taking, result, result.sentence)
    for results in blank.values():
        rows = [key.row for result in results for key in result.cells[:1]]
        sentence = results[0].sentence
        if len(results) > 1:
            sentence = (
                f"Biểu {results[0].table}: {len(results)} dòng chưa có số ({', '.join(rows)}). "
                "Chưa có số không phải là 0."
            )
        _doubt_check(taking, results[0], sentence)


def _doubt_check(taking: Taking, result: CheckResult, sentence: str) -> None:
    key = next(iter(result.cells), None)
    held = next((taking.taken[each] for each in result.cells if each in taking.taken), None)
    place = held[1] if held else CellPlace(file=taking.findings.file)
    taking.findings.doubt(
        DoubtKind.CHECK,
        sentence,
        place,
        of=(key, taking.taken[key][0] if key in taking.taken else None),
        settled=SettleChoice.TAKEN if result.level is CheckLevel.WARNING else "",
    )
