"""What pasted lines became: entries of the log, each with what is doubtful in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from wardapp.core.daylog import LogEntry


class PasteKind(StrEnum):
    """What the text looks like."""

    TABLE = "table"  # cells of Excel, or of a file
    CHAT = "chat"  # Zalo and its kin
    LINES = "lines"  # bullets, shorthand, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteDoubt:
    """Something to look at; a blocking one must be settled before the line can be written."""

    sentence: str
    field: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedLine:
    """One thing pasted: the lines it came from, what it became, what is doubtful.

    Without an entry it is no line of the log (a heading, a sticker) and its doubt says why.
    """

    numbers: tuple[int, ...]  # lines of the text, from 1
    source: str  # as pasted, without the sender's name
    entry: LogEntry | None = None
    doubts: tuple[PasteDoubt, ...] = ()
    wanted: bool = True

    @property
    def is_blocked(self) -> bool:
        """Return True while the line cannot be written."""
        return self.entry is None or any(each.blocks for each in self.doubts)

    @property
    def will_be_written(self) -> bool:
        """Return True when the line goes into the log."""
        return self.wanted and not self.is_blocked

    def doubting(self, *doubts: PasteDoubt) -> PastedLine:
        """Return the line with more doubts."""
        return replace(self, doubts=(*self.doubts, *doubts))


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedLog:
    """A pasted text, line by line; no line with words in it is without its place here."""

    kind: PasteKind
    lines: tuple[PastedLine, ...]
    unused: tuple[str, ...] = ()  # heads of columns that the log has no place for
    senders: int = 0  # names of senders left out
    origin: str = ""  # name of the file, "" = pasted
