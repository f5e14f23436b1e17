"""The foot of a copy alone on a sheet, to print onto a photocopy or to lie behind a scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.document import CopyFoot, RenderedDocument
from wardapp.core.layout import Standard
from wardapp.documents.compose_copy import copy_parts
from wardapp.documents.composition import Columns, Composition
from wardapp.documents.metrics import Metrics
from wardapp.documents.page_images import page_sizes
from wardapp.documents.pdf_pages import joined_pages
from wardapp.documents.pdf_source import typst_source
from wardapp.documents.pdf_writer import TypstPress
from wardapp.documents.setter import Setter, text_width

LEAST_ROOM = 80.0
"""Millimetres of the sheet that the foot needs."""


class CopySheet:
    """Prints the foot of copies; keep one for the life of the program."""

    def __init__(self, resources: Path) -> None:
        self._press = TypstPress(resources)
        self._metrics = Metrics(resources / "fonts")

    def sheet(
        self, copy: CopyFoot, standard: Standard, *, top_mm: float, created: date
    ) -> RenderedDocument:
        """Return one page with the foot `top_mm` below the upper edge, at least the margin."""
        page = standard.page
        top = min(max(top_mm, page.top), page.height - LEAST_ROOM)
        standard = replace(standard, page=replace(page, top=top))
        composition = Composition(
            title=standard.words(f"copy_{copy.kind}"),
            language="vi-VN",
            head=Columns(widths=(text_width(page), 0, 0), left=(), right=()),
            opening=(),
            body=(),
            foot=(copy_parts(copy, Setter(standard, self._metrics)),),
        )
        source = typst_source(composition, standard, created, with_marks=False)
        return rendered(self._press.press(source, final=True))

    def behind(self, pdf: bytes, sheet: RenderedDocument) -> RenderedDocument:
        """Return the pages of a scan with the sheet behind them."""
        return rendered(joined_pages((pdf, sheet.pdf)))


def rendered(pdf: bytes) -> RenderedDocument:
    """Return a PDF with the sizes of its pages."""
    sizes = page_sizes(pdf)
    return RenderedDocument(pdf=pdf, page_count=len(sizes), page_sizes=sizes)
