"""A document laid out in paragraphs of named styles: what both writers read, and nothing else.

Lengths are whole twips (1/20 point). Line breaks, columns and indents are decided here once, so
that docx and PDF agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.layout import PageSetup


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text; None takes the style's weight or slant; a newline breaks the line."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    underline: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indent:
    """Indents that differ from the style: all lines, and how far the first hangs out."""

    left: int
    hanging: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph. `label` prints before a stop at `tab` twips from the left edge of the text.

    `before`, `after` (points) and `keep_next` stand for the style's where they are set; `block` is
    the number of the body block it prints, -1 for none.
    """

    style: str
    spans: tuple[Span, ...]
    label: Span | None = None
    tab: int = 0
    indent: Indent | None = None
    before: float | None = None
    after: float | None = None
    keep_next: bool | None = None
    block: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal rule, indented alike on both sides."""

    indent: int
    after: float = 0
    style: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A framed mark (độ khẩn of the State): its text, the indents of the frame."""

    style: str
    text: str
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brace:
    """Lines held together by a brace with words at its right.

    `widths` are those of the lines, of the brace and of the words. The brace is the sign `}` of
    `size` points in a line of `height` points, drawn together to `squeeze` percent of its width.
    """

    widths: tuple[int, int, int]
    lines: tuple[Para, ...]
    height: float
    size: float
    squeeze: int
    words: Para | None


Item = Para | Rule | Stamp | Brace


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Two blocks side by side: widths of left, gap and right, and what stands in them."""

    widths: tuple[int, int, int]
    left: tuple[Item, ...]
    right: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Items over the whole width of the text."""

    items: tuple[Item, ...]


KeptParts = tuple[Columns | Stack, ...]
"""What stands on one page together, the spacer before each part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell: its text, style and how many columns and rows it covers (`rows` 0 = covered).

    `spans` print instead of `text` where a cell has looks of its own.
    """

    text: str
    style: str
    spans: tuple[Span, ...] = ()
    columns: int = 1
    rows: int = 1
    bold: bool = False
    italic: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrid:
    """A ruled table: widths in twips, head rows (repeated on each page) and rows.

    `block` is the number of the body block it prints, -1 for none; a table in running text has
    air after it.
    """

    title: str
    note: str
    widths: tuple[int, ...]
    head: tuple[tuple[GridCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]
    block: int = -1
    in_text: bool = False


Flow = Para | TableGrid


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexPart:
    """An annex on its own page set-up, with its own page numbers."""

    page: PageSetup
    items: tuple[Item | TableGrid, ...]
    tables: tuple[TableGrid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The whole document, top to bottom; the first part of `foot` is kept with the body's end.

    `notes` stand above the head of page 1, `last_note` at the foot of the last page.
    """

    title: str
    language: str
    head: Columns
    opening: tuple[Item, ...]
    body: tuple[Flow, ...]
    foot: tuple[KeptParts, ...] = ()
    notes: tuple[Item, ...] = ()
    head_drop: float = 0  # points that long notes push the head down; in Word they do it themselves
    last_note: Para | None = None
    annexes: tuple[AnnexPart, ...] = ()
