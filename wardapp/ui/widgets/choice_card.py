"""A choice as a card: radio mark, name, one line, and the number key that takes it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import _Painted

HEIGHT = 58
WORDS_LEFT = 44
MARK_LEFT = 24
RADIUS = 7.0


class ChoiceCard(_Painted):
    """One of several choices; checked by its key, a click, the arrows or Space."""

    def __init__(self, theme: Theme, title: str, detail: str, key: str = "") -> None:
        super().__init__(theme, title)
        self._detail, self._key = detail, key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{title}. {detail}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        theme = self._theme
        words = theme.metrics(Role.STRONG).height() + theme.metrics(Role.SMALL).height()
        return QSize(200, max(theme.px(HEIGHT), round(words) + 16))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(150, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key; Enter belongs to the page, which goes on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, box = QPainter(self), self._theme, QRectF(self.rect())
        on = self.isChecked()
        ground = "soft" if on else ("hover" if self.underMouse() else "surface")
        painting.draw_card(painter, theme, box, ground, "accent" if on else "ctl", RADIUS)
        if on:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_mark(painter, QPointF(MARK_LEFT, box.center().y()), on=on)
        self._paint_words(painter, box)
        if self._ring:
            painting.draw_ring(painter, theme, box.adjusted(3, 3, -3, -3), 5)

    def _paint_mark(self, painter: QPainter, centre: QPointF, *, on: bool) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent" if on else "ctl2"), 1.6))
        painter.drawEllipse(centre, 8, 8)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(centre, 4.5, 4.5)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        key_width = painting.key_width(theme, self._key) if self._key else 0
        high, low = theme.metrics(Role.STRONG).height(), theme.metrics(Role.SMALL).height()
        top = box.center().y() - (high + low + 2) / 2
        room = box.width() - WORDS_LEFT - key_width - 28
        area = QRectF(WORDS_LEFT, top, room, high)
        painting.draw_text(
            painter, area, self.text(), theme.font(Role.STRONG), theme.colour("text")
        )
        area = QRectF(WORDS_LEFT, top + high + 2, room, low)
        small = theme.font(Role.SMALL)
        painting.draw_text(painter, area, self._detail, small, theme.colour("text2"))
        if self._key:
            cap = theme.px(18)
            left = box.right() - key_width - 17
            key_box = QRectF(left, box.center().y() - cap / 2, key_width, cap)
            painting.draw_key(painter, theme, key_box, self._key, "text3", "ctl")
