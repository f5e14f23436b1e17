"""How the text of a draft looks while typed: headings, light marks, tables, findings."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from wardapp.core.document import BlockKind
from wardapp.core.pipe_table import is_rule
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.outline_gutter import is_head_row, kind_of

STRONG = {BlockKind.PART, BlockKind.ROMAN, BlockKind.ENACTING}
_LIGHT = re.compile(r"(?<![\\*])(?P<stars>\*{1,3})(?=[^\s*])(?P<words>[^*]*[^\s*])(?P=stars)(?!\*)")
_BARS = re.compile(r"(?<!\\)\|")
_BOLD, _ITALIC = 2, 1


class Stretch(Protocol):
    """A stretch of one line to underline."""

    @property
    def start(self) -> int:
        """Return the first letter."""
        ...

    @property
    def length(self) -> int:
        """Return how many letters."""
        ...


class Marked(Protocol):
    """The editor, as far as its looks know it."""

    def document(self) -> QTextDocument:
        """Return the document shown."""
        ...

    def marks_of(self, line: int) -> tuple[Stretch, ...]:
        """Return the stretches to underline in a line."""
        ...


class OutlineInk(QSyntaxHighlighter):
    """Sets headings bold, marks faint and underlines findings, outside of what undo knows."""

    def __init__(self, theme: Theme, editor: Marked) -> None:
        super().__init__(editor.document())
        self._theme, self._editor = theme, editor

    def highlightBlock(self, text: str) -> None:
        """Dress one block."""
        block = self.currentBlock()
        kind = kind_of(block)
        if kind in STRONG or is_head_row(block):
            self.setFormat(0, len(text), self._look(_BOLD))
        elif kind is BlockKind.ARTICLE:
            self.setFormat(0, text.find(".") + 1, self._look(_BOLD))
        if kind is BlockKind.TABLE:
            self._dress_row(text)
        if "*" in text:
            self._dress_marks(text)
        for mark in self._editor.marks_of(block.blockNumber()):
            self._underline(mark, len(text))

    def _dress_row(self, text: str) -> None:
        faint = QTextCharFormat()
        faint.setForeground(self._theme.colour("text3"))
        if is_rule(text):
            self.setFormat(0, len(text), faint)
            return
        for bar in _BARS.finditer(text):
            self.setFormat(bar.start(), 1, faint)

    def _dress_marks(self, text: str) -> None:
        faint = QTextCharFormat()
        faint.setForeground(self._theme.colour("text3"))
        for found in _LIGHT.finditer(text):
            stars = len(found["stars"])
            self.setFormat(found.start(), found.end() - found.start(), faint)
            self.setFormat(found.start("words"), len(found["words"]), self._look(stars))

    def _underline(self, mark: Stretch, length: int) -> None:
        for place in range(mark.start, min(mark.start + mark.length, length)):
            look = QTextCharFormat(self.format(place))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(self._theme.colour("warn_mark"))
            self.setFormat(place, 1, look)

    def _look(self, stars: int) -> QTextCharFormat:
        look = QTextCharFormat()
        if stars & _BOLD:
            look.setFontWeight(self._theme.font(Role.OUTLINE_STRONG).weight())
        look.setFontItalic(bool(stars & _ITALIC))
        return look
