"""Official documents as PDF, by one long-lived Typst compiler and the bundled Tinos alone."""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path

import typst

from wardapp.core.document import OfficialDocument, RenderedDocument
from wardapp.core.errors import WardError
from wardapp.core.layout import Standard
from wardapp.documents.block_spots import block_spots
from wardapp.documents.compose import compose
from wardapp.documents.metrics import Metrics
from wardapp.documents.page_images import page_sizes
from wardapp.documents.pdf_source import typst_source
from wardapp.documents.setter import standard_on

_LOG = logging.getLogger(__name__)


class TypstPress:
    """Compiles Typst source; kept for the life of the program, so that a change costs little."""

    def __init__(self, resources: Path) -> None:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(resources / "fonts")],
        )
        self._compiler = typst.Compiler(root=str(resources), font_paths=fonts)
        self._turn = threading.Lock()

    def press(self, source: bytes, *, final: bool) -> bytes:
        """Return the PDF of the source; final ones carry tags and are PDF/A-2b."""
        options = {"pdf_tags": True, "pdf_standards": ["a-2b"]} if final else {"pdf_tags": False}
        try:
            with self._turn:
                pdf, warnings = self._compiler.compile_with_warnings(
                    source, format="pdf", **options
                )
        except (typst.TypstError, RuntimeError) as error:
            _LOG.exception("Typst refused a page")
            raise WardError(
                "Chưa dựng được trang in. Hãy thử lại; nếu vẫn lỗi, hãy cài lại WardApp."
            ) from error
        for warning in warnings:
            _LOG.warning("Typst: %s", warning)
        return pdf if isinstance(pdf, bytes) else b""


class PdfWriter:
    """Prints documents; keep one for the life of the program."""

    def __init__(self, resources: Path) -> None:
        self._press = TypstPress(resources)
        self._metrics = Metrics(resources / "fonts")

    def render(
        self, document: OfficialDocument, standard: Standard, *, created: date, final: bool = False
    ) -> RenderedDocument:
        """Return the document as PDF.

        For the page view (`final` False) each block is found again by `block_spots`;
        whatever leaves the program is made `final`: tagged PDF/A-2b without such places.
        """
        standard = standard_on(standard, document.paper)
        composition = compose(document, standard, self._metrics)
        source = typst_source(composition, standard, created, with_marks=not final)
        pdf = self._press.press(source, final=final)
        sizes = page_sizes(pdf)
        spots = None if final else block_spots(pdf, composition, standard, document)
        return RenderedDocument(
            pdf=pdf,
            page_count=len(sizes),
            page_sizes=sizes,
            block_spots=spots.body if spots else (),
            annex_spots=spots.annexes if spots else (),
        )

    def missing_letters(self, text: str) -> str:
        """Return the letters of text that the bundled font cannot draw."""
        return self._metrics.missing(text)
