"""Widths of printed text from the bundled font, and what is decided with them.

Both writers break centred lines and share out header columns by these figures, so that docx and
PDF agree whatever programs think of balancing.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

TWIPS_PER_INCH = 1440
MM_PER_INCH = 25.4
TWIPS_PER_POINT = 20
POINTS_PER_INCH = 72
_SEGMENTS = 4  # the format of a character map in segments
_FACES = {
    (False, False): "Tinos-Regular.ttf",
    (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf",
    (True, True): "Tinos-BoldItalic.ttf",
}


def twips(millimetres: float) -> int:
    """Return millimetres in whole twips (1/20 point), the unit both writers share."""
    return round(millimetres * TWIPS_PER_INCH / MM_PER_INCH)


def point_twips(points: float) -> int:
    """Return points in whole twips."""
    return round(points * TWIPS_PER_POINT)


class Metrics:
    """Advance widths of the four bundled faces."""

    def __init__(self, fonts: Path) -> None:
        self._faces = {look: _Face(fonts / name) for look, name in _FACES.items()}

    def width(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Return the width of one line in points, unkerned as it prints."""
        return float(self._faces[bold, italic].width(text)) * size

    def width_mm(
        self, text: str, size: float, *, bold: bool = False, italic: bool = False
    ) -> float:
        """Return the width of one line in millimetres."""
        points = self.width(text, size, bold=bold, italic=italic)
        return points * MM_PER_INCH / POINTS_PER_INCH

    def missing(self, text: str) -> str:
        """Return the letters of text that the bundled font cannot draw, each once."""
        face = self._faces[False, False]
        return "".join(dict.fromkeys(c for c in text if c != "\n" and not face.has(c)))


class _Face:
    """The character map and advance widths of one TrueType file."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        tables = _tables(data)
        units = struct.unpack_from(">H", data, tables["head"] + 18)[0]
        count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
        metrics = struct.unpack_from(f">{count * 2}H", data, tables["hmtx"])
        self._glyphs = _character_map(data, tables["cmap"])
        advances = [advance / units for advance in metrics[::2]]
        self._widths: dict[int, float] = {
            code: advances[min(glyph, count - 1)] for code, glyph in self._glyphs.items()
        }
        self._notdef: float = advances[0]
        self.width = lru_cache(maxsize=4096)(self._width)

    def _width(self, text: str) -> float:
        return sum(self._widths.get(ord(letter), self._notdef) for letter in text)

    def has(self, letter: str) -> bool:
        """Return whether the face draws the letter."""
        return ord(letter) in self._glyphs


def _tables(data: bytes) -> dict[str, int]:
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _character_map(data: bytes, cmap: int) -> dict[int, int]:
    """Return code point -> glyph from the format 4 subtable (the letters of the BMP)."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    offsets = [struct.unpack_from(">HHL", data, cmap + 4 + 8 * i)[2] for i in range(count)]
    formats = {struct.unpack_from(">H", data, cmap + at)[0]: cmap + at for at in offsets}
    start = formats[_SEGMENTS]
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    columns = [start + 14, start + 16 + 2 * segments, start + 16 + 4 * segments]
    ends, starts, deltas = (struct.unpack_from(f">{segments}H", data, at) for at in columns)
    ranges_at = start + 16 + 6 * segments
    ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
    glyphs: dict[int, int] = {}
    for i, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                at = ranges_at + 2 * i + jump + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, at)[0]
            if glyph or not jump:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs


def balance(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Return text in the fewest lines that fit the room, then with the narrowest widest line.

    A word wider than the room gets a line of its own. A newline in text is kept as a break.
    """
    return [line for part in text.split("\n") for line in _balanced(part, room, width)]


def _balanced(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    words = text.split(" ")
    best: list[tuple[int, float, list[str]]] = [(0, 0.0, [])]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            line = " ".join(words[start:end])
            wide = width(line)
            if wide > room and start < end - 1:
                break
            count, widest, lines = best[start]
            choices.append((count + 1, max(widest, wide), [*lines, line]))
        best.append(min(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def share_columns(
    needs: tuple[float, float], least: tuple[float, float], total: float, gap: float
) -> tuple[float, float, float] | None:
    """Return widths (left, gap, right) of the header, or None when a line has to be broken.

    Each column is as wide as `least` where there is room, else as its own widest line needs;
    `gap` is the least air between the texts.
    """
    left_need, right_need = needs
    if left_need + gap + right_need > total:
        return None
    right = max(right_need, min(least[1], total - left_need))
    left = max(left_need, min(least[0], total - right))
    return left, total - left - right, right
