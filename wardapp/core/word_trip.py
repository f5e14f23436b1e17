"""A draft on its round trip through Word: what came back, and how it differs from the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.versions import NO_DIFFERENCE, VersionDifference

WORD_NAME = "Bản Word"
"""How the name of every kept file begins that Word has saved."""
_FILE_TIME = re.compile(r"(\d\d)h(\d\d)")
_FILE_DAY = re.compile(r"(\d+)-(\d+)-(\d{4})")


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
    difference: VersionDifference = NO_DIFFERENCE  # from the page to the Word file, word by word

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


def spoken_name(file_name: str) -> str:
    """Return the name of a kept Word file as a sentence says it: `Bản Word 10:42 ngày 05/6/2026`.

    No file name of Windows holds `:` or `/`.
    """
    return _FILE_DAY.sub(r"\1/\2/\3", _FILE_TIME.sub(r"\1:\2", Path(file_name).stem))
