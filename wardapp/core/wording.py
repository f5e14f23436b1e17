"""What is wrong in running text, wherever it stands: days, citations, abbreviations, letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import long_date, weekday_name
from wardapp.core.notation import find_citations
from wardapp.core.text import clean, new_tone, old_tone
from wardapp.core.titles import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class Spot:
    """A fault at [start, end) of a text; `mended` is None where only a person can mend it."""

    start: int
    end: int
    found: str
    expected: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """A paper named in running text by its number, with the day written behind it."""

    start: int
    end: int
    type_name: str  # as written before the number, "" when none stands there
    number: str  # in normal form
    day: date | None
    day_text: str
    has_issuer: bool


# HD05 6.1.3: an abbreviation stands in brackets after the full phrase at its first use.
ABBREVIATIONS = {
    "TDP": "tổ dân phố",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "BTV": "Ban Thường vụ",
    "BCH": "Ban Chấp hành",
    "BCĐ": "Ban Chỉ đạo",
    "ANTT": "an ninh trật tự",
    "TTHC": "thủ tục hành chính",
    "CCHC": "cải cách hành chính",
    "VSMT": "vệ sinh môi trường",
    "KT-XH": "kinh tế - xã hội",
    "CLB": "câu lạc bộ",
    "DLXH": "dư luận xã hội",
    "CBCC": "cán bộ, công chức",
    "GPMB": "giải phóng mặt bằng",
}
_WEEKDAY = re.compile(
    r"(?P<name>thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)(?P<gap>\s*,?\s*\(?(?:ngày\s+)?)"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>[12]\d{3})(?![\d/])")
_DAY_MONTH = re.compile(r"\bngày\s+(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])(?P<year>)")
_LONG_DAY = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?"
)
_LEAP_YEAR = 2024  # a day without a year may be the last of February
_BEFORE_NUMBER = re.compile(r"(?P<type>[A-ZĐ][\wÀ-ỹ]*(?:\s+[\wÀ-ỹ]+){0,2})\s+(?:số\s*:?\s*)?$")
_AFTER_NUMBER = re.compile(
    r"\s*,?\s*(?:ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))(?P<issuer>\s*,?\s*của\b)?"
)
_LOOK_BACK = 40
_TYPES_BY_NAME = {name.casefold(): code for code, name in TYPE_NAMES.items()} | {
    "nghị định": "NĐ",
    "thông tư": "TT",
    "quy định": "QĐ",
}
_COMBINING = re.compile("[\\w][\u0300-\u036f]+")
_STRANGE = re.compile("[\u00f0\u00d0\u0256\u0189\u200b-\u200d\u2060\ufeff\u00ad]+")
_PAIR = re.compile(r"[^\W\d_]+")


def impossible_days(text: str) -> Iterator[Spot]:
    """Yield days that no calendar has: 31/6/2026, ngày 30 tháng 02."""
    for pattern in (_DAY, _DAY_MONTH, _LONG_DAY):
        for match in pattern.finditer(text):
            if _day(match) is None:
                yield Spot(match.start(), match.end(), match[0], "ngày có thật")


def wrong_weekdays(text: str) -> Iterator[Spot]:
    """Yield days said to be another day of the week than they are."""
    for match in _WEEKDAY.finditer(text):
        day = _day(match)
        said = " ".join(match["name"].split()).casefold()
        if day is None or weekday_name(day).casefold() == said:
            continue
        right = weekday_name(day)
        if match["name"][0].islower():
            right = right[0].lower() + right[1:]
        rest = match[0][len(match["name"]) :]
        yield Spot(match.start(), match.end(), match[0], right + rest)


def loose_days(text: str) -> Iterator[Spot]:
    """Yield days that miss or have too many zeros (08/4/2026, 05/02/2026 are right)."""
    for match in _DAY.finditer(text):
        day = _day(match)
        right = long_date(day) if day else match[0]
        if right != match[0]:
            yield Spot(match.start(), match.end(), match[0], right, right)


def days_in_text(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Yield every whole day written in a text, in figures or in words, in order."""
    found = [(match, _day(match)) for match in (*_DAY.finditer(text), *_LONG_DAY.finditer(text))]
    whole = [(match, day) for match, day in found if day is not None and match["year"]]
    yield from sorted(whole, key=lambda each: each[0].start())


def mangled_citations(text: str) -> Iterator[Spot]:
    """Yield numbers of papers that run into something else: 876-CV/BTGDVTU876KH/TU."""
    for citation in find_citations(text):
        if citation.is_mangled:
            yield Spot(citation.start, citation.end, citation.text, "số, ký hiệu đúng dạng")


def loose_citations(text: str) -> Iterator[Spot]:
    """Yield numbers of papers with stray spaces or dashes: 02 - NQ/TW, 57 KH/TU."""
    for citation in find_citations(text):
        if citation.notation is None or citation.notation.number is None:
            continue
        right = str(citation.notation)
        written = citation.text.lstrip("0")
        if written != right.lstrip("0") and _letters(written) == _letters(right.lstrip("0")):
            yield Spot(citation.start, citation.end, citation.text, right, right)


def cited_papers(text: str) -> Iterator[CitedPaper]:
    """Yield the papers a text names by number, with type, day and issuer where they stand."""
    for citation in find_citations(text):
        if citation.notation is None or citation.notation.number is None:
            continue
        before = _BEFORE_NUMBER.search(text, max(0, citation.start - _LOOK_BACK), citation.start)
        after = _AFTER_NUMBER.match(text, citation.end)
        day_text = after["day"] if after else ""
        yield CitedPaper(
            citation.start,
            citation.end,
            _type_written(before["type"]) if before else "",
            str(citation.notation),
            next((day for _, day in days_in_text(f"ngày {day_text}")), None),
            day_text,
            bool(after and after["issuer"]),
        )


def type_of_name(name: str) -> str:
    """Return the symbol of a type named in running text, "" when unknown."""
    return _TYPES_BY_NAME.get(name.casefold(), "")


def unexplained(text: str) -> Iterator[Spot]:
    """Yield abbreviations used before the full phrase with them in brackets."""
    for short, phrase in ABBREVIATIONS.items():
        # Inside a symbol (12/UBND-VP) the letters are no abbreviation of running text.
        first = re.search(rf"(?<![\w/-]){re.escape(short)}(?![\w/-])", text)
        if first is None or _is_explained(text, first, phrase):
            continue
        mended = f"{phrase} ({short})"
        yield Spot(first.start(), first.end(), short, mended, mended)


def decomposed(text: str) -> Iterator[Spot]:
    """Yield the first letter whose marks stand apart (Unicode tổ hợp); mended is the whole text."""
    match = _COMBINING.search(text)
    mended = unicodedata.normalize("NFC", text)
    if match and mended != text:
        yield Spot(0, len(text), text, mended, mended)


def strange_letters(text: str) -> Iterator[Spot]:
    """Yield letters that only look like Vietnamese ones, and marks nobody sees."""
    for match in _STRANGE.finditer(text):
        mended = clean(match[0])
        shown = mended or "bỏ ký tự ẩn"
        yield Spot(match.start(), match.end(), match[0], shown, mended)


def tone_places(text: str) -> tuple[int, int]:
    """Return how many syllables have the old (uỷ) and the new (ủy) place of the tone."""
    old = new = 0
    for match in _PAIR.finditer(text):
        word = match[0]
        old += new_tone(word) != word
        new += old_tone(word) != word
    return old, new


def _day(match: re.Match[str]) -> date | None:
    year = int(match["year"]) if match["year"] else _LEAP_YEAR
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _is_explained(text: str, first: re.Match[str], phrase: str) -> bool:
    before = new_tone(text[: first.start()]).casefold()
    return before.endswith("(") or new_tone(phrase).casefold() in before[-len(phrase) - 2 :]


def _letters(text: str) -> str:
    return re.sub(r"[^\w/]", "", text)


def _type_written(words: str) -> str:
    """Return the longest known type name that ends the words before a number."""
    parts = re.sub(r"\s+số$", "", " ".join(words.split())).split()
    for at in range(len(parts)):
        name = " ".join(parts[at:])
        if type_of_name(name):
            return name
    return ""
