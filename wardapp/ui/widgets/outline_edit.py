"""The text of a draft: plain text with its outline shown beside it, findings underlined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from wardapp.core.document import Block, BlockKind
from wardapp.core.text import clean
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.outline_gutter import OutlineGutter, kind_state
from wardapp.ui.widgets.outline_ink import OutlineInk
from wardapp.ui.widgets.outline_keys import OutlineKeys
from wardapp.ui.widgets.word_keys import claims

LINE, BETWEEN, EDGE, INDENT = 22, 8, 14, 14
_INDENTED = {BlockKind.POINT, BlockKind.PAREN, BlockKind.DASH, BlockKind.PLUS}
_DISTANCE = QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one line to underline: line from 0, first letter, length."""

    line: int
    start: int
    length: int


class OutlineEdit(QTextEdit):
    """Plain text in which every line is a block; the clerk types marks, never layout.

    `typed` says that the words differ, `line_changed` that the cursor stands in another line.
    `show_outline` names the blocks; it changes how they look and never what undo takes back.
    """

    typed = Signal()
    line_changed = Signal(int)

    def __init__(self, theme: Theme, name: str = "Nội dung") -> None:
        super().__init__()
        self._theme = theme
        self.round = 0
        """Grows with every change of the words, so that late answers can be told."""
        self.has_articles = False
        self._is_dressing = False
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._line = 0
        self.setProperty("bare", "yes")
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDocument(self._fresh_document())
        self._ink = OutlineInk(theme, self)
        self.keys = OutlineKeys(self)
        self.reads_paste: Callable[[str, str, QTextCursor], None] | None = None
        """Makes outline text of HTML and plain words, in its own time, for the cursor given."""
        self.gutter = OutlineGutter(theme, self, self)
        self._take_font()
        Themed(theme, self)
        self.textChanged.connect(self._tell_typed)
        self.cursorPositionChanged.connect(self._tell_line)
        self.verticalScrollBar().valueChanged.connect(self.gutter.update)

    # ---- words in and out --------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys of words and tables away from the shortcuts of the page and from Qt."""
        if claims(event) or self._takes_tab(event):
            event.accept()
            return True
        return super().event(event)

    def _takes_tab(self, event: QEvent) -> bool:
        """Let Tab walk through the cells of a table; elsewhere it leaves the text."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} or self.isReadOnly():
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.keys.tab(forward=event.key() == Qt.Key.Key_Tab and not is_back)

    def set_text(self, text: str) -> None:
        """Put in another text; undo then starts anew."""
        with self._dressing():
            self.setUndoRedoEnabled(False)
            self.setPlainText(text)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(self._format(0))
            self.setUndoRedoEnabled(True)
        self._marks, self._line = {}, 0
        self.round += 1
        self.gutter.update()

    def begin_document(self, text: str) -> QTextDocument:
        """Put another text in with an undo of its own; the one shown before stays as it is."""
        document = self._fresh_document()
        self.show_document(document)
        self.set_text(text)
        return document

    def show_document(self, document: QTextDocument) -> None:
        """Show a text begun before, with all that can be undone in it."""
        with self._dressing():
            self.setDocument(document)
            self._ink.setDocument(document)
            self._take_font()
            self._ink.rehighlight()  # at once: Qt would do it later and tell of new words
        self._marks, self._line = {}, 0
        self.round += 1
        self.gutter.update()

    def _fresh_document(self) -> QTextDocument:
        """Return an empty text of this editor: Qt throws its own away with the next one."""
        document = QTextDocument(self)
        document.setDocumentMargin(EDGE)
        document.setDefaultFont(self._theme.font(Role.OUTLINE))
        return document

    def text(self) -> str:
        """Return the words as typed."""
        return self.toPlainText()

    def current_line(self) -> int:
        """Return the line the cursor stands in, from 0."""
        return self.textCursor().blockNumber()

    def go_to(self, line: int, start: int = 0, length: int = 0) -> None:
        """Put the cursor into a line, a stretch of it chosen, and bring it into view."""
        block = self.document().findBlockByNumber(max(line, 0))
        if not block.isValid():
            return
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(start, block.length() - 1))
        end = min(start + length, block.length() - 1)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def go_to_end(self) -> None:
        """Put the cursor behind the last letter, where writing goes on."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.ensureCursorVisible()

    def mend(self, line: int, found: str, replacement: str) -> bool:
        """Replace words in a line as typing would, so that Ctrl+Z takes it back; False if gone."""
        block = self.document().findBlockByNumber(line)
        start = block.text().find(found) if block.isValid() and found else -1
        if start < 0:
            return False
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + start + len(found), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(replacement)
        self.setTextCursor(cursor)
        return True

    # ---- looks -------------------------------------------------------------------------------

    def show_outline(self, blocks: Sequence[Block], asked: int) -> None:
        """Name the blocks as the parser sees them; an answer to an older text is dropped."""
        if asked != self.round:
            return
        kinds, heads = dict(_kinds(blocks)), set(_heads(blocks))
        self.has_articles = BlockKind.ARTICLE in kinds.values()
        moved: list[tuple[QTextBlock, int]] = []
        for block in self._blocks():
            line = block.blockNumber()
            kind = kinds.get(line) if block.text().strip() else None
            state = -1 if kind is None else kind_state(kind, is_head=line in heads)
            if block.userState() != state:
                block.setUserState(state)
                with self._dressing():
                    self._ink.rehighlightBlock(block)
            indent = INDENT if kind in _INDENTED else 0
            is_moved = block.blockFormat().leftMargin() != self._theme.px(indent)
            if kind is not None and is_moved:
                moved.append((block, indent))
        self._indent(moved)
        self.gutter.update()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline stretches of the text."""
        wanted: dict[int, tuple[Mark, ...]] = {}
        for mark in marks:
            wanted[mark.line] = (*wanted.get(mark.line, ()), mark)
        changed = {line for line in {*wanted, *self._marks}
                   if wanted.get(line) != self._marks.get(line)}  # fmt: skip
        self._marks = wanted
        with self._dressing():  # Qt tells of new looks as it tells of new words
            for line in changed:
                block = self.document().findBlockByNumber(line)
                if block.isValid():
                    self._ink.rehighlightBlock(block)

    def marks_of(self, line: int) -> tuple[Mark, ...]:
        """Return the stretches to underline in a line."""
        return self._marks.get(line, ())

    def shown_blocks(self) -> list[tuple[QTextBlock, QRectF, float]]:
        """Return the text blocks in view: place in the viewport, height of the first line."""
        layout = self.document().documentLayout()
        shift, bottom = self.verticalScrollBar().value(), self.viewport().height()
        shown: list[tuple[QTextBlock, QRectF, float]] = []
        for block in self._blocks():
            box = layout.blockBoundingRect(block).translated(0, -shift)
            if box.top() > bottom:
                break
            if box.bottom() >= 0 and block.layout().lineCount():
                shown.append((block, box, block.layout().lineAt(0).height()))
        return shown

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().firstBlock()
        while block.isValid():
            yield block
            block = block.next()

    def _indent(self, moved: list[tuple[QTextBlock, int]]) -> None:
        """Indent blocks as part of the last typing, so that one undo takes both back.

        Amid an undo nothing is indented: it would take away what can be done again.
        """
        if not moved or self.document().isRedoAvailable():
            return
        with self._dressing():
            cursor = QTextCursor(self.document())
            if self.document().isUndoAvailable():
                cursor.joinPreviousEditBlock()
            else:
                self.setUndoRedoEnabled(False)
                cursor.beginEditBlock()
            for block, indent in moved:
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(self._format(indent))
            cursor.endEditBlock()
            if not self.isUndoRedoEnabled():
                self.setUndoRedoEnabled(True)

    def _format(self, indent: int) -> QTextBlockFormat:
        look = QTextBlockFormat()
        natural = ceil(self._theme.metrics(Role.OUTLINE).height())
        look.setLineHeight(max(self._theme.px(LINE) - natural, 1), _DISTANCE)
        look.setBottomMargin(self._theme.px(BETWEEN))
        look.setLeftMargin(self._theme.px(indent))
        return look

    @contextmanager
    def _dressing(self) -> Iterator[None]:
        before, self._is_dressing = self._is_dressing, True
        try:
            yield
        finally:
            self._is_dressing = before

    def _take_font(self) -> None:
        font = self._theme.font(Role.OUTLINE)
        if self.document().defaultFont() != font:
            self.setFont(font)
            self.document().setDefaultFont(font)
        self.setViewportMargins(self.gutter.room, 0, 0, 0)
        self._place_gutter()

    # ---- what Qt tells -----------------------------------------------------------------------

    def _tell_typed(self) -> None:
        if self._is_dressing:
            return
        self.round += 1
        self.gutter.update()
        self.typed.emit()

    def _tell_line(self) -> None:
        line = self.current_line()
        self.viewport().update()
        if line != self._line:
            self._line = line
            self.gutter.update()
            self.line_changed.emit(line)

    def _place_gutter(self) -> None:
        area = self.contentsRect()
        self.gutter.setGeometry(area.left(), area.top(), self.gutter.room, area.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "gutter"):
            self._take_font()
            self._ink.rehighlight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._place_gutter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with the outline by Enter; Shift+Enter begins a plain block. Letters are Qt's."""
        if not self.isReadOnly() and self.keys.take(event):
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface"))
        for block, box, _line in self.shown_blocks():
            if block.blockNumber() == self.current_line():
                half = self._theme.px(BETWEEN) / 2
                band = QRectF(0, box.top() - half, self.viewport().width(), box.height() + 2 * half)
                painter.fillRect(band, self._theme.colour("hover"))
        painter.end()
        super().paintEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the words."""
        menu, chosen = QMenu(self), self.textCursor().hasSelection()
        writable = not self.isReadOnly()
        entries = (
            ("Hoàn tác gõ", self.undo, writable and self.document().isUndoAvailable()),
            ("Gõ lại", self.redo, writable and self.document().isRedoAvailable()),
            ("Cắt", self.cut, writable and chosen),
            ("Chép", self.copy, chosen),
            ("Dán", self.paste, writable and self.canPaste()),
            ("Chọn hết", self.selectAll, True),
        )
        for words, run, possible in entries:
            menu.addAction(words, run).setEnabled(possible)
        menu.exec(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; files belong to the window."""
        return (source.hasText() or source.hasHtml()) and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the clipboard holds as outline text; without a reader its plain words."""
        if self.reads_paste is not None:
            html = source.html() if source.hasHtml() else ""
            self.reads_paste(html, source.text(), self.textCursor())
            return
        self.textCursor().insertText(clean(source.text().replace("\r\n", "\n")))
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the plain words, in data that Qt made.

        The clipboard may keep them until the process ends. Data made here would call back into
        Python then, and Python has gone: the program would die while closing.
        """
        data = super().createMimeDataFromSelection()
        words = data.text()  # Qt fills its data when first asked, with what clear takes away
        data.clear()
        data.setText(words)
        return data


def _kinds(blocks: Sequence[Block]) -> Iterator[tuple[int, BlockKind]]:
    """Yield the kind of every line; all the rows of a table are of its kind."""
    for block in blocks:
        rows = block.text.count("\n") + 1 if block.kind is BlockKind.TABLE else 1
        for row in range(rows):
            yield block.line + row, block.kind


def _heads(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the lines of the heads of tables."""
    for block in blocks:
        yield from range(block.line, block.line + block.head_rows)
