"""The card of Hôm nay that tells when the data is not safe; hidden while it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from wardapp.core.safety import Light, SafetyState
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Icon, Text

LOOKS = {
    Light.YELLOW: ("warning", "warn", "warn_soft", "warn_mark"),
    Light.RED: ("error_circle", "danger", "danger_soft", "danger"),
}
ALL_SAFE = SafetyState(light=Light.GREEN, sentence="")


class SafetyBox(Card):
    """Says `opened` when the clerk wants to see more."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._icon = Icon(theme, "warning", "warn", filled=True)
        self._line = Text(theme, "", Role.BODY, wrap=True)
        link = Link(theme, "Xem An toàn dữ liệu")
        link.clicked.connect(self.opened)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._line)
        words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.setContentsMargins(14, 9, 14, 9)
        self.hide()

    def show_state(self, state: SafetyState) -> None:
        """Show what is to be done; where nothing presses the card is hidden."""
        self.setVisible(not state.is_calm)
        if not state.is_calm:
            icon, tone, fill, edge = LOOKS[state.light]
            self._icon.set_icon(icon, tone, filled=True)
            self._line.setText(state.sentence)
            self.set_look(fill, edge)
            self.setAccessibleName(f"An toàn dữ liệu: {state.sentence}")
