"""What set-up and start-up say about an office folder and its place on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Ground(StrEnum):
    """What kind of place a folder lies in, as far as an office cares."""

    LOCAL = "local"
    NETWORK = "network"  # another machine's disk: two PCs would write at once
    CLOUD = "cloud"  # OneDrive and the like: files are swapped behind our back


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAdvice:
    """Whether an office may be made in a folder; if not, why and what to use instead.

    `second_backup` is the refused place again: it is still a good second place for backups.
    """

    ok: bool
    sentence: str = ""
    proposed: Path | None = None
    second_backup: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFact:
    """One line of a check-up of an office folder: what was looked at and what was found."""

    topic: str
    ok: bool
    sentence: str
