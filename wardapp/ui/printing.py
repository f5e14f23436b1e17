"""Printing: pages of a PDF go to the printer that the clerk chooses, at its own resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from wardapp.core.document import PageImage
from wardapp.core.errors import DiskRefused
from wardapp.ui.jobs import JobProgress
from wardapp.ui.widgets.page_view import PageMaker

MOST_DPI = 600
POINTS_PER_INCH = 72


def ask_printer(
    parent: QWidget, title: str, pages: int, *, landscape: bool = False
) -> QPrinter | None:
    """Ask which printer, pages, copies and sides; None when the clerk thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, max(pages, 1))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() else None


def chosen_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """Return the pages (from 0) that the dialog asked for, odd or even ones alone if so chosen."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        first, last = 1, count
    return tuple(range(first - 1, min(last, count)))


def print_pdf(
    printer: QPrinter, pdf: bytes, maker: PageMaker, pages: tuple[int, ...]
) -> Callable[[JobProgress], int]:
    """Return the work that prints pages; it runs in a lane and returns how many sheets it drew."""

    def work(progress: JobProgress) -> int:
        painter = QPainter()
        if not painter.begin(printer):
            raise DiskRefused(
                "Máy in chưa nhận lệnh. Hãy xem máy in đã bật và còn giấy rồi in lại."
            )
        try:
            return _draw_all(
                painter, printer, pdf, maker, tuple(_in_order(printer, pages)), progress
            )
        finally:
            painter.end()

    return work


def _in_order(printer: QPrinter, pages: tuple[int, ...]) -> Iterator[int]:
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chain.from_iterable(pages for _copy in range(copies))
    return chain.from_iterable([page] * copies for page in pages)


def _draw_all(
    painter: QPainter,
    printer: QPrinter,
    pdf: bytes,
    maker: PageMaker,
    pages: tuple[int, ...],
    progress: JobProgress,
) -> int:
    scale = min(printer.resolution(), MOST_DPI) / POINTS_PER_INCH
    for place, page in enumerate(pages):
        progress.step(place, len(pages), f"Đang in trang {place + 1} trên {len(pages)}")
        if place:
            printer.newPage()
        _draw(painter, printer, maker.page_image(pdf, page, scale))
    return len(pages)


def _draw(painter: QPainter, printer: QPrinter, page: PageImage) -> None:
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    painter.drawImage(sheet, image)
