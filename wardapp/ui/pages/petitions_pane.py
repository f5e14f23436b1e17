"""The chosen petition beside the list: number, state, content, facts and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.petitions import STATUS_NAMES, Petition, PetitionRow, PetitionStatus
from wardapp.ui.actions import Action
from wardapp.ui.pages.petitions_actions import ANSWER, CANCEL, CLOSE, EDIT, PERSON, REOPEN, RESTORE
from wardapp.ui.pages.petitions_rows import facts_of
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Badge, Text

TONES = {
    PetitionStatus.OPEN: "soft",
    PetitionStatus.DONE: "ok",
    PetitionStatus.FORWARDED: "mute",
    PetitionStatus.FILED: "mute",
    PetitionStatus.CANCELLED: "mute",
}


class PetitionPane(QScrollArea):
    """Shows one petition; `acted` names the action whose button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.row: PetitionRow | None = None
        self._number = Badge(theme, "", "soft")
        self._state = Badge(theme, "", "mute")
        self._subject = Text(theme, "", Role.SECTION, wrap=True)
        self._facts = FactTable(theme, "Chi tiết")
        self._buttons: dict[Action, Button] = {}
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 12, 16, 12)
        column.setSpacing(9)
        top = QHBoxLayout()
        top.setSpacing(9)
        top.addWidget(self._number)
        top.addWidget(self._state)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self._subject)
        for actions in ((CLOSE, REOPEN, EDIT), (PERSON, CANCEL, RESTORE), (ANSWER,)):
            column.addLayout(self._row_of(actions))
        column.addWidget(self._facts)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Phản ánh, kiến nghị đang chọn")

    def _row_of(self, actions: tuple[Action, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for action in actions:
            kind = Kind.GHOST if action is CANCEL else Kind.SECONDARY
            button = Button(self._theme, action.button, icon=action.icon, key=action.cap, kind=kind)
            button.clicked.connect(partial(self.acted.emit, action.id))
            self._buttons[action] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_row(self, row: PetitionRow, *, may_write: bool) -> None:
        """Show a petition."""
        self.row = row
        line = row.petition
        self._number.set_text(f"Số {line.number_symbol}", "soft")
        self._state.set_text(STATUS_NAMES[line.status], TONES[line.status])
        self._subject.setText(line.subject)
        self._facts.show_facts(facts_of(row))
        for action, button in self._buttons.items():
            button.setVisible(fits(action, line))
            button.setEnabled(may_write or action in {PERSON, ANSWER})


def fits(action: Action, line: Petition) -> bool:
    """Return whether an action makes sense for a line."""
    if action is ANSWER:
        return line.answer_id is not None
    if line.status is PetitionStatus.CANCELLED:
        return action in {PERSON, RESTORE}
    return {RESTORE: False, CLOSE: line.is_open, REOPEN: not line.is_open}.get(action, True)
