"""Finding words in a text, with or without their accents, and putting others in their place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MOST_FOUND = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: whole words only where wanted, accents and case by choice."""

    words: str
    ignores_accents: bool = False
    ignores_case: bool = True


def found_in(text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
    """Return where the words stand, [start, end), left to right, none over another."""
    needle = _folded(unicodedata.normalize("NFC", wanted.words), wanted)
    if not needle:
        return ()
    hay = _folded(text, wanted)
    spots: list[tuple[int, int]] = []
    at = hay.find(needle)
    while at >= 0 and len(spots) < MOST_FOUND:
        spots.append((at, at + len(needle)))
        at = hay.find(needle, at + len(needle))
    return tuple(spots)


def replaced(text: str, wanted: Wanted, words: str) -> tuple[str, int]:
    """Return the text with every find replaced, and how many there were."""
    spots = found_in(text, wanted)
    made, at = [], 0
    for start, end in spots:
        made += [text[at:start], words]
        at = end
    return "".join((*made, text[at:])), len(spots)


def _folded(text: str, wanted: Wanted) -> str:
    """Return text with one letter for each of its letters, so that places stay the same."""
    if wanted.ignores_accents:
        text = "".join(map(_bare, text))
    return "".join(map(_small, text)) if wanted.ignores_case else text


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(letter, unicodedata.normalize("NFD", letter)[:1])


@lru_cache(maxsize=4096)
def _small(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
