"""A figure through its last periods: a bar each with its value, a dash where nobody gave one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

BARS, GAP, LEAST_BAR, WORDS_GAP = 34, 5, 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBar:
    """One period: its short name, the figure as written ("" = nobody gave one), its height."""

    name: str
    text: str
    size: float = 0.0  # 0 … 1 of the greatest
    is_closed: bool = False
    is_now: bool = False
    said: str = ""  # in words, for tooltip and screen readers


class HistoryBars(QWidget):
    """Earlier figures of the chosen cell, oldest at the left, this period at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: tuple[PastBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_bars(self, bars: tuple[PastBar, ...]) -> None:
        """Show the periods."""
        self._bars = bars
        words = "; ".join(bar.said for bar in bars)
        self.setAccessibleName(f"Các kỳ trước: {words}")
        self.setToolTip("\n".join(bar.said for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted: words above and below the bars, in two rows where close."""
        line = self._line()
        return QSize(200, round(2 * line + self._theme.px(BARS) + line * 2 + 2 * WORDS_GAP))

    def _line(self) -> int:
        return round(self._theme.metrics(Role.SMALL).height())

    def _pitch(self) -> float:
        return self.width() / max(len(self._bars), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch, line = self._pitch(), self._line()
        foot = 2 * line + WORDS_GAP + theme.px(BARS)
        painter.fillRect(QRectF(0, foot, self.width(), 1), theme.colour("line"))
        is_close = self._is_close(pitch)
        for at, bar in enumerate(self._bars):
            middle = (at + 0.5) * pitch
            top = foot - bar.size * theme.px(BARS)
            if bar.text and bar.size:
                top = min(top, foot - LEAST_BAR)
                self._paint_bar(
                    painter, QRectF(at * pitch + GAP / 2, top, pitch - GAP, foot - top), bar
                )
            lift = line if is_close and at % 2 and at + 1 < len(self._bars) else 0
            role = Role.LABEL if bar.is_now else Role.SMALL
            tone = "text" if bar.text else "text3"
            self._paint_words(painter, bar.text or "–", middle, top - line - 2 - lift, role, tone)
            sink = line if is_close and at % 2 else 0
            self._paint_words(painter, bar.name, middle, foot + WORDS_GAP + sink, role, "text3")

    def _is_close(self, pitch: float) -> bool:
        metrics = self._theme.metrics(Role.LABEL)
        words = (word for bar in self._bars for word in (bar.text, bar.name))
        return any(metrics.horizontalAdvance(word) + 4 > pitch for word in words)

    def _paint_bar(self, painter: QPainter, box: QRectF, bar: PastBar) -> None:
        tone = "accent" if bar.is_now else ("heat3" if bar.is_closed else "heat2")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(tone))
        painter.drawRoundedRect(box, 2, 2)

    def _paint_words(
        self, painter: QPainter, words: str, middle: float, top: float, role: Role, tone: str
    ) -> None:
        theme = self._theme
        width = theme.metrics(role).horizontalAdvance(words) + 2
        left = min(max(middle - width / 2, 0), max(self.width() - width, 0))
        area = QRectF(left, max(top, 0), width, self._line())
        painting.draw_text(painter, area, words, theme.font(role), theme.colour(tone))
