"""Periodic reports: filled from the log, typed over with a reason, checked, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.daylog import LogLine
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import (
    CellKey,
    CheckResult,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FormFacts,
    FormSources,
    FormSpec,
    FormValue,
    Period,
    TableKind,
)
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.regimes import Regime
from wardapp.core.text import one_line
from wardapp.reports import checking, filling, periods
from wardapp.services.desk import Desk
from wardapp.services.due_rules import due_calendar, source_of, year_named
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.form_book import FormBook
from wardapp.services.typed_values import typed_value
from wardapp.store.transaction import Transaction


class Reporting:
    """The reports this office sends."""

    def __init__(self, desk: Desk, book: FormBook) -> None:
        self._desk = desk
        self._book = book

    def forms(self) -> tuple[FormSpec, ...]:
        """Return the forms this office may fill, each in its newest version."""
        return self._book.forms()

    def spec(self, form_id: str, version: str = "") -> FormSpec:
        """Return a form in a version, the newest when that is ""; NotFound when there is none."""
        return self._book.spec(form_id, version)

    def spec_of(self, form_id: str, period_id: str) -> FormSpec:
        """Return the form as a period was filled: in that version, the newest when in none yet."""
        with self._desk.database.read() as tx:
            kept = _kept(tx, form_id, period_id, issuer_or_first(tx))
        return self.spec(form_id, kept.form_version if kept else "")

    def periods(self, form_id: str) -> tuple[Period, ...]:
        """Return the periods around today, with the windows the clerk set."""
        with self._desk.database.read() as tx:
            kept = {each.period.id: each.period for each in tx.filled.list(form_id)}
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

    def fill(self, form_id: str, period_id: str) -> FilledForm:
        """Return the form filled from the log; a closed one stays as it was closed."""
        with self._desk.database.read() as tx:
            return self._filled(tx, form_id, period_id)

    def put(
        self, form_id: str, period_id: str, key: CellKey, value: FormValue, reason: str = ""
    ) -> FilledForm:
        """Type a value into a cell, over a computed one with a reason; both values are kept."""
        column = _column(self.spec_of(form_id, period_id), key)
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
        typed = [(key, typed_value(_column(spec, key), value)) for key, value in values]
        title = f"Ghi {len(values)} ô của {spec.label}"
        if len(values) == 1:
            key = values[0][0]
            column = _column(spec, key)
            title = f"Ghi ô {key.row} · {column.short_label or column.label}"
        with self._desk.database.begin(self._desk.command("report.put", title, reason)) as tx:
            form = self._filled(tx, form_id, period_id)
            for key, value in typed:
                form = self._laid_over(form, key, value, reason)
            return self._keep(tx, form)

    def _laid_over(
        self, form: FilledForm, key: CellKey, value: FormValue, reason: str
    ) -> FilledForm:
        cell = _cell(form, key)
        said = one_line(reason) or cell.reason
        self._ask_reason(form, cell, said)
        if value is None:
            return _without_override(form, cell)
        return _with_override(form, replace(cell, typed=value, is_typed=True, reason=said))

    def clear(self, form_id: str, period_id: str, key: CellKey, reason: str = "") -> FilledForm:
        """Take the typed value away: the computed one stands again."""
        column = _column(self.spec_of(form_id, period_id), key)
        title = f"Bỏ số đã ghi ở ô {key.row} · {column.short_label or column.label}"
        with self._desk.database.begin(self._desk.command("report.clear", title, reason)) as tx:
            form = self._filled(tx, form_id, period_id)
            cell = _cell(form, key)
            if form.closed_ms is not None:
                self._ask_reason(form, cell, reason)
            return self._keep(tx, _without_override(form, cell))

    def add_row(self, form_id: str, period_id: str, table: str) -> FilledForm:
        """Add an empty row to a growing table, numbered after the last one that stands there."""
        _refuse_fixed(self.spec_of(form_id, period_id), table)
        command = self._desk.command("report.add_row", f"Thêm dòng vào Biểu {table}")
        with self._desk.database.begin(command) as tx:
            form = self._open_form(tx, form_id, period_id)
            used = [int(key.row.removeprefix(table)) for key in form.grown if key.table == table]
            row = CellKey(table=table, row=f"{table}{max(used, default=0) + 1}", column="")
            return self._keep(tx, replace(form, grown=(*form.grown, row)))

    def remove_row(self, form_id: str, period_id: str, table: str, row: str) -> FilledForm:
        """Remove a row of a growing table with what was typed in it; undo brings it back."""
        _refuse_fixed(self.spec_of(form_id, period_id), table)
        command = self._desk.command("report.remove_row", f"Xóa dòng {row} của Biểu {table}")
        with self._desk.database.begin(command) as tx:
            form = self._open_form(tx, form_id, period_id)
            return self._keep(
                tx,
                replace(
                    form,
                    grown=tuple(key for key in form.grown if (key.table, key.row) != (table, row)),
                    overrides=tuple(
                        cell
                        for cell in form.overrides
                        if (cell.key.table, cell.key.row) != (table, row)
                    ),
                ),
            )

    def set_window(self, form_id: str, period_id: str, first: date, last: date) -> FilledForm:
        """Let the report cover other days; luỹ kế still counts from 1 January."""
        if last < first:
            raise BadValue("window_to", "Ngày cuối đứng trước ngày đầu. Anh, chị xem lại giúp.")
        command = self._desk.command("report.window", "Đổi thời gian lấy số liệu của báo cáo")
        with self._desk.database.begin(command) as tx:
            form = self._open_form(tx, form_id, period_id)
            window = replace(form.period, window_from=first, window_to=last)
            return self._keep(tx, replace(form, period=window))

    def sign_off(self, form_id: str, period_id: str, prepared_by: str, phone: str) -> FilledForm:
        """Say who prepared the report and under which number they answer."""
        command = self._desk.command("report.sign_off", "Ghi người lập báo cáo")
        with self._desk.database.begin(command) as tx:
            form = self._open_form(tx, form_id, period_id)
            named = replace(form, prepared_by=one_line(prepared_by), phone=one_line(phone))
            return self._keep(tx, named)

    def close(self, form_id: str, period_id: str) -> FilledForm:
        """Freeze the figures as they stand; later changes need a reason."""
        spec = self.spec(form_id)
        command = self._desk.command("report.close", f"Chốt {spec.label}, {period_id}")
        with self._desk.database.begin(command) as tx:
            form = self._open_form(tx, form_id, period_id)
            closed = replace(
                form,
                closed_ms=command.now_ms,
                filled_on=self._desk.today(),
                prepared_by=form.prepared_by or tx.catalogue.settings().current_clerk,
            )
            return tx.filled.save(closed)

    def reopen(self, form_id: str, period_id: str, reason: str) -> FilledForm:
        """Open a closed report again, with a reason: it follows the log anew."""
        if not one_line(reason):
            raise BadValue("reason", "Báo cáo đã chốt. Hãy ghi lý do mở lại.")
        title = f"Mở lại {self.spec(form_id).label}, {period_id}"
        with self._desk.database.begin(self._desk.command("report.reopen", title, reason)) as tx:
            form = self._filled(tx, form_id, period_id)
            return self._keep(tx, replace(form, closed_ms=None, filled_on=None))

    def check(self, filled: FilledForm) -> tuple[CheckResult, ...]:
        """Return the checks of the form, worst first."""
        return checking.check(self.spec(filled.form_id, filled.form_version), filled)

    def progress(self, filled: FilledForm) -> tuple[int, int]:
        """Return how many required cells are filled, and how many there are."""
        return checking.progress(self.spec(filled.form_id, filled.form_version), filled)

    def totals(self, filled: FilledForm, table: str) -> FilledRow:
        """Return the row of totals of a table."""
        spec = self.spec(filled.form_id, filled.form_version).table(table)
        return filling.totals(spec, filled.table(table))

    def lines_behind(self, filled: FilledForm, key: CellKey) -> tuple[LogLine, ...]:
        """Return the lines of the log behind a computed cell, newest first."""
        wanted = set(_cell(filled, key).line_ids)
        if not wanted:
            return ()
        with self._desk.database.read() as tx:
            lines = tx.daylog.between(_earliest(filled.period), filled.period.window_to)
        return tuple(line for line in reversed(lines) if line.id in wanted)

    def facts(self, filled: FilledForm) -> FormFacts:
        """Return what head and foot of the printed form say."""
        with self._desk.database.read() as tx:
            settings = tx.catalogue.settings()
            issuer = issuer_or_first(tx)
            signers = tx.catalogue.signers(issuer.id)
        signer = min((each for each in signers if each.active), key=_rank, default=None)
        return FormFacts(
            reporter=filled.reporter,
            prepared_by=filled.prepared_by or settings.current_clerk,
            phone=filled.phone,
            place=issuer.place,
            filled_on=filled.filled_on or self._desk.today(),
            basis=settings.report_basis or self.spec(filled.form_id, filled.form_version).basis,
            signer_lines=_signer_lines(signer),
            signer_name=signer.full_name if signer else "",
            family=issuer.family,
            office_id=self._desk.database.office_id,
            replica_id=self._desk.database.replica_id,
        )

    def _filled(self, tx: Transaction, form_id: str, period_id: str) -> FilledForm:
        issuer = issuer_or_first(tx)
        kept = _kept(tx, form_id, period_id, issuer)
        if kept is not None and kept.closed_ms is not None:
            return kept
        spec = self.spec(form_id, kept.form_version if kept else "")
        form = kept or filling.blank_form(spec, self._period(tx, spec, period_id), issuer.full_name)
        form = replace(form, reporter=issuer.full_name)
        return filling.fill(spec, form, _sources(tx, form.period))

    def _open_form(self, tx: Transaction, form_id: str, period_id: str) -> FilledForm:
        form = self._filled(tx, form_id, period_id)
        if form.closed_ms is not None:
            raise BadValue("reason", "Báo cáo đã chốt. Mở lại báo cáo, ghi lý do, rồi sửa.")
        return form

    def _keep(self, tx: Transaction, form: FilledForm) -> FilledForm:
        """Keep what was typed; figures are kept only with a closed form, else computed anew."""
        spec = self.spec(form.form_id, form.form_version)
        if form.closed_ms is not None:
            return tx.filled.save(filling.relaid(spec, form))
        kept = tx.filled.save(replace(form, tables=()))
        return filling.fill(spec, kept, _sources(tx, form.period))

    def _ask_reason(self, form: FilledForm, cell: FilledCell, reason: str) -> None:
        if one_line(reason):
            return
        if form.closed_ms is not None:
            raise BadValue("reason", "Báo cáo đã chốt. Sửa phải ghi lý do.")
        if cell.computed is not None:
            raise BadValue("reason", "Ô này tính từ nhật ký. Sửa tay phải ghi lý do.")


def _column(spec: FormSpec, key: CellKey) -> ColumnSpec:
    try:
        column = spec.table(key.table).column(key.column)
    except KeyError as error:
        raise NotFound(f"Mẫu không có ô {key.table}, {key.row}, {key.column}.") from error
    if column.formula:
        raise BadValue("value", f"“{column.label}” tính theo công thức, sửa các ô thành phần.")
    return column


def _refuse_fixed(spec: FormSpec, table: str) -> None:
    if table not in {each.code for each in spec.tables if each.kind is TableKind.GROWING}:
        raise NotFound(f"Biểu {table} không thêm, bớt dòng được.")


def _kept(tx: Transaction, form_id: str, period_id: str, issuer: Issuer) -> FilledForm | None:
    """Return what this office kept for a period, also under a name it had before."""
    former = reversed(tx.journal.values_of("issuer", issuer.id, "full_name"))
    for name in dict.fromkeys((issuer.full_name, *former)):
        kept = tx.filled.latest(form_id, period_id, name)
        if kept is not None:
            return kept
    return None


def _sources(tx: Transaction, period: Period) -> FormSources:
    return FormSources(
        lines=tx.daylog.between(_earliest(period), period.window_to),
        units=tx.catalogue.units(),
        channels=tx.catalogue.channels(),
    )


def _earliest(period: Period) -> date:
    return min(period.window_from, filling.year_start(period))


def _rank(signer: Signer) -> int:
    return signer.rank


def _signer_lines(signer: Signer | None) -> tuple[str, ...]:
    return (*signer.authority, signer.position.upper()) if signer else ()


def _cell(form: FilledForm, key: CellKey) -> FilledCell:
    row = next((table.row(key.row) for table in form.tables if table.code == key.table), None)
    cell = row.cell(key.column) if row else None
    if cell is None:
        raise NotFound(f"Báo cáo không có ô {key.row} ở Biểu {key.table}.")
    return cell


def _with_override(form: FilledForm, cell: FilledCell) -> FilledForm:
    override = replace(cell, computed=None, line_ids=())
    others = tuple(each for each in form.overrides if each.key != cell.key)
    return replace(form, overrides=(*others, override))


def _without_override(form: FilledForm, cell: FilledCell) -> FilledForm:
    return replace(form, overrides=tuple(each for each in form.overrides if each.key != cell.key))
