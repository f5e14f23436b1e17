import tomllib
from datetime import date, timedelta
from pathlib import Path

import holidays
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.profile import Holiday
from wardapp.core.workdays import NO_HOLIDAYS, Workdays, parse_holidays, workdays_of

DAYS = st.dates(date(2024, 1, 1), date(2036, 12, 31))
SETS = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)
CALENDARS = st.builds(Workdays, days_off=SETS, worked=SETS)
# Swaps that the government announces one by one; no rule gives them.
SWAPPED = {date(2026, 1, 2)}


def table(repository: Path) -> tuple[Holiday, ...]:
    return parse_holidays((repository / "resources" / "holidays.toml").read_text(encoding="utf-8"))


@given(CALENDARS, DAYS, st.integers(-40, 40))
def test_adding_working_days_and_counting_them_agree(
    calendar: Workdays, day: date, count: int
) -> None:
    reached = calendar.add(day, count)

    assert count == 0 or calendar.is_working(reached)
    if count > 0:
        assert calendar.between(day, reached) == count
    if count < 0:
        back = calendar.between(day, reached)
        assert back in {count, count + (0 if calendar.is_working(day) else 1)}


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counts_add_up(calendar: Workdays, a: date, b: date, c: date) -> None:
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)


@given(CALENDARS, DAYS)
def test_rolling_ends_on_the_nearest_working_day(calendar: Workdays, day: date) -> None:
    assert calendar.roll(day, "keep") == day
    after, before = calendar.roll(day, "next"), calendar.roll(day, "previous")

    assert calendar.is_working(after)
    assert calendar.is_working(before)
    assert before <= day <= after
    assert calendar.between(day, after) == (0 if after == day else 1)


def test_a_swapped_saturday_counts_and_its_friday_does_not(repository: Path) -> None:
    calendar = workdays_of(table(repository))

    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    assert calendar.add(date(2026, 4, 29), 1) == date(2026, 5, 4)
    assert calendar.add(date(2026, 8, 28), 1) == date(2026, 9, 3)
    assert not calendar.is_working(date(2026, 11, 24))
    assert calendar.is_working(date(2025, 11, 24))


def test_reports_of_2026_fall_due_on_working_days(repository: Path) -> None:
    calendar = workdays_of(table(repository))

    assert all(calendar.is_working(date(2026, month, 10)) for month in (6, 9, 12))


def test_the_table_of_the_office_overrides_ours(repository: Path) -> None:
    mine = (Holiday(day=date(2026, 1, 2), name="Làm việc như thường", is_working=True),)

    assert workdays_of(table(repository), mine).is_working(date(2026, 1, 2))
    assert not workdays_of(mine, table(repository)).is_working(date(2026, 1, 2))


def test_our_table_agrees_with_the_public_calendar(repository: Path) -> None:
    known = set(holidays.country_holidays("VN", years=range(2025, 2036)))
    ours = {row.day for row in table(repository) if not row.is_working}

    assert ours - known == SWAPPED
    assert known <= ours


def test_every_year_has_its_days_off_and_every_row_its_source(repository: Path) -> None:
    text = (repository / "resources" / "holidays.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)

    for row in (*data["off"], *data["worked"]):
        assert row["source"] in data["sources"]
        assert row["evidence"] in {"F1", "F2", "D", "M-h"}
    for year in range(2026, 2036):
        off = [row["day"] for row in data["off"] if row["day"].year == year]
        weekdays = [day for day in off if NO_HOLIDAYS.is_working(day)]
        assert len(weekdays) - (year == 2026) * len(SWAPPED) - (year == 2026) == 12
    assert all(row["day"] - timedelta(0) == row["day"] for row in data["worked"])
