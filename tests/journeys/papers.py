"""What stands in files that left the window, read again.

PDFs go through our own door to pdfium: it bears one user at a time, and the window draws too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from wardapp.documents.page_images import page_count, page_image, page_text


def one_line(text: str) -> str:
    """Return text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def word_text(path: Path) -> str:
    """Return all words of a Word file, a paragraph after the other."""
    body = Document(str(path)).element.body
    return one_line(" ".join(_words(paragraph) for paragraph in body.iter(qn("w:p"))))


def word_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the tables of a Word file."""
    for table in Document(str(path)).tables:
        for row in table._tbl.tr_lst:
            yield [one_line(_words(cell)) for cell in row.tc_lst]


def _words(element: object) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))  # type: ignore[attr-defined]


def sheet_rows(path: Path) -> Iterator[list[object]]:
    """Yield the rows of all sheets of a workbook."""
    for sheet in load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield list(row)


def pdf_text(pdf: bytes) -> str:
    """Return all words of a PDF."""
    return one_line(" ".join(page_text(pdf, page) for page in range(page_count(pdf))))


def ink_of(pdf: bytes) -> int:
    """Return how many dark points the first page of a PDF has at 72 dpi."""
    return sum(value < 128 for value in page_image(pdf, 0, 1.0).data[::4])
