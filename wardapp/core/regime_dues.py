"""Due days, stretches of days and rules of counting as they are said, one reader each.

A reader takes the text from a place and gives what stands there with the place after it, or None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.errors import BadValue
from wardapp.core.regime_words import AND, HOUR, MONTH, YEAR, Plain, month_number
from wardapp.core.regimes import Frequency, RegimeDue, RollRule, WindowKind, WindowRule

_CENTURY = 2000
_MONTHS = 12
_LONGEST_MONTH = 31
_MID_MONTH = 15
_SOME_LEAP_YEAR = 2028

_LEAD = (
    r"(?P<lead>(?:(?:cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon|han cuoi cung|"
    r"han cuoi|han chot|han nop|han gui|han|xong truoc|truoc|den het|den|vao|het|la|moc)[ :]+)*)"
    rf"(?P<hour>{HOUR})?"
)
_NOT_AFTER = r"(?!\d| ?/| ?h(?![a-z])| gio)"
_DAY = (
    r"(?:(?:ngay|mung|mong) (?:mung |mong )?|(?=\d{1,2} thang (?:1[0-2]|0?[1-9])(?!\d)(?! thang)))"
    rf"(?P<days>\d{{1,2}}{_NOT_AFTER}"
)
_DAYS = _DAY + rf"(?:{AND}(?:ngay )?\d{{1,2}}{_NOT_AFTER}(?! thang))*)"
_SPECIAL = r"(?P<special>ngay lam viec cuoi(?: cung)?|ngay cuoi(?: cung)?|ngay dau(?: tien)?)"
_DATE = r"\d{1,2} ?/ ?\d{1,2}(?: ?/ ?(?:20[2-9]\d|[2-9]\d)(?!\d))?(?! ?[/\d])"
_OF = r"(?:(?: ?,)? ?(?:cua|trong|vao|o|thuoc))?(?: (?:cac|moi))?"

_DATES = re.compile(rf"{_LEAD}(?:cac )?(?:ngay )?(?P<dates>{_DATE}(?:{AND}(?:ngay )?{_DATE})*)")
_DAYS_OF = re.compile(rf"{_LEAD}(?:cac )?(?:{_DAYS}|{_SPECIAL})")
_MONTH_LIST = re.compile(
    rf"{_OF} thang (?P<months>{MONTH}(?:{YEAR})?(?:{AND}(?:(?:cac )?thang )?{MONTH}(?:{YEAR})?)*)"
)
_OF_QUARTER = re.compile(
    rf"{_OF} thang (?P<which>cuoi(?: cung)?|thu (?:ba|3|hai|2|nhat|1)|dau(?: tien)?|giua)"
    r"(?: (?:cua|trong))?(?: (?:moi|tung|hang|cac))? quy"
    r"(?P<after> (?:sau|ke tiep|tiep theo|lien ke|ke sau))?"
)
_NEXT_MONTH = re.compile(rf"{_OF} thang (?:(?P<sau>sau)|ke tiep|tiep theo|lien ke|lien sau|ke sau)")
_OF_YEAR = re.compile(rf"{_OF} thang (?P<which>cuoi|dau) (?:cua )?(?:moi )?nam")
_EACH_MONTH = re.compile(
    rf"{_OF}(?: (?:hang|moi|tung))? thang(?: bao cao)?(?! ?[\d/])(?! (?:dau|cuoi|thu|giua))"
)
_SPECIAL_OF = re.compile(r"(?: cua)?(?: (?:moi|tung|hang))? (?P<what>quy|nam)(?! ?\d)(?! [iv]+\b)")
_VAGUE_END = re.compile(
    rf"{_LEAD}cuoi (?:(?:moi|tung|hang) )?(?P<what>thang|quy|nam)(?! ?[\d/])(?! [iv]+\b)"
)
_AFTER_END = re.compile(
    r"(?:(?:trong vong|trong|cham nhat|khong qua|sau|la) )*(?P<count>\d{1,2}) ngay"
    r"(?: (?:ke tu|tinh tu|tu|sau|dau tien))*(?: khi| ngay)?"
    r" (?:ket thuc|het|cuoi|cuoi cung cua)(?: (?:moi|cua))? (?P<what>thang|quy|nam|6 thang)"
)
_FIRST_DAYS = re.compile(
    r"(?:(?:trong vong|trong|cham nhat) )*(?P<count>\d{1,2}) ngay dau(?: tien)?(?: cua)?"
    r"(?: (?:moi|tung|hang))? (?P<what>thang|quy|nam)(?: (?:sau|ke tiep|tiep theo|lien ke))?"
)
_PLACES = {"cuoi": 3, "cuoi cung": 3, "thu ba": 3, "thu 3": 3, "dau": 1, "dau tien": 1,
           "thu nhat": 1, "thu 1": 1, "giua": 2, "thu hai": 2, "thu 2": 2}  # fmt: skip
_CYCLES = {"thang": Frequency.MONTH, "quy": Frequency.QUARTER, "nam": Frequency.YEAR,
           "6 thang": Frequency.HALF_YEAR}  # fmt: skip
_AFTER = {Frequency.MONTH: (0,), Frequency.QUARTER: (1, 4, 7, 10), Frequency.HALF_YEAR: (1, 7),
          Frequency.YEAR: (1,)}  # fmt: skip
_ENDS = {Frequency.MONTH: (0,), Frequency.QUARTER: (3, 6, 9, 12), Frequency.HALF_YEAR: (6, 12),
         Frequency.YEAR: (12,)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSaid:
    """Due days read at one place. `bare_days` have no month yet: the cycle decides."""

    start: int
    end: int
    dues: tuple[RegimeDue, ...] = ()
    bare_days: tuple[int, ...] = ()
    has_lead: bool = False
    is_before: bool = False
    cycle: Frequency | None = None
    window: WindowRule | None = None
    roll: RollRule = RollRule.OFFICE
    doubts: tuple[str, ...] = ()


def read_due(text: Plain, at: int) -> DueSaid | None:
    """Return the due days said from this place on, None when none are."""
    for reader in _READERS:
        found = reader(text, at)
        if found is not None:
            return found
    return None


def refuse(sentence: str) -> BadValue:
    """Return the refusal of a phrase."""
    return BadValue("phrase", sentence)


def numbers_of_date(words: str) -> tuple[int, int, int | None]:
    """Return day, month and year of `15/6` or `15/6/2026`; BadValue when there is no such day."""
    day, month, *year = (int(each) for each in re.findall(r"\d+", words))
    full = year_number(year[0]) if year else None
    check_day(day, month, full)
    return day, month, full


def year_number(number: int) -> int:
    """Return 2026 for 26 and 2026."""
    return number + _CENTURY if number < _CENTURY else number


def check_day(day: int, month: int, year: int | None = None) -> None:
    """Refuse a day that no calendar has."""
    if not 1 <= month <= _MONTHS:
        raise refuse(f"Không có tháng {month}. Hãy gõ ngày trước, tháng sau, ví dụ 15/6.")
    last = monthrange(year or _SOME_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        of_year = f" năm {year}" if year and month == 2 else ""  # noqa: PLR2004
        raise refuse(f"Tháng {month}{of_year} có {last} ngày, không có ngày {day}.")


def _dates(text: Plain, at: int) -> DueSaid | None:
    found = _DATES.match(text.plain, at)
    if found is None:
        return None
    named = [numbers_of_date(each) for each in re.findall(_DATE, found["dates"])]
    last_year = named[-1][2]
    dues = tuple(
        RegimeDue(day=day, month=month, year=year or last_year, is_before=_is_before(found))
        for day, month, year in named
    )
    return replace(_base(found), dues=dues)


def _days_of(text: Plain, at: int) -> DueSaid | None:
    found = _DAYS_OF.match(text.plain, at)
    if found is None:
        return None
    days, roll = _day_numbers(found)
    end = found.end()
    listed = _MONTH_LIST.match(text.plain, end)
    if listed and not _means_next(text, listed, "months"):
        return _listed(found, days, listed, roll)
    for reader in (_of_quarter, _next_month, _of_year, _special_of, _each_month):
        said = reader(text, found, days)
        if said is not None:
            return replace(said, roll=roll)
    if found["special"]:
        return None
    return replace(_base(found), bare_days=days)


def _listed(
    found: re.Match[str], days: tuple[int, ...], listed: re.Match[str], roll: RollRule
) -> DueSaid:
    pairs: list[tuple[int, int | None]] = []
    for each in re.finditer(rf"({MONTH})({YEAR})?", listed["months"]):
        named = re.search(r"\d+$", each[2] or "")
        pairs.append((month_number(each[1]), year_number(int(named[0])) if named else None))
    last_year = pairs[-1][1]
    dues = []
    for month, year in pairs:
        for day in days:
            if day:
                check_day(day, month, year or last_year)
            dues.append(_due(found, day, month, year or last_year))
    return replace(_base(found, listed.end()), dues=tuple(dues), roll=roll)


def _of_quarter(text: Plain, found: re.Match[str], days: tuple[int, ...]) -> DueSaid | None:
    of = _OF_QUARTER.match(text.plain, found.end())
    if of is None:
        return None
    place = _PLACES[of["which"]]
    months = range(place, _MONTHS + 1, 3)
    is_last = WindowRule(kind=WindowKind.CALENDAR) if of["after"] or place == 1 else None
    dues = tuple(_due(found, day, month) for month in months for day in days)
    return replace(_base(found, of.end()), dues=dues, cycle=Frequency.QUARTER, window=is_last)


def _next_month(text: Plain, found: re.Match[str], days: tuple[int, ...]) -> DueSaid | None:
    of = _NEXT_MONTH.match(text.plain, found.end())
    if of is None:
        return None
    late = max(days) > _MID_MONTH or 0 in days
    window = WindowRule(kind=WindowKind.FROM_DAY, day=1) if late else _WHOLE
    dues = tuple(_due(found, day, 0) for day in days)
    return replace(_base(found, of.end()), dues=dues, cycle=Frequency.MONTH, window=window)


def _of_year(text: Plain, found: re.Match[str], days: tuple[int, ...]) -> DueSaid | None:
    of = _OF_YEAR.match(text.plain, found.end())
    if of is None:
        return None
    month = _MONTHS if of["which"] == "cuoi" else 1
    dues = tuple(_due(found, day, month) for day in days)
    return replace(_base(found, of.end()), dues=dues, cycle=Frequency.YEAR)


def _special_of(text: Plain, found: re.Match[str], days: tuple[int, ...]) -> DueSaid | None:
    of = _SPECIAL_OF.match(text.plain, found.end()) if found["special"] else None
    if of is None:
        return None
    cycle = _CYCLES[of["what"]]
    months = _AFTER[cycle] if days == (1,) else _ENDS[cycle]
    dues = tuple(_due(found, day, month) for month in months for day in days)
    return replace(_base(found, of.end()), dues=dues, cycle=cycle, window=_WHOLE)


def _each_month(text: Plain, found: re.Match[str], days: tuple[int, ...]) -> DueSaid | None:
    of = _EACH_MONTH.match(text.plain, found.end())
    if of is None:
        return None
    window = _WHOLE if days == (0,) else None
    dues = tuple(_due(found, day, 0) for day in days)
    return replace(_base(found, of.end()), dues=dues, cycle=Frequency.MONTH, window=window)


def _vague_end(text: Plain, at: int) -> DueSaid | None:
    found = _VAGUE_END.match(text.plain, at)
    if found is None or (found["what"] == "nam" and not found["lead"]):
        return None
    cycle = _CYCLES[found["what"]]
    words = text.words(found.end("lead"), found.end())
    dues = tuple(_due(found, 0, month) for month in _ENDS[cycle])
    doubt = f"“{words}” hiểu là ngày cuối cùng."
    base = _base(found)
    return replace(base, dues=dues, cycle=cycle, window=_WHOLE, doubts=(*base.doubts, doubt))


def _after_end(text: Plain, at: int) -> DueSaid | None:
    found = _AFTER_END.match(text.plain, at) or _FIRST_DAYS.match(text.plain, at)
    if found is None:
        return None
    cycle = _CYCLES[found["what"]]
    day = int(found["count"])
    check_day(day, 2, _SOME_LEAP_YEAR - 1)
    dues = tuple(RegimeDue(day=day, month=month) for month in _AFTER[cycle])
    return DueSaid(
        start=found.start(), end=found.end(), dues=dues, has_lead=True, cycle=cycle, window=_WHOLE
    )


def _day_numbers(found: re.Match[str]) -> tuple[tuple[int, ...], RollRule]:
    special = found["special"]
    if special:
        is_first = special.startswith("ngay dau")
        is_working = special.startswith("ngay lam viec")
        return (1 if is_first else 0,), RollRule.PREVIOUS if is_working else RollRule.OFFICE
    days = tuple(int(each) for each in re.findall(r"\d+", found["days"]))
    wrong = next((day for day in days if not 1 <= day <= _LONGEST_MONTH), None)
    if wrong is not None:
        raise refuse(f"Không có ngày {wrong}. Ngày của tháng từ 1 đến 31.")
    return days, RollRule.OFFICE


def _means_next(text: Plain, found: re.Match[str], group: str) -> bool:
    """Return True when `sau` is "sau", not "sáu"; refuse where no mark tells."""
    if not re.match(r"sau\b", found[group]):
        return False
    start = found.start(group)
    if "á" in text.typed[start : start + len("sau")].lower():
        return False
    if text.typed.isascii():
        raise refuse("“thang sau” là tháng 6 hay tháng kế tiếp? Hãy gõ “tháng 6” hoặc có dấu.")
    return True


def _due(found: re.Match[str], day: int, month: int, year: int | None = None) -> RegimeDue:
    return RegimeDue(day=day, month=month, year=year, is_before=_is_before(found))


def _is_before(found: re.Match[str]) -> bool:
    return "truoc" in found["lead"]


def _base(found: re.Match[str], end: int | None = None) -> DueSaid:
    told = "Giờ không theo dõi, chỉ theo dõi ngày." if found["hour"] else ""
    return DueSaid(
        start=found.start(),
        end=found.end() if end is None else end,
        has_lead=bool(found["lead"].strip()),
        is_before=_is_before(found),
        doubts=(told,) if told else (),
    )


def last_of(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


_WHOLE = WindowRule(kind=WindowKind.CALENDAR)
_READERS: tuple[Callable[[Plain, int], DueSaid | None], ...] = (
    _after_end,
    _dates,
    _days_of,
    _vague_end,
)
