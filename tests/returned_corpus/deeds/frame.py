"""Deeds to the file as a whole: sheets, identity, keys."""

from __future__ import annotations

from openpyxl.comments import Comment

from tests.returned_corpus.deeds.hand import (
    Hand,
    deed,
    unlocked,
)
from tests.returned_corpus.sheets import MARK


@deed
def untouched(hand: Hand) -> None:
    """Nothing but the answers."""


@deed
def sheets_renamed(hand: Hand) -> None:
    for number, sheet in enumerate(hand.tables(), 1):
        before = sheet.title
        sheet.title = f"Sheet{number}"
        for spot in hand.spots:
            if spot.sheet == before:
                spot.sheet = sheet.title


@deed
def sheets_reordered(hand: Hand) -> None:
    hand.dice.shuffle(hand.book._sheets)
    hand.book.active = 0


@deed
def identity_lost(hand: Hand) -> None:
    for sheet in list(hand.book.worksheets):
        if sheet.sheet_state != "visible" and sheet not in hand.tables():
            hand.book.remove(sheet)


@deed
def keys_lost(hand: Hand) -> None:
    for sheet in hand.book.worksheets:
        unlocked(sheet)
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith(MARK):
                    cell.value = None
    for name in list(hand.book.defined_names):
        del hand.book.defined_names[name]


@deed
def identity_and_keys_lost(hand: Hand) -> None:
    keys_lost(hand)
    identity_lost(hand)


@deed
def sheet_hidden(hand: Hand) -> None:
    sheets = hand.tables()
    if len(sheets) > 1:
        sheets[-1].sheet_state = "hidden"


@deed
def rows_hidden(hand: Hand) -> None:
    for spot in hand.some("count", 0.2):
        hand.book[spot.sheet].row_dimensions[spot.row].hidden = True


@deed
def comments_added(hand: Hand) -> None:
    for spot in hand.some("", 0.1):
        hand.cell(spot).comment = Comment("Xem lại giúp em", "TDP")


@deed
def a_sheet_of_their_own(hand: Hand) -> None:
    extra = hand.book.create_sheet("Ghi nhớ")
    extra.append(["Danh sách việc phải làm"])
    extra.append(["Họp tổ", "20/5"])
