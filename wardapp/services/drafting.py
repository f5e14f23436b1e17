"""Dự thảo: from a blank or a dispatch to answer to the text that will be issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.document import Block, OfficialDocument, RenderedDocument
from wardapp.core.drafts import (
    CONTENT_FIELDS,
    Draft,
    DraftContent,
    DraftStatus,
    KeptText,
    LayoutFinding,
    content_of,
)
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.layout import DocumentType
from wardapp.core.notation import Notation
from wardapp.core.text import clean
from wardapp.core.views import ListPage
from wardapp.documents.outline import parse_outline
from wardapp.services.desk import Desk
from wardapp.services.draft_knowledge import knowledge
from wardapp.services.drafting_together import KEPT_WHY, brought_together, told_of
from wardapp.services.findings import Sheet, layout_findings
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.official import (
    BLANK,
    Framing,
    Numbering,
    default_signer,
    joint_bodies,
    official,
)
from wardapp.services.papers import Papers
from wardapp.services.replies import basis_sentence, leaders, reply_addressees, reply_subject
from wardapp.services.rights import extra_findings, right_findings
from wardapp.services.secrets_gate import refuse_secret_text
from wardapp.services.series import outgoing_key, outgoing_notation
from wardapp.services.signers import out_of_office
from wardapp.services.signing import signatures_of
from wardapp.services.skeletons import adapted, skeleton_of
from wardapp.services.spec import Spec, SpecReading

SHORT_NAMES = {"ND30": "NĐ30"}
CLOSED = {DraftStatus.ISSUED, DraftStatus.DROPPED}


class Drafting:
    """Writes drafts and shows them as they will print."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    @property
    def papers(self) -> Papers:
        """Return the standards and writers of this office."""
        return self._papers

    def new(self, issuer_id: RecordId | None = None, type_code: str = "CV") -> Draft:
        """Start a draft with the skeleton of its type, its signer and its recipients."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
        kind = self._papers.type(issuer.family, type_code, self._desk.today())
        content = DraftContent(
            issuer_id=issuer.id,
            type_code=kind.code,
            recipients=leaders(issuer),
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
            body=skeleton_of(kind, issuer),
        )
        return self.add(content, f"Soạn {kind.name.lower()} mới")

    def reply(self, incoming_id: RecordId, type_code: str = "CV") -> Draft:
        """Start a draft that answers a dispatch: basis, addressee, recipients and subject set."""
        with self._desk.database.read() as tx:
            incoming = tx.incoming.get(incoming_id)
            issuer = tx.catalogue.issuer(incoming.issuer_id)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
        kind = self._papers.type(issuer.family, type_code, self._desk.today())
        content = DraftContent(
            issuer_id=issuer.id,
            type_code=kind.code,
            subject=reply_subject(incoming, issuer),
            addressees=reply_addressees(incoming, issuer) if kind.addressed else (),
            recipients=leaders(issuer),
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
            body=f"{basis_sentence(incoming, issuer)}\n",
        )
        title = f"Trả lời văn bản đến số {incoming.arrival_code}"
        return self.add(content, title, in_reply_to=incoming_id)

    def add(self, content: DraftContent, title: str, in_reply_to: RecordId | None = None) -> Draft:
        """Keep a new draft with this content."""
        refuse_secret_text(content)
        draft = self.unkept(content, in_reply_to)
        with self._desk.database.begin(self._desk.command("drafting.add", title)) as tx:
            return tx.drafts.add(draft)

    def unkept(self, content: DraftContent, in_reply_to: RecordId | None = None) -> Draft:
        """Return a new draft that is not written down yet."""
        now_ms = self._desk.clock.now_ms()
        return Draft(
            **_edited(content),
            id=self._desk.new_id(),
            created_ms=now_ms,
            changed_ms=now_ms,
            in_reply_to=in_reply_to,
        )

    def get(self, draft_id: RecordId) -> Draft:
        """Return a draft with its newest working text."""
        with self._desk.database.read() as tx:
            return tx.drafts.get(draft_id)

    def page(self, offset: int = 0, limit: int = 100, *, open_only: bool = True) -> ListPage[Draft]:
        """Return drafts, newest change first."""
        with self._desk.database.read() as tx:
            return tx.drafts.page(offset, limit, open_only=open_only)

    def autosave(
        self, draft_id: RecordId, content: DraftContent, base: DraftContent | None = None
    ) -> KeptText:
        """Keep the working text; no version, no event, nothing to undo.

        With `base`, the text as it was when the typing began, what came to other fields meanwhile
        stays; what came to the same field is kept as a version of its own, and told.
        """
        refuse_secret_text(content)
        now, sentence = self._open_draft(draft_id), ""
        kept, clashing = brought_together(content, base or now, now)
        if clashing:
            now = self._versioned(draft_id, KEPT_WHY, None)
            kept, sentence = (
                brought_together(content, base or now, now)[0],
                told_of(clashing, now.version),
            )
        command = self._desk.command("drafting.autosave", "Tự lưu dự thảo")
        with self._desk.database.begin(command, undoable=False) as tx:
            is_as_seen = content_of(tx.drafts.get(draft_id)) == content_of(now)
            if is_as_seen:
                tx.drafts.autosave(draft_id, kept, command.now_ms)
        if is_as_seen:
            return KeptText(content=kept, sentence=sentence)
        return self.autosave(draft_id, content, base or now)

    def keep_version(self, draft_id: RecordId, why: str) -> Draft:
        """Store the draft as it stands as a Word file: one version, one event."""
        return self._versioned(draft_id, why, None)

    def submit(self, draft_id: RecordId) -> Draft:
        """Store a version and mark the draft as laid before the signer."""
        return self._versioned(draft_id, "Trình ký", DraftStatus.SUBMITTED)

    def mark_signed(self, draft_id: RecordId) -> Draft:
        """Mark the draft as signed on paper."""
        return self._versioned(draft_id, "Đã ký", DraftStatus.SIGNED)

    def drop(self, draft_id: RecordId) -> Draft:
        """Put a draft away; it keeps its text and its versions."""
        draft = self._open_draft(draft_id)
        self.keep_text(draft)
        changed = replace(draft, status=DraftStatus.DROPPED)
        with self._desk.database.begin(self._desk.command("drafting.drop", "Bỏ dự thảo")) as tx:
            return tx.drafts.save(changed, draft)

    def keep_text(self, draft: Draft) -> None:
        """Journal the working text by itself, so that undoing the next step leaves it.

        It is the text as it stands now: what came since the draft was read is not written over.
        """
        command = self._desk.command("drafting.keep", "Giữ chữ của dự thảo")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.drafts.save(draft, draft)

    def spec(self, path: Path) -> Spec:
        """Return the document a SPEC.toml declares; BadValue names file, line, key and remedy."""
        return SpecReading(self._desk, self._papers.signing).read(path)

    def types(self, issuer_id: RecordId) -> tuple[DocumentType, ...]:
        """Return the types of document the issuer has a layout for today."""
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(issuer_id)
        offered = self._papers.standard(issuer.family, self._desk.today()).offered
        return tuple(adapted(kind, issuer) for kind in offered)

    def used_types(self) -> tuple[str, ...]:
        """Return the codes of the types that were drafted so far, the most usual first."""
        with self._desk.database.read() as tx:
            return tx.drafts.used_types()

    def outline(self, body: str) -> tuple[Block, ...]:
        """Return the blocks the parser sees in the typed text."""
        return parse_outline(clean(body))

    def document(self, content: DraftContent, numbering: Numbering = BLANK) -> OfficialDocument:
        """Return the document as it prints, without number unless one is given."""
        return official(content, self.framing(content, numbering.day), numbering)

    def render(self, content: DraftContent) -> RenderedDocument:
        """Return the pages as they print now."""
        return self._papers.to_pdf(self.document(content), self._desk.today())

    def findings(self, content: DraftContent) -> tuple[LayoutFinding, ...]:
        """Return what is surely against the layout of the draft's date."""
        framing = self.framing(content)
        sheet = Sheet(
            content=content,
            document=official(content, framing),
            kind=framing.kind,
            standard=self._papers.standard(
                framing.issuer.family, content.date or self._desk.today()
            ),
            signer_trouble=self._signer_trouble(framing, content),
            known=knowledge(self._desk, content),
            day=content.date or self._desk.today(),
        )
        return (*self._right_findings(framing, sheet), *layout_findings(sheet))

    def _right_findings(self, framing: Framing, sheet: Sheet) -> Iterator[LayoutFinding]:
        """Yield what is unusual for this body, and what a special paper still lacks."""
        issuer, document = framing.issuer, sheet.document
        changes = self._desk.settings().issuing_rights
        matrix = self._papers.signing
        yield from right_findings(matrix, issuer, framing.kind, document, changes)
        yield from extra_findings(sheet.content, framing.kind, document)

    def _signer_trouble(self, framing: Framing, content: DraftContent) -> str:
        if framing.signer is None:
            return ""
        return out_of_office(framing.signer, content.date or self._desk.today())

    def expected_number(self, content: DraftContent) -> str:
        """Return số, ký hiệu the draft would get now; without number when it is kept elsewhere."""
        day = content.date or self._desk.today()
        framing = self.framing(content, day)
        symbol = outgoing_notation(framing.issuer, framing.kind, joint_bodies(content))
        number = None
        if framing.issuer.keeps_numbers:
            with self._desk.database.read() as tx:
                terms = tx.catalogue.terms()
                key = outgoing_key(framing.issuer, framing.kind.code, day, terms)
                number = tx.numbers.peek(key) if tx.numbers.gives(key) else None
        return str(Notation(number=number, symbol=symbol, family=framing.issuer.family))

    def standard(self, content: DraftContent) -> tuple[str, str]:
        """Return the title of the standard that lays the draft out, and why it is this one."""
        day = content.date or self._desk.today()
        framing = self.framing(content, day)
        standard = self._papers.standard(framing.issuer.family, day)
        which = "ngày văn bản" if content.date else "hôm nay"
        return standard.title, (
            f"{which} {long_date(day)}, văn bản có hiệu lực từ {long_date(standard.valid_from)}"
        )

    def standard_in_short(self, content: DraftContent) -> str:
        """Return the standard as the narrow column says it: `HD05 từ 27/5/2026`."""
        day = content.date or self._desk.today()
        standard = self._papers.standard(self.framing(content, day).issuer.family, day)
        name = SHORT_NAMES.get(standard.id, standard.id)
        return f"{name} từ {long_date(standard.valid_from)}"

    def framing(self, content: DraftContent, day: date | None = None) -> Framing:
        """Return issuer, type and signer of a draft on a day (else its date, else today)."""
        today = self._desk.today()
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(content.issuer_id)
            signers = tx.catalogue.signers(issuer.id)
        by_id = {each.id: each for each in signers}
        signer = by_id.get(content.signer_id) if content.signer_id else None
        confirmer = content.extras.confirmed_by
        day = day or content.date or today
        return Framing(
            issuer=issuer,
            kind=self._papers.type(issuer.family, content.type_code, day),
            signer=signer,
            today=today,
            signatures=signatures_of(
                self._papers.signing,
                issuer,
                signer,
                content,
                by_id.get(confirmer) if confirmer else None,
                self._papers.standard(issuer.family, day).id,
            ),
        )

    def keep_made(self, draft_id: RecordId, data: bytes, name: str) -> Draft:
        """Keep a Word file made of the draft elsewhere as a version that goes before its text.

        The bytes have passed the gate before they come here.
        """
        kept = self._desk.files.keep(data, name, FileRole.WORD_MASTER)
        return self._with_version(self._open_draft(draft_id), kept, "Giữ bản Word")

    def take_made(self, draft: Draft, data: bytes, name: str, body: str) -> Draft:
        """Keep a Word file made of the draft as a version and put its text into the draft."""
        kept = self._desk.files.keep(data, name, FileRole.VERSION)
        changed = replace(draft, version=draft.version + 1, versions=(*draft.versions, kept))
        return self.save_changed(draft, replace(changed, body=body), "Giữ bản Word, lấy lời văn")

    def save_changed(self, draft: Draft, changed: Draft, why: str) -> Draft:
        """Keep an open draft as changed, one event; its text before can be had back by undo."""
        self._open_draft(draft.id)
        self.keep_text(draft)
        with self._desk.database.begin(self._desk.command("drafting.version", why)) as tx:
            return tx.drafts.save(changed, draft)

    def _versioned(self, draft_id: RecordId, why: str, status: DraftStatus | None) -> Draft:
        draft = self._open_draft(draft_id)
        if draft.word_master is not None and status is not None:  # its version is kept already
            return self.save_changed(draft, replace(draft, status=status), why)
        data = self._papers.to_docx(self.document(draft), self._desk.today())
        name = f"du-thao-lan-{draft.version + 1}.docx"
        kept = self._desk.files.keep(data, name, FileRole.VERSION)
        return self._with_version(draft, kept, why, status)

    def _with_version(
        self, draft: Draft, kept: Attachment, why: str, status: DraftStatus | None = None
    ) -> Draft:
        changed = replace(
            draft,
            version=draft.version + 1,
            versions=(*draft.versions, kept),
            status=status or draft.status,
        )
        return self.save_changed(draft, changed, why)

    def _open_draft(self, draft_id: RecordId) -> Draft:
        draft = self.get(draft_id)
        if draft.status in CLOSED:
            raise WardError(
                "Dự thảo này đã phát hành nên không sửa được nữa."
                if draft.status is DraftStatus.ISSUED
                else "Dự thảo này đã bỏ nên không sửa được nữa."
            )
        return draft


def _edited(content: DraftContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in CONTENT_FIELDS}
