"""Fields: label above, state on the edge, an echo in words below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from wardapp.core.dates import parse_day, weekday_date
from wardapp.core.errors import BadDate
from wardapp.core.workdays import Workdays
from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.editors import Choice, EvidenceMark, LineEdit, TextBox
from wardapp.ui.widgets.texts import Icon, Text

__all__ = [
    "BoxField",
    "Choice",
    "ChoiceField",
    "DateField",
    "Field",
    "LineEdit",
    "LineField",
    "SearchField",
    "TextBox",
]

VERDICTS = {
    "sure": ("Rõ", "checkmark_circle", "ok", True),
    "check": ("Cần xem lại", "warning", "warn", True),
    "missing": ("Không thấy", "info", "text3", False),
}


class Field(QWidget):
    """A label over any editor, with verdict at the right and an echo below.

    `field.editor` is the widget typed into. `set_state("look" | "wrong" | "")` colours its edge,
    `set_echo(text, tone)` writes below it.
    """

    def __init__(
        self, theme: Theme, label: str, editor: QWidget, *, evidence: bool = False
    ) -> None:
        super().__init__()
        self._theme, self.editor = theme, editor
        self.evidence_echo = ""
        self.label = Text(theme, label, Role.LABEL, "text2")
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        self._mark = EvidenceMark(theme) if evidence else None
        self._verdict_icon = Icon(theme, "info", "text3", 16)
        self._verdict = Text(theme, "", Role.SMALL, "text3")
        self._echo = Text(theme, "", Role.SMALL, "text3", wrap=True)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        if self._mark is not None:
            head.addWidget(self._mark)
        head.addWidget(self.label)
        head.addStretch()
        head.addWidget(self._verdict_icon)
        head.addWidget(self._verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._echo)
        for part in (self._verdict_icon, self._verdict, self._echo):
            part.hide()
        self.setFocusProxy(self.editor)

    def set_state(self, state: str) -> None:
        """Colour the edge: "look", "wrong" or "" for normal."""
        if self.editor.property("state") != state:
            self.editor.setProperty("state", state)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def set_echo(self, text: str, tone: str = "text3") -> None:
        """Write below the field; "" hides the line."""
        self._echo.setText(text)
        self._echo.set_tone(tone)
        self._echo.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    def refuse(self, sentence: str) -> None:
        """Show that the value cannot stand, with one sentence."""
        self.set_state("wrong")
        self.set_echo(sentence, "danger")

    def set_evidence(self, number: str, verdict: str, echo: str = "") -> None:
        """Show where the value was read: number of the spot, verdict and quoted words."""
        words, icon, tone, filled = VERDICTS[verdict]
        if self._mark is not None:
            self._mark.show_number(number, verdict)
            self._mark.show()
        self._verdict_icon.set_icon(icon, tone, filled=filled)
        self._verdict.setText(words)
        self._verdict.set_tone(tone if tone == "warn" else "text3")
        self._verdict_icon.show()
        self._verdict.show()
        self.evidence_echo = echo
        self.set_echo(echo)

    def clear_evidence(self) -> None:
        """Show the plain field again: nothing was read."""
        self.evidence_echo = ""
        self._verdict_icon.hide()
        self._verdict.hide()
        if self._mark is not None:
            self._mark.hide()


class LineField(Field):
    """A labelled line of text."""

    def __init__(
        self, theme: Theme, label: str, placeholder: str = "", *, evidence: bool = False
    ) -> None:
        self.line = LineEdit(placeholder)
        super().__init__(theme, label, self.line, evidence=evidence)

    def text(self) -> str:
        """Return what stands in the line, without spaces around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Put a value into the line."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def suggest(self, names: tuple[str, ...]) -> None:
        """Offer names in a list below while typing; nothing is completed in the line itself."""
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.line.setCompleter(completer)


class ChoiceField(Field):
    """A labelled list: entries of (value, text)."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        entries: tuple[tuple[object, str], ...] = (),
        *,
        evidence: bool = False,
    ) -> None:
        self.choice = Choice(theme)
        super().__init__(theme, label, self.choice, evidence=evidence)
        self.set_entries(entries)

    def set_entries(self, entries: tuple[tuple[object, str], ...]) -> None:
        """Replace the entries."""
        self.choice.clear()
        for value, text in entries:
            self.choice.addItem(text, value)

    def entries(self) -> tuple[tuple[object, str], ...]:
        """Return the entries, value and words."""
        count = self.choice.count()
        return tuple((self.choice.itemData(at), self.choice.itemText(at)) for at in range(count))

    def value(self) -> object:
        """Return the value of the chosen entry."""
        return self.choice.currentData()

    def set_value(self, value: object) -> None:
        """Choose the entry with this value."""
        self.choice.setCurrentIndex(max(self.choice.findData(value), 0))


class DateField(Field):
    """A day typed as a clerk types it; read on leaving, said in words below."""

    changed = Signal()

    def __init__(
        self, theme: Theme, label: str, today: Callable[[], date], *, evidence: bool = False
    ) -> None:
        self.line = LineEdit("dd/mm hoặc +10 ngày")
        super().__init__(theme, label, self.line, evidence=evidence)
        self._today, self._fault = today, ""
        self._workdays: Workdays | None = None
        self._day: date | None = None
        self._says_weekday = True
        self.line.left.connect(self.settle)
        self.line.returnPressed.connect(self.settle)
        self.line.textEdited.connect(self._typing)

    def set_workdays(self, workdays: Workdays) -> None:
        """Count `+10 ngày làm việc` with the office's own days off."""
        self._workdays = workdays

    def say_weekday(self, *, on: bool) -> None:
        """Say or don't say the day in words below the field."""
        self._says_weekday = on

    def day(self) -> date | None:
        """Return the day, None when the field is empty; raise BadDate with the sentence below."""
        self.settle()
        if self._fault:
            raise BadDate(self.label.text(), self._fault)
        return self._day

    @property
    def shown_day(self) -> date | None:
        """Return the day that was last read, without complaint."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Put a day into the field."""
        self._day, self._fault = day, ""
        self.line.setText("" if day is None else f"{day.day:02}/{_month(day.month)}/{day.year}")
        self.set_state("")

    def settle(self) -> None:
        """Read what was typed and write the day as the office writes it."""
        text = self.line.text().strip()
        before = self._day
        self._fault = ""
        try:
            self._day = parse_day(text, self._today(), self._workdays) if text else None
        except BadDate as fault:
            self._day, self._fault = None, fault.sentence
            self.refuse(fault.sentence)
            return
        if self._day is not None:
            self.line.setText(f"{self._day.day:02}/{_month(self._day.month)}/{self._day.year}")
        if self._day != before:
            self.set_state("")
            if self._says_weekday:
                self.set_echo("" if self._day is None else weekday_date(self._day))
            self.changed.emit()

    def _typing(self) -> None:
        self.set_state("")


def _month(month: int) -> str:
    return f"{month:02}" if month <= 2 else str(month)


class BoxField(Field):
    """A labelled box of several lines; it grows with its text up to `most`."""

    def __init__(
        self, theme: Theme, label: str, lines: int = 2, *, most: int = 0, evidence: bool = False
    ) -> None:
        self.box = TextBox(theme, lines, most)
        super().__init__(theme, label, self.box, evidence=evidence)

    def text(self) -> str:
        """Return what stands in the box."""
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        """Put text into the box."""
        self.box.setPlainText(text)


KEY_FROM = 78  # magnifier, edges and one short word


class SearchField(LineEdit):
    """A line with a magnifier and its key; Esc clears, Esc again leaves."""

    dismissed = Signal()

    def __init__(self, theme: Theme, placeholder: str, key: str) -> None:
        super().__init__(placeholder)
        self._theme, self._key = theme, key
        self.setAccessibleName(placeholder.rstrip("…"))
        self._leave_room()
        Themed(theme, self)

    @property
    def _shows_key(self) -> bool:
        """Return False where the key would push the words out."""
        return self.width() >= painting.key_width(self._theme, self._key) + self._theme.px(KEY_FROM)

    def _leave_room(self) -> None:
        key = round(painting.key_width(self._theme, self._key)) + 2 if self._shows_key else 0
        self.setTextMargins(26, 0, key, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._leave_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self.text():
            self.clear()
        else:
            self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        super().paintEvent(event)
        painter, dpr = QPainter(self), self.devicePixelRatioF()
        pixmap = self._theme.icon("search", "text3", 16, dpr)
        painter.drawPixmap(QPointF(12, (self.height() - 16) / 2), pixmap)
        if not self._shows_key:
            return
        width, cap = painting.key_width(self._theme, self._key), self._theme.px(18)
        box = QRectF(self.width() - width - 8, (self.height() - cap) / 2, width, cap)
        painting.draw_key(painter, self._theme, box, self._key, "text3", "ctl")
