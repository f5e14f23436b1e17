"""The heat map by channel: a row a channel, a column a day, week or month, figures written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from wardapp.core.log_charts import HeatRow, HeatTable
from wardapp.ui.theme import Role
from wardapp.ui.widgets.charts_ink import Ink, figure, short_figure

ROW, GAP = 26, 3.0
HEAD = 30
MOST_NAME = 0.2
TOTAL = 58
LEAST_CELL = 15.0
STEPS = (0.25, 0.5, 0.75)
FADED = 0.45


@dataclass(frozen=True, slots=True)
class HeatPlan:
    """Where everything of a heat map lies for a width."""

    top: float
    left: float
    name: float
    pitch: float
    row: float
    table: HeatTable

    @classmethod
    def of(cls, ink: Ink, table: HeatTable, box: QRectF) -> HeatPlan:
        """Return the plan of a table for a box."""
        small = ink.metrics(Role.SMALL)
        widest = max((small.horizontalAdvance(row.name) for row in table.rows), default=0.0)
        name = min(widest + 14, box.width() * MOST_NAME)
        room = box.width() - name - ink.px(TOTAL)
        pitch = max(room / max(len(table.columns), 1), LEAST_CELL)
        row = max(ink.px(ROW), ink.line(Role.BODY))
        return cls(box.y() + ink.px(HEAD), box.x(), name, pitch, row, table)

    def cell(self, row: int, column: int) -> QRectF:
        """Return the box of a cell."""
        x = self.left + self.name + column * self.pitch
        return QRectF(x, self.top + row * self.row, self.pitch - GAP, self.row - GAP)

    def at(self, spot: QPointF) -> tuple[int, int] | None:
        """Return row and column under a spot, None beside the cells."""
        row = int((spot.y() - self.top) // self.row)
        column = int((spot.x() - self.left - self.name) // self.pitch)
        is_in = 0 <= row < len(self.table.rows) and 0 <= column < len(self.table.columns)
        return (row, column) if is_in else None

    @property
    def height(self) -> float:
        """Return how high the map is with head and sums."""
        return self.top + (len(self.table.rows) + 1) * self.row + 4


def heat_height(ink: Ink, table: HeatTable) -> float:
    """Return how high the map of a table is."""
    row = max(ink.px(ROW), ink.line(Role.BODY))
    return ink.px(HEAD) + (len(table.rows) + 1) * row + 4


def draw_heat(painter: QPainter, ink: Ink, box: QRectF, table: HeatTable) -> HeatPlan:
    """Draw the map and return its plan."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plan, steps = HeatPlan.of(ink, table, box), heat_steps(table)
    _draw_head(painter, ink, plan)
    for at, row in enumerate(table.rows):
        _draw_row(painter, ink, plan, at, row, steps)
    _draw_sums(painter, ink, plan)
    return plan


def heat_steps(table: HeatTable) -> tuple[int, ...]:
    """Return the figures above which the colour gets deeper: quarters of what is there."""
    rows = (row for row in table.rows if row.is_counted)
    figures = sorted(value for row in rows for value in row.values if value)
    if not figures:
        return (1, 1, 1)
    return tuple(figures[min(int(len(figures) * part), len(figures) - 1)] for part in STEPS)


def heat_step(value: int, steps: tuple[int, ...]) -> int:
    """Return the colour of a figure, 0 for none to 4."""
    return 1 + sum(1 for least in steps if value > least) if value else 0


def _draw_head(painter: QPainter, ink: Ink, plan: HeatPlan) -> None:
    every = max(1, round(_label_width(ink, plan) / plan.pitch + 0.49))
    for at, column in enumerate(plan.table.columns):
        if at % every:
            continue
        box = plan.cell(-1, at).adjusted(-plan.pitch, 0, plan.pitch, 0)
        token = "text3" if column.is_off or column.is_late else "text2"
        ink.write(painter, box, column.label, Role.LABEL, token, centre=True)
    last = plan.cell(-1, len(plan.table.columns))
    last.setWidth(ink.px(TOTAL) - GAP)
    ink.write_right(painter, last, "Cộng", Role.LABEL, "text2")


def _label_width(ink: Ink, plan: HeatPlan) -> float:
    metrics = ink.metrics(Role.LABEL)
    labels = (metrics.horizontalAdvance(each.label) for each in plan.table.columns)
    return max(labels, default=0.0) + 4


def _draw_row(
    painter: QPainter, ink: Ink, plan: HeatPlan, at: int, row: HeatRow, steps: tuple[int, ...]
) -> None:
    y = plan.top + at * plan.row
    name = QRectF(plan.left, y, plan.name - 8, plan.row - GAP)
    ink.write(painter, name, row.name, Role.SMALL, "text2" if row.active else "text3")
    for place, value in enumerate(row.values):
        step = heat_step(value, steps) if row.is_counted else min(value, 1)
        _draw_cell(painter, ink, plan, (at, place), step)
    total = plan.cell(at, len(row.values))
    total.setWidth(ink.px(TOTAL) - GAP)
    token = "text" if row.total else "text3"
    ink.write_right(painter, total, figure(row.total), Role.LABEL, token)


def _draw_cell(
    painter: QPainter, ink: Ink, plan: HeatPlan, place: tuple[int, int], step: int
) -> None:
    row, column = place
    box, value = plan.cell(row, column), plan.table.rows[row].values[column]
    about = plan.table.columns[column]
    painter.setPen(Qt.PenStyle.NoPen)
    if about.is_late and not value:
        painter.setPen(QPen(ink.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        return
    painter.setBrush(ink.colour(f"heat{step}"))
    if not step and about.is_off:
        painter.setOpacity(FADED)
    painter.drawRoundedRect(box, 4, 4)
    painter.setOpacity(1.0)
    if value:
        role = Role.SMALL
        words = short_figure(value)
        if ink.metrics(role).horizontalAdvance(words) > box.width():
            role = Role.CIRCLE
        painter.setFont(ink.font(role))
        painter.setPen(QColor(ink.tokens.on_heat(step)))
        wide = box.adjusted(-GAP, 0, GAP, 0)
        painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, words)


def _draw_sums(painter: QPainter, ink: Ink, plan: HeatPlan) -> None:
    at = len(plan.table.rows)
    y = plan.top + at * plan.row
    painter.setPen(QPen(ink.colour("ctl"), 1))
    end = plan.left + plan.name + plan.pitch * len(plan.table.columns) + ink.px(TOTAL) - GAP
    painter.drawLine(QPointF(plan.left, y), QPointF(end, y))
    words = "Cộng" if all(row.is_counted for row in plan.table.rows) else "Cộng, trừ bản in"
    ink.write(painter, QRectF(plan.left, y, plan.name - 8, plan.row), words, Role.LABEL, "text2")
    for place, value in enumerate(plan.table.totals):
        box = plan.cell(at, place)
        if value:
            words = short_figure(value)
            role = Role.LABEL
            if ink.metrics(role).horizontalAdvance(words) > box.width() + GAP:
                role = Role.CIRCLE
            painter.setFont(ink.font(role))
            painter.setPen(ink.colour("text2"))
            wide = box.adjusted(-GAP, 0, GAP, 0)
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, words)
    last = plan.cell(at, len(plan.table.columns))
    last.setWidth(ink.px(TOTAL) - GAP)
    ink.write_right(painter, last, figure(sum(plan.table.totals)), Role.LABEL)


def said_cell(table: HeatTable, row: int, column: int) -> str:
    """Return a cell in words, for the line below and for screen readers."""
    about, value = table.rows[row], table.rows[row].values[column]
    where = table.columns[column].said
    said = f"{figure(value)} {about.unit}".strip() if value else "chưa có"
    return f"{about.name}, {where}: {said}"
