"""A month as a map of days: the more lines a day has, the deeper its colour."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.core.dates import weekday_date
from wardapp.core.views import MonthView
from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
CELL, PITCH, HEAD = 28, 32, 30
GAP = 5.0
COUNT_SHARE, MOST_COUNT = 0.44, 99
STEPS = (1, 2, 3, 4)
"""Lines a day needs for each deeper colour."""


class MonthMap(QWidget):
    """Days as squares: click or Enter picks one, again lets it go; arrows walk."""

    picked = Signal(object)  # date, None = no day

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: MonthView | None = None
        self._today = date.min
        self._chosen: date | None = None
        self._cursor: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Bản đồ tháng")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        Themed(theme, self)

    def show_month(self, view: MonthView, today: date) -> None:
        """Show a month with the lines of each day."""
        self._view, self._today = view, today
        if self._cursor is None or not self._holds(self._cursor):
            self._cursor = today if self._holds(today) else view.first
        self.setAccessibleDescription(
            f"Tháng {view.first.month}/{view.first.year}: {view.line_count} dòng"
        )
        self.updateGeometry()
        self.update()

    def choose(self, day: date | None) -> None:
        """Mark the day that the list is narrowed to, without telling."""
        self._chosen = day
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(self._theme.px(294), self._theme.px(HEAD + PITCH * 6))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.px(210), self.sizeHint().height())

    def _holds(self, day: date) -> bool:
        first = self._view.first if self._view else date.min
        return (day.year, day.month) == (first.year, first.month)

    def _box(self, day: date) -> QRectF:
        theme = self._theme
        pitch = (self.width() + GAP) / len(WEEK)
        row, column = divmod(day.day - 1 + day.replace(day=1).weekday(), len(WEEK))
        top = theme.px(HEAD) + row * theme.px(PITCH)
        return QRectF(column * pitch, top, pitch - GAP, theme.px(CELL))

    def _day_at(self, spot: QPointF) -> date | None:
        if self._view is None:
            return None
        days = (self._view.first + timedelta(days=at) for at in range(len(self._view.day_counts)))
        return next((day for day in days if self._box(day).contains(spot)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        day = self._day_at(event.position())
        if day is not None:
            self._cursor = day
            self._pick(day)

    def _pick(self, day: date) -> None:
        self.choose(None if day == self._chosen else day)
        self.picked.emit(self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        key = keys(event.key())
        if key in steps and self._cursor is not None:
            day = self._cursor + timedelta(days=steps[key])
            if self._holds(day):
                self._cursor = day
                self.setAccessibleDescription(self._said(day))
                self.update()
        elif key in {keys.Key_Return, keys.Key_Enter, keys.Key_Space} and self._cursor:
            self._pick(self._cursor)
        else:
            super().keyPressEvent(event)

    def _paint_count(self, painter: QPainter, box: QRectF, count: int, ink: str) -> None:
        theme, high = self._theme, box.height() * COUNT_SHARE
        wide = box.width() * COUNT_SHARE
        spot = QRectF(box.right() - wide - 2, box.bottom() - high - 1, wide, high)
        words = str(count) if count <= MOST_COUNT else f"{MOST_COUNT}+"
        font, colour = theme.font(Role.CIRCLE), theme.colour(ink)
        painting.draw_text(painter, spot, words, font, colour, centre=True)

    def _said(self, day: date) -> str:
        count = self._view.day_counts[day.day - 1] if self._view else 0
        return f"{weekday_date(day)}: {count} dòng"

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self._view
        if view is None:
            return
        pitch = (self.width() + GAP) / len(WEEK)
        for column, name in enumerate(WEEK):
            area = QRectF(column * pitch, 0, pitch - GAP, theme.px(HEAD - 6))
            painting.draw_text(
                painter, area, name, theme.font(Role.LABEL), theme.colour("text3"), centre=True
            )
        for at, count in enumerate(view.day_counts):
            self._paint_day(painter, view, view.first + timedelta(days=at), count)

    def _paint_day(self, painter: QPainter, view: MonthView, day: date, count: int) -> None:
        theme, box, step = self._theme, self._box(day), heat_step(count)
        if day == self._today:
            edge, width = "text", 2.0
        elif day in view.report_days:
            edge, width = "warn_mark", 2.0
        else:
            edge, width = ("" if step else "line"), 1.0
        painter.setPen(QPen(theme.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"heat{step}" if step else "surface"))
        inset = width / 2 if edge else 0.0
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 5, 5)
        ink = theme.tokens.on_heat(step) if step else theme.tokens.text3
        role = Role.LABEL if day in {self._today, self._chosen} else Role.SMALL
        name = box.adjusted(0, 0, -box.width() * COUNT_SHARE, 0) if count else box
        painting.draw_text(
            painter, name, str(day.day), theme.font(role), theme.colour(ink), centre=True
        )
        if count:  # written too: colour never says it alone
            self._paint_count(painter, box, count, ink)
        if day == self._chosen:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 7, 7)
        if self.hasFocus() and day == self._cursor:
            painting.draw_ring(painter, theme, box.adjusted(-3, -3, 3, 3), 7)


def heat_step(count: int) -> int:
    """Return the step of colour, 0 to 4, of a day with so many lines."""
    return sum(1 for least in STEPS if count >= least)


class HeatLegend(QWidget):
    """The five colours of the map in a row, `nhiều` at the deep end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        metrics = self._theme.metrics(Role.SMALL)
        return QSize(round(metrics.horizontalAdvance("nhiều")) + 86, round(metrics.height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(5):
            painter.setBrush(theme.colour(f"heat{step}"))
            painter.drawRoundedRect(QRectF(step * 16, self.height() / 2 - 6, 13, 13), 3, 3)
        area = QRectF(82, 0, self.width() - 82, self.height())
        painting.draw_text(painter, area, "nhiều", theme.font(Role.SMALL), theme.colour("text3"))
