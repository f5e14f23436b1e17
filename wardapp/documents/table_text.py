"""A table typed in the text as rows of cells with styles and widths, the same for Word and PDF."""

from __future__ import annotations

from collections.abc import Iterable

from wardapp.core.document import Block, Run
from wardapp.core.layout import TextStyle
from wardapp.core.printout import Align
from wardapp.documents.composition import GridCell, Span, TableGrid
from wardapp.documents.light_marks import joined_runs, printed_runs, run_text
from wardapp.documents.metrics import TWIPS_PER_POINT
from wardapp.documents.outline_tables import alignments
from wardapp.documents.setter import Setter
from wardapp.documents.table_grid import cell_width, shared

CELL_STYLES = {Align.LEFT: "cell", Align.CENTER: "cell_center", Align.RIGHT: "cell_right"}
HEAD_STYLE = "cell_head"
_WIDEST_SHARE = 0.5
"""No column asks for more than this share of the room, so that the others stay readable."""


def body_table(block: Block, number: int, setter: Setter, room: int) -> TableGrid:
    """Return the table of a block over the whole room (twips): columns as wide as their texts."""
    count = max((len(row) for row in block.cells), default=1)
    rows = [(*row, *[""] * (count - len(row))) for row in block.cells]
    stands = (*alignments(block.text), *[Align.LEFT] * count)[:count]
    head, body = rows[: block.head_rows], rows[block.head_rows :]
    return TableGrid(
        title="",
        note="",
        widths=_widths(rows, block.head_rows, setter, room),
        head=tuple(tuple(_cell(text, HEAD_STYLE, setter) for text in row) for row in head),
        rows=tuple(
            tuple(
                _cell(text, CELL_STYLES[stand], setter)
                for text, stand in zip(row, stands, strict=True)
            )
            for row in body
        ),
        block=number,
        in_text=True,
    )


def spans_in(runs: Iterable[Run], style: TextStyle) -> tuple[Span, ...]:
    """Return runs as they print in a style: only what differs from it is said."""
    bare = (
        Run(
            text=run.text,
            bold=run.bold and not style.bold,
            italic=run.italic and not style.italic,
        )
        for run in runs
    )
    return tuple(
        Span(text=run.text, bold=run.bold or None, italic=run.italic or None)
        for run in joined_runs(bare)
    )


def _cell(text: str, style: str, setter: Setter) -> GridCell:
    runs = printed_runs(text)
    return GridCell(
        text=run_text(runs), style=style, spans=spans_in(runs, setter.standard.style(style))
    )


def _widths(
    rows: list[tuple[str, ...]], head_rows: int, setter: Setter, room: int
) -> tuple[int, ...]:
    """Share the room by the longest line of each column; no column parts a word.

    Where words of bold would not fit side by side only those of the head are measured as bold;
    where that is still too much, all columns are too narrow alike.
    """
    columns = [
        [run_text(printed_runs(text)) for text in column] for column in zip(*rows, strict=True)
    ]
    room = max(room, len(columns) * TWIPS_PER_POINT)
    wishes = [
        min(cell_width(max(_width(text, setter) for text in texts)), room * _WIDEST_SHARE)
        for texts in columns
    ]
    least = [_least(texts, len(texts), setter) for texts in columns]
    if sum(least) > room:
        least = [_least(texts, head_rows, setter) for texts in columns]
    if sum(least) > room:
        wishes, least = [float(each) for each in least], [0] * len(least)
    return shared(wishes, least, room)


def _least(texts: list[str], bold_rows: int, setter: Setter) -> int:
    """Return the width of the longest word of a column, the first rows of it bold."""
    return cell_width(
        max(
            _width(word, setter, bold=row < bold_rows)
            for row, text in enumerate(texts)
            for word in text.split() or [""]
        )
    )


def _width(text: str, setter: Setter, *, bold: bool = True) -> float:
    size = setter.standard.style(HEAD_STYLE).size
    return setter.metrics.width(text, size, bold=bold)
