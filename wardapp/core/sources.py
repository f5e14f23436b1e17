"""Where a received file comes from: a folder, or memory alone.

What is dragged out of a mail program and what hangs on an e-mail lies in no folder. It stays in
memory until the gate let it through, so that a refused file leaves no copy behind.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wardapp.core.machine import ReadEdxml


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """The e-mail a file came with: who sent it, when, and the mail itself when it may be kept.

    `data` is empty when the mail holds something that may not be kept. A message of another system
    (edXML) has a `header` too, and `beside` are the other files of the same dispatch.
    """

    sender_name: str = ""
    sender_address: str = ""
    sent: date | None = None
    subject: str = ""
    name: str = "thu.eml"
    data: bytes = field(default=b"", repr=False)
    notes: tuple[str, ...] = ()  # sentences about what could not be taken over
    header: ReadEdxml | None = None
    beside: tuple[HeldFile, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file in memory, with the e-mail it came with; stands wherever a path may."""

    name: str
    data: bytes = field(repr=False)
    mail: MailFacts | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes in lower-case hex."""
        return hashlib.sha256(self.data).hexdigest()


FileSource = Path | HeldFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An e-mail as it was understood: what hangs on it, and its own words.

    `refused` counts the attachments that carry a mark of secrecy: nothing of them is here.
    """

    facts: MailFacts
    files: tuple[HeldFile, ...] = ()
    text: str = ""
    refused: int = 0
