"""The bar of Đơn vị gửi về: which form, which period, what came since it was closed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.editors import Choice
from wardapp.ui.widgets.texts import Text

HEIGHT, FORM, PERIOD = 44, 170, 150


class ReturnsBar(QWidget):
    """Says `changed` with form and period when the clerk chooses others."""

    changed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.form, self.period = Choice(theme), Choice(theme)
        self.form.setAccessibleName("Mẫu báo cáo")
        self.period.setAccessibleName("Kỳ báo cáo")
        self._due = Text(theme, "", Role.SMALL, "text2")
        self.since = Notice(theme, "soft")
        row = QHBoxLayout()
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(8)
        for choice, width in ((self.form, FORM), (self.period, PERIOD)):
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choice.setMinimumWidth(theme.px(width))
        row.addWidget(self.form, 3)
        row.addWidget(self.period, 1)
        row.addWidget(self._due)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        self._notice = QHBoxLayout()
        self._notice.setContentsMargins(14, 0, 14, 0)
        self._notice.addWidget(self.since)
        column.addLayout(self._notice)
        self.setMinimumHeight(theme.px(HEIGHT))
        self.form.activated.connect(lambda _at: self._changed(""))
        self.period.activated.connect(lambda _at: self._changed(str(self.period.currentData())))

    def _changed(self, period: str) -> None:
        self.changed.emit(str(self.form.currentData()), period)

    def show_board(self, board: ReturnsBoard) -> None:
        """Show the choices of a board, and what came after it was closed."""
        fill(self.form, [(each.id, each.label) for each in board.forms], board.spec.id)
        fill(self.period, [(each.id, each.label) for each in board.periods], board.period.id)
        self._due.setText(f"Hạn {long_date(board.period.due_date)}")
        if board.since.sentence:
            self.since.show_notice("Bản tổng hợp đã chốt", board.since.sentence)
        else:
            self.since.hide()
        self._notice.setContentsMargins(14, 0, 14, 8 if board.since.sentence else 0)


def fill(choice: Choice, entries: list[tuple[str, str]], chosen: str) -> None:
    """Replace the entries of a choice and choose one, without saying so."""
    with QSignalBlocker(choice):
        choice.clear()
        for value, text in entries:
            choice.addItem(text, value)
        choice.setCurrentIndex(max(choice.findData(chosen), 0))
