"""Bars without numbers of their own: the segments of a monthly target, a share of a whole."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui.theme import Theme, Themed

SEGMENTS = 10
SEGMENT_HEIGHT, BAR_HEIGHT = 12, 8
GAP = 4


class SegmentGauge(QWidget):
    """Ten segments, filled by the share that is done; amber when the pace is behind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._filled, self._is_behind = theme, 0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_share(self, done: int, target: int, *, is_behind: bool, words: str = "") -> None:
        """Fill the segments; `words` say the same to a screen reader."""
        share = done / target if target > 0 else float(done > 0)
        self._filled = min(int(share * SEGMENTS), SEGMENTS) if done else 0
        self._filled = max(self._filled, int(done > 0))
        self._is_behind = is_behind
        self.setAccessibleName(words or f"{done} trên {target}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(SEGMENT_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - GAP * (SEGMENTS - 1)) / SEGMENTS
        on = theme.colour("warn_mark" if self._is_behind else "accent")
        for place in range(SEGMENTS):
            painter.setBrush(on if place < self._filled else theme.colour("mute"))
            box = QRectF(place * (width + GAP), 0, width, self.height())
            painter.drawRoundedRect(box, 3, 3)


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
