"""A box to tick with words that may run over two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

BOX, GAP, EDGE, LEAST = 16, 8, 3, 26


class Tick(QCheckBox):
    """Drawn in the window's own colours; Space ticks it."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme, self._ring = theme, False
        self.setAccessibleName(words.replace("\n", " "))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        metrics, lines = self._theme.metrics(Role.BODY), self.text().split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        height = max(self._theme.px(LEAST), round(metrics.lineSpacing() * len(lines)) + 2 * EDGE)
        return QSize(round(width) + self._theme.px(BOX) + GAP + 2 * EDGE, height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the focus."""
        super().focusOutEvent(event)
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(BOX)
        first = theme.metrics(Role.BODY).lineSpacing()
        middle = self.height() / 2 if "\n" not in self.text() else EDGE + first / 2
        box = QRectF(EDGE, middle - side / 2, side, side)
        self._paint_box(painter, box)
        painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
        painter.setFont(theme.font(Role.BODY))
        words = QRectF(self.rect()).adjusted(box.right() + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._ring:
            painting.draw_ring(painter, theme, QRectF(self.rect()), 4)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme, is_on = self._theme, self.isChecked()
        ink = "accent" if is_on and self.isEnabled() else "ctl2"
        painter.setPen(QPen(theme.colour(ink), 1))
        painter.setBrush(theme.colour(ink if is_on else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if is_on:
            size = round(box.width()) - 2
            pixmap = theme.icon("checkmark", "on_accent", size, self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft() + QPointF(1, 1), pixmap)
