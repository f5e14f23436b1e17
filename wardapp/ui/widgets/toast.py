"""What just happened, said at the bottom, with the way to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme

HEIGHT = 44
SHOWN_MS = 8000
_MARGIN = 12


class Toast(QWidget):
    """Dark, centred above the bottom edge; stays while hovered, never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.lift = 0
        """How far above the bottom: over the buttons of a task page."""
        self._theme, self._text, self._undo_text = theme, "", ""
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self.hide()

    @property
    def text(self) -> str:
        """Return what the toast says."""
        return self._text

    @property
    def undo_text(self) -> str:
        """Return the words beside it that give back what was done."""
        return self._undo_text

    def say(
        self, text: str, undo: Callable[[], object] | None = None, undo_text: str = "Hoàn tác"
    ) -> None:
        """Say something; with `undo` the words Hoàn tác and Ctrl Z stand beside it."""
        self._text, self._undo, self._undo_text = text, undo, undo_text
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Stand centred above the bottom of the parent."""
        room = self._room.rect()
        width = min(round(self._width()), room.width() - 2 * _MARGIN)
        height = self._theme.px(HEIGHT)
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.bottom() - height - _MARGIN - self.lift, width, height)

    def _width(self) -> float:
        width = 58 + self._theme.metrics(Role.BODY).horizontalAdvance(self._text)
        if self._undo is not None:
            width += self._theme.metrics(Role.STRONG).horizontalAdvance(self._undo_text) + 20
            if self._undo_text == "Hoàn tác":
                width += painting.key_width(self._theme, "Ctrl Z") + 10
        return width

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        undo = self._undo
        self.hide()
        if undo is not None:
            undo()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._timer.start(SHOWN_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, middle = QPainter(self), self._theme, self.height() / 2
        painting.draw_card(painter, theme, QRectF(self.rect()), "toast", "toast", 8)
        pixmap = theme.icon(
            "checkmark_circle", "toast_tick", 20, self.devicePixelRatioF(), filled=True
        )
        painter.drawPixmap(QPointF(14, middle - 10), pixmap)
        width = theme.metrics(Role.BODY).horizontalAdvance(self._text)
        right = self.width() - 14.0
        if self._undo is not None:
            right = self._paint_undo(painter, right) - 20
        area = QRectF(42, 0, min(width + 1, right - 42), self.height())
        painting.draw_text(
            painter, area, self._text, theme.font(Role.BODY), theme.colour("toast_text")
        )

    def _paint_undo(self, painter: QPainter, right: float) -> float:
        theme, middle = self._theme, self.height() / 2
        if self._undo_text == "Hoàn tác":
            cap, width = theme.px(18), painting.key_width(theme, "Ctrl Z")
            box = QRectF(right - width, middle - cap / 2, width, cap)
            painting.draw_key(painter, theme, box, "Ctrl Z", "toast_text", "ctl2")
            right = box.left() - 10
        width = theme.metrics(Role.STRONG).horizontalAdvance(self._undo_text) + 1
        area = QRectF(right - width, 0, width, self.height())
        ink = theme.colour("toast_link")
        painting.draw_text(painter, area, self._undo_text, theme.font(Role.STRONG), ink)
        return area.left()
