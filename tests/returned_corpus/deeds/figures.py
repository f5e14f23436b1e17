"""Deeds to figures."""

from __future__ import annotations

from tests.returned_corpus.deeds.hand import (
    Hand,
    deed,
)


@deed
def numbers_as_text(hand: Hand) -> None:
    for spot in hand.some("count", 0.6):
        hand.cell(spot).value = str(hand.told.values[spot.place])
        hand.cell(spot).number_format = "@"


@deed
def numbers_with_dots(hand: Hand) -> None:
    for spot in hand.some("count", 0.6):
        hand.cell(spot).value = f"{int(hand.told.values[spot.place]):,}".replace(",", ".")


@deed
def numbers_with_spaces(hand: Hand) -> None:
    for spot in hand.some("count", 0.5):
        hand.cell(spot).value = f"\u00a0 {hand.told.values[spot.place]} "


@deed
def numbers_with_units(hand: Hand) -> None:
    word = hand.dice.choice(("buổi", "tin", "lượt", "cuộc", "bài"))
    for spot in hand.some("count", 0.4):
        hand.cell(spot).value = f"{hand.told.values[spot.place]} {word}"


@deed
def full_width_digits(hand: Hand) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for spot in hand.some("count", 0.3):
        hand.cell(spot).value = str(hand.told.values[spot.place]).translate(wide)


@deed
def zeros_in_words(hand: Hand) -> None:
    for spot in hand.filled("count"):
        if hand.told.values[spot.place] == 0:
            words = ("-", "không", "Không có", "KPS", "Không phát sinh", "không")
            hand.cell(spot).value = hand.dice.choice(words)


@deed
def words_for_numbers(hand: Hand) -> None:
    for number, spot in enumerate(hand.some("count", 0.1)):
        words = f"nhiều lắm {number}"
        hand.cell(spot).value = words
        del hand.told.values[spot.place]
        hand.told.planted.append(words)


@deed
def two_numbers_in_a_cell(hand: Hand) -> None:
    for spot in hand.some("count", 0.1):
        words = f"{hand.told.values.pop(spot.place)} + {hand.dice.randint(2, 9)}"
        hand.cell(spot).value = words
        hand.told.planted.append(words)


@deed
def half_numbers(hand: Hand) -> None:
    for spot in hand.some("count", 0.1):
        del hand.told.values[spot.place]
        hand.cell(spot).value = 12.5
        hand.told.planted.append("12.5")


@deed
def minus_numbers(hand: Hand) -> None:
    for spot in hand.some("count", 0.1):
        del hand.told.values[spot.place]
        hand.cell(spot).value = -7
        hand.told.planted.append("-7")


@deed
def formulas_typed(hand: Hand) -> None:
    """A sum typed into a cell: this file was never computed, so no value stands there."""
    for spot in hand.some("count", 0.1):
        value = int(hand.told.values.pop(spot.place))
        hand.cell(spot).value = f"={value}+1"
        hand.told.planted.append(f"={value}+1")


@deed
def errors_of_excel(hand: Hand) -> None:
    for spot in hand.some("count", 0.1):
        del hand.told.values[spot.place]
        hand.cell(spot).value = "#REF!"
        hand.told.planted.append("#REF!")


@deed
def ratios_with_spaces(hand: Hand) -> None:
    for spot in hand.some("ratio", 1.0):
        done, _, whole = str(hand.told.values[spot.place]).partition("/")
        hand.cell(spot).value = f" {done} / {whole}"
