"""How Báo cáo stands: tabs, head line, table or answers, legend; the pane at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardapp.core.dates import long_date, short_date
from wardapp.core.forms import FilledScope, TableKind, TableSpec
from wardapp.ui.context import Context
from wardapp.ui.pages.forms_strip import VersionStrip
from wardapp.ui.pages.reports_cell import CellPane
from wardapp.ui.pages.reports_checks import ChecksPane
from wardapp.ui.pages.reports_narrative import NarrativePane
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.pages.reports_states import StatePane
from wardapp.ui.pages.reports_texts import TextsForm
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import INLINE, Button, Chip, Kind
from wardapp.ui.widgets.form_table import FormTable
from wardapp.ui.widgets.form_tabs import FormTabs
from wardapp.ui.widgets.texts import Elided, Icon, Rule, Text

PANE, LEAST_TABLE, FOOT = 336, 660, 34
WORDS_FACE, WORDS_TITLE = 2, "Lời báo cáo"
SCOPES = {FilledScope.OWN: "Của đơn vị", FilledScope.ALL: "Tổng hợp"}


class ReportsLayout(QWidget):
    """The parts of the page; says `windowed` when the clerk wants another period or window."""

    windowed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = self._theme = context.theme
        self._is_pane_wanted, self._rest = True, 0
        self.version = VersionStrip(context)
        self.tabs = FormTabs(theme)
        self.table = FormTable(theme)
        self.texts = TextsForm(theme)
        self.cell = CellPane(theme)
        self.checks = ChecksPane(theme)
        self.period = Chip(theme, "", chevron=True)
        self.scope = Chip(theme, SCOPES[FilledScope.OWN], chevron=True)
        self.words = Chip(theme, "Lời báo cáo", icon="document_edit")
        self.narrative = NarrativePane(context)
        self.states = StatePane(context)
        self.add = Button(theme, "Thêm dòng", icon="add", key="Ctrl N", height=INLINE)
        self.note = Elided(theme, "", Role.SMALL, "text3")
        self.progress = Elided(theme, "", Role.SMALL, "text3")
        self.fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self._title = Elided(theme, "", Role.SECTION, "text")
        self._room = QStackedWidget()
        self._pane = QScrollArea()
        self._close = Button(theme, "", icon="dismiss", kind=Kind.GHOST, height=INLINE)
        self._rule = Rule(upright=True)
        self._cell_rule, self._state_rule = Rule(), Rule()
        self._build()
        self.period.clicked.connect(self._ask_window)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        self._room.addWidget(self.table)
        self._room.addWidget(self.texts)
        self._room.addWidget(self.narrative)
        for part in (self.version, self.tabs, Rule(), self._head(), self._room, self.fault_line(),
                     Rule(), self._legend()):  # fmt: skip
            left.addWidget(part, 1 if part is self._room else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._rule)
        row.addWidget(self._pane)
        self._fill_pane()
        self.fit()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 5, 18, 3)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self.period)
        row.addWidget(self.scope)
        row.addWidget(_last_to_get(self.note), 1)
        row.addWidget(self.add)
        row.addWidget(self.words)
        return head

    def fault_line(self) -> QWidget:
        """Return the line that says why something was not written."""
        self.fault.setContentsMargins(22, 4, 18, 4)
        self.fault.hide()
        return self.fault

    def _legend(self) -> QWidget:
        theme, line = self._theme, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(22, 0, 18, 0)
        row.setSpacing(6)
        self._first_words = Elided(theme, "", Role.SMALL, "text3")
        row.addWidget(_last_to_get(self._first_words), 1)
        for sign, words in (("edit", "đã sửa tay"), ("0", "không phát sinh"),
                            (NOT_YET, "chưa ghi"), ("–", "không áp dụng")):  # fmt: skip
            row.addSpacing(6)
            tone = "danger" if sign == NOT_YET else ""
            role = Role.SMALL if sign == NOT_YET else Role.LABEL
            row.addWidget(
                Icon(theme, "edit", "text2", 16)
                if sign == "edit"
                else Text(theme, sign, role, tone)
            )
            row.addWidget(Text(theme, words, Role.SMALL, "text3"))
        row.addSpacing(10)
        row.addWidget(self.progress)
        line.setMinimumHeight(theme.px(FOOT))
        return line

    def _fill_pane(self) -> None:
        room = QWidget()
        room.setProperty("ground", "surface")
        column = QVBoxLayout(room)
        column.setContentsMargins(18, 12, 16, 14)
        column.setSpacing(10)
        for part in (self.cell, self._cell_rule, self.checks, self._state_rule, self.states):
            column.addWidget(part)
        column.addStretch(1)
        self._column = column
        self._close.setParent(self.cell)
        self._close.setAccessibleName("Đóng phần chi tiết")
        self._close.setToolTip("Đóng (F4)")
        self._close.clicked.connect(self.switch_pane)
        self._pane.setFrameShape(QFrame.Shape.NoFrame)
        self._pane.setWidgetResizable(True)
        self._pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pane.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._pane.setWidget(room)
        self.cell.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Answer keys before the watched widget does: keep the cross in its corner."""
        if watched is self.cell and event.type() is QEvent.Type.Resize:
            size = self._close.sizeHint()
            left = self.cell.width() - size.width()
            self._close.setGeometry(left, -4, size.width(), size.height())
        return False

    # ---- what the page shows -----------------------------------------------------------------

    def show_table(self, sheet: Sheet, table: TableSpec) -> None:
        """Write head, legend and progress for a table."""
        period = sheet.filled.period
        self.version.show_report(sheet.filled, sheet.forms)
        self._title.set_text(WORDS_TITLE if self.words.isChecked() else table.title)
        year = sheet.filled.period.window_to.year
        same = period.window_from.year == year
        first = period.window_from
        begun = short_date(first, period.window_to) if same else long_date(first)
        self.period.setText(f"{begun} đến {long_date(period.window_to)}")
        note = table.note
        if not any(column.source for column in table.columns):
            note = note if note.casefold().startswith("nhập tay") else f"Nhập tay. {note}".strip()
        self.note.set_text("" if self.words.isChecked() else note)
        self.add.setVisible(table.kind is TableKind.GROWING)
        self.progress.set_text(f"Có {sheet.done} trên {sheet.required} ô bắt buộc")
        tinted = [each for each in table.columns if each.required and each.source]
        words = " và ".join(each.short_label or each.label for each in tinted)
        self._first_words.set_text(f"Cột {words} tự cộng từ nhật ký" if words else "Biểu nhập tay")
        self._rest = 1 if table.kind is TableKind.TEXTS else 0
        self._room.setCurrentIndex(WORDS_FACE if self.words.isChecked() else self._rest)
        self.add.setVisible(table.kind is TableKind.GROWING and not self.words.isChecked())
        scope = sheet.filled.scope
        self.scope.setText(SCOPES[scope])

    def put_states(self, *, first: bool) -> None:
        """Set how far the report got above its checks (a locked one), or below."""
        column, parts = self._column, (self.states, self.checks)
        upper, lower = parts if first else parts[::-1]
        if column.indexOf(upper) < column.indexOf(lower):
            return
        for part, rule in ((upper, self._cell_rule), (lower, self._state_rule)):
            column.removeWidget(part)
            column.insertWidget(column.indexOf(rule) + 1, part)

    def say_fault(self, sentence: str) -> None:
        """Say why something was not written; "" hides the line."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def show_words(self, *, on: bool) -> None:
        """Show the report's text, or the table again."""
        self.words.setChecked(on)
        self._room.setCurrentIndex(WORDS_FACE if on else self._rest)
        (self.narrative.edit if on else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_words(self) -> bool:
        """Return True while the report's text stands in place of the table."""
        return self._room.currentIndex() == WORDS_FACE

    @property
    def shows_texts(self) -> bool:
        """Return True while the answers stand in place of the table."""
        return self._room.currentIndex() == 1

    @property
    def pane(self) -> QWidget:
        """Return the column at the right."""
        return self._pane

    def show_cell_part(self, *, on: bool) -> None:
        """Show or hide where a figure comes from."""
        self.cell.setVisible(on)
        self._cell_rule.setVisible(on)

    def switch_pane(self) -> None:
        """Show or hide the column at the right."""
        self._is_pane_wanted = not self._is_pane_wanted
        self.fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Give table and pane their widths."""
        px = self._theme.px
        self._pane.setFixedWidth(px(PANE))
        shows = self._is_pane_wanted and self.width() - px(PANE) >= px(LEAST_TABLE)
        self._pane.setVisible(shows)
        self._rule.setVisible(shows)
        is_wide = self.width() >= px(LEAST_TABLE + PANE)
        self.progress.setVisible(is_wide)

    def _ask_window(self) -> None:
        self.period.setChecked(False)
        self.windowed.emit()


def _last_to_get(line: Elided) -> Elided:
    """Return a line that takes only the room the others leave."""
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return line


NOT_YET = "chưa có"
