"""Reads the words of a document of ours back from Word: which are body, and what would be lost.

Known by the names of the standard's styles, which Word keeps: whatever has the style of a header,
title, addressee or signature belongs to the fields, every other paragraph to the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wardapp.core.errors import UnreadableFile
from wardapp.core.layout import Standard
from wardapp.core.pipe_table import is_row
from wardapp.core.word_trip import WordText
from wardapp.documents.compose_body import BODY_STYLES
from wardapp.documents.reader import refusals
from wardapp.documents.reader.docx_styles import Numbering, W, number_of
from wardapp.documents.reader.package import Package
from wardapp.documents.table_text import CELL_STYLES, HEAD_STYLE
from wardapp.documents.word_articles import as_typed
from wardapp.documents.word_looks import (
    Looks,
    Piece,
    lost_looks,
    marked_text,
    pieces_of,
    style_key,
)
from wardapp.documents.word_tables import TableText, table_text

AFTER_SIGNATURE = "chữ đứng sau phần ký"
_MAIN = "word/document.xml"
_NEUTRAL = {"spacer", "tail", "table_end"}
_OF_BODY = BODY_STYLES | {*CELL_STYLES.values(), HEAD_STYLE}
_HOLDERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TRACKED = "phần đang theo dõi sửa"
_LOST = {
    f"{W}drawing": "hình",
    f"{W}pict": "hình",
    f"{W}object": "hình",
    f"{W}footnoteReference": "chú thích cuối trang",
    f"{W}endnoteReference": "chú thích cuối bài",
    f"{W}commentReference": "lời bình",
    f"{W}ins": TRACKED,
    f"{W}del": TRACKED,
    f"{W}moveFrom": TRACKED,
    f"{W}moveTo": TRACKED,
    f"{W}sym": "ký hiệu đặc biệt",
    f"{_MATH}oMath": "công thức",
}
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_MOST_PARAGRAPHS = 20_000


def read_word_text(data: bytes, standard: Standard) -> WordText:
    """Return the words of a Word file; UnreadableFile when it can't be opened as one."""
    package = Package(data)
    root = package.tree(_MAIN)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise refusals.broken()
    return _Sheet(package, standard).read(body)


class _Sheet:
    """Walks the paragraphs of the main part once, in order."""

    def __init__(self, package: Package, standard: Standard) -> None:
        self._looks = Looks(package.tree("word/styles.xml"))
        self._numbering = Numbering(package.tree("word/numbering.xml"))
        self._fields = {style.word_name for style in standard.styles if style.key not in _OF_BODY}
        self._aligns = {standard.style(key).word_name: stand for stand, key in CELL_STYLES.items()}
        self._neutral = {standard.style(key).word_name for key in _NEUTRAL}
        self._article = standard.style("article").word_name
        self._body: list[str] = []
        self._around: list[str] = []
        self._losses: dict[str, None] = {}  # a set that keeps its order
        self._is_over = False
        """True behind the signature, and from the first annex on."""
        self._in_annex = False

    def read(self, body: etree._Element) -> WordText:
        """Return what stands in the file."""
        for count, element in enumerate(_elements(body)):
            if count >= _MOST_PARAGRAPHS:
                raise UnreadableFile("Tệp Word quá dài nên không so được với trang này.")
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                self._paragraph(element)
        return WordText(
            body=tuple(self._body), around=tuple(self._around), losses=tuple(self._losses)
        )

    def _table(self, table: etree._Element) -> None:
        paragraphs = list(table.iter(f"{W}p"))
        if self._in_annex or any(self._is_field(each) for each in paragraphs):
            self._around += [line for each in paragraphs for line in self._lines(each)]
            self._is_over = self._is_over or bool(self._body)
            return
        found = table_text(
            table, TableText(self._lines, lambda each: self._aligns.get(self._style(each)))
        )
        follows = bool(self._body) and is_row(self._body[-1])
        # A blank line parts two tables, which would read back as one.
        lines = list(found.lines)  # none of a table without a cell
        if follows and lines:
            lines[0] = f"\n{lines[0]}"
        self._body += lines
        self._losses.update(dict.fromkeys(found.losses))
        for each in paragraphs:
            self._note_losses(each)
        if self._is_over:
            self._losses[AFTER_SIGNATURE] = None

    def _paragraph(self, paragraph: etree._Element) -> None:
        lines = self._lines(paragraph)
        if self._in_annex or self._is_field(paragraph):
            self._around += lines
        elif lines:
            self._note_losses(paragraph)
            self._body += lines
            if self._is_over:
                self._losses[AFTER_SIGNATURE] = None
        elif next(paragraph.iter(*_PICTURES), None) is not None:
            self._note_losses(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._in_annex = True

    def _is_field(self, paragraph: etree._Element) -> bool:
        """Return whether a paragraph belongs to header, title, addressees or signature."""
        style = self._style(paragraph)
        return style in self._fields and style not in self._neutral

    def _style(self, paragraph: etree._Element) -> str:
        return self._looks.name(style_key(paragraph))

    def _lines(self, paragraph: etree._Element) -> list[str]:
        """Return the words of a paragraph, a line for each line break in it."""
        text = marked_text(self._pieces(paragraph))
        lines = [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]
        number = number_of(paragraph.find(f"{W}pPr"))
        label = self._numbering.label(*number) if number and lines else ""
        if label:
            lines[0] = f"{label} {lines[0]}"
        return lines

    def _pieces(self, paragraph: etree._Element) -> tuple[Piece, ...]:
        pieces = pieces_of(paragraph, self._looks)
        return as_typed(pieces) if self._style(paragraph) == self._article else pieces

    def _note_losses(self, paragraph: etree._Element) -> None:
        found = [_LOST[str(element.tag)] for element in paragraph.iter(*_LOST)]
        parent = paragraph.getparent()
        if parent is not None and parent.tag in {f"{W}ins", f"{W}moveTo"}:
            found.append(TRACKED)
        found += lost_looks(self._pieces(paragraph))
        self._losses.update(dict.fromkeys(found))


def _elements(container: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, through content controls."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _HOLDERS:
            yield from _elements(child)
