"""Tables typed with bars, as their cells and the way their columns stand, and back."""

from __future__ import annotations

from collections.abc import Sequence

from wardapp.core.pipe_table import cells, is_rule, row_of
from wardapp.core.printout import Align

_DASHES = {Align.LEFT: "---", Align.CENTER: ":---:", Align.RIGHT: "---:"}


def read_rows(text: str) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Return the cells of a table, row by row, and how many of the first rows are its head.

    Only the first line of dashes is one; a later line like it is a row.
    """
    lines = text.split("\n")
    head_rows = _ruled_at(lines)
    if head_rows >= 0:
        del lines[head_rows]
    return tuple(tuple(each.strip() for each in cells(line)) for line in lines), max(head_rows, 0)


def alignments(text: str) -> tuple[Align, ...]:
    """Return how the columns stand by the line of dashes; () when a table has none."""
    lines = text.split("\n")
    at = _ruled_at(lines)
    return tuple(_align(mark.strip()) for mark in cells(lines[at])) if at >= 0 else ()


def table_lines(
    rows: Sequence[Sequence[str]], head_rows: int = 0, aligns: Sequence[Align] = ()
) -> list[str]:
    """Return the lines that read back as these rows, all of one width."""
    width = max((len(row) for row in rows), default=0)
    lines = [row_of([*row, *[""] * (width - len(row))]) for row in rows]
    stands = [*aligns, *[Align.LEFT] * width][:width]
    if head_rows or any(stand is not Align.LEFT for stand in stands):
        lines.insert(head_rows, f"|{'|'.join(_DASHES[stand] for stand in stands)}|")
    return lines


def _ruled_at(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if is_rule(line)), -1)


def _align(mark: str) -> Align:
    if mark.endswith(":"):
        return Align.CENTER if mark.startswith(":") else Align.RIGHT
    return Align.LEFT
