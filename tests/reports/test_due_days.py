"""Due days over ten years, with Tết and substituted days, against a slow recount of their own."""

from __future__ import annotations

import calendar
import itertools
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wardapp.core.errors import NotFound
from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.regime_typing import parse_regime
from wardapp.core.regimes import (
    Frequency,
    Regime,
    RegimeDue,
    RollRule,
    WindowKind,
    WindowRule,
)
from wardapp.core.workdays import Workdays
from wardapp.reports.periods import (
    DueCalendar,
    clashing,
    current_period,
    period,
    periods_of,
)

YEARS = range(2026, 2036)
DAY = timedelta(days=1)
# Tết of domain.md §8.1, the day before to the fourth day after, and the other public holidays.
NEW_YEARS = {
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 2),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28),
}  # fmt: skip
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2), (9, 1), (11, 24))
SWAPPED = {date(2026, 1, 10), date(2026, 8, 22), date(2031, 2, 1), date(2029, 2, 24)}


def days_off() -> set[date]:
    """Return public holidays, with the next working day in place of one on a weekend."""
    found: set[date] = set()
    for year, (month, day) in NEW_YEARS.items():
        first = date(year, month, day)
        holidays = {date(year, *each) for each in FIXED}
        holidays |= {first + timedelta(days=n) for n in range(-1, 4)}
        for holiday in sorted(holidays):
            found.add(holiday)
            instead = holiday
            while holiday.weekday() >= 5 and (instead.weekday() >= 5 or instead in found):
                instead += DAY
            found.add(instead)
    return found - SWAPPED


OFF = days_off()
WORKDAYS = Workdays(days_off=frozenset(OFF), worked=frozenset(SWAPPED))


def works(day: date) -> bool:
    return day in SWAPPED or (day.weekday() < 5 and day not in OFF)


def slowly_due(due: RegimeDue, rule: RollRule) -> list[date]:
    """Return every day on which a report is due, found by walking through ten years day by day."""
    found = []
    day = date(YEARS[0], 1, 1)
    while day.year in YEARS:
        length = calendar.monthrange(day.year, day.month)[1]
        wanted = length if due.day == 0 else min(due.day, length)
        fits_month = due.month in {0, day.month}
        fits_year = due.year is None or due.year == day.year
        if day.day == wanted and fits_month and fits_year:
            last = day - DAY if due.is_before else day
            step = {"previous": -DAY, "next": DAY}.get(rule.value)
            while step is not None and not works(last):
                last += step
            found.append(last)
        day += DAY
    return found


def all_periods(regime: Regime, rule: RollRule) -> list[Period]:
    """Return the periods said to be due in the ten years, each once."""
    calendar_of = DueCalendar(workdays=WORKDAYS, rule=rule)
    found: dict[str, Period] = {}
    for year in YEARS:
        for each in periods_of(regime, date(year, 6, 15), calendar_of):
            known = found.setdefault(each.id, each)
            assert known == each, "a period is the same from whatever year it is looked at"
    return sorted(found.values(), key=lambda each: (each.window_to, each.due_date))


def a_regime(frequency: Frequency, *dues: RegimeDue, **more: object) -> Regime:
    base = Regime(id=RecordId("r"), title="Báo cáo", frequency=frequency, dues=dues)
    return replace(base, **more)  # type: ignore[arg-type]


RULES = st.sampled_from((RollRule.KEEP, RollRule.PREVIOUS, RollRule.NEXT))
DUES = st.builds(
    RegimeDue,
    day=st.integers(0, 31),
    month=st.integers(0, 12),
    year=st.none() | st.integers(2026, 2035),
    is_before=st.booleans(),
)


@given(due=DUES, rule=RULES)
def test_no_due_day_of_ten_years_differs_from_a_slow_recount(
    due: RegimeDue, rule: RollRule
) -> None:
    _hold_against_a_recount(due, rule)


@pytest.mark.prove
@given(due=DUES, rule=RULES)
def test_no_due_day_of_many_regimes_differs_from_a_slow_recount(
    due: RegimeDue, rule: RollRule
) -> None:
    _hold_against_a_recount(due, rule)
    if due.year is None:
        _hold_without_gap(due, rule)


def _hold_against_a_recount(due: RegimeDue, rule: RollRule) -> None:
    regime = a_regime(Frequency.AD_HOC, due)
    said = {(each.id, each.due_date) for each in all_periods(regime, rule)}
    counted = slowly_due(due, rule)

    near = [day for each, day in said if date.fromisoformat(each).year in YEARS]
    assert sorted(near) == sorted(counted)


@given(due=DUES.filter(lambda each: each.year is None), rule=RULES)
def test_windows_since_the_last_due_day_leave_no_day_out(due: RegimeDue, rule: RollRule) -> None:
    _hold_without_gap(due, rule)


def _hold_without_gap(due: RegimeDue, rule: RollRule) -> None:
    known = all_periods(a_regime(Frequency.MONTH, due), rule)

    assert len({each.id for each in known}) == len(known)
    for a, b in itertools.pairwise(known):
        assert b.window_from == a.window_to + DAY
        assert a.window_from <= a.window_to


CYCLES = {
    Frequency.MONTH: (0,),
    Frequency.QUARTER: (3, 6, 9, 12),
    Frequency.HALF_YEAR: (6, 12),
    Frequency.YEAR: (12,),
}


@given(
    frequency=st.sampled_from(tuple(CYCLES)),
    day=st.integers(0, 31),
    is_before=st.booleans(),
    window=st.sampled_from((0, 1, 2, 15, 28, 29, 30, 31)),
    rule=RULES,
)
@example(frequency=Frequency.MONTH, day=28, is_before=False, window=1, rule=RollRule.KEEP)
@example(frequency=Frequency.MONTH, day=28, is_before=False, window=30, rule=RollRule.KEEP)
def test_windows_of_the_calendar_follow_each_other_without_gap(
    frequency: Frequency,
    day: int,
    is_before: bool,
    window: int,
    rule: RollRule,
) -> None:
    dues = (RegimeDue(day=day, month=month, is_before=is_before) for month in CYCLES[frequency])
    kind = WindowKind.FROM_DAY if window else WindowKind.CALENDAR
    regime = a_regime(frequency, *dues, window=WindowRule(kind=kind, day=window))

    known = all_periods(regime, rule)

    assert clashing(regime, date(2030, 1, 1)) is None
    assert len({each.id for each in known}) == len(known)
    assert {(b.window_from - a.window_to).days for a, b in itertools.pairwise(known)} == {1}
    if kind is WindowKind.CALENDAR:
        for each in known:
            assert each.window_from.day == 1
            assert (each.window_to + DAY).day == 1
            assert each.window_to - each.due_date < timedelta(days=92)


@pytest.mark.parametrize(
    ("phrase", "period_id", "window", "due", "label"),
    [
        (
            "ngày 10 của các tháng 6, tháng 9 và tháng 12/2026", "2026-06",
            ("2026-03-10", "2026-06-09"), "2026-06-10", "kỳ tháng 6/2026",
        ),
        (
            "trước ngày 15 hằng tháng", "2026-07",
            ("2026-06-15", "2026-07-14"), "2026-07-14", "kỳ tháng 7/2026",
        ),
        (
            "quý I trước ngày 15/3, quý II trước ngày 15/6", "2026-Q2",
            ("2026-04-01", "2026-06-30"), "2026-06-14", "quý II/2026",
        ),
        (
            "6 tháng đầu năm trước ngày 15/6", "2026-06",
            ("2026-01-01", "2026-06-30"), "2026-06-14", "6 tháng đầu năm 2026",
        ),
        (
            "cả năm trước ngày 15/12", "2026",
            ("2026-01-01", "2026-12-31"), "2026-12-14", "năm 2026",
        ),
        (
            "hằng tháng, số liệu từ ngày 15 tháng trước đến ngày 14 tháng báo cáo, ngày 18",
            "2026-06", ("2026-05-15", "2026-06-14"), "2026-06-18", "tháng 6/2026",
        ),
        (
            "ngày 05 tháng sau", "2026-06",
            ("2026-05-01", "2026-05-31"), "2026-06-05", "tháng 5/2026",
        ),
        (
            "từ 06/6/2026 đến 14/6/2026, báo cáo trước ngày 16/6/2026", "2026-06-06..2026-06-14",
            ("2026-06-06", "2026-06-14"), "2026-06-15", "từ 06/6/2026 đến 14/6/2026",
        ),
        (
            "ngày 10 và ngày 25 hằng tháng", "2026-06-25",
            ("2026-06-10", "2026-06-24"), "2026-06-25", "kỳ ngày 25/6/2026",
        ),
        (
            "ngày làm việc cuối cùng của tháng", "2026-05",
            ("2026-05-01", "2026-05-31"), "2026-05-29", "tháng 5/2026",
        ),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_periods(
    phrase: str, period_id: str, window: tuple[str, str], due: str, label: str
) -> None:
    regime = parse_regime(phrase, date(2026, 6, 5))[0].regime

    found = period(regime, period_id, DueCalendar(workdays=WORKDAYS))

    assert (found.window_from.isoformat(), found.window_to.isoformat()) == window
    assert (found.due_date.isoformat(), found.label) == (due, label)


def test_a_due_day_in_tet_moves_by_the_rule_and_its_window_stays() -> None:
    regime = a_regime(Frequency.MONTH, RegimeDue(day=17))  # mùng một of 2026
    by_rule = {
        rule: period(regime, "2026-02", DueCalendar(workdays=WORKDAYS, rule=rule))
        for rule in (RollRule.KEEP, RollRule.PREVIOUS, RollRule.NEXT)
    }

    assert [each.due_date for each in by_rule.values()] == [
        date(2026, 2, 17), date(2026, 2, 13), date(2026, 2, 23),
    ]  # fmt: skip
    assert {(each.window_from, each.window_to) for each in by_rule.values()} == {
        (date(2026, 1, 17), date(2026, 2, 16))
    }


def test_a_regime_ends_with_its_last_day_and_begins_with_its_first() -> None:
    regime = a_regime(
        Frequency.MONTH, RegimeDue(day=10),
        valid_from=date(2026, 4, 20), valid_to=date(2026, 12, 31),
    )  # fmt: skip
    known = periods_of(regime, date(2026, 6, 1))

    assert (known[0].id, known[0].window_from) == ("2026-05", date(2026, 4, 20))
    assert known[-1].id == "2026-12"
    assert current_period(regime, date(2027, 3, 1)).id == "2026-12"


def test_two_due_days_that_would_cover_the_same_month_are_told() -> None:
    regime = a_regime(
        Frequency.MONTH, RegimeDue(day=10), RegimeDue(day=25),
        window=WindowRule(kind=WindowKind.CALENDAR),
    )  # fmt: skip

    assert clashing(regime, date(2026, 1, 1)) is not None


def test_a_period_that_is_not_there_names_those_that_are() -> None:
    regime = a_regime(Frequency.AD_HOC)

    with pytest.raises(NotFound, match="chưa có"):
        period(regime, "2026-06")
    with pytest.raises(NotFound):
        current_period(regime, date(2026, 6, 5))


def test_the_holidays_of_the_program_are_those_of_the_recount() -> None:
    """The recount's own table of 2026 agrees with the one that ships, Tết and swaps included."""
    table = tomllib.loads(
        (Path(__file__).resolve().parents[2] / "resources" / "holidays.toml").read_text("utf-8")
    )
    shipped = {row["day"] for row in table["off"] if row["day"].year == 2026}
    tet = {date(2026, 2, day) for day in range(16, 21)}

    assert tet <= shipped
    assert tet <= OFF
