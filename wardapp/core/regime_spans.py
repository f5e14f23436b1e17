"""Stretches of days, data windows, validity and the rule for days off as they are said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wardapp.core.regime_dues import check_day, last_of, refuse, year_number
from wardapp.core.regime_words import Plain
from wardapp.core.regimes import RollRule, WindowKind, WindowRule


def _date(name: str) -> str:
    """Return the pattern of a date of which month and year may be missing."""
    return (
        rf"(?:ngay )?(?P<{name}d>\d{{1,2}})(?!\d)(?:(?: ?/ ?| thang )(?P<{name}m>\d{{1,2}})(?!\d)"
        rf"(?:(?: ?/ ?| nam )(?P<{name}y>20[2-9]\d|[2-9]\d)(?!\d))?)?"
    )


_SPAN = re.compile(
    rf"(?P<data>so lieu (?:tinh |lay |chot )*)?(?:(?:ke |bat dau )?tu {_date('a')}"
    rf",? ?(?:den|toi|-)(?: het)? {_date('b')})"
)
_BARE_SPAN = re.compile(rf"(?P<data>so lieu )?{_date('a')} ?- ?(?={_date('b')}){_date('c')}")
_OF_DECEMBER = r"(?: ?/ ?| thang )12(?: cua)? nam"
_OF_LAST_MONTH = r"(?: cua)? thang cuoi(?: cung)?(?: cua)? (?:quy|ky|nam)"
_FROM_DAY = re.compile(  # as NĐ 09/2019 Điều 12 says it, and shorter
    rf"(?:so lieu )?(?:(?:chot|tinh|lay|ke) )*tu ngay (?P<first>\d{{1,2}})(?:{_OF_DECEMBER}"
    r"|(?: cua)?(?: (?:thang|ky|quy|nam))?) truoc(?: ky bao cao| lien ke)*"
    r",? den(?: het| truoc)? ngay \d{1,2}"
    rf"(?:{_OF_LAST_MONTH}|(?: ?/ ?| thang )(?:12|0?6)(?!\d| ?/)(?: (?:cua )?nam)?"
    r"|(?: cua)?(?: (?:thang|ky|quy|nam))?)(?: (?:nay|bao cao|thuoc ky bao cao|cua ky bao cao))?"
)
_SINCE = re.compile(r"so lieu tu han truoc den han nay")
_WHOLE = re.compile(r"so lieu (?:ca|tron) (?:thang|quy|6 thang|nam|ky)")
_LAST_MONTH = re.compile(r"so lieu (?:ca|tron) thang truoc")
_ROLL = re.compile(
    r"(?:neu )?(?:han )?(?:(?:trung|roi|la|vao) )*ngay nghi(?: le)?,?(?: thi)?"
    r"(?: (?:gui|nop|han|tinh|chuyen|lui|doi|sang|ve|vao))*"
    r" (?:(?P<keep>giu nguyen)|(?:ngay )?lam viec(?: lien)? (?:(?P<previous>truoc(?: do)?)"
    r"|(?P<next>sau(?: do)?|tiep theo|ke tiep)))"
)
_APPLY = r"(?:ap dung|co hieu luc|hieu luc|bat dau|thuc hien|ke tu|tinh tu)"
_SINCE_DAY = re.compile(
    rf"(?:{_APPLY} )+(?:tu )?(?:thang (?P<month>\d{{1,2}}) ?(?:/|nam) ?(?P<year>20\d\d)"
    rf"|nam (?P<only>20\d\d)|{_date('a')})(?: tro di)?"
)
_UNTIL_DAY = re.compile(
    rf"(?:{_APPLY} )*(?:ap dung |thuc hien |hieu luc )?den (?:het )?(?:thang (?P<month>\d{{1,2}}) "
    rf"?(?:/|nam) ?(?P<year>20\d\d)|nam (?P<only>20\d\d))"
    rf"|(?:ap dung|hieu luc|thuc hien) den (?:het )?{_date('a')}"
)
_IN_YEAR = re.compile(r"(?:trong |cua )?nam (?P<year>20[2-9]\d)(?![\d/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """Something beside due days: a stretch of days, a window, validity, a rule for days off."""

    start: int
    end: int
    span: tuple[date, date] | None = None
    is_data: bool = False
    window: WindowRule | None = None
    roll: RollRule = RollRule.OFFICE
    valid_from: date | None = None
    valid_to: date | None = None
    year: int | None = None
    doubts: tuple[str, ...] = ()


def read_year(text: Plain, at: int) -> RuleSaid | None:
    """Return the year named from this place on, None when there is none."""
    found = _IN_YEAR.match(text.plain, at)
    return RuleSaid(start=at, end=found.end(), year=int(found["year"])) if found else None


def read_rule(text: Plain, at: int, today: date) -> RuleSaid | None:
    """Return the rule said from this place on, None when there is none."""
    for reader in _READERS:
        found = reader(text, at, today)
        if found is not None:
            return found
    return None


def _window(text: Plain, at: int, today: date) -> RuleSaid | None:
    del today
    if found := _SINCE.match(text.plain, at):
        return RuleSaid(start=at, end=found.end(), window=WindowRule())
    if found := _LAST_MONTH.match(text.plain, at):
        before = WindowRule(kind=WindowKind.FROM_DAY, day=1)
        return RuleSaid(start=at, end=found.end(), window=before)
    if found := _WHOLE.match(text.plain, at):
        whole = WindowRule(kind=WindowKind.CALENDAR)
        return RuleSaid(start=at, end=found.end(), window=whole)
    found = _FROM_DAY.match(text.plain, at)
    if found is None:
        return None
    rule = WindowRule(kind=WindowKind.FROM_DAY, day=int(found["first"]))
    return RuleSaid(start=at, end=found.end(), window=rule)


def _span(text: Plain, at: int, today: date) -> RuleSaid | None:
    found = _SPAN.match(text.plain, at) or _BARE_SPAN.match(text.plain, at)
    if found is None or not found["bm"]:
        return None
    year, guessed = _year_of(found, today)
    month = int(found["bm"])
    last = _existing(int(found["bd"]), month, year)
    first_month = int(found["am"] or month)
    first_year = year_number(int(found["ay"])) if found["ay"] else year
    first = _existing(int(found["ad"]), first_month, first_year)
    if first > last and not found["ay"]:
        first = _existing(int(found["ad"]), first_month, year - 1)
    if first > last:
        raise refuse("Ngày cuối đứng trước ngày đầu. Hãy gõ: từ ngày … đến ngày ….")
    doubts = (f"Chưa nêu năm nên lấy năm {year}.",) if guessed else ()
    return RuleSaid(
        start=at, end=found.end(), span=(first, last), is_data=bool(found["data"]), doubts=doubts
    )


def _roll(text: Plain, at: int, today: date) -> RuleSaid | None:
    del today
    found = _ROLL.match(text.plain, at)
    if found is None:
        return None
    if found["keep"]:
        rule = RollRule.KEEP
    else:
        rule = RollRule.PREVIOUS if found["previous"] else RollRule.NEXT
    return RuleSaid(start=at, end=found.end(), roll=rule)


def _since(text: Plain, at: int, today: date) -> RuleSaid | None:
    found = _SINCE_DAY.match(text.plain, at)
    if found is None or (found["ad"] and not found["am"]):
        return None
    return RuleSaid(start=at, end=found.end(), valid_from=_limit(found, today, is_last=False))


def _until(text: Plain, at: int, today: date) -> RuleSaid | None:
    found = _UNTIL_DAY.match(text.plain, at)
    if found is None or (found["ad"] and not found["am"]):
        return None
    return RuleSaid(start=at, end=found.end(), valid_to=_limit(found, today, is_last=True))


def _limit(found: re.Match[str], today: date, *, is_last: bool) -> date:
    if found["only"]:
        year = int(found["only"])
        return date(year, 12, 31) if is_last else date(year, 1, 1)
    if found["month"]:
        month, year = int(found["month"]), int(found["year"])
        check_day(1, month)
        return last_of(year, month) if is_last else date(year, month, 1)
    year = year_number(int(found["ay"])) if found["ay"] else today.year
    return _existing(int(found["ad"]), int(found["am"]), year)


def _year_of(found: re.Match[str], today: date) -> tuple[int, bool]:
    said = found["by"] or found["ay"]
    return (year_number(int(said)), False) if said else (today.year, True)


def _existing(day: int, month: int, year: int) -> date:
    check_day(day, month, year)
    return date(year, month, day)


_READERS: tuple[Callable[[Plain, int, date], RuleSaid | None], ...] = (
    _window,
    _roll,
    _since,
    _span,
    _until,
)
