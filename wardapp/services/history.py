"""What happened to a record, and taking back or doing again this window's own steps."""

from __future__ import annotations

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.journal import HistoryEntry, UndoStep
from wardapp.services.desk import Desk


class History:
    """Tells a record's history and undoes this window's steps, newest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, entity: str, record_id: RecordId) -> tuple[HistoryEntry, ...]:
        """Return what was done to a record, newest first."""
        with self._desk.database.read() as tx:
            return tx.journal.history(entity, record_id)

    def undoable(self) -> UndoStep | None:
        """Return the step that Hoàn tác would take back, None without any."""
        return self._desk.database.undoable()

    def redoable(self) -> UndoStep | None:
        """Return the step that Làm lại would do again, None without any."""
        return self._desk.database.redoable()

    def undo(self) -> str:
        """Take the newest step back and return the sentence that says which.

        ChangedSince says why it cannot be taken back; then nothing changed.
        """
        step = self.undoable()
        if step is None:
            raise WardError("Không còn việc nào của lần mở này để hoàn tác.")
        done = self._desk.database.undo(
            self._desk.command("history.undo", f"Hoàn tác: {step.title}")
        )
        return f"Đã hoàn tác: {done.title}."

    def redo(self) -> str:
        """Do again what was taken back last and return the sentence that says what."""
        step = self.redoable()
        if step is None:
            raise WardError("Không có việc nào vừa hoàn tác để làm lại.")
        done = self._desk.database.redo(
            self._desk.command("history.redo", f"Làm lại: {step.title}")
        )
        return f"Đã làm lại: {done.title}."
