"""What the page Sổ đăng ký and the commands show of books and their closings."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.books import BookVolume, Closing


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeState:
    """A book with what is open in it since the last closing."""

    volume: BookVolume
    line_count: int
    open_count: int  # rows that stand on no closed page yet
    first_open: str = ""
    last_open: str = ""
    supplement_count: int = 0  # rows of closed pages that changed, or came late
    next_page: int = 1
    locked_by: Closing | None = None
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCheck:
    """What verifying a closing found; without faults paper, files and journal agree."""

    closing: Closing
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Return True when nothing is wrong."""
        return not self.faults
