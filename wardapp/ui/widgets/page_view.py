"""Pages of a PDF or a picture on a desk: sharp at any zoom, with numbered spots, a tint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from wardapp.core.document import Spot
from wardapp.core.errors import WardError
from wardapp.ui import painting
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.page_parts import Fit, NumberedSpot, PageMaker, merged, to_image

__all__ = ["Fit", "NumberedSpot", "PageMaker", "PageView"]

GAP, SIDE = 14, 22
POINTS_PER_INCH, PIXELS_PER_INCH = 72, 96
FULL = PIXELS_PER_INCH / POINTS_PER_INCH
"""Pixels a point at 100 %."""
LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
KEPT_IMAGES = 12


class PageView(QAbstractScrollArea):
    """Shows pages below each other; old pictures stay until the new ones are drawn."""

    page_changed = Signal(int, int)  # page from 1, count
    zoom_changed = Signal(float)
    spot_clicked = Signal(int)
    enlarged = Signal()  # Space

    def __init__(
        self, theme: Theme, jobs: Jobs, maker: PageMaker, name: str = "Trang văn bản"
    ) -> None:
        super().__init__()
        self._theme, self._jobs, self._maker = theme, jobs, maker
        self._pdf, self._picture, self._words = b"", QImage(), ""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[tuple[int, int, int], QImage] = {}
        self._last_image: dict[int, QImage] = {}
        self._asked: set[tuple[int, int, int]] = set()
        self._round = 0
        self.fit, self._zoom = Fit.WIDTH, 1.0
        self.side = SIDE  # desk left and right of a fitted page
        self._spots: tuple[NumberedSpot, ...] = ()
        self._active = 0
        self._tint: tuple[Spot, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(80, 80)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        theme.changed.connect(self.viewport().update)

    # ---- what is shown -----------------------------------------------------------------------

    def show_pdf(self, pdf: bytes, *, keep_place: bool = False) -> None:
        """Show a PDF; with `keep_place` (live page) scroll and zoom stay as they are."""
        self._round += 1
        started = self._round
        self._jobs.render(
            lambda: self._maker.page_sizes(pdf),
            lambda sizes: self._take_sizes(pdf, sizes, started, keep_place=keep_place),
            key=f"pages.{id(self)}",
            owner=self,
            on_refused=self._refused,
        )

    def _refused(self, error: WardError) -> None:
        """Say on the desk why there is no page: no dialog for what the clerk may still register."""
        self.show_words(error.sentence)

    def show_rendered(self, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show a PDF whose page sizes are known, keeping the place (live page view)."""
        self._round += 1
        self._take_sizes(pdf, sizes, self._round, keep_place=True)

    def show_picture(self, data: bytes) -> None:
        """Show a jpg or png as one page."""
        self.clear()
        self._picture = QImage.fromData(data)
        if self._picture.isNull():
            self.show_words("Không hiện được hình này.")
            return
        width = self._picture.width() * POINTS_PER_INCH / 150
        self._sizes = ((width, width * self._picture.height() / max(self._picture.width(), 1)),)
        self._settle(keep_place=False)

    def show_words(self, words: str) -> None:
        """Show a sentence instead of pages."""
        self.clear()
        self._words = words
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._round += 1
        self._pdf, self._picture, self._words, self._sizes = b"", QImage(), "", ()
        self._images, self._last_image, self._asked = {}, {}, set()
        self._spots, self._tint, self._active = (), (), 0
        self._settle(keep_place=False)

    def set_spots(self, spots: tuple[NumberedSpot, ...]) -> None:
        """Draw numbered spots on the pages."""
        self._spots = spots
        self.viewport().update()

    def set_active(self, number: int) -> None:
        """Thicken a spot and bring it into view; 0 = none."""
        self._active = number
        for spot in self._spots:
            if spot.number == number and spot.spots:
                self.show_spot(spot.spots[0])
        self.viewport().update()

    def set_tint(self, spots: tuple[Spot, ...], *, follow: bool = True) -> None:
        """Tint a block of text with a bar beside it; with `follow` scroll it into view."""
        self._tint = spots
        if spots and follow:
            self.show_spot(spots[0])
        self.viewport().update()

    def show_spot(self, spot: Spot) -> None:
        """Scroll so that a spot is in view."""
        box = self._on_page(spot)
        if box is None:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if box.top() < 24:
            bar.setValue(round(bar.value() + box.top() - height / 4))
        elif box.bottom() > height - 24:
            bar.setValue(round(bar.value() + box.bottom() - height * 0.6))

    @property
    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sizes)

    @property
    def zoom(self) -> float:
        """Return the zoom, 1.0 = real size."""
        return self._zoom

    # ---- zoom --------------------------------------------------------------------------------

    def fit_width(self) -> None:
        """Let the page be as wide as the view."""
        self.fit = Fit.WIDTH
        self._settle(keep_place=True)

    def fit_page(self) -> None:
        """Let a whole page be in view."""
        self.fit = Fit.PAGE
        self._settle(keep_place=True)

    def zoom_by(self, factor: float) -> None:
        """Make the page larger or smaller."""
        self.fit = Fit.FREE
        self._zoom = min(max(self._zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        self._settle(keep_place=True)

    # ---- geometry ----------------------------------------------------------------------------

    def _take_sizes(
        self, pdf: bytes, sizes: tuple[tuple[float, float], ...], started: int, *, keep_place: bool
    ) -> None:
        if started != self._round:
            return
        self._pdf, self._sizes, self._picture, self._words = pdf, sizes, QImage(), ""
        self._images, self._asked = {}, set()
        if not keep_place:
            self._last_image = {}
        self._settle(keep_place=keep_place)

    def _settle(self, *, keep_place: bool) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._zoom = self._fitted()
        total = sum(height * self._scale() + GAP for _width, height in self._sizes) + GAP
        widest = max((width for width, _height in self._sizes), default=0) * self._scale() + 2 * GAP
        view = self.viewport().size()
        bar.setRange(0, max(round(total - view.height()), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(48)
        side = self.horizontalScrollBar()
        side.setRange(0, max(round(widest - view.width()), 0))
        side.setPageStep(view.width())
        side.setValue(side.maximum() // 2)
        bar.setValue(round(share * bar.maximum()) if keep_place else 0)
        self.zoom_changed.emit(self._zoom)
        self._tell_page()
        self.viewport().update()

    def _fitted(self) -> float:
        if not self._sizes or self.fit is Fit.FREE:
            return self._zoom
        room_w = max(self.viewport().width() - 2 * self.side, 60)
        by_width = room_w / (max(width for width, _height in self._sizes) * FULL)
        if self.fit is Fit.WIDTH:
            return min(by_width, 1.0) if self._picture.isNull() else by_width
        room_h = max(self.viewport().height() - 2 * GAP, 60)
        return min(by_width, room_h / (self._sizes[0][1] * FULL))

    def _scale(self) -> float:
        return self._zoom * FULL

    def _boxes(self) -> list[QRectF]:
        scale, top = self._scale(), GAP - self.verticalScrollBar().value()
        boxes: list[QRectF] = []
        for width, height in self._sizes:
            wide = round(width * scale)
            left = max(
                (self.viewport().width() - wide) // 2, GAP - self.horizontalScrollBar().value()
            )
            boxes.append(QRectF(left, top, wide, round(height * scale)))
            top += round(height * scale) + GAP
        return boxes

    def _on_page(self, spot: Spot) -> QRectF | None:
        boxes = self._boxes()
        if not 1 <= spot.page <= len(boxes):
            return None
        page, scale = boxes[spot.page - 1], self._scale()
        return QRectF(
            page.left() + spot.x * scale,
            page.top() + spot.y * scale,
            spot.width * scale,
            spot.height * scale,
        )

    def _tell_page(self) -> None:
        middle = self.viewport().height() / 3
        shown = [number for number, box in enumerate(self._boxes(), 1) if box.top() <= middle]
        self.page_changed.emit(shown[-1] if shown else min(1, len(self._sizes)), len(self._sizes))

    # ---- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self.viewport()), self._theme
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        if self._words:
            painter.setFont(theme.font(Role.BODY))
            painter.setPen(theme.colour("text2"))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words
            )
        view = QRectF(self.viewport().rect())
        for number, box in enumerate(self._boxes()):
            if box.intersects(view):
                self._paint_page(painter, number, box)
        self._paint_tint(painter)
        for spot in self._spots:
            self._paint_spot(painter, spot)
        if self.hasFocus():
            painting.draw_ring(painter, theme, view, 0)

    def _paint_page(self, painter: QPainter, number: int, box: QRectF) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.10)
        painter.fillRect(box.translated(0, 2).adjusted(-1, 0, 1, 1), theme.colour("shade"))
        painter.setOpacity(0.14)
        painter.fillRect(box.adjusted(-1, -1, 1, 1), theme.colour("shade"))
        painter.setOpacity(1)
        painter.fillRect(box, theme.colour("paper"))
        image = self._image(number, box)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)

    def _image(self, number: int, box: QRectF) -> QImage | None:
        if not self._picture.isNull():
            return self._picture
        dpr = self.devicePixelRatioF()
        wanted = round(box.width() * dpr)
        key = (self._round, number, wanted)
        if key not in self._images:
            self._draw(key, wanted / self._sizes[number][0])
        return self._images.get(key) or self._last_image.get(number)

    def _draw(self, key: tuple[int, int, int], scale: float) -> None:
        if key in self._asked or not self._pdf:
            return
        self._asked.add(key)
        pdf, number = self._pdf, key[1]
        self._jobs.render(
            lambda: to_image(self._maker.page_image(pdf, number, scale)),
            lambda image: self._take_image(key, image),
            key=f"page.{id(self)}.{number}",
            owner=self,
            on_refused=self._refused,
        )

    def _take_image(self, key: tuple[int, int, int], image: QImage) -> None:
        self._asked.discard(key)
        if key[0] != self._round:
            return
        while len(self._images) >= KEPT_IMAGES:
            self._images.pop(next(iter(self._images)))
        self._images[key] = image
        self._last_image[key[1]] = image
        self.viewport().update()

    def _paint_tint(self, painter: QPainter) -> None:
        theme = self._theme
        for spot in self._tint:
            box = self._on_page(spot)
            if box is None:
                continue
            painter.setOpacity(0.14)
            painter.fillRect(box.adjusted(-2, -1, 2, 1), theme.colour("paper_accent"))
            painter.setOpacity(1)
            left = self._boxes()[spot.page - 1].left() + 38 * self._zoom
            painter.fillRect(
                QRectF(left, box.top() - 1, 3, box.height() + 2), theme.colour("paper_accent")
            )

    def _paint_spot(self, painter: QPainter, spot: NumberedSpot) -> None:
        theme = self._theme
        colour = theme.colour("paper_mark" if spot.is_doubtful else "paper_accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last: QRectF | None = None
        for box in merged([box for box in map(self._on_page, spot.spots) if box is not None]):
            painter.setPen(QPen(colour, 2.4 if spot.number == self._active else 1))
            fill = colour.toRgb()
            fill.setAlpha(36)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 3, 3)
            last = last or box
        if last is not None:
            ink = theme.colour("ink" if spot.is_doubtful else "paper")
            at = QPointF(last.right() + 3, last.top() - 3)
            painting.draw_circle(painter, theme, at, str(spot.number), colour, ink)

    # ---- hands -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._settle(keep_place=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Answer the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        actions: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.zoom_by(1.15),
            Qt.Key.Key_Equal: lambda: self.zoom_by(1.15),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / 1.15),
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_Space: self.enlarged.emit,
        }
        run = actions.get(event.key())
        if run is None:
            super().keyPressEvent(event)
        else:
            run()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for spot in self._spots:
            for place in spot.spots:
                box = self._on_page(place)
                if box is not None and box.adjusted(-6, -10, 14, 6).contains(event.position()):
                    self.spot_clicked.emit(spot.number)
                    return
        super().mousePressEvent(event)
