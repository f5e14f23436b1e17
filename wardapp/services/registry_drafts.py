"""Thay thế, đính chính: the draft that will stand for an issued document, or mend its form."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Outgoing
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer
from wardapp.services.citation_forms import cited_subject, spelled
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.official import day_in_words, default_signer
from wardapp.services.registry_links import refuse_uncorrectable, refuse_unreplaceable
from wardapp.store.transaction import Transaction

LETTER = "CV"
COPIED = (
    "issuer_id", "type_code", "subject", "addressees", "recipients", "storage_line", "signer_id",
    "priority", "body", "annexes",
)  # fmt: skip


class Redrafting:
    """Starts drafts about documents that went out already (NĐ30 Đ18.3)."""

    def __init__(self, desk: Desk, drafting: Drafting) -> None:
        self._desk = desk
        self._drafting = drafting

    def replacement(self, outgoing_id: RecordId) -> Draft:
        """Start the draft that stands for a document of wrong content once it is issued.

        It begins with the words of the draft the document was issued from, else with what the
        book says. The old line is replaced when the new one gets its number, not before.
        """
        with self._desk.database.read() as tx:
            line = refuse_unreplaceable(tx, outgoing_id)
            old = tx.drafts.find(line.draft_id) if line.draft_id else None
            content = _content_of(old) if old else self._from_line(tx, line)
        draft = replace(self._drafting.unkept(content), replaces=line.id)
        return self._keep(draft, f"Soạn văn bản thay thế {line.number_symbol}")

    def correction(self, outgoing_id: RecordId) -> Draft:
        """Start the công văn that corrects the form of a document that went out."""
        with self._desk.database.read() as tx:
            line = refuse_uncorrectable(tx, outgoing_id)
            content = self._from_line(tx, line)
            issuer = tx.catalogue.issuer(line.issuer_id)
        named = cited(line, issuer)
        content = replace(
            content,
            type_code=LETTER,
            subject=spelled(f"đính chính {named}", issuer),
            addressees=line.addressees or tuple(each.name for each in line.recipients),
            body=spelled(_correcting_words(line, issuer, named), issuer),
        )
        draft = replace(self._drafting.unkept(content), corrects=line.id)
        return self._keep(draft, f"Soạn công văn đính chính {line.number_symbol}")

    def _keep(self, draft: Draft, title: str) -> Draft:
        with self._desk.database.begin(self._desk.command("drafting.add", title)) as tx:
            return tx.drafts.add(draft)

    def _from_line(self, tx: Transaction, line: Outgoing) -> DraftContent:
        issuer = tx.catalogue.issuer(line.issuer_id)
        known = tx.catalogue.signers(issuer.id)
        who = next((each for each in known if each.full_name == line.signer.full_name), None)
        signer = who or default_signer(known, self._desk.today())
        return DraftContent(
            issuer_id=issuer.id,
            type_code=line.type_code,
            subject=line.subject,
            addressees=line.addressees,
            recipients=line.recipients,
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
            priority=line.priority,
        )


def cited(line: Outgoing, issuer: Issuer) -> str:
    """Return how a document of ours is named: type, number, day, as its family writes them."""
    when = (
        f", ngày {long_date(line.issued_date)}"
        if issuer.family is Family.PARTY
        else f" {day_in_words(line.issued_date)}"
    )
    return f"{line.type_name} số {line.number_symbol}{when}"


def _correcting_words(line: Outgoing, issuer: Issuer, named: str) -> str:
    about = cited_subject(line.subject, line.type_name)
    return (
        f"{issuer.full_name} đã ban hành {named}{about}. Do sơ suất trong khâu soạn thảo, "
        f"{issuer.full_name} xin đính chính như sau:\n"
        "1. Tại …, đã ghi: “…”, nay sửa lại là: “…”.\n"
        f"Các nội dung khác của {line.type_name} số {line.number_symbol} không thay đổi."
    )


def _content_of(draft: Draft) -> DraftContent:
    return DraftContent(**{name: getattr(draft, name) for name in COPIED})
