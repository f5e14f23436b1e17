"""What was kept of a draft, and how two of its states differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.drafts import Draft, DraftContent

NOW = 0
"""The number of the text as it stands now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """A kept state of a draft, numbered from 1; `content` is None for one made in Word."""

    number: int
    kept: Attachment
    when_ms: int = 0
    who: str = ""
    why: str = ""
    is_word: bool = False
    is_master: bool = False  # the Word file that goes before the text
    content: DraftContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """A draft as the journal holds it after one step: when, by whom and why."""

    when_ms: int
    who: str
    why: str
    draft: Draft


class Change(StrEnum):
    """What became of words or of a paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of a paragraph: some of its words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words of one fate."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of either state, its words in running order, those taken away among them."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs, as a clerk reads it, with the words that do."""

    label: str
    before: str
    after: str
    words: ComparedParagraph


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDifference:
    """How a later state differs from an earlier one.

    `around` is set where a Word file is compared: the lines of its header, signature and annexes.
    """

    fields: tuple[FieldDifference, ...] = ()
    body: tuple[ComparedParagraph, ...] = ()
    around: tuple[ComparedParagraph, ...] = ()

    @property
    def count(self) -> int:
        """Return how many places differ."""
        paragraphs = (*self.around, *self.body)
        return len(self.fields) + sum(each.change is not Change.SAME for each in paragraphs)


NO_DIFFERENCE = VersionDifference()
"""Two states that say the same."""
