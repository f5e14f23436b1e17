"""Which fonts the words of a PDF are set in, and whether the file carries them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wardapp.documents.page_images import opened

_LONGEST_NAME = 256


@dataclass(frozen=True, slots=True)
class PageFont:
    """A font on a page: its name without the mark of a subset, and whether it is in the file."""

    name: str
    is_embedded: bool


def page_fonts(pdf: bytes, page: int) -> tuple[PageFont, ...]:
    """Return the fonts of page `page` (from 0), each once, in order of their names."""
    with opened(pdf) as document:
        sheet = document[page]
        try:
            found = set(_fonts(sheet))
        finally:
            sheet.close()
    return tuple(sorted(found, key=lambda font: font.name))


def _fonts(sheet: pdfium.PdfPage) -> Iterator[PageFont]:
    for thing in sheet.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        font = pdfium_c.FPDFTextObj_GetFont(thing.raw)
        room = ctypes.create_string_buffer(_LONGEST_NAME)
        length = pdfium_c.FPDFFont_GetBaseFontName(font, room, _LONGEST_NAME)
        name = room.raw[: max(length - 1, 0)].decode("utf-8", "replace")
        is_embedded = pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
        yield PageFont(name.rpartition("+")[2], is_embedded)
