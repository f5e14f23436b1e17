"""Deeds to rows, columns and whole tables."""

from __future__ import annotations

import copy

from openpyxl import Workbook

from tests.returned_corpus.deeds.hand import (
    Hand,
    deed,
    is_machinery,
    shift_columns,
    shift_rows,
)
from tests.returned_corpus.sheets import keys_of


@deed
def blank_rows_on_top(hand: Hand) -> None:
    sheet = hand.sheet()
    shift_rows(hand, sheet, 1, hand.dice.randint(1, 4))


@deed
def blank_rows_between(hand: Hand) -> None:
    sheet = hand.sheet()
    rows = sorted(keys_of(sheet)[1])
    for _ in range(2):
        shift_rows(hand, sheet, hand.dice.choice(rows[1:] or rows), 1)


@deed
def rows_reordered(hand: Hand) -> None:
    sheet = hand.sheet()
    rows = [at for at, (_, code) in sorted(keys_of(sheet)[1].items()) if code]
    same = [at for at in rows if any(s.sheet == sheet.title and s.row == at for s in hand.spots)]
    if len(same) < 3:
        return
    for merged in list(sheet.merged_cells.ranges):
        if any(merged.min_row <= at <= merged.max_row for at in same):
            sheet.unmerge_cells(str(merged))
    first, second = hand.dice.sample(same, 2)
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(first, column), sheet.cell(second, column)
        if is_machinery(hand, sheet, a) and a.value[0] == "=":
            continue  # each row computes itself
        a.value, b.value = b.value, a.value
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.row in (first, second):
            spot.row = second if spot.row == first else first


@deed
def column_inserted(hand: Hand) -> None:
    sheet = hand.sheet()
    columns = sorted(keys_of(sheet)[0])
    at = hand.dice.choice(columns)
    shift_columns(hand, sheet, at, 1)


@deed
def column_on_the_left(hand: Hand) -> None:
    for sheet in hand.tables():
        shift_columns(hand, sheet, 1, 1)


@deed
def row_of_another_channel(hand: Hand) -> None:
    """A unit adds a row of its own under a table of fixed rows, with a figure."""
    spots = hand.filled("count")
    if not spots:
        return
    sheet = hand.book[hand.dice.choice(spots).sheet]
    columns, rows = keys_of(sheet)
    inside = [s for s in hand.spots if s.sheet == sheet.title and s.kind == "count"]
    if not rows or not inside:
        return
    last = max(s.row for s in inside)
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > last:
            sheet.unmerge_cells(str(merged))
    sheet.insert_rows(last + 1, 1)
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.row > last:
            spot.row += 1
    number = hand.dice.randint(30001, 39999)
    label = min(columns) + 1
    sheet.cell(last + 1, label).value = "Hình thức khác của tổ"
    sheet.cell(last + 1, inside[0].column).value = number
    hand.told.planted.append(str(number))


@deed
def label_cells_merged(hand: Hand) -> None:
    sheet = hand.sheet()
    rows = keys_of(sheet)[1]
    free = min((s.column for s in hand.spots if s.sheet == sheet.title), default=0)
    at = hand.dice.choice(sorted(rows))
    if free > 3:
        try:
            sheet.merge_cells(start_row=at, end_row=at, start_column=free - 2, end_column=free - 1)
        except ValueError:
            return


@deed
def all_on_one_sheet(hand: Hand) -> None:
    """Copied by hand below each other on one new sheet, merged cells as they were."""
    new = hand.book.create_sheet("Tong hop")
    base, bases = 0, {}
    for sheet in hand.tables():
        for cell in (each for line in sheet.iter_rows() for each in line):
            if cell.value is not None and not is_machinery(hand, sheet, cell):
                new.cell(base + cell.row, cell.column).value = cell.value
        for merged in sheet.merged_cells.ranges:
            moved = copy.copy(merged)
            moved.shift(row_shift=base)
            new.merge_cells(str(moved))
        bases[sheet.title] = base
        base += sheet.max_row + 2
    for spot in hand.spots:
        spot.row += bases[spot.sheet]
        spot.sheet = new.title
    for sheet in list(hand.book.worksheets):
        if sheet is not new:
            hand.book.remove(sheet)


@deed
def values_only_copy(hand: Hand) -> None:
    """Each table copied as plain values into a new workbook."""
    new = Workbook()
    new.remove(new.active)
    for sheet in hand.tables():
        target = new.create_sheet(sheet.title)
        target.sheet_state = "visible"
        for line in sheet.iter_rows():
            for cell in line:
                value = cell.value
                if value is None or is_machinery(hand, sheet, cell):
                    continue
                target.cell(cell.row, cell.column).value = value
    hand.book = new
