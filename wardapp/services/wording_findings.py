"""Remarks on running text: abbreviations, citations and days that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wardapp.core.dates import weekday_name
from wardapp.core.drafts import LayoutFinding
from wardapp.core.notation import find_citations

# HD05 6.1.3: an abbreviation stands in brackets after the full phrase at its first use.
ABBREVIATIONS = {
    "TDP": "tổ dân phố",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "BTV": "Ban Thường vụ",
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
WEEKDAY = re.compile(
    r"(?P<name>thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*\(?(?:ngày\s+)?"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
    re.IGNORECASE,
)
DAY = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>[12]\d{3})(?![\d/])")


def wording_findings(body: str) -> Iterator[LayoutFinding]:
    """Yield the remarks on the typed text, line by line."""
    yield from _abbreviations(body)
    for number, line in enumerate(body.split("\n")):
        yield from _citations(line, number)
        yield from _days(line, number)
        yield from _weekdays(line, number)


def _abbreviations(body: str) -> Iterator[LayoutFinding]:
    for short, phrase in ABBREVIATIONS.items():
        # Inside a symbol (12/UBND-VP) the letters are no abbreviation of running text.
        first = re.search(rf"(?<![\w/-]){re.escape(short)}(?![\w/-])", body)
        if first is None or _is_explained(body, first, phrase):
            continue
        yield LayoutFinding(
            code="abbreviation",
            text=f"“{short}” viết tắt lần đầu chưa có cụm từ đầy đủ.",
            line=body.count("\n", 0, first.start()),
            found=short,
            replacement=f"{phrase} ({short})",
        )


def _is_explained(body: str, first: re.Match[str], phrase: str) -> bool:
    before = body[: first.start()]
    return before.endswith("(") or phrase.casefold() in before.casefold()[-len(phrase) - 2 :]


def _citations(line: str, number: int) -> Iterator[LayoutFinding]:
    for citation in find_citations(line):
        if citation.is_mangled:
            yield LayoutFinding(
                code="citation_mangled",
                text=f"Số, ký hiệu “{citation.text}” không đúng dạng. Anh, chị xem lại bản gốc.",
                line=number,
                found=citation.text,
            )


def _days(line: str, number: int) -> Iterator[LayoutFinding]:
    for match in DAY.finditer(line):
        if _day(match) is None:
            yield LayoutFinding(
                code="no_such_day",
                text=f"Không có ngày {match[0]}.",
                line=number,
                found=match[0],
            )


def _weekdays(line: str, number: int) -> Iterator[LayoutFinding]:
    for match in WEEKDAY.finditer(line):
        day = _day(match)
        said = " ".join(match["name"].split()).casefold()
        if day is None or weekday_name(day).casefold() == said:
            continue
        yield LayoutFinding(
            code="weekday",
            text=f"Ngày {match['day']}/{match['month']}/{match['year']} là {weekday_name(day)}.",
            line=number,
            found=match[0],
        )


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
