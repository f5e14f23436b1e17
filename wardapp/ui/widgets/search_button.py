"""What looks like the search field of the header and opens Ctrl+K."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

_WIDTH, _LEAST, _ICON = 232, 120, 34
_WIDEST = 16_777_215


class SearchButton(QAbstractButton):
    """A field to look at, a button to press: the search itself opens over the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setText("Tìm mọi thứ, gõ lệnh…")
        self.setAccessibleName("Tìm mọi thứ, gõ lệnh")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST)
        self._is_small = False
        Themed(theme, self)

    @property
    def least_width(self) -> int:
        """Return the width that still shows the words."""
        return _LEAST

    def shrink(self, *, small: bool) -> int:
        """Become the icon alone, or a field again; return the width that this gives."""
        small = small and not self.isHidden()
        if small != self._is_small:
            self._is_small = small
            icon = self._theme.px(_ICON)
            self.setMinimumWidth(icon if small else _LEAST)
            self.setMaximumWidth(icon if small else _WIDEST)
            self.setToolTip(f"{self.text()} (Ctrl K)" if small else "")
            self.updateGeometry()
        return _LEAST - self._theme.px(_ICON) if small else 0

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, box = QPainter(self), self._theme, QRectF(self.rect())
        focused = self.hasFocus()
        painting.draw_card(painter, theme, box, "surface", "accent" if focused else "ctl", 5)
        painter.setPen(QPen(theme.colour("accent" if focused else "ctl2"), 1))
        painter.drawLine(
            QPointF(4, box.bottom() - 0.5), QPointF(box.right() - 4, box.bottom() - 0.5)
        )
        pixmap = theme.icon("search", "text3", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(10, (self.height() - 16) / 2), pixmap)
        if self._is_small:
            return
        width, cap = painting.key_width(theme, "Ctrl K"), theme.px(18)
        key = QRectF(self.width() - width - 7, (self.height() - cap) / 2, width, cap)
        painting.draw_key(painter, theme, key, "Ctrl K", "text2", "ctl")
        area = QRectF(34, 0, key.left() - 40, self.height())
        painting.draw_text(painter, area, self.text(), theme.font(Role.BODY), theme.colour("text3"))
