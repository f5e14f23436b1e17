"""A titled table of label and value for the pane of a line."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.texts import Rule, Text

LABEL_WIDTH = 94
_ENDLESS = re.compile(r"\S{24}(?=\S)")


class FactTable(QWidget):
    """Shows the facts that have a value."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule())
        column.addSpacing(6)
        column.addWidget(Text(theme, title, Role.SECTION))
        column.addLayout(self._rows)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Replace the facts."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, value in facts:
            if value:
                self._rows.addWidget(self._row(label, value))

    def _row(self, label: str, value: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = Text(self._theme, label, Role.SMALL, "text3", wrap=True)
        name.setFixedWidth(self._theme.px(LABEL_WIDTH))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._theme, _breakable(value), Role.BODY, wrap=True), 1)
        return line


def _breakable(text: str) -> str:
    """Return a text whose endless words may break, so that none pushes the table out of sight."""
    return _ENDLESS.sub("\\g<0>\u200b", text)
