"""Cards of Cài đặt and the fields that declared settings become."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.errors import BadValue
from wardapp.core.office import OfficeFact
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField
from wardapp.ui.widgets.texts import Icon, Text

CARD_WIDTH = 720
TWO_COLUMNS_FROM = 600
ON_OFF = ((True, "Có"), (False, "Không"))


class FieldGrid(QWidget):
    """Fields in two columns, in one where the room is narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fields: list[Field] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)

    def add(self, field: Field) -> None:
        """Append a field."""
        self._fields.append(field)
        self._columns = 0
        self._arrange(2)

    def arrange(self, room: int) -> None:
        """Choose the columns for a width."""
        self._arrange(2 if room >= self._theme.px(TWO_COLUMNS_FROM) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, field in enumerate(self._fields):
            at = divmod(place, columns)
            self._grid.addWidget(field, *at, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


class SettingsSheet(QScrollArea):
    """One section of Cài đặt: cards one under another, scrolled up and down only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(22, 16, 18, 16)
        room = self._column_room = QWidget()
        self._fit()
        theme.changed.connect(self._fit)
        row.addWidget(room, 1000)
        row.addStretch(1)
        self.column = QVBoxLayout(room)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.setWidget(inside)

    def _fit(self) -> None:
        self._column_room.setMaximumWidth(self._theme.px(CARD_WIDTH))

    def add_card(self, title: str = "", hint: str = "") -> Card:
        """Append a card, with a title and one grey line where they are given."""
        card = Card(self._theme)
        if title:
            card.body.addWidget(Text(self._theme, title, Role.SECTION, wrap=True))
        if hint:
            card.body.addWidget(Text(self._theme, hint, Role.SMALL, "text2", wrap=True))
        card.body.setSpacing(8)
        self.column.addWidget(card)
        return card

    def end(self) -> None:
        """Push the cards to the top."""
        self.column.addStretch()


def fact_row(theme: Theme, fact: OfficeFact) -> QWidget:
    """Return a line with a tick or a mark: what was looked at and what was found."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    name, tone = ("checkmark_circle", "ok") if fact.ok else ("error_circle", "danger")
    row.addWidget(Icon(theme, name, tone, filled=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(theme, fact.topic, Role.STRONG), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(theme, fact.sentence, Role.BODY, wrap=True), 1)
    line.setAccessibleName(f"{fact.topic}: {fact.sentence}")
    return line


def add_buttons(card: Card, buttons: tuple[Button, ...]) -> None:
    """Append a row of buttons to a card, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    card.body.addLayout(row)


Declared = tuple[str, Any, str, str, Any]


def setting_field(theme: Theme, declared: Declared) -> Field:
    """Return the field that a declared setting is edited in."""
    _name, default, label, help_text, choices = declared
    field: Field
    if choices:
        field = ChoiceField(theme, label, tuple(choices))
    elif isinstance(default, bool):
        field = ChoiceField(theme, label, ON_OFF)
    else:
        field = LineField(theme, label)
    field.set_echo(help_text)
    return field


def put_value(field: Field, value: object) -> None:
    """Show the value of a setting."""
    if isinstance(field, ChoiceField):
        field.set_value(value)
    elif isinstance(field, LineField) and not field.line.hasFocus():
        field.set_text(str(value))


def read_value(field: Field, declared: Declared) -> object:
    """Return the value that stands in the field; BadValue when it is no number."""
    name, default = declared[0], declared[1]
    if isinstance(field, ChoiceField):
        return field.value()
    text = field.text() if isinstance(field, LineField) else ""
    if isinstance(default, int):
        plain = text.replace(".", "") or "0"
        if not plain.isdecimal():
            raise BadValue(name, "Hãy ghi một số, ví dụ 10.")
        return int(plain)
    return text


def on_change(field: Field, run: Callable[[], object]) -> None:
    """Call when the clerk has chosen another entry or has left the line."""
    if isinstance(field, ChoiceField):
        field.choice.activated.connect(lambda _index: run())
    elif isinstance(field, LineField):
        field.line.editingFinished.connect(run)
