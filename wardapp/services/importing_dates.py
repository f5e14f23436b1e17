"""Days of old books in every habit of writing them (domain §9.5), and what is doubtful of each."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from wardapp.core.old_books import OldCell
from wardapp.core.text import fold
from wardapp.documents.old_books.serials import day_of_serial

OLDEST = 1945
_MONTHS = 12
_FEBRUARY = 2
_CENTURY = 100
_TWO_FIGURES = 2
_ENOUGH = 5  # cells that agree
_SERIALS = (10_000, 80_000)  # 1927 to 2119
_STAMP = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})")
_CLOSED = re.compile(r"(\d{2})(\d{2})(\d{4})|(\d{2})(\d{2})(\d{2})")
_CLOCK = re.compile(
    r"(?:(?<=\d)T|[\s,]+)\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|sa|ch)?(?:Z|[+-]\d\d:\d\d)?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_FULL = re.compile(r"(\d{1,2})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{4}|\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.,]\s*(\d{1,2})")
_SAID = re.compile(
    r"(?:ngay )?(\d{1,2})[ -]*(?:thang|thg|th)[ -]?(\d{1,2})(?:[ ,-]*(?:nam)?[ -]?(\d{4}|\d{2}))?"
)
_NAMED = re.compile(r"(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4}|\d{2})")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)(?:nam )?((?:19|20)\d{2})(?!\d)")
_FIGURES = re.compile(r"[\d/.-]*\d")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class DayHints:
    """What is known of a column of days: the year they lack, and whether Excel turned them round.

    `is_turned` is True where Excel took 05/6 for May 6th: its true days never pass 12, while days
    past 12 stayed text.
    """

    today: date
    year: int | None = None
    is_turned: bool = False
    is_month_first: bool = False  # 06/13/2019: a program wrote the whole column the American way


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day that was read, None when none was, and why it is doubtful, "" when it is sure."""

    day: date | None
    why: str = ""


NOTHING = ReadDay(None)


def read_day(cell: OldCell, hints: DayHints) -> ReadDay:
    """Return the day of a cell; an empty cell gives no day and no doubt."""
    if isinstance(cell.value, date):
        return _typed(cell.value, hints)
    if cell.value is not None:
        found = _of_number(cell.value, cell.text, hints)
    elif not cell.text.strip():
        return NOTHING
    else:
        found = _of_text(cell.text, hints)
    return _within(found, hints.today)


def year_named(text: str) -> int | None:
    """Return the one year that a title or the name of a sheet speaks of, None without one."""
    years = {int(year) for year in _YEAR.findall(fold(text))}
    return years.pop() if len(years) == 1 else None


def is_turned(days: list[OldCell]) -> bool:
    """Tell whether Excel took days and months for each other in a column of days."""
    typed = [cell.value for cell in days if isinstance(cell.value, date)]
    if not typed or any(day.day > _MONTHS for day in typed):
        return False
    texts = [_FULL.fullmatch(_plain(cell.text)) for cell in days if cell.value is None]
    return any(found and int(found[1]) > _MONTHS for found in texts)


def is_month_first(days: list[OldCell]) -> bool:
    """Tell whether a column of text has the month first: enough days past 12, none before it."""
    texts = [_FULL.fullmatch(_plain(cell.text)) for cell in days if cell.value is None]
    found = [(int(each[1]), int(each[2])) for each in texts if each]
    past = sum(second > _MONTHS for _first, second in found)
    return past >= _ENOUGH and not any(first > _MONTHS for first, _second in found)


def turned(day: date) -> date | None:
    """Return the day with day and month in each other's place, None when there is none."""
    return date(day.year, day.day, day.month) if day.day <= _MONTHS else None


def _typed(day: date, hints: DayHints) -> ReadDay:
    other = turned(day)
    if hints.is_turned and other is not None and other != day:
        return ReadDay(other, f"Excel đã đổi ngày với tháng; ô đang là {_shown(day)}.")
    return _within(ReadDay(day), hints.today)


def _of_number(value: float, text: str, hints: DayHints) -> ReadDay:
    whole = int(value)
    if value == whole and _SERIALS[0] <= whole <= _SERIALS[1]:
        day = day_of_serial(value)
        return ReadDay(day) if day else _unread(text)
    if value != whole:
        found = _of_text(text, hints)
        if found.day and text.rpartition(".")[2] == "1":
            return ReadDay(found.day, "Tháng 1 hay tháng 10: Excel đã bỏ số 0 ở cuối.")
        return found
    return _of_text(text, hints)


def _of_text(text: str, hints: DayHints) -> ReadDay:
    plain = _plain(text)
    if found := _ISO.fullmatch(plain):
        return _made(int(found[3]), int(found[2]), int(found[1]))
    if found := _FULL.fullmatch(plain) or _SAID.fullmatch(plain):
        year = _full_year(found[3], hints.today) if found[3] else hints.year
        first, second = int(found[1]), int(found[2])
        return _made(second, first, year) if hints.is_month_first else _made(first, second, year)
    if found := _SHORT.fullmatch(plain):
        return _made(int(found[1]), int(found[2]), hints.year)
    if (found := _NAMED.fullmatch(plain)) and found[2] in _ENGLISH:
        month = _ENGLISH.index(found[2]) + 1
        return _made(int(found[1]), month, _full_year(found[3], hints.today))
    return _of_figures(plain, text, hints.today)


def _of_figures(plain: str, text: str, today: date) -> ReadDay:
    """Return the day of figures without signs: 20190605, 05062019, 050619."""
    if found := _STAMP.fullmatch(plain):
        return _made(int(found[3]), int(found[2]), int(found[1]))
    if found := _CLOSED.fullmatch(plain):
        day, month, year = (found[1], found[2], found[3]) if found[1] else found.groups()[3:]
        return _made(int(day), int(month), _full_year(year, today))
    return _unread(text)


def _plain(text: str) -> str:
    """Return text in small plain letters, without a time of day, its signs kept."""
    if _FIGURES.fullmatch(text):
        return text
    even = _DASHES.sub("-", _CLOCK.sub("", text.strip()))
    pieces = re.split(r"([-/.,\s]+)", even)
    kept = [fold(piece) if at % 2 == 0 else piece for at, piece in enumerate(pieces)]
    return " ".join("".join(kept).split()).strip(" .,;-")


def _full_year(text: str, today: date) -> int:
    """Return the year of four or two figures: 98 is of the last century."""
    year = int(text)
    if year >= _CENTURY or len(text) > _TWO_FIGURES:  # 0026 may not pass for 2026
        return max(year, 1)
    this = today.year - today.year % _CENTURY
    return this + year if year <= today.year % _CENTURY + 1 else this - _CENTURY + year


def _made(day: int, month: int, year: int | None) -> ReadDay:
    if year is None:
        return ReadDay(None, "Ngày thiếu năm. Hãy chọn năm của sổ, hoặc gõ cả năm.")
    if month > _MONTHS >= day:
        if month > monthrange(year, day)[1]:
            return ReadDay(None, f"Không có ngày {day}/{month}/{year}.")
        return ReadDay(date(year, day, month), "Tháng ghi trước, ngày ghi sau.")
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return ReadDay(None, f"Không có ngày {day}/{month}/{year}.")
    return ReadDay(date(year, month, day))


def _within(found: ReadDay, today: date) -> ReadDay:
    if found.day is None:
        return found
    if found.day.year < OLDEST:
        return ReadDay(None, f"Năm {found.day.year} quá xa.")
    if found.day > today:
        return ReadDay(None, f"Ngày {_shown(found.day)} chưa tới.")
    return found


def _unread(text: str) -> ReadDay:
    shown = " ".join(text.split())[:40]
    return ReadDay(None, f"Không hiểu ngày “{shown}”.")


def _shown(day: date) -> str:
    return f"{day.day:02}/{day.month}/{day.year}" if day.month > _FEBRUARY else f"{day:%d/%m/%Y}"
