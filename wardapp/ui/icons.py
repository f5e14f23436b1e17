"""Icons: Fluent drawings from `resources/icons`, coloured by token and sharp at any scaling."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

MARK = "wardapp.svg"
_Key = tuple[str, int, str, float]


class IconStore:
    """Renders SVG files once per (name, size, colour, pixel ratio)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[_Key, QPixmap] = {}

    def pixmap(
        self, name: str, colour: str, size: int, dpr: float = 1.0, *, filled: bool = False
    ) -> QPixmap:
        """Return the icon `name` in a colour; an icon that is not there is a fault of ours."""
        file = f"{name}_20_{'filled' if filled else 'regular'}.svg"
        key = (file, size, colour, dpr)
        if key not in self._kept:
            drawing = (self._folder / file).read_text("utf-8")
            self._kept[key] = _drawn(
                drawing.replace("<svg ", f'<svg fill="{colour}" ', 1), size, dpr
            )
        return self._kept[key]

    def mark(self, size: int, dpr: float = 1.0) -> QPixmap:
        """Return the app mark, a sheet with a red round stamp."""
        key = (MARK, size, "", dpr)
        if key not in self._kept:
            self._kept[key] = _drawn((self._folder / MARK).read_text("utf-8"), size, dpr)
        return self._kept[key]


def _drawn(drawing: str, size: int, dpr: float) -> QPixmap:
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
