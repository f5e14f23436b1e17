"""The words of a template to read and mark: fields on blue, what could be fields on amber."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from wardapp.core.template_views import TemplateParagraph, TemplateView
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.reading_text import ReadingText

_OF_PAGE = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Delete,
)
LINE, OBJECT, SQUARE = "\u2028", "\ufffc", "▢"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The words that are marked: a paragraph, from which letter to which."""

    paragraph: TemplateParagraph
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the marked words."""
        return self.paragraph.text[self.start : self.end]


class TemplateText(ReadingText):
    """Shows a template as text; a cursor stands in it, so that keys can mark words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Nội dung mẫu")
        self._theme = theme
        self._view: TemplateView | None = None
        theme.changed.connect(self._redraw)

    def event(self, event: QEvent) -> bool:
        """Leave undo and Del to the page: nothing is typed here."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and any(map(event.matches, _OF_PAGE)):
            event.ignore()
            return False
        return super().event(event)

    def show_view(self, view: TemplateView | None, *, keep_place: bool = False) -> None:
        """Show another template, or the same after a change."""
        place = self.verticalScrollBar().value() if keep_place else 0
        at = self.textCursor().position() if keep_place else 0
        self._view = view
        self._redraw()
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def chosen(self) -> Chosen | None:
        """Return the marked words, None for none or for words of several paragraphs."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        if self._view is None or first != document.findBlock(cursor.selectionEnd()):
            return None
        if not cursor.hasSelection() or first.blockNumber() >= len(self._view.paragraphs):
            return None
        paragraph = self._view.paragraphs[first.blockNumber()]
        begin, end = (
            _letters(paragraph.text, at - first.position())
            for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        words = paragraph.text[begin:end]
        begin += len(words) - len(words.lstrip())
        return Chosen(paragraph, begin, begin + len(words.strip())) if words.strip() else None

    def key_here(self) -> str:
        """Return the key of the field the cursor stands in, "" outside of fields."""
        cursor = self.textCursor()
        block = cursor.block()
        if self._view is None or block.blockNumber() >= len(self._view.paragraphs):
            return ""
        paragraph = self._view.paragraphs[block.blockNumber()]
        at = _letters(paragraph.text, cursor.selectionStart() - block.position())
        spots = (each for each in paragraph.spots if each.start <= at <= each.end)
        return next((each.key for each in spots), "")

    def go_to_field(self, key: str) -> None:
        """Select the first place of a field."""
        for number, paragraph in enumerate(self._view.paragraphs if self._view else ()):
            for spot in paragraph.spots:
                if spot.key == key:
                    self.select(number, spot.start, spot.end)
                    return

    def next_place(self) -> None:
        """Select the next place that could be a field or is at fault, the first after the last."""
        places = self._places()
        if not places:
            return
        cursor = self.textCursor()
        here = (cursor.blockNumber(), cursor.positionInBlock() if cursor.hasSelection() else -1)
        later = (each for each in places if (each[0], each[1]) >= here)
        number, start, end = next(later, places[0])
        self.select(number, start, end)

    def select(self, number: int, start: int, end: int) -> None:
        """Select letters of a paragraph."""
        text = self._view.paragraphs[number].text if self._view else ""
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _units(text[:start]))
        cursor.setPosition(block.position() + _units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _places(self) -> list[tuple[int, int, int]]:
        if self._view is None:
            return []
        numbers = {(each.part, each.index): at for at, each in enumerate(self._view.paragraphs)}
        places = [
            (numbers[each.part, each.paragraph], each.start, each.end)
            for each in self._view.proposals
        ]
        for fault in self._view.faults:
            for at, paragraph in enumerate(self._view.paragraphs):
                if (fault.page, fault.line) == (paragraph.page, paragraph.line) and fault.line:
                    places.append((at, 0, len(paragraph.text)))
                    break
        return sorted(places)

    def _redraw(self) -> None:
        view = self._view
        lines = [_shown(each.text) for each in view.paragraphs] if view else []
        self.setFont(self._theme.font(Role.OUTLINE))
        self.setPlainText("\n".join(lines))
        self.setExtraSelections(self._marks() if view else [])

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        if self._view is None:
            return []
        field, could = QTextCharFormat(), QTextCharFormat()
        field.setBackground(self._theme.colour("soft"))
        field.setForeground(self._theme.colour("on_soft"))
        field.setFontUnderline(True)
        could.setBackground(self._theme.colour("warn_soft"))
        could.setForeground(self._theme.colour("warn"))
        marks = []
        for number, paragraph in enumerate(self._view.paragraphs):
            marks += [
                self._mark(number, paragraph, (spot.start, spot.end), field)
                for spot in paragraph.spots
            ]
            marks += [
                self._mark(number, paragraph, (each.start, each.end), could)
                for each in self._view.proposals
                if (each.part, each.paragraph) == (paragraph.part, paragraph.index)
            ]
        return marks

    def _mark(
        self,
        number: int,
        paragraph: TemplateParagraph,
        span: tuple[int, int],
        look: QTextCharFormat,
    ) -> QTextEdit.ExtraSelection:
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        first, last = (block.position() + _units(paragraph.text[:at]) for at in span)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, look
        return mark


def _shown(text: str) -> str:
    return text.replace("\n", LINE).replace(OBJECT, SQUARE)


def _units(text: str) -> int:
    """Return how many places of Qt a text takes: letters beyond the basic plane take two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, units: int) -> int:
    """Return how many letters stand before a place of Qt."""
    raw = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(raw.decode("utf-16-le", "ignore"))
