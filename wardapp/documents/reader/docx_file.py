"""Opens a Word file: paragraphs, tables, text boxes and headers as lines, straight from the XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from wardapp.core.reading import FileKind
from wardapp.core.text import is_vietnamese
from wardapp.documents.reader import refusals
from wardapp.documents.reader.docx_styles import (
    Look,
    Numbering,
    Styles,
    W,
    look_of,
    number_of,
    read_styles,
    value_of,
)
from wardapp.documents.reader.old_fonts import mended, run_text
from wardapp.documents.reader.package import Package, main_part
from wardapp.documents.reader.paper import Line, Paper, Side
from wardapp.documents.reader.plain_lines import lines_of_text

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_SKIPPED.add(f"{_MC}Fallback")
_BOX = f"{W}txbxContent"
_MOST_LINES = 40_000
_DEEPEST = 40
_HEADER_COLUMNS = 3
_HEADER_ROWS = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: its side of the page and how deep inside tables and boxes."""

    side: Side = Side.WHOLE
    opens: bool = True
    depth: int = 0


def open_docx(data: bytes) -> Paper:
    """Return the paper of a Word file; raises UnreadableFile with what to do."""
    package = Package(data)
    root = package.tree(main_part(package))
    if root is None:
        raise refusals.broken()
    body = root.find(f"{W}body")
    if body is None:
        raise refusals.broken()
    reader = _BodyReader(package)
    lines = tuple(reader.lines_of(body))
    margins = tuple(_margin_lines(package))
    if not lines and not margins:
        raise refusals.no_text()
    return Paper(kind=FileKind.DOCX, lines=lines, margin_lines=margins, page_count=reader.page)


def _margin_lines(package: Package) -> Iterator[str]:
    """Yield the text of page headers and footers, which only the secret gate reads."""
    for name in package.names:
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            root = package.tree(name)
            if root is not None:
                yield from (line.text for line in _BodyReader(package).lines_of(root))


class _BodyReader:
    """Walks the paragraphs of a part in reading order and counts pages and lists on the way."""

    def __init__(self, package: Package) -> None:
        self._styles: Styles = read_styles(package.tree("word/styles.xml"))
        self._numbering = Numbering(package.tree("word/numbering.xml"))
        self.page = 1

    def lines_of(self, container: etree._Element) -> Iterator[Line]:
        """Yield the lines of a body, header, cell or box."""
        for count, line in enumerate(self._walk(container, _Place())):
            if count >= _MOST_LINES:
                return
            yield line

    def _walk(self, container: etree._Element, place: _Place) -> Iterator[Line]:
        if place.depth > _DEEPEST:
            return
        opens = True
        for child in container:
            if child.tag == f"{W}p":
                lines = list(self._paragraph(child, replace(place, opens=opens)))
                opens = not lines or place.depth == 0
                yield from lines
            elif child.tag == f"{W}tbl":
                yield from self._table(child, place)
                opens = True
            elif child.tag not in _SKIPPED and len(child):
                yield from self._walk(child, replace(place, depth=place.depth + 1))

    def _table(self, table: etree._Element, place: _Place) -> Iterator[Line]:
        """Yield a table cell by cell; of two columns the left one whole, then the right one."""
        rows = [_cells(row) for row in table.iterchildren(f"{W}tr")]
        inner = place.depth + 1
        if any(len(cells) > 1 for cells in rows) and _is_two_columns(rows):
            left = [cells[0] for cells in rows if cells]
            right = [cells[-1] for cells in rows if len(cells) > 1]
            for side, column in ((Side.LEFT, left), (Side.RIGHT, right)):
                for cell in column:
                    yield from self._walk(cell, _Place(side, depth=inner))
            return
        for cells in rows:
            for cell in cells:
                yield from self._walk(cell, _Place(place.side, depth=inner))

    def _paragraph(self, paragraph: etree._Element, place: _Place) -> Iterator[Line]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.look(
            "" if properties is None else value_of(properties.find(f"{W}pStyle"))
        )
        boxes: list[etree._Element] = []
        text = "".join(self._texts(paragraph, style, boxes, 0))
        number = number_of(properties) or style.number
        label = self._numbering.label(*number) if number and text.strip() else ""
        if text.strip():
            words = text if is_vietnamese(text) else mended(text)
            for line in lines_of_text(f"{label} {words}" if label else words, self.page):
                side = line.side if line.side is not Side.WHOLE else place.side
                yield replace(line, side=side, opens=line.opens and place.opens)
        for box in boxes:
            yield from self._walk(box, _Place(depth=place.depth + 1))

    def _texts(
        self, element: etree._Element, look: Look, boxes: list[etree._Element], depth: int
    ) -> Iterator[str]:
        """Yield the pieces of text below an element; text boxes are put aside."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str) or depth > _DEEPEST:
                continue
            if tag == _BOX:
                boxes.append(child)
            elif tag == f"{W}r":
                own = look_of(child.find(f"{W}rPr")).over(look)
                yield from self._texts(child, own, boxes, depth + 1)
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            else:
                yield _piece(child, look)
                yield from self._texts(child, look, boxes, depth + 1)


def _piece(element: etree._Element, look: Look) -> str:
    """Return the text that one element of a run stands for."""
    if element.tag == f"{W}t":
        text = run_text(element.text or "", look.font)
        return text.upper() if look.caps else text
    if element.tag == f"{W}tab":
        return "\t"
    if element.tag in {f"{W}br", f"{W}cr"}:
        return "\n"
    return "-" if element.tag == f"{W}noBreakHyphen" else ""


def _cells(row: etree._Element) -> list[etree._Element]:
    cells = []
    for child in row:
        if child.tag == f"{W}tc":
            cells.append(child)
        elif child.tag == f"{W}sdt":
            cells += child.findall(f".//{W}tc")
    return cells


def _is_two_columns(rows: list[list[etree._Element]]) -> bool:
    """Return True for the tables that carry header and signature: few columns, few rows."""
    widest = max((len(cells) for cells in rows), default=0)
    return widest <= _HEADER_COLUMNS and len(rows) <= _HEADER_ROWS
