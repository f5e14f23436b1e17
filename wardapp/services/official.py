"""From what the clerk edits to the document that prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dates import header_date, long_date
from wardapp.core.dispatches import JointBody, Recipient
from wardapp.core.document import Annex, OfficialDocument, Signature
from wardapp.core.drafts import DraftContent
from wardapp.core.issuers import NO_SIGNER, Family, Issuer, Signer, SignerInfo
from wardapp.core.layout import DocumentType
from wardapp.core.roman import roman
from wardapp.core.signing import NO_SIGNATURES, Signatures
from wardapp.core.text import clean, new_tone, old_tone, one_line
from wardapp.documents.outline import parse_outline
from wardapp.services.series import outgoing_notation
from wardapp.services.signers import signers_on

BLANK_ROOM = "\u00a0" * 5
"""Where a number or a day is written in later; plain blanks would be tidied away."""
AS_ABOVE = Recipient(name="Như trên")


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands around a draft: its issuer, type and signer, and the day it is shown on.

    `signatures` are the places to sign by the signature matrix, none for the signer's own lines.
    """

    issuer: Issuer
    kind: DocumentType
    signer: Signer | None
    today: date
    signatures: Signatures = NO_SIGNATURES


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number and day a document carries; blank in a draft."""

    code_number: str | None = None
    day: date | None = None


BLANK = Numbering()
"""A draft without number."""


def official(
    content: DraftContent, framing: Framing, numbering: Numbering = BLANK
) -> OfficialDocument:
    """Return the document as it prints, before layout."""
    issuer, kind, extras = framing.issuer, framing.kind, content.extras
    signatures = framing.signatures
    document = OfficialDocument(
        family=issuer.family,
        type_code=kind.code,
        type_name=kind.name,
        parent_line="" if extras.joint else issuer.parent_line,
        own_line=own_line(issuer, content),
        place=issuer.place,
        code_number=numbering.code_number,
        code_notation=outgoing_notation(issuer, kind, joint_bodies(content)),
        issued_date=numbering.day or content.date,
        draft_month=(framing.today.year, framing.today.month),
        subject=one_line(content.subject),
        addressees=tuple(filter(None, map(one_line, content.addressees))),
        body=parse_outline(clean(content.body)),
        signer=printed_signer(framing.signer, signatures.main),
        recipients=printed_recipients(content, kind),
        storage_line=one_line(content.storage_line) or issuer.storage_line,
        priority=content.priority,
        draft_no=content.draft_no,
        old_tone_marks=issuer.old_tone_marks,
        paper=extras.paper,
        circulation=tuple(filter(None, map(one_line, extras.circulation))),
        last_page_note=one_line(extras.last_page_note),
        drafter_mark=one_line(extras.drafter_mark),
        copy_count=extras.copy_count,
        contact_line=one_line(extras.contact_line),
        signature=signatures.main,
        other_signatures=signatures.others,
        confirmation=signatures.confirmation,
    )
    return replace(document, annexes=_annexes(content, document, issuer))


def joint_bodies(content: DraftContent) -> tuple[JointBody, ...]:
    """Return the bodies that issue a draft with its issuer, as the book keeps them."""
    bodies = ((one_line(each.name), one_line(each.symbol)) for each in content.extras.joint)
    return tuple(JointBody(name=name, symbol=symbol) for name, symbol in bodies if name or symbol)


def own_line(issuer: Issuer, content: DraftContent) -> str:
    """Return the bold line of the head; a joint document names the lead first (HD05 2.1.5)."""
    others = [each.name.upper() for each in joint_bodies(content) if each.name]
    if not others:
        return issuer.own_line
    spelt = old_tone if issuer.old_tone_marks else new_tone
    return " - ".join((one_line(issuer.own_line), *map(spelt, others)))


def printed_signer(signer: Signer | None, printed: Signature | None = None) -> SignerInfo:
    """Return the lines a signer prints, those of the matrix where they are `printed`."""
    if signer is None:
        return NO_SIGNER
    if printed is not None and printed.lines:
        *authority, position = (line.text for line in printed.lines)
        return SignerInfo(full_name=signer.full_name, position=position, authority=tuple(authority))
    return SignerInfo(
        full_name=signer.full_name, position=signer.position, authority=signer.authority
    )


def default_signer(signers: tuple[Signer, ...], day: date) -> Signer | None:
    """Return the signer in office on a day with the lowest rank number, None without one."""
    return min(signers_on(signers, day), key=lambda each: each.rank, default=None)


def printed_recipients(content: DraftContent, kind: DocumentType) -> tuple[Recipient, ...]:
    """Return the lines of Nơi nhận; an addressed document starts with Như trên (HD05 9.2)."""
    typed = tuple(
        Recipient(
            name=one_line(each.name), purpose=one_line(each.purpose), brace=one_line(each.brace)
        )
        for each in content.recipients
        if one_line(each.name)
    )
    if not kind.addressed or not content.addressees:
        return typed
    return (AS_ABOVE, *(each for each in typed if each.name != AS_ABOVE.name))


def day_in_words(day: date) -> str:
    """Return `ngày 05 tháng 6 năm 2026`, as State documents cite a day."""
    return header_date("", day, Family.STATE).removeprefix(", ")


def _annexes(
    content: DraftContent, document: OfficialDocument, issuer: Issuer
) -> tuple[Annex, ...]:
    count = len(content.annexes)
    joint = tuple(each.name for each in joint_bodies(content))
    return tuple(
        Annex(
            label=_annex_label(position, count, issuer.family),
            title=one_line(annex.title),
            reference=_annex_reference(document, issuer, joint),
            blocks=parse_outline(clean(annex.body)),
            landscape=annex.landscape,
        )
        for position, annex in enumerate(content.annexes)
    )


def _annex_label(position: int, count: int, family: Family) -> str:
    if count == 1:
        return "Phụ lục"
    number = position + 1
    return f"Phụ lục {roman(number) if family is Family.STATE else number}"


def _annex_reference(document: OfficialDocument, issuer: Issuer, others: tuple[str, ...]) -> str:
    number = document.code_number or BLANK_ROOM
    joint = "-" if issuer.family is Family.PARTY else "/"
    symbol = f"{number}{joint}{document.code_notation}"
    paper = paper_named(document.type_name, symbol, document.issued_date, issuer, others)
    return f"(Kèm theo {paper})"


def paper_named(
    kind: str, symbol: str, day: date | None, issuer: Issuer, others: tuple[str, ...] = ()
) -> str:
    """Return a paper as its annex names it: `Báo cáo số 14-BC/ĐU, ngày 05/6/2026 của Đảng uỷ …`."""
    if issuer.family is Family.PARTY:
        when = f", ngày {long_date(day)}" if day else f", ngày {BLANK_ROOM}"
    else:
        blank = " ".join(f"{word} {BLANK_ROOM}" for word in ("ngày", "tháng", "năm"))
        when = f" {day_in_words(day)}" if day else f" {blank}"
    return f"{kind} số {symbol}{when} của {' và '.join((issuer.full_name, *others))}"
