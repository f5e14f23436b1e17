"""The chosen petition beside the list: number, state, content, facts and what can be done."""

from __future__ import annotations

from datetime import date

from wardapp.core.petitions import STATUS_NAMES, Petition, PetitionRow, PetitionStatus
from wardapp.core.workdays import Workdays
from wardapp.ui.actions import Action
from wardapp.ui.pages.petitions_actions import (
    ANSWER,
    APART,
    CANCEL,
    CLOSE,
    EDIT,
    EVIDENCE,
    HISTORY,
    LINK,
    PERSON,
    REOPEN,
    RESTORE,
    URGE,
)
from wardapp.ui.pages.petitions_rows import facts_of
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.deed_pane import DeedPane, PaneLine

TONES = {
    PetitionStatus.OPEN: "soft",
    PetitionStatus.DONE: "ok",
    PetitionStatus.FORWARDED: "mute",
    PetitionStatus.GUIDED: "mute",
    PetitionStatus.FILED: "mute",
    PetitionStatus.CANCELLED: "mute",
}
ROWS = (
    (CLOSE, REOPEN, EDIT),
    (PERSON, EVIDENCE),
    (URGE, LINK, APART),
    (HISTORY, CANCEL, RESTORE),
    (ANSWER,),
)


class PetitionPane(DeedPane):
    """Shows one petition; `acted` names the action whose button was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Phản ánh, kiến nghị đang chọn", ROWS, frozenset({CANCEL.id, HISTORY.id})
        )
        self.row: PetitionRow | None = None

    def show_row(
        self, row: PetitionRow, today: date, workdays: Workdays, *, may_write: bool
    ) -> None:
        """Show a petition."""
        self.row = row
        line = row.petition
        state = f"Trùng số {row.stands_for}" if row.stands_for else STATUS_NAMES[line.status]
        told = PaneLine(
            number=f"Số {line.number_symbol}",
            state=state,
            tone="mute" if row.stands_for else TONES[line.status],
            words=line.subject,
            facts=facts_of(row, today, workdays),
            files=line.attachments,
            links=line.links,
        )
        self.show_line(told, lambda action: fits(action, line), may_write=may_write)


def fits(action: Action, line: Petition) -> bool:
    """Return whether an action makes sense for a line."""
    if action is ANSWER:
        return line.answer_id is not None
    if action is HISTORY:
        return True
    if line.status is PetitionStatus.CANCELLED:
        return action in {PERSON, RESTORE}
    return {
        RESTORE: False,
        CLOSE: line.is_open,
        REOPEN: not line.is_open,
        URGE: line.is_open and line.duplicate_of is None,
        LINK: line.duplicate_of is None,
        APART: line.duplicate_of is not None,
    }.get(action, True)
