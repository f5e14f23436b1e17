"""Buttons with icon, text and key cap, and the chips of a filter bar."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

INLINE, NORMAL, MAIN = 28, 32, 36
_FIXED = QSizePolicy.Policy.Fixed
_CHIP_HEIGHT = 28
_ICON = 20


class Kind(StrEnum):
    """How loud a button is."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    DANGER = "danger"


class _Painted(QAbstractButton):
    """What all our buttons share: pointer and focus repaint, Enter presses."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        Themed(theme, self)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, _FIXED)
        self._ring = False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: object) -> None:
        """Take the focus."""
        reason = event.reason()  # type: ignore[attr-defined]
        self._ring = reason is not Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Lose the focus."""
        self._ring = False
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self.sizeHint()


class Button(_Painted):
    """A button: icon, text, key cap; `shrink()` leaves the icon alone, with a tooltip."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        height: int = NORMAL,
    ) -> None:
        super().__init__(theme, text)
        self._icon, self._key, self._kind, self._height = icon, key, kind, height
        self._small = False
        self.setToolTip("" if text else key)

    def setText(self, text: str) -> None:
        """Change the words on the button."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.update()

    def show_cap(self, key: str) -> None:
        """Show another key on the button."""
        self._key = key
        self.updateGeometry()
        self.update()

    def shrink(self, *, small: bool) -> None:
        """Show the icon alone, or everything again."""
        if self._icon and small != self._small:
            self._small = small
            self.setToolTip(f"{self.text()} ({self._key})" if self._key else self.text())
            self.updateGeometry()
            self.update()

    @property
    def full_width(self) -> int:
        """Return the width with text and key, whether shrunk or not."""
        theme, width = self._theme, 22.0
        if self._icon:
            width += _ICON + (7 if self.text() else -4)
        if self.text():
            width += theme.metrics(self._role()).horizontalAdvance(self.text())
        if self._key:
            width += painting.key_width(theme, self._key) + 9
        return round(width) + 1

    @property
    def key_room(self) -> int:
        """Return what the key takes: squeezed by so much, the button still shows its words."""
        return round(painting.key_width(self._theme, self._key)) + 9 if self._key else 0

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        height = max(
            self._theme.px(self._height), round(self._theme.metrics(Role.STRONG).height()) + 6
        )
        return QSize(height + 6 if self._small else self.full_width, height)

    def _role(self) -> Role:
        return Role.STRONG if self._kind in {Kind.PRIMARY, Kind.DANGER} else Role.BODY

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._ring:
            painting.draw_ring(painter, self._theme, box, 6)
            box = box.adjusted(3, 3, -3, -3)
        self._paint_ground(painter, box)
        self._paint_content(painter)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        fill, edge = self._ground()
        if not fill:
            return
        painter.setPen(QPen(self._theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _ground(self) -> tuple[str, str]:
        hot = self.underMouse() or self.isDown()
        if not self.isEnabled():
            return ("", "") if self._kind is Kind.GHOST else ("mute", "")
        if self._kind is Kind.PRIMARY:
            return ("accent_hover" if hot else "accent"), ""
        if self._kind is Kind.DANGER:
            return "danger", ""
        if self._kind is Kind.GHOST:
            return ("hover", "") if hot else ("", "")
        return ("hover" if hot else "surface"), "ctl"

    def _inks(self) -> tuple[str, str, str]:
        """Return the colours of text, icon and key."""
        if not self.isEnabled():
            return "text3", "text3", "text3"
        if self._kind is Kind.PRIMARY:
            return "on_accent", "on_accent", "on_accent"
        if self._kind is Kind.DANGER:
            return "surface", "surface", "surface"
        return ("text2" if self._kind is Kind.GHOST else "text"), "text2", "text3"

    def _paint_content(self, painter: QPainter) -> None:
        theme, (ink, icon_ink, key_ink) = self._theme, self._inks()
        height = self.height()
        if self._small or not self.text():
            left = (self.width() - _ICON) / 2
            self._paint_icon(painter, left, icon_ink)
            return
        fits = self.width() >= self.full_width  # squeezed, the words come before the key
        shows_key = bool(self._key) and self.isEnabled() and fits
        content: float = self.full_width - 22
        if not fits and self._key:
            content -= painting.key_width(theme, self._key) + 9
        left = max(11.0, (self.width() - content) / 2)
        if self._icon:
            self._paint_icon(painter, left, icon_ink)
            left += _ICON + 7
        width = theme.metrics(self._role()).horizontalAdvance(self.text())
        painting.draw_text(
            painter,
            QRectF(left, 0, width + 1, height),
            self.text(),
            theme.font(self._role()),
            theme.colour(ink),
        )
        if shows_key:
            cap = theme.px(18)
            box = QRectF(
                left + width + 9, (height - cap) / 2, painting.key_width(theme, self._key), cap
            )
            if self._kind is Kind.PRIMARY:
                painter.setOpacity(0.55)
                painting.draw_key(painter, theme, box, "", key_ink, key_ink)
                painter.setOpacity(1)
                painting.draw_text(
                    painter,
                    box,
                    self._key,
                    theme.font(Role.KEY),
                    theme.colour(key_ink),
                    centre=True,
                )
            else:
                painting.draw_key(painter, theme, box, self._key, key_ink, "ctl")

    def _paint_icon(self, painter: QPainter, left: float, ink: str) -> None:
        pixmap = self._theme.icon(self._icon, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - _ICON) / 2), pixmap)


class Link(_Painted):
    """Words in the accent colour that do something."""

    def setText(self, text: str) -> None:
        """Change the words."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def __init__(self, theme: Theme, text: str, *, key: str = "", role: Role = Role.SMALL) -> None:
        super().__init__(theme, text)
        self._role, self._key = role, key

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        metrics = self._theme.metrics(self._role)
        extra = painting.key_width(self._theme, self._key) + 12 if self._key else 0
        return QSize(
            round(metrics.horizontalAdvance(self.text()) + extra) + 6,
            max(26, round(metrics.height()) + 4),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        ink = theme.colour("accent" if self.isEnabled() else "text3")
        font = theme.font(self._role)
        if self.underMouse():
            font.setUnderline(True)
        painting.draw_text(
            painter, QRectF(self.rect()).adjusted(2, 0, -2, 0), self.text(), font, ink
        )
        font.setUnderline(False)
        if self._key:
            width, cap = painting.key_width(theme, self._key), theme.px(18)
            box = QRectF(self.width() - width, (self.height() - cap) / 2, width, cap)
            painting.draw_key(painter, theme, box, self._key, "text3", "ctl")
        if self._ring:
            painting.draw_ring(painter, theme, QRectF(self.rect()), 4)


class Chip(_Painted):
    """A filter that is on or off, with a live count, a red dot or a chevron."""

    def __init__(
        self, theme: Theme, text: str, *, dot: bool = False, chevron: bool = False, icon: str = ""
    ) -> None:
        super().__init__(theme, text)
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self.updateGeometry())
        self._dot, self._chevron, self._icon = dot, chevron, icon
        self._count = ""

    def set_count(self, count: str) -> None:
        """Show a count after the words; "" shows none."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Change the words on the chip."""
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        theme = self._theme
        width = theme.metrics(self._role()).horizontalAdvance(self.text()) + 25
        width += 15 if self._dot else 0
        width += 17 if self._chevron else 0
        width += 24 if self._icon else 0
        if self._count:
            width += theme.metrics(Role.LABEL).horizontalAdvance(self._count) + 8
        height = max(theme.px(_CHIP_HEIGHT), round(theme.metrics(Role.STRONG).height()) + 4)
        return QSize(round(width) + 1, height)

    def _role(self) -> Role:
        return Role.STRONG if self.isChecked() else Role.BODY

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, on = QPainter(self), self._theme, self.isChecked()
        fill = "soft" if on else ("hover" if self.underMouse() else "surface")
        box = QRectF(self.rect())
        painting.draw_card(painter, theme, box, fill, "accent" if on else "ctl", box.height() / 2)
        left = 12.0
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("danger"))
            painter.drawEllipse(QPointF(left + 4, box.center().y()), 4, 4)
            left += 15
        ink = "on_soft" if on else "text"
        if self._icon:
            pixmap = theme.icon(self._icon, ink, 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - 16) / 2), pixmap)
            left += 24
        width = theme.metrics(self._role()).horizontalAdvance(self.text()) + 1
        area = QRectF(left, 0, width, self.height())
        painting.draw_text(painter, area, self.text(), theme.font(self._role()), theme.colour(ink))
        left += width
        if self._count:
            area = QRectF(left + 6, 0, self.width() - left, self.height())
            ink = "on_soft" if on else "text2"
            painting.draw_text(
                painter, area, self._count, theme.font(Role.LABEL), theme.colour(ink)
            )
        if self._chevron:
            pixmap = theme.icon("chevron_down", "text3", 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self.width() - 27, (self.height() - 16) / 2), pixmap)
        if self._ring:
            painting.draw_ring(painter, theme, box, box.height() / 2)
