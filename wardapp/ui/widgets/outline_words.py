"""Changes of an outline's text that are one step for Ctrl+Z: looks, lines, pastes, replacements."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from wardapp.core import pipe_table
from wardapp.core.light_toggle import toggled

_KEEP = QTextCursor.MoveMode.KeepAnchor


def toggle_look(edit: QTextEdit, stars: int) -> None:
    """Mark what is chosen bold (2) or italic (1), or take the mark off; several lines each."""
    cursor = edit.textCursor()
    first, last = _ends(cursor)
    document = edit.document()
    start_block, end_block = document.findBlock(first), document.findBlock(last)
    cursor.beginEditBlock()
    starts, ends = first, last
    numbers = range(start_block.blockNumber(), end_block.blockNumber() + 1)
    for number in numbers:
        block = document.findBlockByNumber(number)
        line = block.text()
        start = first - block.position() if number == numbers[0] else 0
        end = last - block.position() if number == numbers[-1] else len(line)
        if len(numbers) > 1 and not line[start:end].strip():
            continue
        before = document.characterCount()
        change = toggled(line, start, end, stars)
        _put(cursor, block.position() + change.start, block.position() + change.end, change.text)
        last += document.characterCount() - before
        starts = block.position() + change.chosen[0] if number == numbers[0] else starts
        ends = block.position() + change.chosen[1]
    cursor.endEditBlock()
    _choose(edit, starts, ends)


def replace_lines(edit: QTextEdit, first: int, count: int, lines: Sequence[str]) -> None:
    """Put lines in place of `count` lines from `first` on."""
    document = edit.document()
    start = document.findBlockByNumber(first)
    last = document.findBlockByNumber(first + max(count, 1) - 1)
    end = last if last.isValid() else document.lastBlock()
    cursor = edit.textCursor()
    cursor.beginEditBlock()
    _put(cursor, start.position(), end.position() + end.length() - 1, "\n".join(lines))
    cursor.endEditBlock()


def go_to(edit: QTextEdit, line: int, column: int) -> None:
    """Put the cursor into a line."""
    block = edit.document().findBlockByNumber(line)
    position = block.position() + min(column, block.length() - 1)
    _choose(edit, position, position)


def insert_text(edit: QTextEdit, cursor: QTextCursor, text: str) -> None:
    """Put text where a cursor stands, in place of what it has chosen; a table on its own lines."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    before = cursor.block().text()[: cursor.positionInBlock()]
    after = cursor.block().text()[cursor.positionInBlock() :]
    lines = text.split("\n")
    if before.strip() and pipe_table.is_row(lines[0]):
        text = f"\n{text}"
    elif before.strip() and text[:1].isalnum() and before[-1].isalnum():
        text = f" {text}"
    if after.strip() and pipe_table.is_row(lines[-1]):
        text = f"{text}\n"
    cursor.insertText(text)
    cursor.endEditBlock()
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()


def replace_spots(edit: QTextEdit, spots: Sequence[tuple[int, int]], words: str) -> None:
    """Put words in place of stretches of the text, given left to right."""
    cursor = edit.textCursor()
    cursor.beginEditBlock()
    for start, end in reversed(spots):
        _put(cursor, start, end, words)
    cursor.endEditBlock()


def replace_all_text(edit: QTextEdit, text: str) -> None:
    """Put another text in place of the whole, the cursor staying in its line."""
    line, column = edit.textCursor().blockNumber(), edit.textCursor().positionInBlock()
    old, new = edit.toPlainText().split("\n"), text.split("\n")
    if len(old) != len(new):
        replace_lines(edit, 0, len(old), new)
    else:
        cursor = edit.textCursor()
        cursor.beginEditBlock()
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                block = edit.document().findBlockByNumber(number)
                _put(cursor, block.position(), block.position() + block.length() - 1, after)
        cursor.endEditBlock()
    go_to(edit, line, column)


def chosen_text(edit: QTextEdit) -> str:
    """Return what is chosen as plain lines."""
    return edit.textCursor().selection().toPlainText()


def _ends(cursor: QTextCursor) -> tuple[int, int]:
    return cursor.selectionStart(), cursor.selectionEnd()


def _put(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    cursor.insertText(text)


def _choose(edit: QTextEdit, start: int, end: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
