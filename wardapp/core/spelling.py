"""Slips in known phrases: accents, đ, misplaced tones, one wrong letter, capitals."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from wardapp.core.syllables import is_syllable
from wardapp.core.text import clean, fold, new_tone


class SlipKind(StrEnum):
    """What kind of slip; a slip of several kinds has the first that fits."""

    TONE = "tone"  # the tone stands on the wrong vowel: "Đòan"
    CASE = "case"  # only capitals differ: "Đảng cộng sản Việt Nam"
    ACCENT = "accent"  # marks or đ differ: "Đảng Công sản"
    LETTER = "letter"  # a letter is wrong, missing or too many: "Thưòng vu1"


@dataclass(frozen=True, slots=True)
class Slip:
    """A known phrase written wrongly at [start, end) of the text as it was given."""

    start: int
    end: int
    found: str
    expected: str
    kind: SlipKind


FIXED_PHRASES: tuple[str, ...] = (
    "Đảng Cộng sản Việt Nam",
    "Đảng Cộng sản",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Độc lập - Tự do - Hạnh phúc",
    "Ban Chấp hành Trung ương",
    "Ban Chấp hành Đảng bộ",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Ban Xây dựng Đảng",
    "Ban Tuyên giáo và Dân vận",
    "Ủy ban Kiểm tra",
    "Văn phòng Đảng ủy",
    "Văn phòng Trung ương Đảng",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Mặt trận Tổ quốc Việt Nam",
    "Mặt trận Tổ quốc",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Hội Nông dân Việt Nam",
    "tổ chức cơ sở đảng",
    "Hồ Chí Minh",
)
"""Phrases of every office's papers, in the spelling of running text."""

# Real words that look like a known phrase without its accents.
_REAL = frozenset({"công sản", "công ăn", "đang ủy", "chỉ bộ", "đáng bố", "liên hộ", "ban bị"})
_SURE_WORDS = 3  # from so many words on a phrase is no chance
_LONG_WORDS = 4
_SHORTEST = 2  # letters of a word that may have a wrong one
_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+")
_GAP = re.compile(r"[^\S\n]+")
_DASH_GAP = re.compile("[^\\S\n]*[-\u2010-\u2015\u2212][^\\S\n]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n“\"(–-])[\s“\"(]*$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOK_BACK = 8
# Figures that scans put for letters.
_FIGURES = str.maketrans("0135", "olis")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str  # without accents and case
    exact: str  # lower case, one tone placement


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[_Word, ...]
    dashes: tuple[bool, ...]  # whether a dash stands after the word


class PhraseBook:
    """Phrases made ready once for many texts; build it where the phrases are known.

    Names of persons do not belong here: Nguyễn Văn Anh and Nguyễn Vân Anh are two people.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_last: dict[tuple[int, str], list[_Phrase]] = defaultdict(list)
        for text in dict.fromkeys(clean(each) for each in phrases):
            words = tuple(_words(text))
            if len(words) > 1:
                gaps = tuple(
                    bool(_DASH_GAP.fullmatch(text[a.end : b.start])) for a, b in pairwise(words)
                )
                phrase = _Phrase(words, gaps)
                self._by_first[words[0].key].append(phrase)
                self._by_last[len(words), words[-1].key].append(phrase)
        self._lengths = sorted({length for length, _ in self._by_last})

    def slips(self, text: str) -> Iterator[Slip]:
        """Yield the slips of a text in order, none inside another."""
        words = list(_words(text))
        found = list(self._candidates(text, words))
        if not found:
            return
        found.sort(key=lambda each: (each[0] - each[1], each[0]))  # the longest first
        right = _right_places(text, words, self._by_first)
        kept: list[tuple[int, int, Slip]] = []
        for first, last, slip in found:
            # A right phrase inside a longer wrong one does not make it right.
            blocked = any(a < last and first < b and b - a >= last - first for a, b in right)
            if slip.kind is SlipKind.CASE:
                blocked = any(a < last and first < b and b - a > last - first for a, b in right)
            if not blocked and all(last <= a or b <= first for a, b, _ in kept):
                kept.append((first, last, slip))
        yield from sorted((slip for *_, slip in kept), key=lambda slip: slip.start)

    def _candidates(self, text: str, words: list[_Word]) -> Iterator[tuple[int, int, Slip]]:
        for at, word in enumerate(words):
            for phrase in self._by_first.get(word.key, ()):
                yield from _tried(text, words, at, phrase)
            for length in self._lengths:
                if at + 1 >= length:
                    for phrase in self._by_last.get((length, word.key), ()):
                        if words[at + 1 - length].key != phrase.words[0].key:
                            yield from _tried(text, words, at + 1 - length, phrase)


def slips(text: str, phrases: PhraseBook | Iterable[str]) -> Iterator[Slip]:
    """Yield where the text has a known phrase but for a slip; what may be another word is left.

    Both uỷ and ủy are right. For many texts give a PhraseBook.
    """
    yield from (phrases if isinstance(phrases, PhraseBook) else _book(tuple(phrases))).slips(text)


@lru_cache(maxsize=8)
def _book(phrases: tuple[str, ...]) -> PhraseBook:
    return PhraseBook(phrases)


def misplaced_tones(text: str) -> Iterator[Slip]:
    """Yield syllables whose tone stands on a vowel it never stands on: `hòan`, `qúy`, `lọai`."""
    for match in _MISPLACED.finditer(text):
        mended = _moved(match[0])
        if mended != match[0]:
            yield Slip(match.start(), match.end(), match[0], mended, SlipKind.TONE)


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        key, exact = _keys(match[0])
        yield _Word(match.start(), match.end(), match[0], key, exact)


@lru_cache(maxsize=16384)
def _keys(word: str) -> tuple[str, str]:
    return fold(word), new_tone(clean(word).lower())


def _right_places(
    text: str, words: list[_Word], book: dict[str, list[_Phrase]]
) -> list[tuple[int, int]]:
    """Return the stretches of words that are a phrase written with its right letters."""
    right: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        for phrase in book.get(word.key, ()):
            part = words[at : at + len(phrase.words)]
            same = [each.exact for each in part] == [each.exact for each in phrase.words]
            if same and _is_joined(text, part, phrase):
                right.append((at, at + len(part)))
    return right


def _tried(
    text: str, words: list[_Word], at: int, phrase: _Phrase
) -> Iterator[tuple[int, int, Slip]]:
    part = words[at : at + len(phrase.words)]
    if len(part) < len(phrase.words) or not _is_joined(text, part, phrase):
        return
    kind = _kind(text, part, phrase)
    if kind is None:
        return
    start, end = part[0].start, part[-1].end
    found, expected = text[start:end], _mended(text, part, phrase, kind)
    if found != expected:
        yield at, at + len(part), Slip(start, end, found, expected, kind)


def _is_joined(text: str, part: list[_Word], phrase: _Phrase) -> bool:
    if len(part) != len(phrase.words):
        return False
    for (one, two), dash in zip(pairwise(part), phrase.dashes, strict=True):
        if not (_DASH_GAP if dash else _GAP).fullmatch(text, one.end, two.start):
            return False
    return not _is_address(text, part[0].start, part[-1].end)


def _is_address(text: str, start: int, end: int) -> bool:
    """Return True inside an e-mail or web address or a file name."""
    before, after = text[start - 1 : start], text[end : end + 2]
    return (
        before in {"@", "/", "_", "\\"}
        or after[:1] in {"@", "_", "\\"}
        or bool(re.match(r"\.\w", after))
    )


def _kind(text: str, part: list[_Word], phrase: _Phrase) -> SlipKind | None:
    """Return what kind of slip this surely is, None for the right phrase or other words."""
    differing = [
        (one, two) for one, two in zip(part, phrase.words, strict=True) if one.exact != two.exact
    ]
    if not differing:
        return SlipKind.CASE if _is_case_slip(text, part, phrase) else None
    if " ".join(word.exact for word in part) in _REAL:
        return None
    if all(_is_tone_slip(one, two) for one, two in differing):
        return SlipKind.TONE
    if all(one.key == two.key for one, two in differing):
        return SlipKind.ACCENT if _is_accent_slip(text, part, phrase, differing) else None
    if len(differing) == 1 and _is_letter_slip(differing[0], len(part)):
        return SlipKind.LETTER
    return None


def _is_tone_slip(one: _Word, two: _Word) -> bool:
    """Return True when only the place of the tone differs."""
    return _untoned(one.exact) == _untoned(two.exact)


@lru_cache(maxsize=4096)
def _untoned(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in letters if mark in _TONES)
    return "".join(mark for mark in letters if mark not in _TONES), tone


def _is_accent_slip(
    text: str, part: list[_Word], phrase: _Phrase, differing: list[tuple[_Word, _Word]]
) -> bool:
    if len(part) < _SURE_WORDS:
        return _is_short_slip(text, part, phrase, differing)
    if all(word.exact.isascii() for word in part):  # typed without any accent
        return True
    if len(differing) == len(part) or _is_capital(part):
        return len(differing) < len(part)
    inner = all(part[0] is not one and part[-1] is not one for one, _ in differing)
    named = all(_starts_big(one) for one, two in differing if _starts_big(two))
    lower = [one for one, two in differing if not _starts_big(two)]
    return named and (not lower or inner or len(part) >= _LONG_WORDS)


def _is_short_slip(
    text: str, part: list[_Word], phrase: _Phrase, differing: list[tuple[_Word, _Word]]
) -> bool:
    """Return True for two words of which one is right: a name with all its capitals.

    In capitals any two words look like a name: there the phrase must be the whole line.
    """
    if len(differing) > 1:
        return False
    if _is_capital(part):
        line = text[text.rfind("\n", 0, part[0].start) + 1 :].split("\n", maxsplit=1)[0]
        return line.strip() == text[part[0].start : part[-1].end]
    (one, two) = differing[0]
    if not (_starts_big(two) and _starts_big(one)):
        return False
    if all(_starts_big(word) for word in phrase.words):
        return all(_starts_big(word) for word in part)
    return not _is_sentence_start(text, part[0].start)


def _is_letter_slip(pair: tuple[_Word, _Word], count: int) -> bool:
    """Return True when one letter is off and what stands there is no syllable of its own."""
    one, two = pair
    if count < _SURE_WORDS or not _is_one_letter_off(one.key, two.key):
        return False
    if not is_syllable(one.exact):
        return True
    return count >= _LONG_WORDS and not _starts_big(two)


def _is_one_letter_off(one: str, two: str) -> bool:
    if any(letter.isdigit() for letter in one):  # "dân1" is the mark of a note
        return one.translate(_FIGURES) == two
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < _SHORTEST:
        return False
    head = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), -1)
    if head < 0:
        return len(one) != len(two)
    tails = {one[head + 1 :] == two[head + 1 :], one[head:] == two[head + 1 :]}
    return True in tails or one[head + 1 :] == two[head:]


def _is_case_slip(text: str, part: list[_Word], phrase: _Phrase) -> bool:
    """Return True when some but not all capitals of the phrase stand, or some are too many.

    The capital of a sentence's first word says nothing.
    """
    if _is_capital(part) or len(part) < _SURE_WORDS:
        return False
    wanted = [_starts_big(word) for word in phrase.words]
    shown = [_starts_big(word) for word in part]
    if any(word.text[1:] != word.text[1:].lower() for word in part):
        return True
    if _is_sentence_start(text, part[0].start):
        wanted, shown = wanted[1:], shown[1:]
    return shown != wanted and any(shown) and (any(wanted) or all(shown))


def _is_sentence_start(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text, max(0, start - _LOOK_BACK), start) is not None or start == 0


def _starts_big(word: _Word) -> bool:
    return word.text[:1].isupper()


def _is_capital(part: list[_Word]) -> bool:
    return all(word.text.upper() == word.text for word in part)


def _mended(text: str, part: list[_Word], phrase: _Phrase, kind: SlipKind) -> str:
    capital = _is_capital(part)
    pieces = []
    at = part[0].start
    for number, (one, two) in enumerate(zip(part, phrase.words, strict=True)):
        pieces.append(text[at : one.start])
        pieces.append(_right_word(one, two, kind, capital=capital, first=number == 0))
        at = one.end
    return "".join(pieces)


def _right_word(one: _Word, two: _Word, kind: SlipKind, *, capital: bool, first: bool) -> str:
    if capital:
        return one.text if one.exact == two.exact else two.text.upper()
    if one.exact != two.exact:
        right = two.text
    elif kind is SlipKind.CASE:
        right = _cased_like(one.text, two)
    else:
        return one.text
    # A phrase that begins a sentence keeps its capital.
    return right[:1].upper() + right[1:] if first and _starts_big(one) else right


def _cased_like(text: str, two: _Word) -> str:
    small = text.lower()
    return small[:1].upper() + small[1:] if _starts_big(two) else small


# The tone stands on o or u although a letter follows the second vowel, or on the u of qu.
_MISPLACED = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{0,4}?(?:(?<=[qQ])[úùủũụÚÙỦŨỤ]"
    r"|[òóỏõọÒÓỎÕỌ][aăeAĂE]|[ùúủũụÙÚỦŨỤ][yâêYÂÊ])[^\W\d_]{1,4}(?![^\W\d_])"
)
_TONED_FIRST = re.compile(
    r"([òóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ])([aăâeêyAĂÂEÊY])(?=[^\W\d_])|(?<=[qQ])([úùủũụÚÙỦŨỤ])([^\W\d_])"
)


def _moved(word: str) -> str:
    """Return the word with its tone on the second vowel, unchanged when that makes no syllable."""
    match = _TONED_FIRST.search(word)
    if match is None:
        return word
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    parts = unicodedata.normalize("NFD", first)
    tone = "".join(mark for mark in parts if mark in _TONES)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    mended = word[: match.start()] + bare + unicodedata.normalize("NFC", second + tone)
    mended += word[match.end() :]
    return mended if is_syllable(mended.lower()) and not is_syllable(word.lower()) else word
