"""Draws the app mark as Windows wants it: icons for program and packages, pictures of the wizard.

All come from one SVG and are the same bytes each time they are drawn.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Windows reads small pictures of an icon surely only as bitmaps; the large ones may be PNG.
FIRST_PNG_SIZE = 128

SHEET_FILL = QColor("#FFFFFF")
SHEET_EDGE = QColor("#7E8793")
SHEET_FOLD = QColor("#C3D8F0")
PAPER = QColor("#FFFFFF")
MARK_GROUND = QColor("#1D5EA8")

Drawing = Callable[[QPainter, float], None]


def program_icon(mark: Path) -> bytes:
    """Return the `.ico` of the program: the mark alone."""
    renderer = QSvgRenderer(str(mark))
    return icon_of(lambda painter, size: renderer.render(painter, QRectF(0, 0, size, size)))


def package_icon(mark: Path) -> bytes:
    """Return the `.ico` of `.wardpack` files: the mark on a sheet with a folded corner."""
    renderer = QSvgRenderer(str(mark))

    def draw(painter: QPainter, size: float) -> None:
        draw_sheet(painter, size)
        inner = size * 0.56
        renderer.render(painter, QRectF((size - inner) / 2, size * 0.34, inner, inner))

    return icon_of(draw)


def draw_sheet(painter: QPainter, size: float) -> None:
    """Draw an upright sheet that fills a square of `size`."""
    edge = max(1.0, size / 64)
    left, right = size * 0.11 + edge / 2, size * 0.89 - edge / 2
    top, bottom, fold = edge / 2, size - edge / 2, size * 0.24
    sheet = QPainterPath()
    sheet.moveTo(left, top)
    sheet.lineTo(right - fold, top)
    sheet.lineTo(right, top + fold)
    sheet.lineTo(right, bottom)
    sheet.lineTo(left, bottom)
    sheet.closeSubpath()
    corner = QPainterPath()
    corner.moveTo(right - fold, top)
    corner.lineTo(right - fold, top + fold)
    corner.lineTo(right, top + fold)
    corner.closeSubpath()
    painter.setPen(QPen(SHEET_EDGE, edge))
    painter.fillPath(sheet, SHEET_FILL)
    painter.drawPath(sheet)
    painter.fillPath(corner, SHEET_FOLD)
    painter.drawPath(corner)


def icon_of(draw: Drawing) -> bytes:
    """Return an `.ico` with one drawing in all sizes."""
    pictures = [picture_bytes(drawn(draw, size), size) for size in SIZES]
    head = struct.pack("<HHH", 0, 1, len(SIZES))
    at = len(head) + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        shown = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + entries + b"".join(pictures)


def drawn(draw: Drawing, size: int) -> QImage:
    """Return one drawing on a clear square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, float(size))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def picture_bytes(image: QImage, size: int) -> bytes:
    """Return one picture as it lies inside an `.ico`."""
    return saved(image, b"PNG") if size >= FIRST_PNG_SIZE else bitmap(image, size)


def bitmap(image: QImage, size: int) -> bytes:
    """Return a picture as bitmap with alpha, rows from below, and the mask of old Windows."""
    # The height counts picture and mask.
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    row = 4 * size
    pixels = bytes(image.constBits())
    colours = b"".join(pixels[at : at + row] for at in range(len(pixels) - row, -1, -row))
    mask_row = (size + 31) // 32 * 4
    return head + colours + bytes(mask_row * size)


def saved(image: QImage, kind: bytes) -> bytes:
    """Return an image as the bytes of a picture file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, kind).write(image)
    return bytes(buffer.data().data())


def wizard_side(mark: Path, width: int, height: int) -> bytes:
    """Return the picture at the left of the wizard's first and last page, as BMP."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(MARK_GROUND)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The ground of the mark has the colour of the panel: only sheet and stamp stand out.
    QSvgRenderer(str(mark)).render(painter, QRectF(0, height * 0.12, width, width))
    painter.end()
    return saved(image, b"BMP")


def wizard_head(mark: Path, width: int, height: int) -> bytes:
    """Return the picture at the right of the wizard's inner pages, as BMP."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = height * 0.72
    gap = (height - side) / 2
    QSvgRenderer(str(mark)).render(painter, QRectF(width - side - gap, gap, side, side))
    painter.end()
    return saved(image, b"BMP")
