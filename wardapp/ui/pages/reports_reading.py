"""What Báo cáo reads in one go, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.daylog import LogLine
from wardapp.core.forms import (
    CellKey,
    CheckResult,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FormSpec,
    Period,
    TableSpec,
)
from wardapp.services.office import Office

SOON_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled report with everything the page says about it."""

    spec: FormSpec
    filled: FilledForm
    checks: tuple[CheckResult, ...]
    done: int
    required: int
    periods: tuple[Period, ...]
    totals: tuple[FilledRow | None, ...]  # a table each
    left: int  # working days to the due date

    @property
    def is_closed(self) -> bool:
        """Return True while the figures are frozen."""
        return self.filled.closed_ms is not None

    @property
    def broken(self) -> tuple[CheckResult, ...]:
        """Return the checks that ask for something, worst first."""
        return tuple(check for check in self.checks if not check.passed)

    def table(self, code: str) -> TableSpec:
        """Return a table of the form."""
        return self.spec.table(code)

    def cell(self, key: CellKey | None) -> FilledCell | None:
        """Return a cell, None when the form has none there."""
        row = self.row(key)
        return row.cell(key.column) if row and key else None

    def row(self, key: CellKey | None) -> FilledRow | None:
        """Return the row of a cell."""
        known = {table.code for table in self.filled.tables}
        return self.filled.table(key.table).row(key.row) if key and key.table in known else None

    def column(self, key: CellKey) -> ColumnSpec:
        """Return the column of a cell."""
        return self.spec.table(key.table).column(key.column)

    def label(self, key: CellKey) -> str:
        """Return a cell in words: `A3 · Thực hiện`."""
        column, row = self.column(key), self.row(key)
        per_unit = row is not None and key.row.isdigit()
        where = row.label if row and per_unit else key.row
        return f"{where} · {column.short_label or column.label}"


def read_sheet(office: Office, form_id: str, period_id: str) -> Sheet:
    """Return the report of a period; "" = the form and the period due next (runs in a lane)."""
    reporting = office.reporting
    form_id = form_id or reporting.forms()[0].id
    period_id = period_id or reporting.current_period(form_id).id
    filled = reporting.fill(form_id, period_id)
    spec = reporting.spec(form_id, filled.form_version)
    done, required = reporting.progress(filled)
    today = office.desk.today()
    return Sheet(
        spec=spec,
        filled=filled,
        checks=reporting.check(filled),
        done=done,
        required=required,
        periods=reporting.periods(form_id),
        totals=tuple(
            reporting.totals(filled, table.code) if table.total_row else None
            for table in spec.tables
        ),
        left=_left(office, today, filled.period.due_date),
    )


def _left(office: Office, today: date, due: date) -> int:
    return office.desk.workdays().between(today, due)


def read_lines(office: Office, filled: FilledForm, key: CellKey) -> tuple[LogLine, ...]:
    """Return the lines behind a cell, newest first."""
    return office.reporting.lines_behind(filled, key)
