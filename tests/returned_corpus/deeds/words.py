"""Deeds to words: old codes, slips, capitals."""

from __future__ import annotations

import copy
import unicodedata

from openpyxl.styles import Font

from tests.old_texts import as_tcvn3 as tcvn3
from tests.returned_corpus.deeds.hand import (
    Hand,
    deed,
    texts,
)
from tests.returned_corpus.sheets import MARK, keys_of


@deed
def labels_in_tcvn3(hand: Hand) -> None:
    for cell in texts(hand):
        cell.value = tcvn3(cell.value)
        font = copy.copy(cell.font)
        cell.font = Font(name=".VnTime", size=font.size, bold=font.bold)


@deed
def answers_in_tcvn3(hand: Hand) -> None:
    for spot in hand.some("text", 0.5):
        cell = hand.cell(spot)
        cell.value = tcvn3(str(cell.value))
        cell.font = Font(name=".VnTime", size=12)


@deed
def decomposed(hand: Hand) -> None:
    for sheet in hand.tables():
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and not cell.value.startswith((MARK, "=")):
                    cell.value = unicodedata.normalize("NFD", cell.value)


@deed
def labels_with_slips(hand: Hand) -> None:
    for cell in hand.dice.sample(found := texts(hand), max(1, len(found) // 4)):
        text = cell.value
        if len(text) > 9:
            at = hand.dice.randrange(2, len(text) - 2)
            cell.value = text[:at] + text[at + 1 :]


@deed
def labels_without_accents(hand: Hand) -> None:
    for cell in texts(hand):
        bare = unicodedata.normalize("NFD", cell.value)
        bare = "".join(each for each in bare if not unicodedata.combining(each))
        cell.value = bare.replace("đ", "d").replace("Đ", "D")


@deed
def labels_in_capitals(hand: Hand) -> None:
    for cell in texts(hand):
        cell.value = cell.value.upper()


@deed
def heads_in_two_lines(hand: Hand) -> None:
    for cell in hand.dice.sample(found := texts(hand), max(1, len(found) // 3)):
        words = cell.value.split(" ")
        if len(words) > 2:
            cell.value = " ".join(words[:2]) + "\n" + " ".join(words[2:])


@deed
def begins_like_a_formula(hand: Hand) -> None:
    for spot in hand.some("text", 0.3):
        sign = hand.dice.choice("+-@")
        said = f"{sign} {hand.told.values[spot.place]}"
        hand.cell(spot).value = said
        hand.cell(spot).data_type = "s"
        hand.told.values[spot.place] = said


@deed
def a_typed_total(hand: Hand) -> None:
    """A wrong sum typed below the last row."""
    spots = hand.filled("count")
    if not spots:
        return
    spot = hand.dice.choice(spots)
    sheet = hand.book[spot.sheet]
    at = max(s.row for s in hand.spots if s.sheet == spot.sheet)
    below = next(
        (row for row in range(at + 1, at + 4) if sheet.cell(row, spot.column).value is None), 0
    )
    if not below or any(
        merged.min_row <= below <= merged.max_row for merged in sheet.merged_cells.ranges
    ):
        return
    sheet.cell(below, max(1, min(keys_of(sheet)[0], default=2) + 1)).value = "Cộng"
    sheet.cell(below, spot.column).value = 777_777
    hand.told.planted.append("777777")
