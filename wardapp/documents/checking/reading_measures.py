"""How wide and how high text prints, by the metrics of the bundled font."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from wardapp.documents.checking.model import CheckedParagraph, CheckedRun
from wardapp.documents.checking.reading_props import MM_PER_POINT
from wardapp.documents.metrics import Metrics

_AUTO_SHARE = 1.15
_TAB = 12.7
_EMPTY_SIZE = 13.0


class Ruler:
    """Measures runs with the bundled metrics."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def widest(self, runs: Sequence[CheckedRun]) -> float:
        """Return the natural width in millimetres of the widest line, outer blanks left out."""
        return max((self.width(line) for line in lines_of(runs)), default=0.0)

    def width(self, line: Sequence[tuple[str, CheckedRun]], *, trim: bool = True) -> float:
        """Return the width of one line."""
        parts = trimmed(line) if trim else line
        return sum(
            self._metrics.width_mm(
                (run.text_of(text)).replace("\t", ""), run.size, bold=run.bold, italic=run.italic
            )
            for text, run in parts
        )

    def lead(self, line: Sequence[tuple[str, CheckedRun]]) -> float:
        """Return the width of the blanks before the first letter of a line."""
        blanks = []
        for text, run in line:
            bare = text.lstrip(" \u00a0")
            blanks.append((text[: len(text) - len(bare)], run))
            if bare:
                break
        return self.width(blanks, trim=False)


def lines_of(runs: Iterable[CheckedRun]) -> list[list[tuple[str, CheckedRun]]]:
    """Return the typed lines of runs: stretches of text with their look."""
    lines: list[list[tuple[str, CheckedRun]]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append((first, run))
        for text in rest:
            lines.append([(text, run)])
    return lines


def trimmed(line: Sequence[tuple[str, CheckedRun]]) -> list[tuple[str, CheckedRun]]:
    """Return a line without the blanks at both its ends."""
    parts = [(text, run) for text, run in line if text]
    while parts and not parts[0][0].strip():
        parts.pop(0)
    while parts and not parts[-1][0].strip():
        parts.pop()
    if not parts:
        return []
    parts[0] = (parts[0][0].lstrip(), parts[0][1])
    parts[-1] = (parts[-1][0].rstrip(), parts[-1][1])
    return parts


def height_of(paragraph: CheckedParagraph, ruler: Ruler) -> float:
    """Return about how high a paragraph prints, in millimetres."""
    size = max((run.size for run in paragraph.runs if run.text), default=_EMPTY_SIZE)
    room = max(paragraph.room_mm, 1.0)
    count = sum(
        max(1, math.ceil((ruler.width(line) + _indent(paragraph, i)) / room - 1e-6))
        for i, line in enumerate(lines_of(paragraph.runs))
    )
    natural = size * _AUTO_SHARE
    if paragraph.line_rule == "auto":
        high = paragraph.line * natural
    elif paragraph.line_rule == "exact":
        high = paragraph.line
    else:
        high = max(paragraph.line, natural)
    return (count * high + paragraph.before + paragraph.after) * MM_PER_POINT


def _indent(paragraph: CheckedParagraph, line: int) -> float:
    return max(paragraph.first_line_mm, 0.0) if line == 0 else 0.0


def text_centre(
    paragraph: CheckedParagraph, ruler: Ruler, room: tuple[float, float]
) -> float | None:
    """Return the middle of a one-line text from the left edge of the paper.

    `room` is left edge and width of the paragraph's room, indents taken off.
    """
    left, width = room
    lines = [line for line in lines_of(paragraph.runs) if trimmed(line)]
    if not lines or width <= 0:
        return None
    wide = max(ruler.width(line) for line in lines)
    start = left + (paragraph.first_line_mm if len(lines) == 1 else 0.0)
    if paragraph.align == "center":
        return (start + left + width) / 2
    if paragraph.align == "right":
        return left + width - min(wide, width) / 2
    count = _leading_tabs(lines[0])
    if not count:
        return start + ruler.lead(lines[0]) + min(wide, width) / 2
    edge = left - paragraph.left_mm
    return edge + _tabbed(paragraph, count, wide)


def _leading_tabs(line: Sequence[tuple[str, CheckedRun]]) -> int:
    text = "".join(part for part, _ in line)
    return text[: len(text) - len(text.lstrip())].count("\t")


def _tabbed(paragraph: CheckedParagraph, count: int, wide: float) -> float:
    """Return the middle of text behind so many tabs, from the edge its stops count from."""
    stops = [stop for stop in paragraph.tabs if stop[0] > paragraph.left_mm]
    if len(stops) < count:
        return paragraph.left_mm + count * _TAB + wide / 2
    at, kind = stops[count - 1]
    return at + {"center": 0.0, "right": -wide / 2, "end": -wide / 2}.get(kind, wide / 2)
