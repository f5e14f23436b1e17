"""The heading as it will print, live at the right of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.document import HeadingPage
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.places import Places
from wardapp.services.heading import Headings
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.texts import Text

WIDTH, MARGIN, PAGE_TOP = 392, 22, 46
RATIO = 297 / 210
SCALE = 2
WAIT_MS = 60
CUT_LEFT, SHOWN = 0.09, 0.86
"""The side margins are cut, so that the heading can be read."""

FOOT_SHARE = 0.66
"""Where the signature is drawn while there is no text."""

BARS = (0.77, 0.9, 0.9, 0.6, 0, 0.78, 0.9, 0.72, 0, 0.75, 0.9, 0.5)
"""Grey lines for the text to come; 0 leaves a gap, then a paragraph begins."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the heading shows."""

    issuer: Issuer
    signer: Signer | None
    number: int
    day: date


class HeadingView(QWidget):
    """A sheet with the rendered heading, grey lines for the text, and the signature."""

    def __init__(self, theme: Theme, jobs: Jobs, places: Places) -> None:
        super().__init__()
        self._theme, self._jobs, self._places = theme, jobs, places
        self._headings: Headings | None = None
        self._letter: Letter | None = None
        self._page: HeadingPage | None = None
        self._image = QImage()
        self.setProperty("ground", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 19, MARGIN, 0)
        column.addWidget(Text(theme, "Tiêu đề sẽ in như thế này", Role.LABEL, "text2"))
        column.addStretch()
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._render)

    def show_letter(self, letter: Letter) -> None:
        """Show a heading shortly after the last change."""
        if letter != self._letter:
            self._letter = letter
            self._wait.start()

    def _render(self) -> None:
        letter = self._letter
        if letter is None:
            return
        width = round((WIDTH - 2 * MARGIN) * SCALE)

        def render() -> HeadingPage:
            if self._headings is None:
                self._headings = Headings(self._places)
            return self._headings.page(
                letter.issuer, letter.signer, letter.number, letter.day, width
            )

        self._jobs.render(
            render, self._show, key="guide.heading", owner=self, on_refused=lambda _error: None
        )

    def _show(self, page: HeadingPage) -> None:
        self._page = page
        made = page.image
        self._image = QImage(
            made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32
        )
        if self._letter is not None:
            own = self._letter.issuer.own_line.replace("\n", " ")
            self.setAccessibleName(f"Tiêu đề sẽ in: {own}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.colour("desk"))
        width = self.width() - 2 * MARGIN
        sheet = QRectF(MARGIN, theme.px(PAGE_TOP), width, width * RATIO)
        painter.fillRect(sheet.translated(0, 2).adjusted(-1, 0, 1, 1), theme.colour("ctl"))
        painter.fillRect(sheet, theme.colour("#FFFFFF"))
        if self._page is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(sheet)
        self._paint_part(painter, sheet, 0, self._page.head_end, 0)
        self._paint_bars(painter, sheet)
        has_signer = self._letter is not None and self._letter.signer is not None
        if has_signer:
            self._paint_part(painter, sheet, self._page.foot_start, 1, FOOT_SHARE)

    def _paint_part(
        self, painter: QPainter, sheet: QRectF, start: float, end: float, at: float
    ) -> None:
        wide, high = self._image.width(), self._image.height()
        source = QRectF(CUT_LEFT * wide, start * high, SHOWN * wide, (end - start) * high)
        top = sheet.top() + at * sheet.height()
        height = (end - start) * sheet.height() / SHOWN
        painter.drawImage(QRectF(sheet.left(), top, sheet.width(), height), self._image, source)

    def _paint_bars(self, painter: QPainter, sheet: QRectF) -> None:
        page = self._page
        if page is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(self._theme.colour("#ECEEF1"))
        left, right = sheet.left() + sheet.width() * 0.07, sheet.right() - sheet.width() * 0.12
        top, is_first = sheet.top() + page.head_end * sheet.height() / SHOWN + 30, True
        for share in BARS:
            if share:
                start = left + (18 if is_first else 0)
                painter.drawRoundedRect(QRectF(start, top, (right - left) * share, 7), 3.5, 3.5)
            is_first = not share
            top += 20
