"""The steps of a guide, one under another: number in a ring, name, one line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

PITCH, RADIUS, WORDS_LEFT, CENTRE = 58, 13.0, 40, 20


class StepRail(QWidget):
    """Shows where in a guide the clerk is."""

    def __init__(self, theme: Theme, steps: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._theme, self._steps, self._now = theme, steps, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_step(self, now: int) -> None:
        """Mark the step the clerk is at."""
        self._now = now
        self.setAccessibleName(f"Bước {now + 1} trong {len(self._steps)}: {self._steps[now][0]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(220, self._theme.px(PITCH) * len(self._steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, pitch = QPainter(self), self._theme.px(PITCH)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (name, detail) in enumerate(self._steps):
            centre = QPointF(RADIUS + 1, place * pitch + self._theme.px(CENTRE))
            if place + 1 < len(self._steps):
                tone = "accent" if place < self._now else "ctl"
                painter.setPen(QPen(self._theme.colour(tone), 1.5))
                painter.drawLine(
                    centre + QPointF(0, RADIUS + 5), centre + QPointF(0, pitch - RADIUS - 5)
                )
            self._paint_ring(painter, centre, place)
            self._paint_words(painter, centre.y(), name, detail, is_now=place == self._now)

    def _paint_ring(self, painter: QPainter, centre: QPointF, place: int) -> None:
        theme = self._theme
        filled = place <= self._now
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(theme.colour("ctl2"), 1.5))
        painter.setBrush(theme.colour("accent") if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, RADIUS, RADIUS)
        if place < self._now:
            pixmap = theme.icon("checkmark", "on_accent", 16, self.devicePixelRatioF())
            painter.drawPixmap(centre - QPointF(8, 8), pixmap)
            return
        ink = theme.colour("on_accent" if filled else "text2")
        box = QRectF(centre.x() - RADIUS, centre.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        painting.draw_text(painter, box, str(place + 1), theme.font(Role.LABEL), ink, centre=True)

    def _paint_words(
        self, painter: QPainter, middle: float, name: str, detail: str, *, is_now: bool
    ) -> None:
        theme, role = self._theme, Role.STRONG if is_now else Role.BODY
        high, low = theme.metrics(role).height(), theme.metrics(Role.SMALL).height()
        top = middle - (high + low + 1) / 2 + 2
        area = QRectF(WORDS_LEFT, top, self.width() - WORDS_LEFT, high)
        painting.draw_text(painter, area, name, theme.font(role), theme.colour("text"))
        area = QRectF(WORDS_LEFT, top + high + 1, self.width() - WORDS_LEFT, low)
        painting.draw_text(painter, area, detail, theme.font(Role.SMALL), theme.colour("text3"))
