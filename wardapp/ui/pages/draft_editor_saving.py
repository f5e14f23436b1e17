"""Keeping a draft while it is typed: autosave, and a version on leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.draft_editor_facts import content_of

WAIT_MS = 700
LEAVING = "Rời dự thảo"
Result = TypeVar("Result")


class DraftSaver(QObject):
    """Writes the working text through the writing lane; `saved` and `refused` say how it went."""

    saved = Signal(object)  # ms: too large for a Qt int
    refused = Signal(str)

    def __init__(
        self, context: Context, content: Callable[[], DraftContent], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._content = context, content
        self._id: RecordId | None = None
        self._sent: DraftContent | None = None
        self._versioned: DraftContent | None = None
        self._fault = ""
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.flush)

    def open(self, draft: Draft, shown: DraftContent) -> None:
        """Begin with a draft as the fields show it."""
        self._id, self._fault = draft.id, ""
        self._sent = self._versioned = shown
        self._wait.stop()

    def close(self) -> None:
        """Write nothing more: the draft was issued or put away."""
        self._wait.stop()
        self._id = None

    @property
    def is_clean(self) -> bool:
        """Return True while nothing typed waits to be written."""
        return self._id is None or self._sent == self._content()

    @property
    def fault(self) -> str:
        """Return why the last text could not be written, "" when it was."""
        return self._fault

    def touch(self) -> None:
        """Write a moment after the first of a run of changes, however long the run lasts."""
        if self._id is not None and not self._wait.isActive():
            self._wait.start()

    def flush(self) -> None:
        """Write now what differs from what was written last."""
        self._wait.stop()
        if self._id is None:
            return
        content, draft_id, office = self._content(), self._id, self._context.office
        if content == self._sent:
            return
        self._sent = content
        self._context.jobs.write(
            lambda: office.drafting.autosave(draft_id, content),
            lambda _nothing: self._say_saved(),
            on_refused=lambda error: self._say_refused(error, content),
        )

    def then(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        *,
        touches: frozenset[Book] = frozenset({Book.DRAFTS}),
        on_refused: Callable[[WardError], None] | None = None,
        title: str = "",
    ) -> None:
        """Do something with the draft after its newest text was written."""
        self.flush()
        self._context.jobs.write(work, on_done, touches=touches, on_refused=on_refused, title=title)

    def leave(self) -> None:
        """Write what is left; a draft that changed since it was opened keeps a version."""
        self.flush()
        draft_id, office = self._id, self._context.office
        if draft_id is None or self._sent == self._versioned or self._fault:
            return
        self._versioned = self._sent
        self._context.jobs.write(
            lambda: office.drafting.keep_version(draft_id, LEAVING), touches={Book.DRAFTS}
        )

    def note_version(self) -> None:
        """Remember that the text as it stands has a version."""
        self._versioned = self._sent

    def _say_saved(self) -> None:
        self._fault = ""
        self.saved.emit(self._context.clock.now_ms())

    def _say_refused(self, error: WardError, content: DraftContent) -> None:
        if self._sent == content:
            self._sent = None  # try again with the next change
        self._fault = error.sentence
        self.refused.emit(error.sentence)


def same_content(one: DraftContent, other: DraftContent) -> bool:
    """Return whether two drafts say the same, whatever their state."""
    return content_of(one) == content_of(other)
