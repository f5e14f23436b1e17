"""Whole numbers in Vietnamese words, as lists and minutes write them beside the figure."""

from __future__ import annotations

from collections.abc import Iterator

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_FIVE, _FOUR = 5, 4


def number_words(number: int) -> str:
    """Return a whole number from 0 to 999 tỷ in words: 125 = `một trăm hai mươi lăm`."""
    if number == 0:
        return _DIGITS[0]
    groups = list(_groups(number))
    said: list[str] = []
    for scale, group in reversed(groups):
        if group:
            said.append(f"{_group_words(group, is_first=not said)} {_SCALES[scale]}".strip())
    return " ".join(said)


def _groups(number: int) -> Iterator[tuple[int, int]]:
    scale = 0
    while number:
        number, group = divmod(number, _THOUSAND)
        yield scale, group
        scale += 1


def _group_words(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, _HUNDRED)
    tens, ones = divmod(rest, _TEN)
    words = []
    if hundreds or not is_first:
        words += [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(ones, tens))
    return " ".join(words)


def _ones(ones: int, tens: int) -> str:
    if ones == _FIVE and tens:
        return "lăm"
    if ones == 1 and tens > 1:
        return "mốt"
    return "tư" if ones == _FOUR and tens > 1 else _DIGITS[ones]
