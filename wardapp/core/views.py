"""What pages show: lists with counts, the board of the day, months of the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.document import RenderedDocument
from wardapp.core.drafts import Draft
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberLife, NumberSpan

Row = TypeVar("Row")

COUNT_CAP = 1000
"""Searches count no further than this; the screen shows `999+`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[Row]):
    """A stretch of a list: rows from `offset`, and how many there are in all.

    `is_capped` means that `total` stopped at COUNT_CAP.
    """

    rows: tuple[Row, ...]
    offset: int
    total: int
    is_capped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterCounts:
    """Counts behind the standing chips of a register page."""

    all: int
    open: int
    overdue: int
    due_today: int
    this_week: int
    cancelled: int
    without_file: int = 0
    unfiled: int = 0
    unsent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper to show: a PDF (or a picture) and the note above it when it is not the original."""

    pdf: bytes | None = None
    image: bytes | None = None
    note: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueText:
    """How a due date is said: text and tone (`plain`, `warn`, `danger`, `ok`, `link`)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayItem:
    """One row of Hôm nay."""

    entity: str  # "incoming" | "draft" | "report" | "reservation" | "outgoing" | "dossier" |
    # "petition" | "privacy"
    record_id: str
    title: str
    circumstance: str
    due: DueText
    due_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """The periodic report on Hôm nay."""

    form_id: str
    title: str
    period_id: str
    due: DueText
    due_date: date
    filled_cells: int
    required_cells: int
    next_label: str
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalGauge:
    """Items on digital platforms this month against the target, with the pace in words."""

    month: date
    done: int
    target: int
    days_left: int
    pace: str
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayBoard:
    """Everything Hôm nay shows."""

    day: date
    week: int
    overdue: tuple[TodayItem, ...]
    today: tuple[TodayItem, ...]
    coming: tuple[TodayItem, ...]
    report: ReportCard | None
    gauge: DigitalGauge
    next_due: date | None
    overdue_count: int = 0  # all that are overdue; `overdue` holds those due last
    books: tuple[TodayItem, ...] = ()  # what waits in books and dossiers: late, not sent


@dataclass(frozen=True, slots=True, kw_only=True)
class RailCounts:
    """What waits for the clerk, page by page, and the time of the last backup."""

    today: int
    incoming: int
    drafts: int
    reports: int
    backup_ms: int | None
    exchange: int = 0  # fields that two PCs wrote apart and nobody decided yet


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month of the log: items a day (index 0 = day 1) and the days a report is due."""

    first: date
    day_counts: tuple[int, ...]
    report_days: tuple[date, ...]
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTotal:
    """Items of one channel in a stretch of days."""

    channel: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePreview:
    """What Phát hành would do: the number, the date, the standard, and why it may not."""

    number_symbol: str
    date: date
    standard_title: str
    standard_changed: str = ""  # sentence when the date moves the draft to another standard
    blocked: str = ""  # sentence; "" when it may be issued
    warning: str = ""  # sentence about numbers and days out of order; issuing is still possible
    series: str = ""  # sentence: which series the number counts in, and why it is this one
    reserved: tuple[NumberSpan, ...] = ()  # numbers of the series that are kept for somebody
    locked: str = ""  # sentence: the book is closed, only an inserted or free number is left
    effect: str = ""  # sentence: what issuing does to another document, what goes out
    in_word: bool = False  # a Word file goes out, not the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued document: its line and the frozen copy, no pages where these are Word's."""

    outgoing: Outgoing
    rendered: RenderedDocument | None = None
    warning: str = ""  # sentence about numbers and days out of order


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStory:
    """The whole life of a number of a series, oldest step first; `note` says how it stands now."""

    printed: str
    life: tuple[NumberLife, ...]
    dispatch: Outgoing | Incoming | None
    note: str = ""  # "Số này chưa cấp. …"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOffer:
    """The number a document would get now: as printed, its series with the reason, what is kept."""

    printed: str
    series: str
    reserved: tuple[NumberSpan, ...] = ()
    locked: str = ""  # sentence: the book is closed, only an inserted or free number is left


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLinks:
    """What an outgoing line has to do with others, both ways; lists are oldest first."""

    replaces: Outgoing | None = None
    replaced_by: tuple[Outgoing, ...] = ()
    corrects: Outgoing | None = None
    corrected_by: tuple[Outgoing, ...] = ()
    answers: Incoming | None = None
    drafts: tuple[Draft, ...] = ()  # open ones that will replace or correct it


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRequest:
    """Which register to print: `code` den or di, one issuer or all, a year, a term or a span."""

    code: str
    issuer_id: RecordId | None = None
    year: int | None = None
    term_id: RecordId | None = None
    date_from: date | None = None
    date_to: date | None = None
    scope_value: str = ""  # what the book's numbers run in, as a BookVolume names it
    paper: str = ""  # "A4" or "A3"; "" = as the book's own data say
