"""The face of Dán nhiều dòng: where list, chips, pane and buttons stand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.log_paste import PastedLine, PastedLog
from wardapp.ui.context import Context
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page
from wardapp.ui.pages.daylog_paste_actions import CHANNEL, CHOOSE, CLEAR, KEEP, NEXT, PASTE
from wardapp.ui.pages.daylog_paste_pane import PastePane
from wardapp.ui.pages.daylog_paste_rows import (
    SHOWN_ALL,
    SHOWN_BLOCKED,
    SHOWN_DOUBTFUL,
    SHOWN_LEFT,
    columns,
    look_of,
)
from wardapp.ui.pages.daylog_rows import Ground
from wardapp.ui.pages.proposal_layout import FOOT, Foot
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Chip, Kind
from wardapp.ui.widgets.cards import EmptyPage, Notice, Way
from wardapp.ui.widgets.texts import Elided, Rule

PANE, NARROW, LEAST_PAGE = 340, 860, 760
WIDEST = 16_777_215
ROW = 50
CHIPS = (
    (SHOWN_ALL, "Tất cả"),
    (SHOWN_BLOCKED, "Cần sửa"),
    (SHOWN_DOUBTFUL, "Xem lại"),
    (SHOWN_LEFT, "Không ghi"),
)


class PasteFace(Page):
    """The widgets; the page that reads and writes gives them life."""

    is_task = True
    foot_height = FOOT

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._ground = Ground()
        self.log: PastedLog | None = None
        self.lines: list[PastedLine] = []
        self._shown = SHOWN_ALL
        self.rows: RowList[int] = RowList((), lambda at: look_of(self.lines[at]), self)
        self.list = RowView(theme, "Các dòng vừa dán", ROW)
        self.pane = PastePane(context)
        self._said = Elided(theme, "", Role.SMALL, "text2")
        self._refused = Notice(theme, "danger")
        self.chips = {key: Chip(theme, words) for key, words in CHIPS}
        self._channel = Button(theme, CHANNEL.button, icon=CHANNEL.icon, key=CHANNEL.cap)
        self._next = Button(theme, NEXT.button, icon=NEXT.icon, key=NEXT.cap)
        self._clear = Button(theme, CLEAR.button, icon=CLEAR.icon, kind=Kind.GHOST)
        self.go = Button(theme, KEEP.button, icon=KEEP.icon, key=KEEP.cap, kind=Kind.PRIMARY)
        self._room = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.header.say("Dán nhiều dòng")
        for action in (CHOOSE, PASTE):
            self.header.add_action(action)
        theme = self.context.theme
        self.empty = EmptyPage(
            theme,
            "Dán nhiều dòng vào nhật ký",
            "Chép tin nhắn Zalo, ô Excel hoặc ghi chú rồi bấm Ctrl V ở đây.\n"
            "Xem từng dòng trước, ghi một lần, hoàn tác bằng một phím. Tên người gửi không giữ.",
            (
                Way("Dán", self.paste, "copy", PASTE.cap, "Lấy những gì vừa chép"),
                Way("Chọn tệp Excel, CSV", self.choose, "document_table", CHOOSE.cap,
                    "Hoặc thả tệp vào cửa sổ"),
            ),
        )  # fmt: skip
        self._room.addWidget(self.empty)
        self._room.addWidget(self._work())
        self.body.addWidget(self._refused)
        self.body.addWidget(self._room, 1)
        self._refused.hide()

    def _work(self) -> QWidget:
        bar = QHBoxLayout()
        bar.setContentsMargins(22, 6, 18, 6)
        bar.setSpacing(8)
        for chip in self.chips.values():
            bar.addWidget(chip)
        bar.addWidget(self._said, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(bar)
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        self._rule = Rule(upright=True)
        row.addWidget(self._rule)
        row.addWidget(self.pane, 0)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Rule())
        column.addWidget(
            Foot(self.context.theme, (self._clear, self._channel, self._next), self.go)
        )
        return work

    def paste(self) -> None:
        """Read what lies on the clipboard."""
        raise NotImplementedError

    def choose(self) -> None:
        """Ask for a file with lines of the log."""
        raise NotImplementedError

    @property
    def is_narrow(self) -> bool:
        """Return True where list and pane have no room beside each other."""
        return self.width() < self.context.theme.px(LEAST_PAGE)

    @property
    def is_in_pane(self) -> bool:
        """Return True while a field of the pane is typed into."""
        focused = self.window().focusWidget()
        return focused is not None and self.pane.isAncestorOf(focused)

    def show_pane(self, *, on: bool) -> None:
        """In a narrow window show the pane in place of the list, or the list again."""
        self._left.setVisible(not (self.is_narrow and on))
        self._rule.setVisible(not self.is_narrow)
        self.pane.setVisible(on or not self.is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what the pane leaves."""
        super().resizeEvent(event)
        wide = self.context.theme.px(PANE)
        self.pane.setMinimumWidth(0 if self.is_narrow else wide)
        self.pane.setMaximumWidth(WIDEST if self.is_narrow else wide)
        self.show_pane(on=self.is_in_pane)
        for button in (self._clear, self._channel, self._next):
            button.shrink(small=self.is_narrow)
        self._fit_columns()

    def _fit_columns(self) -> None:
        room = self.width() - (0 if self.is_narrow else self.pane.width())
        is_narrow = room < self.context.theme.px(NARROW)
        today = self.context.clock.today()
        before = len(self.rows.columns)
        self.rows.columns = columns(
            lambda at: self.lines[at], self._ground, today, is_narrow=is_narrow
        )
        if before and len(self.rows.columns) != before:
            self.show_again()  # the list must hear that it has more columns, or less
        self.list.viewport().update()

    def show_again(self) -> None:
        """Show the lines again where they stood."""
        raise NotImplementedError
