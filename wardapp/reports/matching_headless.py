"""Tables that lost their head: gone on with in the next table, or known by their labels alone."""

from __future__ import annotations

from collections.abc import Mapping

from wardapp.core.forms import TableKind, TableSpec
from wardapp.reports.matching_heads import CODE, LABEL, UNIT
from wardapp.reports.matching_rows import Wanted
from wardapp.reports.matching_sheet import Sheet, hidden_key
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_values import is_figure
from wardapp.reports.matching_words import ALIKE, alike

_LEAST_LABELS = 3
_LEAST_GOING_ON = 2


def continued(
    sheets: list[Sheet], regions: list[Region], wanted: Mapping[str, list[Wanted]]
) -> list[Region]:
    """Return tables without a head that go on with a known one: on a new sheet, or as Word parts.

    They are known by hidden keys, by labels in the column where the known table has them, or, in a
    Word file, by being as wide as the table just before.
    """
    last = {id(region.sheet): region for region in regions}
    known: dict[str, Region] = {}
    for region in regions:
        known.setdefault(region.table.code, region)
    found: list[Region] = []
    before: Region | None = None
    for sheet in sheets:
        if id(sheet) in last:
            before = last[id(sheet)]
            continue
        model = _by_keys(sheet, known) or _by_labels(sheet, known, wanted)
        if model is None and before is not None and _goes_on(sheet, before):
            model = before
        if model is not None:
            found.append(_like(model, sheet))
    return found


def _like(model: Region, sheet: Sheet) -> Region:
    """Return the whole of a sheet as a part of a table."""
    first = min(sheet.rows) - 1
    end = max(sheet.rows)
    columns = dict(model.columns)
    return Region(sheet, model.table, first, first, columns, end=end, is_headless=True)


def _by_keys(sheet: Sheet, known: dict[str, Region]) -> Region | None:
    for cell in sheet.cells.values():
        key = hidden_key(cell.text)
        if key and key[0] in known:
            return known[key[0]]
    return None


def _by_labels(
    sheet: Sheet, known: dict[str, Region], wanted: Mapping[str, list[Wanted]]
) -> Region | None:
    """Return the table whose labels stand in the same column here, two at least."""
    for code, region in known.items():
        column = region.column(LABEL)
        if column is None:
            continue
        cells = [sheet.cells[row, column] for row in sheet.rows if (row, column) in sheet.cells]
        hits = sum(_is_label(cell.text, wanted[code]) for cell in cells)
        if hits >= _LEAST_GOING_ON and hits * 2 >= len(cells):
            return region
    return None


def _goes_on(sheet: Sheet, before: Region) -> bool:
    is_word = sheet.name.split(" ")[0] == "Bảng" and bool(sheet.rows)
    return is_word and _width(sheet) == _width(before.sheet)


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
        least = 1 if table.kind is TableKind.TEXTS else len(rows) // 2  # many answers stay blank
        if is_enough and len(beside) >= max(1, least):
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
    first, end = _extent(sheet, rows, len(table.rows))
    return Region(
        sheet, table, first - 1, first - 1, columns, end=end, guessed=guessed, is_headless=True
    )


def _extent(sheet: Sheet, rows: list[int], most: int) -> tuple[int, int]:
    """Return first and last row of a table: beside those with labels, some that lost theirs."""
    first, last = min(rows), max(rows)
    while first - 1 in sheet.rows and _is_more(sheet, first - 1) and last - first + 1 < most:
        first -= 1
    while last + 1 in sheet.rows and _is_more(sheet, last + 1) and last - first + 1 < most:
        last += 1
    return first, last


def _is_more(sheet: Sheet, row: int) -> bool:
    """Return True for a row nobody took, of several cells."""
    open_cells = [cell for column, cell in sheet.row(row) if sheet.is_open((row, column))]
    return len(open_cells) > 1


def _is_words(sheet: Sheet, rows: list[int], column: int) -> bool:
    cells = [sheet.cells[row, column] for row in rows if (row, column) in sheet.cells]
    return bool(cells) and not any(is_figure(cell) or hidden_key(cell.text) for cell in cells)
