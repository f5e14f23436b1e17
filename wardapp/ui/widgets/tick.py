"""A box to tick with words that may run over two lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

BOX, GAP, EDGE, LEAST = 16, 8, 3, 26
NARROWEST, WHOLE = 120, 10_000


class Tick(QCheckBox):
    """Drawn in the window's own colours; Space ticks it."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme, self._ring = theme, False
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted: all words on one line."""
        width = round(self._theme.metrics(Role.BODY).horizontalAdvance(self.text()))
        return QSize(width + self._left() + EDGE, self._high(1))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(min(self._theme.px(NARROWEST), self.sizeHint().width()), self._high(1))

    def hasHeightForWidth(self) -> bool:
        """Grow where the words need a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in a width."""
        room = QRectF(0, 0, max(width - self._left(), 1), WHOLE)
        box = self._theme.metrics(Role.BODY).boundingRect(
            room, Qt.TextFlag.TextWordWrap, self.text()
        )
        return max(self._theme.px(LEAST), round(box.height()) + 2 * EDGE)

    def _left(self) -> int:
        return EDGE + self._theme.px(BOX) + GAP

    def _high(self, lines: int) -> int:
        line = self._theme.metrics(Role.BODY).lineSpacing()
        return max(self._theme.px(LEAST), round(line * lines) + 2 * EDGE)

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
        middle = min(self.height(), self._high(1)) / 2
        box = QRectF(EDGE, middle - side / 2, side, side)
        self._paint_box(painter, box)
        painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
        painter.setFont(theme.font(Role.BODY))
        words = QRectF(self.rect()).adjusted(self._left(), 0, 0, 0)
        wraps = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(words, wraps, self.text())
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
