"""Keys for finding phrases whose accents an OCR program lost, at places that stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wardapp.core.text import exact_key

_CAPS_SHARE = 0.85


def plain(text: str) -> str:
    """Return text in small letters without accents, one letter for each letter of text."""
    return text.translate(_PLAIN_LETTERS)


def is_caps(text: str) -> bool:
    """Return True when nearly all letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= _CAPS_SHARE * len(letters)


def joined(texts: Iterable[str]) -> str:
    """Return lines as one, a word or symbol that broke at a slash whole again."""
    text = ""
    for line in texts:
        text = f"{text}{'' if text.endswith('/') else ' '}{line}"
    return " ".join(text.split())


def one_of(phrases: str) -> str:
    """Return the pattern of any of the phrases, written with commas between, as whole words."""
    words = sorted((" ".join(part.split()) for part in phrases.split(",")), key=len, reverse=True)
    return rf"(?:{'|'.join(re.escape(word) for word in words)})\b"


def count_of(words: str, text_key: str) -> int:
    """Return how often words stand in a text whose exact key is given."""
    return text_key.count(exact_key(words)) if words else 0


class _PlainLetters(dict[int, str]):
    """The plain letter of each letter met so far: a text of megabytes asks for few."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = "d" if base == "đ" else base[0]
        return self[code]


_PLAIN_LETTERS = _PlainLetters()
