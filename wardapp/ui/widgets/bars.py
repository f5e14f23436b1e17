"""Low rows above and below a list or a text: a choice with its label, words that count."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.texts import Text

CHOICE, WORDS = 42, 34
Part = tuple[QWidget, int]
"""A widget and its share of the room that is left, 0 for none."""


def choice_bar(theme: Theme, words: str, choice: QWidget, *beside: Part) -> QWidget:
    """Return a labelled choice with what stands beside it."""
    label = Text(theme, words, Role.LABEL, "text2")
    label.setBuddy(choice)
    return _bar(theme.px(CHOICE), 8, ((label, 0), (choice, 1), *beside))


def words_bar(theme: Theme, *parts: Part) -> QWidget:
    """Return words in a row."""
    return _bar(theme.px(WORDS), 12, parts)


def _bar(height: int, gap: int, parts: tuple[Part, ...]) -> QWidget:
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(18, 3, 14, 3)
    row.setSpacing(gap)
    for part, share in parts:
        row.addWidget(part, share)
    bar.setMinimumHeight(height)
    return bar
