"""Two texts beside each other: paragraphs paired by their words, then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from wardapp.core.versions import Change, ComparedParagraph, Piece

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.4
"""The share of words two paragraphs have in common to be one paragraph that was changed."""
WINDOW = 8
"""How many paragraphs ahead the other half of a changed one is looked for."""
MOST_WORDS = 4_000
"""Longer paragraphs are shown whole: comparing them word by word would take seconds."""


def compared_lines(before: Sequence[str], after: Sequence[str]) -> tuple[ComparedParagraph, ...]:
    """Return the paragraphs of both texts in running order with what became of their words."""
    ways = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    found: list[ComparedParagraph] = []
    for way, start, end, new_start, new_end in ways:
        if way == "equal":
            found += [_whole(line, Change.SAME) for line in before[start:end]]
        else:
            found += _replaced(before[start:end], after[new_start:new_end])
    return tuple(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedParagraph]:
    """Pair what was changed in order; what has no other half was added or taken away."""
    at = 0
    for line in new:
        place = _partner(line, old[at : at + WINDOW])
        if place is None:
            yield _whole(line, Change.ADDED)
            continue
        yield from (_whole(each, Change.REMOVED) for each in old[at : at + place])
        yield compared_words(old[at + place], line)
        at += place + 1
    yield from (_whole(each, Change.REMOVED) for each in old[at:])


def _partner(line: str, candidates: Sequence[str]) -> int | None:
    """Return the place of the paragraph most like a line, None when none is like it."""
    words = set(_WORDS.findall(line.lower()))
    best, place = ALIKE, None
    for index, each in enumerate(candidates):
        others = set(_WORDS.findall(each.lower()))
        likeness = len(words & others) / max(len(words | others), 1)
        if likeness > best:
            best, place = likeness, index
    return place


def compared_words(old: str, new: str) -> ComparedParagraph:
    """Return one text and what it became, word by word in running order."""
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    if len(one) + len(other) > MOST_WORDS:
        return ComparedParagraph(
            Change.CHANGED, (Piece(old, Change.REMOVED), Piece(new, Change.ADDED))
        )
    pieces: list[Piece] = []
    for way, start, end, new_start, new_end in _ways(one, other):
        if way == "equal":
            pieces.append(Piece("".join(one[start:end]), Change.SAME))
            continue
        for text, change in (
            ("".join(one[start:end]), Change.REMOVED),
            ("".join(other[new_start:new_end]), Change.ADDED),
        ):
            if text:
                pieces.append(Piece(text, change))
    return ComparedParagraph(Change.CHANGED, tuple(pieces))


Way = tuple[str, int, int, int, int]


def _ways(one: list[str], other: list[str]) -> list[Way]:
    """Return how words became others; a lone blank or mark between two changes joins them."""
    joined: list[Way] = []
    ways = SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes()
    for place, (way, start, end, new_start, new_end) in enumerate(ways):
        is_between = 0 < place < len(ways) - 1
        is_slight = way == "equal" and is_between and not "".join(one[start:end]).strip(" ,.;")
        kind = "replace" if is_slight else way
        before = joined[-1] if joined else None
        if before is not None and before[0] != "equal" and kind != "equal":
            joined[-1] = ("replace", before[1], end, before[3], new_end)
        else:
            joined.append((kind, start, end, new_start, new_end))
    return joined


def _whole(line: str, change: Change) -> ComparedParagraph:
    return ComparedParagraph(change, (Piece(line, change),))
