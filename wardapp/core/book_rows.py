"""Rows of a register as they print, each with a name that stays whatever becomes of its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.identity import RecordId
from wardapp.core.printout import CellValue


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One row of a register: a line of ours, or numbers that no line of ours holds.

    `first` and `last` differ only for a stretch used on paper; `series` and the numbers name the
    row. `cells` are the columns of the book in their order.
    """

    series: str
    first: int
    last: int
    suffix: str = ""
    code: str  # the number as the book prints it: `12a-CV/BXDĐ`, `1 - 57`
    day: date | None = None
    cells: tuple[CellValue, ...] = ()
    struck: bool = False
    record_id: RecordId | None = None
    type_name: str = ""  # of the series, for the cover

    @property
    def key(self) -> str:
        """Return what the row is called in closed pages: series and number."""
        tail = f"-{self.last}" if self.last != self.first else ""
        return f"{self.series}:{self.first}{self.suffix}{tail}"

    @property
    def place(self) -> tuple[int, str]:
        """Return where the row stands inside its series: `12`, `12a`, `13`."""
        return (self.first, self.suffix)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRow:
    """A row as it was closed, and on which page of the volume it stands."""

    key: str
    series: str
    first: int
    last: int
    suffix: str
    code: str
    page: int
    cells: tuple[str, ...]  # as they printed
    struck: bool = False
    closing_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What became of a closed row: the columns that differ as (head, old, new)."""

    closed: ClosedRow
    now: BookRow | None
    columns: tuple[tuple[str, str, str], ...]
    changed_on: date | None = None
    changed_by: str = ""
    is_cancelled: bool = False
