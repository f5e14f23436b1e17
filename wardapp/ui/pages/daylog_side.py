"""Right of the log: the month as a map, the gauge of digital items, bars by channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.log_charts import TargetYear
from wardapp.core.views import ChannelTotal, DigitalGauge, MonthView
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.charts import Bars, SegmentGauge, YearStrip
from wardapp.ui.widgets.charts_year import said_year
from wardapp.ui.widgets.month_map import HeatLegend, MonthMap
from wardapp.ui.widgets.texts import Elided, Rule, Text

WIDTH = 330
QUARTERS = ("I", "II", "III", "IV")
MONTHS = 3


@dataclass(frozen=True, slots=True)
class SideFacts:
    """What the column shows."""

    month: MonthView
    gauge: DigitalGauge
    totals: tuple[ChannelTotal, ...]
    year: TargetYear


def quarter_of(day: date) -> tuple[date, date, str]:
    """Return first and last day of a quarter and its Roman number."""
    number = (day.month - 1) // MONTHS
    first = date(day.year, number * MONTHS + 1, 1)
    after = date(day.year + number // 3, (number + 1) % 4 * MONTHS + 1, 1)
    return first, after - timedelta(days=1), QUARTERS[number]


class LogSide(QScrollArea):
    """Says `picked` with a day (None = none) and `turned` with the first day of a month."""

    picked = Signal(object)
    turned = Signal(object)
    target_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._first = date.min
        self.map = MonthMap(theme)
        self.gauge = SegmentGauge(theme)
        self.bars = Bars(theme)
        self._title = Text(theme, "", Role.SECTION)
        self._gauge_fact = Text(theme, "", Role.SMALL, "text3")
        self._pace = Elided(theme, "", Role.SMALL, "text3")
        self.year = YearStrip(theme)
        self._missed = Text(theme, "", Role.SMALL, "text3", wrap=True)
        self._target = Link(theme, "Đổi chỉ tiêu")
        self._target.clicked.connect(self.target_wanted)
        self._bars_title = Text(theme, "", Role.SECTION)
        self._no_bars = Text(theme, "Chưa có dòng nào trong quý.", Role.SMALL, "text3")
        self.before = self._arrow("chevron_left", "Tháng trước", -1)
        self.after = self._arrow("chevron_right", "Tháng sau", 32)
        self.map.picked.connect(self.picked)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.map)
        self._build()

    def _arrow(self, icon: str, name: str, days: int) -> Button:
        button = Button(self._theme, "", icon=icon, kind=Kind.GHOST, height=INLINE)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(
            lambda: self.turned.emit((self._first + timedelta(days=days)).replace(day=1))
        )
        return button

    def _build(self) -> None:
        theme, room = self._theme, QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(18, 10, 18, 14)
        column.setSpacing(8)
        for part in (
            self._row(self._title, None, self.before, self.after),
            self.map,
            self._row(
                Text(theme, "Ô viền vàng: hạn báo cáo", Role.SMALL, "text3"),
                None,
                HeatLegend(theme),
            ),
            Rule(),
            self._row(Text(theme, "Nền tảng số", Role.SECTION), None, self._gauge_fact),
            self.gauge,
            self._row(self._pace, self._target),
            self.year,
            self._missed,
            Rule(),
            self._row(self._bars_title, None, Text(theme, "tin, bài, cuộc", Role.SMALL, "text3")),
            self.bars,
            self._no_bars,
        ):
            column.addWidget(part)
        column.addStretch(1)
        room.setProperty("ground", "surface")
        self.setWidget(room)

    def _row(self, *parts: QWidget | None) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        return holder

    def show_facts(self, facts: SideFacts, today: date) -> None:
        """Show month, gauge and quarter."""
        month = facts.month
        self._first = month.first
        self._title.setText(f"Tháng {month.first.month}/{month.first.year}")
        self.map.show_month(month, today)
        gauge = facts.gauge
        self.gauge.show_gauge(gauge.done, gauge.target, is_behind=gauge.is_behind)
        self._gauge_fact.setText(f"{gauge.done} trên {gauge.target} tin, bài")
        pace = gauge.pace[:1].upper() + gauge.pace[1:]
        self._pace.set_text(f"{pace}.", "warn" if gauge.is_behind else "text3")
        self.year.show_year(facts.year)
        self._missed.setText(said_year(facts.year))
        year = "" if month.first.year == today.year else f"/{month.first.year}"
        self._bars_title.setText(f"Quý {quarter_of(month.first)[2]}{year} theo kênh")
        self.bars.show_bars(tuple((each.name, each.amount) for each in facts.totals))
        self.bars.setVisible(bool(facts.totals))
        self._no_bars.setVisible(not facts.totals)
