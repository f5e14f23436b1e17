"""What judges of words are made with: a scan of one line's text, turned into findings and mends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.core.wording import Spot
from wardapp.documents.checking.judging import (
    Fault,
    Judge,
    Kind,
    components_of,
    fault,
    flag,
    param,
)
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph

BODY = (
    "body", "basis", "part", "part_title", "roman", "item", "subitem", "subsubitem", "article",
    "enacting",
)  # fmt: skip
"""Components of the body, in no order."""
SHOWN = 90
"""Letters of a paper that a finding quotes."""
Scan = Callable[[str], Iterable[Spot]]
_TELLING = 3  # so many letters tell what they are without the words around
_HEAD = frozenset({"parent", "issuer", "number", "place_date"})
_ENDLESS_GAP = re.compile(r"[\s.…_]{300}")
_JOINT = re.compile(r"\s[-–](?:\s|$)|^\s*[-–]\s")


def own_of(document: CheckedDocument, *components: str) -> tuple[CheckedParagraph, ...]:
    """Return paragraphs of the paper itself: no annex, nothing under the rule of a copy."""
    found: list[CheckedParagraph] = []
    is_signed = False
    for each in document.paragraphs:
        if each.annex:
            continue
        if is_signed and each.component in _HEAD:
            break  # a copy begins its own header below the signature
        is_signed = is_signed or each.component == "name"
        if each.component in components and is_readable(each.text):
            found.append(each)
    return tuple(found)


@lru_cache(maxsize=4096)
def is_readable(text: str) -> bool:
    """Return False for hundreds of gaps in a row: no clerk wrote them, and patterns crawl."""
    return _ENDLESS_GAP.search(text) is None


def judged(document: CheckedDocument, rule: CheckRule) -> tuple[CheckedParagraph, ...]:
    """Return the paragraphs a rule of words judges; those of annexes where it names them."""
    keys = components_of(rule)
    annexed = any(key.startswith("annex") for key in keys)
    if annexed or flag(rule, "annexes"):
        return tuple(each for each in document.of(*keys) if is_readable(each.text))
    return own_of(document, *keys)


def is_joint(document: CheckedDocument) -> bool:
    """Return whether several bodies issue the paper together."""
    return any(_JOINT.search(each.text) for each in own_of(document, "issuer"))


def lines_of(document: CheckedDocument, rule: CheckRule) -> tuple[CheckedParagraph, ...]:
    """Return what a rule judges; without a component every paragraph with words."""
    if rule.component:
        return judged(document, rule)
    return tuple(
        each for each in document.paragraphs if each.text.strip() and is_readable(each.text)
    )


def body_of(document: CheckedDocument) -> tuple[CheckedParagraph, ...]:
    """Return the paragraphs of the body, annexes left out."""
    lines = (each for each in document.of(*BODY) if not each.annex and each.text.strip())
    return tuple(each for each in lines if is_readable(each.text))


def told(
    rule: CheckRule, standard: Standard, paragraph: CheckedParagraph, spot: Spot
) -> CheckFinding:
    """Return the finding of a spot, with its mend where it is sure."""
    fix = None
    if spot.mended is not None:
        fix = mend(paragraph, spot.start, spot.end, spot.mended)
    what = Fault(found=shortened(spot.found), expected=shortened(spot.expected), fix=fix)
    return fault(rule, standard, what, paragraph)


def mend(paragraph: CheckedParagraph, start: int, end: int, text: str) -> Fix:
    """Return the mend that puts text at [start, end) of a paragraph."""
    label = f"Đổi thành “{shortened(text)}”" if text.strip() else "Bỏ chỗ này"
    return Fix(
        label=label,
        paragraph=paragraph.index,
        start=paragraph.text_start + start,
        found=paragraph.text[start:end],
        replacement=text,
    )


def as_shown(paragraph: CheckedParagraph) -> str:
    """Return the text as it prints: capitals where the format makes them."""
    shown = "".join(run.shown for run in paragraph.runs)
    return shown if len(shown) == len(paragraph.text) else paragraph.text


def only_said(spot: Spot) -> Spot:
    """Return a spot without its mend: what prints there is not what was typed."""
    return Spot(spot.start, spot.end, spot.found, spot.expected)


def in_line(text: str, start: int, end: int, mended: str) -> Spot:
    """Return a spot that shows the whole short line, wrong and right."""
    right = text[:start] + mended + text[end:]
    return Spot(start, end, text.strip(), right.strip(), mended)


def shortened(text: str) -> str:
    """Return a quote on one line, cut when it is long."""
    words = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ")
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"


def scanning(scan: Scan) -> Judge:
    """Return the judge that tells every spot of every line."""

    def judge(
        document: CheckedDocument, rule: CheckRule, standard: Standard
    ) -> Iterator[CheckFinding]:
        for paragraph in lines_of(document, rule):
            for spot in scan(paragraph.text):
                yield told(rule, standard, paragraph, spot)

    return judge


def judge_never(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield where a pattern stands that must not; `replace` is its mend, `unless` what excuses."""
    pattern = re.compile(param(rule, "pattern"))
    unless = param(rule, "unless")
    replace = dict(rule.params).get("replace")
    if flag(rule, "alone") and is_joint(document):
        return
    for paragraph in _chosen(document, rule):
        text = as_shown(paragraph)
        if unless and re.search(unless, text):
            continue
        for match in pattern.finditer(text):
            mended = None if replace is None else match.expand(replace)
            expected = param(rule, "expected") or (mended or "").strip()
            found = match[0].strip()
            if len(found) < _TELLING:
                found = _around(text, match.start(), match.end())
            spot = Spot(match.start(), match.end(), found, expected, mended)
            if flag(rule, "whole") and mended is not None:
                spot = in_line(text, match.start(), match.end(), mended)
            is_typed = text == paragraph.text
            yield told(rule, standard, paragraph, spot if is_typed else only_said(spot))


def _around(text: str, start: int, end: int) -> str:
    """Return a gap with the words before and behind it."""
    before, after = text[:start].split()[-2:], text[end:].split()[:2]
    return " ".join(before) + text[start:end] + " ".join(after)


def judge_always(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield lines a pattern is missing in; `from`/`replace` mend them where that pattern fits."""
    pattern = re.compile(param(rule, "pattern"))
    unless, source = param(rule, "unless"), param(rule, "from")
    for paragraph in _chosen(document, rule):
        text = paragraph.label + " " + paragraph.text if paragraph.label else paragraph.text
        if pattern.search(text) or (unless and re.search(unless, text)):
            continue
        match = re.search(source, paragraph.text) if source else None
        if match is None:
            spot = Spot(0, 0, paragraph.text.strip(), param(rule, "expected"))
        else:
            mended = match.expand(param(rule, "replace"))
            spot = in_line(paragraph.text, match.start(), match.end(), mended)
        yield told(rule, standard, paragraph, spot)


def _chosen(document: CheckedDocument, rule: CheckRule) -> Iterator[CheckedParagraph]:
    """Yield the lines of a rule; `at` says "first" or "last" for only that one."""
    lines = [each for each in lines_of(document, rule) if each.text.strip()]
    at = param(rule, "at")
    if at == "first":
        lines = lines[:1]
    elif at == "last":
        lines = lines[-1:]
    yield from lines


_PATTERN = frozenset({"pattern"})
KINDS: Mapping[str, Kind] = {
    "text_never": Kind(
        judge=judge_never,
        must=_PATTERN,
        may=frozenset({"replace", "unless", "expected", "whole", "at", "alone"}),
    ),
    "text_always": Kind(
        judge=judge_always,
        must=_PATTERN | {"expected"},
        may=frozenset({"from", "replace", "unless", "at"}),
    ),
}
