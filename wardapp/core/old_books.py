"""Old books on their way in: what stood in their tables, what it means, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey


class TextCode(StrEnum):
    """How the text of a cell was typed; its value is what the clerk reads."""

    UNICODE = ""
    LOOSE = "Unicode tổ hợp"
    TCVN3 = "TCVN3"
    VNI = "VNI"
    VISCII = "VISCII"
    BROKEN = "UTF-8 đọc nhầm"


@dataclass(frozen=True, slots=True)
class OldCell:
    """One cell: what stood there, what it means in Unicode, and its value when it was typed.

    `is_sure` is False where the old code of the text was only guessed. `is_repeat` marks the cells
    of a merged one below its first row.
    """

    raw: str
    text: str
    value: date | float | None = None
    code: TextCode = TextCode.UNICODE
    is_sure: bool = True
    is_repeat: bool = False


NO_CELL = OldCell("", "")
"""A cell in which nothing stands."""


@dataclass(frozen=True, slots=True)
class OldRow:
    """One row with its number as the file's own program shows it."""

    number: int
    cells: tuple[OldCell, ...]

    def cell(self, column: int) -> OldCell:
        """Return the cell of a column, an empty one beyond the end."""
        return self.cells[column] if 0 <= column < len(self.cells) else NO_CELL


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSheet:
    """One table of a file: a sheet, a table of a Word file, a table of Access."""

    name: str
    rows: tuple[OldRow, ...]
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """Return how many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """A file of an old book, read whole; nothing of it is in the office yet."""

    name: str
    sha256: str
    size: int
    sheets: tuple[OldSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumns:
    """How one sheet is understood: where its head stands and which field each column holds.

    `head_rows` are numbers of rows, () when the sheet has no head; `fields` names one field of
    `FIELDS_IN` or `FIELDS_OUT` a column, "" = left out.
    """

    sheet: str
    head_rows: tuple[int, ...]
    heads: tuple[str, ...]
    fields: tuple[str, ...]
    is_remembered: bool = False


@dataclass(frozen=True, slots=True)
class CellFix:
    """What the clerk says of a cell (`column` from 0), or of a row to leave out (`column` -1)."""

    file: str
    sheet: str
    row: int
    column: int
    text: str = ""


LEFT_OUT = -1
"""The `column` of a CellFix that leaves the whole row out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What the clerk wants of files: which sheets, as which book, whose, of which year."""

    issuer_id: RecordId
    book: str  # "den" or a book of its own; "di"
    sheets: tuple[tuple[str, SheetColumns], ...]  # file name, its sheet
    year: int | None = None  # of dates without one; None = from the sheet
    fixes: tuple[CellFix, ...] = ()


class DoubtKind(StrEnum):
    """What is doubtful about a cell or a row."""

    DATE = "date"
    NUMBER = "number"
    CODE = "code"  # old text code only guessed
    TYPE = "type"
    DOUBLE = "double"  # twice in the files
    HELD = "held"  # a line of the office has it
    ORDER = "order"  # dates out of order
    SECRET = "secret"
    TERM = "term"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One doubtful cell: where, what stood there, what was read, why; blocking ones stay out."""

    kind: DoubtKind
    file: str
    sheet: str
    row: int
    column: int  # -1 = the row as a whole
    head: str
    raw: str
    read: str
    why: str
    blocks: bool = False  # the row is not imported unless it is corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLine:
    """One row understood: its line as it will stand in the book, None when it cannot."""

    file: str
    sheet: str
    row: int
    line: Incoming | Outgoing | None
    series: SeriesKey | None
    secret_number: int | None = None  # the number of a secret paper: nothing else of it is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingNumbers:
    """Numbers of a series that neither the old book nor the office holds."""

    series: SeriesKey
    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """The figures of a dry run."""

    rows: int
    ready: int
    blocked: int
    doubtful: int
    left_out: int  # by the clerk
    skipped: int  # heads, titles, totals, empty rows
    mended: int  # cells whose text was in an old code


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do; nothing is written."""

    plan: ImportPlan
    files: tuple[OldFile, ...]
    lines: tuple[OldLine, ...]
    doubts: tuple[Doubt, ...]
    missing: tuple[MissingNumbers, ...]
    counts: ImportCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    lines: int
    series: int
    missing: int  # numbers marked as not in the old book
    secrets: int
    refused: tuple[Doubt, ...]
    first: RecordId | None  # a line to show
    locked_ms: int  # how long others could not write
