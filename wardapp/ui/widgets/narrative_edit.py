"""The words of a report while typed: numbers tied to cells stay tied, whatever moves beside."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from wardapp.core.forms import CellKey
from wardapp.core.narrative import FigureTie, Narrative
from wardapp.core.report_views import NarrativeSheet
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.outline_edit import OutlineEdit

TIE = QTextFormat.Property.UserProperty.value + 41
_PARTS = 4


class NarrativeEdit(OutlineEdit):
    """Says `tie_chosen` with the cell of the number that was clicked.

    Tied numbers have a soft ground, stale ones an amber one, numbers that equal no cell a dotted
    line. The ties lie in the text itself, so typing, undo and redo carry them along.
    """

    tie_chosen = Signal(object)  # CellKey

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Lời báo cáo")
        self._sheet: NarrativeSheet | None = None

    # ---- words in and out --------------------------------------------------------------------

    def show_narrative(self, narrative: Narrative) -> None:
        """Put in a text with its ties; undo then starts anew."""
        self.set_text(narrative.text)
        with self._dressing():
            self.setUndoRedoEnabled(False)
            for tie in narrative.ties:
                self._tie(tie)
            self.setUndoRedoEnabled(True)

    def narrative(self) -> Narrative:
        """Return the text as typed with the ties that are left in it."""
        return Narrative(text=self.text(), ties=tuple(self._ties()))

    def renew(self, tie: FigureTie, now: str) -> None:
        """Write a number anew, as typing would: Ctrl+Z takes it back."""
        cursor = self._over(tie)
        look = cursor.charFormat()
        cursor.insertText(now, look)

    def tie_at_cursor(self) -> FigureTie | None:
        """Return the tied number the cursor stands in."""
        at = self.textCursor().position()
        return next((tie for tie in self._ties() if tie.start <= at <= tie.end), None)

    def go_to_tie(self, tie: FigureTie) -> None:
        """Choose a number and bring it into view."""
        self.setTextCursor(self._over(tie))
        self.ensureCursorVisible()

    # ---- looks -------------------------------------------------------------------------------

    def show_verdict(self, sheet: NarrativeSheet) -> None:
        """Mark what is tied, stale and untied in the text that is shown."""
        self._sheet = sheet
        stale = {(each.tie.start, each.tie.end) for each in sheet.loose}
        marks = [
            self._mark(tie.start, tie.end, "warn_soft" if (tie.start, tie.end) in stale else "soft")
            for tie in sheet.narrative.ties
        ]
        marks += [self._underlined(start, end) for start, end in sheet.untied]
        self.setExtraSelections(marks)

    def _mark(self, start: int, end: int, ground: str) -> QTextEdit.ExtraSelection:
        mark = self._selection(start, end)
        look = QTextCharFormat()
        look.setBackground(self._theme.colour(ground))
        look.setForeground(self._theme.colour("warn" if ground == "warn_soft" else "on_soft"))
        mark.format = look
        return mark

    def _underlined(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = self._selection(start, end)
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(self._theme.colour("warn_mark"))
        mark.format = look
        return mark

    def _selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = max(self.document().characterCount() - 1, 0)
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        return mark

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        sheet: NarrativeSheet | None = getattr(
            self, "_sheet", None
        )  # Qt tells before __init__ ends
        if event.type() is QEvent.Type.StyleChange and sheet is not None:
            self.show_verdict(sheet)

    # ---- ties --------------------------------------------------------------------------------

    def _over(self, tie: FigureTie) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(tie.start)
        cursor.setPosition(tie.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _tie(self, tie: FigureTie) -> None:
        look = QTextCharFormat()
        key = tie.key
        look.setProperty(TIE, f"{key.table}|{key.row}|{key.column}|{tie.measure}")
        self._over(tie).mergeCharFormat(look)

    def _ties(self) -> Iterator[FigureTie]:
        """Yield the stretches whose letters carry one tie, in order."""
        for block in self._blocks():
            name, start, words = "", 0, ""
            for at, letters, found in _fragments(block):
                if found != name or at != start + len(words):
                    yield from _as_tie(name, start, words)
                    name, start, words = found, at, ""
                words += letters
            yield from _as_tie(name, start, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key; what is typed behind a tied number is not part of it."""
        self._leave_tie()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what a typing program makes, outside of a number it stands behind."""
        self._leave_tie()
        super().inputMethodEvent(event)

    def _leave_tie(self) -> None:
        cursor = self.textCursor()
        before = str(cursor.charFormat().property(TIE) or "")
        if not before or cursor.hasSelection():
            return
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
        if cursor.atBlockEnd() or str(after.charFormat().property(TIE) or "") != before:
            plain = cursor.charFormat()
            plain.clearProperty(TIE)
            self.setCurrentCharFormat(plain)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which cell a clicked number comes from."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        at = self.cursorForPosition(event.position().toPoint()).position()
        tie = next((each for each in self._ties() if each.start <= at <= each.end), None)
        if tie is not None:
            self.tie_chosen.emit(tie.key)


def _fragments(block: object) -> Iterator[tuple[int, str, str]]:
    """Yield place, letters and tie of each stretch of one look."""
    walk = block.begin()  # type: ignore[attr-defined]
    while not walk.atEnd():
        fragment = walk.fragment()
        name = str(fragment.charFormat().property(TIE) or "")
        yield fragment.position(), fragment.text(), name
        walk += 1


def _as_tie(name: str, start: int, words: str) -> Iterator[FigureTie]:
    parts = name.split("|")
    if words and len(parts) == _PARTS:
        key = CellKey(table=parts[0], row=parts[1], column=parts[2])
        yield FigureTie(start=start, end=start + len(words), text=words, key=key, measure=parts[3])
