"""Which keys a text keeps for itself: those that take a word away, and undo while it can undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

WORD_KEYS = (QKeySequence.StandardKey.DeleteStartOfWord, QKeySequence.StandardKey.DeleteEndOfWord)
STEP_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def claims(event: QEvent) -> bool:
    """Return whether a text wants this key for itself before any shortcut gets it."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in WORD_KEYS)


def leaves(event: QEvent, *, has_steps: bool) -> bool:
    """Return whether undo and redo are for the page: nothing was typed here since it was filled.

    A line just saved clears its fields, and the toast offers Ctrl+Z: it must not end in them.
    """
    if has_steps or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in STEP_KEYS)
