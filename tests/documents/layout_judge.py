"""Judges a PDF against the Standard's table and the law's figures; needs no LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.documents.layout_wanted import (
    BACK_LEFT,
    LEFT_EDGE,
    PAGE_CENTRE,
    RIGHT_EDGE,
    Wanted,
    find,
    font_of,
    squeezed,
    style_of,
    wanted_lines,
)
from tests.documents.measuring import Line, RuleLine, horizontal_rules, page_lines
from wardapp.core.document import OfficialDocument
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard

CENTRE, START, END, BASELINE = 0.5, 0.3, 0.5, 0.1


def faults(pdf: bytes, document: OfficialDocument, standard: Standard) -> list[str]:
    """Return what differs from the standard, in words; [] when all is right."""
    lines = page_lines(pdf)
    rules = [rule for rule in horizontal_rules(pdf) if rule.page == 0]
    first = [line for line in lines if line.page == 0]
    found = [
        fault
        for wanted in wanted_lines(document, standard)
        for fault in _compare(wanted, lines, standard)
    ]
    return [
        *found,
        *_head_faults(first, standard),
        *_rule_faults(first, rules, standard),
        *_body_faults(lines, standard),
        *_page_number_faults(lines, standard),
    ]


def _compare(wanted: Wanted, lines: list[Line], standard: Standard) -> Iterator[str]:
    line = find(lines, wanted)
    if line is None:
        yield f"{wanted.style}: “{wanted.text}” is missing"
        return
    style = style_of(wanted, standard)
    if line.sizes != {style.size}:
        yield f"{wanted.style}: size {line.sizes}, not {style.size}"
    if set(line.fonts) != {font_of(style)}:
        yield f"{wanted.style}: font {set(line.fonts)}, not {font_of(style)}"
    yield from place_faults(wanted, line)


def place_faults(wanted: Wanted, line: Line) -> Iterator[str]:
    """Tell where a line does not stand as the law's figures say."""
    is_back = line.page % 2 == 1 and not wanted.style.startswith("annex")
    shift = LEFT_EDGE - BACK_LEFT if is_back else 0.0
    places = (
        ("centre", line.centre + shift, wanted.centre, CENTRE),
        ("start", line.x + shift, wanted.start, START),
        ("end", line.right + shift, wanted.end, END),
        ("baseline", line.y, wanted.y, BASELINE),
    )
    for name, found, place, limit in places:
        if place is not None and abs(found - place) > limit:
            yield f"{wanted.style}: {name} {found:.2f}, not {place:.2f}"


def _line(lines: list[Line], text: str) -> Line:
    return next(line for line in lines if line.text == squeezed(text))


def _head_faults(first: list[Line], standard: Standard) -> Iterator[str]:
    motto = _line(first, standard.words("motto"))
    if motto.right > RIGHT_EDGE + 0.1:
        yield f"motto: ends at {motto.right:.2f}"
    if standard.family is Family.PARTY and motto.right < RIGHT_EDGE - 1:
        yield f"motto: ends at {motto.right:.2f}, not flush right"


def _rule_faults(first: list[Line], rules: list[RuleLine], standard: Standard) -> Iterator[str]:
    key = "motto" if standard.family is Family.PARTY else "motto2"
    motto = _line(first, standard.words(key))
    rule = next((r for r in rules if 0 < r.y - motto.y < 4 and r.right > motto.x), None)
    if rule is None:
        yield f"{key}: no rule under it"
        return
    if abs(rule.left - motto.x) > 0.6 or abs(rule.right - motto.right) > 0.6:
        yield f"rule: {rule.left:.2f}-{rule.right:.2f} under {motto.x:.2f}-{motto.right:.2f}"
    if abs(rule.weight - 0.75) > 0.05:
        yield f"rule: {rule.weight} points thick"
    if standard.family is Family.STATE:
        yield from _issuer_rule_faults(first, rules)


def _issuer_rule_faults(first: list[Line], rules: list[RuleLine]) -> Iterator[str]:
    issuer = next(line for line in first if line.text == "PHƯỜNGLIÊNHỒ")
    rule = next((r for r in rules if 0 < r.y - issuer.y < 4 and r.right < PAGE_CENTRE), None)
    share = 0.0 if rule is None else (rule.right - rule.left) / (issuer.right - issuer.x)
    if not 1 / 3 <= share <= 1 / 2:
        yield f"issuer rule: {share:.2f} of the line"


def _body_faults(lines: list[Line], standard: Standard) -> Iterator[str]:
    """Judge page 2 of long documents: indents, line and paragraph spacing, justified ends."""
    body = standard.style("body")
    page = [line for line in lines if line.page == 1][1:]
    if len(page) < 20 or body.size not in page[3].sizes:
        return
    starts = {round(line.x, 1) for line in page}
    if not starts <= {BACK_LEFT, BACK_LEFT + 10.0, BACK_LEFT + 10.1}:
        yield f"body: lines start at {sorted(starts)}"
    pitches = {round(b.y - a.y, 1) for a, b in pairwise(page)}
    if not pitches <= {6.3, 6.4, 8.5}:
        yield f"body: lines {sorted(pitches)} mm apart"
    full = [a for a, b in pairwise(page) if round(b.x, 1) == BACK_LEFT]
    ends = {round(line.right, 0) for line in full}
    if ends != {180.0}:
        yield f"body: full lines end at {sorted(ends)}"


def _page_number_faults(lines: list[Line], standard: Standard) -> Iterator[str]:
    style = standard.style("page_number")
    for page in {line.page for line in lines}:
        top = next(line for line in lines if line.page == page)
        is_numbered = top.text.isdigit() and top.y < 20
        if page == 0 and is_numbered:
            yield "page number: shown on page 1"
        if page == 1 and not is_numbered:
            yield "page number: missing on page 2"
        if is_numbered and top.sizes != {style.size}:
            yield f"page number: size {top.sizes}"
        if is_numbered and not 11 < top.y < 15.5:
            yield f"page number: baseline {top.y:.2f}"
