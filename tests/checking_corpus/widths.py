"""How wide a text is in Times New Roman, by the metric twin the program ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
POINTS_A_MM = 72 / 25.4


@cache
def _advances(name: str) -> tuple[dict[int, str], dict[str, int], int]:
    with TTFont(FONTS / name) as font:
        widths = {glyph: wide for glyph, (wide, _) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), widths, font["head"].unitsPerEm


def width(text: str, size: float, *, bold: bool) -> float:
    """Return the width in millimetres."""
    letters, widths, em = _advances("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")
    units = sum(widths[letters.get(ord(letter), ".notdef")] for letter in text)
    return units * size / em / POINTS_A_MM
