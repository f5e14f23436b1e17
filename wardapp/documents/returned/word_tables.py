"""Reads the tables of a returned Word file, the words between them and its hidden identity."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from wardapp.documents.old_books.docx_tables import paragraph_cell, table_rows
from wardapp.documents.old_books.raw import RawCell, RawSheet, grid
from wardapp.documents.old_books.zipped import BookPackage, elements
from wardapp.documents.reader import refusals
from wardapp.documents.reader.docx_styles import Styles, W, read_styles
from wardapp.documents.returned.found import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_GRIDS,
    FoundCell,
    FoundGrid,
    too_many,
)

DOCUMENT = "word/document.xml"
_CUSTOM = "docProps/custom.xml"
_DEEPEST = 12
_LONGEST_TITLE = 60
_Words = list[FoundCell]


def read_docx(package: BookPackage) -> tuple[list[FoundGrid], _Words]:
    """Return the tables in their order, and the paragraphs between them as cells without place."""
    styles = read_styles(package.tree("word/styles.xml"))
    grids: list[FoundGrid] = []
    words: _Words = []
    for body in elements(package.read(DOCUMENT), f"{W}body"):
        _gather(body, styles, grids, words, 0)
    return grids, words


def identity_of(package: BookPackage) -> tuple[tuple[str, str], ...]:
    """Return the custom properties of a Word file, where its identity lies."""
    root = package.tree(_CUSTOM)
    if root is None:
        return ()
    return tuple(
        (each.get("name", ""), "".join(map(str, each.itertext())).strip()[:LONGEST_CELL])
        for each in root.iterfind("{*}property")
    )


def of_raw(sheet: RawSheet) -> FoundGrid:
    """Return a table of plain cells as one with places."""
    found = FoundGrid(sheet.name, is_hidden=sheet.is_hidden)
    for number, cells in sheet.rows:
        found.cells += _of_row(number, cells)
    if len(found.cells) > MOST_CELLS:
        raise too_many(found.name)
    return found


def _of_row(number: int, cells: Iterable[RawCell]) -> list[FoundCell]:
    """Return the cells of a row; neighbours that a merged cell covers are repeats."""
    row: list[FoundCell] = []
    before: RawCell | None = None
    for column, cell in enumerate(cells):
        if not cell.text.strip():
            before = None
            continue
        row.append(
            FoundCell(
                number,
                column,
                cell.text,
                font=cell.font,
                pieces=cell.pieces if any(font for _words, font in cell.pieces) else (),
                is_repeat=cell.is_repeat or cell is before,
            )
        )
        before = cell
    return row


def _gather(
    parent: etree._Element, styles: Styles, grids: list[FoundGrid], words: _Words, depth: int
) -> None:
    """Add tables and paragraphs in their order, those inside content controls too."""
    if depth > _DEEPEST:
        raise refusals.broken()
    for child in parent:
        if child.tag == f"{W}tbl":
            grids.append(_table(child, styles, len(grids) + 1, words))
            if len(grids) > MOST_GRIDS:
                raise too_many(grids[-1].name)
            _nested(child, styles, grids, words, depth)
        elif child.tag == f"{W}p":
            cell = paragraph_cell(child, styles)
            if cell.text.strip():
                words.append(FoundCell(0, 0, cell.text, font=cell.font, pieces=cell.pieces))
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            _gather(child, styles, grids, words, depth + 1)


def _nested(
    table: etree._Element, styles: Styles, grids: list[FoundGrid], words: _Words, depth: int
) -> None:
    for inner in table.iterfind(f"{W}tr/{W}tc/{W}tbl"):
        grids.append(_table(inner, styles, len(grids) + 1, words))
        if depth < _DEEPEST:
            _nested(inner, styles, grids, words, depth + 1)


def _table(table: etree._Element, styles: Styles, number: int, words: _Words) -> FoundGrid:
    title = " ".join(words[-1].text.split())[:_LONGEST_TITLE] if words else ""
    name = f"Bảng {number}: {title}" if title else f"Bảng {number}"
    return of_raw(grid(name, table_rows(table, styles)))
