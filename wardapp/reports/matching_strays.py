"""Tables that lost their head and stand right below another: where they begin, what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from wardapp.core.forms import FormSpec, TableKind, TableSpec
from wardapp.core.returns import DoubtKind
from wardapp.core.text import fold
from wardapp.reports.matching_heads import CODE
from wardapp.reports.matching_rows import Wanted
from wardapp.reports.matching_sheet import Sheet
from wardapp.reports.matching_tables import Region
from wardapp.reports.matching_taking import Taking
from wardapp.reports.matching_words import ALIKE, alike

_LEAST_LABELS = 3
_LEAST_CHOICES, _LEAST_ROWS = 2, 2
_ORDINAL = re.compile(r"\d{1,3}[.)]?")


def part_strays(
    sheets: list[Sheet],
    spec: FormSpec,
    regions: list[Region],
    rows: Mapping[str, list[Wanted]],
) -> list[Region]:
    """End each table where another begins that lost its head; return those of growing rows.

    Fixed tables are known by their labels, growing ones by the choices in their columns.
    """
    known = {region.table.code for region in regions}
    found: list[Region] = []
    for table in spec.tables:
        if table.code in known:
            continue
        for sheet in sheets:
            if table.kind is TableKind.GROWING:
                stray = _growing(sheet, table)
                found += [stray] if stray is not None else []
                first = stray.first + 1 if stray is not None else 0
            else:
                first = _first_label(sheet, rows[table.code]) if table.rows else 0
            if first:
                _cut(regions + found, sheet, table, first)
                break
    return found


def _cut(regions: list[Region], sheet: Sheet, table: TableSpec, first: int) -> None:
    for region in regions:
        if region.sheet is sheet and region.table is not table and region.last < first:
            region.end = min(region.end, first - 1)


def _first_label(sheet: Sheet, wanted: list[Wanted]) -> int:
    """Return the first row of a table whose labels stand below each other, else 0."""
    hits: dict[int, dict[int, int]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.is_repeat or cell.number is not None:
            continue
        for position, one in enumerate(wanted):
            if any(alike(cell.text, name) >= ALIKE for name in one.names):
                hits.setdefault(column, {}).setdefault(position, row)
    best = max(hits.values(), key=len, default={})
    least = max(_LEAST_LABELS, len(wanted) // 2)
    return min(best.values()) if len(best) >= least else 0


def _growing(sheet: Sheet, table: TableSpec) -> Region | None:
    """Return the rows of a growing table: two of its choices in their places, in two rows."""
    choices = {
        place: {fold(choice) for choice in column.choices}
        for place, column in enumerate(table.columns)
        if column.choices
    }
    votes: Counter[int] = Counter()
    hits: Counter[tuple[int, int]] = Counter()
    for (row, column), cell in sheet.cells.items():
        key = fold(cell.text)
        for place, known in choices.items():
            if key in known and column >= place:
                votes[column - place] += 1
                hits[row, column - place] += 1
    if not votes:
        return None
    offset = max(votes, key=lambda each: (votes[each], -each))
    sure = [row for row, at in hits if at == offset and hits[row, at] >= _LEAST_CHOICES]
    if len(sure) < _LEAST_ROWS:
        return None
    first, last = _extent(sheet, min(sure), max(sure), offset)
    columns = {offset - 1: CODE} if offset else {}
    guessed = {offset + place: column.key for place, column in enumerate(table.columns)}
    return Region(
        sheet, table, first - 1, first - 1, columns, end=last, guessed=guessed, is_headless=True
    )


def _extent(sheet: Sheet, first: int, last: int, offset: int) -> tuple[int, int]:
    """Return the rows from first to last, and those beside them that count on."""
    while _is_counted(sheet, first - 1, offset):
        first -= 1
    while _is_counted(sheet, last + 1, offset):
        last += 1
    return first, last


def _is_counted(sheet: Sheet, row: int, offset: int) -> bool:
    return any(
        column < offset and _ORDINAL.fullmatch(cell.text.strip()) for column, cell in sheet.row(row)
    )


def tell_stray(taking: Taking, region: Region) -> None:
    """Say once of a growing table without a head that its columns were taken in their order."""
    row = next((row for row in sorted(region.sheet.rows) if row > region.last), 0)
    cell = next((cell for _column, cell in region.cells(row)), None)
    taking.findings.doubt(
        DoubtKind.MENDED,
        f"Biểu {region.table.code}: bảng mất dòng tiêu đề, cột lấy theo thứ tự của mẫu.",
        taking.findings.place(region.sheet, cell),
        "" if cell is None else cell.raw,
    )
