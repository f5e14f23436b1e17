"""Drafts: a document on its way to a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Attachment, FileRole, Priority, Recipient
from wardapp.core.identity import RecordId


class DraftStatus(StrEnum):
    """A draft's life: soạn, trình ký, đã ký, phát hành or bỏ."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ISSUED = "issued"
    DROPPED = "dropped"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFinding:
    """A soft remark on a draft: what, where (line of the body, -1 = head) and a safe mend."""

    code: str
    text: str
    line: int = -1
    found: str = ""
    replacement: str | None = None
    blocks_issue: bool = False
