"""Keeping a draft while it is typed: autosave, and a version on leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from wardapp.core.drafts import CONTENT_FIELDS, Draft, DraftContent, KeptText, content_of
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book

WAIT_MS = 700
LEAVING = "Rời dự thảo"
Result = TypeVar("Result")


@dataclass
class Ground:
    """What the typing stands on: the text as it was kept, and as the fields show it.

    Only the writing lane asks it and moves it on, one text after another.
    """

    kept: DraftContent
    shown: DraftContent

    def wanted(self, typed: DraftContent) -> DraftContent:
        """Return the typed text; a field that nobody touched is what was kept, to the letter."""
        return replace(self.kept, **_differing(typed, self.shown))

    def move(self, typed: DraftContent, written: DraftContent, kept: DraftContent) -> None:
        """Stand on what was kept now, but where it is not yet what the fields show."""
        differing = _differing(kept, written)
        for name in CONTENT_FIELDS:
            if name not in differing:
                self.kept = replace(self.kept, **{name: getattr(kept, name)})
                self.shown = replace(self.shown, **{name: getattr(typed, name)})


def _differing(one: DraftContent, other: DraftContent) -> dict[str, Any]:
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in CONTENT_FIELDS}
    return {name: mine for name, (mine, theirs) in pairs.items() if mine != theirs}


class DraftSaver(QObject):
    """Writes the working text through the writing lane; `saved` and `refused` say how it went.

    `overtaken` says that somebody else wrote in the draft meanwhile, `told` in which words.
    """

    saved = Signal(object)  # ms: too large for a Qt int
    refused = Signal(str)
    overtaken = Signal()
    told = Signal(str)

    def __init__(
        self, context: Context, content: Callable[[], DraftContent], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._content = context, content
        self._id: RecordId | None = None
        self._ground: Ground | None = None
        self._sent: DraftContent | None = None
        self._written: DraftContent | None = None
        self._versioned: DraftContent | None = None
        self._fault = ""
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.flush)

    def open(self, draft: Draft, shown: DraftContent) -> None:
        """Begin with a draft as the fields show it."""
        self._id, self._fault = draft.id, ""
        self._ground = Ground(content_of(draft), shown)
        self._sent = self._written = self._versioned = shown
        self._wait.stop()

    def close(self) -> None:
        """Write nothing more: the draft was issued or put away."""
        self._wait.stop()
        self._id = None

    @property
    def is_clean(self) -> bool:
        """Return True while nothing typed waits to be written."""
        return self._id is None or self._written == self._sent == self._content()

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
        content, draft_id, ground = self._content(), self._id, self._ground
        if content == self._sent or ground is None:
            return
        self._sent = content
        self._context.jobs.write(
            lambda: self._keep(draft_id, ground, content),
            lambda kept: self._say_saved(content, *kept),
            on_refused=lambda error: self._say_refused(error, content),
        )

    def _keep(
        self, draft_id: RecordId, ground: Ground, content: DraftContent
    ) -> tuple[DraftContent, KeptText]:
        """Keep a typed text; return it as it was written and what is kept (runs in a lane)."""
        written = ground.wanted(content)
        kept = self._context.office.drafting.autosave(draft_id, written, ground.kept)
        ground.move(content, written, kept.content)
        return written, kept

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

    def _say_saved(self, content: DraftContent, written: DraftContent, kept: KeptText) -> None:
        self._fault = ""
        self._written = content
        self.saved.emit(self._context.clock.now_ms())
        if kept.sentence:
            self.told.emit(kept.sentence)
        if kept.content != written or kept.sentence:
            self.overtaken.emit()

    def _say_refused(self, error: WardError, content: DraftContent) -> None:
        if self._sent == content:
            self._sent = None  # try again with the next change
        self._fault = error.sentence
        self.refused.emit(error.sentence)


def same_content(one: DraftContent, other: DraftContent) -> bool:
    """Return whether two drafts say the same, whatever their state."""
    return content_of(one) == content_of(other)
