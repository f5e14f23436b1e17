"""Báo cáo: the form of a period, its tables, where each figure comes from, what is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from wardapp.core.dates import short_date
from wardapp.core.daylog import LogLine
from wardapp.core.forms import CellKey, TableKind, TableSpec
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.daylog_rows import CellLines
from wardapp.ui.pages.reports_actions import ACTIONS, CLOSE, EXCEL, PRINT, REOPEN, WORD
from wardapp.ui.pages.reports_dialogs import period_words
from wardapp.ui.pages.reports_faces import face_of, is_tinted, tabs_of
from wardapp.ui.pages.reports_layout import ReportsLayout
from wardapp.ui.pages.reports_reading import SOON_WORKING_DAYS, Sheet, read_lines, read_sheet
from wardapp.ui.pages.reports_work import ReportsWork
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind

FOLLOW_MS = 60


class ReportsPage(Page):
    """Fills, checks and closes the report of a period."""

    books = frozenset({Book.REPORTS, Book.DAYLOG, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.sheet: Sheet | None = None
        self._form, self._period, self._at = "", "", 0
        self.key: CellKey | None = None
        self._kept: dict[str, CellKey] = {}  # the cell last chosen in each table
        self._wanted: CellKey | None = None
        self.parts = ReportsLayout(context)
        self._work = ReportsWork(self, context)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.search.hide()
        self.header.say("Báo cáo")
        for action in (WORD, EXCEL, PRINT):
            self.header.add_action(action, show_key=False)
        self._closer = self.header.add_action(CLOSE, Kind.PRIMARY)
        self._reopener = self.header.add_action(REOPEN)
        self._reopener.hide()
        self.body.addWidget(self.parts, 1)

    def _connect(self) -> None:
        parts, run = self.parts, self.context.frame.run_action
        parts.tabs.picked.connect(self.show_table)
        parts.table.picked.connect(self._choose)
        parts.table.typed.connect(self._work.type_into)
        parts.table.pasted.connect(self._work.paste)
        parts.table.opened.connect(lambda _key: self._open_cell())
        parts.table.fitted.connect(lambda _width: self._show_face())
        parts.texts.typed.connect(self._work.type_into)
        parts.texts.picked.connect(self._choose)
        parts.cell.acted.connect(run)
        parts.cell.chosen.connect(self._go_hidden)
        parts.checks.acted.connect(self._work.act)
        parts.windowed.connect(self.open_periods)
        parts.add.clicked.connect(lambda: run("reports.add_row"))
        self._follow.timeout.connect(self._ask_lines)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the report again."""
        office, form, period = self.context.office, self._form, self._period
        self.context.jobs.read(
            lambda: read_sheet(office, form, period),
            self._show,
            key="reports.sheet",
            owner=self,
        )

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._form, self._period = sheet.spec.id, sheet.filled.period.id
        self.parts.say_fault("")
        self.parts.tabs.show_tabs(tabs_of(sheet))
        self.parts.checks.show_checks(sheet.checks)
        self._say_head(sheet)
        self.show_table(self._at)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.go_to(wanted)

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
        self._closer.setVisible(not sheet.is_closed)
        self._reopener.setVisible(sheet.is_closed)
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
        self.parts.table.show_face(face)

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
            self._follow.start()

    def _ask_lines(self) -> None:
        sheet, key, office = self.sheet, self.key, self.context.office
        cell = sheet.cell(key) if sheet else None
        if sheet is None or key is None or cell is None or not cell.line_ids:
            return
        self.context.jobs.read(
            lambda: read_lines(office, sheet.filled, key),
            lambda lines: self._show_lines(key, lines),
            key="reports.lines",
            owner=self,
        )

    def _show_lines(self, key: CellKey, lines: tuple[LogLine, ...]) -> None:
        if self.sheet is not None and key == self.key:
            self.parts.cell.show_lines(self.sheet, key, lines, self.context.clock.today())

    def go_to(self, key: CellKey) -> None:
        """Show the table of a cell and choose it; a row just added is waited for."""
        sheet = self.sheet
        if sheet is None or sheet.cell(key) is None:
            self._wanted = key
            return
        self._kept[key.table] = key
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

    # ---- the page among pages ----------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a period by its id, or a cell."""
        if isinstance(argument, CellKey):
            self.go_to(argument)
        elif isinstance(argument, str) and argument:
            self._period, self.is_stale = argument, True

    def leave(self) -> bool:
        """Write the answer that is being typed."""
        self.parts.texts.settle()
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """Return tabs, table and the actions at the right for F6."""
        body: QWidget = self.parts.table
        if self.parts.shows_texts:
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
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange table and pane for the new width."""
        super().resizeEvent(event)
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
            "reports.close": not sheet.is_closed,
            "reports.reopen": sheet.is_closed,
            "reports.amend": cell is not None,
            "reports.restore": cell is not None and not self._is_typing(),
            "reports.lines": cell is not None and bool(cell.line_ids),
            "reports.add_row": is_growing,
            "reports.remove_row": is_growing and cell is not None,
        }
        return rules.get(action, True)

    def _is_typing(self) -> bool:
        return self.parts.shows_texts

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
        """Show the lines behind the chosen cell in Nhật ký."""
        sheet, key = self.sheet, self.key
        cell = sheet.cell(key) if sheet else None
        if sheet is not None and key is not None and cell is not None and cell.line_ids:
            label = sheet.label(key)
            self.context.frame.go("daylog", CellLines(self._form, self._period, key, label))

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
        keys = list(dict.fromkeys(check.cells[0] for check in sheet.broken if check.cells))
        if not keys:
            self.context.frame.toast("Không còn chỗ nào cần xem.")
            return
        here = [at for at, key in enumerate(keys) if self.key and self._is_of(key, self.key)]
        at = (here[0] + step) % len(keys) if here else (0 if step > 0 else len(keys) - 1)
        self.go_to(keys[at])

    def _is_of(self, key: CellKey, chosen: CellKey) -> bool:
        return (key.table, key.row) == (chosen.table, chosen.row)

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
        """Freeze the figures."""
        self.parts.texts.settle()
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

    def print_form(self) -> None:
        """Print the report."""
        self._work.print_form()

    def switch_pane(self) -> None:
        """Show or hide where figures come from."""
        self.parts.switch_pane()


SPEC = PageSpec(
    key="reports",
    title="Báo cáo",
    icon="chart_multiple",
    factory=ReportsPage,
    actions=ACTIONS,
    group=2,
    counter=lambda counts: counts.reports,
)
