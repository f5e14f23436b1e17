"""Lines of the registers: dispatches that came in and went out (fields of NĐ30 Phụ lục VI)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from wardapp.core.identity import RecordId
from wardapp.core.issuers import NO_SIGNER, SignerInfo


class Priority(IntEnum):
    """Độ khẩn, with the codes of NĐ30 Phụ lục VI."""

    NORMAL = 0
    URGENT = 1  # khẩn
    VERY_URGENT = 2  # thượng khẩn
    EXPRESS = 3  # hỏa tốc


PRIORITIES: tuple[tuple[Priority, str], ...] = (
    (Priority.NORMAL, "Thường"),
    (Priority.URGENT, "Khẩn"),
    (Priority.VERY_URGENT, "Thượng khẩn"),
    (Priority.EXPRESS, "Hỏa tốc"),
)
"""Độ khẩn as the screen calls it, the usual one first."""


class Channel(StrEnum):
    """How a dispatch came."""

    PAPER = "paper"
    EMAIL = "email"
    NETWORK = "network"  # trục liên thông
    ZALO = "zalo"
    FAX = "fax"
    POST = "post"  # bưu điện
    OTHER = "other"


class IncomingStatus(StrEnum):
    """Where the handling of an incoming dispatch stands."""

    NEW = "new"  # chưa trình
    SUBMITTED = "submitted"  # đã trình
    HANDLING = "handling"  # đang xử lý
    DONE = "done"
    RETURNED = "returned"  # chuyển trả nơi gửi
    CANCELLED = "cancelled"


class OutgoingStatus(StrEnum):
    """Where an outgoing dispatch stands."""

    ISSUED = "issued"
    RECALLED = "recalled"  # thu hồi (NĐ30 Đ18.4)
    REPLACED = "replaced"  # another document of equal form stands for it (NĐ30 Đ18.3)
    CANCELLED = "cancelled"


class FileRole(StrEnum):
    """What a kept file is to its record."""

    ORIGINAL = "original"  # what came in, byte for byte
    ISSUE_DOCX = "issue_docx"  # frozen at issue
    ISSUE_PDF = "issue_pdf"
    FINAL_COPY = "final_copy"  # the signed scan
    EVIDENCE = "evidence"  # of a log line
    VERSION = "version"  # of a draft
    WORD_MASTER = "word_master"  # a version made in Word that goes before the draft's own text
    MAIL = "mail"  # the e-mail a dispatch came with
    CLOSED_PAGES = "closed_pages"  # pages of a register as they were closed
    CLOSED_COLUMNS = "closed_columns"  # their statutory columns
    TEMPLATE = "template"  # of the office's own letters
    RETURN = "return"  # what a unit sent in
    ANNEX = "annex"  # of an issued report: its form as Word, Excel, PDF
    OFFICIAL_FORM = "official_form"  # a workbook or Word file that a form is filled into


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept by its content: `files/ab/abcdef…` under the SHA-256."""

    sha256: str
    name: str
    size: int
    role: FileRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One line of Nơi nhận: name and purpose note (`để báo cáo`).

    Neighbours with the same text in `brace` stand before one brace with that text at its right.
    """

    name: str
    purpose: str = ""
    brace: str = ""


class DeliveryState(StrEnum):
    """How far a copy got on its way to an addressee."""

    WAITING = "waiting"  # chưa gửi
    SENT = "sent"
    RECEIVED = "received"  # đã nhận, có xác nhận
    RETURNED = "returned"  # bị trả lại


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One addressee of an issued dispatch: how many copies, by which way, and what became of it."""

    name: str
    copies: int = 1
    channel: Channel = Channel.PAPER
    state: DeliveryState = DeliveryState.WAITING
    sent_on: date | None = None
    received_on: date | None = None
    returned_on: date | None = None  # came back, or its recall was confirmed
    envelopes: int = 0  # số lượng bì of the postal list
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBody:
    """A body that issues a document together with the one whose number it has."""

    name: str
    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The leader's decision on an incoming dispatch (phiếu giải quyết)."""

    leader: str
    opinion: str
    on: date
    lead_unit: str = ""
    supporting_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What the clerk enters for a dispatch that came in; `arrival_date` is the day of the book."""

    issuer_id: RecordId  # whose book of incoming dispatches
    arrival_date: date
    organ_name: str
    subject: str
    parent_organ_name: str = ""
    code_number: str = ""
    code_notation: str = ""
    issued_date: date | None = None
    type_name: str = ""
    signer: SignerInfo = NO_SIGNER
    addressees: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    channel: Channel = Channel.PAPER
    page_amount: int | None = None
    copy_amount: int | None = None
    due_date: date | None = None
    handler: str = ""
    description: str = ""
    book: str = "den"  # code of the book: the common one, or one of its own by sender's level
    suffix: str = ""  # "a" of an inserted 12a
    late_reason: str = ""  # entered after its day, with why
    is_secret: bool = False  # stands in the book of secret papers: no author, symbol, subject here
    language: str = ""  # "" = tiếng Việt
    organ_id: str = ""  # agency code of the author
    trace_headers: str = ""  # TraceHeaderList of NĐ30 Phụ lục VI
    storage_place: str = ""  # nơi để bản giấy


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming(Arrival):
    """One line of the register of incoming dispatches."""

    id: RecordId
    arrival_number: int
    registered_ms: int
    status: IncomingStatus = IncomingStatus.NEW
    direction: Direction | None = None
    done_date: date | None = None
    replied_by: RecordId | None = None  # outgoing line that answers
    cancel_reason: str = ""
    left_screen: bool = False  # printed or exported: its arrival number is never given back
    attachments: tuple[Attachment, ...] = ()
    book_scope: str = ""  # what the book's number runs in; "" = the year of the arrival date
    return_reason: str = ""  # why it was sent back
    provisional: str = ""  # "T7K4L-03": given on a PC that keeps no numbers; stays for good

    @property
    def scope_value(self) -> str:
        """Return what its number runs in: "2026", "2026-2030" or a term's id."""
        return self.book_scope or str(self.arrival_date.year)

    @property
    def arrival_code(self) -> str:
        """Return the arrival number as the book shows it: `318`, `12a`; `T7K4L-03` if it waits."""
        if not self.arrival_number:
            return self.provisional
        return f"{self.arrival_number}{self.suffix}"

    @property
    def is_waiting(self) -> bool:
        """Return True while the line has only a provisional number."""
        return bool(self.provisional) and not self.arrival_number

    @property
    def number_symbol(self) -> str:
        """Return số, ký hiệu as printed: `142-CV/BTGDVTU`, `411/UBND-VHXH`, `` without any."""
        return joined_symbol(self.code_number, self.code_notation)

    @property
    def is_open(self) -> bool:
        """Return True while somebody still has to act."""
        closed = {IncomingStatus.DONE, IncomingStatus.RETURNED, IncomingStatus.CANCELLED}
        return self.status not in closed and not self.is_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One line of the register of outgoing dispatches."""

    id: RecordId
    issuer_id: RecordId
    series_id: RecordId
    number: int
    suffix: str = ""  # "a" of 12a
    code_notation: str
    type_code: str
    type_name: str
    issued_date: date
    subject: str
    signer: SignerInfo = NO_SIGNER
    addressees: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    priority: Priority = Priority.NORMAL
    issued_amount: int | None = None  # số lượng bản
    page_amount: int | None = None
    archive_holder: str = ""  # đơn vị, người nhận bản lưu
    sent_date: date | None = None
    description: str = ""
    registered_ms: int
    draft_id: RecordId | None = None
    answers: RecordId | None = None  # incoming line this answers
    status: OutgoingStatus = OutgoingStatus.ISSUED
    cancel_reason: str = ""
    left_screen: bool = False  # printed, exported or sent: its number is never given back
    attachments: tuple[Attachment, ...] = ()
    book: str = "di"  # "sao" for a numbered copy
    late_reason: str = ""  # entered after its day, with why
    deliveries: tuple[Delivery, ...] = ()
    joint_with: tuple[JointBody, ...] = ()  # the others of a joint document
    copy_of: str = ""  # a numbered copy: số, ký hiệu, ngày and author of the copied document
    replaces: RecordId | None = None  # outgoing line that this one stands for now
    corrects: RecordId | None = None  # outgoing line whose form this công văn corrects
    recalled_on: date | None = None
    recall_reason: str = ""
    language: str = ""  # "" = tiếng Việt
    due_date: date | None = None  # by when an answer is asked for

    @property
    def code_number(self) -> str:
        """Return the number as printed: below 10 with a leading zero (HD05 3.2.2; NĐ30 PL I)."""
        return f"{self.number:02}{self.suffix}"

    @property
    def number_symbol(self) -> str:
        """Return số, ký hiệu as printed: `12-CV/BXDĐ`, `07/KH-UBND`."""
        return joined_symbol(self.code_number, self.code_notation)


def joined_symbol(code_number: str, code_notation: str) -> str:
    """Return number and symbol joined as their family prints them.

    A Party symbol holds a slash (`CV/BXDĐ`) and takes a hyphen before it (HD05 3.2.2); a State
    symbol has none (`KH-UBND`) and takes a slash (NĐ30 Phụ lục I, II.3).
    """
    if not code_number or not code_notation:
        return code_number or code_notation
    return f"{code_number}{'-' if '/' in code_notation else '/'}{code_notation}"


class ListFilter(StrEnum):
    """The standing filters of the register pages."""

    ALL = "all"
    OPEN = "open"
    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    DUE_TODAY = "due_today"
    CANCELLED = "cancelled"
    WITHOUT_FILE = "without_file"
    UNFILED = "unfiled"  # not in any dossier
    UNSENT = "unsent"  # outgoing with a copy not sent yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What a register page shows: newest first unless `sort` says otherwise.

    `text` narrows by the search index; `issuer_id` None = all books; `year` None = all years.
    `sort`: "-number" (default) | "number" | "-arrival" | "due" | "organ" | "-issued".
    """

    issuer_id: RecordId | None = None
    year: int | None = None
    term_id: RecordId | None = None
    text: str = ""
    only: ListFilter = ListFilter.ALL
    date_from: date | None = None
    date_to: date | None = None
    sort: str = "-number"
    book: str = ""  # code of one book; "" = all
    organ_name: str = ""  # author or addressee, as the directory names it
    handler: str = ""  # person or unit
    type_code: str = ""
    in_files: bool = False  # the text also searches inside attachments
    other_texts: tuple[str, ...] = ()  # the text with a body in it called by its other names

    @property
    def is_span(self) -> bool:
        """Return True when a year, a term or days bound the list: its lines lie together."""
        spans = (self.year, self.term_id, self.date_from, self.date_to)
        return self.only is ListFilter.THIS_WEEK or any(span is not None for span in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingEntry:
    """What the clerk enters for a dispatch that went out without a draft here.

    `number` None takes the next of the series; a given one must be free. `suffix` is the letter of
    an inserted number (`12a`) and never moves the counter.
    """

    issuer_id: RecordId
    type_code: str
    issued_date: date
    subject: str
    number: int | None = None
    suffix: str = ""
    code_notation: str = ""  # "" = made from type and issuer
    signer: SignerInfo = NO_SIGNER
    addressees: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    priority: Priority = Priority.NORMAL
    issued_amount: int | None = None
    page_amount: int | None = None
    archive_holder: str = ""
    sent_date: date | None = None
    description: str = ""
    answers: RecordId | None = None
    book: str = "di"
    late_reason: str = ""
    deliveries: tuple[Delivery, ...] = ()
    joint_with: tuple[JointBody, ...] = ()
    copy_of: str = ""
    replaces: RecordId | None = None
    corrects: RecordId | None = None
    reserved: bool = False  # `number` is one that was kept for this document
    language: str = ""
    due_date: date | None = None
