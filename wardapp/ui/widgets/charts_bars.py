"""Bars with their names and figures, drawn into any width: on the screen, a picture, paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from wardapp.core.log_charts import BarChart, ChartBar
from wardapp.ui.theme import Role
from wardapp.ui.widgets.charts_ink import Ink, figure

PITCH, THICK = 22, 12
MOST_NAME = 0.46
GAP, FIGURE_GAP = 10, 7
LEAST_BAR = 2.0


def bars_height(ink: Ink, chart: BarChart) -> float:
    """Return how high a chart is with its title and its note."""
    rows = max(len(chart.bars), 1)
    note = ink.line(Role.SMALL) if chart.note else 0
    return ink.line(Role.SECTION) + 6 + rows * _pitch(ink) + note + 6


def draw_bars(painter: QPainter, ink: Ink, box: QRectF, chart: BarChart, unit: str) -> None:
    """Draw a chart into a box that is as high as `bars_height` says."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    head = QRectF(box.x(), box.y(), box.width(), ink.line(Role.SECTION))
    ink.write(painter, head, chart.title, Role.SECTION)
    if chart.bars:
        total = f"{figure(chart.total)} {unit}" if chart.key != "place" else unit
        ink.write_right(painter, head, total, Role.SMALL, "text3")
    top = head.bottom() + 6
    if not chart.bars:
        line = QRectF(box.x(), top, box.width(), _pitch(ink))
        ink.write(painter, line, "Chưa có dòng nào.", Role.SMALL, "text3")
        top += _pitch(ink)
    left, room = _columns(ink, box, chart)
    most = max((bar.value for bar in chart.bars), default=1) or 1
    for bar in chart.bars:
        row = QRectF(box.x(), top, box.width(), _pitch(ink))
        _draw_bar(painter, ink, row, bar, (left, room * bar.value / most))
        top += _pitch(ink)
    if chart.note:
        line = QRectF(box.x(), top, box.width(), ink.line(Role.SMALL))
        ink.write(painter, line, chart.note, Role.SMALL, "text3")


def _draw_bar(
    painter: QPainter, ink: Ink, row: QRectF, bar: ChartBar, place: tuple[float, float]
) -> None:
    left, width = place
    name = QRectF(row.x(), row.y(), left - GAP, row.height())
    ink.write(painter, name, bar.name, Role.SMALL, "text2")
    start = row.x() + left
    if bar.value:
        thick = ink.px(THICK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour("heat3"))
        shape = QRectF(start, row.center().y() - thick / 2, max(width, LEAST_BAR), thick)
        painter.drawRoundedRect(shape, 3, 3)
    after = start + (max(width, LEAST_BAR) if bar.value else 0) + FIGURE_GAP
    area = QRectF(after, row.y(), row.right() - after, row.height())
    words = figure(bar.value)
    ink.write(painter, area, words, Role.LABEL, "text" if bar.value else "text3")
    if bar.note and bar.value:
        wide = ink.metrics(Role.LABEL).horizontalAdvance(words) + 4
        ink.write(painter, area.adjusted(wide, 0, 0, 0), bar.note, Role.SMALL, "text3")


def _columns(ink: Ink, box: QRectF, chart: BarChart) -> tuple[float, float]:
    """Return where bars begin and how wide the longest may be."""
    small, label = ink.metrics(Role.SMALL), ink.metrics(Role.LABEL)
    widest = max((small.horizontalAdvance(bar.name) for bar in chart.bars), default=0.0)
    left = min(widest + GAP + 2, box.width() * MOST_NAME)
    figures = (
        label.horizontalAdvance(figure(bar.value)) + small.horizontalAdvance(f" {bar.note}")
        for bar in chart.bars
    )
    return left, max(box.width() - left - max(figures, default=0.0) - FIGURE_GAP - 6, 20.0)


def _pitch(ink: Ink) -> float:
    return max(ink.px(PITCH), ink.line(Role.BODY))


def said_bars(chart: BarChart) -> str:
    """Return a chart in words, for screen readers."""
    bars = "; ".join(f"{bar.name}: {figure(bar.value)}" for bar in chart.bars)
    return f"{chart.title}. {bars or 'Chưa có dòng nào.'}"
