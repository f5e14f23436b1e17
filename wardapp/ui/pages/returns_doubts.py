"""What keys and buttons do to the doubt that is shown on the page of returns."""

from __future__ import annotations

from wardapp.core.returns import ReturnDoubt, UnitReturn
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.returns_deeds import ReturnDeeds
from wardapp.ui.pages.returns_pane import ReturnsPane
from wardapp.ui.pages.returns_rows import Line


class SettlesDoubts:
    """The slots of a page that has a list of returns and a pane with their doubts."""

    board: ReturnsBoard | None
    line: Line | None
    rows: RowList[Line]
    list: RowView
    pane: ReturnsPane
    deeds: ReturnDeeds

    def _choose(self, at: int) -> None:
        raise NotImplementedError

    def next_doubt(self) -> None:
        """Go to the next open doubt, of the next return when this one has none."""
        if self.line is not None and self.line.returned is not None and self.pane.next_open():
            return
        start = self.list.chosen_row + 1
        count = self.rows.rowCount()
        for at in (*range(start, count), *range(start)):
            row = self.rows.row_at(at)
            if isinstance(row, Line) and row.returned is not None and row.returned.open_doubts:
                self.list.choose(at)
                self._choose(at)
                return

    def take(self) -> None:
        """Take what is proposed for the doubt shown."""
        if self._settling is not None:
            self.deeds.take(*self._settling)

    def take_all(self) -> None:
        """Take everything of this kind."""
        if self._settling is not None:
            self.deeds.take_all(*self._settling)

    def take_everywhere(self) -> None:
        """Take everything of this kind in all returns."""
        if self._settling is not None and self.board is not None:
            self.deeds.take_everywhere(self.board, self._settling[1])

    def type_value(self) -> None:
        """Type another value."""
        if self._settling is not None and self.board is not None:
            self.deeds.type_value(self.board, *self._settling)

    def leave_out(self) -> None:
        """Leave the value out."""
        if self._settling is not None:
            self.deeds.leave_out(*self._settling)

    @property
    def _settling(self) -> tuple[UnitReturn, ReturnDoubt] | None:
        """Return the return and its open doubt that keys act on."""
        returned = self.line.returned if self.line else None
        doubt = self.pane.doubt
        if returned is None or doubt is None or doubt.settled:
            return None
        return returned, doubt
