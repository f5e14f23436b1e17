"""The first picture: the window's frame on the screen before anything else is loaded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from wardapp.ui.desk_store import DeskStore
from wardapp.ui.icons import IconStore
from wardapp.ui.tokens import (
    DARK,
    FAMILIES,
    LIGHT,
    NARROW_BELOW,
    NARROW_BELOW_SCALED,
    RAIL_NARROW,
    RAIL_WIDE,
    SCALES,
    USUAL_HEIGHT,
    USUAL_WIDTH,
)

OPENING = "Đang mở sổ…"
_CORNER = 8.0
_MARK = 28
_MARK_AT = QPointF(12, 12)
_POINTS = 10.0


class FirstPicture(QWidget):
    """Stands where the window will stand, in its size and theme, until the window takes over."""

    def __init__(self, store: DeskStore, icons: Path) -> None:
        super().__init__()
        self._icons = IconStore(icons)
        self._scale = SCALES.get(store.settings.text_size, 1.0)
        self.is_closed = False
        style = QGuiApplication.styleHints()
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        style.setColorScheme(wanted.get(store.settings.theme, Qt.ColorScheme.Unknown))
        is_dark = style.colorScheme() is Qt.ColorScheme.Dark
        mode = store.settings.theme
        self._tokens = DARK if mode == "dark" or (is_dark and mode != "light") else LIGHT
        self.setWindowTitle("WardApp")
        self.setWindowIcon(QIcon(self._icons.mark(_MARK)))
        self.setAccessibleName(OPENING)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # Closing it must not end the program in the middle of opening: see `is_closed`.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        kept = store.remembered("geometry")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(USUAL_WIDTH, USUAL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, mark and sheet as the window has them."""
        tokens, painter = self._tokens, QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.bg))
        painter.drawPixmap(_MARK_AT, self._icons.mark(_MARK, self.devicePixelRatioF()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._rail_width()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawPath(self._sheet(left))
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(_POINTS * self._scale)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text2))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, OPENING)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember that the clerk turned away."""
        self.is_closed = True
        super().closeEvent(event)

    def _rail_width(self) -> int:
        width = self.width()
        is_narrow = width < NARROW_BELOW or width / self._scale < NARROW_BELOW_SCALED
        return RAIL_NARROW if is_narrow else round(RAIL_WIDE * self._scale)

    def _sheet(self, left: int) -> QPainterPath:
        """Return the sheet: its corner is round, its right and lower edges lie outside."""
        path = QPainterPath()
        path.addRoundedRect(
            QRectF(left + 0.5, 0.5, self.width() + _CORNER, self.height() + _CORNER),
            _CORNER,
            _CORNER,
        )
        return path
