"""Periodic reports: filled from the log, typed over with a reason, checked, approved, closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.daylog import LogLine
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import (
    CellKey,
    CheckResult,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledScope,
    FormFacts,
    FormSpec,
    FormValue,
    Period,
)
from wardapp.core.journal import Command
from wardapp.core.regimes import Regime
from wardapp.core.text import one_line
from wardapp.reports import checking, filling, periods
from wardapp.reports.typing_over import filled_over, gathered_over
from wardapp.services.desk import Desk
from wardapp.services.due_rules import due_calendar, source_of, year_named
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.form_book import FormBook
from wardapp.services.report_figures import Figures, ReportFigures
from wardapp.services.report_ground import (
    cell_of,
    column_of,
    earliest,
    facts_of,
    kept_form,
    refuse_fixed,
    refuse_sent,
    with_override,
    without_override,
    without_row,
)
from wardapp.services.typed_values import typed_value
from wardapp.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one report: its transaction, and what units sent, added up before it began."""

    tx: Transaction
    base: FilledForm | None
    command: Command


class Reporting:
    """The reports this office sends: its own, or (`of(ALL)`) those made of all units' returns."""

    def __init__(
        self,
        desk: Desk,
        book: FormBook,
        scope: FilledScope = FilledScope.OWN,
        figures: Figures | None = None,
    ) -> None:
        self._desk = desk
        self._book = book
        self._scope = scope
        self._figures = figures
        self._counted = ReportFigures(desk)
        self._merged: Reporting | None = None

    def consolidate_with(self, figures: Figures) -> None:
        """Let `of(ALL)` take its figures from the returns of the units."""
        self._merged = Reporting(self._desk, self._book, FilledScope.ALL, figures)

    def of(self, scope: FilledScope) -> Reporting:
        """Return the reports of a scope: the same deeds on our own or the consolidated form."""
        if scope is self._scope:
            return self
        if scope is FilledScope.ALL and self._merged is not None:
            return self._merged
        raise NotFound("Chưa có số liệu tổng hợp của các đơn vị.")

    @property
    def scope(self) -> FilledScope:
        """Return whose figures these reports hold."""
        return self._scope

    def forms(self) -> tuple[FormSpec, ...]:
        """Return the forms this office may fill, each in its newest version."""
        return self._book.forms()

    def spec(self, form_id: str, version: str = "") -> FormSpec:
        """Return a form in a version, the newest when that is ""; NotFound when there is none."""
        return self._book.spec(form_id, version)

    def spec_of(self, form_id: str, period_id: str) -> FormSpec:
        """Return the form as a period was filled: in that version, the newest when in none yet."""
        kept = self.kept(form_id, period_id)
        return self.spec(form_id, kept.form_version if kept else "")

    def kept(self, form_id: str, period_id: str) -> FilledForm | None:
        """Return what is kept of a period as it is kept, None when nothing was typed yet."""
        with self._desk.database.read() as tx:
            return kept_form(tx, form_id, period_id, issuer_or_first(tx), self._scope)

    def periods(self, form_id: str) -> tuple[Period, ...]:
        """Return the periods around today, with the windows the clerk set."""
        with self._desk.database.read() as tx:
            kept = {
                each.period.id: each.period
                for each in tx.filled.list(form_id)
                if each.scope is FilledScope.OWN
            }
            source, calendar = self._source(tx, form_id), due_calendar(self._desk, tx)
        known = periods.periods_of(source, self._desk.today(), calendar)
        return tuple(kept.get(each.id, each) for each in known)

    def current_period(self, form_id: str) -> Period:
        """Return the period whose report is due next, today included."""
        with self._desk.database.read() as tx:
            source, calendar = self._source(tx, form_id), due_calendar(self._desk, tx)
        current = periods.current_period(source, self._desk.today(), calendar)
        return next((each for each in self.periods(form_id) if each.id == current.id), current)

    def _source(self, tx: Transaction, form_id: str) -> FormSpec | Regime:
        return source_of(tx, self.spec(form_id))

    def _period(self, tx: Transaction, spec: FormSpec, period_id: str) -> Period:
        calendar = due_calendar(self._desk, tx, year_named(period_id, self._desk.today()))
        source = source_of(tx, spec)
        try:
            return periods.period(source, period_id, calendar)
        except NotFound:
            if source is spec:
                raise
            return periods.period(spec, period_id, calendar)

    def fill(self, form_id: str, period_id: str, *, keeps: bool = True) -> FilledForm:
        """Return the form filled from its sources; a closed one stays as it was closed.

        With `keeps` False its figures are for once: those at hand stay there.
        """
        base = self._base(form_id, period_id, keeps=keeps)
        with self._desk.database.read() as tx:
            return self._filled(tx, form_id, period_id, base, keeps=keeps)

    def put(
        self, form_id: str, period_id: str, key: CellKey, value: FormValue, reason: str = ""
    ) -> FilledForm:
        """Type a value into a cell, over a computed one with a reason; both values are kept."""
        column = column_of(self.spec_of(form_id, period_id), key)
        if typed_value(column, value) is None:
            return self.clear(form_id, period_id, key, reason)
        return self.put_all(form_id, period_id, ((key, value),), reason)

    def put_all(
        self,
        form_id: str,
        period_id: str,
        values: tuple[tuple[CellKey, FormValue], ...],
        reason: str = "",
    ) -> FilledForm:
        """Type values into cells (a pasted column) as one step; all of them or none."""
        spec = self.spec_of(form_id, period_id)
        typed = [(key, typed_value(column_of(spec, key), value)) for key, value in values]
        title = f"Ghi {len(values)} ô của {spec.label}"
        if len(values) == 1:
            key = values[0][0]
            column = column_of(spec, key)
            title = f"Ghi ô {key.row} · {column.short_label or column.label}"
        command = self._desk.command("report.put", title, reason)
        with self.step(form_id, period_id, command) as step:
            form = self.filled_in(step, form_id, period_id)
            for key, value in typed:
                form = self._laid_over(form, key, value, reason)
            return self._keep(step, form)

    def _laid_over(
        self, form: FilledForm, key: CellKey, value: FormValue, reason: str
    ) -> FilledForm:
        cell = cell_of(form, key)
        said = one_line(reason) or ("" if form.closed_ms is not None else cell.reason)
        self._ask_reason(form, cell, said)
        if value is None:
            return without_override(form, cell)
        return with_override(form, replace(cell, typed=value, is_typed=True, reason=said))

    def clear(self, form_id: str, period_id: str, key: CellKey, reason: str = "") -> FilledForm:
        """Take the typed value away: the computed one stands again."""
        column = column_of(self.spec_of(form_id, period_id), key)
        title = f"Bỏ số đã ghi ở ô {key.row} · {column.short_label or column.label}"
        command = self._desk.command("report.clear", title, reason)
        with self.step(form_id, period_id, command) as step:
            form = self.filled_in(step, form_id, period_id)
            cell = cell_of(form, key)
            if form.closed_ms is not None:
                self._ask_reason(form, cell, reason)
            return self._keep(step, without_override(form, cell))

    def add_row(self, form_id: str, period_id: str, table: str) -> FilledForm:
        """Add an empty row to a growing table, numbered after the last one that stands there."""
        refuse_fixed(self.spec_of(form_id, period_id), table)
        command = self._desk.command("report.add_row", f"Thêm dòng vào Biểu {table}")
        with self.step(form_id, period_id, command) as step:
            form = self.open_form(step, form_id, period_id)
            used = [int(key.row.removeprefix(table)) for key in form.grown if key.table == table]
            row = CellKey(table=table, row=f"{table}{max(used, default=0) + 1}", column="")
            return self._keep(step, replace(form, grown=(*form.grown, row)))

    def remove_row(self, form_id: str, period_id: str, table: str, row: str) -> FilledForm:
        """Remove a row of a growing table with what was typed in it; undo brings it back."""
        refuse_fixed(self.spec_of(form_id, period_id), table)
        command = self._desk.command("report.remove_row", f"Xóa dòng {row} của Biểu {table}")
        with self.step(form_id, period_id, command) as step:
            form = self.open_form(step, form_id, period_id)
            if form.table(table).row(row) is None:
                raise NotFound(f"Biểu {table} không có dòng {row}.")
            return self._keep(step, without_row(form, table, row))

    def set_window(self, form_id: str, period_id: str, first: date, last: date) -> FilledForm:
        """Let the report cover other days; luỹ kế still counts from 1 January."""
        if last < first:
            raise BadValue("window_to", "Ngày cuối đứng trước ngày đầu. Anh, chị xem lại giúp.")
        command = self._desk.command("report.window", "Đổi thời gian lấy số liệu của báo cáo")
        with self.step(form_id, period_id, command) as step:
            form = self.open_form(step, form_id, period_id)
            window = replace(form.period, window_from=first, window_to=last)
            return self._keep(step, replace(form, period=window))

    def sign_off(self, form_id: str, period_id: str, prepared_by: str, phone: str) -> FilledForm:
        """Say who prepared the report and under which number they answer."""
        command = self._desk.command("report.sign_off", "Ghi người lập báo cáo")
        with self.step(form_id, period_id, command) as step:
            form = self.open_form(step, form_id, period_id)
            named = replace(form, prepared_by=one_line(prepared_by), phone=one_line(phone))
            return self._keep(step, named)

    def approve(self, form_id: str, period_id: str, who: str) -> FilledForm:
        """Say who approved the figures as they stand; any later change asks for it again."""
        if not one_line(who):
            raise BadValue("approved_by", "Hãy ghi họ tên người duyệt.")
        title = f"Duyệt {self.spec_of(form_id, period_id).label}, {period_id}"
        command = self._desk.command("report.approve", title)
        with self.step(form_id, period_id, command) as step:
            form = self.open_form(step, form_id, period_id)
            approved = replace(form, approved_ms=command.now_ms, approved_by=one_line(who))
            return step.tx.filled.save(approved)

    def close(self, form_id: str, period_id: str) -> FilledForm:
        """Freeze the figures as they stand; later changes need a reason."""
        title = f"Chốt {self.spec_of(form_id, period_id).label}, {period_id}"
        with self.step(form_id, period_id, self._desk.command("report.close", title)) as step:
            return step.tx.filled.save(self.locked(step, form_id, period_id))

    def locked(self, step: Step, form_id: str, period_id: str) -> FilledForm:
        """Return the open form as it is kept when closed; the caller writes it in the same step."""
        form = self.open_form(step, form_id, period_id)
        return replace(
            form,
            closed_ms=step.command.now_ms,
            filled_on=self._desk.today(),
            prepared_by=form.prepared_by or step.tx.catalogue.settings().current_clerk,
        )

    def reopen(self, form_id: str, period_id: str, reason: str) -> FilledForm:
        """Open a closed report again, with a reason: it follows its sources anew."""
        if not one_line(reason):
            raise BadValue("reason", "Báo cáo đã chốt. Hãy ghi lý do mở lại.")
        title = f"Mở lại {self.spec_of(form_id, period_id).label}, {period_id}"
        command = self._desk.command("report.reopen", title, reason)
        with self.step(form_id, period_id, command) as step:
            form = self.filled_in(step, form_id, period_id)
            refuse_sent(step.tx, form)
            return self._keep(step, replace(form, closed_ms=None, filled_on=None))

    def with_narrative(self, step: Step, form: FilledForm, text: str) -> FilledForm:
        """Keep the report's text; a locked report keeps its figures as they were locked."""
        said = replace(form, narrative=text)
        return step.tx.filled.save(said) if form.closed_ms is not None else self._keep(step, said)

    def check(self, filled: FilledForm) -> tuple[CheckResult, ...]:
        """Return the checks of the form, worst first."""
        spec = self.spec(filled.form_id, filled.form_version)
        asks_before = any("before(" in each.rule for each in spec.checks)
        return checking.check(spec, filled, self.before(filled) if asks_before else None)

    def before(self, filled: FilledForm) -> FilledForm | None:
        """Return the report of the period before, None when there is none."""
        due = filled.period.due_date
        earlier = [each for each in self.periods(filled.form_id) if each.due_date < due]
        return self.fill(filled.form_id, earlier[-1].id) if earlier else None

    def progress(self, filled: FilledForm) -> tuple[int, int]:
        """Return how many required cells are filled, and how many there are."""
        return checking.progress(self.spec(filled.form_id, filled.form_version), filled)

    def totals(self, filled: FilledForm, table: str) -> FilledRow:
        """Return the row of totals of a table."""
        spec = self.spec(filled.form_id, filled.form_version).table(table)
        return filling.totals(spec, filled.table(table))

    def lines_behind(self, filled: FilledForm, key: CellKey) -> tuple[LogLine, ...]:
        """Return the lines of the log behind a computed cell, newest first."""
        with self._desk.database.read() as tx:
            lines = tx.daylog.named(cell_of(filled, key).line_ids)
        first, last = earliest(filled.period), filled.period.window_to
        return tuple(line for line in reversed(lines) if first <= line.day <= last)

    def facts(self, filled: FilledForm) -> FormFacts:
        """Return what head and foot of the printed form say."""
        return facts_of(self._desk, filled, self.spec(filled.form_id, filled.form_version))

    # ---- one change --------------------------------------------------------------------------

    @contextmanager
    def step(self, form_id: str, period_id: str, command: Command) -> Iterator[Step]:
        """Open the one transaction of a change; the units' figures are added up before it."""
        base = self._base(form_id, period_id)
        with self._desk.database.begin(command) as tx:
            yield Step(tx, base, command)

    def filled_in(self, step: Step, form_id: str, period_id: str) -> FilledForm:
        """Return the form inside a change."""
        return self._filled(step.tx, form_id, period_id, step.base)

    def open_form(self, step: Step, form_id: str, period_id: str) -> FilledForm:
        """Return the form inside a change; BadValue when it is closed."""
        form = self.filled_in(step, form_id, period_id)
        if form.closed_ms is not None:
            raise BadValue("reason", "Báo cáo đã chốt. Mở lại báo cáo, ghi lý do, rồi sửa.")
        return form

    def _base(self, form_id: str, period_id: str, *, keeps: bool = True) -> FilledForm | None:
        return self._figures(form_id, period_id, keeps=keeps) if self._figures else None

    def _filled(
        self,
        tx: Transaction,
        form_id: str,
        period_id: str,
        base: FilledForm | None,
        *,
        keeps: bool = True,
    ) -> FilledForm:
        issuer = issuer_or_first(tx)
        kept = kept_form(tx, form_id, period_id, issuer, self._scope)
        if kept is not None and kept.closed_ms is not None:
            return kept
        spec = self.spec(form_id, kept.form_version if kept else "")
        form = kept or replace(
            filling.blank_form(spec, self._period(tx, spec, period_id), issuer.full_name),
            scope=self._scope,
        )
        named = replace(form, reporter=issuer.full_name)
        return self._computed(tx, spec, named, base, keeps=keeps)

    def _computed(
        self,
        tx: Transaction,
        spec: FormSpec,
        form: FilledForm,
        base: FilledForm | None,
        *,
        keeps: bool = True,
    ) -> FilledForm:
        if base is None:
            figures = self._counted.of(tx, spec, form.period, keeps=keeps)
            return filled_over(spec, form, figures)
        return gathered_over(spec, form, base)

    def _keep(self, step: Step, form: FilledForm) -> FilledForm:
        """Keep what was typed; figures are kept only with a closed form, else computed anew.

        Whoever approved it approved other figures: a change takes the approval away.
        """
        spec = self.spec(form.form_id, form.form_version)
        if form.closed_ms is not None:
            return step.tx.filled.save(filling.relaid(spec, form))
        open_form = replace(form, tables=(), approved_ms=None, approved_by="")
        kept = step.tx.filled.save(open_form)
        return self._computed(step.tx, spec, kept, step.base)

    def _ask_reason(self, form: FilledForm, cell: FilledCell, reason: str) -> None:
        if one_line(reason):
            return
        if form.closed_ms is not None:
            raise BadValue("reason", "Báo cáo đã chốt. Sửa phải ghi lý do.")
        if cell.computed is not None:
            whence = "tính từ nhật ký" if self._figures is None else "cộng từ các đơn vị"
            raise BadValue("reason", f"Ô này {whence}. Sửa tay phải ghi lý do.")
