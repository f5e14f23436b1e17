"""The sections of a page, listed at its left; arrows move, the section shown follows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

ITEM_HEIGHT, WIDTH, NARROW = 34, 212, 64


class NavItem(QAbstractButton):
    """One section."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, text: str, icon: str) -> None:
        super().__init__()
        self._theme, self._icon, self._is_narrow = theme, icon, False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, with a tooltip."""
        self._is_narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(40, self._theme.px(ITEM_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key: the arrows go to the neighbours."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, on = QPainter(self), self._theme, self.isChecked()
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if on:
            painting.draw_card(painter, theme, box, "soft", "soft", 6)
        elif self.underMouse():
            painting.draw_card(painter, theme, box, "hover", "hover", 6)
        ink = "accent" if on else "text2"
        pixmap = theme.icon(self._icon, ink, 20, self.devicePixelRatioF())
        left = (self.width() - 20) / 2 if self._is_narrow else 10
        painter.drawPixmap(QPointF(left, (self.height() - 20) / 2), pixmap)
        if self.hasFocus():
            painting.draw_ring(painter, theme, box, 6)
        if self._is_narrow:
            return
        role = Role.STRONG if on else Role.BODY
        area = QRectF(40, 0, self.width() - 46, self.height())
        painting.draw_text(painter, area, self.text(), theme.font(role), theme.colour("text"))


class SideNav(QWidget):
    """Sections one under another; `picked` names the one to show."""

    picked = Signal(str)

    def __init__(self, theme: Theme, sections: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__()
        self._theme = theme
        self.items: dict[str, NavItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(1)
        for key, text, icon in sections:
            item = NavItem(theme, text, icon)
            item.clicked.connect(lambda _on=False, key=key: self.picked.emit(key))
            item.stepped.connect(lambda step, key=key: self._step(key, step))
            self.items[key] = item
            column.addWidget(item)
        column.addStretch()
        self._is_narrow = False
        self._fit()
        theme.changed.connect(self._fit)

    def mark(self, key: str) -> None:
        """Show which section is shown; the focus goes along when it was in here."""
        if any(item.hasFocus() for item in self.items.values()):
            self.items[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.items[key].setChecked(True)
        self.setFocusProxy(self.items[key])

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone where the window is narrow."""
        self._is_narrow = narrow
        for item in self.items.values():
            item.set_narrow(narrow=narrow)
        self._fit()

    def _step(self, key: str, step: int) -> None:
        keys = list(self.items)
        target = keys[(keys.index(key) + step) % len(keys)]
        self.items[target].setFocus(Qt.FocusReason.TabFocusReason)
        self.picked.emit(target)

    def _fit(self) -> None:
        self.setFixedWidth(NARROW if self._is_narrow else self._theme.px(WIDTH))
