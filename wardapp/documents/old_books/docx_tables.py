"""Reads the tables of a Word file; tables of one width that follow each other are one book."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wardapp.documents.old_books.raw import LONGEST_CELL, MOST_COLUMNS, RawCell, RawSheet, grid
from wardapp.documents.old_books.zipped import BookPackage, elements
from wardapp.documents.reader import refusals
from wardapp.documents.reader.docx_styles import Look, Styles, W, look_of, read_styles, value_of

_MAIN = "word/document.xml"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_DEEPEST = 30
_TITLE_LINES = 12
_Spanned = tuple[RawCell, int, int]


def read_docx(data: bytes) -> list[RawSheet]:
    """Return the tables of a Word file, each with the lines that stand above it."""
    package = BookPackage(data)
    if _MAIN not in package.names:
        raise refusals.broken()
    styles = read_styles(package.tree("word/styles.xml"))
    tables: list[tuple[list[str], list[list[_Spanned]]]] = []
    above: list[str] = []
    for body in elements(package.read(_MAIN), f"{W}body"):
        for child in body:
            if child.tag == f"{W}tbl":
                rows = list(table_rows(child, styles))
                _join(tables, above, rows)
                above = []
            elif child.tag == f"{W}p":
                above = [*above, paragraph_cell(child, styles).text][-_TITLE_LINES:]
    return [
        grid(
            f"Bảng {number}",
            [*([(RawCell(line), 1, 1)] for line in lines if line.strip()), *rows],
        )
        for number, (lines, rows) in enumerate(tables, start=1)
    ]


def _join(
    tables: list[tuple[list[str], list[list[_Spanned]]]],
    above: list[str],
    rows: list[list[_Spanned]],
) -> None:
    """Add a table, to the one before when it goes on with as many columns."""
    wide = max((sum(each[1] for each in row) for row in rows), default=0)
    if tables:
        before = tables[-1][1]
        if wide == max((sum(each[1] for each in row) for row in before), default=0):
            before += [[(RawCell(line), 1, 1)] for line in above if line.strip()]
            before += rows
            return
    tables.append((list(above), rows))


def table_rows(table: etree._Element, styles: Styles) -> Iterator[list[_Spanned]]:
    """Yield the rows with spans; a cell merged downwards repeats its first."""
    merged: dict[int, RawCell] = {}
    for row in table.iter(f"{W}tr"):
        if _owner(row) is not table:
            continue
        cells: list[_Spanned] = []
        at = _skipped_before(row)
        cells += [(RawCell(""), 1, 1)] * at
        for element in _cells(row):
            properties = element.find(f"{W}tcPr")
            wide = _number(None if properties is None else properties.find(f"{W}gridSpan"))
            cell = _cell(element, styles)
            merge = None if properties is None else properties.find(f"{W}vMerge")
            if merge is None:
                merged.pop(at, None)
            elif merge.get(f"{W}val") == "restart":
                merged[at] = cell
            elif at in merged:
                cell = merged[at]._replace(is_repeat=True)
            cells.append((cell, wide, 1))
            at += wide
        yield cells


def _owner(row: etree._Element) -> etree._Element | None:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent


def _skipped_before(row: etree._Element) -> int:
    properties = row.find(f"{W}trPr")
    return 0 if properties is None else _number(properties.find(f"{W}gridBefore"), least=0)


def _number(element: etree._Element | None, least: int = 1) -> int:
    text = value_of(element)
    return max(least, min(int(text), MOST_COLUMNS)) if text.isdecimal() else least


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from child.iterfind(f".//{W}tc")


def _cell(element: etree._Element, styles: Styles) -> RawCell:
    """Return the paragraphs of a cell joined by spaces, in one font or in pieces."""
    pieces: list[tuple[str, str]] = []
    for paragraph in element.iter(f"{W}p"):
        found = paragraph_cell(paragraph, styles)
        if pieces and found.text:
            pieces.append((" ", found.pieces[0][1]))
        pieces += found.pieces
    return _joined(pieces)


def paragraph_cell(paragraph: etree._Element, styles: Styles) -> RawCell:
    """Return the text of a paragraph, in one font or in pieces."""
    properties = paragraph.find(f"{W}pPr")
    style = None if properties is None else properties.find(f"{W}pStyle")
    return _joined(list(_pieces(paragraph, styles.look(value_of(style)), 0)))


def _joined(pieces: list[tuple[str, str]]) -> RawCell:
    text = "".join(words for words, _font in pieces)[:LONGEST_CELL]
    return RawCell(text, pieces=tuple(pieces) or (("", ""),))


def _pieces(element: etree._Element, look: Look, depth: int) -> Iterator[tuple[str, str]]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str) or depth > _DEEPEST:
            continue
        if tag == f"{W}r":
            yield from _pieces(child, look_of(child.find(f"{W}rPr")).over(look), depth + 1)
        elif tag == f"{W}t":
            words = child.text or ""
            yield (words.upper() if look.caps and words.isascii() else words, look.font)
        elif tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield (" ", look.font)
        elif tag == f"{W}noBreakHyphen":
            yield ("-", look.font)
        elif tag != f"{W}p":
            yield from _pieces(child, look, depth + 1)
