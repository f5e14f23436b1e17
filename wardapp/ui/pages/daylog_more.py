"""The third row of the entry card: time, minutes, interactions, a note. Shown when wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.core.daylog import LogEntry
from wardapp.ui.pages.daylog_rows import whole
from wardapp.ui.pages.daylog_typed import maybe_counted
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import Field, LineField

WIDTHS = {"time": 84, "minutes": 84, "interactions": 96}


class MoreRow(QWidget):
    """Fields that most lines leave empty; one that holds something is never out of sight."""

    came_or_went = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_wanted = False
        self.time = LineField(theme, "Giờ", "07:30")
        self.minutes = LineField(theme, "Số phút", "15")
        self.interactions = LineField(theme, "Tương tác", "120")
        self.note = LineField(theme, "Ghi chú", "Điều cần nhớ về việc này")
        self.fields: dict[str, Field] = {
            "time": self.time,
            "minutes": self.minutes,
            "interactions": self.interactions,
            "note": self.note,
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, field in self.fields.items():
            row.addWidget(field, 0 if name in WIDTHS else 1)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        for name, width in WIDTHS.items():
            self.fields[name].setFixedWidth(self._theme.px(width))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell who must make room."""
        super().showEvent(event)
        self.came_or_went.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell who may have the room back."""
        super().hideEvent(event)
        self.came_or_went.emit()

    @property
    def is_wanted(self) -> bool:
        """Return True while the clerk wants the row in sight."""
        return self._is_wanted

    def want(self, *, on: bool) -> None:
        """Show the row for every line, or only for lines that need it."""
        self._is_wanted = on
        self.fit_sight()

    def fit_sight(self) -> None:
        """Show the row when it is wanted or holds something."""
        self.setVisible(self._is_wanted or self.holds_something)

    @property
    def holds_something(self) -> bool:
        """Return True when a field is filled."""
        return any((self.time.text(), self.minutes.text(), self.interactions.text(),
                    self.note.text()))  # fmt: skip

    def show_entry(self, entry: LogEntry) -> None:
        """Show what an entry holds."""
        self.time.set_text(entry.time)
        self.minutes.set_text("" if entry.minutes is None else whole(entry.minutes))
        shown = "" if entry.interactions is None else whole(entry.interactions)
        self.interactions.set_text(shown)
        self.note.set_text(" ".join(entry.note.split("\n")))
        self.fit_sight()

    def clear(self) -> None:
        """Empty the fields."""
        for field in (self.time, self.minutes, self.interactions, self.note):
            field.set_text("")
        self.fit_sight()

    def values(self, base: LogEntry) -> dict[str, Any]:
        """Return what is typed; a note of several lines that nobody touched stays as it was."""
        note = self.note.text()
        is_same = note == " ".join(base.note.split("\n"))
        return {
            "time": self.time.text(),
            "minutes": maybe_counted("minutes", self.minutes.text()),
            "interactions": maybe_counted("interactions", self.interactions.text()),
            "note": base.note if is_same else note,
        }
