"""A draft on its round trip through Word: what came back, and how it differs from the page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """The words of a Word file, one line a paragraph, bold and italic as light marks.

    `around` is what the layout sets from the fields (header, title, addressees, signature,
    annexes); `losses` names what stands in the body and plain text can't hold.
    """

    body: tuple[str, ...]
    around: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordChange:
    """A paragraph that stands only in the Word file (`is_new`) or only on the page."""

    text: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordComparison:
    """A Word file beside the page: `body` is the text to type so that the page says the same."""

    changes: tuple[WordChange, ...]
    body: str
    around_differs: bool = False
    losses: tuple[str, ...] = ()

    @property
    def can_take(self) -> bool:
        """Return True when the body can be taken over and not a word of it would be lost."""
        return bool(self.changes) and not self.losses


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSave:
    """The working file as Word left it: nothing of it is in the office yet."""

    path: Path
    sha256: str
    saved_ms: int
