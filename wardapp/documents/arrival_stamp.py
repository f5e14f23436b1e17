"""Draws the stamp ĐẾN: alone on a page to print onto the paper, or over page 1 to look at."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2

from wardapp.core.arrival_stamp import (
    STAMP_HEIGHT_MM,
    STAMP_WIDTH_MM,
    ArrivalStamp,
    StampPlace,
)
from wardapp.core.errors import UnreadableFile
from wardapp.documents.metrics import Metrics
from wardapp.documents.pdf_pages import saved
from wardapp.documents.printout_pdf import compiled

MM = 72 / 25.4
A4 = (210.0, 297.0)
_PLACES = {
    StampPlace.UNDER_SYMBOL: (32.0, 58.0),  # mm from the left and from the top
    StampPlace.UNDER_DATE: (-22.0, 48.0),  # negative: from the right edge
    StampPlace.TOP_RIGHT: (-5.0, 4.0),
}
_ROOM_MM = STAMP_WIDTH_MM - 4
_BIGGEST, _SMALLEST_ALONE, _SMALLEST = 11.0, 8.0, 6.5
_SIZE = 10.0
_INDENT_MM = 18.0
_DOTS = "." * 120
_BLACK, _RED = "black", 'rgb("#c8102e")'


def stamp_page(
    stamp: ArrivalStamp,
    place: StampPlace,
    resources: Path,
    *,
    created: date,
    size_mm: tuple[float, float] = A4,
) -> bytes:
    """Return a PDF page that holds the stamp alone, black for the printer."""
    return _page(stamp, place, resources, created, size_mm, _BLACK)


def stamped_preview(
    paper: bytes, stamp: ArrivalStamp, place: StampPlace, resources: Path, *, created: date
) -> bytes:
    """Return page 1 of a PDF with the stamp over it, red; `paper` itself stays as it is."""
    try:
        original = pypdfium2.PdfDocument(paper)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("Chưa đọc được trang đầu của tệp để đặt dấu đến lên xem.") from error
    shown = pypdfium2.PdfDocument.new()
    try:
        shown.import_pages(original, [0])
        page = shown[0]
        width, height = page.get_size()
        size = (width / MM, height / MM)
        overlay = pypdfium2.PdfDocument(_page(stamp, place, resources, created, size, _RED))
        drawn = overlay.page_as_xobject(0, shown)
        page.insert_obj(drawn.as_pageobject())
        page.gen_content()
        overlay.close()
        return saved(shown)
    finally:
        original.close()
        shown.close()


def _page(
    stamp: ArrivalStamp,
    place: StampPlace,
    resources: Path,
    created: date,
    size_mm: tuple[float, float],
    colour: str,
) -> bytes:
    left, top = _PLACES[place]
    if left < 0:
        left = size_mm[0] + left - STAMP_WIDTH_MM
    source = (
        f"#set page(width: {size_mm[0]:.3f}mm, height: {size_mm[1]:.3f}mm, margin: 0pt)\n"
        f'#set text(font: "Tinos", lang: "vi", size: 10pt, hyphenate: false, fallback: false, '
        f'top-edge: "ascender", bottom-edge: "descender", fill: {colour})\n'
        "#set par(leading: 0pt, spacing: 0pt)\n"
        f"#place(top + left, dx: {left:.2f}mm, dy: {top:.2f}mm, "
        f"rect(width: {STAMP_WIDTH_MM}mm, height: {STAMP_HEIGHT_MM}mm, stroke: 0.9pt + {colour}, "
        f"inset: 0pt, {_inside(stamp, resources)}))\n"
    )
    stamped = datetime(created.year, created.month, created.day, tzinfo=UTC)
    return compiled(source.encode(), resources, stamped)


def _inside(stamp: ArrivalStamp, resources: Path) -> str:
    """Return the words at their places, in mm from the upper left corner of the frame."""
    metrics = Metrics(resources / "fonts")
    agency = stamp.agency.replace("\n", " ").upper()
    wide = metrics.width_mm(agency, 1.0, bold=True)
    lines = 1 if wide * _SMALLEST_ALONE <= _ROOM_MM else 2
    size = min(_BIGGEST, max(_SMALLEST, _ROOM_MM * lines * 0.92 / max(wide, 0.1)))
    head = f'text(size: {size:.1f}pt, weight: "bold", {_text(agency)})'
    parts = [
        f"#place(top + center, dy: {2.4 if lines == 1 else 1.6}mm, "
        f"block(width: {_ROOM_MM}mm, align(center, {head})))",
        '#place(top + left, dx: 3mm, dy: 13.4mm, text(size: 14pt, weight: "bold", "ĐẾN"))',
    ]
    for label, value, left, top in (
        ("Số: ", stamp.number, _INDENT_MM, 10.6),
        ("Ngày: ", stamp.day, _INDENT_MM, 16.6),
        ("Chuyển: ", stamp.forwarded_to, 3.0, 23.0),
        ("Số và ký hiệu HS: ", stamp.dossier, 3.0, 29.0),
    ):
        words = _fitted(label, value, STAMP_WIDTH_MM - left - 3, metrics)
        parts.append(f"#place(top + left, dx: {left}mm, dy: {top}mm, {_text(words)})")
    return f"[{' '.join(parts)}]"


def _fitted(label: str, value: str, room: float, metrics: Metrics) -> str:
    """Return one line of the stamp, never two: dots and words end where the room does."""
    words = label + (value.replace("\n", " ") or _DOTS)
    while metrics.width_mm(words, _SIZE) > room:
        words = words[:-1].rstrip(" ,;")
    return words


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
