from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from wardapp.core.errors import NotFound
from wardapp.reports.loading import load_form
from wardapp.reports.periods import current_period, period, periods_of

SPEC = load_form(Path(__file__).resolve().parents[2] / "forms" / "phu-luc-02" / "form.toml")


def test_a_window_runs_from_the_previous_due_date_to_the_day_before_this_one() -> None:
    september = period(SPEC, "2026-09")

    assert (september.window_from, september.window_to) == (date(2026, 6, 10), date(2026, 9, 9))
    assert september.due_date == date(2026, 9, 10)


def test_the_first_window_begins_with_the_regime() -> None:
    assert period(SPEC, "2026-06").window_from == date(2026, 3, 10)


def test_windows_of_later_years_leave_no_day_out() -> None:
    known = periods_of(SPEC, date(2027, 5, 5))

    gaps = [(b.window_from - a.window_to).days for a, b in itertools.pairwise(known)]
    assert set(gaps) == {1}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 10), "2026-06"),
        (date(2026, 6, 11), "2026-09"),
        (date(2026, 12, 31), "2027-06"),
        (date(2026, 1, 1), "2026-06"),
    ],
)
def test_the_current_period_is_the_one_due_next(today: date, expected: str) -> None:
    assert current_period(SPEC, today).id == expected


def test_any_span_of_days_can_be_asked() -> None:
    span = period(SPEC, "2026-04-01..2026-04-30")

    assert (span.window_from, span.window_to) == (date(2026, 4, 1), date(2026, 4, 30))
    assert span.due_date == date(2026, 5, 1)


@pytest.mark.parametrize(
    "asked", ["2026-07", "0000-06", "2026", "", "2026-02-30..2026-03-01", "2026-05-02..2026-05-01"]
)
def test_a_period_that_does_not_exist_is_refused(asked: str) -> None:
    with pytest.raises(NotFound):
        period(SPEC, asked)
