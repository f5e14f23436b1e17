"""How Hồ sơ stands at each width: list and pane; the empty plan; nothing that fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardapp.ui.context import Context
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.dossiers_pane import DossierPane
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import EmptyPage, Way, WayCard
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule, Text

WIDE_FROM, USUAL_FROM, PANES_FROM = 1680, 1280, 1024
WIDE_PANE, USUAL_PANE, SMALL_PANE = 680, 500, 420
STATUS = 30
ROWS, HITLESS, EMPTY = range(3)
HINTS = ("↑ ↓ chọn", "Ctrl Enter kết thúc", "F6 sang văn bản")


class DossiersLayout(QWidget):
    """Arranges the parts of the page; a year without a plan keeps the filter, to leave it by."""

    cleared = Signal()

    def __init__(self, context: Context, bar: QWidget, rows: RowView, pane: DossierPane) -> None:
        super().__init__()
        self._context, self._rows, self._pane = context, rows, pane
        self._mode, self._is_pane_wanted, self._is_over = "", True, False
        self._has_rows = False
        self._status = Elided(context.theme, "", Role.SMALL, "text3")
        self._hitless, self._words = self._nothing_fits()
        self._room = QStackedWidget()
        self._left = QWidget()
        self._hints: list[Text] = []
        self._build(bar)

    def _build(self, bar: QWidget) -> None:
        self._room.addWidget(self._rows)
        self._room.addWidget(self._hitless)
        self._room.addWidget(self._scrolled(self._empty_page()))
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for part in (bar, Rule(), self._room, Rule(), self._status_bar()):
            left.addWidget(part, 1 if part is self._room else 0)
        self._left.setMinimumWidth(320)
        self._pane.setMinimumWidth(300)
        panes, widths = (self._left, self._pane), (0, USUAL_PANE)
        self._split = SplitPane(self._context.desk, "dossiers", panes, widths)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _status_bar(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(22, 0, 14, 0)
        row.setSpacing(18)
        row.addWidget(self._status, 1)
        self._hints = [Text(self._context.theme, words, Role.SMALL, "text3") for words in HINTS]
        for hint in self._hints:
            row.addWidget(hint)
        line.setMinimumHeight(self._context.theme.px(STATUS))
        return line

    def _nothing_fits(self) -> tuple[QWidget, Text]:
        words = Text(self._context.theme, "", Role.SECTION, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = Button(self._context.theme, "Bỏ lọc", key="Esc")
        button.clicked.connect(self.cleared)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.addStretch(2)
        column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return sheet, words

    def _scrolled(self, sheet: QWidget) -> QScrollArea:
        """Return the sheet with bars where the window is too low for it."""
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _empty_page(self) -> EmptyPage:
        run = self._context.frame.run_action
        return EmptyPage(
            self._context.theme,
            "Chưa có danh mục hồ sơ của năm này",
            "Danh mục hồ sơ lập vào đầu năm: ký hiệu, tiêu đề, thời hạn bảo quản, người lập.\n"
            "Sau đó văn bản đưa vào hồ sơ bằng một phím ở sổ đến, sổ đi, dự thảo.",
            (
                Way(
                    "Thêm hồ sơ",
                    lambda: run("dossiers.new"),
                    "add",
                    "Ctrl N",
                    "Nhập từng hồ sơ, ví dụ 01.TGDV",
                ),
                Way(
                    "Chép danh mục năm trước",
                    lambda: run("dossiers.copy"),
                    "copy",
                    "",
                    "Năm trong tiêu đề được đổi theo",
                ),
                Way(
                    "Nhập từ Excel",
                    lambda: run("dossiers.import"),
                    "document_table",
                    "",
                    "Mẫu 5 cột của Nghị định 30; xem trước rồi mới ghi",
                ),
            ),
        )

    def say(self, text: str) -> None:
        """Write the status line."""
        self._status.set_text(text)

    def show_state(self, *, has_rows: bool, is_narrow: bool, text: str) -> None:
        """Show the list, the empty page, or that nothing fits the filter."""
        before, follows = self._room.currentIndex(), self._may_take_focus()
        self._has_rows = has_rows
        self._room.setCurrentIndex(ROWS if has_rows else HITLESS if is_narrow else EMPTY)
        self._words.setText(
            f"Không có hồ sơ nào khớp “{text}”." if text else "Không có hồ sơ nào khớp."
        )
        if before != self._room.currentIndex() and follows:
            self.start_focus()
        if not has_rows:
            self.close_over()
        self._pane.setVisible(self._shows_pane() or (has_rows and self._is_over))

    def arrange(self, width: int) -> None:
        """Give list and pane their widths for a window of this width."""
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
            self._is_over = False
            self._left.show()
            self._pane.setVisible(self._shows_pane())
            pane = {"wide": WIDE_PANE, "small": SMALL_PANE}.get(mode, USUAL_PANE)
            self._split.arrange(mode, (0, pane))

    def _shows_pane(self) -> bool:
        return self._has_rows and self._is_pane_wanted and self._mode != "alone"

    def start_focus(self) -> None:
        """Begin in the list; in an empty plan at its first way on."""
        shown = self._room.currentWidget()
        ways = shown.findChildren(WayCard) if shown is not None else []
        target = ways[0] if ways else self._rows
        if target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_take_focus(self) -> bool:
        """Return False while the clerk types in the filter, or is somewhere else."""
        focus: QWidget | None = QApplication.focusWidget()
        return focus is not None and self._room.isAncestorOf(focus)

    def open_pane(self) -> None:
        """Go to the papers; where there is no room for both, show them over the list."""
        if self._mode == "alone":
            self._is_over = True
            self._left.hide()
        self._pane.show()
        self._pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_over(self) -> bool:
        """Put list and pane back; return False when they were there."""
        if not self._is_over:
            return False
        self._is_over = False
        self._left.show()
        self._pane.setVisible(self._shows_pane())
        self._rows.setFocus()
        return True

    def switch_pane(self) -> None:
        """Show or hide the papers."""
        self._is_pane_wanted = not self._is_pane_wanted
        self._pane.setVisible(self._shows_pane())
