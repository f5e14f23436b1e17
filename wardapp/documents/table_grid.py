"""An annexed table as rows of cells with styles and widths, the same for Word and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wardapp.core.printout import Align, PrintCell, PrintColumn, PrintTable
from wardapp.documents.composition import GridCell, TableGrid
from wardapp.documents.metrics import TWIPS_PER_POINT, Metrics, twips
from wardapp.documents.printout_page import printed

CELL_SIDE_MM = 1.5
_STYLES = {Align.LEFT: "cell", Align.CENTER: "cell_center", Align.RIGHT: "cell_right"}
_WORD_AIR = 20  # twips: a word must not touch the lines


def table_grid(table: PrintTable, room: int, metrics: Metrics, size: float) -> TableGrid:
    """Return the table's cells, its columns shared out over the room in twips.

    No column gets narrower than its longest word: programs part on how to break one.
    """
    least = [_least(table, at, metrics, size) for at in range(len(table.columns))]
    return TableGrid(
        title=table.title,
        note=table.note,
        widths=shared([column.width_mm for column in table.columns], least, room),
        head=_head(table),
        rows=tuple(_row(row, table.columns) for row in table.rows),
    )


def _least(table: PrintTable, at: int, metrics: Metrics, size: float) -> int:
    column = table.columns[at]
    words = {(word, True) for word in f"{column.head} {column.index_label}".split()}
    for row in table.rows:
        cell = _cell_at(row, at)
        if cell is not None:
            text = printed(cell.value, column.number_format)
            words |= {(word, cell.bold) for word in text.split()}
    widest = max((metrics.width(word, size, bold=bold) for word, bold in words), default=0.0)
    return cell_width(widest)


def cell_width(points: float) -> int:
    """Return the width in twips of a cell that holds a line of so many points."""
    return round(points * TWIPS_PER_POINT) + 2 * twips(CELL_SIDE_MM) + _WORD_AIR


def _cell_at(row: tuple[PrintCell, ...], column: int) -> PrintCell | None:
    """Return the cell that fills this one column alone."""
    at = 0
    for cell in row:
        if at == column:
            return cell if cell.span == 1 else None
        at += cell.span
    return None


def shared(wishes: Sequence[float], least: Sequence[int], room: int) -> tuple[int, ...]:
    """Share the room by wish; columns that would be too narrow get their least first."""
    narrow: set[int] = set()
    while True:
        left = room - sum(least[i] for i in narrow)
        wished = sum(wish for i, wish in enumerate(wishes) if i not in narrow)
        shares = [
            least[i] if i in narrow else left * wish / wished for i, wish in enumerate(wishes)
        ]
        found = {i for i, share in enumerate(shares) if share < least[i]}
        if not found or left <= 0 or len(narrow | found) == len(wishes):
            break
        narrow |= found
    edges = [0]
    for share in shares:
        edges.append(edges[-1] + max(1, round(share)))
    edges[-1] = max(room, edges[-2] + 1)
    return tuple(end - start for start, end in pairwise(edges))


def _head(table: PrintTable) -> tuple[tuple[GridCell, ...], ...]:
    rows = []
    grouped = [bool(text) for text, span in table.groups for _ in range(span)]
    if grouped:
        rows.append(_group_row(table))
    rows.append(
        tuple(
            GridCell(text=column.head, style="cell_head")
            if not grouped or grouped[i]
            else GridCell(text="", style="cell_head", rows=0)
            for i, column in enumerate(table.columns)
        )
    )
    if any(column.index_label for column in table.columns):
        labels = (column.index_label for column in table.columns)
        rows.append(tuple(GridCell(text=label, style="cell_center") for label in labels))
    return tuple(rows)


def _group_row(table: PrintTable) -> tuple[GridCell, ...]:
    """Return the row of group heads; a column without a group reaches down over both rows."""
    cells: list[GridCell] = []
    at = 0
    for text, span in table.groups:
        if text:
            cells.append(GridCell(text=text, style="cell_head", columns=span))
        else:
            cells += [
                GridCell(text=column.head, style="cell_head", rows=2)
                for column in table.columns[at : at + span]
            ]
        at += span
    return tuple(cells)


def _row(row: tuple[PrintCell, ...], columns: tuple[PrintColumn, ...]) -> tuple[GridCell, ...]:
    cells = []
    at = 0
    for cell in row:
        column = columns[min(at, len(columns) - 1)]
        cells.append(
            GridCell(
                text=printed(cell.value, column.number_format),
                style=_STYLES[column.align],
                columns=cell.span,
                bold=cell.bold,
                italic=cell.muted,
                struck=cell.struck,
            )
        )
        at += cell.span
    return tuple(cells)
