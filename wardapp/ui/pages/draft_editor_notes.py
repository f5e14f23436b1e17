"""Notes at the edges of a page: how it may pass on, and what must not be spread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.issuers import Family
from wardapp.core.text import fold, one_line
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Text
from wardapp.ui.widgets.tick import Tick

NOTES = {
    Family.PARTY: (
        "Tài liệu thu hồi",
        "Xem xong trả lại",
        "Lưu hành nội bộ",
        "Tài liệu hội nghị",
    ),
    Family.STATE: ("Tài liệu thu hồi", "Xem xong trả lại", "Lưu hành nội bộ"),
}
NOT_PUBLIC = "Không phổ biến trên phương tiện thông tin đại chúng"


class CirculationNotes(QWidget):
    """Ticks for the usual notes of page 1 and a line for the office's own."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label = Text(theme, "Chỉ dẫn phạm vi lưu hành", Role.LABEL, "text2")
        self.ticks = {words: Tick(theme, words) for words in NOTES[Family.PARTY]}
        self.own = LineField(theme, "Chỉ dẫn khác")
        self.not_public = Tick(theme, NOT_PUBLIC)
        self._family = Family.PARTY
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        for tick in self.ticks.values():
            tick.setAccessibleName(f"Chỉ dẫn phạm vi lưu hành: {tick.text()}")
            column.addWidget(tick)
            tick.toggled.connect(self.edited)
        column.addSpacing(4)
        column.addWidget(self.own)
        column.addSpacing(4)
        column.addWidget(self.not_public)
        self.label.setBuddy(next(iter(self.ticks.values())))
        self.own.line.textChanged.connect(self.edited)
        self.not_public.toggled.connect(self.edited)
        self.setFocusProxy(next(iter(self.ticks.values())))

    def fit(self, family: Family) -> None:
        """Show only the notes a family of papers knows."""
        self._family = family
        for words, tick in self.ticks.items():
            tick.setVisible(words in NOTES[family])
        self.not_public.setVisible(family is Family.PARTY)

    def show_notes(self, notes: tuple[str, ...], last_page: str) -> None:
        """Show the notes of a draft."""
        known = {fold(words): tick for words, tick in self.ticks.items()}
        for tick in self.ticks.values():
            tick.setChecked(False)
        for note in notes:
            if fold(note) in known:
                known[fold(note)].setChecked(True)
        self.own.set_text("; ".join(note for note in notes if fold(note) not in known))
        self.not_public.setChecked(bool(last_page))

    def notes(self) -> tuple[str, ...]:
        """Return the notes of page 1 in the order they print."""
        ticked = [words for words in NOTES[self._family] if self.ticks[words].isChecked()]
        own = (one_line(each) for each in self.own.text().split(";"))
        return (*ticked, *filter(None, own))

    def last_page(self) -> str:
        """Return what stands at the foot of the last page."""
        is_set = self.not_public.isChecked() and self._family is Family.PARTY
        return NOT_PUBLIC if is_set else ""

    def set_writable(self, *, on: bool) -> None:
        """Let the notes be changed or only be read."""
        self.setEnabled(on)
