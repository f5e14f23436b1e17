"""Twelve months against the target: a column a month, its figure on top, the target as a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from wardapp.core.log_charts import MonthTarget, TargetYear
from wardapp.ui.theme import Role
from wardapp.ui.widgets.charts_ink import Ink, figure

HIGH, SMALL_HIGH = 220, 74
MOST_BAR = 54.0
SHARE = 0.62
ROOM = 0.9


def draw_year(
    painter: QPainter, ink: Ink, box: QRectF, year: TargetYear, *, is_small: bool = False
) -> None:
    """Draw the months into a box; a small one leaves out the words of the target line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    foot = ink.line(Role.SMALL)
    head = ink.line(Role.LABEL)
    room = QRectF(box.x(), box.y() + head, box.width(), box.height() - head - foot)
    most = max([year.target, *(month.done for month in year.months), 1]) / ROOM
    pitch = box.width() / max(len(year.months), 1)
    wide = min(pitch * SHARE, MOST_BAR)
    level = room.bottom() - room.height() * year.target / most
    for at, month in enumerate(year.months):
        middle = box.x() + (at + 0.5) * pitch
        _draw_month(painter, ink, room, month, (middle, wide, most))
        label = QRectF(middle - pitch / 2, room.bottom(), pitch, foot)
        words = _label(month, year, at, is_small=is_small)
        ink.write(painter, label, words, Role.SMALL, "text3", centre=True)
    pen = QPen(ink.colour("text2"), 1.2)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.x(), level), QPointF(box.right(), level))


def _label(month: MonthTarget, year: TargetYear, at: int, *, is_small: bool) -> str:
    first = month.first
    if is_small:
        return str(first.month)
    is_turn = at == 0 or first.year != year.months[at - 1].first.year
    return f"{first.month}/{first.year}" if is_turn else f"tháng {first.month}"


def _draw_month(
    painter: QPainter, ink: Ink, room: QRectF, month: MonthTarget, place: tuple[float, float, float]
) -> None:
    middle, wide, most = place
    high = room.height() * month.done / most
    bar = QRectF(middle - wide / 2, room.bottom() - high, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    if month.is_missed:
        painter.setBrush(ink.colour("warn_soft"))
        painter.drawRect(bar)
        painter.setBrush(QBrush(ink.colour("warn_mark"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(ink.colour("warn_mark"), 1))
        painter.drawRect(bar)
    elif month.is_kept:
        painter.setBrush(ink.colour("heat1" if month.is_running else "heat3"))
        painter.drawRoundedRect(bar, 3, 3)
    words = figure(month.done) if month.is_kept else "–"
    box = QRectF(middle - wide, bar.top() - ink.line(Role.LABEL), wide * 2, ink.line(Role.LABEL))
    token = "warn" if month.is_missed else "text" if month.is_kept else "text3"
    ink.write(painter, box, words, Role.LABEL, token, centre=True)


def said_year(year: TargetYear) -> str:
    """Return the year in words: which months stayed below the target."""
    missed = year.missed
    judged = [month for month in year.months if month.is_kept and not month.is_running]
    if not judged:
        return "Chưa có tháng nào trọn để so với chỉ tiêu."
    if not missed:
        return f"{len(judged)} tháng đã qua đều đạt chỉ tiêu {year.target}."
    named = ", ".join(
        f"{month.first.month}/{month.first.year} ({figure(month.done)})" for month in missed
    )
    return f"Chưa đạt {len(missed)} tháng: {named}."
