"""Finds citations whose number and symbol cannot be right: `876-CV/BTGDVTU876KH/TU`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CITED = re.compile(r"\b[Ss]ố\s+(?P<words>\d[\w]*(?:\s?[-–/]\s?[\wĐđ]+)+)")
_PART = r"[A-ZĐ][A-Za-zĐđ]*\d{0,2}"
_PARTY = re.compile(rf"\d{{1,5}}[a-zđ]?\s?[-–]?\s?{_PART}/{_PART}(?:[-–]{_PART})*")
_STATE = re.compile(rf"\d{{1,6}}[a-zđ]?/(?:\d{{4}}/)?{_PART}(?:[-–/]{_PART})*")
_FIGURES = re.compile(r"[\d/.-]+")
_WOVEN = re.compile(r"[A-ZĐ]{2,}\d{2,}[A-ZĐ]|//|--|/-|-/|[a-zĐA-Z]\d+[A-ZĐ]+/")
_MANY_SLASHES = 3


def mangled_citations(text: str) -> Iterator[str]:
    """Yield the cited numbers that do not parse, each once."""
    seen: set[str] = set()
    for found in _CITED.finditer(text):
        words = found["words"]
        tight = re.sub(r"\s*([-–/])\s*", r"\1", words)
        if tight in seen or _is_right(tight) or not _is_mangled(tight):
            continue
        seen.add(tight)
        yield words


def _is_right(words: str) -> bool:
    return any(form.fullmatch(words) for form in (_PARTY, _STATE, _FIGURES)) and not _WOVEN.search(
        words
    )


def _is_mangled(words: str) -> bool:
    """Return True when letters and figures are woven as no symbol is."""
    return _WOVEN.search(words) is not None or words.count("/") >= _MANY_SLASHES
