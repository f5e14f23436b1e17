"""Judges the line of place and date, and days of the text that contradict it (HD05 4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise, takewhile

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.dates import days_in
from wardapp.core.layout import Standard
from wardapp.core.text import exact_key, fold
from wardapp.core.titles import sentence_case
from wardapp.core.wording import Spot, cited_papers, days_in_text
from wardapp.documents.checking.judging import Kind, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument
from wardapp.documents.checking.text_judging import body_of, in_line, judged, own_of, told

_LINE = re.compile(
    r"\s*(?P<place>[^,\d]*?)(?P<comma>\s*,?\s*)(?P<label>[Nn]gày|NGÀY)(?P<gap>\s*)"
    r"(?P<day>\d{0,2}|[.…_\s]*)\s*(?P<month_label>tháng|THÁNG|Tháng)\s*"
    r"(?P<month>\d{0,2}|[.…_\s]*)\s*(?P<year_label>năm|NĂM|Năm)\s*(?P<year>\d+|[.…_]*)(?P<rest>.*)\Z",
    re.DOTALL,
)
_FIGURES = re.compile(
    r"(?:ngày\s*)?\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|ngày\s*\d{1,2}\b.*\d{4}"
)
UNIT = re.compile(
    r"\b(?P<kind>phường|xã(?!\s+hội)|đặc khu|thị trấn)\s+(?P<name>.+?)(?=\s+(?:-|–)\s|$)",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\b(?P<kind>phường|xã|đặc khu|thị trấn)\s+(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){0,4})",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:phường|xã|đặc khu|ĐK|thành phố|TP\.?|tỉnh|thị trấn)\s+", re.IGNORECASE)
_FOUR = 4
_TWO = 2
_PADDED_DAY = 10
_PADDED_MONTH = 3
_MONTHS = 12
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn(?: cuối| chót)?(?: là)?|thời hạn|hoàn thành)[^.;\n]{0,40}?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\btừ\s+(?:ngày\s+)?$", re.IGNORECASE)
_TO = re.compile(r"^\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE)
_LOOK_BACK = 60


def judge_date(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the line of place and date whose `part` is not as the law writes it."""
    name = param(rule, "part")
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        if match is None:
            found = _FIGURES.search(paragraph.text)
            if name == "words" and found:
                expected = "ngày … tháng … năm …"
                spot = Spot(found.start(), found.end(), paragraph.text.strip(), expected)
                yield told(rule, standard, paragraph, spot)
            continue
        if name in _PARTS:
            for spot in _PARTS[name](match):
                yield told(rule, standard, paragraph, spot)


def _comma(match: re.Match[str]) -> Iterator[Spot]:
    if match["place"].strip() and match["comma"].strip() != ",":
        yield in_line(match.string, *match.span("comma"), ", ")


def _label(match: re.Match[str]) -> Iterator[Spot]:
    for name, right in (("label", "ngày"), ("month_label", "tháng"), ("year_label", "năm")):
        if match[name] != right:
            yield in_line(match.string, *match.span(name), right)


def _day_zero(match: re.Match[str]) -> Iterator[Spot]:
    day = match["day"]
    if day.isdigit() and 0 < int(day) < _PADDED_DAY and len(day) == 1:
        yield in_line(match.string, *match.span("day"), f"0{day}")


def _month_zero(match: re.Match[str]) -> Iterator[Spot]:
    month = match["month"]
    if month.isdigit() and 0 < int(month) < _PADDED_MONTH and len(month) == 1:
        yield in_line(match.string, *match.span("month"), f"0{month}")


def _month_no_zero(match: re.Match[str]) -> Iterator[Spot]:
    month = match["month"]
    if month.startswith("0") and month.isdigit() and int(month) >= _PADDED_MONTH:
        yield in_line(match.string, *match.span("month"), f"{int(month)}")


def _real(match: re.Match[str]) -> Iterator[Spot]:
    figures = [match[name].strip() for name in ("day", "month", "year")]
    if not figures[0].isdigit():
        return
    day = int(figures[0])
    month = int(figures[1]) if figures[1].isdigit() else 0
    year = int(figures[2]) if figures[2].isdigit() and len(figures[2]) == _FOUR else 2024
    if month > _MONTHS or not 1 <= day <= (days_in(year, month) if month else 31):
        yield Spot(match.start("day"), match.end(), match.string.strip(), "ngày có thật")


def _year(match: re.Match[str]) -> Iterator[Spot]:
    year = match["year"]
    if year.isdigit() and len(year) != _FOUR:
        mended = f"20{year}" if len(year) == _TWO else None
        expected = "năm ghi đủ bốn chữ số"
        yield Spot(match.start("year"), match.end("year"), match.string.strip(), expected, mended)


def _blank(match: re.Match[str]) -> Iterator[Spot]:
    if not match["day"].strip(" .…_\t\n") or not match["month"].strip(" .…_\t\n"):
        yield Spot(0, 0, match.string.strip(), "ngày, tháng được ghi khi ký ban hành")


def _stop(match: re.Match[str]) -> Iterator[Spot]:
    rest = match["rest"].strip()
    if rest and not any(letter.isalnum() for letter in rest):
        start = match.start("rest")
        yield in_line(match.string, start, match.end("rest"), "")


def _place(match: re.Match[str]) -> Iterator[Spot]:
    if not match["place"].strip():
        yield Spot(0, 0, match.string.strip(), "địa danh đứng trước ngày, tháng, năm")


_PARTS = {
    "comma": _comma,
    "label": _label,
    "day_zero": _day_zero,
    "month_zero": _month_zero,
    "month_no_zero": _month_no_zero,
    "real": _real,
    "year": _year,
    "blank": _blank,
    "stop": _stop,
    "place": _place,
}


def judge_place(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a place that is not the ward, commune or special zone of the issuer in the header."""
    bodies = [  # each by itself: the place of one does not run on into the name of the other
        " ".join(" ".join(each.text for each in own_of(document, component)).split())
        for component in ("parent", "issuer")
    ]
    header = " ".join(bodies)
    unit = next(reversed([found for body in bodies for found in UNIT.finditer(body)]), None)
    if unit is None and not header.strip():
        yield from _place_by_body(document, rule, standard)
        return
    if unit is None:
        yield not_evaluated(rule, standard, "tên cơ quan không nói phường, xã, đặc khu nào")
        return
    name = sentence_case(f"PHƯỜNG {unit['name']}".upper()).split(" ", 1)[1]
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        written = match["place"].strip() if match else ""
        if match is None or not written or fold(header).find("dang bo co so") >= 0:
            continue
        bare = _PREFIX.sub("", written)
        if exact_key(bare) == exact_key(name):
            continue
        start = match.start("place") + match["place"].find(bare)
        near = fold(bare) == fold(name)
        spot = in_line(paragraph.text, start, start + len(bare), name)
        yield told(rule, standard, paragraph, spot if near else _unmended(spot))


def _place_by_body(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a place whose accents are not those the text gives the unit: Đông Đa for Đống Đa."""
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        bare = _PREFIX.sub("", match["place"].strip()) if match else ""
        if match is None or not bare:
            continue
        right = usual_name(document, bare)
        if right and exact_key(right) != exact_key(bare):
            start = match.start("place") + match["place"].find(bare)
            spot = in_line(paragraph.text, start, start + len(bare), right)
            yield told(rule, standard, paragraph, spot)


def usual_name(document: CheckedDocument, name: str) -> str:
    """Return how the text mostly writes the unit of this name, whatever its accents; "" = never."""
    alike = Counter(said for _, said in units_in_text(document) if fold(said) == fold(name))
    return alike.most_common(1)[0][0] if alike else ""


def units_in_text(document: CheckedDocument) -> Iterator[tuple[str, str]]:
    """Yield kind and name of each unit the text names: ("phường", "Liên Hồ")."""
    for paragraph in body_of(document):
        for found in _IN_TEXT.finditer(paragraph.text):
            words = list(takewhile(lambda word: word[0].isupper(), found["name"].split()))
            if words:
                yield found["kind"].lower(), " ".join(words)


def _unmended(spot: Spot) -> Spot:
    return Spot(spot.start, spot.end, spot.found, spot.expected)


def judge_prefix(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a place of one syllable without the kind of its unit: `Huế` for `Thành phố Huế`."""
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        written = match["place"].strip() if match else ""
        if written and len(written.split()) == 1:
            expected = f"Phường {written} (hoặc Xã, Thành phố {written})"
            yield told(rule, standard, paragraph, Spot(0, 0, written, expected))


def judge_day_order(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield days of the text that cannot go with the day of the paper, by `part`."""
    judge = _ORDERS[param(rule, "part")]
    if judge is not _reversed and document.day is None:
        yield not_evaluated(rule, standard, "văn bản chưa ghi ngày ban hành")
        return
    for paragraph in body_of(document):
        for spot in judge(paragraph.text, document.day):
            yield told(rule, standard, paragraph, spot)


def _deadlines(text: str, issued: date | None) -> Iterator[Spot]:
    for match, day in days_in_text(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if issued and day < issued and _DEADLINE.search(before.removesuffix("ngày ")):
            said = f"{issued.day}/{issued.month}/{issued.year}"
            yield Spot(match.start(), match.end(), match[0], f"hạn sau ngày ban hành {said}")


def _later_papers(text: str, issued: date | None) -> Iterator[Spot]:
    for paper in cited_papers(text):
        if issued and paper.day and paper.day > issued:
            found = f"{paper.number}, ngày {paper.day_text}"
            expected = "văn bản được dẫn có ngày không sau ngày ban hành"
            yield Spot(paper.start, paper.end, found, expected)


def _reversed(text: str, issued: date | None) -> Iterator[Spot]:
    days = list(days_in_text(text))
    for (one, first), (two, second) in pairwise(days):
        opened = _RANGE.search(text[max(0, one.start() - _LOOK_BACK) : one.start()] + " ")
        if second < first and opened and _TO.match(text[one.end() : two.start()]):
            found = text[one.start() : two.end()]
            yield Spot(one.start(), two.end(), found, "ngày cuối không trước ngày đầu")


_ORDERS = {"deadline": _deadlines, "later": _later_papers, "range": _reversed}

KINDS: Mapping[str, Kind] = {
    "date_part": Kind(judge=judge_date, must=frozenset({"part"})),
    "date_place": Kind(judge=judge_place),
    "date_prefix": Kind(judge=judge_prefix),
    "day_order": Kind(judge=judge_day_order, must=frozenset({"part"}), needs_component=False),
}
