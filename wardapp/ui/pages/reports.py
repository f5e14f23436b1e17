"""Báo cáo: the form of a period, its tables, where each figure comes from, what is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from wardapp.core.dates import short_date
from wardapp.core.forms import CellKey, FilledScope, TableKind
from wardapp.core.identity import RecordId
from wardapp.core.report_views import ReportPlace
from wardapp.ui.context import Context
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.daylog_rows import CellLines
from wardapp.ui.pages.outgoing_links import SENT
from wardapp.ui.pages.reports_actions import ACTIONS
from wardapp.ui.pages.reports_board import ReportBoard
from wardapp.ui.pages.reports_dialogs import period_words
from wardapp.ui.pages.reports_menu import PAGES_OF, forms_menu, records_of
from wardapp.ui.pages.reports_reading import Behind
from wardapp.ui.pages.reports_states import may

LEAST_FOR_CHOOSER = 860
"""Narrower pages have no chevron behind the title; the menu of periods leads to the forms."""


class ReportsPage(ReportBoard):
    """Fills, checks and closes the report of a period."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.parts.table.opened.connect(lambda _key: self._open_cell())
        self.parts.windowed.connect(self.open_periods)

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a period by its id, or a cell."""
        if isinstance(argument, CellKey):
            self.go_to(argument)
        elif isinstance(argument, ReportPlace):
            self._form, self._period = argument.form_id, argument.period_id
            self._scope = FilledScope(argument.scope)
            self.refresh()
        elif isinstance(argument, str) and argument.startswith(SENT):
            self._open_sent(RecordId(argument.removeprefix(SENT)))
        elif isinstance(argument, str) and argument:
            self._period, self.is_stale = argument, True

    def _open_sent(self, outgoing_id: RecordId) -> None:
        sending = self.context.office.report_desk.issuing
        self.context.jobs.read(
            lambda: sending.place_of(outgoing_id),
            lambda place: self.arrive(place) if place is not None else None,
            key="reports.place",
            owner=self,
        )

    def leave(self) -> bool:
        """Write the answer that is being typed."""
        self.save_now()
        return True

    def save_now(self) -> None:
        """Write the answer that is being typed."""
        self.parts.texts.settle()
        self.parts.narrative.settle()

    def panes(self) -> tuple[QWidget, ...]:
        """Return tabs, table and the actions at the right for F6."""
        body: QWidget = self.parts.table
        if self.parts.shows_words:
            body = self.parts.narrative.edit
        elif self.parts.shows_texts:
            body = next(iter(self.parts.texts.boxes.values())).box
        links = (self.parts.cell.all_lines, *self.parts.checks.links)
        side = next((link for link in links if link.isVisible()), None)
        return tuple(part for part in (self.parts.tabs, body, side) if part is not None)

    def start_focus(self) -> None:
        """Begin in the table."""
        self.panes()[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Put the fault away."""
        if self.parts.fault.isVisible():
            self.parts.say_fault("")
            return True
        if self.parts.shows_words:
            self.switch_words()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange table and pane for the new width."""
        super().resizeEvent(event)
        self.chooser.setVisible(self.width() >= self.context.theme.px(LEAST_FOR_CHOOSER))
        self.parts.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.parts.fit()
            self._show_face()

    def can(self, action: str) -> bool:
        """Return whether an action is possible now."""
        sheet, table = self.sheet, self.table
        if sheet is None or table is None:
            return False
        is_growing = table.kind is TableKind.GROWING
        cell = sheet.cell(self.key)
        rules: dict[str, bool] = {
            "reports.close": not sheet.is_closed or self._may("reports.issue"),
            "reports.renew": self.parts.shows_words and bool(self.parts.narrative.loose),
            "reports.redraft": self.parts.shows_words,
            "reports.tie": self.parts.shows_words,
            "reports.window": self._scope is FilledScope.OWN,
            "reports.amend": cell is not None,
            "reports.restore": cell is not None and not self._is_typing(),
            "reports.lines": cell is not None and (bool(cell.line_ids) or bool(self.behind.given)),
            "reports.add_row": is_growing and self._scope is FilledScope.OWN,
            "reports.remove_row": is_growing and cell is not None,
        }
        return rules.get(action, self._may(action))

    def _may(self, action: str) -> bool:
        read_only = self.context.office.read_only
        return self.sheet is not None and may(action, self.sheet, self.beside, read_only=read_only)

    def _is_typing(self) -> bool:
        return self.parts.shows_texts or self.parts.shows_words

    # ---- actions -----------------------------------------------------------------------------

    def _open_cell(self) -> None:
        """Enter: the lines of a computed cell, else its editor."""
        cell = self.sheet.cell(self.key) if self.sheet else None
        if cell is not None and cell.line_ids:
            self.open_lines()
        else:
            self.amend()

    def amend(self) -> None:
        """Type over the chosen cell; a computed one asks for a reason."""
        sheet, key = self.sheet, self.key
        cell = sheet.cell(key) if sheet else None
        if sheet is None or key is None or cell is None:
            return
        column = sheet.column(key)
        if column.formula:
            self.say_fault(f"“{column.label}” tính theo công thức, sửa các ô thành phần.")
        elif cell.computed is not None or sheet.is_closed:
            self._work.override(key)
        elif self.parts.shows_texts:
            self.parts.texts.choose(key)
        elif self.parts.table.chosen_key == key:
            self.parts.table.start_typing()
        else:
            self._work.override(key)

    def restore(self) -> None:
        """Take the typed value away."""
        if self.key is not None:
            self._work.restore(self.key)

    def open_lines(self) -> None:
        """Show the records behind the chosen cell on their own page."""
        sheet, key, frame = self.sheet, self.key, self.context.frame
        cell = sheet.cell(key) if sheet else None
        if sheet is None or key is None or cell is None:
            return
        if self.behind.given:
            frame.go("returns", ReportPlace(form_id=self._form, period_id=self._period))
            return
        records = self.behind.records
        kind = records[0].entity if records else "log"
        if kind == "log" and cell.line_ids:
            label = sheet.label(key)
            frame.go("daylog", CellLines(self._form, self._period, key, label))
        elif records:
            frame.go(PAGES_OF[kind], records_of(records, sheet.label(key)))

    def next_check(self) -> None:
        """Go to the next cell that a check is not content with."""
        self._walk(1)

    def check_before(self) -> None:
        """Go to the cell before."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        odd = self.beside.history.outliers if self.beside else ()
        found = [check.cells[0] for check in sheet.broken if check.cells]
        keys = list(dict.fromkeys((*found, *(each.key for each in odd))))
        if not keys:
            self.context.frame.toast("Không còn chỗ nào cần xem.")
            return
        here = [at for at, key in enumerate(keys) if key == self.key]
        here = here or [at for at, key in enumerate(keys) if self.key and _is_of(key, self.key)]
        at = (here[0] + step) % len(keys) if here else (0 if step > 0 else len(keys) - 1)
        self.go_to(keys[at])

    def add_row(self) -> None:
        """Add a row to the table shown."""
        if self.table is not None:
            self._work.add_row(self.table.code)

    def remove_row(self) -> None:
        """Remove the row of the chosen cell."""
        if self.key is not None:
            self._work.remove_row(self.key)

    def next_table(self) -> None:
        """Show the table after."""
        self.show_table(self._at + 1)
        self.start_focus()

    def table_before(self) -> None:
        """Show the table before."""
        self.show_table(self._at - 1)
        self.start_focus()

    def open_periods(self) -> None:
        """Offer the periods, another window, and who prepared the report."""
        sheet = self.sheet
        if sheet is None:
            return
        today, menu = self.context.clock.today(), QMenu(self)
        for period in sheet.periods:
            words = period_words(period, today)
            entry = menu.addAction(
                f"{words[:1].upper()}{words[1:]}, hạn {short_date(period.due_date, today)}",
                self._shower(period.id),
            )
            entry.setCheckable(True)
            entry.setChecked(period.id == self._period)
        menu.addSeparator()
        menu.addAction("Biểu mẫu khác…", self.open_forms)
        if not sheet.is_closed:
            menu.addAction("Đổi thời gian lấy số liệu…", self.ask_window)
            menu.addAction("Người lập, điện thoại…", self.ask_sign_off)
        chip = self.parts.period
        menu.exec(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _shower(self, period: str) -> Callable[[], None]:
        return lambda: self.show_period(period)

    def show_period(self, period: str) -> None:
        """Show the report of another period."""
        self._period = period
        self.refresh()

    def ask_window(self) -> None:
        """Let the report cover other days."""
        self._work.set_window()

    def ask_sign_off(self) -> None:
        """Say who prepared the report."""
        self._work.sign_off()

    def close_form(self) -> None:
        """Freeze the figures; a report that is locked goes out."""
        self.save_now()
        if self.sheet is not None and self.sheet.is_closed:
            self._sending.issue()
        else:
            self._work.close()

    def reopen_form(self) -> None:
        """Let the figures follow the log again."""
        self._work.reopen()

    def export_word(self) -> None:
        """Write the report as a Word file."""
        self._work.export(".docx")

    def export_excel(self) -> None:
        """Write the report as an Excel file."""
        self._work.export(".xlsx")

    def export_official(self) -> None:
        """Write the report into the official file of its form."""
        self._work.export_official()

    def print_form(self) -> None:
        """Print the report."""
        self._work.print_form()

    def switch_pane(self) -> None:
        """Show or hide where figures come from."""
        self.parts.switch_pane()

    # ---- on its way out ----------------------------------------------------------------------

    def issue_report(self) -> None:
        """Send the report as BC with its form."""
        self.save_now()
        self._sending.issue()

    def compose_report(self) -> None:
        """Begin the BC as a draft."""
        self.save_now()
        self._sending.compose()

    def approve_form(self) -> None:
        """Say who approves."""
        self._sending.approve()

    def open_letter(self) -> None:
        """Show the BC in Văn bản đi."""
        self._sending.open_letter()

    def open_draft(self) -> None:
        """Show the draft of the BC."""
        self._sending.open_draft()

    def print_all(self) -> None:
        """Print BC and form as one job."""
        self._sending.print_all()

    def export_all(self) -> None:
        """Write BC and form into one folder."""
        self._sending.export_all()

    # ---- words, scope, forms -----------------------------------------------------------------

    def switch_words(self) -> None:
        """Show the report's text, or the tables again."""
        on = not self.parts.shows_words
        if not on:
            self.parts.narrative.settle()
        self.parts.show_words(on=on)
        if self.sheet is not None and self.table is not None:
            self.parts.show_table(self.sheet, self.table)
        if on and self.sheet is not None:
            self.parts.narrative.show_report(self.sheet)

    def renew_words(self) -> None:
        """Write stale numbers of the text as their cells say them now."""
        self.parts.narrative.renew()

    def redraft_words(self) -> None:
        """Draft the text anew."""
        self.parts.narrative.redraft()

    def go_to_tie(self) -> None:
        """Go from a number in the text to its cell."""
        tie = self.parts.narrative.edit.tie_at_cursor()
        if tie is not None:
            self.go_to(tie.key)

    def switch_scope(self) -> None:
        """Show our own form, or that of all units."""
        self.parts.scope.setChecked(False)
        self.save_now()
        is_own = self._scope is FilledScope.OWN
        self._scope = FilledScope.ALL if is_own else FilledScope.OWN
        self.behind = Behind()
        self.refresh()

    def open_forms(self) -> None:
        """Offer the forms of the office, and the pages around them."""
        sheet = self.sheet
        if sheet is None:
            return
        menu = forms_menu(self, sheet, self.show_form)
        under = self.chooser if self.chooser.isVisible() else self.parts.period
        menu.exec(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def show_form(self, form: str) -> None:
        """Show another form at the period that is due next."""
        self.save_now()
        self._form, self._period, self._at = form, "", 0
        self.refresh()


def _is_of(key: CellKey, chosen: CellKey) -> bool:
    return (key.table, key.row) == (chosen.table, chosen.row)


SPEC = PageSpec(
    key="reports",
    title="Báo cáo",
    icon="chart_multiple",
    factory=ReportsPage,
    actions=ACTIONS,
    group=2,
    counter=lambda counts: counts.reports,
)
