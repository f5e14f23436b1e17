"""The words of a part, paragraph by paragraph, each letter with the element it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardapp.documents.templates.spans import Node, Story

OBJECT = "\ufffc"
"""Stands for a drawing or an embedded object: one letter that no words are."""

_LETTERS = {
    "w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:ptab": "\t",
    "w:drawing": OBJECT, "w:pict": OBJECT, "w:object": OBJECT, "w:sym": OBJECT,
    "w:footnoteReference": OBJECT, "w:endnoteReference": OBJECT, "w:commentReference": OBJECT,
}  # fmt: skip
GONE = frozenset({"w:del", "w:moveFrom"})
"""What a tracked change takes away: its words are no longer part of the text."""
SHUT = (
    "w:p", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:drawing", "w:pict", "w:object",
    "mc:Fallback", *GONE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a paragraph that one element of a run makes."""

    start: int
    text: str
    node: Node

    @property
    def end(self) -> int:
        """Return where it ends in the text of the paragraph."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its words; `page` 0 = not known, `line` counts on the page."""

    story: Story
    index: int
    node: Node
    pieces: tuple[Piece, ...]
    page: int = 0
    line: int = 0

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(piece.text for piece in self.pieces)

    def span_of(self, node: Node) -> tuple[int, int] | None:
        """Return which letters stand in an element, None when none do."""
        inside = [each for each in self.pieces if node.start <= each.node.start < node.end]
        return (inside[0].start, inside[-1].end) if inside else None


def paragraphs(story: Story, pages: Pages | None = None) -> Iterator[Paragraph]:
    """Yield the paragraphs of a part; the old copy of a text box for old programs is left out."""
    counted = pages or Pages(knows=False)
    index = 0
    for node in story.root.walk("w:pPr", "w:sdtPr", "mc:Fallback", *GONE):
        counted.pass_by(node)
        if node.name == "w:p":
            pieces = tuple(_pieces(node))
            words = "".join(piece.text for piece in pieces).strip()
            page, line = counted.page_of(node), counted.line_of(node, is_empty=not words)
            yield Paragraph(story, index, node, pieces, page, line)
            index += 1


def _pieces(paragraph: Node) -> Iterator[Piece]:
    at = 0
    for node in paragraph.walk(*SHUT):
        if node.parent is None or node.parent.name != "w:r":
            continue
        text = node.text if node.name == "w:t" else _LETTERS.get(node.name, "")
        if text:
            yield Piece(at, text, node)
            at += len(text)


class Pages:
    """Counts pages as Word broke them when it saved; 0 where it never drew the pages."""

    def __init__(self, *, knows: bool, is_rendered: bool = False) -> None:
        self._knows, self._is_rendered = knows, is_rendered
        self._page, self._line = 1, 0
        self._fresh: Node | None = None

    def pass_by(self, node: Node) -> None:
        """Count a break that is met."""
        is_drawn = node.name == "w:lastRenderedPageBreak"
        is_forced = node.name == "w:br" and node.attrs.get("w:type") == "page"
        if is_drawn or (is_forced and not self._is_rendered):
            self._page += 1
            self._line = 1

    def page_of(self, paragraph: Node) -> int:
        """Return the page a paragraph begins on."""
        if not self._knows:
            return 0
        return self._page + _breaks_first(paragraph)

    def line_of(self, paragraph: Node, *, is_empty: bool) -> int:
        """Return which paragraph with words this is on its page."""
        if _breaks_first(paragraph):
            self._line = 0
        self._line += not is_empty
        return max(self._line, 1)


def pages_of(story: Story, page_count: int) -> Pages:
    """Return the counter for the document itself, told by the breaks Word left in it."""
    names = [node for node in story.root.walk("w:pPr") if node.name in _BREAKS]
    is_rendered = any(node.name == "w:lastRenderedPageBreak" for node in names)
    is_forced = any(node.attrs.get("w:type") == "page" for node in names)
    return Pages(knows=is_rendered or is_forced or page_count == 1, is_rendered=is_rendered)


_BREAKS = {"w:lastRenderedPageBreak", "w:br"}


def _breaks_first(paragraph: Node) -> bool:
    """Tell whether a drawn page break stands before the first word of a paragraph."""
    for node in paragraph.walk(*SHUT):
        if node.name == "w:lastRenderedPageBreak":
            return True
        if node.name == "w:t" and node.text:
            return False
    return False
