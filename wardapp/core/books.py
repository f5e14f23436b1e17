"""The books of an office: which there are, how they are closed, and what a check finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId


class BookKind(StrEnum):
    """What stands in a book; also the code of the book every issuer has."""

    INCOMING = "den"
    OUTGOING = "di"
    COPIES = "sao"
    PETITIONS = "don-thu"


class BookSpan(StrEnum):
    """How long one book runs before its numbers start again (domain §3.3)."""

    YEAR = "year"
    FIVE_YEARS = "five_years"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """A book the office keeps besides, or otherwise than, the common one of its kind.

    Without any, each issuer has one book of each kind by the rule of its family. A book of incoming
    dispatches may take only those of some senders' levels (`levels`, values of BodyLevel).
    """

    id: RecordId
    issuer_id: RecordId
    code: str  # "den", "den-tw": what ListQuery, SeriesKey and commands call it
    kind: BookKind
    name: str  # "Sổ đăng ký văn bản đến: Trung ương"
    span: BookSpan = BookSpan.YEAR
    first_year: int | None = None  # of a book of five years
    levels: tuple[str, ...] = ()
    active: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BookVolume:
    """One book of one issuer in one year, five years, term or congress: what is printed, closed."""

    issuer_id: RecordId
    issuer_name: str
    book: str  # "den", "den-tw", "di", "sao"
    kind: BookKind
    name: str  # "Sổ đăng ký văn bản đi"
    scope_value: str
    label: str  # "Năm 2026", "Nhiệm kỳ 2025 - 2030"
    first_day: date
    last_day: date
    by_term: bool = False  # closed by term or congress, not by year


class ClosingKind(StrEnum):
    """Why pages were closed; a year or a term also locks its numbers."""

    PAGE = "page"  # "Đóng trang" at will
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Pages of a book that were closed: their statutory columns are fixed and their PDF is kept.

    `attachments` holds the PDF that reprints years later and the columns as canonical JSON; `code`
    stands in the foot of every page. A closing of a year or term locks the numbers of `scope_value`
    until it is opened again with a reason.
    """

    id: RecordId
    issuer_id: RecordId
    book: str
    kind: ClosingKind
    scope_value: str
    label: str  # "Năm 2026", "Nhiệm kỳ 2025 - 2030"
    first_day: date
    last_day: date
    first_number: str
    last_number: str
    line_count: int
    closed_on: date
    code: str
    volume: str = "01"
    first_page: int = 1
    last_page: int = 1
    attachments: tuple[Attachment, ...] = ()
    reopened_on: date | None = None
    reopened_reason: str = ""

    @property
    def locks(self) -> bool:
        """Return True while its book gives no more numbers."""
        return self.kind is not ClosingKind.PAGE and self.reopened_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFinding:
    """One thing that "Kiểm tra sổ" found, with the numbers it is about and what to do."""

    rule: str  # "missing" | "duplicate" | "date_order" | "no_attachment" | "overdue_reservation" …
    sentence: str
    series: str  # "Kế hoạch, nhiệm kỳ 2025 - 2030"
    first: int
    last: int
    record_id: RecordId | None = None
    is_fault: bool = True  # False: only to be known
    series_id: RecordId | None = None
