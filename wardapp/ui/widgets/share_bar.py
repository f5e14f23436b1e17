"""A bar without figures: how much of a whole is there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui.theme import Theme, Themed

BAR_HEIGHT = 8


class ShareBar(QWidget):
    """One bar: how much of a whole is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._share = theme, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_share(self, done: int, whole: int, words: str = "") -> None:
        """Fill the bar; `words` say the same to a screen reader."""
        self._share = min(done / whole, 1.0) if whole > 0 else 0.0
        self.setAccessibleName(words or f"{done} trên {whole}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme.colour("mute"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._share:
            painter.setBrush(theme.colour("accent"))
            width = max(self.width() * self._share, self.height())
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
