"""What stands in place of the list: an empty log, or nothing that fits the filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wardapp.ui.context import Context
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.texts import Text


class LogStates(QStackedWidget):
    """Says `cleared` when the clerk wants the filter gone."""

    cleared = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme, run = context.theme, context.frame.run_action
        empty = EmptyPage(
            theme,
            "Nhật ký còn trống",
            "Gõ nội dung ở trên rồi bấm Enter: mỗi tin, bài, cuộc họp một dòng.\n"
            "Báo cáo định kỳ tự cộng từ các dòng này.",
            (
                Way("Ghi dòng đầu tiên", lambda: run("daylog.add"), "book", "Ctrl J",
                    "Con trỏ vào ô Nội dung"),
                Way("Xem hướng dẫn một trang", lambda: run("window.help"), "book_question_mark",
                    "F1", "Cách ghi nhanh và kèm minh chứng"),
            ),
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        empty.setProperty("ground", "surface")
        scroll.setWidget(empty)
        self.addWidget(scroll)
        self.addWidget(self._hitless(context))

    def _hitless(self, context: Context) -> QWidget:
        theme, room = context.theme, QWidget()
        self._words = Text(theme, "", Role.SECTION, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = Button(theme, "Bỏ lọc", key="Esc")
        self._button.clicked.connect(self.cleared)
        column = QVBoxLayout(room)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return room

    def show_empty(self) -> None:
        """Show that the log holds nothing yet."""
        self.setCurrentIndex(0)

    def show_hitless(self, stretch: str, *, narrow: bool) -> None:
        """Show that nothing fits."""
        said = "Không có dòng nào khớp" if narrow else "Chưa có dòng nào"
        self._words.setText(f"{said}, {stretch}.")
        self._button.setVisible(narrow)
        self.setCurrentIndex(1)
