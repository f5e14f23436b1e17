"""Finds the dates by which a text asks for something; dates it only mentions are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wardapp.core.reading import Deadline
from wardapp.documents.reader.keys import one_of, plain
from wardapp.documents.reader.paper import Line
from wardapp.documents.reader.sentences import Sentence, sentences_of

_ASKS = re.compile(
    r"\b"
    + one_of(
        """
        de nghi, yeu cau, gui, bao cao, hoan thanh, nop, dang ky, trien khai, tong hop, xong,
        thuc hien, to chuc, phan hoi, gop y, cung cap, tra loi, giao, chi dao, tham gia, xay dung,
        ra soat, tham muu, trinh, cap nhat, thong bao, tiep nhan, tham du, cu can bo,
        lap danh sach, phai, can
        """
    )
)
_DUE = one_of("cuoi, chot, nop, gui, dang ky, bao cao, tra loi, hoan thanh")
_DONE = one_of("nop, gui, bao cao, hoan thanh, dang ky, tra loi, tiep nhan")
_TIME = r"(?:(?:luc\s+)?\d{1,2}\s*(?:h|gio|:)\s*\d{0,2}\s*(?:phut)?\s*,?\s*)?"
_TRIGGER = re.compile(
    rf"\b(?:(?:xong\s+)?truoc\s+{_TIME}(?:het\s+)?(?:ngay\s+)?(?=\d)"
    rf"|(?:cham|muon) nhat\s*(?:la|den)?\s*(?:vao)?\s*{_TIME}(?:het\s+)?(?:ngay\s+)?(?=\d)"
    rf"|han\s+{_DUE}[^.;\d]{{0,40}}?(?=\d)"
    rf"|thoi (?:han|gian) {_DONE}[^.;\d]{{0,40}}?(?=\d)"
    rf"|khong qua\s+{_TIME}ngay\s+(?=\d)|den het\s+{_TIME}ngay\s+(?=\d)"
    rf"|(?<!kinh )(?:gui|nop|bao cao)\b[^.;]{{0,160}}?\bvao\s+{_TIME}ngay\s+(?=\d))"
)
_SINCE = re.compile(r"\btu (?:ngay\s*)?\d[\d/.\s-]*$")
_MONTHS_OF = re.compile(
    r"^(?P<day>\d{1,2})\s*(?:hang|cua)?\s*(?:cac\s+)?(?P<months>thang\s*\d{1,2}(?:(?:\s*,\s*|\s*va\s*|\s+)"
    r"(?:thang\s*)?\d{1,2}(?![/\d]*\d{3}[/]))*)\s*(?:[/-]\s*|\s*nam\s*)?(?P<year>\d{4})?"
)
_DAY = re.compile(
    r"^(?P<day>\d{1,2})(?:\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}))?"
    r"|\s*thang\s*(?P<tmonth>\d{1,2})(?:\s*(?:nam|/|-)\s*(?P<tyear>\d{4}))?)(?!\d)"
)
_AND_DAY = re.compile(
    r"^\s*(?:,|;|va|hoac)\s*(?:truoc\s+)?(?:ngay\s+)?(?=\d{1,2}\s*(?:[/.-]\s*\d|thang))"
)
_WITHIN = re.compile(
    r"\btrong (?:thoi han|vong)\s*(?P<days>\d{1,3})\s*ngay\s*,?\s*(?:ke\s+)?tu ngay\s*"
    r"(?:(?P<signed>ky|ban hanh)|(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}))"
)
_HALF_YEAR = 183
_MONTHS = range(1, 13)
_MOST = 20


def read_deadlines(
    lines: Iterable[Line], issued: date | None, year: int | None
) -> tuple[Deadline, ...]:
    """Return the deadlines of a text, by date; `year` is the header's when the day is blank."""
    found: dict[date, Deadline] = {}
    for sentence in sentences_of(lines):
        key = plain(sentence.text)
        for day in (*_named_days(key, issued, year), *_counted_days(key, issued)):
            if day not in found and _is_ahead(day, issued, year):
                found[day] = _deadline(day, sentence)
    return tuple(found[day] for day in sorted(found)[:_MOST])


def date_words(text: str, day: date) -> str:
    """Return the words in which a sentence names a day, "" when it counts it or lists months."""
    month = rf"(?:\s*[/.-]\s*0?{day.month}(?:\s*[/.-]\s*{day.year})?"
    spelt = rf"|\s*tháng\s*0?{day.month}(?:\s*(?:năm|/|-)\s*{day.year})?)"
    lead = r"(?:(?:trước|chậm nhất|muộn nhất|đến)\s+)?(?:hết\s+)?(?:ngày\s+)?"
    found = re.search(rf"{lead}(?<!\d)0?{day.day}{month}{spelt}(?!\d)", text, re.IGNORECASE)
    return found.group() if found else ""


def _deadline(day: date, sentence: Sentence) -> Deadline:
    spots = tuple(line.spot for line in sentence.lines if line.spot is not None)
    page = sentence.lines[0].page if sentence.lines else 1
    return Deadline(date=day, text=sentence.text, page=page, spots=spots)


def _named_days(key: str, issued: date | None, year: int | None) -> Iterator[date]:
    if not _ASKS.search(key):
        return
    for trigger in _TRIGGER.finditer(key):
        if _SINCE.search(key[: trigger.start()]):
            continue
        yield from _days_at(key[trigger.end() :], issued, year)


def _days_at(text: str, issued: date | None, year: int | None) -> Iterator[date]:
    """Yield the days that a list of dates names: 10/6, 10/9 và 10/12/2026."""
    text = text.removeprefix("ngay ").lstrip()
    several = _MONTHS_OF.match(text)
    if several and len(re.findall(r"\d+", several["months"])) > 1:
        months = [int(month) for month in re.findall(r"\d+", several["months"])]
        years = [int(several["year"])] if several["year"] else []
        yield from _real_days([(int(several["day"]), m) for m in months], years, issued, year)
        return
    pairs: list[tuple[int, int]] = []
    years = []
    found = _DAY.match(text)
    while found is not None and len(pairs) < _MOST:
        pairs.append((int(found["day"]), int(found["month"] or found["tmonth"])))
        years = [int(found["year"] or found["tyear"])] if found["year"] or found["tyear"] else []
        rest = text[found.end() :]
        joint = _AND_DAY.match(rest)
        if years or joint is None:
            break
        text = rest[joint.end() :]
        found = _DAY.match(text)
    yield from _real_days(pairs, years, issued, year)


def _real_days(
    pairs: list[tuple[int, int]], years: list[int], issued: date | None, year: int | None
) -> Iterator[date]:
    for day, month in pairs:
        stated = years[0] if years else None
        real = _real_day(day, month, stated or (issued.year if issued else year))
        if real is None:
            continue
        if stated is None and issued is not None and (issued - real).days > _HALF_YEAR:
            real = _real_day(day, month, issued.year + 1)
        if real is not None:
            yield real


def _counted_days(key: str, issued: date | None) -> Iterator[date]:
    for found in _WITHIN.finditer(key):
        if found["signed"]:
            start = issued
        else:
            start = _real_day(int(found["day"]), int(found["month"]), int(found["year"]))
        if start is not None:
            yield start + timedelta(days=int(found["days"]))


def _real_day(day: int, month: int, year: int | None) -> date | None:
    if year is None or month not in _MONTHS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_ahead(day: date, issued: date | None, year: int | None) -> bool:
    """Return True when the day can still be asked for: not before the paper itself."""
    if issued is not None:
        return day >= issued
    return year is None or day.year >= year
