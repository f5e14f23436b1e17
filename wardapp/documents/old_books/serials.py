"""Excel's serial numbers of days."""

from __future__ import annotations

from datetime import date

_LAST_SERIAL = 2_957_000  # the year 9995
_START_1900 = date(1899, 12, 30).toordinal()
_START_1904 = date(1904, 1, 1).toordinal()
_FALSE_LEAP_DAY = 60  # Excel counts a 29/02/1900 that never was


def day_of_serial(serial: float, *, since_1904: bool = False) -> date | None:
    """Return the day of Excel's serial number, None when it is none."""
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    if since_1904:
        return date.fromordinal(_START_1904 + int(serial))
    start = _START_1900 if serial >= _FALSE_LEAP_DAY else _START_1900 + 1
    return date.fromordinal(start + int(serial))
