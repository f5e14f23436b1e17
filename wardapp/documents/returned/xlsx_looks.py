"""Which cells of a workbook show days or percents, and in which font each is set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from wardapp.documents.old_books.xlsx_styles import Styles, read_styles

_BUILT_IN_PERCENTS = {"9", "10"}
_QUOTED = re.compile(r'"[^"]*"|\\.')


@dataclass(slots=True)
class Looks:
    """Per cell format: whether it shows a day or a share of a hundred, and its font."""

    styles: Styles
    percents: list[bool] = field(default_factory=list)

    def is_day(self, look: int) -> bool:
        """Tell whether a format shows days."""
        return self.styles.is_day(look)

    def is_percent(self, look: int) -> bool:
        """Tell whether a format shows the number a hundred times larger with a `%`."""
        return 0 <= look < len(self.percents) and self.percents[look]

    def font(self, look: int) -> str:
        """Return the font's name of a format."""
        return self.styles.font(look)


def read_looks(root: etree._Element | None) -> Looks:
    """Return the formats of a workbook's styles part."""
    looks = Looks(read_styles(root))
    if root is None:
        return looks
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        code = each.get("numFmtId", "0")
        shown = own.get(code)
        is_percent = code in _BUILT_IN_PERCENTS if shown is None else "%" in _QUOTED.sub("", shown)
        looks.percents.append(is_percent)
    return looks
