"""Printing: pages of a PDF go to the printer that the clerk chooses, at its own resolution.

The dialog is the system's own and begins with the printer that Windows calls the default; we keep
no printer of our own, since Windows already does (and may follow the last one used).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QInputDialog, QWidget

from wardapp.core.document import PageImage
from wardapp.core.errors import DiskRefused, WardError
from wardapp.ui.context import Context
from wardapp.ui.jobs import JobProgress
from wardapp.ui.widgets.page_view import PageMaker

MOST_DPI = 600
POINTS_PER_INCH = 72
SIDES: dict[str, Callable[[int], bool]] = {
    "Mọi trang": lambda _page: True,
    "Trang lẻ: 1, 3, 5 …": lambda page: page % 2 == 0,
    "Trang chẵn: 2, 4, 6 …": lambda page: page % 2 == 1,
}
"""Which pages, counted from 0, a choice prints."""


NO_PRINTER = "Máy này chưa có máy in. Hãy xuất PDF hoặc thêm máy in trong Cài đặt của Windows."
NOT_TAKEN = "Máy in chưa nhận lệnh. Hãy xem máy in đã bật và còn giấy rồi in lại."


BROKEN_OFF = (
    "Máy in bị ngắt giữa chừng. Hãy xem giấy, dây nối và hàng đợi in của Windows rồi in lại "
    "những trang còn thiếu."
)
_FAILED = {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}
PRINTS_TO_FILE = sys.platform != "win32"
"""Elsewhere the dialog can print to a file without any printer."""


def refuse_without_printer(names: Sequence[str], *, prints_to_file: bool = PRINTS_TO_FILE) -> None:
    """Raise WardError on a PC without a printer: Windows' dialog could only show its own error."""
    if not names and not prints_to_file:
        raise WardError(NO_PRINTER)


def ask_printer(
    parent: QWidget, title: str, pages: int, *, landscape: bool = False
) -> QPrinter | None:
    """Ask which printer, pages, copies and sides; None when the clerk thought better of it.

    WardError on a PC without a printer.
    """
    refuse_without_printer(QPrinterInfo.availablePrinterNames())
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
    if not dialog.exec():
        return None
    if pages > 1 and printer.duplex() is QPrinter.DuplexMode.DuplexNone:
        return _with_sides(printer, parent, pages)
    return printer


class PrinterChoice(Protocol):
    """Asks the clerk for a printer; None when thought better of."""

    def __call__(
        self, parent: QWidget, title: str, pages: int, *, landscape: bool = False
    ) -> QPrinter | None:
        """Return the printer as the clerk set it."""
        ...


def wished_printer(
    context: Context,
    parent: QWidget,
    title: str,
    sizes: Sequence[tuple[float, float]],
    choose: PrinterChoice = ask_printer,
) -> QPrinter | None:
    """Ask for a printer for pages of these sizes; None when there is none, which is said."""
    wide, high = sizes[0] if sizes else (1.0, 2.0)
    try:
        return choose(parent, title, len(sizes), landscape=wide > high)
    except WardError as refusal:
        context.frame.fail("Chưa in được", refusal.sentence)
        return None


def _with_sides(printer: QPrinter, parent: QWidget, pages: int) -> QPrinter | None:
    """Ask which side to print, for a printer that does not turn the sheet itself."""
    words, chosen = QInputDialog.getItem(
        parent,
        "In hai mặt bằng tay",
        "Máy in này in một mặt. In trang nào?",
        list(SIDES),
        0,
        editable=False,
    )
    if not chosen:
        return None
    keep_pages(printer, tuple(page for page in chosen_pages(printer, pages) if SIDES[words](page)))
    return printer


def keep_pages(printer: QPrinter, pages: tuple[int, ...]) -> None:
    """Narrow what will be printed to these pages (from 0)."""
    ranges = QPageRanges()
    for page in pages:
        ranges.addPage(page + 1)
    printer.setPageRanges(ranges)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)


def chosen_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """Return the pages (from 0) that the dialogs asked for."""
    wanted = printer.pageRanges()
    is_all = printer.printRange() is not QPrinter.PrintRange.PageRange or wanted.isEmpty()
    return tuple(page for page in range(count) if is_all or wanted.contains(page + 1))


def print_pdf(
    printer: QPrinter, pdf: bytes, maker: PageMaker, pages: tuple[int, ...]
) -> Callable[[JobProgress], int]:
    """Return the work that prints pages; it runs in a lane and returns how many sheets it drew."""

    def work(progress: JobProgress) -> int:
        painter = QPainter()
        if not painter.begin(printer):
            raise DiskRefused(NOT_TAKEN)
        try:
            count = _draw_all(
                painter, printer, pdf, maker, tuple(_in_order(printer, pages)), progress
            )
        finally:
            is_sent = painter.end()
        if not is_sent or printer.printerState() in _FAILED:
            raise DiskRefused(BROKEN_OFF)
        return count

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
        if place and not printer.newPage():
            raise DiskRefused(BROKEN_OFF)
        _draw(painter, printer, maker.page_image(pdf, page, scale))
    return len(pages)


def _draw(painter: QPainter, printer: QPrinter, page: PageImage) -> None:
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    painter.drawImage(sheet, image)
