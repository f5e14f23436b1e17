"""Tables that lost their head: gone on with in the next table, or known by their labels alone."""

from __future__ import annotations

from wardapp.core.forms import TableSpec
from wardapp.reports.matching_heads import CODE, LABEL, UNIT
from wardapp.reports.matching_rows import Wanted
from wardapp.reports.matching_sheet import Sheet, hidden_key
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import ALIKE, alike

_LEAST_LABELS = 3


def continued(sheets: list[Sheet], regions: list[Region]) -> list[Region]:
    """Return tables without a head that go on with the one before them, as Word parts long ones."""
    found: list[Region] = []
    last: dict[int, Region] = {}
    for region in regions:
        last[id(region.sheet)] = region
    before: Region | None = None
    for sheet in sheets:
        if id(sheet) in last:
            before = last[id(sheet)]
            continue
        if before is None or sheet.name.split(" ")[0] != "Bảng" or not sheet.rows:
            continue
        if _width(sheet) != _width(before.sheet):
            continue
        end = max(sheet.rows)
        found.append(
            Region(sheet, before.table, 0, 0, dict(before.columns), end=end, is_headless=True)
        )
    return found


def _width(sheet: Sheet) -> int:
    return max((column for _row, column in sheet.cells), default=0)


def headless(sheets: list[Sheet], table: TableSpec, wanted: list[Wanted]) -> Region | None:
    """Return a table found by the labels of its rows, its columns in the order of the form."""
    for sheet in sheets:
        columns: dict[int, list[int]] = {}
        for row in sheet.rows:
            for column, cell in sheet.row(row):
                if sheet.is_open((row, column)) and _is_label(cell.text, wanted):
                    columns.setdefault(column, []).append(row)
        if not columns:
            continue
        column, rows = max(columns.items(), key=lambda each: len(each[1]))
        beside = [row for row in rows if max(sheet.rows[row]) > column and _has_more(sheet, row)]
        is_enough = len(rows) >= min(_LEAST_LABELS, len(wanted))
        if is_enough and len(beside) * 2 >= len(rows):
            return _by_order(sheet, table, column, rows)
    return None


def _has_more(sheet: Sheet, row: int) -> bool:
    """Return True when a row holds more than one cell, those a merge covers not counted."""
    return sum(1 for _cell in sheet.row(row)) > 1


def _is_label(text: str, wanted: list[Wanted]) -> bool:
    return any(alike(text, name) >= ALIKE for one in wanted for name in one.names)


def _by_order(sheet: Sheet, table: TableSpec, label: int, rows: list[int]) -> Region:
    """Return the region with its columns named by their order after the labels."""
    columns = {label: LABEL}
    if label:
        columns[label - 1] = CODE
    at = label + 1
    if any(row.unit for row in table.rows) and _is_words(sheet, rows, at):
        columns[at] = UNIT
        at += 1
    guessed = {at + place: column.key for place, column in enumerate(table.columns)}
    first = min(rows) - 1
    return Region(
        sheet, table, first, first, columns, end=max(rows), guessed=guessed, is_headless=True
    )


def _is_words(sheet: Sheet, rows: list[int], column: int) -> bool:
    cells = [sheet.cells[row, column] for row in rows if (row, column) in sheet.cells]
    return bool(cells) and not any(is_figure(cell) or hidden_key(cell.text) for cell in cells)
