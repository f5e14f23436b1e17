"""Bold and italic put on a stretch of typed text, or taken off it again, as light marks."""

from __future__ import annotations

from dataclasses import dataclass

BOLD, ITALIC = 2, 1
_EDGES = " \t.,;:!?"


@dataclass(frozen=True, slots=True)
class Toggled:
    """What stands in place of [start, end) of the line now, and what of it is chosen."""

    start: int
    end: int
    text: str
    chosen: tuple[int, int]  # in the line after the change


def toggled(line: str, start: int, end: int, stars: int) -> Toggled:
    """Return the change that marks a stretch of a line, or unmarks it when it was marked.

    Spaces and closing marks at the edges stay outside; without words the word around is meant.
    """
    start, end = _words(line, start, end)
    if start == end:
        mark = "*" * stars
        return Toggled(start, end, mark * 2, (start + stars, start + stars))
    outer_start, outer_end = start, end
    while outer_start > 0 and line[outer_start - 1] == "*":
        outer_start -= 1
    while outer_end < len(line) and line[outer_end] == "*":
        outer_end += 1
    words = line[outer_start:outer_end].strip("*")
    before = _stars(line[outer_start:outer_end])
    after = before - stars if before & stars else before + stars
    mark = "*" * after
    text = f"{mark}{words}{mark}"
    first = outer_start + after
    return Toggled(outer_start, outer_end, text, (first, first + len(words)))


def _stars(marked: str) -> int:
    """Return the marks on both sides of a stretch: 1 italic, 2 bold, 3 both."""
    left = len(marked) - len(marked.lstrip("*"))
    right = len(marked) - len(marked.rstrip("*"))
    return min(left, right, BOLD + ITALIC)


def _words(line: str, start: int, end: int) -> tuple[int, int]:
    if start == end:
        return _word_around(line, start)
    while start < end and line[start] in " \t":
        start += 1
    while end > start and line[end - 1] in _EDGES:
        end -= 1
    return start, end


def _word_around(line: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and (line[start - 1].isalnum()):
        start -= 1
    while end < len(line) and line[end].isalnum():
        end += 1
    return start, end
