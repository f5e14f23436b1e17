"""Ctrl+Backspace and Ctrl+Del in a text take a word away, whatever they mean on the page around."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

WORD_KEYS = (QKeySequence.StandardKey.DeleteStartOfWord, QKeySequence.StandardKey.DeleteEndOfWord)


def claims(event: QEvent) -> bool:
    """Return whether a text wants this key for itself before any shortcut gets it."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in WORD_KEYS)
