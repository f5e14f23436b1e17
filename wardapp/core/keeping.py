"""Who gives numbers: the copy that keeps them, blocks lent to others, provisional numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, SeriesKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The one record that says which copy keeps the numbers of the office.

    New series are kept by it; a series says for itself who keeps it. Only the keeper writes here,
    except where it is taken over because that PC is gone (`is_seized`).
    """

    id: RecordId
    keeper: str  # replica
    since_ms: int
    reason: str = ""
    is_seized: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCopy:
    """One copy of the office as the others know it; its id is its replica.

    `code` stands before its provisional numbers: T7K4L. `follows` names the copy it goes on from;
    `is_moved` says that it stands in that one's place, which writes no more.

    `unsure_ms` is when it was restored while nobody knew which numbers were given after the backup
    of `unsure_since_ms`; 0 = the clerk has confirmed them all, and `unsure_since_ms` stays: what
    others had given the copy it goes on from may come to light later. `sure_of` are the series, and
    the lent blocks, whose last number on paper the clerk has said since.
    """

    id: RecordId
    name: str  # of the PC
    made_ms: int
    code: str = ""
    follows: RecordId | None = None
    is_moved: bool = False
    unsure_ms: int = 0
    unsure_since_ms: int = 0
    sure_of: tuple[RecordId, ...] = ()


class CopyAnswer(StrEnum):
    """What a copied folder is: asked once, and no number is given before."""

    MOVED = "moved"  # stands in the place of the one it was copied from
    SECOND = "second"  # the other goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A copy of the office that may hold numbers."""

    replica_id: RecordId
    name: str
    is_here: bool = False
    is_keeper: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepers:
    """Who keeps the numbers, which copies there are, and what waits for an answer here."""

    here: CopyRow
    main: CopyRow
    copies: tuple[CopyRow, ...]
    is_asked: bool = False  # the clerk has not said yet what this copied folder is
    copied_from: str = ""  # the PC that it came from
    sentence: str = ""
    waiting: int = 0  # lines with a provisional number only
    contested: int = 0  # numbers that two lines hold
    open_leases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseRow:
    """A block of numbers lent to a copy: what of it is used, as far as is known here."""

    span: NumberSpan
    series: str  # "Công văn, nhiệm kỳ 2025 - 2030"
    holder: CopyRow
    used: int
    left: int
    is_over: bool = False  # its day has passed
    returnable: bool = False  # here: what is left can be given back
    printed: str = ""  # "21 - 30"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalLine:
    """A line that waits for its final number, or got it."""

    id: RecordId
    entity: str  # "incoming" | "petition"
    key: SeriesKey
    book: str  # "Văn bản đến, năm 2026"
    provisional: str
    final: str  # "" while it waits
    day: date
    subject: str
    sender: str
    registered_ms: int
    copy: str  # name of the PC
    is_cancelled: bool = False
    given_ms: int = 0
    given_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """Provisional and final numbers side by side, in the order of arrival."""

    lines: tuple[ProvisionalLine, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedLine:
    """One of the lines that hold the same number; `is_first` shows under it undisputed."""

    id: RecordId
    subject: str
    day: date
    who: str
    copy: str
    is_first: bool
    left_screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedNumber:
    """A number that two copies gave apart: both lines are kept until the clerk settles it."""

    entity: str
    series: str
    printed: str
    lines: tuple[ContestedLine, ...]
    series_id: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingOver:
    """Why a copy takes the numbers of a lost PC over, and how many numbers it steps over.

    `gap` numbers of each counter in use are left out, because the lost PC may have given them.
    """

    reason: str
    gap: int = 0
