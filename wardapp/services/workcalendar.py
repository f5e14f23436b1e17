"""Working days: the program's table of days off under the office's own table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from wardapp.core.profile import Holiday
from wardapp.core.workdays import Workdays, parse_holidays, workdays_of

YEARS_BEFORE = 1
YEARS_AFTER = 2
CULTURE_DAY = "Ngày Văn hóa Việt Nam"  # Nghị quyết 28/2026/QH16: 24/11 is a paid day off


def load_public_days(resources: Path) -> tuple[Holiday, ...]:
    """Return the days off and swapped days the program knows with their sources."""
    return parse_holidays((resources / "holidays.toml").read_text("utf-8"))


def workdays_around(
    year: int, public: tuple[Holiday, ...], own: Iterable[Holiday] = ()
) -> Workdays:
    """Return the working days from last year to the year after next; the office's table wins.

    Years the program's table does not reach are computed.
    """
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    known = {row.day.year for row in public}
    missing = tuple(each for each in years if each not in known)
    return workdays_of(computed_days(missing), public, own)


@lru_cache(maxsize=8)
def computed_days(years: tuple[int, ...]) -> tuple[Holiday, ...]:
    """Return the public holidays of years by the rule, substituted days among them."""
    if not years:
        return ()
    # Imported late: the calendar of the country takes half a second to load and is seldom asked.
    import holidays  # noqa: PLC0415

    found = dict(holidays.country_holidays("VN", years=years, language="vi"))
    found |= {date(each, 11, 24): CULTURE_DAY for each in years}
    return tuple(Holiday(day=day, name=name) for day, name in found.items())
