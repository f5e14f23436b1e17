"""Everything the editor needs to know of a draft and its issuer, read at once off the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wardapp.core.document import OfficialDocument
from wardapp.core.drafts import Draft, DraftContent, DraftStatus
from wardapp.core.errors import NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.layout import DocumentType
from wardapp.core.recipient_lines import recipient_lines
from wardapp.core.signing import SigningChoice
from wardapp.core.text import one_line
from wardapp.core.titles import sentence_case
from wardapp.services.office import Office

MEETING = "HỘI NGHỊ"
CLOSED = {DraftStatus.ISSUED, DraftStatus.DROPPED}
BADGES = {
    DraftStatus.SUBMITTED: ("Đã trình ký", "soft"),
    DraftStatus.SIGNED: ("Đã ký", "ok"),
    DraftStatus.ISSUED: ("Đã phát hành", "ok"),
    DraftStatus.DROPPED: ("Đã bỏ", "mute"),
}


@dataclass(frozen=True, slots=True)
class HeadNotes:
    """What stands around the fields: the standard, why, and the number to expect."""

    standard: str
    why: str  # the full title and why it is this one
    number: str
    keeps_numbers: bool
    signing: tuple[SigningChoice, ...] = ()
    printed: tuple[str, ...] = ()  # the lines above the name


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorFacts:
    """A draft, who may issue and sign it, which types it may be, what it answers."""

    draft: Draft
    issuers: tuple[Issuer, ...]
    signers: tuple[Signer, ...]
    types: tuple[DocumentType, ...]
    used: tuple[str, ...] = ()  # codes of types, what the office writes most first
    groups: tuple[tuple[str, str], ...] = ()  # of addressees: what is offered, what it writes
    arrival_number: int | None = None

    @property
    def issuer(self) -> Issuer:
        """Return the body that issues the draft."""
        return next(each for each in self.issuers if each.id == self.draft.issuer_id)


def read_facts(office: Office, draft_id: RecordId) -> EditorFacts:
    """Return what the editor shows of a draft (runs in a lane)."""
    draft = office.drafting.get(draft_id)
    return EditorFacts(
        draft=draft,
        issuers=office.catalogue.issuers(),
        signers=active_signers(office, draft, draft.signer_id),
        types=office.drafting.types(draft.issuer_id),
        used=office.drafting.used_types(),
        groups=offered_groups(office),
        arrival_number=_arrival(office, draft),
    )


def offered_groups(office: Office) -> tuple[tuple[str, str], ...]:
    """Return the groups of addressees by name, and each again to write out (runs in a lane)."""
    offers: list[tuple[str, str]] = []
    for group in office.catalogue.addressee_groups():
        members = office.catalogue.expanded((group.name,))
        offers.append((group.name, group.name))
        offers.append((f"{group.name}: ghi từng nơi ({len(members)})", "\n".join(members)))
    return tuple(offers)


def read_notes(office: Office, content: DraftContent) -> HeadNotes:
    """Return standard and expected number of a draft as typed (runs in a lane)."""
    title, why = office.drafting.standard(content)
    short = office.drafting.standard_in_short(content)
    keeps = office.catalogue.issuer(content.issuer_id).keeps_numbers
    try:
        number = office.drafting.expected_number(content)
    except WardError as error:  # no term covers the day: the sentence says so
        number, keeps = error.sentence, True
    return HeadNotes(
        standard=short,
        why=f"{title}: {why}",
        number=number,
        keeps_numbers=keeps,
        signing=office.signing.choices_of(content),
        printed=_printed(office.drafting.document(replace(content, body="", annexes=()))),
    )


def _printed(document: OfficialDocument) -> tuple[str, ...]:
    if document.signature is not None:
        return tuple(line.text for line in document.signature.lines)
    lines = (*document.signer.authority, *document.signer.position.split("\n"))
    return tuple(filter(None, lines))


def active_signers(
    office: Office, content: DraftContent, chosen: RecordId | None = None
) -> tuple[Signer, ...]:
    """Return who may sign on the draft's day, with the one chosen before even when he has left."""
    return office.catalogue.signers_on(content.issuer_id, content.date, chosen)


def recipients_text(content: DraftContent) -> str:
    """Return Nơi nhận as the box shows it: one a line, the storage line last."""
    return recipient_lines(content.recipients, content.storage_line)


def typed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a box that hold something."""
    return tuple(filter(None, (one_line(line) for line in text.split("\n"))))


def signing_words(signer: Signer | None) -> str:
    """Return what prints above the name, as a clerk reads it: `K/T Trưởng Ban, Phó Trưởng Ban`."""
    if signer is None:
        return ""
    return ", ".join(cased((*signer.authority, signer.position)))


def cased(lines: Iterable[str]) -> Iterable[str]:
    """Yield the lines of a signature as running text writes them: `K/T Trưởng Ban`."""
    for line in filter(None, lines):
        head, mark, rest = line.partition(" ")
        is_mark = bool(rest) and ("/" in head or head.endswith(".") or "." in head)
        if line.isupper() and MEETING in line:  # no body's name: small letters
            yield line.capitalize()
        elif line.isupper() and is_mark:
            yield head + mark + sentence_case(rest)
        else:
            yield sentence_case(line) if line.isupper() else line


def _arrival(office: Office, draft: Draft) -> int | None:
    if draft.in_reply_to is None:
        return None
    try:
        return office.intake.get(draft.in_reply_to).arrival_number
    except NotFound:
        return None
