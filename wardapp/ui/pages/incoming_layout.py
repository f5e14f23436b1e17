"""How Văn bản đến stands at each width: list, pane and page; empty and hitless states."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.ui.context import Context
from wardapp.ui.listing.view import RowView
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import EmptyPage, Way, WayCard
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule, Text

WIDE_FROM, USUAL_FROM, PANES_FROM = 1680, 1280, 1024
WIDE_PAGE, WIDE_PANE, USUAL_PANE, SMALL_PANE = 480, 448, 448, 400
STATUS = 30


class IncomingLayout(QStackedWidget):
    """Arranges the parts of the page; the empty page stands in a second sheet."""

    empty_left = Signal()

    def __init__(
        self, context: Context, bar: QWidget, rows: RowView, pane: QWidget, paper: PagePanel
    ) -> None:
        super().__init__()
        self._context, self._rows, self._pane, self._paper = context, rows, pane, paper
        self._mode, self._is_pane_wanted, self._over = "", True, ""
        theme = context.theme
        self._status = Elided(theme, "", Role.SMALL, "text3")
        self._hitless = _Hitless(context)
        self._hitless.cleared.connect(self.empty_left)
        self._list_room = QStackedWidget()
        self._left = QWidget()
        self._middle = QWidget()
        self._right = QWidget()
        self._build(bar)

    def _build(self, bar: QWidget) -> None:
        self._list_room.addWidget(self._rows)
        self._list_room.addWidget(self._hitless)
        left = _column(self._left)
        for part in (bar, Rule(), self._list_room, Rule(), self._status_bar()):
            left.addWidget(part, 1 if part is self._list_room else 0)
        self._middle_column = _column(self._middle)
        self._right_column = _column(self._right)
        self._right_column.addWidget(self._pane)
        self._rule = Rule()
        self._right_column.addWidget(self._rule)
        self._right_column.addWidget(self._paper, 1)
        panes = (self._left, self._middle, self._right)
        self._split = SplitPane(self._context.desk, "incoming", panes, (0, WIDE_PAGE, USUAL_PANE))
        self._left.setMinimumWidth(320)
        self._right.setMinimumWidth(300)
        self.addWidget(self._split)
        self.addWidget(self._empty_page())

    def _status_bar(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(22, 0, 14, 0)
        row.setSpacing(18)
        row.addWidget(self._status, 1)
        self._hints = [
            Text(self._context.theme, words, Role.SMALL, "text3")
            for words in ("↑ ↓ chọn", "Enter mở", "Dấu cách phóng to trang")
        ]
        for hint in self._hints:
            row.addWidget(hint)
        line.setMinimumHeight(self._context.theme.px(STATUS))
        return line

    def _empty_page(self) -> EmptyPage:
        run = self._context.frame.run_action
        return EmptyPage(
            self._context.theme,
            "Chưa có văn bản nào trong sổ",
            "Thả tệp vào cửa sổ là đủ: WardApp đọc cơ quan, số, ngày, trích yếu và hạn xử lý.\n"
            "Anh, chị xem lại rồi bấm Enter để vào sổ.",
            (
                Way(
                    "Chọn tệp để vào sổ",
                    lambda: run("window.drop"),
                    "attach",
                    "Ctrl O",
                    "Word, PDF, ảnh; tệp gốc được giữ nguyên",
                ),
                Way(
                    "Vào sổ bằng tay",
                    lambda: run("incoming.register"),
                    "add",
                    "Ctrl N",
                    "Văn bản giấy, chưa có tệp",
                ),
                Way(
                    "Xem hướng dẫn một trang",
                    lambda: run("window.help"),
                    "book_question_mark",
                    "F1",
                    "Cách vào sổ, trình và theo dõi hạn",
                ),
            ),
        )

    def say(self, text: str) -> None:
        """Write the status line."""
        self._status.set_text(text)

    def show_state(self, *, is_empty: bool, is_hitless: bool, text: str) -> None:
        """Show the list, the empty page, or that nothing fits the filter."""
        before = self.currentIndex()
        self.setCurrentIndex(1 if is_empty else 0)
        self._list_room.setCurrentIndex(1 if is_hitless and not is_empty else 0)
        if before != self.currentIndex() and self.isVisible():
            self.start_focus()
        self._hitless.say(text)
        if is_hitless:
            self.close_over()
        has_pane = self._shows_pane() or bool(self._over)
        self._right.setVisible(not is_hitless and has_pane)

    def arrange(self, width: int) -> None:
        """Give list, page and pane their widths for a window of this width."""
        scale = self._context.theme.scale
        mode = "alone"
        for name, least in (("wide", WIDE_FROM), ("usual", USUAL_FROM), ("small", PANES_FROM)):
            if width >= least * min(scale, 1.15):
                mode = name
                break
        for hint in self._hints:
            hint.setVisible(width >= USUAL_FROM)
        if mode != self._mode:
            self._mode = mode
            self._place()

    def _place(self) -> None:
        is_wide = self._mode == "wide"
        target = self._middle_column if is_wide else self._right_column
        target.addWidget(self._paper, 1)
        self._middle.setVisible(is_wide)
        self._rule.setVisible(not is_wide)
        self._pane.setProperty("wide", is_wide)
        set_wide = getattr(self._pane, "set_wide", None)
        if callable(set_wide):
            set_wide(wide=is_wide)
        self._over = ""
        self._left.show()
        self._pane.show()
        self._right.setVisible(self._shows_pane())
        pane = {"wide": WIDE_PANE, "small": SMALL_PANE}.get(self._mode, USUAL_PANE)
        self._split.arrange(self._mode, (0, WIDE_PAGE if is_wide else 0, pane))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pane ask anew how high it may be."""
        super().resizeEvent(event)
        self._pane.updateGeometry()

    def _shows_pane(self) -> bool:
        return self._is_pane_wanted and self._mode != "alone"

    def start_focus(self) -> None:
        """Begin in the list; in an empty book at its first way on."""
        shown = self.currentWidget()
        ways = shown.findChildren(WayCard) if shown is not None and self.currentIndex() else []
        target = ways[0] if ways else self._rows
        # Given to a hidden list, the focus would jump there amid the typing of the next filter.
        if target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self) -> None:
        """Show the line that was asked for: in the pane, and in the list where both have room."""
        if self._mode == "alone":
            self.open_pane()
        else:
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_pane(self) -> None:
        """Show the pane over the list where there is no room for both; else go to the page."""
        if self._mode == "alone":
            self._over = "pane"
            self._left.hide()
            self._right.show()
        self._paper.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def enlarge(self) -> None:
        """Show the page over everything, or put it back."""
        if self._over == "page":
            self.close_over()
            return
        self._over = "page"
        self._left.hide()
        self._pane.hide()
        self._right.setVisible(self._mode != "wide")
        self._paper.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_over(self) -> bool:
        """Put list and pane back; return False when they were there."""
        if not self._over:
            return False
        self._over = ""
        self._left.show()
        self._pane.show()
        self._right.setVisible(self._shows_pane())
        self._rows.setFocus()
        return True

    def switch_pane(self) -> None:
        """Show or hide the details."""
        self._is_pane_wanted = not self._is_pane_wanted
        self._right.setVisible(self._shows_pane())


class _Hitless(QWidget):
    """No row fits the filter: say so, and offer to clear it."""

    cleared = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._words = Text(context.theme, "", Role.SECTION, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = Button(context.theme, "Bỏ lọc", key="Esc")
        button.clicked.connect(self.cleared)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, text: str) -> None:
        """Name what was searched."""
        self._words.setText(
            f"Không có dòng nào khớp “{text}”." if text else "Không có dòng nào khớp."
        )


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
