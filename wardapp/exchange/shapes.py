"""Checks of what was parsed: right kind, within bounds; `Misshapen` says what was not."""

from __future__ import annotations

import re
from typing import Any

from wardapp.exchange.canonical import LARGEST

YEAR_3000_MS = 32_503_680_000_000
"""Where the calendars of Windows end."""

NAME, TEXT, KEY = 300, 20_000, 400
"""Letters of a name, of a text that a clerk reads, of a record's key, at most."""


class Misshapen(ValueError):
    """A parsed value is not of the kind that belongs there."""


def fields_of(value: Any, names: frozenset[str], *, or_more: bool = False) -> dict[str, Any]:
    """Return an object with exactly these names (or more of them, from a newer version)."""
    if not isinstance(value, dict):
        raise Misshapen("no object")
    if value.keys() != names and not (or_more and names <= value.keys()):
        raise Misshapen("other names")
    return value


def items(value: Any, most: int) -> list[Any]:
    """Return a list that is not too long."""
    if not isinstance(value, list) or len(value) > most:
        raise Misshapen("no list")
    return value


def text(value: Any, most: int = TEXT) -> str:
    """Return a text that is not too long; what it says is not judged."""
    if not isinstance(value, str) or len(value) > most:
        raise Misshapen("no text")
    return value


def name(value: Any, most: int = NAME) -> str:
    """Return a text of one line without letters that steer a screen or turn it round."""
    if _STEERING.search(text(value, most)):
        raise Misshapen("steering letters")
    return str(value)


def key(value: Any) -> str:
    """Return the key of a record: some text, not empty."""
    if not text(value, KEY):
        raise Misshapen("no key")
    return str(value)


def whole(value: Any) -> int:
    """Return a whole number, not negative, that every program keeps exactly."""
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise Misshapen("no whole number")
    return value


def instant(value: Any) -> int:
    """Return an instant that every system can show, in UTC milliseconds."""
    if whole(value) >= YEAR_3000_MS:
        raise Misshapen("no instant")
    return int(value)


def hash_text(value: Any, *, or_empty: bool = False) -> str:
    """Return a SHA-256 in lower-case hex."""
    if not (or_empty and value == "") and not _HASH.fullmatch(text(value)):
        raise Misshapen("no hash")
    return str(value)


def record_name(value: Any) -> str:
    """Return a UUID in its canonical text form."""
    if not _UUID.fullmatch(text(value)):
        raise Misshapen("no UUID")
    return str(value)


_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
