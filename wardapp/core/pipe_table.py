r"""A table as it is typed: lines between bars, `|---|` under the rows of its head.

`\|` is a bar inside a cell. These functions keep the text plain: one line is one row, and a line is
never padded to a width, because the text is not written in letters of one width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*\Z")
MOST_COLUMNS = 20
Change = Callable[[Sequence[str], int, int], list[str]]
"""Makes other lines of a table's lines, for the row and the cell of the cursor."""

_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*%?")


@dataclass(frozen=True, slots=True)
class CellSpan:
    """Where the words of a cell stand in their line: [start, end)."""

    start: int
    end: int


def is_row(line: str) -> bool:
    """Return whether a line belongs to a table."""
    return line.lstrip().startswith("|")


def is_rule(line: str) -> bool:
    """Return whether a line is the dashes that end the head."""
    return is_row(line) and _RULE.match(line) is not None


def cell_spans(line: str) -> tuple[CellSpan, ...]:
    """Return where the cells of a row stand; an empty cell has an empty span amid its spaces."""
    bars = [found.start() for found in _BAR.finditer(line)]
    if not bars:
        return ()
    ends = (
        bars[1:] if not line[bars[-1] + 1 :].strip() and len(bars) > 1 else [*bars[1:], len(line)]
    )
    return tuple(_span(line, start + 1, end) for start, end in zip(bars, ends, strict=False))


def cell_at(line: str, at: int) -> int:
    """Return which cell of a row a column of the text lies in, from 0."""
    bars = [found.start() for found in _BAR.finditer(line)]
    before = sum(1 for bar in bars if bar < at)
    return max(min(before - 1, len(cell_spans(line)) - 1), 0)


def cells(line: str) -> list[str]:
    """Return the words of the cells of a row, bars freed."""
    return [line[each.start : each.end].replace("\\|", "|") for each in cell_spans(line)]


def row_of(words: Sequence[str]) -> str:
    """Return a row with these cells; line breaks become spaces, bars are kept from counting."""
    tidy = (" ".join(each.split()).replace("|", "\\|") for each in words)
    return "|" + "|".join(f" {each} " if each else "  " for each in tidy) + "|"


def rule_of(columns: int, right: Sequence[int] = ()) -> str:
    """Return the line of dashes under a head; the columns in `right` hold figures."""
    marks = ("---:" if column in right else "---" for column in range(columns))
    return "|" + "|".join(marks) + "|"


def table_of(rows: Sequence[Sequence[str]], head: int = 1) -> str:
    """Return a table of these rows, all of one width, the first its head where there are more."""
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    if not width:
        return ""
    whole = [[*row, *[""] * width][:width] for row in rows]
    lines = [row_of(row) for row in whole]
    if 0 < head < len(lines):
        lines.insert(head, rule_of(width, _right(whole[head:], width)))
    return "\n".join(lines)


def stretch(lines: Sequence[str], at: int) -> range:
    """Return the lines of the table that a line belongs to, an empty range outside of tables."""
    if not 0 <= at < len(lines) or not is_row(lines[at]):
        return range(0)
    first = last = at
    while first > 0 and is_row(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and is_row(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def with_column(lines: Sequence[str], after: int) -> list[str]:
    """Return the lines of a table with an empty column behind the one numbered `after`."""
    made = []
    for line in lines:
        held = cells(line)
        at = min(after + 1, len(held))
        held.insert(at, "---" if is_rule(line) else "")
        made.append("|" + "|".join(held) + "|" if is_rule(line) else row_of(held))
    return made


def without_column(lines: Sequence[str], column: int) -> list[str]:
    """Return the lines of a table without a column; one alone stays."""
    made = []
    for line in lines:
        held = cells(line)
        if len(held) > 1 and column < len(held):
            del held[column]
        made.append("|" + "|".join(held) + "|" if is_rule(line) else row_of(held))
    return made


def with_head(lines: Sequence[str], row: int) -> list[str]:
    """Return the lines of a table with the rows up to `row` as its head; no head if they were."""
    had = next((at for at, line in enumerate(lines) if is_rule(line)), -1)
    bare = [line for line in lines if not is_rule(line)]
    wanted = row + 1 if had < 0 or row < had else row
    if wanted == had or not bare:
        return bare
    width = max(len(cell_spans(line)) for line in bare)
    rest = [cells(line) for line in bare[wanted:]]
    bare.insert(wanted, rule_of(width, _right(rest, width)))
    return bare


def tidied(lines: Sequence[str]) -> list[str]:
    """Return the lines of a table with one space around each cell and rows of one width."""
    width = max((len(cell_spans(line)) for line in lines), default=0)
    made = []
    for line in lines:
        held = [*cells(line), *[""] * width][:width]
        if is_rule(line):
            made.append("|" + "|".join(each or "---" for each in held) + "|")
        else:
            made.append(row_of(held))
    return made


def _span(line: str, start: int, end: int) -> CellSpan:
    words = line[start:end]
    if not words.strip():
        middle = start + min(1, end - start)
        return CellSpan(middle, middle)
    return CellSpan(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _right(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the columns that hold nothing but figures."""
    right = []
    for column in range(width):
        held = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
        if held and all(_NUMBER.fullmatch(each) for each in held):
            right.append(column)
    return right
