"""Judges the body's words: căn cứ, cited papers, abbreviations, its end (HD05 6, NĐ30 II.6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.layout import Standard
from wardapp.core.wording import CitedPaper, Spot, cited_papers, type_of_name, unexplained
from wardapp.documents.checking.judging import Kind, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.text_judging import body_of, in_line, judged, own_of, told

_LOOSE_END = re.compile(r"[\s;,.:]*\Z")
_LEAD_DASH = re.compile(r"^\s*[-–—]\s*")
_SECOND = re.compile(r"[;,.\n]\s*(?:-\s*)?(?P<word>[Cc]ăn cứ)\s")
_LAW = re.compile(r"^\s*(?:[-–—]\s*)?Căn cứ\s+(?:Luật|Bộ luật|Pháp lệnh)\b")
_LAW_NUMBER = re.compile(r"(?:Luật\s+)?\bsố\s+\d+\w*[/-][\w/-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bnăm\s|\bngày\s")
_DAY_FOLLOWS = re.compile(r"\s*,?\s*ngày\b")
_IN_ROW = re.compile(r"\s*(?:,|;|và)\s*(?:số\s+)?\d+[\w]*[-/]")
_ROW_BEFORE = re.compile(r"[-/][\w/-]+\s*(?:,|;|và)\s*(?:số\s+)?$")
_CLOSING = re.compile(r"\s*(?:\./\.?|/\.|[!;:,]|\.{2}|\.\s*/\s*\.)\s*\Z")
_ENDED = re.compile(r"[.…](?:[”\"’')\]]*)\s*\Z|[.?][”\"’)]+\s*\Z")
_SHORT = 60
_SENTENCE = re.compile(r"[.;]\s")
_OF = re.compile(r"\bcủa\b")
# The issuer of several papers stands behind the last; in brackets one is named before.
_ISSUER_BEHIND = re.compile(
    r"[^.;]{0,12}\bcủa\b|\s*\)|\s*(?:[,;]|và)\s*(?:[^.;]{0,40}\s)?(?:số\s+)?\d+\w*[-/]"
)
_ONE_YEAR = 366


def judge_bases(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield căn cứ by `part`: marks at begin and end, two on a line, laws, full citation."""
    part = param(rule, "part")
    bases = [each for each in judged(document, rule) if not each.text.rstrip().endswith(":")]
    for place, paragraph in enumerate(bases):
        is_last = place == len(bases) - 1
        if part in {"between", "last"}:
            if is_last is (part == "last"):
                wanted = standard.words("basis_last" if is_last else "basis_separator")
                yield from _end(paragraph, wanted, rule, standard)
            continue
        for spot in _BASES[part](paragraph):
            yield told(rule, standard, paragraph, spot)


def _end(
    paragraph: CheckedParagraph, wanted: str, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    match = _LOOSE_END.search(paragraph.text)
    if match and match[0].strip() != wanted:
        shown = paragraph.text[-_SHORT:]
        spot = in_line(paragraph.text, *match.span(), wanted)
        right = shown[: len(shown) - len(match[0])] + wanted
        lead = "…" if len(paragraph.text) > _SHORT else ""
        yield told(
            rule,
            standard,
            paragraph,
            Spot(spot.start, spot.end, lead + shown, lead + right, wanted),
        )


def _dash(paragraph: CheckedParagraph) -> Iterator[Spot]:
    if not (paragraph.label + paragraph.text.lstrip()).startswith("-"):
        match = re.match(r"\s*(?:[–—+•*]\s*)?", paragraph.text)
        end = match.end() if match else 0
        start = len(paragraph.text) - len(paragraph.text.lstrip())
        first = " ".join(paragraph.text.split()[:6])
        yield Spot(min(start, end), end, f"{first}…", f"- {first}…", "- ")


def _no_dash(paragraph: CheckedParagraph) -> Iterator[Spot]:
    match = _LEAD_DASH.match(paragraph.text)
    if match:
        first = " ".join(paragraph.text.split()[:6])
        right = _LEAD_DASH.sub("", first)
        yield Spot(match.start(), match.end(), f"{first}…", f"{right}…", "")


def _one_a_line(paragraph: CheckedParagraph) -> Iterator[Spot]:
    for match in _SECOND.finditer(paragraph.text):
        start = match.start("word")
        found = paragraph.text[start : start + _SHORT]
        yield Spot(start, match.end(), f"{found}…", "mỗi căn cứ một dòng riêng")


def _law(paragraph: CheckedParagraph) -> Iterator[Spot]:
    """Yield a law cited with its number, or without its year (State papers write the day)."""
    if not _LAW.match(paragraph.text):
        return
    number = _LAW_NUMBER.search(paragraph.text)
    if number:
        expected = "luật, pháp lệnh không ghi số, ký hiệu"
        yield Spot(*number.span(), number[0], expected)
    elif not _YEAR.search(paragraph.text):
        yield Spot(0, 0, paragraph.text.strip(" ;,.-"), "tên luật, pháp lệnh và năm")


def _full(paragraph: CheckedParagraph) -> Iterator[Spot]:
    for paper in cited_papers(paragraph.text):
        if _LAW.match(paragraph.text):
            return
        if not _DAY_FOLLOWS.match(paragraph.text, paper.end):
            expected = f"{paper.number}, ngày … của …"
            yield Spot(paper.start, paper.end, paragraph.text[paper.start : paper.end], expected)


_BASES: dict[str, Callable[[CheckedParagraph], Iterator[Spot]]] = {
    "dash": _dash,
    "no_dash": _no_dash,
    "one_a_line": _one_a_line,
    "law": _law,
    "full": _full,
}


def judge_cited(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield cited papers by `part`: first full, then short; day and type that contradict."""
    papers = [(each, paper) for each in body_of(document) for paper in cited_papers(each.text)]
    own = " ".join(each.text for each in own_of(document, "number"))
    papers = [(each, paper) for each, paper in papers if paper.number not in own]
    if not papers:
        yield not_evaluated(rule, standard, "nội dung không dẫn văn bản có số, ký hiệu")
        return
    for paragraph, spot in _CITED[param(rule, "part")](papers):
        yield told(rule, standard, paragraph, spot)


_Papers = list[tuple[CheckedParagraph, CitedPaper]]
_Said = Iterator[tuple[CheckedParagraph, Spot]]


def _first_full(papers: _Papers) -> _Said:
    seen: set[str] = set()
    for paragraph, paper in papers:
        text = paragraph.text
        is_first = paper.number not in seen
        seen.add(paper.number)
        in_row = _IN_ROW.match(text, paper.end) or _ROW_BEFORE.search(text[: paper.start])
        if not is_first or in_row or not paper.type_name or paragraph.component == "basis":
            continue
        if not _DAY_FOLLOWS.match(text, paper.end):
            found = f"{paper.type_name} số {text[paper.start : paper.end]}"
            yield paragraph, Spot(paper.start, paper.end, found, f"{found}, ngày … của … về …")


def _first_issuer(papers: _Papers) -> _Said:
    """Yield papers whose first citation has a day but nobody said to have issued them."""
    seen: set[str] = set()
    for paragraph, paper in papers:
        text = paragraph.text
        is_first = paper.number not in seen
        seen.add(paper.number)
        if not is_first or paper.day is None or paper.has_issuer or not paper.type_name:
            continue
        before = _SENTENCE.split(text[: paper.start])[-1]
        behind = text[paper.end :].partition(paper.day_text)[2]
        if _OF.search(before) or _ISSUER_BEHIND.match(behind):
            continue
        found = f"{paper.number}, ngày {paper.day_text}"
        yield paragraph, Spot(paper.start, paper.end, found, f"{found} của (cơ quan ban hành) …")


def _then_short(papers: _Papers) -> _Said:
    seen: set[tuple[str, date | None]] = set()
    for paragraph, paper in papers:
        key = (paper.number, paper.day)
        if paper.day and key in seen:
            found = f"{paper.number}, ngày {paper.day_text}"
            yield paragraph, Spot(paper.start, paper.end, found, f"từ lần hai ghi {paper.number}")
        seen.add(key)


def _one_day(papers: _Papers) -> _Said:
    days: dict[str, dict[date, CheckedParagraph]] = defaultdict(dict)
    for paragraph, paper in papers:
        if paper.day is None:
            continue
        known = days[paper.number]
        near = [day for day in known if _is_same_series(paper.number, day, paper.day)]
        if near and paper.day not in known:
            first = near[0]
            found = f"{paper.number}, ngày {paper.day_text}"
            expected = f"một ngày (ở trên ghi {first.day}/{first.month}/{first.year})"
            yield paragraph, Spot(paper.start, paper.end, found, expected)
        known[paper.day] = paragraph


def _is_same_series(number: str, one: date, two: date) -> bool:
    """Return whether two days can't both be right: State numbers begin anew each year.

    Those of the Party with each term: the same number of another term is another paper.
    """
    is_party = re.match(r"\d+\w*-", number) is not None
    return abs((one - two).days) <= _ONE_YEAR if is_party else one.year == two.year


def _right_type(papers: _Papers) -> _Said:
    for paragraph, paper in papers:
        named = type_of_name(paper.type_name)
        symbol = re.match(r"\d+\w*[-/](?:\d{4}/)?([A-ZĐa-zđ]+)[-/]", paper.number + "/")
        if not named or symbol is None or not type_of_name_known(symbol[1]):
            continue
        if _plain(named) != _plain(symbol[1]) and not _is_office(paper, named):
            found = f"{paper.type_name} số {paper.number}"
            expected = "tên loại và ký hiệu cùng một loại"
            yield paragraph, Spot(paper.start, paper.end, found, expected)


_TYPE_SYMBOLS = {
    "NQ", "QĐ", "QĐI", "QYĐ", "CT", "KL", "QC", "HD", "TB", "BC", "KH", "CTR", "ĐA", "TTR", "CV",
    "BB", "NĐ",
}  # fmt: skip


def type_of_name_known(symbol: str) -> bool:
    """Return True for symbols that name one type and nothing else."""
    return symbol.upper() in _TYPE_SYMBOLS


def _plain(symbol: str) -> str:
    upper = symbol.upper()
    return "QĐ" if upper in {"QYĐ", "QĐI"} else upper


def _is_office(paper: CitedPaper, named: str) -> bool:
    """Return True for a State công văn, whose symbol begins with its agency."""
    return named == "CV" and "/" in paper.number and "-" not in paper.number.split("/")[0]


_CITED: dict[str, Callable[[_Papers], _Said]] = {
    "first_full": _first_full,
    "first_issuer": _first_issuer,
    "then_short": _then_short,
    "one_day": _one_day,
    "right_type": _right_type,
}


def judge_end(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the last line of the body when it does not end with a full stop."""
    lines = body_of(document)
    if not lines:
        yield not_evaluated(rule, standard, "không tìm thấy nội dung")
        return
    last = lines[-1]
    text = last.text.rstrip()
    closing = _CLOSING.search(text)
    if closing is None and _ENDED.search(text):
        return
    start, end = closing.span() if closing else (len(text), len(text))
    shown = text[-_SHORT:]
    lead = "…" if len(text) > _SHORT else ""
    right = shown[: len(shown) - (end - start)] + "."
    yield told(rule, standard, last, Spot(start, end, lead + shown, lead + right, "."))


def judge_abbreviations(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield abbreviations that nothing explains at their first use."""
    lines = body_of(document)
    subjects = [each.text for each in own_of(document, "subject", "cv_subject")]
    starts, text = [], " ".join(subjects) + "\n"
    for line in lines:
        starts.append(len(text))
        text += line.text + "\n"
    for spot in unexplained(text):
        place = max((n for n, start in enumerate(starts) if start <= spot.start), default=-1)
        if place < 0:
            continue
        at = spot.start - starts[place]
        moved = Spot(at, at + len(spot.found), spot.found, spot.expected, spot.mended)
        yield told(rule, standard, lines[place], moved)


_PART = frozenset({"part"})
KINDS: Mapping[str, Kind] = {
    "basis_part": Kind(judge=judge_bases, must=_PART),
    "cited_part": Kind(judge=judge_cited, must=_PART, needs_component=False),
    "body_end": Kind(judge=judge_end, needs_component=False),
    "abbreviations": Kind(judge=judge_abbreviations, needs_component=False),
}
