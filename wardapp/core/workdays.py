"""Working days: weekends, days off and swapped Saturdays (domain §8)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from wardapp.core.profile import Holiday

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days the office works; `worked` are weekend days worked in a swap."""

    days_off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Return True when the office works on this day."""
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after day (before it when n < 0); day itself for 0."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, a: date, b: date) -> int:
        """Return the working days after a up to b; negative when b lies before a."""
        if b < a:
            return -self.between(b, a)
        span = range(1, (b - a).days + 1)
        return sum(self.is_working(a + timedelta(days=offset)) for offset in span)

    def roll(self, day: date, rule: str) -> date:
        """Return day moved off a rest day by the rule: `keep`, `previous` or `next`."""
        if rule == "keep" or self.is_working(day):
            return day
        return self.add(day, -1 if rule == "previous" else 1)


NO_HOLIDAYS = Workdays()
"""Only weekends are off."""


@lru_cache(maxsize=4)
def parse_holidays(toml_text: str) -> tuple[Holiday, ...]:
    """Return the rows of a holiday table (`resources/holidays.toml`) by day.

    Rows of `off` are days off, rows of `worked` weekend days worked in a swap.
    """
    table = tomllib.loads(toml_text)
    off = (Holiday(day=row["day"], name=row["name"]) for row in table.get("off", ()))
    worked = (
        Holiday(day=row["day"], name=row["name"], is_working=True)
        for row in table.get("worked", ())
    )
    return tuple(sorted((*off, *worked), key=lambda holiday: holiday.day))


def workdays_of(*tables: Iterable[Holiday]) -> Workdays:
    """Return the working days of holiday tables; a later table overrides an earlier one by day."""
    last = {holiday.day: holiday.is_working for table in tables for holiday in table}
    return Workdays(
        days_off=frozenset(day for day, works in last.items() if not works),
        worked=frozenset(day for day, works in last.items() if works),
    )
