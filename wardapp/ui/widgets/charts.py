"""Small charts without axes: a gauge of segments, bars with their figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.core.log_charts import TargetYear
from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.charts_ink import Ink
from wardapp.ui.widgets.charts_year import SMALL_HIGH, draw_year, said_year

MOST_SEGMENTS = 20
SEGMENT, SEGMENT_GAP = 10, 4.0
BAR, BAR_PITCH, NAME_WIDTH, MOST_BARS = 12, 24, 84, 6


class SegmentGauge(QWidget):
    """So many segments as the target has, the done ones filled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._done, self._target, self._is_behind = 0, 10, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Tin, bài trên nền tảng số")
        Themed(theme, self)

    def show_gauge(self, done: int, target: int, *, is_behind: bool) -> None:
        """Show how many of the target are done; amber when behind the pace."""
        self._done, self._target, self._is_behind = done, max(target, 1), is_behind
        self.setAccessibleDescription(f"{done} trên {target}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(SEGMENT) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = min(self._target, MOST_SEGMENTS)
        filled = min(round(self._done * count / self._target), count)
        pitch = (self.width() + SEGMENT_GAP) / count
        full = theme.colour("warn_mark" if self._is_behind else "accent")
        for at in range(count):
            painter.setBrush(full if at < filled else theme.colour("mute"))
            box = QRectF(at * pitch, 1, pitch - SEGMENT_GAP, theme.px(SEGMENT))
            painter.drawRoundedRect(box, 3, 3)


class YearStrip(QWidget):
    """The last twelve months against the target, small; what stayed below is hatched."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._year: TargetYear | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Tin, bài trên nền tảng số, 12 tháng")
        Themed(theme, self)

    def show_year(self, year: TargetYear) -> None:
        """Show twelve months."""
        self._year = year
        self.setAccessibleDescription(said_year(year))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._theme.px(SMALL_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._year is not None:
            box = QRectF(self.rect())
            draw_year(QPainter(self), Ink.of(self._theme), box, self._year, is_small=True)


class Bars(QWidget):
    """Named bars in one hue, the figure written at each end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_bars(self, bars: tuple[tuple[str, int], ...]) -> None:
        """Show names with figures, most first."""
        self._bars = bars[:MOST_BARS]
        self.setAccessibleDescription("; ".join(f"{name}: {count}" for name, count in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(200, self._pitch() * max(len(self._bars), 1))

    def _pitch(self) -> int:
        return max(self._theme.px(BAR_PITCH), round(self._theme.metrics(Role.BODY).height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, pitch = QPainter(self), self._theme, self._pitch()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((count for _name, count in self._bars), default=1)
        metrics = theme.metrics(Role.LABEL)
        names = (theme.metrics(Role.SMALL).horizontalAdvance(name) for name, _ in self._bars)
        left = min(max([theme.px(NAME_WIDTH), *(round(each) + 12 for each in names)]),
                   self.width() * 0.48)  # fmt: skip
        room = self.width() - left - metrics.horizontalAdvance(f"{most:,}") - 10
        for at, (name, count) in enumerate(self._bars):
            top = at * pitch
            area = QRectF(0, top, left - 6, pitch)
            painting.draw_text(painter, area, name, theme.font(Role.SMALL), theme.colour("text2"))
            width = max(room * count / most, 5.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("heat3"))
            height = theme.px(BAR)
            painter.drawRoundedRect(QRectF(left, top + (pitch - height) / 2, width, height), 3, 3)
            area = QRectF(left + width + 7, top, self.width(), pitch)
            figure = f"{count:,}".replace(",", ".")
            painting.draw_text(painter, area, figure, theme.font(Role.LABEL), theme.colour("text"))
