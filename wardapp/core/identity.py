"""Names of records and the hybrid clock."""

from __future__ import annotations

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
    text = f"{value:032x}"
    return RecordId("-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:])))


def made_ms(record_id: RecordId) -> int:
    """Return the instant in UTC milliseconds that a record's name was made for."""
    return int(record_id.replace("-", "")[:12], 16)
