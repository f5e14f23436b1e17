"""Charts, heat map and the year's target: every figure is a sum of lines of the log."""

from __future__ import annotations

from datetime import date

from wardapp.core.clock import SetClock
from wardapp.core.log_charts import BarChart, Measure, Step
from wardapp.services.daylog_charts import step_for
from wardapp.services.office import Office

LINES = (
    "loa; tin sáng; 2; nhóm 1.8; tdp tất cả; 15 phút; 1/6",
    "loa; tin chiều; 3; nhóm 1.8; tdp 9; 2/6",
    "fb; bài; 1; 1500; 40; tdp 9 12; 3/6",
    "vb; tờ rơi; 4000; tdp 12; 3/6",
    "zalo; tin; 12; 5/4",
)
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def bars(chart: BarChart) -> dict[str, int]:
    return {bar.code: bar.value for bar in chart.bars if bar.value}


def test_bars_add_up_by_channel_group_month_and_place(party: Office) -> None:
    for line in LINES:
        party.daylog.add(party.daylog.parse(line))

    charts = party.log_charts.charts(*JUNE)
    channel, group, month, place = charts.charts

    assert bars(channel) == {"loa": 5, "fanpage": 1}
    assert channel.note == "Không cộng 4.000 bản in, phát vào đây."
    assert bars(group) == {"1.8": 5, "": 1}
    assert bars(month) == {"2026-06": 6}
    assert bars(place) == {"*": 2, "9": 4, "12": 1}
    assert charts.lines == 4
    lines = party.log_charts.charts(*JUNE, Measure.LINES)
    assert bars(lines.charts[0]) == {"loa": 2, "fanpage": 1, "van-ban": 1}
    assert lines.charts[0].total == lines.lines


def test_the_heat_map_has_a_row_a_channel_and_a_column_a_day_week_or_month(party: Office) -> None:
    for line in LINES:
        party.daylog.add(party.daylog.parse(line))

    days = party.log_charts.heat(*JUNE)
    loa = next(row for row in days.rows if row.code == "loa")
    assert (days.step, len(days.columns), loa.values[:3]) == (Step.DAY, 30, (2, 3, 0))
    assert (days.columns[5].is_off, days.columns[5].is_late) == (True, True)  # Saturday 6 June
    assert days.columns[3].said == "Thứ Năm 04/6/2026"
    weeks = party.log_charts.heat(date(2026, 4, 1), date(2026, 6, 30))
    assert (weeks.step, weeks.columns[0].label, weeks.columns[1].label) == (
        Step.WEEK, "01/4", "06/4")  # fmt: skip
    assert sum(weeks.totals) == 2 + 3 + 1 + 12  # printed copies would dwarf them
    months = party.log_charts.heat(date(2026, 1, 1), date(2026, 12, 31))
    assert (months.step, [column.label for column in months.columns][:2]) == (
        Step.MONTH, ["1/26", "2/26"])  # fmt: skip
    assert step_for(date(2026, 1, 1), date(2026, 1, 31)) is Step.DAY


def test_a_month_is_missed_only_when_it_is_over_and_the_log_was_kept(
    party: Office, clock: SetClock
) -> None:
    for line in LINES:
        party.daylog.add(party.daylog.parse(line))

    year = party.log_charts.year()

    assert [month.first.month for month in year.months][-3:] == [4, 5, 6]
    assert year.months[0].first == date(2025, 7, 1)
    april, may, june = year.months[-3:]
    assert (april.done, april.is_missed) == (12, False)
    assert (may.done, may.is_missed) == (0, True)
    assert (june.is_running, june.is_missed) == (True, False)
    assert [month.is_kept for month in year.months[:9]] == [False] * 9
    assert year.missed == (may,)
