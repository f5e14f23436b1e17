"""Checks a filled form against its rules: in a cell, a row, a table, the form, across periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardapp.core.forms import (
    CellKey,
    CheckLevel,
    CheckResult,
    CheckSpec,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    FormValue,
    TableSpec,
)
from wardapp.reports.cell_checks import cell_results
from wardapp.reports.expressions import Expression, parse
from wardapp.reports.figures import figure
from wardapp.reports.form_cells import FormCells
from wardapp.reports.rows import RowCells, TableCells, is_filled


def check(
    spec: FormSpec, filled: FilledForm, before: FilledForm | None = None
) -> tuple[CheckResult, ...]:
    """Return every broken check, worst first, then one line for each check that holds.

    `before` is the form of the period before, for rules that ask it. A rule over cells nobody
    filled gives no result: it neither holds nor fails.
    """
    results = list(cell_results(spec, filled))
    for rule in spec.checks:
        results += _Checking(spec, filled, rule, before).results()
    return tuple(sorted(results, key=_worst_first))


def progress(spec: FormSpec, filled: FilledForm) -> tuple[int, int]:
    """Return how many required cells are filled, and how many are required."""
    required = [
        cell
        for table in spec.tables
        for row in filled.table(table.code).rows
        for cell in row.cells
        if table.column(cell.key.column).required
    ]
    return sum(is_filled(cell) for cell in required), len(required)


def _worst_first(result: CheckResult) -> tuple[bool, bool]:
    return result.passed, result.level is not CheckLevel.ERROR


@dataclass(frozen=True)
class _Checking:
    """One rule over one filled form."""

    spec: FormSpec
    filled: FilledForm
    rule: CheckSpec
    before: FilledForm | None = None

    def results(self) -> list[CheckResult]:
        table = self.spec.table(self.rule.table)
        filled = self.filled.table(self.rule.table)
        expression = parse(self.rule.rule)
        if not expression.row_names:
            verdicts = [self._of_table(table, filled, expression)]
        else:
            verdicts = list(self._of_rows(table, filled, expression))
        known = [verdict for verdict in verdicts if verdict is not None]
        broken = [verdict for verdict in known if not verdict.passed]
        if broken or not known or not self.rule.passed:
            return broken
        return [self._result(self.rule.passed, (), passed=True)]

    def _whole(self, table: TableSpec, filled: FilledTable) -> TableCells:
        return TableCells(table, filled, FormCells(self.spec, self.filled, self.before))

    def _of_table(
        self, table: TableSpec, filled: FilledTable, expression: Expression
    ) -> CheckResult | None:
        cells = self._whole(table, filled)
        holds = expression.value(cells)
        if holds is None:
            return None
        said = self.rule.sentence
        for name in expression.names:
            said = said.replace(f"{{{name}}}", figure(cells.total(name), table.column(name).type))
        keys = tuple(
            CellKey(table=ref.table, row=ref.row, column=ref.column) for ref in expression.refs
        )
        return self._result(said, keys, passed=bool(holds))

    def _of_rows(
        self, table: TableSpec, filled: FilledTable, expression: Expression
    ) -> Iterator[CheckResult | None]:
        whole = self._whole(table, filled)
        for row in filled.rows:
            if any(row.cell(name) is None for name in expression.row_names):
                continue  # a column that does not apply to this row
            holds = expression.value(RowCells(row, whole))
            if holds is None:
                yield None
                continue
            keys = tuple(
                CellKey(table=table.code, row=row.code, column=name)
                for name in expression.row_names
            )
            said = "" if holds else self._said(table, row)  # rows where it holds are not shown
            yield self._result(said, keys, passed=bool(holds))

    def _said(self, table: TableSpec, row: FilledRow) -> str:
        said = self.rule.sentence.replace("{row}", row.code).replace("{label}", row.label)
        for column in table.columns:
            cell = row.cell(column.key)
            value: FormValue = None if cell is None else cell.value
            said = said.replace(f"{{{column.key}}}", figure(value, column.type))
        return said

    def _result(self, said: str, cells: tuple[CellKey, ...], *, passed: bool) -> CheckResult:
        return CheckResult(
            code=self.rule.code,
            level=self.rule.level,
            passed=passed,
            sentence=said,
            cells=cells,
            action="" if passed else self.rule.action,
            table=self.rule.table,
        )
