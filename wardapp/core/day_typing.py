"""Days as clerks type them: `5/6`, `05.06.26`, `hôm qua`, `thứ sáu`, `+10 ngày làm việc`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from wardapp.core.errors import BadDate
from wardapp.core.text import fold
from wardapp.core.workdays import NO_HOLIDAYS, Workdays

_HOW = "Hãy gõ như 5/6, 05/6/2026, hôm qua hoặc +10 ngày."
_RELATIVE = {
    "hom nay": 0, "nay": 0, "hom qua": -1, "qua": -1, "hom kia": -2, "hom truoc": -2,
    "mai": 1, "ngay mai": 1, "ngay kia": 2, "mot": 2, "ngay mot": 2, "bua nay": 0,
}  # fmt: skip
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4,
    "bay": 5, "7": 5,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"(?:(?:thu |t)(?P<name>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat|cn))"
    r"(?: (?P<which>nay|tuan nay|toi|sau|tuan sau|tuan toi|truoc|vua roi|tuan truoc))?"
)
_THIS_WEEK = {"nay", "tuan nay"}
_LAST_WEEK = {"truoc", "vua roi", "tuan truoc"}
_SUNDAY = 6
_WEEK = 7
_OFFSET = re.compile(
    r"(?P<sign>[+-]?) ?(?P<count>\d{1,4})"
    r" ?(?P<unit>ngay lam viec|ngay lv|nlv|lv|ngay|tuan|thang|nam)?(?: (?P<side>nua|truoc))?"
)
_MOST_DAYS = 3660

_SEPARATED = re.compile(r"(\d{1,2}) ?[/.\-, ] ?(\d{1,2})(?: ?[/.\-, ] ?(\d+))?")
_ISO = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_SAID = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam (\d+))?")
_CLOSED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_MONTHS = 12
_FEBRUARY = 2
_CENTURY = 2000
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_HALF_A_YEAR = 6


def parse_day(
    text: str, today: date, workdays: Workdays | None = None, *, field: str = "date"
) -> date:
    """Return the day that a clerk typed; raise BadDate with a sentence when there is none.

    Two-digit years are 20xx. Without a year it is this year, or the last one when the day would
    lie more than six months ahead. `thứ sáu` is today or the next Friday; `thứ sáu này`, `tuần
    sau`, `tuần trước` are those of the weeks from Monday. `+10` counts calendar days, `+10 ngày
    làm việc` the days that workdays knows.
    """
    try:
        return _parsed(text, today, workdays or NO_HOLIDAYS)
    except _Refused as refusal:
        raise BadDate(field, refusal.sentence) from None
    except OverflowError:
        raise BadDate(field, f"Ngày quá xa. {_HOW}") from None


class _Refused(Exception):
    """Why a text is no day; becomes BadDate at the door."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _parsed(text: str, today: date, workdays: Workdays) -> date:
    said = " ".join(fold_day(text).split())
    if said in _RELATIVE:
        return today + timedelta(days=_RELATIVE[said])
    if said in {"cuoi thang", "cuoi thang nay"}:
        return date(today.year, today.month, monthrange(today.year, today.month)[1])
    if weekday := _WEEKDAY.fullmatch(said):
        return _of_weekday(weekday, today)
    if offset := _OFFSET.fullmatch(said):
        return _moved(offset, said, today, workdays)
    return _written(said, text, today)


def fold_day(text: str) -> str:
    """Return typed text in small plain letters with its signs and points kept."""
    signs = re.sub("[\u2010-\u2015\u2212]", "-", text.strip())
    pieces = re.split(r"([+/.,\-])", signs)
    return "".join(piece if piece in set("+/.,-") else _kept(piece) for piece in pieces).strip(
        " .,"
    )


def _kept(piece: str) -> str:
    left = " " if piece[:1].isspace() else ""
    right = " " if piece[-1:].isspace() else ""
    return left + fold(piece) + right


def _of_weekday(found: re.Match[str], today: date) -> date:
    wanted = _SUNDAY if found["sunday"] else _WEEKDAYS[found["name"]]
    monday = today - timedelta(days=today.weekday())
    which = found["which"]
    if which is None:
        return today + timedelta(days=(wanted - today.weekday()) % _WEEK)
    weeks = 0 if which in _THIS_WEEK else -1 if which in _LAST_WEEK else 1
    return monday + timedelta(days=wanted + _WEEK * weeks)


def _moved(found: re.Match[str], said: str, today: date, workdays: Workdays) -> date:
    count, unit = int(found["count"]), found["unit"]
    if not (found["sign"] or found["side"] or (unit and "lam viec" in unit)):
        raise _Refused(_without_month(said))
    if found["sign"] == "-" or found["side"] == "truoc":
        count = -count
    if abs(count) > _MOST_DAYS:
        raise _Refused(f"Ngày quá xa. {_HOW}")
    match unit:
        case "tuan":
            return today + timedelta(weeks=count)
        case "thang":
            return _months_on(today, count)
        case "nam":
            return _months_on(today, count * _MONTHS)
        case "ngay" | None:
            return today + timedelta(days=count)
    return workdays.add(today, count)


def _months_on(today: date, count: int) -> date:
    years, month = divmod(today.year * _MONTHS + today.month - 1 + count, _MONTHS)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(today.day, last))


def _without_month(said: str) -> str:
    if said.isdecimal() and len(said) <= len("31"):
        return f"Thiếu tháng. Hãy gõ cả ngày và tháng, ví dụ {said}/6."
    return f"Chưa rõ là ngày nào. {_HOW}"


def _written(said: str, text: str, today: date) -> date:
    if found := _ISO.fullmatch(said):
        year, month, day = found.groups()
        return _existing(int(day), int(month), _year(year))
    found = _SEPARATED.fullmatch(said.removeprefix("ngay ")) or _SAID.fullmatch(said)
    found = found or _CLOSED.fullmatch(said)
    if found is None:
        shown = " ".join(text.split())[:40]
        raise _Refused(f"Không hiểu ngày “{shown}”. {_HOW}" if shown else f"Chưa có ngày. {_HOW}")
    day, month, year = found.groups()
    if year is None:
        return _without_year(int(day), int(month), today)
    return _existing(int(day), int(month), _year(year))


def _year(text: str) -> int:
    if len(text) == len("26"):
        return _CENTURY + int(text)
    year = int(text)
    if len(text) != len("2026") or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _Refused(f"Năm {text[:10]} không đúng. Hãy gõ năm có 2 hoặc 4 chữ số, như 2026.")
    return year


def _without_year(day: int, month: int, today: date) -> date:
    far = _months_on(today, _HALF_A_YEAR)
    ahead = (month, day) > (far.month, far.day) if far.year == today.year else False
    return _existing(day, month, today.year - 1 if ahead else today.year)


def _existing(day: int, month: int, year: int) -> date:
    if not 1 <= month <= _MONTHS:
        raise _Refused(f"Không có tháng {month}. Hãy gõ ngày trước, tháng sau, ví dụ 5/6.")
    last = monthrange(year, month)[1]
    if day < 1:
        raise _Refused("Không có ngày 0. Ngày bắt đầu từ 1.")
    if day > last:
        of_year = f" năm {year}" if month == _FEBRUARY else ""
        raise _Refused(f"Tháng {month}{of_year} có {last} ngày.")
    return date(year, month, day)
