"""Judges lines, spaces and indents of running text, and of the signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import (
    Kind,
    Mend,
    Wrong,
    figure,
    flag,
    grouped,
    judged,
    number,
    param,
    style_of,
)
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph

_SPACE_SLACK = 0.25
_LINE_SLACK = 0.25
_MULTIPLE_SLACK = 0.02
_SINGLE = 1.15
"""Height of a single line as a share of the size of its letters (Times New Roman)."""
_DEFAULT_SIZE = 14.0
_RUNNING = {
    "body",
    "basis",
    "part",
    "part_title",
    "roman",
    "item",
    "subitem",
    "subsubitem",
    "article",
    "enacting",
}


def judge_line(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield running text whose lines are not as far apart as the law gives."""
    exact = param(rule, "way") == "exact"
    wrong = [
        Wrong(paragraph=each, found=_line_text(each))
        for each in judged(document, rule)
        if not (_exact_holds(each, rule) if exact else _multiple_holds(each, rule))
    ]
    least, most = number(rule, "least"), number(rule, "most")
    if exact:
        line = style_of(standard, "body")
        value = figure(line.line) if line else figure(least)
        wanted = f"từ {figure(least)} đến {figure(most)} pt" if most else f"từ {figure(least)} pt"
        expected = f"giãn dòng chính xác (Exactly) {wanted}"
        settings = (("line", value.replace(",", ".")), ("line_rule", "exact"))
        label = f"Giãn dòng Exactly {value} pt"
    else:
        expected = f"giãn dòng từ đơn đến {figure(most)} dòng"
        settings = (("line", "1"), ("line_rule", "auto"))
        label = "Giãn dòng đơn (Single)"
    yield from grouped(rule, standard, wrong, expected, Mend(label=label, settings=settings))


def _exact_holds(paragraph: CheckedParagraph, rule: CheckRule) -> bool:
    least, most = number(rule, "least"), number(rule, "most", 1e6)
    if paragraph.line_rule != "exact":
        return False
    return least - _LINE_SLACK <= paragraph.line <= most + _LINE_SLACK


def _multiple_holds(paragraph: CheckedParagraph, rule: CheckRule) -> bool:
    least, most = number(rule, "least"), number(rule, "most")
    if paragraph.line_rule == "auto":
        return least - _MULTIPLE_SLACK <= paragraph.line <= most + _MULTIPLE_SLACK
    single = _SINGLE * max((run.size for run in paragraph.runs), default=_DEFAULT_SIZE)
    if paragraph.line_rule == "atLeast":
        return paragraph.line <= most * single + 1
    return least * single - 1 <= paragraph.line <= most * single + 1


def _line_text(paragraph: CheckedParagraph) -> str:
    if paragraph.line_rule == "auto":
        return f"giãn dòng {figure(paragraph.line)} dòng"
    name = "Exactly" if paragraph.line_rule == "exact" else "At least"
    return f"giãn dòng {name} {figure(paragraph.line)} pt"


def judge_space(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield running text with less room to the next paragraph than its style has."""
    paragraphs = [each for each in document.paragraphs if not each.annex and each.table < 0]
    wrong = []
    least = 0.0
    for at in range(len(paragraphs) - 1):
        this, following = paragraphs[at], paragraphs[at + 1]
        if this.component not in rule.component.split() or following.component not in _RUNNING:
            continue
        style = style_of(standard, this.component)
        least = style.after if style else 0.0
        gap = max(this.after, following.before)
        if gap < least - _SPACE_SLACK:
            wrong.append(Wrong(paragraph=this, found=f"cách đoạn {figure(gap)} pt"))
    mend = Mend(label="Cách đoạn sau 6 pt", settings=(("after", "6"),))
    yield from grouped(rule, standard, wrong, "cách đoạn ít nhất 6 pt", mend)


def judge_gap(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a component with less room above it than the law gives."""
    least = number(rule, "least")
    first = judged(document, rule)[0]
    at = document.paragraphs.index(first)
    before = document.paragraphs[at - 1] if at else None
    if before is None or not before.text.strip() or before.table != first.table:
        return
    gap = max(before.after, first.before)
    if gap < least - _SPACE_SLACK:
        wrong = [Wrong(paragraph=first, found=f"cách dòng trên {figure(gap)} pt")]
        mend = Mend(
            label=f"Cách dòng trên {figure(least)} pt", settings=(("before", f"{least:g}"),)
        )
        yield from grouped(rule, standard, wrong, f"cách dòng trên {figure(least)} pt", mend)


def judge_first_line(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield paragraphs whose first line does not begin as far in as the law gives."""
    least, most, slack = (number(rule, key) for key in ("least", "most", "slack"))
    wrong = []
    for paragraph in judged(document, rule):
        if paragraph.label or paragraph.text[:1] == "\t" or paragraph.align == "center":
            continue
        start = paragraph.left_mm + paragraph.first_line_mm
        if not least - slack <= start <= most + slack:
            found = f"dòng đầu lùi vào {figure(round(start, 1))} mm"
            wrong.append(Wrong(paragraph=paragraph, found=found))
    wanted = figure(least) if least == most else f"{figure(least)} đến {figure(most)}"
    about = "khoảng " if least == most else ""
    settings = (("first_line_mm", f"{least:g}"), ("left_mm", "0"))
    mend = Mend(label=f"Lùi dòng đầu {figure(least)} mm", settings=settings)
    yield from grouped(rule, standard, wrong, f"dòng đầu lùi vào {about}{wanted} mm", mend)


def judge_indent(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield running text that does not reach from margin to margin."""
    most = number(rule, "most")
    wrong = []
    for paragraph in judged(document, rule):
        if paragraph.label or paragraph.table >= 0 or paragraph.in_box:
            continue
        for side, value in (("trái", paragraph.left_mm), ("phải", paragraph.right_mm)):
            if abs(value) > most:
                found = f"cả đoạn lùi {side} {figure(round(value, 1))} mm"
                wrong.append(Wrong(paragraph=paragraph, found=found))
                break
    mend = Mend(label="Bỏ lùi cả đoạn", settings=(("left_mm", "0"), ("right_mm", "0")))
    yield from grouped(rule, standard, wrong, "không lùi cả đoạn", mend)


def judge_by_hand(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield text set in its place by blanks or tabs in front of it."""
    least = int(number(rule, "least", 2))
    wrong = []
    for paragraph in judged(document, rule):
        text = paragraph.text
        lead = text[: len(text) - len(text.lstrip(" \u00a0\t"))]
        if text.strip() and ("\t" in lead or len(lead) >= least):
            word = "phím Tab" if "\t" in lead else f"{len(lead)} dấu cách"
            wrong.append(Wrong(paragraph=paragraph, found=f"đẩy chữ bằng {word}"))
    yield from grouped(rule, standard, wrong, param(rule, "expected"))


def judge_blank(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield blank paragraphs between running text, put there to make room."""
    paragraphs = [each for each in document.paragraphs if not each.annex]
    wrong = [
        Wrong(paragraph=paragraphs[at], found="đoạn trống để giãn cách")
        for at in range(1, len(paragraphs) - 1)
        if _is_blank(paragraphs, at)
    ]
    yield from grouped(rule, standard, wrong, "dùng khoảng cách đoạn, không gõ Enter thừa")


def _is_blank(paragraphs: Sequence[CheckedParagraph], at: int) -> bool:
    this = paragraphs[at]
    if this.text.strip() or this.rules or this.page_break or this.in_box:
        return False
    around = (paragraphs[at - 1], paragraphs[at + 1])
    return all(each.component in _RUNNING and each.table < 0 for each in around)


def judge_sign_room(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a name with too little room above it for a hand to sign."""
    least = number(rule, "least")
    names = [each for each in judged(document, rule) if each.side == "right" or flag(rule, "all")]
    for name in names:
        above = [
            each
            for each in document.of("authority", "position")
            if each.index < name.index and each.table == name.table and each.side == name.side
        ]
        if not above:
            continue
        room = name.top_mm - above[-1].top_mm + name.before * _MM
        if 0 <= room < least:
            found = f"cách dòng trên {figure(round(room))} mm"
            wrong = [Wrong(paragraph=name, found=found)]
            yield from grouped(rule, standard, wrong, f"ít nhất {figure(least)} mm để ký")


_MM = 25.4 / 72

KINDS: Mapping[str, Kind] = {
    "line": Kind(judge=judge_line, must=frozenset({"way", "least"}), may=frozenset({"most"})),
    "gap": Kind(judge=judge_gap, must=frozenset({"least"})),
    "space": Kind(judge=judge_space),
    "first_line": Kind(judge=judge_first_line, must=frozenset({"least", "most", "slack"})),
    "indent": Kind(judge=judge_indent, must=frozenset({"most"})),
    "by_hand": Kind(judge=judge_by_hand, must=frozenset({"expected"}), may=frozenset({"least"})),
    "blank": Kind(judge=judge_blank),
    "sign_room": Kind(judge=judge_sign_room, must=frozenset({"least"}), may=frozenset({"all"})),
}
