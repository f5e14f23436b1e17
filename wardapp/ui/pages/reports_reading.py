"""What Báo cáo reads in one go, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dispatches import Outgoing
from wardapp.core.drafts import DraftStatus
from wardapp.core.forms import (
    CellKey,
    CellRecord,
    CheckResult,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledScope,
    FormSpec,
    Period,
    TableSpec,
)
from wardapp.core.identity import RecordId
from wardapp.core.report_views import Correction, FormHistory
from wardapp.core.returns import Contribution
from wardapp.services.office import Office

SOON_WORKING_DAYS = 5
FIRST_FORM = "phu-luc-02"
LONGEST_CODE = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled report with everything the page says about it."""

    forms: tuple[FormSpec, ...]
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
        if row is not None and len(key.row) > LONGEST_CODE:  # a row of a record, not of the form
            where = f"{key.table}, dòng {self.filled.table(key.table).rows.index(row) + 1}"
        return f"{where} · {column.short_label or column.label}"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a report: its past, its letter, what was corrected, who may approve."""

    history: FormHistory
    corrections: tuple[Correction, ...]
    line: Outgoing | None
    draft_id: RecordId | None
    leader: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What a cell is made of: records of this office, or what each unit gave."""

    records: tuple[CellRecord, ...] = ()
    given: tuple[Contribution, ...] = ()
    law: str = ""


def read_beside(office: Office, filled: FilledForm) -> Beside:
    """Return what stands beside a report (runs in a lane)."""
    desk = office.report_desk
    draft_id = filled.draft_id
    if draft_id is not None and office.drafting.get(draft_id).status is DraftStatus.DROPPED:
        draft_id = None
    return Beside(
        history=desk.history.known(filled),
        corrections=desk.corrections(filled),
        line=desk.issuing.line_of(filled),
        draft_id=draft_id,
        leader=office.reporting.facts(filled).signer_name,
    )


def read_past(office: Office, filled: FilledForm) -> bool:
    """Learn one earlier period; return whether there are more (runs in a lane, step by step)."""
    history = office.report_desk.history
    missing = history.missing(filled)
    if missing:
        history.learn(filled, missing[-1])
    return len(missing) > 1


def read_sheet(office: Office, form_id: str, period_id: str, scope: FilledScope) -> Sheet:
    """Return the report of a period; "" = the form and the period due next (runs in a lane)."""
    reporting = office.reporting.of(scope)
    form_id = form_id or _first_form(reporting.forms())
    period_id = period_id or reporting.current_period(form_id).id
    filled = reporting.fill(form_id, period_id)
    spec = reporting.spec(form_id, filled.form_version)
    done, required = reporting.progress(filled)
    today = office.desk.today()
    return Sheet(
        forms=reporting.forms(),
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


def _first_form(forms: tuple[FormSpec, ...]) -> str:
    """Return the form to begin with: the ward's own quarterly one where there is one."""
    return next((each.id for each in forms if each.id == FIRST_FORM), forms[0].id)


def _left(office: Office, today: date, due: date) -> int:
    return office.desk.workdays().between(today, due)


def read_behind(office: Office, filled: FilledForm, key: CellKey) -> Behind:
    """Return what a cell is made of, newest first (runs in a lane)."""
    if filled.scope is FilledScope.ALL:
        merged = office.consolidation
        return Behind(given=merged.contributions(filled, key), law=merged.law(filled, key))
    return Behind(records=office.report_desk.records.behind(filled, key))
