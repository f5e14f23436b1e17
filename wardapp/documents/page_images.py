"""Pages of a PDF as pictures and as text with places; a hostile file is refused, never a crash."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wardapp.core.document import PageImage, Spot
from wardapp.core.errors import UnreadableFile
from wardapp.documents.pdfium_turn import PDFIUM_TURN

_LONGEST_SIDE = 12_000  # pixels: a page of a few metres must not fill the memory
_MOST_LETTERS = 2_000_000
_BYTES_PER_PIXEL = 4
_WHITE = (255, 255, 255, 255)
_PDFIUM_PASSWORD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A stretch of text on one line of a page, in points from the top left corner."""

    text: str
    spot: Spot


def page_count(pdf: bytes) -> int:
    """Return how many pages the PDF has; UnreadableFile when it cannot be opened."""
    with opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of every page in points."""
    with opened(pdf) as document:
        return tuple(_size(document, index) for index in range(len(document)))


def page_image(pdf: bytes, page: int, scale: float) -> PageImage:
    """Return page `page` (from 0) drawn at `scale` pixels a point, BGRA on white."""
    with opened(pdf) as document:
        width, height = _size(document, page)
        most = max(width, height, 1.0)
        bounded = max(min(scale, _LONGEST_SIDE / most), 1.0 / most)
        sheet = _page(document, page)
        bitmap = pdfium.PdfBitmap.new_native(
            max(1, round(width * bounded)),
            max(1, round(height * bounded)),
            pdfium_c.FPDFBitmap_BGRA,
        )
        try:
            bitmap.fill_rect(_WHITE, 0, 0, bitmap.width, bitmap.height)
            pdfium_c.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, bitmap.width, bitmap.height, 0, 0)
            return PageImage(
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                data=bytes(bitmap.buffer),
            )
        finally:
            bitmap.close()
            sheet.close()


def page_text(pdf: bytes, page: int) -> str:
    """Return the text of page `page` (from 0), "" where it is a picture only."""
    with opened(pdf) as document:
        sheet = _page(document, page)
        words = sheet.get_textpage()
        try:
            return str(words.get_text_bounded()).replace("\r\n", "\n")
        finally:
            words.close()
            sheet.close()


def placed_text(pdf: bytes, page: int) -> tuple[PlacedText, ...]:
    """Return the text of page `page` (from 0) in stretches of one line with their places."""
    with opened(pdf) as document:
        sheet = _page(document, page)
        words = sheet.get_textpage()
        try:
            height = sheet.get_height()
            return tuple(
                PlacedText(
                    text=str(words.get_text_bounded(*box)),
                    spot=_spot(page, box, height),
                )
                for box in _boxes(words)
            )
        finally:
            words.close()
            sheet.close()


def find_spots(pdf: bytes, page: int, text: str) -> tuple[Spot, ...]:
    """Return where text first stands on page `page` (from 0): one spot for each line it fills."""
    if not text.strip():
        return ()
    with opened(pdf) as document:
        sheet = _page(document, page)
        words = sheet.get_textpage()
        try:
            height = sheet.get_height()
            search = words.search(text, match_case=False)
            hit = search.get_next()
            if hit is None:
                return ()
            count = words.count_rects(*hit)
            return tuple(_spot(page, words.get_rect(i), height) for i in range(count))
        finally:
            words.close()
            sheet.close()


def destinations(pdf: bytes) -> dict[str, tuple[int, float]]:
    """Return the named places of a PDF: page (from 0) and height above its foot in points."""
    with opened(pdf) as document:
        count = pdfium_c.FPDF_CountNamedDests(document.raw)
        found = (_destination(document, index) for index in range(count))
        return {name: place for name, place in found if name}


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF for the length of a block; pdfium's complaints become UnreadableFile."""
    with PDFIUM_TURN:
        document = None
        try:
            document = pdfium.PdfDocument(pdf)
            yield document
        except pdfium.PdfiumError as error:
            raise UnreadableFile(_sentence(error)) from error
        finally:
            if document is not None:
                document.close()


def _sentence(error: pdfium.PdfiumError) -> str:
    if getattr(error, "err_code", None) == _PDFIUM_PASSWORD:
        return "Tệp PDF có mật khẩu nên không đọc được. Hãy gỡ mật khẩu rồi thêm lại."
    return "Tệp PDF bị hỏng hoặc không phải PDF. Hãy xin lại tệp khác hoặc vào sổ bằng tay."


def _page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    if not 0 <= index < len(document):
        raise UnreadableFile(f"Tệp PDF không có trang {index + 1}. Hãy chọn trang khác.")
    return document[index]


def _size(document: pdfium.PdfDocument, index: int) -> tuple[float, float]:
    if not 0 <= index < len(document):
        raise UnreadableFile(f"Tệp PDF không có trang {index + 1}. Hãy chọn trang khác.")
    width, height = document.get_page_size(index)
    return float(width), float(height)


def _boxes(words: pdfium.PdfTextPage) -> Iterator[tuple[float, float, float, float]]:
    if words.count_chars() > _MOST_LETTERS:
        raise UnreadableFile("Tệp PDF có quá nhiều chữ trên một trang. Hãy vào sổ bằng tay.")
    for index in range(words.count_rects()):
        yield words.get_rect(index)


def _spot(page: int, box: tuple[float, float, float, float], height: float) -> Spot:
    left, bottom, right, top = box
    return Spot(page=page + 1, x=left, y=height - top, width=right - left, height=top - bottom)


def _destination(document: pdfium.PdfDocument, index: int) -> tuple[str, tuple[int, float]]:
    length = ctypes.c_long(0)
    pdfium_c.FPDF_GetNamedDest(document.raw, index, None, length)
    name = ctypes.create_string_buffer(max(length.value, 0))
    place = pdfium_c.FPDF_GetNamedDest(document.raw, index, name, length)
    if not place:
        return "", (0, 0.0)
    has = [ctypes.c_int() for _ in range(3)]
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    pdfium_c.FPDFDest_GetLocationInPage(place, *has, x, y, zoom)
    page = pdfium_c.FPDFDest_GetDestPageIndex(document.raw, place)
    return name.raw.decode("utf-16-le", "replace").rstrip("\0"), (page, y.value)
