"""Fonts, fills and borders of a unit's workbook, each made once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from wardapp.core.forms import CellType, FormValue
from wardapp.core.printout import Align
from wardapp.documents.printout_page import plain
from wardapp.documents.printout_xlsx_rows import FONT, FORMULA_STARTS

BODY, SMALL, TITLE = 12, 10, 14
_RULE = Side(style="thin")
_RULES = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_INPUT, _LOCKED, _HEAD = "FFFFF6D6", "FFEDEDED", "FFE3E9F1"
_TEXT = "@"
FORMATS = {CellType.COUNT: "#,##0", CellType.DECIMAL: "#,##0.0", CellType.PERCENT: '0.0"%"'}


class Looks:
    """Sets cells; a style of openpyxl is shared between all cells that look alike."""

    def __init__(self) -> None:
        """Make the fonts and fills."""
        self._plain = Font(name=FONT, size=BODY)
        self._bold = Font(name=FONT, size=BODY, bold=True)
        self._fills = {
            color: PatternFill("solid", fgColor=color) for color in (_INPUT, _LOCKED, _HEAD)
        }
        self._open = Protection(locked=False)

    def head(self, cell: Any, text: str) -> None:
        """Set the head of a column."""
        put_text(cell, text)
        cell.font = self._bold
        cell.fill = self._fills[_HEAD]
        cell.border = _RULES
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def label(self, cell: Any, text: str, align: str = "left", indent: int = 0) -> None:
        """Set a label the unit does not change."""
        put_text(cell, text)
        cell.font = self._plain
        cell.border = _RULES
        cell.alignment = Alignment(
            horizontal=align, vertical="center", wrap_text=True, indent=indent
        )

    def value(self, cell: Any, value: FormValue, kind: CellType, align: Align) -> None:
        """Set a cell the unit fills; words stay words, whatever they begin with."""
        put_value(cell, value)
        self._body(cell, kind, align, _INPUT)
        cell.protection = self._open

    def locked(self, cell: Any, value: FormValue, kind: CellType, align: Align) -> None:
        """Set a cell the unit does not fill."""
        put_value(cell, value)
        self._body(cell, kind, align, _LOCKED)

    def formula(self, cell: Any, formula: str, kind: CellType, align: Align) -> None:
        """Set a cell that Excel computes."""
        if formula:
            cell.value = f"={formula}"
        self._body(cell, kind, align, _LOCKED)

    def line(self, cell: Any, text: str, align: str, look: Font) -> None:
        """Set a line of the heading or the foot."""
        put_text(cell, text)
        cell.font = look
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)

    def blank(self, cell: Any) -> None:
        """Set a fact of the heading that the unit writes."""
        cell.font = self._bold
        cell.fill = self._fills[_INPUT]
        cell.border = Border(bottom=Side(style="dotted"))
        cell.number_format = _TEXT
        cell.protection = self._open
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)

    def cover(self, cell: Any) -> None:
        """Set a cell that a merged input covers, so that its border is whole."""
        cell.border = _RULES
        cell.protection = self._open

    def _body(self, cell: Any, kind: CellType, align: Align, fill: str) -> None:
        cell.font = self._plain
        cell.border = _RULES
        cell.fill = self._fills[fill]
        cell.number_format = FORMATS.get(kind, _TEXT)
        cell.alignment = Alignment(horizontal=align.value, vertical="center", wrap_text=True)


def put_text(cell: Any, text: str) -> None:
    """Write words that never become a formula."""
    said = plain(text)
    if not said:
        return
    cell.value = said
    cell.data_type = "s"
    if said.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def put_value(cell: Any, value: FormValue) -> None:
    """Write a figure as a figure, words as words."""
    if isinstance(value, int | Decimal):
        cell.value = value
    elif value is not None:
        put_text(cell, value)


def font(size: float, *, bold: bool = False, italic: bool = False) -> Font:
    """Return a font of the heading."""
    return Font(name=FONT, size=size, bold=bold, italic=italic)
