"""What units send in: each value with the file, sheet and cell it stood in, and each doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from wardapp.core.dispatches import Attachment
from wardapp.core.forms import CellKey, FormValue
from wardapp.core.identity import RecordId
from wardapp.core.sources import FileSource, HeldFile


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """Where a value stood: file name, sheet (or "Bảng 2" of a Word file) and cell ("D7")."""

    file: str
    sheet: str = ""
    cell: str = ""


class CellDoubt(StrEnum):
    """What was mended about a cell, or cannot be: the words a clerk reads."""

    NONE = ""
    CODE = "chữ gõ bằng phông cũ, đã đổi sang Unicode"
    GUESSED = "chữ gõ bằng phông cũ, đoán bảng mã"
    DATE = "Excel đã đổi thành ngày"
    ERROR = "Excel báo lỗi trong ô"
    NO_VALUE = "công thức chưa có giá trị"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell of a returned file: as it stood, its text in Unicode, its number when typed as one.

    `is_repeat` marks the cells of a merged one after its first; `doubt` says what was mended
    (an old code of text, a date where a number belongs, an error value of Excel).
    """

    raw: str
    text: str = ""
    number: FormValue = None
    place: str = ""  # "D7"
    is_formula: bool = False
    is_repeat: bool = False
    is_hidden: bool = False
    doubt: CellDoubt = CellDoubt.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet or table of a returned file; `rows` hold only cells in which something stands."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """A returned file as it was read: sheets and tables, the hidden identity when it is there.

    `left_out` are sentences about what is not read at all: pictures, macros, outside links.
    """

    name: str
    kind: str  # "xlsx" | "docx" | "csv"
    grids: tuple[Grid, ...]
    identity: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()  # text outside tables, in order
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """A value taken for a cell of the form, with the words that stood there and where."""

    key: CellKey
    value: FormValue
    raw: str
    place: CellPlace


class DoubtKind(StrEnum):
    """Why a value is not taken as it stands."""

    UNREADABLE = "unreadable"  # text where a number belongs
    UNPLACED = "unplaced"  # no row or column of the form fits
    AMBIGUOUS = "ambiguous"  # two cells claim one place
    MENDED = "mended"  # read, but only after mending: taken, to be looked at
    FORMULA = "formula"  # a formula without a kept value, or one that says another sum
    CHECK = "check"  # a rule of the form is broken
    FILE = "file"  # about the whole file: another period, unit or version


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDoubt:
    """Something the clerk decides: `key` where it may belong, `value` what would be taken.

    `settled` is "" while open, else what the clerk chose: "taken", "left", "typed"; `chosen` is
    then the value that counts, `reason` why; the words that stood there stay in `raw`.
    """

    id: str  # "d1", "d2" …: stable inside the return
    kind: DoubtKind
    sentence: str
    place: CellPlace
    raw: str = ""
    key: CellKey | None = None
    value: FormValue = None
    settled: str = ""
    chosen: FormValue = None
    reason: str = ""


class ReturnState(StrEnum):
    """Where a return stands."""

    WAITING = "waiting"  # read, doubts open
    ACCEPTED = "accepted"  # counts in the consolidation
    REPLACED = "replaced"  # a later one of the same unit counts
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReturn:
    """What one unit sent for one period. Growing rows carry codes of their own ("C1", "C2")."""

    id: RecordId
    form_id: str
    form_version: str  # the version the file was made from
    period_id: str
    unit_id: RecordId
    file: Attachment
    received_on: date
    received_ms: int
    values: tuple[ReadValue, ...] = ()
    doubts: tuple[ReturnDoubt, ...] = ()
    state: ReturnState = ReturnState.WAITING
    replaces: RecordId | None = None
    regime_id: RecordId | None = None
    prepared_by: str = ""
    phone: str = ""
    note: str = ""
    evidence: tuple[Attachment, ...] = ()  # files behind its figures, as its package brought them

    @property
    def open_doubts(self) -> tuple[ReturnDoubt, ...]:
        """Return the doubts that still wait."""
        return tuple(each for each in self.doubts if not each.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnProposal:
    """A returned file read and matched, not kept yet: whose it is and what stands in it.

    `unit_id` None asks the clerk; `same_unit` are returns of this unit already here; `blocked` is a
    sentence when it cannot be taken at all.
    """

    file: str
    form_id: str = ""
    form_version: str = ""
    period_id: str = ""
    unit_id: RecordId | None = None
    unit_candidates: tuple[RecordId, ...] = ()
    unit_words: str = ""  # how the file names its unit
    values: tuple[ReadValue, ...] = ()
    doubts: tuple[ReturnDoubt, ...] = ()
    left_out: tuple[str, ...] = ()
    same_unit: tuple[RecordId, ...] = ()
    is_same_file: bool = False  # byte for byte one that is here
    prepared_by: str = ""
    phone: str = ""
    blocked: str = ""
    path: str = ""  # where the file lies (a name of its own for one in memory)
    sha256: str = ""  # its hash when it was looked at
    held: HeldFile | None = field(default=None, repr=False)  # a file that lies in memory alone

    @property
    def source(self) -> FileSource:
        """Return the file, where it lies."""
        return self.held or Path(self.path)


class SameUnit(StrEnum):
    """What becomes of a second return of one unit for one period."""

    ASK = ""
    NEW = "new"  # the new one counts, the old one stays as replaced
    OLD = "old"  # the old one counts, the new one stays as refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWish:
    """A looked-at file and what the clerk says of it; "" and None go by the file itself."""

    proposal: ReturnProposal
    unit_id: RecordId | None = None
    form_id: str = ""
    period_id: str = ""
    received_on: date | None = None
    same_unit: SameUnit = SameUnit.ASK
    reason: str = ""


NOTED = "để biết"
"""Why a doubt is settled that asks nothing: it only tells what was not read."""


class SettleChoice(StrEnum):
    """What the clerk decides about a doubt."""

    TAKEN = "taken"  # as proposed
    TYPED = "typed"  # another value, or another place
    LEFT = "left"  # does not count, with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """How a unit stands with a period: expected or not, what came and when."""

    unit_id: RecordId
    unit_name: str
    is_expected: bool = True
    return_id: RecordId | None = None
    state: ReturnState | None = None  # None: nothing came
    received_on: date | None = None
    is_late: bool = False  # came after the due day, or is due and did not come
    open_doubts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeMember:
    """A row that was merged: of a return, or of our own form when `return_id` is ""."""

    return_id: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeGroup:
    """Rows of several units that say the same, merged by the clerk's hand into one row."""

    id: RecordId
    form_id: str
    period_id: str
    table: str
    members: tuple[MergeMember, ...]
    values: tuple[tuple[str, FormValue], ...] = ()  # by column, where the clerk chose


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one source gave to a consolidated cell; `place` is empty for our own form."""

    unit_id: str  # "" = our own form
    unit_name: str
    value: FormValue
    place: CellPlace | None = None
    raw: str = ""
    return_id: str = ""
    row: str = ""  # the row it stood in there
    counts: bool = True  # False: shown, but the law of the cell leaves it out
    note: str = ""  # why it does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """A value of a return for which the form has no cell: listed, never lost."""

    key: CellKey
    contribution: Contribution
