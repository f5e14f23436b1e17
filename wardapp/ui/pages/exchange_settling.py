"""What keys and buttons do to the conflict that is shown on Trao đổi."""

from __future__ import annotations

from wardapp.core.exchange import Conflict
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.exchange_conflicts import ConflictPane, other_side, shown_side
from wardapp.ui.pages.exchange_deeds import ExchangeDeeds


class SettlesConflicts:
    """The slots of a page that has a list of conflicts and a pane with both values."""

    conflicts: RowList[Conflict]
    conflict_pane: ConflictPane
    lists: dict[str, RowView]
    deeds: ExchangeDeeds

    def show_view(self, name: str) -> None:
        """Show one of the views."""
        raise NotImplementedError

    def _choose(self, name: str, at: int) -> None:
        raise NotImplementedError

    def keep_shown(self) -> None:
        """Settle the chosen conflict with the value that shows."""
        side = shown_side(self.conflict_pane.conflict) if self.conflict_pane.conflict else None
        if side is not None:
            self._settle(side.event_id)

    def take_other(self) -> None:
        """Settle the chosen conflict with the newest other value."""
        side = other_side(self.conflict_pane.conflict) if self.conflict_pane.conflict else None
        if side is not None:
            self._settle(side.event_id)

    def _settle(self, event_id: str) -> None:
        conflict = self.conflict_pane.conflict
        if conflict is not None:
            self.deeds.settle(conflict, event_id)

    def next_conflict(self) -> None:
        """Go to the next conflict, from the first again after the last."""
        self.show_view("conflicts")
        view, count = self.lists["conflicts"], self.conflicts.rowCount()
        start = view.chosen_row + 1
        for at in (*range(start, count), *range(start)):
            if isinstance(self.conflicts.row_at(at), Conflict):
                view.choose(at)
                self._choose("conflicts", at)
                return

    def open_record(self) -> None:
        """Open the record that the chosen conflict is in."""
        if self.conflict_pane.conflict is not None:
            self.deeds.open_record(self.conflict_pane.conflict)
