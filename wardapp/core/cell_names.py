"""Names of cells as every program of tables shows them: `D7`."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_LETTERS = 26


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """Return the letters of a column, from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell: row as shown, from 1; column from 0."""
    return f"{column_name(column)}{row}"


def cell_spot(name: str) -> tuple[int, int] | None:
    """Return (row from 1, column from 0) of `D7`, None for any other text."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
