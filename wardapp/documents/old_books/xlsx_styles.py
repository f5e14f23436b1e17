"""Which cells of a workbook hold days, and in which font each is set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_BUILT_IN_DAYS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_LETTERS = re.compile(r"[dy]", re.IGNORECASE)


@dataclass(slots=True)
class Styles:
    """Per cell format: whether it shows a day, and its font."""

    days: list[bool] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)

    def is_day(self, style: int) -> bool:
        """Tell whether a format shows days."""
        return 0 <= style < len(self.days) and self.days[style]

    def font(self, style: int) -> str:
        """Return the font's name of a format."""
        return self.fonts[style] if 0 <= style < len(self.fonts) else ""


def read_styles(root: etree._Element | None) -> Styles:
    """Return the formats of a workbook's styles part."""
    styles = Styles()
    if root is None:
        return styles
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    names = [_font_name(font) for font in root.iterfind("{*}fonts/{*}font")]
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        code = each.get("numFmtId", "0")
        styles.days.append(_shows_day(code, own.get(code)))
        font = each.get("fontId", "0")
        at = int(font) if font.isdecimal() else 0
        styles.fonts.append(names[at] if at < len(names) else "")
    return styles


def _font_name(font: etree._Element) -> str:
    name = font.find("{*}name")
    return "" if name is None else name.get("val", "")


def _shows_day(code: str, own: str | None) -> bool:
    if own is not None:
        return _DAY_LETTERS.search(_QUOTED.sub("", own.split(";")[0])) is not None
    return code.isdecimal() and int(code) in _BUILT_IN_DAYS
