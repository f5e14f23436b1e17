"""The tables of a report on the page, and the chosen cell; what the clerk can do is in reports."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer

from wardapp.core.dates import short_date
from wardapp.core.forms import CellKey, CheckResult, FilledScope, TableKind, TableSpec
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept
from wardapp.ui.page import Page
from wardapp.ui.pages.reports_actions import CLOSE, EXCEL, FORM, ISSUE, PRINT, WORD
from wardapp.ui.pages.reports_dialogs import period_words
from wardapp.ui.pages.reports_faces import face_of, is_tinted, tabs_of
from wardapp.ui.pages.reports_layout import ReportsLayout
from wardapp.ui.pages.reports_reading import (
    SOON_WORKING_DAYS,
    Behind,
    Beside,
    Sheet,
    read_behind,
    read_beside,
    read_past,
    read_sheet,
)
from wardapp.ui.pages.reports_sending import ReportsSending
from wardapp.ui.pages.reports_states import may
from wardapp.ui.pages.reports_work import ReportsWork
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind

FOLLOW_MS = 60


class ReportBoard(Page):
    """Shows the tables of a report, its cells and where they come from."""

    books = frozenset(
        {
            Book.REPORTS,
            Book.DAYLOG,
            Book.CATALOGUE,
            Book.PETITIONS,
            Book.OPINIONS,
            Book.RETURNS,
            Book.REGIMES,
            Book.FORMS,
            Book.OUTGOING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.sheet: Sheet | None = None
        self.beside: Beside | None = None
        self.behind = Behind()
        self._scope = FilledScope.OWN
        self._form, self._period, self._at = "", "", 0
        self.key: CellKey | None = None
        self._kept: dict[str, CellKey] = {}  # the cell last chosen in each table
        self._wanted: CellKey | None = None
        self.parts = ReportsLayout(context)
        self._work = ReportsWork(self, context)
        self._sending = ReportsSending(self, context)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.search.hide()
        self.header.say("Báo cáo")
        self.chooser = self.header.add_beside_title(FORM)
        for action in (WORD, EXCEL, PRINT):
            self.header.add_action(action, show_key=False)
        self._closer = self.header.add_action(CLOSE, Kind.PRIMARY)
        self._issuer = self.header.add_action(ISSUE, Kind.PRIMARY)
        self._issuer.show_cap(CLOSE.cap)
        self._issuer.hide()
        self.body.addWidget(self.parts, 1)

    def _connect(self) -> None:
        parts, run = self.parts, self.context.frame.run_action
        parts.tabs.picked.connect(self.show_table)
        parts.table.picked.connect(self._choose)
        parts.table.typed.connect(self._work.type_into)
        parts.table.pasted.connect(self._work.paste)
        parts.table.fitted.connect(lambda _width: self._show_face())
        parts.texts.typed.connect(self._work.type_into)
        parts.texts.picked.connect(self._choose)
        parts.cell.acted.connect(run)
        parts.cell.chosen.connect(self._go_hidden)
        parts.cell.file_wanted.connect(self._open_return)
        parts.checks.acted.connect(self._work.act)
        parts.states.acted.connect(run)
        parts.scope.clicked.connect(lambda: run("reports.scope"))
        parts.words.clicked.connect(lambda: run("reports.words"))
        parts.narrative.tie_chosen.connect(self._show_tied)
        parts.add.clicked.connect(lambda: run("reports.add_row"))
        self._follow.timeout.connect(self._ask_lines)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the report again."""
        office, form, period = self.context.office, self._form, self._period
        scope = self._scope
        self.context.jobs.read(
            lambda: read_sheet(office, form, period, scope),
            self._show,
            key="reports.sheet",
            owner=self,
        )

    def _show(self, sheet: Sheet) -> None:
        if self.sheet is None or _place(self.sheet) != _place(sheet):
            self.beside, self.behind, self.key, self._kept = None, Behind(), None, {}
        self.sheet = sheet
        self._at = min(self._at, len(sheet.spec.tables) - 1)
        self._form, self._period = sheet.spec.id, sheet.filled.period.id
        self.parts.say_fault("")
        self.parts.tabs.show_tabs(tabs_of(sheet))
        self.parts.checks.show_checks(_offered(sheet))
        self._say_head(sheet)
        self.show_table(self._at)
        self.parts.states.show_state(sheet, self.beside)
        self.parts.put_states(first=sheet.is_closed)
        if self.parts.shows_words:
            self.parts.narrative.show_report(sheet)
        self._ask_beside(sheet)
        self._ask_past(sheet)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.go_to(wanted)

    def _ask_beside(self, sheet: Sheet) -> None:
        office = self.context.office
        self.context.jobs.read(
            lambda: read_beside(office, sheet.filled),
            lambda beside: self._show_beside(sheet, beside),
            key="reports.beside",
            owner=self,
        )

    def _ask_past(self, sheet: Sheet) -> None:
        """Learn earlier periods one by one, so that other reading goes between."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_past(office, sheet.filled),
            lambda has_more: self._go_on_learning(sheet, has_more=has_more),
            key="reports.past",
            owner=self,
        )

    def _go_on_learning(self, sheet: Sheet, *, has_more: bool) -> None:
        if sheet is not self.sheet:
            return
        if has_more:
            self._ask_past(sheet)
        else:
            self._ask_beside(sheet)

    def _show_beside(self, sheet: Sheet, beside: Beside) -> None:
        if sheet is not self.sheet:
            return
        self.beside = beside
        self.parts.states.show_state(sheet, beside)
        self._say_head(sheet)
        self._show_face()
        if self.key is not None:
            self.parts.cell.show_past(sheet, beside.history, self.key)

    def _say_head(self, sheet: Sheet) -> None:
        today, period = self.context.clock.today(), sheet.filled.period
        self.header.say(f"{sheet.spec.label}, {period_words(period, today)}")
        due = short_date(period.due_date, today)
        if sheet.is_closed:
            day = sheet.filled.filled_on
            self.header.badge.set_text(
                f"Đã chốt {short_date(day, today)}" if day else "Đã chốt", "ok"
            )
        elif sheet.left < 0 or period.due_date < today:
            self.header.badge.set_text(f"Quá hạn từ {due}", "danger")
        else:
            tone = "warn" if sheet.left <= SOON_WORKING_DAYS else "mute"
            left = f"còn {sheet.left} ngày làm việc" if sheet.left else "hôm nay"
            self.header.badge.set_text(f"Hạn {due}, {left}", tone)
        if self.beside is not None and self.beside.line is not None:
            self.header.badge.set_text(f"Đã gửi {self.beside.line.number_symbol}", "ok")
        may_issue = may("reports.issue", sheet, self.beside, read_only=False)
        self._closer.setVisible(not sheet.is_closed)
        self._issuer.setVisible(sheet.is_closed and may_issue)
        self.header.fit()

    # ---- tables and cells --------------------------------------------------------------------

    @property
    def table(self) -> TableSpec | None:
        """Return the table that is shown."""
        return self.sheet.spec.tables[self._at] if self.sheet else None

    def show_table(self, at: int) -> None:
        """Show a table by its place."""
        sheet = self.sheet
        if sheet is None or not 0 <= at < len(sheet.spec.tables):
            return
        self._at = at
        table = sheet.spec.tables[at]
        self.parts.tabs.choose(at)
        self.parts.show_table(sheet, table)
        if table.kind is TableKind.TEXTS:
            self.parts.texts.show_table(sheet, table)
        self._show_face()
        self._choose_first(sheet, table)

    def _show_face(self) -> None:
        sheet, table = self.sheet, self.table
        if sheet is None or table is None or table.kind is TableKind.TEXTS:
            return
        theme = self.context.theme
        room = (self.parts.table.viewport().width() - 28) / theme.scale
        metrics = theme.metrics(Role.LABEL)
        face = face_of(
            sheet, table, room, lambda text: metrics.horizontalAdvance(text) / theme.scale
        )
        if self.beside is not None:
            face = face.with_odd({each.key for each in self.beside.history.outliers})
        before = self.parts.table.model_.face.hidden
        self.parts.table.show_face(face)
        if before != face.hidden and self.key is not None and self.key.table == table.code:
            self._show_cell()

    def _choose_first(self, sheet: Sheet, table: TableSpec) -> None:
        """Choose the cell chosen before, else the first one that the log computes."""
        rows = sheet.filled.table(table.code).rows
        cells = [cell for row in rows for cell in row.cells]
        keys = {cell.key for cell in cells}
        tinted = [cell.key for cell in cells if is_tinted(table.column(cell.key.column))]
        kept = self._kept.get(table.code)
        key = kept if kept in keys else next(iter(tinted or [each.key for each in cells]), None)
        self.key = key
        self.parts.show_cell_part(on=key is not None)
        if key is None:
            return
        self._kept[table.code] = key
        self.parts.table.choose(key)
        self._show_cell()

    def _choose(self, key: CellKey) -> None:
        if key == self.key:
            return
        self.parts.say_fault("")
        self.key = key
        self._kept[key.table] = key
        self.parts.show_cell_part(on=True)
        self._show_cell()

    def _show_cell(self) -> None:
        if self.sheet is not None and self.key is not None:
            hidden = () if self.parts.shows_texts else self.parts.table.model_.face.hidden
            self.parts.cell.show_cell(self.sheet, self.key, hidden)
            history = self.beside.history if self.beside else None
            self.parts.cell.show_past(self.sheet, history, self.key)
            self._follow.start()

    def _ask_lines(self) -> None:
        sheet, key, office = self.sheet, self.key, self.context.office
        cell = sheet.cell(key) if sheet else None
        if sheet is None or key is None or cell is None:
            return
        if not cell.line_ids and sheet.filled.scope is FilledScope.OWN:
            return
        self.context.jobs.read(
            lambda: read_behind(office, sheet.filled, key),
            lambda behind: self._show_behind(key, behind),
            key="reports.lines",
            owner=self,
        )

    def _show_behind(self, key: CellKey, behind: Behind) -> None:
        if self.sheet is not None and key == self.key:
            self.behind = behind
            self.parts.cell.show_behind(self.sheet, key, behind, self.context.clock.today())

    def _open_return(self, return_id: str) -> None:
        """Open the file a unit sent, as it came."""
        returns = self.context.office.returns
        self.context.jobs.read(
            lambda: returns.get(RecordId(return_id)).file,
            lambda kept: show_kept(self.context, self, kept),
            key="reports.return",
            owner=self,
        )

    def _show_tied(self, key: CellKey) -> None:
        """Show the cell of a number in the text beside it."""
        sheet = self.sheet
        if sheet is not None and sheet.cell(key) is not None:
            self.key = key
            self.parts.show_cell_part(on=True)
            self._show_cell()

    def go_to(self, key: CellKey) -> None:
        """Show the table of a cell and choose it; a row just added is waited for."""
        sheet = self.sheet
        if sheet is None or sheet.cell(key) is None:
            self._wanted = key
            return
        self._kept[key.table] = key
        self.parts.words.setChecked(False)
        places = [table.code for table in sheet.spec.tables]
        self.show_table(places.index(key.table))
        if self.parts.shows_texts:
            self.parts.texts.choose(key)
        else:
            self.parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_hidden(self, key: CellKey) -> None:
        """Show a cell whose column found no room, ready to be typed over."""
        self._choose(key)
        self._work.override(key)

    def say_fault(self, sentence: str) -> None:
        """Say why something was not written."""
        self._show_face()
        self.parts.say_fault(sentence)


def _place(sheet: Sheet) -> tuple[str, str, str, FilledScope]:
    """Return which report a sheet is of."""
    filled = sheet.filled
    return filled.form_id, filled.form_version, filled.period.id, filled.scope


def _offered(sheet: Sheet) -> tuple[CheckResult, ...]:
    """Return the checks with what may be done: a closed report is changed at the cell, by F2."""
    if not sheet.is_closed:
        return sheet.checks
    return tuple(replace(check, action="") for check in sheet.checks)
