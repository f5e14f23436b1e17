"""What a page view shows and needs: spots, how it fits, who draws its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from wardapp.core.document import PageImage, Spot

MERGED_AREA = 1.7


class PageMaker(Protocol):
    """Draws pages of a PDF (services.exporting)."""

    def page_sizes(self, pdf: bytes) -> tuple[tuple[float, float], ...]:
        """Return width and height of every page in points."""
        ...

    def page_image(self, pdf: bytes, page: int, scale: float) -> PageImage:
        """Return a page (from 0) at `scale` pixels a point."""
        ...


class Fit(StrEnum):
    """How the zoom follows the window."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class NumberedSpot:
    """A value's place on the page with its number; `is_doubtful` draws it amber."""

    number: int
    spots: tuple[Spot, ...]
    is_doubtful: bool = False


def merged(boxes: list[QRectF]) -> list[QRectF]:
    """Return the lines of one value as one box where they lie close, with a little air."""
    whole = QRectF()
    for box in boxes:
        whole = whole.united(box)
    covered = sum(box.width() * box.height() for box in boxes)
    is_close = len(boxes) > 1 and whole.width() * whole.height() < MERGED_AREA * covered
    return [box.adjusted(-2.5, -1.5, 2.5, 1.5) for box in ([whole] if is_close else boxes)]


def to_image(page: PageImage) -> QImage:
    """Return the picture with bytes of its own."""
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()
