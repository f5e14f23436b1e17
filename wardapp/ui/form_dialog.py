"""A form in a dialog that stays open until its value was kept; refusals stand by their field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.ui.dialogs import Dialog
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import BoxField, Field
from wardapp.ui.widgets.texts import Text

TWO_COLUMNS_FROM = 5
ROOM = 0.62
WIDE = "wide"
"""Property of a field that takes a whole row of a form in two columns."""
Refused = Callable[[WardError], None]
Keep = Callable[[Any, Callable[[], None], Refused], None]


class FormDialog(Dialog):
    """Fields by name; `keep(value, done, refused)` writes what `value()` reads from them."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        fields: dict[str, Field],
        value: Callable[[], Any],
        keep: Keep,
    ) -> None:
        super().__init__(parent, theme, title, "", "edit")
        self._fields, self._value, self._keep = fields, value, keep
        self._fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self._fault.hide()
        self._lay_out(parent)
        self.room.addWidget(self._fault)
        self.add_stretch()
        self.add_close("Thôi")
        self.save = self.add_button("Lưu", Kind.PRIMARY, key="Enter")
        self.save.clicked.connect(self.try_save)
        next(iter(fields.values())).setFocus()

    def _lay_out(self, parent: QWidget) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        wide = 2 if len(self._fields) >= TWO_COLUMNS_FROM else 1
        row = column = 0
        for field in self._fields.values():
            spans = wide if isinstance(field, BoxField) or field.property(WIDE) else 1
            if column + spans > wide:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, spans, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if column + spans >= wide else (row, column + spans)
        for place in range(wide):
            grid.setColumnStretch(place, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field
        wanted = inside.sizeHint().height() + 8
        most = round(parent.window().height() * ROOM)
        area.setMinimumHeight(min(wanted, most))
        area.setMaximumHeight(most)  # more would stand below the edge of a low screen
        self.room.addWidget(area)

    def saying(self, yes: str) -> FormDialog:
        """Return the dialog with the deed on its main button."""
        self.save.setText(yes)
        return self

    def try_save(self) -> None:
        """Read the fields and write the value; close when it was kept."""
        for field in self._fields.values():
            field.set_state("")
        self._fault.hide()
        try:
            value = self._value()
        except BadValue as fault:
            self._refuse(fault)
            return
        self.save.setEnabled(False)
        self._keep(value, self.accept, self._refuse)

    def _refuse(self, error: WardError) -> None:
        self.save.setEnabled(True)
        field = self._fields.get(error.field) if isinstance(error, BadValue) else None
        if field is None:
            self._fault.setText(error.sentence)
            self._fault.show()
            return
        field.refuse(error.sentence)
        field.setFocus()
