"""Judges single words anywhere in a paper: phrases, names, letters, days, old fonts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.layout import Standard
from wardapp.core.spelling import FIXED_PHRASES, PhraseBook, Slip, SlipKind, misplaced_tones
from wardapp.core.text import fold, new_tone, old_tone
from wardapp.core.titles import sentence_case
from wardapp.core.wording import (
    Spot,
    decomposed,
    impossible_days,
    loose_citations,
    loose_days,
    mangled_citations,
    strange_letters,
    tone_places,
    wrong_weekdays,
)
from wardapp.documents.checking.judging import Fault, Kind, fault, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument
from wardapp.documents.checking.text_date import UNIT, units_in_text
from wardapp.documents.checking.text_judging import (
    lines_of,
    own_of,
    scanning,
    shortened,
    told,
)
from wardapp.documents.reader.old_fonts import mended, tcvn3_text

_NAMES = frozenset({"name"})
_FIXED_FORM = frozenset({"motto", "motto2"})
_WORD = re.compile(r"\S+")
# Signs that TCVN3 draws as letters, where they touch a Latin letter: m² and 30° are no such words.
_OLD_LETTER = re.compile(
    "[A-Za-z][\u00a8-\u00ae\u00b5-\u00b9]|[\u00a8-\u00ae\u00b5\u00b6\u00b8\u00b9][A-Za-z]"
)
_LEAST_OLD_WORDS = 3
_TWO = 2
_LEAST_OLD = 8  # letters from which on a text shows its old font


def judge_slips(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield slips of `kinds` in the fixed phrases, or with `own` in names that are known.

    `own = "header"` are the units the header of the paper names, else those of the open office.
    """
    kinds = {SlipKind(kind) for kind in param(rule, "kinds").split()}
    names, unknown = _own_names(document, param(rule, "own"))
    if unknown:
        yield not_evaluated(rule, standard, unknown)
        return
    book = _own(names) if names else _fixed()
    for paragraph in lines_of(document, rule):
        if paragraph.component in _NAMES:
            continue
        for slip in _slips(book, paragraph.text):
            if slip.kind in kinds:
                # A name by comparison alone is the clerk's to mend: both ways may be meant.
                mended = None if param(rule, "own") == "header" else slip.expected
                spot = Spot(slip.start, slip.end, slip.found, slip.expected, mended)
                yield told(rule, standard, paragraph, spot)


def _own_names(document: CheckedDocument, own: str) -> tuple[tuple[str, ...], str]:
    """Return the names a rule knows, and why it can't be judged when there are none."""
    if own == "header":
        names = unit_names(document)
        return names, "" if names else "tên cơ quan không nói phường, xã, đặc khu nào"
    if own:
        names = document.own_phrases
        return names, "" if names else "chưa mở sổ của cơ quan nào để biết tên riêng"
    return (), ""


@lru_cache(maxsize=2048)
def _slips(book: PhraseBook, text: str) -> tuple[Slip, ...]:
    """Return the slips of a line; several rules ask for them."""
    return tuple(book.slips(text))


def unit_names(document: CheckedDocument) -> tuple[str, ...]:
    """Return the ward, commune or zone of the header as running text writes it: phường Liên Hồ."""
    found: dict[str, None] = {}
    for component in ("parent", "issuer"):
        line = " ".join(" ".join(each.text for each in own_of(document, component)).split())
        for unit in UNIT.finditer(line):
            kind = unit["kind"].lower()
            name = sentence_case(f"PHƯỜNG {unit['name']}".upper()).split(" ", 1)[1]
            found[f"{kind} {name}"] = None
    return tuple(found) or _names_of_text(document)


def _names_of_text(document: CheckedDocument) -> tuple[str, ...]:
    """Return the units the text writes in two ways, as it mostly writes them."""
    said = Counter(f"{kind} {name}" for kind, name in units_in_text(document))
    usual: dict[str, str] = {}
    for name, _ in said.most_common():
        usual.setdefault(fold(name), name)
    return tuple(name for name in said if usual[fold(name)] == name and len(name.split()) > _TWO)


@lru_cache(maxsize=1)
def _fixed() -> PhraseBook:
    return PhraseBook(FIXED_PHRASES)


@lru_cache(maxsize=4)
def _own(phrases: tuple[str, ...]) -> PhraseBook:
    return PhraseBook(phrases)


def judge_tone_places(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield that a paper mixes uỷ and ủy, at the first line with the rarer one."""
    lines = [each for each in document.paragraphs if each.component not in _FIXED_FORM]
    counts = [tone_places(each.text) for each in lines]
    old, new = sum(count[0] for count in counts), sum(count[1] for count in counts)
    if not old or not new:
        return
    rarer = 0 if old < new else 1
    place = next(n for n, count in enumerate(counts) if count[rarer])
    text = lines[place].text
    right = new_tone(text) if rarer == 0 else old_tone(text)
    words = [(a, b) for a, b in zip(text.split(), right.split(), strict=False) if a != b]
    found, expected = words[0] if words else (text, right)
    kept = f"{expected} như {max(old, new)} chỗ khác"
    yield fault(rule, standard, Fault(found=shortened(found), expected=kept), lines[place])


def _old_font(text: str) -> Iterable[Spot]:
    right = mended(text) if len(text) >= _LEAST_OLD else text
    if right != text:
        yield Spot(0, len(text), text, right)
        return
    typed = [match for match in _WORD.finditer(text) if _OLD_LETTER.search(match[0])]
    if len(typed) >= _LEAST_OLD_WORDS:  # a stretch of old letters inside a line of Unicode
        start, end = typed[0].start(), typed[-1].end()
        yield Spot(start, end, text[start:end], tcvn3_text(text[start:end]))


def _tones(text: str) -> Iterable[Spot]:
    for slip in misplaced_tones(text):
        yield Spot(slip.start, slip.end, slip.found, slip.expected, slip.expected)


_SCANS: dict[str, Callable[[str], Iterable[Spot]]] = {
    "impossible_days": impossible_days,
    "wrong_weekdays": wrong_weekdays,
    "loose_days": loose_days,
    "mangled_citations": mangled_citations,
    "loose_citations": loose_citations,
    "decomposed": decomposed,
    "strange_letters": strange_letters,
    "misplaced_tones": _tones,
    "old_font": _old_font,
}

KINDS: Mapping[str, Kind] = {
    "phrase_slips": Kind(
        judge=judge_slips, must=frozenset({"kinds"}), may=frozenset({"own"}), needs_component=False
    ),
    "mixed_tones": Kind(judge=judge_tone_places, needs_component=False),
    **{name: Kind(judge=scanning(scan), needs_component=False) for name, scan in _SCANS.items()},
}
