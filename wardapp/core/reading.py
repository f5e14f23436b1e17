"""What was read from a received file, with where each value stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Arrival, Attachment, Priority
from wardapp.core.document import Spot
from wardapp.core.issuers import Family


class Confidence(StrEnum):
    """How far a read value can be trusted: a wrong value is never called sure."""

    SURE = "sure"
    CHECK = "check"


class FileKind(StrEnum):
    """What a file is to the reader."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"  # PDF or picture without text
    TXT = "txt"
    OTHER = "other"  # bytes kept, registered by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value was read: page from 1, the words that stand there, spots on the page."""

    page: int
    text: str
    confidence: Confidence
    spots: tuple[Spot, ...] = ()
    place: str = ""  # "Góc trên trái"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date by which the text asks for something."""

    date: date
    text: str
    page: int
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWarning:
    """Something in the text that looks wrong; `code` is stable, `text` the Vietnamese sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFields:
    """The header fields of a received file; None or () where nothing was found."""

    issuing_body: str | None = None
    parent_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    number_symbol: str | None = None
    place: str | None = None
    date: date | None = None
    type: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    signer_position: str | None = None
    signer_name: str | None = None
    urgency: Priority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one file; `page_text` is the plain text shown where no page exists."""

    file_name: str
    kind: FileKind
    regime: Family | None
    fields: ReadFields
    evidence: tuple[tuple[str, Evidence], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    text: str = ""
    page_count: int = 0

    def where(self, field: str) -> Evidence | None:
        """Return the evidence of a field of ReadFields, None when it was not found."""
        return dict(self.evidence).get(field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An earlier line with the same author, number and date."""

    incoming_id: str
    arrival_number: int
    arrival_date: date
    channel: str
    arrival_code: str = ""
    number_symbol: str = ""
    organ_name: str = ""
    subject: str = ""
    handler: str = ""
    state: str = ""  # value of IncomingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the window shows after a file was dropped; nothing is written yet.

    `sha256` and `size` name the bytes that were judged; registering reads them again and refuses
    when they changed. `view_pdf` is a PDF to show beside the form (the file itself, or its text
    set on a page headed "Nội dung tệp Word, không phải trang gốc"), None when only its name shows.
    """

    path: str
    sha256: str
    size: int
    reading: Reading
    arrival: Arrival
    expected_number: int  # 0: a provisional one
    duplicates: tuple[Duplicate, ...] = ()
    view_pdf: bytes | None = None
    view_image: bytes | None = None
    view_note: str = ""
    attachment: Attachment | None = None
