"""A document on its way out: what it is made of, and what goes out in the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dispatches import Attachment, FileRole, Outgoing
from wardapp.core.document import OfficialDocument, RenderedDocument
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.journal import Command
from wardapp.core.numbering import NEXT_NUMBER, NumberWish, SeriesKey
from wardapp.core.word_trip import spoken_name
from wardapp.services.official import Framing
from wardapp.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A file that goes out beside the document, made for its number."""

    data: bytes
    name: str
    role: FileRole = FileRole.ANNEX


def _no_files(_number_symbol: str, _day: date) -> tuple[AnnexFile, ...]:
    return ()


def _nothing(_tx: Transaction, _line: Outgoing, _command: Command) -> None:
    """Write nothing beside the line."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes out with a document: files made once its number is known, and what else is written.

    `write` runs in the transaction of the line: when it raises, nothing happened at all.
    """

    files: Callable[[str, date], tuple[AnnexFile, ...]] = _no_files
    write: Callable[[Transaction, Outgoing, Command], None] = _nothing
    says: str = ""  # a sentence for the preview


NOTHING_BESIDE = Beside()
"""The document goes out alone."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A document with its number as both writers made it, or as it stands in Word's file."""

    number: int
    document: OfficialDocument
    docx: bytes
    page_count: int
    rendered: RenderedDocument | None  # None where the pages are Word's
    annexes: tuple[AnnexFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Issuance:
    """One draft on its way out: day, frame and the counter it takes from."""

    draft: Draft
    day: date
    framing: Framing
    key: SeriesKey
    wish: NumberWish = NEXT_NUMBER
    beside: Beside = NOTHING_BESIDE


def word_effect(draft: Draft) -> str:
    """Tell that a kept Word file goes out and what is left to do with it."""
    master: Attachment | None = draft.word_master
    if master is None:
        return ""
    return (
        f"Phát hành theo {spoken_name(master.name)}: số, ngày được ghi vào tệp Word đó. "
        "In trong Word; PDF lưu từ Word thì kéo vào văn bản đi làm bản chính thức."
    )


def issued_draft(draft: Draft, line: Outgoing) -> Draft:
    """Return a draft as it is kept once its line is written."""
    return replace(draft, status=DraftStatus.ISSUED, outgoing_id=line.id)
