"""Drafts: a document on its way to a number."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Attachment, FileRole, Priority, Recipient
from wardapp.core.document import Paper
from wardapp.core.identity import RecordId


class DraftStatus(StrEnum):
    """A draft's life: soạn, trình ký, đã ký, phát hành or bỏ."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ISSUED = "issued"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class JointParty:
    """Another body that issues a draft with its issuer, and who signs for it."""

    name: str  # as its header line prints, any case
    symbol: str
    signer_lines: tuple[str, ...] = ()  # the first bold, those after it regular
    signer_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExtras:
    """What only some papers carry; the defaults print nothing.

    `signing` is the id of a row of the signature matrix, "" for the signer's own lines.
    """

    paper: Paper = Paper.A4
    circulation: tuple[str, ...] = ()
    last_page_note: str = ""
    drafter_mark: str = ""
    copy_count: int | None = None
    contact_line: str = ""
    signing: str = ""
    secretary: str = ""  # minutes: NGƯỜI GHI BIÊN BẢN
    chair_title: str = ""  # minutes: "" is the standard's "CHỦ TRÌ HỘI NGHỊ"
    confirmed_by: RecordId | None = None  # minutes: signer who confirms the chair's signature
    joint: tuple[JointParty, ...] = ()


NO_EXTRAS = DraftExtras()
"""A plain paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """What the clerk edits; all text is plain, the layout adds what the law wants."""

    issuer_id: RecordId
    type_code: str
    subject: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()  # without the storage line
    storage_line: str = ""
    signer_id: RecordId | None = None
    date: date | None = None
    priority: Priority = Priority.NORMAL
    draft_no: int | None = None
    body: str = ""
    annexes: tuple[DraftAnnex, ...] = ()
    extras: DraftExtras = NO_EXTRAS


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnnex:
    """An annex as typed: title and plain text."""

    title: str
    body: str
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(DraftContent):
    """A kept draft with its versions."""

    id: RecordId
    created_ms: int
    changed_ms: int
    status: DraftStatus = DraftStatus.WRITING
    in_reply_to: RecordId | None = None  # incoming line
    replaces: RecordId | None = None  # outgoing line that this will stand for (NĐ30 Đ18.3)
    corrects: RecordId | None = None  # outgoing line whose form this will correct
    outgoing_id: RecordId | None = None
    version: int = 0
    versions: tuple[Attachment, ...] = ()

    @property
    def word_master(self) -> Attachment | None:
        """Return the version made in Word that the text has not taken in, None when there is none.

        While there is one, print and PDF of this draft are Word's (design §4).
        """
        made = (each for each in reversed(self.versions) if each.role is FileRole.WORD_MASTER)
        return next(made, None)


CONTENT_FIELDS = tuple(item.name for item in fields(DraftContent))
"""The names of what the clerk edits."""


def content_of(draft: DraftContent) -> DraftContent:
    """Return the typed part of a draft alone, so that two states can be compared."""
    return DraftContent(**{name: getattr(draft, name) for name in CONTENT_FIELDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """What was kept of typed text; `sentence` tells of what somebody else wrote beside it."""

    content: DraftContent
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFinding:
    """A soft remark on a draft: what, where (line of the text, -1 = head) and a safe mend.

    `part` is 0 for the text itself, from 1 on the annex in whose text `line` counts.
    """

    code: str
    text: str
    line: int = -1
    found: str = ""
    replacement: str | None = None
    blocks_issue: bool = False
    part: int = 0
