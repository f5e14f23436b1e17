"""What every step of the guide is: a question, fields, and what it does to the profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.clock import Clock
from wardapp.core.errors import BadValue
from wardapp.core.places import Places
from wardapp.core.profile import OfficeProfile
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.fields import Field
from wardapp.ui.widgets.texts import Text

FORM_WIDTH = 630


@dataclass(frozen=True, slots=True)
class Guide:
    """What the steps of the guide share."""

    theme: Theme
    jobs: Jobs
    clock: Clock
    places: Places

    @property
    def today(self) -> date:
        """Return the day at the office."""
        return self.clock.today()


class GuideStep(QWidget):
    """One question of the guide. `changed` says that the heading may look different now."""

    changed = Signal()
    question = ""
    hint = ""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.guide = guide
        theme = guide.theme
        self._question = Text(theme, self.question, Role.TITLE, wrap=True)
        self._hint = Text(theme, self.hint, Role.BODY, "text2", wrap=True)
        self.form = QVBoxLayout()
        self.form.setSpacing(10)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self._question)
        inside.addSpacing(6)
        inside.addWidget(self._hint)
        inside.addSpacing(18)
        inside.addLayout(self.form)
        inside.addStretch()
        room = QWidget()
        room.setLayout(inside)
        inside.setContentsMargins(0, 0, 0, 0)
        room.setMaximumWidth(theme.px(FORM_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 32, 34, 16)
        row.addWidget(room, 1000)
        row.addStretch(1)
        self.fields: dict[str, Field] = {}

    def ask(self, question: str, hint: str) -> None:
        """Put the question in words that fit what is known by now."""
        self._question.setText(question)
        self._hint.setText(hint)

    def add_row(self, *cells: tuple[QWidget, int]) -> None:
        """Add widgets side by side, each with its share of the width."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for place, (widget, share) in enumerate(cells):
            grid.addWidget(widget, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, share)
        self.form.addLayout(grid)

    def fill(self, profile: OfficeProfile) -> None:
        """Show what the profile proposes."""

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with what stands in the fields; raise BadValue with its field."""
        return profile

    def check(self, profile: OfficeProfile) -> Callable[[], object] | None:
        """Return a service to ask before going on, None when nothing needs asking."""
        return None

    def refuse(self, error: BadValue) -> bool:
        """Show a refusal beside its field; return False when the field is not of this step."""
        field = self.fields.get(error.field)
        if field is None:
            return False
        field.refuse(error.sentence)
        field.setFocus()
        return True

    def clear_faults(self) -> None:
        """Forget what was refused."""
        for field in self.fields.values():
            field.set_state("")

    def start_focus(self) -> None:
        """Put the focus where the step begins."""
        for field in self.fields.values():
            if field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
