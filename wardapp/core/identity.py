"""Names of records and the hybrid clock."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import NewType

RecordId = NewType("RecordId", str)
"""UUID version 7 in its canonical text form: sorts by the time it was made."""

RandomBytes = Callable[[int], bytes]


def new_record_id(now_ms: int, random: RandomBytes = secrets.token_bytes) -> RecordId:
    """Return a UUIDv7 (RFC 9562 §5.7) for the instant in UTC milliseconds."""
    tail = int.from_bytes(random(10), "big")
    value = (now_ms & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (tail >> 62 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= tail & (1 << 62) - 1
    return _text_of(value)


def derived_id(*parts: str) -> RecordId:
    """Return the name that follows from the parts alone: a UUIDv8 (RFC 9562 §5.8) of their hash.

    What has a natural key (the counter of a year, the form of a period) gets it: two PCs that make
    the same thing apart then made one record, whose fields come together by themselves.
    """
    told = b"".join(len(each).to_bytes(4, "big") + each for each in map(str.encode, parts))
    value = int.from_bytes(hashlib.sha256(told).digest()[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return _text_of(value)


def made_ms(record_id: RecordId) -> int:
    """Return the instant in UTC milliseconds that a record's name was made for."""
    return int(record_id.replace("-", "")[:12], 16)


def _text_of(value: int) -> RecordId:
    text = f"{value:032x}"
    return RecordId("-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:])))
