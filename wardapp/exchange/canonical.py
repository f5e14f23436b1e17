"""JSON with one spelling only: what is read must be written back as the very same bytes.

So a name given twice, a number as 1.0, a NaN or a space where none belongs is never taken. How
deep and how full a text may be is counted before it is parsed.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

DEEPEST = 12
FULLEST = 2_000_000
"""Brackets, braces and commas that one text may have."""

LONG = 1 << 14
"""Below this many bytes nothing can be deep or full enough to do harm."""

LARGEST = (1 << 53) - 1
"""Whole numbers go up to what every program keeps exactly."""

LONGEST_NUMBER = 20


class NotCanonical(ValueError):
    """Bytes are not the one spelling of a JSON value within the bounds."""


def dumped(value: Any) -> bytes:
    """Return the one spelling of a value of JSON's own types; ValueError for what has none."""
    return _ENCODER.encode(value).encode()


def parsed(data: bytes) -> Any:
    """Return the value that these bytes spell; NotCanonical when they do not spell it so."""
    if len(data) > LONG:
        _refuse_monsters(data)
    try:
        text = data.decode()
        value = _DECODER.decode(text)
        if _ENCODER.encode(value) != text:
            raise NotCanonical("another spelling")
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not JSON") from error
    return value


def is_spelled(text: str) -> bool:
    """Tell whether a text is the one spelling of a JSON value; plain ones are told at a glance."""
    if _PLAIN.fullmatch(text):
        return True
    try:
        parsed(text.encode())
    except ValueError:
        return False
    return True


def _refuse_monsters(data: bytes) -> None:
    """Count what lies outside of texts, in one pass, before anything is made of it."""
    bare = _TEXTS.sub(b"", data)
    if sum(map(bare.count, (b"[", b"{", b","))) > FULLEST:
        raise NotCanonical("too full")
    depth = 0
    for mark in _BRACKETS.finditer(bare):
        depth += 1 if mark.group() in b"[{" else -1
        if depth > DEEPEST:
            raise NotCanonical("too deep")


def _refused(text: str) -> NoReturn:
    raise NotCanonical(f"no number here: {text}")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER or abs(value := int(digits)) > LARGEST:
        raise NotCanonical("too large a number")
    return value


_TEXTS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)', re.DOTALL)
"""A text, also one that never ends, so that no byte is looked at twice."""

_PLAIN = re.compile(r'null|true|false|0|-?[1-9][0-9]{0,14}|"[^"\\\x00-\x1f\x7f\ud800-\udfff]*"')
_BRACKETS = re.compile(rb"[\[\]{}]")
_DECODER = json.JSONDecoder(parse_float=_refused, parse_constant=_refused, parse_int=_whole)
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
