"""The log added up for the leader: bars of a span, the heat map by channel, the year's target."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wardapp.core.dates import long_date, weekday_date
from wardapp.core.daylog import LogChannel
from wardapp.core.issuers import Unit
from wardapp.core.log_charts import (
    BarChart,
    ChartBar,
    HeatColumn,
    HeatRow,
    HeatTable,
    LogCharts,
    LogSum,
    Measure,
    MonthTarget,
    PlaceSum,
    Step,
    TargetYear,
)
from wardapp.core.text import sort_key
from wardapp.core.workdays import Workdays
from wardapp.services.daylog_lines import EVERYWHERE
from wardapp.services.daylog_rules import LogGround, ground_of
from wardapp.services.desk import Desk
from wardapp.services.workcalendar import workdays_around

COPIES = "bản"
"""Printed copies count in thousands and would dwarf posts and meetings."""
UNIT_KIND = "tdp"
MONTHS_SHOWN = 12
MOST_DAYS, MOST_WEEKS = 31, 27
ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=6)
UNITS = {
    Measure.ITEMS: "tin, bài, cuộc",
    Measure.LINES: "dòng nhật ký",
    Measure.MINUTES: "phút",
    Measure.INTERACTIONS: "tương tác",
}
NO_GROUP = "Chưa ghi nhóm"
WHOLE_WARD = "Cả phường"


class LogCharting:
    """Adds the log of an office up; every figure is a sum of lines the log shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def charts(self, first: date, last: date, measure: Measure = Measure.ITEMS) -> LogCharts:
        """Return the bars of a span by channel, group, month and place."""
        with self._desk.database.read() as tx:
            ground = ground_of(tx)
            sums, places = tx.daylog.sums(first, last), tx.daylog.place_sums(first, last)
        counted = _counted(sums, ground.channels, measure)
        return LogCharts(
            first=first,
            last=last,
            measure=measure,
            unit=UNITS[measure],
            lines=sum(each.lines for each in sums),
            charts=(
                _by_channel(counted, ground, measure, _left_out(sums, counted)),
                _by_group(counted, ground, measure),
                _by_month(counted, measure, first, max(first, min(last, self._newest(last)))),
                _by_place(
                    counted, _counted(places, ground.channels, measure), ground.units, measure
                ),
            ),
        )

    def _newest(self, last: date) -> date:
        """Return where months end: today, or the newest line written for a day ahead."""
        today = self._desk.today()
        if last <= today:
            return last
        with self._desk.database.read() as tx:
            ahead = tx.daylog.sums(today, last)
        return max((each.day for each in ahead), default=today)

    def heat(
        self,
        first: date,
        last: date,
        step: Step | None = None,
        measure: Measure = Measure.ITEMS,
    ) -> HeatTable:
        """Return channels by days, weeks or months of a span; without a step, what fits."""
        step = step or step_for(first, last)
        today = self._desk.today()
        with self._desk.database.read() as tx:
            ground, sums = ground_of(tx), tx.daylog.sums(first, last)
            holidays = tx.catalogue.holidays()
        workdays = workdays_around(first.year, self._desk.public_days, holidays)
        columns = tuple(_columns(first, last, step, today, workdays))
        figures: Counter[tuple[str, int]] = Counter()
        place = {day: at for at, each in enumerate(columns) for day in _days(each.first, each.last)}
        for each in sums:
            figures[each.channel, place[each.day]] += each.of(measure)
        return HeatTable(
            first=first,
            last=last,
            step=step,
            measure=measure,
            columns=columns,
            rows=tuple(
                HeatRow(
                    code=channel.code,
                    name=channel.name,
                    icon=channel.icon,
                    values=values,
                    unit=_unit(channel, measure),
                    active=channel.active,
                    is_counted=measure is not Measure.ITEMS or channel.unit != COPIES,
                )
                for channel in _known(ground.channels, {each.channel for each in sums})
                if any(values := tuple(figures[channel.code, at] for at in range(len(columns))))
                or channel.active
            ),
        )

    def year(self, today: date | None = None) -> TargetYear:
        """Return the last twelve months on digital platforms, this one last."""
        today = today or self._desk.today()
        months = tuple(_months_back(today.replace(day=1), MONTHS_SHOWN))
        with self._desk.database.read() as tx:
            sums = tx.daylog.sums(months[0], _month_end(today))
            digital = {each.code for each in tx.catalogue.channels() if each.is_digital}
            target, begun = tx.catalogue.settings().digital_target, tx.daylog.first_day()
        done: Counter[date] = Counter()
        for each in sums:
            if each.channel in digital:
                done[each.day.replace(day=1)] += each.items
        return TargetYear(
            target=target,
            months=tuple(
                MonthTarget(
                    first=month,
                    done=done[month],
                    target=target,
                    is_kept=begun is not None and begun <= _month_end(month),
                    is_running=month == today.replace(day=1),
                )
                for month in months
            ),
        )


def step_for(first: date, last: date) -> Step:
    """Return the finest step whose columns fit a page."""
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return Step.DAY
    return Step.WEEK if days <= MOST_WEEKS * 7 else Step.MONTH


def _counted(
    sums: Iterable[LogSum], channels: tuple[LogChannel, ...], measure: Measure
) -> tuple[LogSum, ...]:
    """Return the sums whose figures may stand beside one another."""
    copies = {each.code for each in channels if each.unit == COPIES}
    is_items = measure is Measure.ITEMS
    return tuple(each for each in sums if not (is_items and each.channel in copies))


def _left_out(sums: tuple[LogSum, ...], counted: tuple[LogSum, ...]) -> str:
    copies = sum(each.items for each in sums) - sum(each.items for each in counted)
    said = f"{copies:,}".replace(",", ".")
    return f"Không cộng {said} bản in, phát vào đây." if copies else ""


def _by_channel(
    sums: tuple[LogSum, ...], ground: LogGround, measure: Measure, note: str
) -> BarChart:
    found: Counter[str] = Counter()
    for each in sums:
        found[each.channel] += each.of(measure)
    known = _known(ground.channels, set(found))
    bars = (
        ChartBar(code=each.code, name=each.name, value=found[each.code], note=_unit(each, measure))
        for each in known
        if found[each.code]
    )
    ordered = tuple(sorted(bars, key=lambda bar: -bar.value))
    return BarChart(key="channel", title="Theo kênh", bars=ordered, note=note)


def _by_group(sums: tuple[LogSum, ...], ground: LogGround, measure: Measure) -> BarChart:
    found: Counter[str] = Counter()
    for each in sums:
        found[each.group] += each.of(measure)
    names = {each.code: f"{each.code} {each.name}" for each in ground.groups}
    codes = [each.code for each in ground.groups]
    codes += sorted(code for code in found if code and code not in names)
    bars = [ChartBar(code=code, name=names.get(code, code), value=found[code]) for code in codes
            if found[code]]  # fmt: skip
    if found[""]:
        bars.append(ChartBar(code="", name=NO_GROUP, value=found[""]))
    silent = [code for code in (each.code for each in ground.open_groups) if not found[code]]
    note = f"Chưa có dòng nào: {', '.join(silent)}." if silent and bars else ""
    return BarChart(key="group", title="Theo nhóm nội dung", bars=tuple(bars), note=note)


def _by_month(sums: tuple[LogSum, ...], measure: Measure, first: date, last: date) -> BarChart:
    found: Counter[date] = Counter()
    for each in sums:
        found[each.day.replace(day=1)] += each.of(measure)
    bars = (
        ChartBar(code=f"{month:%Y-%m}", name=f"{month.month}/{month.year}", value=found[month])
        for month in _months(first, last)
    )
    return BarChart(key="month", title="Theo tháng", bars=tuple(bars))


def _by_place(
    sums: tuple[LogSum, ...],
    places: tuple[LogSum, ...],
    units: tuple[Unit, ...],
    measure: Measure,
) -> BarChart:
    """Return the units a line names; what went to all of them is a bar of its own."""
    found: Counter[str] = Counter()
    for each in places:
        found[each.place if isinstance(each, PlaceSum) else ""] += each.of(measure)
    names = {each.code: each.name for each in units if each.code and each.kind == UNIT_KIND}
    codes = [*names, *sorted(set(found) - set(names) - {EVERYWHERE}, key=sort_key)]
    bars = [ChartBar(code=code, name=names.get(code, f"Tổ {code}"), value=found[code])
            for code in codes if code in found or code in names]  # fmt: skip
    if found[EVERYWHERE]:
        bars.insert(0, ChartBar(code=EVERYWHERE, name=WHOLE_WARD, value=found[EVERYWHERE]))
    if not any(bar.value for bar in bars):
        bars = []
    note = "Việc ghi cho nhiều tổ được tính ở từng tổ." if bars else ""
    return BarChart(key="place", title="Theo tổ dân phố", bars=tuple(bars), note=note)


def _known(channels: tuple[LogChannel, ...], codes: set[str]) -> tuple[LogChannel, ...]:
    """Return the channels in order, then those that only old lines know."""
    lost = sorted(codes - {each.code for each in channels})
    strangers = (
        LogChannel(code=code, name=code, unit="", icon="info", form_row="", active=False)
        for code in lost
    )
    return (*channels, *strangers)


def _unit(channel: LogChannel, measure: Measure) -> str:
    return channel.unit.split(",")[0] if measure is Measure.ITEMS else UNITS[measure]


def _columns(
    first: date, last: date, step: Step, today: date, workdays: Workdays
) -> Iterator[HeatColumn]:
    start = first
    while start <= last:
        end = min(_end_of(start, step), last)
        yield HeatColumn(
            label=_label(start, step),
            said=_said(start, end, step),
            first=start,
            last=end,
            is_off=step is Step.DAY and not workdays.is_working(start),
            is_late=start > today,
        )
        start = end + ONE_DAY


def _end_of(start: date, step: Step) -> date:
    if step is Step.DAY:
        return start
    if step is Step.WEEK:
        return start + WEEK - timedelta(days=start.weekday())
    return _month_end(start)


def _label(start: date, step: Step) -> str:
    if step is Step.DAY:
        return str(start.day)
    if step is Step.WEEK:
        return f"{start.day:02}/{start.month}"
    return f"{start.month}/{start.year % 100:02}"


def _said(start: date, end: date, step: Step) -> str:
    if step is Step.DAY:
        return weekday_date(start)
    if step is Step.WEEK:
        return f"tuần {long_date(start)} đến {long_date(end)}"
    return f"tháng {start.month}/{start.year}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _month_end(month) + ONE_DAY


def _months_back(month: date, count: int) -> Iterator[date]:
    back = month.year * 12 + month.month - count
    for number in range(back, back + count):
        yield date(number // 12, number % 12 + 1, 1)


def _days(first: date, last: date) -> Iterator[date]:
    for at in range((last - first).days + 1):
        yield first + timedelta(days=at)
