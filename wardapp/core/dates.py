"""Days as each standard prints them and as clerks type them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from wardapp.core.clock import moment_of
from wardapp.core.day_typing import parse_day
from wardapp.core.issuers import Family
from wardapp.core.views import DueText
from wardapp.core.workdays import Workdays

__all__ = [
    "blank_header_date",
    "days_in",
    "due_text",
    "header_date",
    "long_date",
    "parse_day",
    "short_date",
    "time_text",
    "weekday_date",
    "weekday_name",
]

# Days below 10 and months below these get a leading zero: HD05 4.2 and NĐ30 PL I II.4 agree.
_PADDED_DAYS_BELOW = 10
_PADDED_MONTHS_BELOW = {Family.PARTY: 3, Family.STATE: 3}
_BLANK = " " * 5
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_SOON_WORKING_DAYS = 2
_COUNTED_DAYS = 7


def header_date(place: str, day: date, family: Family) -> str:
    """Return the line of place and date: `Liên Hồ, ngày 05 tháng 6 năm 2026`."""
    month = f"{day.month:02}" if day.month < _PADDED_MONTHS_BELOW[family] else f"{day.month}"
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def blank_header_date(place: str, year: int, month: int | None = None) -> str:
    """Return the line of place and date with room for the day (and month) to be written in."""
    shown = _BLANK if month is None else f" {_padded_month(month)} "
    return f"{place}, ngày{_BLANK}tháng{shown}năm {year}"


def long_date(day: date) -> str:
    """Return the date in running text: `08/4/2026`, `05/02/2026` (the same zero rule)."""
    return f"{_day_month(day)}/{day.year}"


def short_date(day: date, today: date) -> str:
    """Return `05/6`, with the year when it is not this year."""
    return _day_month(day) if day.year == today.year else long_date(day)


def weekday_name(day: date) -> str:
    """Return `Thứ Hai` … `Chủ Nhật`."""
    return _WEEKDAYS[day.weekday()]


def weekday_date(day: date) -> str:
    """Return the echo of a typed date: `Thứ Năm 04/6/2026`."""
    return f"{weekday_name(day)} {long_date(day)}"


def due_text(
    due: date | None, today: date, workdays: Workdays, done: date | None = None
) -> DueText:
    """Return how a due date is said: done, late, today, soon (2 working days) or later.

    What is left is counted in working days, as the proposal and the report card count it; what is
    late in days of the calendar, as the one who waits counts it.
    """
    if done is not None:
        return DueText(text=f"Xong {short_date(done, today)}", tone="ok")
    if due is None:
        return DueText(text="", tone="plain")
    left = (due - today).days
    if left < 0:
        return DueText(text=f"Quá hạn {-left} ngày", tone="danger")
    if left == 0:
        return DueText(text="Hôm nay", tone="warn")
    shown, working = short_date(due, today), workdays.between(today, due)
    if working <= _SOON_WORKING_DAYS:
        return DueText(text=f"Còn {working} ngày" if working else shown, tone="warn")
    return DueText(
        text=f"{shown}, còn {working} ngày" if left <= _COUNTED_DAYS else shown, tone="plain"
    )


def time_text(ms: int) -> str:
    """Return the office's time of day of an instant: `09:41`."""
    return f"{moment_of(ms):%H:%M}"


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]


def _day_month(day: date) -> str:
    shown = f"{day.day:02}" if day.day < _PADDED_DAYS_BELOW else f"{day.day}"
    return f"{shown}/{_padded_month(day.month)}"


def _padded_month(month: int) -> str:
    return f"{month:02}" if month < _PADDED_MONTHS_BELOW[Family.PARTY] else f"{month}"
