"""What the page of numbers shows: series, the strip of their numbers, what a new term changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId
from wardapp.core.issuers import TermStart
from wardapp.core.numbering import NumberSpan, NumberState, SeriesKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One counter as the clerk knows it.

    `locked`, `not_kept` and `asked` (for the last number on paper) say why it gives no number.
    """

    key: SeriesKey
    series_id: RecordId | None  # None: no number was ever given
    title: str  # "Kế hoạch"
    scope: str  # "Nhiệm kỳ 2025 - 2030", "Năm 2026"
    issuer: str
    sample: str  # how the next number prints: "13-KH/BXDĐ"
    last_number: int
    next_number: int
    held: int = 0  # numbers reserved now
    overdue: int = 0
    locked: str = ""
    not_kept: str = ""
    asked: str = ""
    is_current: bool = True

    @property
    def is_open(self) -> bool:
        """Return True while it gives numbers here."""
        return not (self.locked or self.not_kept or self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSince:
    """Numbers of one counter given after a backup: after a restore they stay used."""

    series: str  # "Kế hoạch, nhiệm kỳ 2025 - 2030"
    first: int
    last: int

    @property
    def numbers(self) -> str:
        """Return them as printed: `13`, `13 - 15`."""
        if self.first == self.last:
            return f"{self.first:02}"
        return f"{self.first:02} - {self.last:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastNumber:
    """The last number of a counter as far as it is known here, to be held against the paper."""

    key: SeriesKey
    series: str  # "Kế hoạch, nhiệm kỳ 2025 - 2030"
    last: int
    is_asked: bool = False  # none is given before the clerk confirms it
    has_lost: bool = False  # a restore took the content of numbers of it
    block: str = ""  # "21 - 30": what was lent to this PC, whose last number is asked

    @property
    def question(self) -> str:
        """Return what the clerk is asked."""
        where = f"{self.series} (khối số {self.block})" if self.block else self.series
        return f"Số cuối cùng đã cấp của sổ {where} trên giấy là số mấy?"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastNumbers:
    """All counters of this PC with their last numbers; a sentence where they are in doubt."""

    rows: tuple[LastNumber, ...]
    sentence: str = ""

    @property
    def asked(self) -> tuple[LastNumber, ...]:
        """Return the counters that give no number before the clerk confirms."""
        return tuple(row for row in self.rows if row.is_asked)


class NumberFilter(StrEnum):
    """The chips over the strip of numbers."""

    ALL = "all"
    HELD = "held"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    MISSING = "missing"
    SECRET = "secret"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One number of the strip, or a range of them; `state` None = nothing explains it."""

    series_id: RecordId
    first: int
    last: int
    suffix: str = ""
    state: NumberState | None
    day: date | None = None
    title: str = ""  # subject of the line, what it is reserved for, why it was cancelled
    printed: str = ""
    holder: str = ""
    until: date | None = None
    late_reason: str = ""
    record_id: RecordId | None = None  # its line
    span_id: RecordId | None = None

    @property
    def code(self) -> str:
        """Return the number as printed: `07`, `12a`, `01 - 57`."""
        if self.first == self.last:
            return f"{self.first:02}{self.suffix}"
        return f"{self.first:02} - {self.last:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A number kept for somebody, with the series it belongs to."""

    span: NumberSpan
    series: str  # "Kế hoạch, nhiệm kỳ 2025 - 2030"
    printed: str  # "13-KH/BXDĐ"
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """What the clerk says of a new term: the event it counts from, and the shared counter."""

    committee: str
    label: str
    start_kind: TermStart
    on: date  # closing of the congress, first meeting, or the day the decision takes effect
    reason: str = ""
    shares_qd_counter: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPreview:
    """What opening a term would do, before anything is written."""

    start: date
    previous_label: str  # "" = the committee had none
    previous_end: date | None
    left_over: tuple[Reservation, ...]  # still reserved in the old term
    already_numbered: int  # papers of the new term's days that have a number of the old one
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfOrder:
    """A line whose day is before that of the number in front of it."""

    number: int
    day: date
    record_id: RecordId
    before_number: int
    before_day: date
    was_reserved: bool  # one of both had been kept for later, which explains it


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFaults:
    """What stands out in one series; ranges are first and last number."""

    missing: tuple[tuple[int, int], ...] = ()
    held_twice: tuple[int, ...] = ()
    contested: tuple[int, ...] = ()  # two lines of different copies hold them
    out_of_order: tuple[OutOfOrder, ...] = ()
    without_file: tuple[tuple[int, int, RecordId], ...] = ()
    highest: int = 0  # the highest number something holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """Lines that read the same: their symbol, their numbers, and number and id of the later."""

    printed: str
    numbers: tuple[str, ...]
    number: int
    record_id: RecordId
    series_id: RecordId | None = None
