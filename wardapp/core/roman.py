"""Roman numbers, as parts, chapters and State annexes are counted."""

from __future__ import annotations

LARGEST = 3999

_LETTERS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """Return 1 to 3999 as capitals: `IV`; ValueError outside."""
    if not 0 < number <= LARGEST:
        raise ValueError(number)
    text = ""
    for value, letters in _LETTERS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def read_roman(text: str) -> int:
    """Return the value of a Roman number in capitals, 0 when it is none."""
    values = {letters: value for value, letters in _LETTERS if len(letters) == 1}
    worths = [values.get(letter, 0) for letter in text]
    total = sum(
        -worth if worth < max(worths[at:], default=0) else worth for at, worth in enumerate(worths)
    )
    return total if 0 < total <= LARGEST and roman(total) == text else 0
