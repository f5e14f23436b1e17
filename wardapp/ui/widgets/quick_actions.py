"""A short list of actions with their keys, and the hint that files may be dropped."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import _Painted

ROW_HEIGHT, ICON = 37, 20
HINT_HEIGHT = 46
DASH = [4.0, 4.0]
RADIUS = 8


class QuickAction(_Painted):
    """One action as a row: icon, words, key cap at the right."""

    def __init__(self, theme: Theme, text: str, icon: str, key: str, *, is_last: bool) -> None:
        super().__init__(theme, text)
        self._icon, self._key, self._is_last = icon, key, is_last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(120, self._theme.px(ROW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, box = QPainter(self), self._theme, QRectF(self.rect())
        middle = box.center().y()
        if self.underMouse():
            painting.draw_card(painter, theme, box.adjusted(-6, 1, 6, -2), "hover", "hover", 6)
        if not self._is_last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        pixmap = theme.icon(self._icon, "accent", ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, middle - ICON / 2), pixmap)
        width = painting.key_width(theme, self._key) if self._key else 0
        area = QRectF(30, 0, box.width() - 30 - width - 12, box.height())
        painting.draw_text(painter, area, self.text(), theme.font(Role.BODY), theme.colour("text"))
        if self._key:
            cap = theme.px(18)
            key_box = QRectF(box.right() - width - 4, middle - cap / 2, width, cap)
            painting.draw_key(painter, theme, key_box, self._key, "text3", "ctl")
        if self._ring:
            painting.draw_ring(painter, theme, box, 6)


class DropHint(QWidget):
    """A dashed box: files may be dropped anywhere."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(HINT_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, box = QPainter(self), self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("ctl2"), 1)
        pen.setDashPattern(DASH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        width = min(theme.metrics(Role.BODY).horizontalAdvance(self._text) + 1, box.width() - 44)
        left = (box.width() - width - ICON - 8) / 2
        pixmap = theme.icon("arrow_download", "text2", ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, box.center().y() - ICON / 2), pixmap)
        area = QRectF(left + ICON + 8, 0, width, box.height())
        painting.draw_text(painter, area, self._text, theme.font(Role.BODY), theme.colour("text2"))
