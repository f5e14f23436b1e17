"""Font files looked at as files: whole, and of the family that the writers ask for by name."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from sys import byteorder

BUNDLED = {
    "OpenSans-Regular.ttf": "Open Sans",
    "OpenSans-Semibold.ttf": "Open Sans",
    "Tinos-Bold.ttf": "Tinos",
    "Tinos-BoldItalic.ttf": "Tinos",
    "Tinos-Italic.ttf": "Tinos",
    "Tinos-Regular.ttf": "Tinos",
}
"""The fonts that ship, and their families."""

_HEADER, _ENTRY = 12, 16
_WORD = 4
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS = 3
_SUM_RANGE = 1 << 32
_ADJUSTMENT_AT = 8  # in `head`: it holds the sum of the whole file and is left out of its own sum


def faulty_fonts(fonts: Path) -> tuple[str, ...]:
    """Return the bundled fonts that are missing, cut short, changed or of another family."""
    return tuple(name for name, family in BUNDLED.items() if not _is_whole(fonts / name, family))


def _is_whole(path: Path, family: str) -> bool:
    try:
        data = path.read_bytes()
        tables = tuple(_tables(data))
        sound = all(_sum(tag, table) == checksum for tag, checksum, table in tables)
        names = next(table for tag, _sum_of, table in tables if tag == "name")
        return sound and family in set(_families(names))
    except (OSError, struct.error, StopIteration, UnicodeDecodeError):
        return False


def _tables(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Yield tag, promised checksum and bytes of every table."""
    count = struct.unpack_from(">H", data, _WORD)[0]
    for number in range(count):
        place = _HEADER + _ENTRY * number
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", data, place)
        yield tag.decode("ascii"), checksum, data[offset : offset + length]


def _sum(tag: str, table: bytes) -> int:
    """Return the checksum of a table as the format defines it."""
    if tag == "head":
        after = _ADJUSTMENT_AT + _WORD
        table = table[:_ADJUSTMENT_AT] + bytes(_WORD) + table[after:]
    words = array("I", table + bytes(-len(table) % _WORD))
    if byteorder == "little":
        words.byteswap()
    return sum(words) % _SUM_RANGE


def _families(names: bytes) -> Iterator[str]:
    """Yield the families that a table of names gives for Windows."""
    _format, count, storage = struct.unpack_from(">HHH", names)
    for number in range(count):
        record = struct.unpack_from(">HHHHHH", names, 6 + 12 * number)
        platform, _encoding, _language, name_id, length, offset = record
        if platform == _WINDOWS and name_id in {_FAMILY, _TYPOGRAPHIC_FAMILY}:
            start = storage + offset
            yield names[start : start + length].decode("utf-16-be")
