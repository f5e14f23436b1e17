"""Whether letters can be a Vietnamese syllable: onset, nucleus with one tone, coda."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP = "\u0301\u0323"  # syllables that end in c, ch, p, t take no other tone
_ONSET = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|"
# Open rimes, then nuclei with their codas.
_OPEN = (
    "a|ai|ao|au|ay|âu|ây|e|eo|ê|êu|i|ia|iêu|iu|o|oa|oai|oao|oay|oe|oeo|oi|ô|ôi|ơ|ơi|u|ua|uây|uê|ui|uôi|uơ|"
    "uy|uya|uyu|ư|ưa|ươi|ươu|ưi|ưu|y|yêu|êu"
)
_CLOSED = (
    "(?:a|ă|â|o|ô|oă|u|ư|uô|ươ)(?:c|ng)|(?:a|ê|i|oa|uê|uy)(?:ch|nh)|(?:a|ă|â|e|ê|i|iê|o|oa|oă|oe|ô|ơ|u|uâ|uô|uyê|"
    "uy|ươ|ư|yê)(?:n|t)|(?:a|ă|â|e|ê|i|iê|o|ô|ơ|u|uô|ươ|oa|yê)(?:m|p)|(?:e|oo|iê|oa|uâ|ôô)(?:c|ng)"
)
_SHAPE = re.compile(rf"(?:{_ONSET})(?:{_OPEN}|{_CLOSED})")
_STOPPED = re.compile(r"(?:ch|[cpt])$")
# Where the tone stands: on the marked vowel, else before a coda, else on the first of oa, oe, uy
# or the last (both spellings live), else on the first of the other pairs.
_MARKED = re.compile("[ăâêôơư]")
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_BOTH = {"oa", "oe", "uy"}
_TRIPLE = 3


@lru_cache(maxsize=8192)
def is_syllable(text: str) -> bool:
    """Return True when a word can be one Vietnamese syllable with its tone where it may stand."""
    letters = unicodedata.normalize("NFD", text.lower())
    tones = [mark for mark in letters if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    if len(tones) > 1 or not _SHAPE.fullmatch(bare):
        return False
    if _STOPPED.search(bare) and tones and tones[0] not in _SHARP:
        return False
    return not tones or _toned_at(text) in _places(bare)


def _toned_at(text: str) -> int:
    composed = unicodedata.normalize("NFC", text.lower())
    for at, letter in enumerate(composed):
        if any(mark in _TONES for mark in unicodedata.normalize("NFD", letter)):
            return at
    return -1


def _places(bare: str) -> set[int]:
    """Return where the tone of a syllable may stand."""
    onset = 2 if bare.startswith("qu") else 0
    if bare.startswith("gi") and re.match("gi[aăâeêioôơuưy]", bare):
        onset = 2
    vowels = _VOWELS.search(bare, onset)
    if vowels is None:
        return set()
    first, group = vowels.start(), vowels[0]
    marked = [first + m.start() for m in _MARKED.finditer(group)]
    if marked:
        return {marked[-1]}
    if len(group) == 1:
        return {first}
    if vowels.end() < len(bare):  # a coda follows
        return {vowels.end() - 1}
    if group in _BOTH:
        return {first, first + 1}
    is_third = len(group) == _TRIPLE  # oai, uya: the middle one
    return {first + 1} if is_third else {first}
