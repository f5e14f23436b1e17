"""Deeds of harder hands: heads gone, rows twice, tables torn apart."""

from __future__ import annotations

import copy
import itertools
from datetime import date

from openpyxl.cell import Cell

from tests.returned_corpus.deeds.hand import (
    Hand,
    body,
    deed,
    is_machinery,
    texts,
)
from tests.returned_corpus.sheets import MARK, keys_of


@deed
def heads_deleted(hand: Hand) -> None:
    """The lines above the table are gone with its heads; the keys may still be there."""
    sheet = hand.sheet()
    rows = body(hand, sheet)
    if not rows:
        return
    for line in sheet.iter_rows(min_row=1, max_row=rows[0] - 1):
        for cell in line:
            if isinstance(cell, Cell) and not str(cell.value or "").startswith(MARK):
                cell.value = None


@deed
def some_labels_gone(hand: Hand) -> None:
    sheet = hand.sheet()
    columns = keys_of(sheet)[0]
    rows = body(hand, sheet)
    if not rows or not columns:
        return
    for row in hand.dice.sample(rows, max(1, len(rows) // 5)):
        for column in range(2, min(columns)):
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                cell.value = None


@deed
def numbering_column_emptied(hand: Hand) -> None:
    sheet = hand.sheet()
    for row in body(hand, sheet):
        cell = sheet.cell(row, 2)
        if isinstance(cell, Cell):
            cell.value = None


@deed
def columns_swapped(hand: Hand) -> None:
    """Two neighbouring columns change places, heads and all."""
    sheet = hand.sheet()
    mine = sorted({spot.column for spot in hand.spots if spot.sheet == sheet.title})
    pairs = [(a, b) for a, b in itertools.pairwise(mine) if b == a + 1]
    if not pairs:
        return
    first, second = hand.dice.choice(pairs)
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_col <= second and merged.max_col >= first:
            sheet.unmerge_cells(str(merged))
    for row in range(1, sheet.max_row + 1):
        a, b = sheet.cell(row, first), sheet.cell(row, second)
        if not any(is_machinery(hand, sheet, each) and each.value[0] == "=" for each in (a, b)):
            a.value, b.value = b.value, a.value
            a.protection, b.protection = copy.copy(b.protection), copy.copy(a.protection)
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.column in (first, second):
            spot.column = second if spot.column == first else first


@deed
def a_row_twice(hand: Hand) -> None:
    """A row copied below the table with another figure in it."""
    spots = hand.filled("count")
    if not spots:
        return
    spot = hand.dice.choice(spots)
    sheet = hand.book[spot.sheet]
    at = max(s.row for s in hand.spots if s.sheet == spot.sheet) + 1
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= at:
            sheet.unmerge_cells(str(merged))
    sheet.insert_rows(at, 1)
    for column in range(1, spot.column):
        value = sheet.cell(spot.row, column).value
        if not str(value or "").startswith("="):
            sheet.cell(at, column).value = value if column < 4 else None
    number = hand.dice.randint(40001, 49999)
    sheet.cell(at, spot.column).value = number
    for other in hand.spots:
        if other.sheet == spot.sheet and other.row >= at:
            other.row += 1
    hand.told.planted.append(str(number))
    hand.told.values.pop(spot.place)


@deed
def a_second_copy_of_a_sheet(hand: Hand) -> None:
    """An older try on a copied sheet, with other figures."""
    spots = hand.filled("count")
    if not spots:
        return
    sheet = hand.book[hand.dice.choice(spots).sheet]
    twin = hand.book.copy_worksheet(sheet)
    twin.title = "Ban nhap"
    for spot in spots:
        if spot.sheet == sheet.title:
            number = hand.dice.randint(50001, 59999)
            twin.cell(spot.row, spot.column).value = number
            hand.told.planted.append(str(number))
            hand.told.values.pop(spot.place)


@deed
def two_rows_in_one_cell(hand: Hand) -> None:
    """One figure for two rows: their cells merged downwards."""
    by_place = {(s.sheet, s.row, s.column): s for s in hand.filled("count")}
    for (sheet, row, column), spot in by_place.items():
        below = by_place.get((sheet, row + 1, column))
        if below is None:
            continue
        said = hand.told.values.pop(spot.place)
        hand.told.values.pop(below.place)
        hand.cell(below).value = None
        hand.book[sheet].merge_cells(
            start_row=row, end_row=row + 1, start_column=column, end_column=column
        )
        hand.cell(spot).value = f"{60000 + int(said)}"
        hand.told.planted.append(f"{60000 + int(said)}")
        return


@deed
def english_thousands(hand: Hand) -> None:
    for spot in hand.some("count", 0.4):
        value = int(hand.told.values[spot.place])
        if value >= 1000:
            hand.cell(spot).value = f"{value:,}"


@deed
def remarks_in_cells(hand: Hand) -> None:
    for spot in hand.some("count", 0.1):
        words = f"{hand.told.values.pop(spot.place)} (tăng 2 so với kỳ trước)"
        hand.cell(spot).value = words
        hand.told.planted.append(words)


@deed
def a_table_on_two_sheets(hand: Hand) -> None:
    """The lower half of a table moved to a new sheet, without heads."""
    sheet = hand.sheet()
    rows = body(hand, sheet)
    if len(rows) < 6:
        return
    cut = rows[len(rows) // 2]
    last = rows[-1]
    if any(m.min_row <= last and m.max_row >= cut for m in sheet.merged_cells.ranges):
        return
    new = hand.book.create_sheet(f"{sheet.title[:20]} tiep", hand.book.index(sheet) + 1)
    for row in range(cut, last + 1):
        for column in range(1, sheet.max_column + 1):
            cell = sheet.cell(row, column)
            if not is_machinery(hand, sheet, cell) or str(cell.value).startswith(MARK):
                new.cell(row - cut + 1, column).value = cell.value
            cell.value = None
    for spot in hand.spots:
        if spot.sheet == sheet.title and spot.row >= cut:
            spot.row, spot.sheet = spot.row - cut + 1, new.title


@deed
def rows_removed(hand: Hand) -> None:
    """Rows without any answer are deleted."""
    sheet = hand.sheet()
    rows = body(hand, sheet)
    kept = {s.row for s in hand.filled() if s.sheet == sheet.title}
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row in reversed([each for each in rows if each not in kept]):
        sheet.delete_rows(row, 1)
        hand.spots = [s for s in hand.spots if (s.sheet, s.row) != (sheet.title, row)]
        for spot in hand.spots:
            if spot.sheet == sheet.title and spot.row > row:
                spot.row -= 1


@deed
def heads_in_other_words(hand: Hand) -> None:
    other = {
        "Thực hiện kỳ": "Số lượng đã thực hiện", "Kế hoạch kỳ": "KH kỳ",
        "Tương tác": "Lượt tương tác",
        "Số hộ tiếp cận": "Hộ tiếp cận được", "Tổng số hộ": "Tổng hộ", "Ghi chú": "Ghi chú thêm",
        "Lũy kế năm": "Lũy kế từ đầu năm", "Đã giải quyết": "Giải quyết xong",
    }  # fmt: skip
    for cell in texts(hand):
        if cell.value in other:
            cell.value = other[cell.value]


@deed
def counts_turned_into_dates(hand: Hand) -> None:
    """Excel took 3/5 for a day."""
    for spot in hand.some("ratio", 0.5):
        del hand.told.values[spot.place]
        hand.cell(spot).value = date(2026, hand.dice.randint(1, 12), hand.dice.randint(1, 12))
        hand.cell(spot).number_format = "d-mmm"
        hand.marked.append(spot)
