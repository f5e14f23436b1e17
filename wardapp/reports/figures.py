"""Figures as Vietnamese papers write them: 1.234,5."""

from __future__ import annotations

from decimal import Decimal

from wardapp.core.forms import CellType, FormValue

_SWAP = str.maketrans(",.", ".,")

NOT_YET = "chưa có"
"""Stands where a figure is due and nobody gave one: a blank is not zero."""


def figure(value: FormValue, kind: CellType = CellType.COUNT) -> str:
    """Return a value as text: thousands with a dot, decimals with a comma, percent as `85,5%`."""
    if value is None or value == "":
        return NOT_YET
    if isinstance(value, str):
        return value
    number = f"{value:,}".translate(_SWAP) if isinstance(value, int) else _decimal(value)
    return f"{number}%" if kind is CellType.PERCENT else number


def _decimal(value: Decimal) -> str:
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)
