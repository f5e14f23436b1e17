"""Papers of the registers as a draft cites them: in full the first time, in short later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLine:
    """What a citation needs of a line of a register."""

    type_name: str
    number_symbol: str
    day: date | None
    organ_name: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """A line of a register that can be cited, and how it would read in the draft asked for.

    `short` is what stands there when the text has cited it before; `wording` is the one of both
    that fits this text.
    """

    entity: str  # "incoming" | "outgoing"
    record_id: RecordId
    line: CitedLine
    full: str
    short: str
    is_cited: bool = False

    @property
    def wording(self) -> str:
        """Return the citation that belongs here: full the first time, then short."""
        return self.short if self.is_cited else self.full


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesEdit:
    """Lines of a text to replace: `count` lines from `first` on, by these; cursor behind one."""

    first: int
    count: int
    lines: tuple[str, ...]
    cursor_line: int
    cursor_column: int
