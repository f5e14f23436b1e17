"""Official documents as PDF, by one long-lived Typst compiler and the bundled Tinos alone."""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path

import typst

from wardapp.core.document import OfficialDocument, RenderedDocument, Spot
from wardapp.core.errors import WardError
from wardapp.core.layout import Standard
from wardapp.documents.compose import compose
from wardapp.documents.metrics import Metrics
from wardapp.documents.page_images import link_spots, page_sizes
from wardapp.documents.pdf_source import typst_source

_LOG = logging.getLogger(__name__)
_BLOCK_LINK = "b:"


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

        For the page view (`final` False) each block of the body is found again by `block_spots`;
        whatever leaves the program is made `final`: tagged PDF/A-2b without such marks.
        """
        composition = compose(document, standard, self._metrics)
        source = typst_source(composition, standard, created, with_links=not final)
        pdf = self._press.press(source, final=final)
        sizes = page_sizes(pdf)
        return RenderedDocument(
            pdf=pdf,
            page_count=len(sizes),
            page_sizes=sizes,
            block_spots=() if final else _block_spots(pdf, len(document.body)),
        )

    def missing_letters(self, text: str) -> str:
        """Return the letters of text that the bundled font cannot draw."""
        return self._metrics.missing(text)


def _block_spots(pdf: bytes, count: int) -> tuple[tuple[Spot, ...], ...]:
    """Return for each block one spot a page: the rectangle around its lines there."""
    found = link_spots(pdf, _BLOCK_LINK)
    return tuple(_around(found.get(str(index), ())) for index in range(count))


def _around(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    pages = sorted({spot.page for spot in spots})
    return tuple(_hull([spot for spot in spots if spot.page == page]) for page in pages)


def _hull(spots: list[Spot]) -> Spot:
    left = min(spot.x for spot in spots)
    top = min(spot.y for spot in spots)
    right = max(spot.x + spot.width for spot in spots)
    bottom = max(spot.y + spot.height for spot in spots)
    return Spot(page=spots[0].page, x=left, y=top, width=right - left, height=bottom - top)
