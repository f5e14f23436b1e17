"""Keys with a meaning of their own in an outline: Enter goes on, Tab walks through a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from wardapp.core import pipe_table
from wardapp.core.outline_typing import continued, is_marker

_KEEP = QTextCursor.MoveMode.KeepAnchor
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_PAD = Qt.KeyboardModifier.KeypadModifier


class OutlineKeys:
    """Acts on the cursor of a text; letters are never touched, so typing programs are not either.

    A marker that Enter wrote goes away whole with the next Backspace, as long as nothing else
    was typed, and when the clerk types another marker behind it.
    """

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._fresh = (-1, "")  # position of the block and the marker Enter put there

    def take(self, event: QKeyEvent) -> bool:
        """Return whether the key was meant for the outline and is done."""
        key, held = event.key(), event.modifiers() & ~_PAD
        if held != _NO_KEYS:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._enter()
        if key == Qt.Key.Key_Space:
            self._prefer_typed()
        return key == Qt.Key.Key_Backspace and self._backspace()

    def tab(self, *, forward: bool) -> bool:
        """Go to the next or previous cell; behind the last one a row is added. False outside."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        if not pipe_table.is_row(block.text()):
            return False
        cells = len(pipe_table.cell_spans(block.text()))
        at = pipe_table.cell_at(block.text(), cursor.positionInBlock()) + (1 if forward else -1)
        if 0 <= at < cells and not pipe_table.is_rule(block.text()):
            self._into(block, at)
            return True
        beside = _beside(block, forward=forward)
        if beside is not None:
            self._into(beside, 0 if forward else len(pipe_table.cell_spans(beside.text())) - 1)
            return True
        if forward:
            self.add_row()
        return forward

    def add_row(self) -> None:
        """Add an empty row below the one of the cursor and go into it."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        if pipe_table.is_rule(block.next().text()):
            block = block.next()
        row = pipe_table.row_of([""] * max(len(pipe_table.cell_spans(block.text())), 1))
        cursor.setPosition(block.position() + block.length() - 1)
        cursor.beginEditBlock()
        cursor.insertBlock()
        cursor.insertText(row)
        cursor.endEditBlock()
        self._into(cursor.block(), 0)

    def _enter(self) -> bool:
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            return False
        line, at = cursor.block().text(), cursor.positionInBlock()
        if pipe_table.is_row(line):
            return self._enter_in_table(line)
        found = continued(line, at)
        if found is None:
            return False
        cursor.beginEditBlock()
        if found.ends:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
            cursor.removeSelectedText()
        else:
            _drop_spaces(cursor)
            cursor.insertBlock()
            cursor.insertText(found.marker)
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
        self._fresh = (cursor.block().position(), found.marker)
        return True

    def _enter_in_table(self, line: str) -> bool:
        cursor = self._edit.textCursor()
        if any(cell.strip() for cell in pipe_table.cells(line)):
            self.add_row()
            return True
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        return True

    def _backspace(self) -> bool:
        cursor = self._edit.textCursor()
        position, marker = self._fresh
        block = cursor.block()
        is_fresh = block.position() == position and block.text() == marker and bool(marker)
        if cursor.hasSelection() or not is_fresh or not cursor.atBlockEnd():
            return False
        self._fresh = (-1, "")
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, _KEEP)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        return True

    def _prefer_typed(self) -> None:
        """Drop the marker that Enter wrote when the clerk types one of his own behind it."""
        cursor = self._edit.textCursor()
        position, marker = self._fresh
        block, line = cursor.block(), cursor.block().text()
        is_fresh = bool(marker) and block.position() == position and line.startswith(marker)
        if is_fresh and cursor.atBlockEnd() and is_marker(line[len(marker) :]):
            self._fresh = (-1, "")
            cursor.setPosition(position)
            cursor.setPosition(position + len(marker), _KEEP)
            cursor.removeSelectedText()

    def _into(self, block: QTextBlock, cell: int) -> None:
        spans = pipe_table.cell_spans(block.text())
        if not spans:
            return
        span = spans[max(0, min(cell, len(spans) - 1))]
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + span.start)
        cursor.setPosition(block.position() + span.end, _KEEP)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()


def _drop_spaces(cursor: QTextCursor) -> None:
    """Leave no spaces at the end of the line that Enter ends, and none before its other half."""
    line, at = cursor.block().text(), cursor.positionInBlock()
    behind = len(line[at:]) - len(line[at:].lstrip(" "))
    for _space in range(behind):
        cursor.deleteChar()


def _beside(block: QTextBlock, *, forward: bool) -> QTextBlock | None:
    """Return the next or previous row of a table, its dashes left out; None at its edge."""
    other = block.next() if forward else block.previous()
    while other.isValid() and pipe_table.is_rule(other.text()):
        other = other.next() if forward else other.previous()
    return other if other.isValid() and pipe_table.is_row(other.text()) else None
