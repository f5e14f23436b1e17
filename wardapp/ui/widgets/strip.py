"""A quiet strip above a page: one line and a few ways on, each an inline button."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.cards import Way
from wardapp.ui.widgets.texts import Elided, Icon

HEIGHT = 40


class Strip(QWidget):
    """Hidden until `show_strip`; the words give way where the buttons need the room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Icon(theme, "document_text", "accent", 18)
        self._words = Elided(theme, "", Role.BODY)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(8)
        self.buttons: list[Button] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addLayout(self._ways)
        Themed(theme, self)
        self.hide()

    @property
    def words(self) -> str:
        """Return what the strip says, "" while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def show_strip(self, words: str, ways: tuple[Way, ...], icon: str = "document_text") -> None:
        """Show one line with its ways; the same line again changes nothing."""
        if self.words == words and [each.text() for each in self.buttons] == [
            way.text for way in ways
        ]:
            return
        self._icon.set_icon(icon, "accent")
        self._words.set_text(words)
        self.setAccessibleName(words)
        self._clear()
        for way in ways:
            button = Button(self._theme, way.text, icon=way.icon, height=INLINE)
            button.setToolTip(way.detail)
            button.clicked.connect(way.run)
            self.buttons.append(button)
            self._ways.addWidget(button)
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self.show()

    def _clear(self) -> None:
        for button in self.buttons:
            self._ways.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(QRectF(self.rect()), theme.colour("alt"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
