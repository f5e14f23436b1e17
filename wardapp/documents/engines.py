"""The versions of the engines within our parts."""

from __future__ import annotations

from pypdfium2.version import PDFIUM_INFO


def pdfium_version() -> str:
    """Return the version of PDFium that reads and draws PDFs here."""
    return ".".join(str(number) for number in PDFIUM_INFO.api_tag)
