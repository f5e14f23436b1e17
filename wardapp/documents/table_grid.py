"""A PrintTable as rows of cells with styles, the same for Word and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardapp.core.dates import long_date
from wardapp.core.printout import Align, CellValue, PrintCell, PrintColumn, PrintTable

_STYLES = {Align.LEFT: "cell", Align.CENTER: "cell_center", Align.RIGHT: "cell_right"}
_TENTHS = "0,0"
_PERCENT = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell: its text, style and how many columns and rows it covers (`rows` 0 = covered)."""

    text: str
    style: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrid:
    """Widths in twips, head rows (repeated on each page) and rows."""

    widths: tuple[int, ...]
    head: tuple[tuple[GridCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]


def table_grid(table: PrintTable, room: int) -> TableGrid:
    """Return the table's cells, its columns shared out over the room in twips."""
    total = sum(column.width_mm for column in table.columns)
    edges = [0]
    for column in table.columns:
        edges.append(edges[-1] + round(room * column.width_mm / total))
    edges[-1] = room
    return TableGrid(
        widths=tuple(b - a for a, b in zip(edges, edges[1:], strict=False)),
        head=_head(table),
        rows=tuple(_row(row, table.columns) for row in table.rows),
    )


def cell_text(value: CellValue, number_format: str = "") -> str:
    """Return a value as it prints: `1.234`, `91,4`, `80%`, `05/6/2026`, nothing for a blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return long_date(value)
    return _number(value, number_format)


def _number(value: int | Decimal, number_format: str) -> str:
    if number_format.endswith(_PERCENT):
        return _number(value * 100, number_format.removesuffix(_PERCENT)) + _PERCENT
    if number_format == _TENTHS:
        shown = f"{value:,.1f}"
    elif isinstance(value, int) or value == value.to_integral_value():
        shown = f"{int(value):,}"
    else:
        shown = f"{value.normalize():,f}"
    return shown.translate(str.maketrans(",.", ".,"))


def _head(table: PrintTable) -> tuple[tuple[GridCell, ...], ...]:
    rows = []
    grouped = _grouped_columns(table)
    if grouped:
        rows.append(_group_row(table))
    rows.append(
        tuple(
            GridCell(
                text="" if grouped and not grouped[i] else column.head,
                style="cell_head",
                rows=0 if grouped and not grouped[i] else 1,
            )
            for i, column in enumerate(table.columns)
        )
    )
    if any(column.index_label for column in table.columns):
        rows.append(
            tuple(
                GridCell(text=column.index_label, style="cell_center") for column in table.columns
            )
        )
    return tuple(rows)


def _grouped_columns(table: PrintTable) -> list[bool]:
    return [bool(text) for text, span in table.groups for _ in range(span)]


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
                text=cell_text(cell.value, column.number_format),
                style=_STYLES[column.align],
                columns=cell.span,
                bold=cell.bold,
                struck=cell.struck,
            )
        )
        at += cell.span
    return tuple(cells)
