"""Takes the values out of the rows of a table; what fits nowhere becomes a doubt with its cell."""

from __future__ import annotations

from wardapp.core.forms import CellKey, CellType, ColumnSpec, TableKind
from wardapp.core.returns import DoubtKind, GridCell
from wardapp.reports.filling import TOTAL
from wardapp.reports.matching_growing import take_growing
from wardapp.reports.matching_heads import LEADS, UNIT
from wardapp.reports.matching_rows import (
    Placed,
    Wanted,
    body_rows,
    labels_in,
    place_rows,
)
from wardapp.reports.matching_sheet import Fate, hidden_key
from wardapp.reports.matching_tables import Region, guess_columns
from wardapp.reports.matching_taking import Taking, where_of
from wardapp.reports.matching_values import is_blank_mark, is_figure

_FIGURES = frozenset({CellType.COUNT, CellType.DECIMAL, CellType.PERCENT})


def take_region(taking: Taking, region: Region, wanted: list[Wanted]) -> None:
    """Take all values of a region."""
    taking.seen.add(region.table.code)
    rows = body_rows(region)
    guess_columns(region)
    _mark_heads(region)
    if region.table.kind is TableKind.GROWING:
        take_growing(taking, region, rows)
        return
    placed = place_rows(region, rows, wanted, taking.own)
    region.end = placed.end - 1
    before: Wanted | None = None
    for row in rows:
        if row >= placed.end:
            break
        if row in placed.rows:
            before = placed.rows[row]
            _take_row(taking, region, row, before, placed.why.get(row, ""))
        elif row in placed.totals:
            _state_total(taking, region, row)
        elif before is not None and _goes_on(region, row):
            _append(taking, region, row, before)
        else:
            _leave_row(taking, region, row, placed)


def _mark_heads(region: Region) -> None:
    sheet = region.sheet
    if region.is_headless:
        return
    for row in range(region.first, region.last + 1):
        for column in sheet.rows.get(row, ()):
            key = hidden_key(sheet.cells[row, column].text)
            sheet.mark((row, column), Fate.KEY if key else Fate.HEAD)


def _take_row(taking: Taking, region: Region, row: int, one: Wanted, why: str) -> None:
    """Take the values of a known row."""
    sheet, table = region.sheet, region.table
    if why:
        first = next(cell for _column, cell in region.cells(row))
        taking.findings.doubt(
            DoubtKind.MENDED,
            f"Biểu {table.code}, dòng {one.code} “{one.names[0]}”: {why}.",
            taking.findings.place(sheet, _label_cell(region, row) or first),
            (_label_cell(region, row) or first).raw,
        )
    for column, cell in region.cells(row):
        spot = row, column
        name = region.columns.get(column) or region.guessed.get(column, "")
        if hidden_key(cell.text):
            sheet.mark(spot, Fate.KEY)
        elif _leads(name, cell):
            sheet.mark(spot, Fate.LABEL)
        elif not name or name in LEADS:
            _leave_extra(taking, region, spot, one)
        else:
            _take_cell(taking, region, spot, one, is_guessed=column in region.guessed)


def _take_cell(
    taking: Taking, region: Region, spot: tuple[int, int], one: Wanted, *, is_guessed: bool
) -> None:
    sheet, table = region.sheet, region.table
    cell = sheet.cells[spot]
    name = region.columns.get(spot[1]) or region.guessed[spot[1]]
    column = table.column(name)
    key = CellKey(table=table.code, row=one.code, column=name)
    if _is_computed(column, one):
        taking.state(sheet, cell, key, column)
        sheet.mark(spot, Fate.COMPUTED)
    elif name in one.na:
        if is_blank_mark(cell):
            sheet.mark(spot, Fate.NOTE)
        else:
            taking.unplaced(sheet, spot, key, one.names[0])
    elif region.covers_more(cell.place):
        sheet.mark(spot, taking.claimed_by_two(sheet, cell, key, column))
    else:
        count = len(taking.findings.doubts)
        fate = taking.take(sheet, cell, key, column)
        sheet.mark(spot, fate)
        if is_guessed and fate is Fate.VALUE and len(taking.findings.doubts) == count:
            sentence = f"{where_of(key, column)}: cột mất tên, xếp theo thứ tự."
            place = taking.findings.place(sheet, cell)
            value = taking.taken[key][0]
            taking.findings.doubt(DoubtKind.MENDED, sentence, place, cell.raw, (key, value))


def _leave_extra(taking: Taking, region: Region, spot: tuple[int, int], one: Wanted) -> None:
    """Say what a cell in a column of no name is: a label, a number of the row, or left over."""
    sheet = region.sheet
    cell = sheet.cells[spot]
    is_before = spot[1] < _first_value(region) and region.columns.get(spot[1]) != UNIT
    if is_before and (not is_figure(cell) or region.column("_code") is None):
        sheet.mark(spot, Fate.LABEL)
    else:
        taking.unplaced(sheet, spot, None, one.names[0])


def _state_total(taking: Taking, region: Region, row: int) -> None:
    """Keep what a row of totals says, to be compared with the sums."""
    sheet, table = region.sheet, region.table
    for column, cell in region.cells(row):
        name = region.columns.get(column) or region.guessed.get(column, "")
        spot = row, column
        if hidden_key(cell.text):
            sheet.mark(spot, Fate.KEY)
        elif not name or name in LEADS:
            if is_figure(cell) and not name:
                taking.unplaced(sheet, spot, None, "Tổng cộng")
            else:
                sheet.mark(spot, Fate.LABEL)
        elif is_figure(cell):
            key = CellKey(table=table.code, row=TOTAL, column=name)
            taking.state(sheet, cell, key, table.column(name))
            sheet.mark(spot, Fate.COMPUTED)
        elif is_blank_mark(cell) or cell.is_formula:
            sheet.mark(spot, Fate.NOTE)
        else:
            taking.unplaced(sheet, spot, None, "Tổng cộng")


def _goes_on(region: Region, row: int) -> bool:
    """Return True for a row that only goes on with the answer above it."""
    if region.table.kind is not TableKind.TEXTS:
        return False
    names = {region.columns.get(column, "") for column, _cell in region.cells(row)}
    return not names & LEADS and "" not in names


def _append(taking: Taking, region: Region, row: int, one: Wanted) -> None:
    sheet = region.sheet
    for column, cell in region.cells(row):
        key = CellKey(table=region.table.code, row=one.code, column=region.columns[column])
        held = taking.taken.get(key)
        if held is None:
            sheet.mark((row, column), taking.take(sheet, cell, key, _column_of(region, key)))
            continue
        joined = f"{held[0]}\n{cell.text}"
        taking.taken[key] = (joined, held[1])
        taking.findings.extend(key, joined, cell.raw)
        sheet.mark((row, column), Fate.VALUE)


def _column_of(region: Region, key: CellKey) -> ColumnSpec:
    return region.table.column(key.column)


def _leave_row(taking: Taking, region: Region, row: int, placed: Placed) -> None:
    """List the values of a row the form does not have, or has already."""
    sheet, table = region.sheet, region.table
    label = next(iter(labels_in(region, row)), "")
    double = placed.doubles.get(row)
    near = double or placed.nearest.get(row)
    for column, cell in region.cells(row):
        spot = row, column
        name = region.columns.get(column) or region.guessed.get(column, "")
        key = CellKey(table=table.code, row=near.code, column=name) if near and name else None
        if hidden_key(cell.text):
            sheet.mark(spot, Fate.KEY)
        elif _names_row(region, spot) and not (region.is_headless and double is None):
            sheet.mark(spot, Fate.LABEL)
        elif name in LEADS:
            taking.unplaced(sheet, spot, None, label)
        elif key is not None and double is not None and _is_asked(region, double, name):
            sheet.mark(spot, taking.take(sheet, cell, key, table.column(name)))
        elif is_blank_mark(cell) and cell.number is None:
            sheet.mark(spot, Fate.NOTE)
        else:
            taking.unplaced(sheet, spot, key, label)


def _names_row(region: Region, spot: tuple[int, int]) -> bool:
    column = spot[1]
    name = region.columns.get(column) or region.guessed.get(column, "")
    before = not name and column < _first_value(region)
    return before or _leads(name, region.sheet.cells[spot])


def _leads(name: str, cell: GridCell) -> bool:
    """Return True for what says which row it is; a figure is no unit of measure."""
    return name in LEADS and not (name == UNIT and is_figure(cell))


def _is_asked(region: Region, one: Wanted, name: str) -> bool:
    return name not in one.na and not _is_computed(region.table.column(name), one)


def _is_computed(column: ColumnSpec, one: Wanted) -> bool:
    """Return True for a cell the form computes; words in a row of sums are typed."""
    return bool(column.formula) or (one.is_computed and column.type in _FIGURES)


def _first_value(region: Region) -> int:
    """Return the first grid column that holds values."""
    named = {**region.columns, **region.guessed}
    return min((column for column, key in named.items() if key not in LEADS), default=0)


def _label_cell(region: Region, row: int) -> GridCell | None:
    return next(
        (
            cell
            for column, cell in region.cells(row)
            if region.columns.get(column, "_label") in LEADS - {UNIT}
            and hidden_key(cell.text) is None
            and not is_figure(cell)
        ),
        None,
    )
