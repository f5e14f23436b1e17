"""What a row becomes that the clerk merged of rows of several units."""

from __future__ import annotations

from collections.abc import Sequence

from wardapp.core.forms import CellType, ColumnSpec, FormValue
from wardapp.core.returns import MergeGroup
from wardapp.core.text import fold
from wardapp.reports.combining import ADDED, Given, Joined, agreed, ratios, summed


def merged_row(group: MergeGroup, column: ColumnSpec, given: Sequence[Given]) -> Joined:
    """Return one cell of a merged row: as the clerk wrote it, else what the members say together.

    Numbers add up, texts stand beside each other once, a choice only where all chose alike.
    """
    contributions = tuple(each.contribution for each in given)
    for key, value in group.values:
        if key == column.key:
            return Joined(value, contributions)
    return Joined(_together(column, given), contributions)


def _together(column: ColumnSpec, given: Sequence[Given]) -> FormValue:
    if column.type in ADDED:
        return summed(given).value
    if column.type is CellType.RATIO:
        return ratios(given).value
    if column.type in {CellType.CHOICE, CellType.PERCENT}:
        return agreed(given)
    texts = {fold(str(each.value)): str(each.value).strip() for each in reversed(given)}
    return "; ".join(text for text in reversed(texts.values()) if text) or None
