"""What stands in kept files, so that a search finds it there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileTextState(StrEnum):
    """What became of reading a kept file for the search."""

    READ = "read"
    EMPTY = "empty"  # a scan, a picture, a kind whose text is not read
    UNREADABLE = "unreadable"  # damaged, locked with a password, too large
    REFUSED = "refused"  # the gate of domain §6 stood in the way: nothing of it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFile:
    """A kept file that was not read for the search yet."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTextCounts:
    """How far the search inside files is: files read, left to read, and without text."""

    read: int
    waiting: int
    without_text: int
