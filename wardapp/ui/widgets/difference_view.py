"""Two states of a text as one running text: words added underlined, words taken away struck."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from wardapp.core.versions import Change, ComparedParagraph, Piece, VersionDifference
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.reading_text import ReadingText

EDGE, BETWEEN = 18, 5
CONTEXT = 1
"""Unchanged paragraphs left beside a change when only the changes are shown."""
SIGNS = {Change.ADDED: "+ ", Change.REMOVED: "− "}
SAID = {Change.ADDED: "Thêm", Change.REMOVED: "Bỏ"}
MOST_SAID = 160
LINE = "\u2028"
_CHANGED = (Change.ADDED, Change.REMOVED)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that differs: where it stands in the shown text, and its words."""

    start: int
    end: int
    words: str


class DifferenceView(ReadingText):
    """Shows a difference to read; `moved` says which place of how many is looked at."""

    moved = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Chỗ khác nhau")
        self._theme = theme
        self._difference = VersionDifference()
        self._only_changes = False
        self._places: list[Place] = []
        self._at = -1
        self._looks: dict[tuple[Change, bool], QTextCharFormat] = {}
        theme.changed.connect(self._redraw)

    @property
    def count(self) -> int:
        """Return how many places differ."""
        return len(self._places)

    @property
    def said(self) -> str:
        """Return the place looked at in words: `Bỏ: 12. Thêm: 13`."""
        return self._places[self._at].words if 0 <= self._at < self.count else ""

    def show_difference(self, difference: VersionDifference) -> None:
        """Show another difference from its beginning."""
        self._difference = difference
        self._redraw()

    def show_only_changes(self, *, on: bool) -> None:
        """Fold away the paragraphs that stayed as they were, or show the whole text again."""
        self._only_changes = on
        self._redraw()

    def next_place(self) -> None:
        """Go to the next place that differs."""
        self._go(self._at + 1)

    def previous_place(self) -> None:
        """Go to the place before."""
        self._go(self._at - 1 if self._at >= 0 else -1)

    def _go(self, wanted: int) -> None:
        if not self._places:
            return
        self._at = wanted % self.count
        place = self._places[self._at]
        cursor = self.textCursor()
        cursor.setPosition(place.end)
        self.setTextCursor(cursor)  # the end into view first, then the beginning
        cursor.setPosition(place.start)
        cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.moved.emit(self._at + 1, self.count)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.said))

    # ---- drawing -----------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._places, self._at, self._looks = [], -1, {}
        made = QTextDocument(self)  # written before it is shown: then it is laid out once
        made.setUndoRedoEnabled(False)
        made.setDocumentMargin(EDGE)
        made.setDefaultFont(self._theme.font(Role.BODY))
        cursor = QTextCursor(made)
        cursor.beginEditBlock()
        difference = self._difference
        if difference.fields:
            self._heading(cursor, "Phần đầu")
        for each in difference.fields:
            self._begin(cursor)
            cursor.insertText(f"{each.label}: ", self._format(role=Role.STRONG))
            self._paragraph(cursor, each.words)
        if difference.around:
            self._section(cursor, "Phần đầu, nơi nhận, chữ ký, phụ lục", difference.around)
        self._section(cursor, "Nội dung", difference.body)
        cursor.endEditBlock()
        self.setDocument(made)  # the one before is this widget's own and goes with it
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.moved.emit(0, self.count)

    def _section(
        self, cursor: QTextCursor, title: str, paragraphs: tuple[ComparedParagraph, ...]
    ) -> None:
        if not paragraphs:
            return
        self._heading(cursor, title)
        folded = 0
        for each, is_near in zip(paragraphs, _near(paragraphs), strict=True):
            if self._only_changes and not is_near:
                folded += 1
                continue
            self._fold(cursor, folded)
            folded = 0
            self._begin(cursor)
            self._paragraph(cursor, each)
        self._fold(cursor, folded)

    def _fold(self, cursor: QTextCursor, count: int) -> None:
        if count:
            self._begin(cursor)
            cursor.insertText(f"… {count} đoạn không đổi …", self._format(ink="text3"))

    def _heading(self, cursor: QTextCursor, title: str) -> None:
        self._begin(cursor)
        cursor.insertText(title, self._format(ink="text2", role=Role.SECTION))

    def _begin(self, cursor: QTextCursor) -> None:
        block = QTextBlockFormat()
        block.setBottomMargin(BETWEEN)
        if cursor.position():
            cursor.insertBlock(block)
        else:
            cursor.setBlockFormat(block)

    def _paragraph(self, cursor: QTextCursor, paragraph: ComparedParagraph) -> None:
        start = cursor.position()
        if paragraph.change in SIGNS:
            cursor.insertText(SIGNS[paragraph.change], self._look(paragraph.change, is_sign=True))
        first, last = -1, start
        for piece in paragraph.pieces:
            if not piece.text:
                continue
            if piece.change in _CHANGED:
                first = cursor.position() if first < 0 else first
            cursor.insertText(piece.text.replace("\n", LINE), self._look(piece.change))
            if piece.change in _CHANGED:
                last = cursor.position()
        if paragraph.change is not Change.SAME:
            self._places.append(Place(max(first, start), last, _said(paragraph.pieces)))

    def _look(self, change: Change, *, is_sign: bool = False) -> QTextCharFormat:
        key = (change, is_sign)
        if key not in self._looks:
            self._looks[key] = self._made_look(change, is_sign=is_sign)
        return self._looks[key]

    def _made_look(self, change: Change, *, is_sign: bool) -> QTextCharFormat:
        if change not in _CHANGED:
            return self._format()
        is_new = change is Change.ADDED
        look = self._format(ink="ok" if is_new else "danger")
        if not is_sign:
            look.setFontUnderline(is_new)
            look.setFontStrikeOut(not is_new)
            look.setBackground(self._theme.colour("ok_soft" if is_new else "danger_soft"))
        return look

    def _format(self, ink: str = "text", role: Role = Role.BODY) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.font(role))
        look.setForeground(self._theme.colour(ink))
        return look


def _near(paragraphs: tuple[ComparedParagraph, ...]) -> list[bool]:
    """Return which paragraphs differ or stand beside one that does."""
    differs = [each.change is not Change.SAME for each in paragraphs]
    return [
        any(differs[max(place - CONTEXT, 0) : place + CONTEXT + 1])
        for place in range(len(paragraphs))
    ]


def _said(pieces: Iterable[Piece]) -> str:
    """Return what was changed, for the line below and for a screen reader."""
    said = [
        f"{SAID[each.change]}: {each.text.strip() or 'khoảng trống'}"
        for each in pieces
        if each.change in SAID and each.text
    ]
    words = ". ".join(said).replace("\n", "; ")
    return words if len(words) <= MOST_SAID else f"{words[:MOST_SAID]}…"
