"""The thin bar under the header while work lasts, with what it does and Dừng."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Elided


class BusyBar(QWidget):
    """Hidden until work lasts longer than 0.4 s."""

    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = Elided(theme, "", Role.SMALL, "text2")
        stop = Link(theme, "Dừng")
        stop.clicked.connect(self.stopped)
        row = QHBoxLayout()
        row.setContentsMargins(22, 0, 18, 2)
        row.addWidget(self._text, 1)
        row.addWidget(stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(row)
        self.hide()

    def show_work(self, text: str, done: int = 0, total: int = 0) -> None:
        """Show what is being done; without a total the bar only moves."""
        self._text.set_text(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.setAccessibleName(text)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        box = QRectF(self.rect())
        painting.draw_card(QPainter(self), self._theme, box, "surface", "line", 0)
