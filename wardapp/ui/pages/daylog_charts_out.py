"""Charts that leave the page: a picture for Zalo and Word, a PDF for the printer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from wardapp.ui.pages.daylog_charts_sheets import Sheet
from wardapp.ui.theme import Role
from wardapp.ui.widgets.charts_ink import Ink

WIDTH, MARGIN = 1120, 28
SHARPNESS = 2.0
DPI = 96
POINTS = 72
PAGE_MARGIN = 40
LANDSCAPE_FROM = 1.0
PNG = "PNG"


def picture_of(sheet: Sheet, office: str) -> QImage:
    """Return a sheet as a picture in light colours, twice as sharp as the screen."""
    ink = Ink.on_paper()
    high = _head_height(ink) + sheet.height(ink, WIDTH) + 2 * MARGIN
    image = QImage(
        round((WIDTH + 2 * MARGIN) * SHARPNESS), round(high * SHARPNESS), QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(ink.colour("paper"))
    painter = QPainter(image)
    _draw(painter, ink, sheet, office, QRectF(MARGIN, MARGIN, WIDTH, high - 2 * MARGIN))
    painter.end()
    return image


def png_of(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, PNG)  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())


def pdf_of(sheet: Sheet, office: str) -> tuple[bytes, tuple[float, float]]:
    """Return a sheet as one page of A4, lying when it is wide, and the size in points."""
    ink = Ink.on_paper()
    high = _head_height(ink) + sheet.height(ink, WIDTH)
    is_wide = WIDTH / high >= LANDSCAPE_FROM
    turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(sheet.title)
    writer.setCreator("WardApp")
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(layout)
    page = layout.fullRectPixels(DPI)
    painter = QPainter(writer)
    room = min((page.width() - 2 * PAGE_MARGIN) / WIDTH, (page.height() - 2 * PAGE_MARGIN) / high)
    painter.translate(PAGE_MARGIN, PAGE_MARGIN)
    painter.scale(room, room)
    _draw(painter, ink, sheet, office, QRectF(0, 0, WIDTH, high))
    painter.end()
    buffer.close()
    size = (page.width() * POINTS / DPI, page.height() * POINTS / DPI)
    return bytes(held.data()), size


def _draw(painter: QPainter, ink: Ink, sheet: Sheet, office: str, box: QRectF) -> None:
    line = ink.line(Role.TITLE)
    ink.write(painter, QRectF(box.x(), box.y(), box.width(), line), sheet.title, Role.TITLE)
    small = ink.line(Role.SMALL)
    fact = QRectF(box.x(), box.y() + line + 2, box.width(), small)
    words = " · ".join(part for part in (office, sheet.fact) if part)
    ink.write(painter, fact, words, Role.SMALL, "text2")
    head = _head_height(ink)
    sheet.draw(painter, ink, box.adjusted(0, head, 0, 0))


def _head_height(ink: Ink) -> float:
    return ink.line(Role.TITLE) + ink.line(Role.SMALL) + 18
