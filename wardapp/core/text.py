"""Vietnamese text: one form at every door, search keys, alphabetical order (domain §9)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SortKey = tuple[object, ...]

_LOOKALIKES = str.maketrans(
    {
        "\u00f0": "đ",  # eth, as old fonts and keyboards write it
        "\u00d0": "Đ",
        "\u0256": "đ",  # African d
        "\u0189": "Đ",
        "\u200b": None,  # zero width space, joiners, byte order mark, soft hyphen
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\u00ad": None,
        # marks of writing direction: they turn a line round on screen and paper
        **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        "\u00a0": " ",  # no-break spaces
        "\u2007": " ",
        "\u202f": " ",
    }
)
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_NOT_KEY = re.compile(r"[^\w/-]|_")
_JOINTS = re.compile(r"\s*([/-])[\s/-]*")
_WORD = re.compile(r"[^\W_]+")
_SORT_PIECE = re.compile(r"[0-9]+(?:[^\W\d_](?![^\W\d_]))?|[^\W\d_]+|\d")
_NUMBER = re.compile(r"(\d+)(.*)")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FOREIGN = 1000  # letters outside the alphabet follow it, by code point
_VOWEL_MARKS = {"\u0306", "\u0302", "\u031b"}
_ONLY_VIETNAMESE = {"\u0309", "\u0323", "\u031b"}
_STRONG_SHARE = 0.1
_SHORTEST_WORD = 2


def clean(text: str) -> str:
    """Return text as it is kept: NFC, true đ, plain spaces, no invisible marks; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", lines)


def one_line(text: str) -> str:
    """Return clean text on one line, its words one space apart."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Return the key that finds text without accents, case, đ, dashes of all kinds or spacing.

    Letters, digits, `-` and `/` stay; `57- KH/ TU` and `57-kh/tu` have one key.
    """
    plain = _bare(_DASHES.sub("-", clean(text).casefold()))
    return _JOINTS.sub(_joint, " ".join(_NOT_KEY.sub(" ", plain).split())).strip("-/ ")


def _joint(found: re.Match[str]) -> str:
    # A template would have every call import `re`, whether it finds a joint or not.
    return found[1]


def symbol_key(text: str) -> str:
    """Return the key by which two symbols are the same: `57 KH/TU` = `57-KH/TU` = `57-kh/tu`."""
    return re.sub(r"[^\w/]", "", fold(text))


def exact_key(text: str) -> str:
    """Return the key that finds text with its accents: NFC, lower case, one tone placement."""
    return new_tone(" ".join(clean(text).lower().split()))


def new_tone(text: str) -> str:
    """Return text with ủy, hòa, khỏe, as screens and NĐ30 write; quý and hoàn stay."""
    return _TONE_PLACES.sub(lambda found: _TO_FIRST.get(found[0], found[0]), _nfc(text))


def old_tone(text: str) -> str:
    """Return text with uỷ, hoà, khoẻ, HD05's own spelling; quý and hoàn stay."""
    return _TONE_PLACES.sub(lambda found: _TO_LAST.get(found[0], found[0]), _nfc(text))


def sort_key(text: str) -> SortKey:
    """Return the key of Vietnamese order: syllable by syllable, letters before tones.

    Figures compare by value (`9-KH`, `12-KH`, `12a-KH`), then code points.
    """
    tidy = clean(text)
    pieces = tuple(_piece_key(piece) for piece in _SORT_PIECE.findall(tidy.casefold()))
    return (pieces, tidy)


def name_sort_key(name: str) -> SortKey:
    """Return the key of a person's name: by tên, then by họ and đệm."""
    parts = clean(name).split()
    return (sort_key(" ".join(parts[-1:])), sort_key(" ".join(parts[:-1])))


def words(text: str) -> list[str]:
    """Return the words and figures of text in order, without punctuation."""
    return _WORD.findall(clean(text))


def is_vietnamese(text: str) -> bool:
    """Return True when enough words carry marks that only Vietnamese has."""
    long_words = [word for word in words(text) if len(word) >= _SHORTEST_WORD and word.isalpha()]
    strong = sum(_has_vietnamese_mark(word) for word in long_words)
    return strong > 0 and strong >= _STRONG_SHARE * len(long_words)


def mask_person_numbers(text: str) -> str:
    """Return text with identity and telephone numbers hidden but for their last three figures."""
    return _PERSON_NUMBER.sub(_masked, text)


def has_person_numbers(text: str) -> bool:
    """Return True when text seems to hold an identity or telephone number."""
    return _PERSON_NUMBER.search(text) is not None


def person_numbers(text: str) -> tuple[str, ...]:
    """Return what in text seems to be an identity or telephone number, as it stands there."""
    return tuple(found[0] for found in _PERSON_NUMBER.finditer(text))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _nfc(bare).replace("đ", "d")


def _tone_pairs() -> dict[str, str]:
    """Return {tone on the last vowel: tone on the first} for oa, oe, uy in all cases."""
    pairs = {}
    for first, last in ("oa", "oe", "uy"):
        for tone in _TONES:
            for one in (first, first.upper()):
                for two in (last, last.upper()):
                    pairs[one + _nfc(two + tone)] = _nfc(one + tone) + two
    return pairs


_TO_FIRST = _tone_pairs()
_TO_LAST = {value: key for key, value in _TO_FIRST.items()}
# The pair ends its syllable; the u of qu belongs to the onset.
_TONE_PLACES = re.compile(rf"(?<![qQ])(?:{'|'.join([*_TO_FIRST, *_TO_LAST])})(?![^\W\d_])")


def _piece_key(piece: str) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    number = _NUMBER.fullmatch(piece)  # 12, or 12a right after it
    weights = [_letter_weights(letter) for letter in (number[2] if number else piece)]
    ranks = tuple(rank for rank, _ in weights)
    tones = tuple(tone for _, tone in weights)
    return (0, (int(number[1]), *ranks), tones) if number else (1, ranks, tones)


@lru_cache(maxsize=1024)
def _letter_weights(letter: str) -> tuple[int, int]:
    """Return (rank in the alphabet, rank of the tone) of one lower-case letter."""
    parts = unicodedata.normalize("NFD", letter)
    tone = max((_TONES.get(mark, 0) for mark in parts), default=0)
    base = _nfc("".join(mark for mark in parts if mark not in _TONES))
    plain = _RANKS.get(base) or _RANKS.get(parts[0])
    return (plain or _FOREIGN + ord(parts[0]), tone)


def _has_vietnamese_mark(word: str) -> bool:
    if "đ" in word.lower():
        return True
    return any(_is_vietnamese_letter(letter) for letter in word)


@lru_cache(maxsize=1024)
def _is_vietnamese_letter(letter: str) -> bool:
    marks = set(unicodedata.normalize("NFD", letter)[1:])
    return bool(marks & _ONLY_VIETNAMESE) or bool(marks & _VOWEL_MARKS and marks & set(_TONES))


# CCCD has 12 figures, the old CMND 9; telephone numbers start with 0 or +84 and have 9 to 10 more.
_PERSON_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:\+84(?:[ .-]?\d){9,10}|0(?:[ .-]?\d){9,10}|\d{12}|\d{9})(?![\w/]|[.,-]\d)"
)
_SHOWN_FIGURES = 3


def _masked(found: re.Match[str]) -> str:
    number = found[0]
    return re.sub(r"[\d+]", "•", number[:-_SHOWN_FIGURES]) + number[-_SHOWN_FIGURES:]
