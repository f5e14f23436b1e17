"""The faces of the charts page as sheets: drawn on the screen, on a picture and on paper alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from wardapp.core.log_charts import BarChart, HeatTable, LogCharts, Measure, TargetYear
from wardapp.ui.theme import Role
from wardapp.ui.widgets.charts_bars import bars_height, draw_bars, said_bars
from wardapp.ui.widgets.charts_heat import draw_heat, heat_height
from wardapp.ui.widgets.charts_ink import Ink, figure
from wardapp.ui.widgets.charts_year import HIGH, draw_year, said_year

COLUMN_GAP, CHART_GAP = 36, 18
TWO_COLUMNS_FROM = 720
MEASURES = (
    (Measure.ITEMS, "Tin, bài, cuộc"),
    (Measure.LINES, "Dòng nhật ký"),
    (Measure.MINUTES, "Số phút"),
    (Measure.INTERACTIONS, "Tương tác"),
)


class Sheet(Protocol):
    """Something drawn into a width."""

    @property
    def title(self) -> str:
        """Return what it shows."""
        ...

    @property
    def fact(self) -> str:
        """Return span and measure."""
        ...

    def height(self, ink: Ink, width: float, /) -> float:
        """Return how high it is."""
        ...

    def draw(self, painter: QPainter, ink: Ink, box: QRectF) -> None:
        """Draw it into a box of that height."""
        ...

    def said(self) -> str:
        """Return it in words."""
        ...

    def figures(self) -> Iterator[tuple[str, ...]]:
        """Yield its figures as rows of cells."""
        ...


@dataclass(frozen=True, slots=True)
class BarsSheet:
    """Four charts, in two columns where there is room."""

    charts: LogCharts
    title: str
    fact: str

    def height(self, ink: Ink, width: float) -> float:
        """Return how high it is."""
        return max(sum(bars_height(ink, chart) + ink.px(CHART_GAP) for chart in column)
                   for column in self._columns(width, ink))  # fmt: skip

    def draw(self, painter: QPainter, ink: Ink, box: QRectF) -> None:
        """Draw it into a box of that height."""
        columns = self._columns(box.width(), ink)
        wide = (box.width() - (len(columns) - 1) * COLUMN_GAP) / len(columns)
        for place, column in enumerate(columns):
            x, y = box.x() + place * (wide + COLUMN_GAP), box.y()
            for chart in column:
                high = bars_height(ink, chart)
                draw_bars(painter, ink, QRectF(x, y, wide, high), chart, self.charts.unit)
                y += high + ink.px(CHART_GAP)

    def _columns(self, width: float, ink: Ink) -> tuple[tuple[BarChart, ...], ...]:
        charts = self.charts.charts
        if width < ink.px(TWO_COLUMNS_FROM):
            return (charts,)
        highs = [bars_height(ink, chart) for chart in charts]
        whole = sum(highs)

        def uneven(sides: tuple[bool, ...]) -> float:
            left = sum(high for high, is_left in zip(highs, sides, strict=True) if is_left)
            return max(left, whole - left)

        ways = product((True, False), repeat=len(charts) - 1)
        best = min(((True, *way) for way in ways), key=uneven)
        placed = tuple(zip(charts, best, strict=True))
        return (
            tuple(chart for chart, is_left in placed if is_left),
            tuple(chart for chart, is_left in placed if not is_left),
        )

    def said(self) -> str:
        """Return it in words."""
        return "\n".join(said_bars(chart) for chart in self.charts.charts)

    def figures(self) -> Iterator[tuple[str, ...]]:
        """Yield its figures as rows of cells."""
        for chart in self.charts.charts:
            yield (chart.title, self.charts.unit)
            for bar in chart.bars:
                yield (bar.name, str(bar.value))
            yield ()


@dataclass(frozen=True, slots=True)
class HeatSheet:
    """Channels by days, weeks or months."""

    table: HeatTable
    title: str
    fact: str

    def height(self, ink: Ink, _width: float) -> float:
        """Return how high it is."""
        return heat_height(ink, self.table)

    def draw(self, painter: QPainter, ink: Ink, box: QRectF) -> None:
        """Draw it into a box of that height."""
        draw_heat(painter, ink, box, self.table)

    def said(self) -> str:
        """Return it in words: the sum of each channel."""
        return "; ".join(
            f"{row.name}: {figure(row.total)} {row.unit}".strip()
            for row in self.table.rows
            if row.total
        )

    def figures(self) -> Iterator[tuple[str, ...]]:
        """Yield its figures as rows of cells."""
        yield ("Kênh", *(column.label for column in self.table.columns), "Cộng")
        for row in self.table.rows:
            yield (row.name, *(str(value) if value else "" for value in row.values), str(row.total))


@dataclass(frozen=True, slots=True)
class YearSheet:
    """Twelve months against the target."""

    year: TargetYear
    title: str
    fact: str

    def height(self, ink: Ink, _width: float) -> float:
        """Return how high it is."""
        return ink.px(HIGH) + 2 * ink.line(Role.BODY) + 24

    def draw(self, painter: QPainter, ink: Ink, box: QRectF) -> None:
        """Draw it into a box of that height."""
        line = ink.line(Role.BODY)
        target = f"Chỉ tiêu: {self.year.target} tin, bài mỗi tháng (nét đứt)."
        ink.write(painter, QRectF(box.x(), box.y(), box.width(), line), target, Role.BODY, "text2")
        chart = QRectF(box.x(), box.y() + line + 8, box.width(), ink.px(HIGH))
        draw_year(painter, ink, chart, self.year)
        words = QRectF(box.x(), chart.bottom() + 8, box.width(), line)
        tone = "warn" if self.year.missed else "text2"
        ink.write(painter, words, said_year(self.year), Role.BODY, tone)

    def said(self) -> str:
        """Return it in words."""
        months = "; ".join(
            f"{month.first.month}/{month.first.year}: "
            + (figure(month.done) if month.is_kept else "chưa có nhật ký")
            for month in self.year.months
        )
        return f"{said_year(self.year)} {months}"

    def figures(self) -> Iterator[tuple[str, ...]]:
        """Yield its figures as rows of cells."""
        yield ("Tháng", "Tin, bài", "Chỉ tiêu")
        for month in self.year.months:
            done = str(month.done) if month.is_kept else ""
            yield (f"{month.first.month}/{month.first.year}", done, str(month.target))
