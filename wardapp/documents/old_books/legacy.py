"""Text of one cell in Unicode: by its font, else by which reading is Vietnamese (domain §9.3)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from wardapp.core.old_books import TextCode
from wardapp.core.text import clean
from wardapp.documents.old_books.syllables import common, syllables
from wardapp.documents.reader.old_fonts import (
    is_tcvn3_font,
    is_vni_font,
    run_text,
    tcvn3_text,
    viscii_text,
    vni_text,
)

REMEMBERED = 60_000
_WORD = re.compile(r"[^\W\d_]+")
# Signs that no clerk types inside a word, but old codes put there.
_SIGN = r"[\u0080-\u009f¡-¿÷×]"
_SIGNS = re.compile(rf"(?<=[^\W\d_]){_SIGN}|{_SIGN}(?=[^\W\d_]|{_SIGN})")
_WINDOWS_SIGNS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TO_LATIN = {ord(each): each.encode("cp1252").decode("latin-1") for each in _WINDOWS_SIGNS}
_NEVER_OLD = re.compile(rf"[^\u0000-\u00ff{_WINDOWS_SIGNS}]")
# Letters of Latin-1 that TCVN3 has no use for; à above all, which Unicode text is full of.
_NOT_TCVN3 = re.compile(r"[¯º¿-ÅÍÙÚÛàðÿ]")
_PUNCTUATION = str.maketrans(dict.fromkeys("–—‘’“”…•‚„›‹™", " "))
_LOOSE_MARKS = re.compile("[\u0300-\u0323]")
_COMMON_POINTS, _VALID_POINTS, _INVALID_POINTS, _SIGN_POINTS = 3, 2, -4, -5
_SURE_LEAD = 3
_LONGEST_ABBREVIATION = 8


class Decoded(NamedTuple):
    """A text in Unicode, the code it was typed in, and whether that is sure."""

    text: str
    code: TextCode
    is_sure: bool = True


@lru_cache(maxsize=REMEMBERED)
def decode(text: str, font: str = "", context: TextCode | None = None) -> Decoded:
    """Return the text of a cell in Unicode; `context` is what its column is mostly typed in.

    A font's name decides, unless the text holds letters that its code does not have. Without one
    the readings are weighed; where two weigh nearly the same, `context` decides, and without a
    context it is not sure.
    """
    if text.isascii() and not (font and font.casefold().endswith("h")):
        return Decoded(text, TextCode.UNICODE)
    if not _may_be_old(text):
        return _unicode(text)
    named = _by_font(text, font)
    return named if named is not None else _weighed(text, context)


def is_old_font(font: str) -> bool:
    """Return True when a font's name says in which code its text was typed."""
    return is_tcvn3_font(font) or is_vni_font(font)


def score(text: str) -> int:
    """Return how Vietnamese a text is: words that can be are for it, stray letters against."""
    points = _SIGN_POINTS * len(_SIGNS.findall(text))
    for word in _WORD.findall(text.translate(_PUNCTUATION)):
        small = word.lower()
        if small in common():
            points += _COMMON_POINTS if not small.isascii() else 1
        elif small.isascii() or _is_abbreviation(word):
            continue
        else:
            points += _VALID_POINTS if small in syllables() else _INVALID_POINTS
            points += _odd_capitals(word)
    return points


def _is_abbreviation(word: str) -> bool:
    """Return True for the letters of a symbol: `QĐ`, `HĐND`."""
    return (
        len(word) <= _LONGEST_ABBREVIATION
        and all(each.isascii() or each in "ĐĂÂÊÔƠƯ" for each in word)
        and word == word.upper()
    )


def _odd_capitals(word: str) -> int:
    """Return what speaks against capitals amid small letters: `thùC`."""
    rest = word[1:]
    return _INVALID_POINTS if rest != rest.lower() and word != word.upper() else 0


def _may_be_old(text: str) -> bool:
    return _NEVER_OLD.search(text) is None


def _unicode(text: str) -> Decoded:
    tidy = clean(text)
    loose = _LOOSE_MARKS.search(text) is not None
    return Decoded(tidy, TextCode.LOOSE if loose else TextCode.UNICODE)


def _by_font(text: str, font: str) -> Decoded | None:
    if is_tcvn3_font(font):
        if _NOT_TCVN3.search(text):
            return Decoded(clean(text), TextCode.UNICODE)
        found = Decoded(clean(run_text(text, font)), TextCode.TCVN3)
    elif is_vni_font(font):
        found = Decoded(clean(run_text(text, font)), TextCode.VNI)
    else:
        return None
    if text.isascii():
        return found
    # Retyped in Unicode under the old font: what stands there is Vietnamese, the other is not.
    as_is = score(clean(text))
    other = score(found.text)
    if as_is > 0 and as_is > other + _SURE_LEAD:
        return Decoded(clean(text), TextCode.UNICODE)
    return found._replace(is_sure=other >= as_is)


def _weighed(text: str, context: TextCode | None) -> Decoded:
    weighed = _scored(text)
    best_score, best = weighed[0]
    if best_score - weighed[1][0] >= _SURE_LEAD:
        return best
    near = {each.code: each for points, each in weighed if points > best_score - _SURE_LEAD}
    if context in near:
        return near[context]
    chosen = near.get(TextCode.UNICODE, best)
    same = all(each.text == chosen.text for each in near.values())
    return chosen._replace(is_sure=same)


@lru_cache(maxsize=REMEMBERED)
def _scored(text: str) -> tuple[tuple[int, Decoded], ...]:
    """Return the readings of a text, the most Vietnamese first; the one as it stands wins a tie."""
    scored = [(score(each.text), each) for each in _readings(text)]
    return tuple(sorted(scored, key=lambda pair: -pair[0]))


def _readings(text: str) -> list[Decoded]:
    """Return the ways to read a text, as it stands first."""
    latin = text.translate(_TO_LATIN)
    readings = [Decoded(clean(text), TextCode.UNICODE)]
    broken = _broken_utf8(text)
    if broken:
        readings.append(Decoded(clean(broken), TextCode.BROKEN))
    if not _NOT_TCVN3.search(text):
        readings.append(Decoded(_tidy(tcvn3_text(text)), TextCode.TCVN3))
    readings.append(Decoded(_tidy(vni_text(text)), TextCode.VNI))
    readings.append(Decoded(_tidy(viscii_text(latin)), TextCode.VISCII))
    return readings


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _broken_utf8(text: str) -> str:
    for code in ("cp1252", "latin-1"):
        try:
            return text.encode(code).decode("utf-8")
        except UnicodeError:
            continue
    return ""
