"""Judges the words of the header: titles, issuer and superior, type, abstract, annex heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.dates import long_date
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.core.roman import read_roman, roman
from wardapp.core.text import exact_key, fold, new_tone
from wardapp.core.titles import type_code_of, type_name_of
from wardapp.core.wording import Spot, days_in_text
from wardapp.documents.checking.judging import Kind, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.text_judging import body_of, in_line, judged, own_of, told

_ADVISORY = re.compile(r"^(?:ban (?:xay dung dang|tuyen giao|to chuc|noi chinh|chi dao)|van phong|"
                       r"(?:co quan )?uy ban kiem tra|tieu ban|hoi dong(?! nhan dan))")  # fmt: skip
_UNDER_BOARD = re.compile(r"^(?:dang uy|chi bo)\b")
_STATE_UNIT = re.compile(r"^ubnd\s+(?:phuong|xa|dac khu|thi tran)\b")
_ANNEX_NUMBER = re.compile(
    r"^\s*phụ\s*lục\s*(?:số\s*)?(?P<number>\d{1,3}\b|[IVXLC]{1,9}\b)?", re.IGNORECASE
)
_POINTED = re.compile(r"phụ\s*lục|kèm\s+theo|đính\s+kèm|gửi\s+kèm", re.IGNORECASE)
_LONGEST_SUBJECT = 80  # syllables


def judge_phrase(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield lines that are not exactly the standard's phrase `words`, in either tone placement."""
    wanted = standard.words(param(rule, "words"))
    for paragraph in judged(document, rule):
        written = paragraph.text.strip()
        if new_tone(" ".join(written.split("\n"))) == new_tone(wanted):
            continue
        caps = all(run.caps for run in paragraph.runs if run.text.strip())
        if caps and new_tone(written.upper()) == new_tone(wanted):
            continue
        start = paragraph.text.find(written)
        yield told(
            rule, standard, paragraph, in_line(paragraph.text, start, start + len(written), wanted)
        )


def judge_parent(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a superior line of the wrong kind: ĐẢNG BỘ over a committee, its ĐẢNG UỶ over a ban."""
    issuer = _joined(document, "issuer")
    for paragraph in judged(document, rule):
        parent = fold(paragraph.text)
        if _UNDER_BOARD.match(issuer) and parent.startswith(("dang uy", "thanh uy", "tinh uy")):
            yield _parent_said(rule, standard, paragraph, "ĐẢNG BỘ")
        elif _ADVISORY.match(issuer) and parent.startswith("dang bo"):
            yield _parent_said(rule, standard, paragraph, "ĐẢNG UỶ")


def _parent_said(
    rule: CheckRule, standard: Standard, paragraph: CheckedParagraph, right: str
) -> CheckFinding:
    head = re.match(r"\s*(\S+\s+\S+)", paragraph.text)
    spot = Spot(0, 0, paragraph.text.strip(), right)
    if head and fold(head[1]) in {"dang uy", "dang bo"}:
        spot = in_line(paragraph.text, *head.span(1), right)
    elif head:
        spot = Spot(0, 0, spot.found, f"{right} …")
    return told(rule, standard, paragraph, spot)


def judge_state_parent(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a superior line over the UBND of a ward, which has none (NĐ30 PL I II.2)."""
    issuer = _joined(document, "issuer")
    for paragraph in judged(document, rule):
        is_ward = re.match(r"^uy ban nhan dan\b.*\b(?:phuong|xa|dac khu)\b", issuer)
        if is_ward and not fold(paragraph.text).startswith("uy ban nhan dan phuong"):
            spot = Spot(0, 0, paragraph.text.strip(), "không ghi cơ quan cấp trên")
            yield told(rule, standard, paragraph, spot)


def judge_state_issuer(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the UBND of a ward in short in its own header."""
    for paragraph in judged(document, rule):
        if _STATE_UNIT.match(fold(paragraph.text)):
            match = re.match(r"\s*\S+", paragraph.text)
            if match:
                end = match.end()
                start = end - len(match[0].strip())
                yield told(
                    rule,
                    standard,
                    paragraph,
                    in_line(paragraph.text, start, end, "ỦY BAN NHÂN DÂN"),
                )


def _joined(document: CheckedDocument, component: str) -> str:
    texts = [each.text for each in own_of(document, component)]
    return fold(" ".join(" ".join(texts).split()))


def judge_type_name(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield type names with a slip: KẾ HOACH for KẾ HOẠCH."""
    for paragraph in judged(document, rule):
        written = " ".join(paragraph.text.split()).strip(" .:")
        name = type_name_of(type_code_of(written))
        if name and new_tone(written.upper()) != new_tone(name.upper()):
            start = paragraph.text.find(written)
            if start >= 0:
                end = start + len(written)
                mended = in_line(paragraph.text, start, end, name.upper())
                yield told(rule, standard, paragraph, mended)


def judge_subject(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield abstracts by `part`: in capitals, too long, or saying the type once more."""
    part = param(rule, "part")
    names = [each.text for each in own_of(document, "type_name")]
    kind = exact_key(" ".join(names))
    for paragraph in judged(document, rule):
        text = paragraph.text.strip()
        letters = [letter for letter in text if letter.isalpha()]
        big = sum(letter.isupper() for letter in letters)
        if part == "capitals" and len(letters) > len("UBND") and big == len(letters):
            yield told(rule, standard, paragraph, Spot(0, 0, text, "chữ in thường"))
        elif part == "length" and len(text.split()) > _LONGEST_SUBJECT:
            found = f"{len(text.split())} tiếng"
            yield told(rule, standard, paragraph, Spot(0, 0, found, "câu ngắn gọn"))
        elif part == "repeats" and kind and exact_key(text).startswith(kind + " "):
            start = len(paragraph.text) - len(paragraph.text.lstrip())
            end = start + len(" ".join(text.split()[: len(kind.split())])) + 1
            yield told(rule, standard, paragraph, in_line(paragraph.text, start, end, ""))


def judge_annex_number(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield annex labels by `part`: wrong figures, a gap in the row, a number for a single one."""
    labels = [
        (each, match)
        for each in judged(document, rule)
        if (match := _ANNEX_NUMBER.match(each.text)) is not None
    ]
    for place, (paragraph, match) in enumerate(labels, start=1):
        for spot in _ANNEX_PARTS[param(rule, "part")](match, place, len(labels), standard.family):
            yield told(rule, standard, paragraph, spot)


def _figures(match: re.Match[str], place: int, count: int, family: Family) -> Iterator[Spot]:
    number = match["number"]
    is_arabic = bool(number) and number.isdigit()
    if number and is_arabic is (family is Family.STATE):
        value = int(number) if is_arabic else read_roman(number.upper())
        if value:
            right = f"{value}" if family is Family.PARTY else roman(value)
            yield in_line(match.string, *match.span("number"), right)


def _row(match: re.Match[str], place: int, count: int, family: Family) -> Iterator[Spot]:
    number = match["number"]
    if not number:
        if count > 1:
            right = f"{place}" if family is Family.PARTY else roman(place)
            yield Spot(0, 0, match.string.strip(), f"Phụ lục {right}")
        return
    value = int(number) if number.isdigit() else read_roman(number.upper())
    if value and value != place and count > 1:
        yield Spot(0, 0, match.string.strip(), f"phụ lục thứ {place} của văn bản")


def _zero(match: re.Match[str], place: int, count: int, family: Family) -> Iterator[Spot]:
    number = match["number"] or ""
    if number.isdigit() and number.startswith("0"):
        yield in_line(match.string, *match.span("number"), str(int(number)))


def _single(match: re.Match[str], place: int, count: int, family: Family) -> Iterator[Spot]:
    if count == 1 and match["number"]:
        yield Spot(0, 0, match.string.strip(), "một phụ lục thì không cần đánh số")


_ANNEX_PARTS = {"figures": _figures, "row": _row, "zero": _zero, "single": _single}


def judge_annex_pointed(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield the first annex when the text never points to one (HD05 II.II 1)."""
    if any(_POINTED.search(each.text) for each in body_of(document)):
        return
    for paragraph in judged(document, rule)[:1]:
        spot = Spot(0, 0, paragraph.text.strip(), "nội dung văn bản có chỉ dẫn đến phụ lục")
        yield told(rule, standard, paragraph, spot)


def judge_annex_reference(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield reference lines whose number is not the paper's own."""
    numbers = [each.text for each in own_of(document, "number")]
    own = re.search(r"\d+\S*", " ".join(numbers))
    if own is None:
        yield not_evaluated(rule, standard, "văn bản chưa có số")
        return
    for paragraph in judged(document, rule):
        said = re.search(r"(?<=số\s)\s*\d+[^\s,)]*|(?<=số:\s)\d+[^\s,)]*", paragraph.text)
        if said and fold(said[0]) not in {fold(own[0]), re.split(r"[-/]", own[0])[0]}:
            yield told(rule, standard, paragraph, in_line(paragraph.text, *said.span(), own[0]))


def judge_annex_day(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield reference lines with another day than the paper's own."""
    if document.day is None:
        yield not_evaluated(rule, standard, "văn bản chưa ghi ngày")
        return
    for paragraph in judged(document, rule):
        for match, day in days_in_text(paragraph.text):
            if day != document.day:
                right = long_date(document.day)
                spot = in_line(paragraph.text, *match.span(), right)
                yield told(rule, standard, paragraph, spot)


_PART = frozenset({"part"})
KINDS: Mapping[str, Kind] = {
    "exact_phrase": Kind(judge=judge_phrase, must=frozenset({"words"})),
    "parent_kind": Kind(judge=judge_parent),
    "state_parent": Kind(judge=judge_state_parent),
    "state_issuer": Kind(judge=judge_state_issuer),
    "type_spelling": Kind(judge=judge_type_name),
    "subject_part": Kind(judge=judge_subject, must=_PART),
    "annex_number": Kind(judge=judge_annex_number, must=_PART),
    "annex_pointed": Kind(judge=judge_annex_pointed),
    "annex_reference": Kind(judge=judge_annex_reference),
    "annex_day": Kind(judge=judge_annex_day),
}
