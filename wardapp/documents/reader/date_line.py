"""Reads "Liên Hồ, ngày 05 tháng 6 năm 2026", blanks and slips of an OCR program included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wardapp.documents.reader.keys import plain

_FIGURES = r"[\dlo|.…_]{0,8}"
_DATE = re.compile(
    rf"\bngay\s*(?P<day>{_FIGURES})\s*,?\s*thang\s*(?P<month>{_FIGURES})\s*,?\s*nam\s*"
    rf"(?P<year>{_FIGURES})"
)
_SHORT_DATE = re.compile(r"\bngay\s*(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b")
_PLACE = re.compile(r"^[^\W\d_][\w.’']*(?:[ -]+[\w.’']+){0,5}$")
_NAME = r"[A-ZĐÀ-Ỹ][\wĐđ.]*"
_SLIPS = str.maketrans({"l": "1", "|": "1", "o": "0"})
_YEARS = range(1945, 2200)
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """Place, day, month and year as far as they stand; `impossible` for a day like 31/02."""

    place: str | None
    day: date | None
    year: int | None
    month: int | None
    mended: bool
    impossible: bool
    place_words: str
    date_words: str


def read_date_line(text: str) -> DateLine | None:
    """Return what a line says when it is the place and date of a header, else None."""
    key = plain(text)
    found = _DATE.search(key) or _SHORT_DATE.search(key)
    if found is None or re.search(r"[a-z0-9]", key[found.end() :]):
        return None
    before = text[: found.start()].strip()
    place = before.rstrip(" ,.;:")
    if place and not _is_place(place):
        return None
    words = text[found.start() : found.end()].strip(" .…_")
    day, month, year = (_figure(found[name]) for name in ("day", "month", "year"))
    return DateLine(
        place=place or None,
        day=_real_day(day, month, year),
        year=year if year in _YEARS else None,
        month=month,
        mended=_is_mended(found, words, before),
        impossible=_real_day(day, month, year) is None and None not in {day, month, year},
        place_words=before,
        date_words=words,
    )


def starts_date(text: str) -> bool:
    """Return True for a header date that breaks behind its place or before its year."""
    if text.endswith(",") and _is_place(text.rstrip(" ,")):
        return True
    return re.search(r"\bngay[\d\s.…]*(?:thang[\d\s.…]*(?:nam)?)?\s*$", plain(text)) is not None


def date_start(text: str) -> int | None:
    """Return where "<place>, ngày … tháng … năm …" starts at the end of a longer line."""
    found = re.search(
        rf"(?P<place>(?:(?:{_NAME}\s+){{1,3}}-\s+)?(?:{_NAME}\s+){{0,3}}{_NAME})\s*,\s*"
        r"[Nn]g[àa]y[\d\s.…_]*"
        r"th[áa]ng[\d\s.…_]*n[ăa]m[\d\s.…_]*$",
        text,
    )
    return found.start() if found and found.start() > 0 else None


def _figure(text: str) -> int | None:
    digits = text.translate(_SLIPS).strip("._…")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _real_day(day: int | None, month: int | None, year: int | None) -> date | None:
    if day is None or month is None or year is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_mended(found: re.Match[str], words: str, before: str) -> bool:
    slips = any(letter in (found[name] or "") for name in ("day", "month") for letter in "lo|")
    spelled = re.fullmatch(r"ngày \d{2} tháng \d{1,2} năm \d{4}", words) is not None
    return slips or not spelled or not before.endswith(",")


def _is_place(text: str) -> bool:
    return len(text) <= _LONGEST_PLACE and text[0].isupper() and _PLACE.match(text) is not None
