"""Working days: the public holidays of Viet Nam under the office's own table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays

from wardapp.core.profile import Holiday
from wardapp.core.workdays import Workdays, workdays_of

YEARS_BEFORE = 1
YEARS_AFTER = 2
CULTURE_DAY_FROM = 2026  # Nghị quyết 28/2026/QH16: 24/11 is a paid day off


def workdays_around(year: int, table: Iterable[Holiday]) -> Workdays:
    """Return the working days from last year to the year after next; the office's table wins."""
    return workdays_of(public_holidays(year), table)


@lru_cache(maxsize=8)
def public_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the public holidays around a year, substituted days among them."""
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    known = holidays.country_holidays("VN", years=years)
    culture_days = {
        date(each, 11, 24): "Ngày Văn hóa Việt Nam" for each in years if each >= CULTURE_DAY_FROM
    }
    return tuple(Holiday(day=day, name=name) for day, name in {**known, **culture_days}.items())
