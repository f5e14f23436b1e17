"""Judges Kính gửi and Nơi nhận: marks between names, order, storage line (HD05 9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.layout import Standard
from wardapp.core.text import exact_key, fold
from wardapp.core.wording import Spot
from wardapp.documents.checking.judging import Fault, Kind, fault, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.text_judging import in_line, own_of, told

_LABEL = re.compile(r"\s*(?P<label>kính\s+(?:gửi|trình))(?P<colon>\s*:?)", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—+•*]\s*")
_ENDINGS = " \t\n;,."
_AS_ABOVE = "nhu tren"
_STORED = re.compile(r"^\s*(?:[-–—]\s*)?lưu\b", re.IGNORECASE)
_LOOSE_END = re.compile(r"[\s;,.]*\Z")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One addressee or recipient: where its text ends, and the paragraphs it fills."""

    paragraph: CheckedParagraph  # the last one
    first: CheckedParagraph
    name: str
    has_dash: bool


def judge_addressees(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield what is wrong in Kính gửi, Kính trình, by `part`."""
    part = param(rule, "part")
    paragraphs = list(own_of(document, "addressee", "addressees"))
    if part in _LABELS:
        for spot, paragraph in _LABELS[part](paragraphs, document, standard):
            yield told(rule, standard, paragraph, spot)
        return
    entries = list(_entries(paragraphs))
    if not entries or (part in {"between", "dash"} and len(entries) == 1):
        return
    if part == "dash":
        yield from _dashes(entries, rule, standard)
        return
    if part in {"last", "single"}:
        if (len(entries) == 1) is (part == "single"):
            yield from _last_addressee(entries[-1], rule, standard)
        return
    yield from _ends(entries[:-1], standard.words("addressee_separator"), rule, standard)


def _last_addressee(entry: _Entry, rule: CheckRule, standard: Standard) -> Iterator[CheckFinding]:
    """Yield the last name of Kính gửi unless it ends as the standard says or as `also` allows.

    HD05 wants the separator behind every name; offices close the list with a full stop as well.
    """
    is_single = param(rule, "part") == "single"
    wanted = standard.words("addressee_single" if is_single else "addressee_last")
    allowed = {wanted, *param(rule, "also").split()}
    if standard.id in param(rule, "separator_too").split():
        allowed.add(standard.words("addressee_separator"))
    match = _LOOSE_END.search(entry.paragraph.text)
    end = match[0].strip() if match else ""
    if end in allowed or (is_single and not end):
        return
    yield from _ends([entry], wanted, rule, standard)


def _label(
    paragraphs: list[CheckedParagraph], document: CheckedDocument, standard: Standard
) -> Iterator[tuple[Spot, CheckedParagraph]]:
    kind = next((each for each in standard.types if each.code == document.type_code), None)
    if kind is None or not kind.addressed:
        return
    for paragraph in paragraphs:
        match = _LABEL.match(paragraph.text)
        if match and match["label"] != kind.addressed:
            yield in_line(paragraph.text, *match.span("label"), kind.addressed), paragraph


def _colon(
    paragraphs: list[CheckedParagraph], document: CheckedDocument, standard: Standard
) -> Iterator[tuple[Spot, CheckedParagraph]]:
    for paragraph in paragraphs:
        match = _LABEL.match(paragraph.text)
        if match and match["colon"] != ":":
            yield in_line(paragraph.text, *match.span("colon"), ":"), paragraph


_LABELS = {"label": _label, "colon": _colon}


def _entries(paragraphs: list[CheckedParagraph]) -> Iterator[_Entry]:
    """Yield the names; a paragraph without a dash goes on with the one before when others have."""
    rows: list[list[CheckedParagraph]] = []
    dashed = sum(_has_dash(each) for each in paragraphs)
    for paragraph in paragraphs:
        if not _name(paragraph):
            continue
        goes_on = rows and not _has_dash(paragraph) and dashed > len(paragraphs) / 2
        if goes_on and not rows[-1][-1].text.rstrip().endswith((";", ".", ",")):
            rows[-1].append(paragraph)
        else:
            rows.append([paragraph])
    for row in rows:
        name = " ".join(_name(each) for each in row)
        yield _Entry(row[-1], row[0], name, _has_dash(row[0]))


def _after_label(text: str) -> str:
    match = _LABEL.match(text)
    return text[match.end() :] if match else text


def _has_dash(paragraph: CheckedParagraph) -> bool:
    text = paragraph.label + _after_label(paragraph.text).lstrip()
    return text.startswith(("-", "–", "—"))


def _name(paragraph: CheckedParagraph) -> str:
    return _DASH.sub("", _after_label(paragraph.text), count=1).strip(_ENDINGS)


def _dashes(entries: list[_Entry], rule: CheckRule, standard: Standard) -> Iterator[CheckFinding]:
    for entry in entries:
        if not entry.has_dash:
            text = entry.first.text
            match = _LABEL.match(text)
            start = match.end() if match else 0
            body = re.compile(r"\s*(?:[–—+•*]\s*)?").match(text, start)
            end = body.end() if body else start
            lead = text[start : start + 1] if match and text[start : start + 1].isspace() else ""
            yield told(rule, standard, entry.first, in_line(text, start, end, f"{lead}- "))


def _ends(
    entries: list[_Entry], wanted: str, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    for entry in entries:
        text = entry.paragraph.text
        match = _LOOSE_END.search(text)
        if match is None or match[0].strip() == wanted:
            continue
        yield told(rule, standard, entry.paragraph, in_line(text, *match.span(), wanted))


def judge_recipients(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield what is wrong in Nơi nhận, by `part`."""
    paragraphs = list(own_of(document, "recipient", "storage"))
    entries = list(_entries(paragraphs))
    if not entries:
        yield not_evaluated(rule, standard, "không tìm thấy phần Nơi nhận")
        return
    yield from _RECIPIENTS[param(rule, "part")](entries, document, rule, standard)


def _dash(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    yield from _dashes(entries, rule, standard)


def _between(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    yield from _ends(entries[:-1], standard.words("recipient_separator"), rule, standard)


def _last(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    yield from _ends(entries[-1:], standard.words("recipient_last"), rule, standard)


def _as_above(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield an addressed paper whose first recipient is not Như trên."""
    if not any(own_of(document, "addressee", "addressees")):
        yield not_evaluated(rule, standard, "văn bản không có phần Kính gửi")
        return
    places = [n for n, entry in enumerate(entries) if fold(entry.name).startswith(_AS_ABOVE)]
    if places and places[0] == 0:
        return
    found = entries[places[0]] if places else entries[0]
    spot = Spot(0, 0, found.first.text.strip(), "“- Như trên” ở dòng đầu")
    yield told(rule, standard, found.first, spot)


def _as_above_extra(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    if any(own_of(document, "addressee", "addressees")):
        return
    for entry in entries:
        if fold(entry.name).startswith(_AS_ABOVE):
            spot = Spot(0, 0, entry.first.text.strip(), "tên cơ quan nhận (không có Kính gửi)")
            yield told(rule, standard, entry.first, spot)


def _storage_last(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    for entry in entries[:-1]:
        if _STORED.match(entry.first.text):
            spot = Spot(0, 0, entry.first.text.strip(), "dòng Lưu ở cuối Nơi nhận")
            yield told(rule, standard, entry.first, spot)


def _storage_there(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    if not any(_STORED.match(entry.first.text) for entry in entries):
        last = entries[-1].paragraph
        expected = f"- {standard.words('storage_line')}…"
        yield fault(rule, standard, Fault(found="không có dòng Lưu", expected=expected), last)


def _twice(
    entries: list[_Entry], document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    seen: set[str] = set()
    for entry in entries:
        key = exact_key(re.sub(r"\(.*?\)", "", entry.name)).strip(_ENDINGS)
        if key in seen:
            spot = Spot(0, 0, entry.first.text.strip(), "mỗi nơi nhận ghi một lần")
            yield told(rule, standard, entry.first, spot)
        seen.add(key)


_Part = Callable[[list[_Entry], CheckedDocument, CheckRule, Standard], Iterator[CheckFinding]]
_RECIPIENTS: dict[str, _Part] = {
    "dash": _dash,
    "between": _between,
    "last": _last,
    "as_above": _as_above,
    "as_above_extra": _as_above_extra,
    "storage_last": _storage_last,
    "storage_there": _storage_there,
    "twice": _twice,
}

_PART = frozenset({"part"})
KINDS: Mapping[str, Kind] = {
    "addressee_part": Kind(
        judge=judge_addressees, must=_PART, may=frozenset({"also", "separator_too"})
    ),
    "recipient_part": Kind(judge=judge_recipients, must=_PART),
}
