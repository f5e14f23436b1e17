"""Words on a page: labels by role, badges, key caps, rules, icons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed


class Text(QLabel):
    """Plain words in a role's font and a tone (`text2`, `text3`, `danger`, `warn`, `ok`)."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "",
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text)
        self._theme, self._role = theme, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # Polishing by hand before the first show would make Qt forget the font.
        self.setProperty("tone", tone)
        Themed(theme, self)
        self.setFont(theme.font(role))

    def set_tone(self, tone: str) -> None:
        """Change the tone of the words."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(self._theme.font(self._role))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.StyleChange and self.font() != self._theme.font(self._role):
            self.setFont(self._theme.font(self._role))
        super().changeEvent(event)


class Elided(QWidget):
    """One line that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(
        self, theme: Theme, text: str = "", role: Role = Role.BODY, tone: str = "text"
    ) -> None:
        super().__init__()
        self._theme, self._role, self._tone, self._text = theme, role, tone, text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        Themed(theme, self)

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Change the words, and the tone if given."""
        self._text, self._tone = text, tone or self._tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        metrics = self._theme.metrics(self._role)
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        font, ink = self._theme.font(self._role), self._theme.colour(self._tone)
        painting.draw_text(QPainter(self), QRectF(self.rect()), self._text, font, ink)


class Badge(QWidget):
    """A short state on a soft ground (tones danger, warn, ok, soft, mute)."""

    def __init__(self, theme: Theme, text: str = "", tone: str = "mute") -> None:
        super().__init__()
        self._theme, self._text, self._tone = theme, text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text, tone)
        Themed(theme, self)

    def set_text(self, text: str, tone: str) -> None:
        """Change words and tone; no words hide it."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        if not text or self.parentWidget() is not None:  # alone it would open as a window
            self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        width = painting.badge_width(self._theme, self._text)
        return QSize(round(width) + 1, round(painting.badge_height(self._theme)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        at = QPointF(0, self.height() / 2)
        painting.draw_badge(QPainter(self), self._theme, at, self._text, self._tone)


class KeyCap(QWidget):
    """A key, as written on a keyboard."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(round(painting.key_width(self._theme, self._key)) + 1, self._theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        box = QRectF(self.rect())
        painting.draw_key(QPainter(self), self._theme, box, self._key, "text3", "ctl")


class Icon(QWidget):
    """An icon of the icon folder in a token's colour."""

    def __init__(
        self, theme: Theme, name: str, tone: str = "text2", size: int = 20, *, filled: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._name, self._tone = theme, name, tone
        self._size, self._filled = size, filled
        self.setFixedSize(size, size)
        Themed(theme, self)

    def set_icon(self, name: str, tone: str, *, filled: bool = False) -> None:
        """Change the drawing and its colour."""
        self._name, self._tone, self._filled = name, tone, filled
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        dpr = self.devicePixelRatioF()
        pixmap = self._theme.icon(self._name, self._tone, self._size, dpr, filled=self._filled)
        QPainter(self).drawPixmap(QPointF(0, 0), pixmap)


class Rule(QFrame):
    """A hairline, across or down."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("shape", "rule")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
