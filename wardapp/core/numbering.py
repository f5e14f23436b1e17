"""Number series: whose counter, in which scope, and what a number can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class Scope(StrEnum):
    """What a series runs in before it starts again from 01."""

    YEAR = "year"  # State outgoing, incoming: 1 January to 31 December (NĐ30 Đ15, Đ22)
    TERM = "term"  # Party outgoing: one term of the committee (HD05 3.1.1)
    CONGRESS = "congress"  # all types in one series, preparatory session to closing (HD05 3.1.1)
    YEARS = "years"  # a book of several years, "2026-2030"


class NumberState(StrEnum):
    """What became of a number."""

    USED = "used"
    CANCELLED = "cancelled"
    EXTERNAL = "external"  # used in a book outside this program
    SECRET = "secret"  # used in the book of secret papers: number and type only (domain §3.4, 9)
    RESERVED = "reserved"  # số chờ: for whom, until when
    RETURNED = "returned"  # the last number, rolled back on the day it was given
    LEASED = "leased"  # for another PC to give: `holder` is its replica
    GIVEN_BACK = "given_back"  # left over of such a block: a gap that is explained
    LOST = "lost"  # given before a restore that took its line away: only that paper may have it


class LifeStep(StrEnum):
    """What happened to a number."""

    RESERVED = "reserved"
    EXTENDED = "extended"
    RELEASED = "released"  # a reservation that ended without a line
    EXTERNAL = "external"
    SECRET = "secret"
    USED = "used"
    INSERTED = "inserted"  # 12a
    LATE = "late"  # entered after its day
    AMENDED = "amended"
    PRINTED = "printed"  # left the screen
    CANCELLED = "cancelled"
    RESTORED = "restored"  # no longer cancelled
    RECALLED = "recalled"
    REPLACED = "replaced"
    CORRECTED = "corrected"
    UNDONE = "undone"
    REDONE = "redone"
    RETURNED = "returned"
    LEASED = "leased"
    GIVEN_BACK = "given_back"
    LOST = "lost"  # a restore took its line away
    FINALISED = "finalised"  # a line with a provisional number got this one


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """Names one counter: issuer, counter group and the year or term it runs in."""

    issuer_id: RecordId
    book: str  # "den" (or a book of its own, "den-tw"), "di", "sao", "don-thu"
    group: str  # "" for one counter for all, else type code or group of types
    scope: Scope
    scope_value: str  # "2026", "2026-2030", the term's id or the congress' id


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A counter with the last number given; `keeper` is the replica that may give numbers."""

    id: RecordId
    key: SeriesKey
    last_number: int
    keeper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpan:
    """Numbers of a series that no line of this office holds, and why.

    A reservation names `holder` and `until`, a leased block the replica it is for; what is over
    keeps its row with `ended_on`, so that the life of a number can be told, and no longer holds
    the number.
    """

    id: RecordId
    series_id: RecordId
    first: int
    last: int
    state: NumberState
    on: date
    actor: str
    reason: str = ""
    title: str = ""  # of the document a number is reserved for; the type of a secret paper
    holder: str = ""  # for whom
    until: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    suffix: str = ""  # of a returned 12a
    left_screen: bool = False  # stands on a printed page: it never goes back to the series
    record_id: RecordId | None = None  # what held a returned number before

    @property
    def is_active(self) -> bool:
        """Return True while the numbers stand for something."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserving:
    """For whom numbers are kept, for what, and until when; no day = until they are used."""

    holder: str = ""
    title: str = ""
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledBack:
    """The last number of a series that went back, and the line that is no more."""

    number: int
    record_id: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLife:
    """One step in the life of a number: what happened, when, by whom and why.

    `state` is what the number was after the step; `title` tells the step as the journal has it.
    """

    number: int
    state: NumberState
    dispatch_id: RecordId | None
    on: date
    actor: str
    reason: str = ""
    step: LifeStep = LifeStep.USED
    title: str = ""
    when_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWish:
    """Which number a document is to get: the next of its series unless `number` names one.

    `suffix` makes it an inserted number (12a), `reserved` one that is kept for this document;
    `late_reason` says why it comes after its day.
    """

    number: int | None = None
    suffix: str = ""
    reserved: bool = False
    late_reason: str = ""


NEXT_NUMBER = NumberWish()
"""The next number of the series."""
