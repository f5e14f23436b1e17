"""The rules of a form asked again after a doubt was settled: some hold now, some no longer do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from wardapp.core.issuers import Unit
from wardapp.core.returns import (
    CellPlace,
    DoubtKind,
    ReturnDoubt,
    SettleChoice,
    UnitReturn,
)
from wardapp.reports.checking import check
from wardapp.reports.filling import relaid
from wardapp.services.return_doubts import standing

HOLDS_NOW = "khớp sau khi xem lại"
_ASKS_ZERO = "zero"
_NO_PERIOD = Period(id="", label="", window_from=date.min, window_to=date.min, due_date=date.min)


def rechecked(old: UnitReturn, new: UnitReturn, spec: FormSpec, unit: Unit | None) -> UnitReturn:
    """Return a return whose doubts follow its rules: what holds now is settled, what broke asks."""
    if old.values == new.values:
        return new
    before = {each.sentence: each for each in _broken(spec, old, unit)}
    after = {each.sentence: each for each in _broken(spec, new, unit)}
    doubts = tuple(
        replace(each, settled=SettleChoice.TAKEN.value, reason=HOLDS_NOW)
        if each.kind is DoubtKind.CHECK
        and not each.settled
        and each.sentence in before.keys() - after.keys()
        else each
        for each in new.doubts
    )
    broke = [
        each
        for sentence, each in after.items()
        if sentence not in before and each.level is CheckLevel.ERROR and each.action != _ASKS_ZERO
    ]
    more = tuple(
        _doubt(new, each, f"d{len(doubts) + at}") for at, each in enumerate(broke, start=1)
    )
    return standing(replace(new, doubts=(*doubts, *more)))


def _broken(spec: FormSpec, returned: UnitReturn, unit: Unit | None) -> list[CheckResult]:
    return [each for each in check(spec, _form(spec, returned, unit)) if not each.passed]


def _doubt(returned: UnitReturn, result: CheckResult, name: str) -> ReturnDoubt:
    held = [each for each in returned.values if each.key in result.cells]
    place = held[0].place if held else CellPlace(file=returned.file.name)
    return ReturnDoubt(
        id=name,
        kind=DoubtKind.CHECK,
        sentence=result.sentence,
        place=place,
        key=next(iter(result.cells), None),
    )


def _form(spec: FormSpec, returned: UnitReturn, unit: Unit | None) -> FilledForm:
    values = {each.key: each.value for each in returned.values}
    tables = tuple(_table(table, values, unit) for table in spec.tables)
    typed = tuple(
        cell for table in tables for row in table.rows for cell in row.cells if cell.is_typed
    )
    form = FilledForm(
        form_id=spec.id,
        form_version=spec.version,
        period=_NO_PERIOD,
        reporter="",
        tables=tables,
        overrides=typed,
    )
    return relaid(spec, form)


def _table(table: TableSpec, values: dict[CellKey, FormValue], unit: Unit | None) -> FilledTable:
    if table.kind in {TableKind.GROWING, TableKind.PER_UNIT}:
        own = {unit.code or unit.id: unit.name} if unit else {}
        codes = dict.fromkeys(key.row for key in values if key.table == table.code)
        rows = tuple(_row(table, code, own.get(code, code), (), values) for code in codes)
    else:
        rows = tuple(_row(table, row.code, row.label, row.na, values) for row in table.rows)
    return FilledTable(code=table.code, rows=rows)


def _row(
    table: TableSpec,
    code: str,
    label: str,
    na: tuple[str, ...],
    values: dict[CellKey, FormValue],
) -> FilledRow:
    keys = [CellKey(table=table.code, row=code, column=each.key) for each in table.columns]
    cells = tuple(
        FilledCell(key=key, typed=values.get(key), is_typed=values.get(key) is not None)
        for key in keys
        if key.column not in na
    )
    return FilledRow(code=code, label=label, cells=cells)
