"""Sets the tables of a printout line by line: how high each row is, and on which page it stands.

A typesetter that lays out a table of 10,000 rows as one thing takes half a minute. Widths of the
bundled font are known here, so lines are broken and pages filled before it is asked; it only draws
lines at their places. The same figures tell a closing on which page each of its rows stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardapp.core.printout import Align, PrintCell, Printout, PrintTable
from wardapp.documents.metrics import Metrics
from wardapp.documents.printout_page import (
    STYLES,
    Paper,
    PaperStyle,
    block_widths,
    column_widths,
    fact_pairs,
    is_wide,
    plain,
    printed,
)

POINTS_PER_MM = 72 / 25.4
PAD_X, PAD_TOP, PAD_BOTTOM = 3.5, 2.5, 2.0
"""Points of air inside a cell."""

SPARE = 0.6
"""Points a line stays short of its column: no rounding of the typesetter breaks it once more."""

SLACK = 1.0
"""Points a page stays short of its room."""

_BREAKS_AFTER = "-/"
_STYLES = {style.key: style for style in STYLES}


@dataclass(frozen=True, slots=True)
class Look:
    """What makes letters of a cell look otherwise than its style."""

    bold: bool = False
    struck: bool = False
    muted: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its broken lines; `left` and `width` in points from the table's left edge."""

    left: float
    width: float
    lines: tuple[str, ...]
    align: Align
    look: Look = PLAIN
    middle: bool = False


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row with its height in points; `bounds` are the edges between its cells."""

    height: float
    cells: tuple[SetCell, ...]
    style: str
    bounds: tuple[float, ...]
    source: int = -1


@dataclass(frozen=True, slots=True)
class Chunk:
    """The rows of a table that stand on one page, heads first."""

    rows: tuple[SetRow, ...]
    starts_page: bool

    @property
    def height(self) -> float:
        """Return how high the chunk is, in points."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table cut into pages; `pages` says for each row on which page it begins, from 0."""

    chunks: tuple[Chunk, ...]
    pages: tuple[int, ...]
    last_page: int
    left_over: float


class Breaker:
    """Breaks text into lines by the widths of the bundled font; words are measured once."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._words: dict[tuple[str, bool, bool], float] = {}

    def width(self, text: str, look: Look = PLAIN) -> float:
        """Return the width of a line at one point of size."""
        key = (text, look.bold, look.muted)
        found = self._words.get(key)
        if found is None:
            found = self._metrics.width(text, 1.0, bold=look.bold, italic=look.muted)
            self._words[key] = found
        return found

    def lines(self, text: str, room: float, look: Look = PLAIN) -> tuple[str, ...]:
        """Return the lines of a text in a room at one point of size (room / size)."""
        if not text:
            return ()
        made: list[str] = []
        for part in text.split("\n"):
            made += self._broken(part, room, look)
        return tuple(made)

    def _broken(self, text: str, room: float, look: Look) -> Iterator[str]:
        line, used = "", 0.0
        space = self.width(" ", look)
        for word in text.split(" "):
            wide = self.width(word, look)
            if line and used + space + wide <= room:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                yield line
            *whole, rest = self._pieces(word, room, look) if wide > room else (word,)
            yield from whole
            line, used = rest, self.width(rest, look)
        yield line

    def _pieces(self, word: str, room: float, look: Look) -> Iterator[str]:
        """Cut a word that is wider than its column: behind a hyphen or slash, else anywhere."""
        while self.width(word, look) > room and len(word) > 1:
            end = self._fitting(word, room, look)
            cut = max(word.rfind(mark, 1, end) for mark in _BREAKS_AFTER) + 1
            cut = cut if 1 < cut <= end else end
            yield word[:cut]
            word = word[cut:]
        yield word

    def _fitting(self, word: str, room: float, look: Look) -> int:
        """Return how many letters of a word fit, at least one."""
        used = 0.0
        for end, letter in enumerate(word):
            used += self.width(letter, look)
            if used > room:
                return max(end, 1)
        return len(word)


class TableSetter:
    """Cuts one table into chunks, one a page."""

    def __init__(self, breaker: Breaker, table: PrintTable, paper: Paper) -> None:
        self._breaker = breaker
        self._table = table
        self._small = "small" if is_wide(table) else "cell"
        room = round(paper.text_width * 1440 / 25.4) / 20
        self._widths = [width * POINTS_PER_MM for width in column_widths(table, paper.text_width)]
        scale = room / sum(self._widths)
        self._widths = [width * scale for width in self._widths]
        self._lefts = [sum(self._widths[:at]) for at in range(len(self._widths) + 1)]
        self._least = table.min_row_mm * POINTS_PER_MM
        self.heads = tuple(self._heads())
        self._head_height = sum(row.height for row in self.heads)

    def set(self, room: tuple[float, float], titles: float, page: int) -> SetTable:
        """Return the table cut into pages.

        `room` is what is left of this page and what a whole one has, in points; `titles` is how
        high the lines above the table are, which stay with its first rows.
        """
        left, whole = room
        chunks: list[Chunk] = []
        pages: list[int] = []
        rows, starts = list(self.heads), False
        left -= self._head_height + titles
        for row in self._rows():
            is_begun = len(rows) > len(self.heads)
            if row.height > left and (is_begun or not starts):
                if is_begun:
                    chunks.append(Chunk(tuple(rows), starts))
                rows, starts, page = list(self.heads), True, page + 1
                left = whole - self._head_height - (0 if chunks else titles)
            for place, part in enumerate(self._parts(row, left, whole - self._head_height)):
                if place:
                    chunks.append(Chunk(tuple(rows), starts))
                    rows, starts, page = list(self.heads), True, page + 1
                    left = whole - self._head_height
                rows.append(part)
                left -= part.height
                if not place:
                    pages.append(page)
        chunks.append(Chunk(tuple(rows), starts))
        return SetTable(tuple(chunks), tuple(pages), page, left)

    def _parts(self, row: SetRow, left: float, whole: float) -> Iterator[SetRow]:
        """Yield a row, cut by lines where it is higher than a whole page."""
        if row.height <= left:
            yield row
            return
        style = _STYLES[row.style]
        air = PAD_TOP + PAD_BOTTOM
        at, room = 0, left
        longest = max(len(cell.lines) for cell in row.cells)
        while at < longest:
            count = max(1, int((room - air) // style.line))
            cells = tuple(_cut(cell, at, at + count) for cell in row.cells)
            lines = max(len(cell.lines) for cell in cells)
            yield SetRow(lines * style.line + air, cells, row.style, row.bounds, row.source)
            at, room = at + count, whole

    def _heads(self) -> Iterator[SetRow]:
        table = self._table
        style = "small_head" if is_wide(table) else "cell_head"
        if table.groups:
            yield self._head_row(style, table.groups)
        yield self._head_row(style, tuple((column.head, 1) for column in table.columns))
        if any(column.index_label for column in table.columns):
            labels = tuple((column.index_label, 1) for column in table.columns)
            yield self._head_row("cell_index", labels)

    def _head_row(self, style: str, cells: tuple[tuple[str, int], ...]) -> SetRow:
        look = Look(bold=_STYLES[style].bold, muted=_STYLES[style].italic)
        made, at = [], 0
        for text, span in cells:
            made.append(self._cell(text, (at, span), style, Align.CENTER, look, middle=True))
            at += span
        # The styles of heads are bold or slanted themselves.
        plain_cells = tuple(
            SetCell(c.left, c.width, c.lines, c.align, PLAIN, middle=True) for c in made
        )
        return self._row(plain_cells, style, 0)

    def _rows(self) -> Iterator[SetRow]:
        aligns = [column.align for column in self._table.columns]
        formats = [column.number_format for column in self._table.columns]
        for source, row in enumerate(self._table.rows):
            cells, at = [], 0
            for cell in row:
                align = aligns[at] if cell.span == 1 else Align.LEFT
                text = printed(cell.value, formats[at])
                look = _look(cell)
                cells.append(self._cell(text, (at, cell.span), self._small, align, look))
                at += cell.span
            yield self._row(tuple(cells), self._small, self._least, source)

    def _cell(
        self,
        text: str,
        place: tuple[int, int],
        style: str,
        align: Align,
        look: Look,
        *,
        middle: bool = False,
    ) -> SetCell:
        at, span = place
        left, right = self._lefts[at], self._lefts[at + span]
        size = _STYLES[style].size
        room = (right - left - 2 * PAD_X - SPARE) / size
        lines = self._breaker.lines(plain(text), room, look)
        return SetCell(left, right - left, lines, align, look, middle)

    def _row(
        self, cells: tuple[SetCell, ...], style: str, least: float, source: int = -1
    ) -> SetRow:
        lines = max((len(cell.lines) for cell in cells), default=1) or 1
        height = max(lines * _STYLES[style].line + PAD_TOP + PAD_BOTTOM, least)
        bounds = tuple(cell.left for cell in cells[1:])
        return SetRow(height, cells, style, bounds, source)


def _look(cell: PrintCell) -> Look:
    if not (cell.bold or cell.struck or cell.muted):
        return PLAIN
    return Look(cell.bold, cell.struck, cell.muted)


def _cut(cell: SetCell, start: int, end: int) -> SetCell:
    return SetCell(cell.left, cell.width, cell.lines[start:end], cell.align, cell.look)


class PageSetter:
    """Fills the pages of a printout with its tables; what stands above them is measured too."""

    def __init__(self, printout: Printout, paper: Paper, metrics: Metrics) -> None:
        self._printout = printout
        self._paper = paper
        self.breaker = Breaker(metrics)

    def tables(self) -> tuple[SetTable, ...]:
        """Return every table set, as high as what stands above the first leaves room."""
        paper = self._paper
        whole = (paper.height - paper.top - paper.bottom) * POINTS_PER_MM - SLACK
        room = whole - self._above()
        page, made = 0, []
        for table in self._printout.tables:
            setter = TableSetter(self.breaker, table, paper)
            done = setter.set((room, whole), self._titles(table), page)
            made.append(done)
            page, room = done.last_page, done.left_over
        return tuple(made)

    def _titles(self, table: PrintTable) -> float:
        width = self._paper.text_width
        said = (("gap", " "), ("table_title", table.title), ("note", table.note))
        return sum(self.height(style, text, width) for style, text in said if text)

    def _above(self) -> float:
        """Return how high header blocks, titles and facts are."""
        printout, width = self._printout, self._paper.text_width
        blocks = zip(
            (printout.top_left, printout.top_right),
            block_widths(printout, self._paper),
            strict=True,
        )
        high = max(
            sum(self.height("head_bold" if bold else "head", text, wide) for bold, text in block)
            for block, wide in blocks
        )
        high += self.height("gap", " ", width) if high else 0
        said = (
            ("label", printout.label),
            ("title", printout.title),
            ("subtitle", printout.subtitle),
            ("reference", printout.reference),
        )
        high += sum(self.height(style, text, width) for style, text in said if text)
        pairs = fact_pairs(printout)
        half = width if not printout.landscape else width / 2
        high += self.height("gap", " ", width) if pairs else 0
        return high + sum(max(self.height("fact", each, half) for each in pair) for pair in pairs)

    def height(self, style: str, text: str, width_mm: float) -> float:
        """Return how high a paragraph is, in points."""
        found: PaperStyle = _STYLES[style]
        room = (width_mm * POINTS_PER_MM - SPARE) / found.size
        look = Look(bold=found.bold, muted=found.italic)
        lines = len(self.breaker.lines(plain(text), room, look)) or 1
        return lines * found.line + found.after
