"""Copies of a document: which kinds there are on a day, what the clerk asks for, what was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dispatches import Outgoing, Recipient
from wardapp.core.document import CopyKind, RenderedDocument
from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOffer:
    """A kind of copy a body may make; `type_code` names its series, "" where copies have none."""

    kind: CopyKind
    label: str  # "Sao y bản chính", as it prints
    type_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWish:
    """A copy to be made of a line of the outgoing or of the incoming book, one of the two.

    `issuer_id` copies and seals; without signer the first in office signs. `top_mm` moves the
    foot down a sheet of its own, to print it onto the last page of a photocopy (0 = at the top).
    """

    issuer_id: RecordId
    outgoing_id: RecordId | None = None
    incoming_id: RecordId | None = None
    kind: CopyKind = CopyKind.WHOLE
    signer_id: RecordId | None = None
    signing: str = ""
    day: date | None = None
    recipients: tuple[Recipient, ...] = ()
    storage_line: str = ""
    top_mm: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCopy:
    """A copy as pages; `line` is its line in the book of copies, None where it has no number.

    `is_whole`: the copied document is in it, else it is the foot alone on a sheet.
    """

    rendered: RenderedDocument
    is_whole: bool
    line: Outgoing | None = None
    number_symbol: str = ""
