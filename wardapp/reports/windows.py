"""Days a report covers when it follows the calendar: whole months, quarters, half years, years."""

from __future__ import annotations

from datetime import date, timedelta

from wardapp.core.dates import days_in
from wardapp.core.regimes import Frequency, WindowKind, WindowRule
from wardapp.core.roman import roman

MONTHS_OF = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
"""How many months a cycle has."""

_ONE_DAY = timedelta(days=1)
_YEAR = 12
_HALF = 6
_MID_MONTH = 15
LAST_DAY = 31
"""Said for the last day of a month, however long it is."""
# A report asked for so many months before its cycle ends is about this cycle, not the last one.
_AHEAD = {Frequency.QUARTER: 1, Frequency.HALF_YEAR: 2, Frequency.YEAR: 3}


def whole_window(
    frequency: Frequency, rule: WindowRule, said: date, wished: int
) -> tuple[date, date] | None:
    """Return the days a report due on a day covers, None when its rule is not of the calendar.

    `wished` is the day of the month that the regime names, be the month as short as it may.
    """
    months = MONTHS_OF.get(frequency)
    if months is None or rule.kind not in {WindowKind.CALENDAR, WindowKind.FROM_DAY}:
        return None
    if rule.kind is WindowKind.FROM_DAY:
        return _from_day(months, rule.day, said, wished)
    return _calendar(frequency, months, said)


def cycle_name(frequency: Frequency, last: date) -> str:
    """Return what a cycle that ends on a day is called: `quý II/2026`; "" when it has no name."""
    match frequency:
        case Frequency.MONTH:
            return f"tháng {last.month}/{last.year}"
        case Frequency.QUARTER:
            return f"quý {roman((last.month + 2) // 3)}/{last.year}"
        case Frequency.HALF_YEAR:
            half = "đầu" if last.month <= _HALF else "cuối"
            return f"6 tháng {half} năm {last.year}"
        case Frequency.YEAR:
            return f"năm {last.year}"
    return ""


def moved(day: date, months: int) -> date:
    """Return the same day of another month, its last day when it is shorter."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def _calendar(frequency: Frequency, months: int, said: date) -> tuple[date, date]:
    """Return the cycle that ends soon after the day, else the one that ended before it."""
    into = (said.month - 1) % months + 1  # the how many-th month of its cycle
    is_about_this = into > months - _AHEAD.get(frequency, 0)
    if frequency is Frequency.MONTH:
        is_about_this = said.day > _MID_MONTH
    first = moved(said.replace(day=1), 1 - into - (0 if is_about_this else months))
    return first, moved(first, months) - _ONE_DAY


def _from_day(months: int, day: int, said: date, wished: int) -> tuple[date, date]:
    """Return the cycle from a day of its last month to the day before, ended by the due day.

    Days are held against each other as they are said: in February the 28th does not end a cycle
    of whole months that the 28th of March does not end.
    """
    end = day - 1 if day > 1 else LAST_DAY
    month = said.year * _YEAR + said.month - 1 + months
    month += -(month + 1) % months  # the last month of a cycle
    start = _start(month // _YEAR, month % _YEAR + 1, day)
    while _is_later(start - _ONE_DAY, end, said, wished):
        month -= months
        start = _start(month // _YEAR, month % _YEAR + 1, day)
    month -= months
    return _start(month // _YEAR, month % _YEAR + 1, day), start - _ONE_DAY


def _is_later(last: date, end: int, said: date, wished: int) -> bool:
    return (last.year, last.month, end) > (said.year, said.month, wished)


def _start(year: int, month: int, day: int) -> date:
    return date(year, month, min(max(day, 1), days_in(year, month)))
