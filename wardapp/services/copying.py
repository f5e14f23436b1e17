"""Bản sao: a copy of a line of either book, numbered where the law of the day numbers copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.copies import CopyOffer, CopyWish, MadeCopy
from wardapp.core.dates import long_date
from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    Incoming,
    Outgoing,
    OutgoingEntry,
    joined_symbol,
)
from wardapp.core.document import CopyFoot, CopyKind, RenderedDocument, Signature
from wardapp.core.drafts import Draft, DraftContent, DraftExtras
from wardapp.core.errors import BadValue, WardError
from wardapp.core.issuers import Family, Issuer, Signer
from wardapp.core.layout import Standard
from wardapp.core.text import one_line
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.official import Numbering, default_signer, printed_signer
from wardapp.services.registry import Registry
from wardapp.services.series import NO_PARTY_COPIES_FROM
from wardapp.services.signing import own_signature, signatures_of

STATE_CODES = {CopyKind.WHOLE: "SY", CopyKind.REISSUED: "SL", CopyKind.EXTRACT: "TrS"}
PARTY_CODE = "BS"
ANY_TYPE = "CV"
SCANS = (FileRole.FINAL_COPY, FileRole.ISSUE_PDF, FileRole.ORIGINAL)


@dataclass(frozen=True, slots=True)
class _Source:
    """What is copied: its line, what names it, and the draft it was written in, if any."""

    line: Outgoing | Incoming
    named: str
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """A copy about to be made: who copies, on which day, by which law, signed by whom."""

    wish: CopyWish
    issuer: Issuer
    signer: Signer | None
    signature: Signature
    standard: Standard
    day: date


class Copying:
    """Makes copies and takes their numbers."""

    def __init__(self, desk: Desk, drafting: Drafting, registry: Registry) -> None:
        self._desk = desk
        self._drafting = drafting
        self._papers = drafting.papers
        self._registry = registry

    def kinds(self, issuer: Issuer, day: date | None = None) -> tuple[CopyOffer, ...]:
        """Return the kinds of copy of a day: one of HD05, three of HD36 and NĐ30."""
        day = day or self._desk.today()
        words = self._papers.standard(issuer.family, day).words
        if issuer.family is Family.PARTY and day >= NO_PARTY_COPIES_FROM:
            return (CopyOffer(kind=CopyKind.COPY, label=words("copy_copy")),)
        is_party = issuer.family is Family.PARTY
        return tuple(
            CopyOffer(
                kind=kind, label=words(f"copy_{kind}"), type_code=PARTY_CODE if is_party else code
            )
            for kind, code in STATE_CODES.items()
        )

    def preview(self, wish: CopyWish) -> MadeCopy:
        """Return the pages a copy would have, with the number it would get; nothing is taken."""
        frame, source = self._frame(wish), self._source(wish)
        _refuse_before(source, frame.day)
        offer = self._offer(frame)
        number = ""
        if offer.type_code:
            number = self._registry.number_for(self._entry(frame, source, offer)).printed
        return self._made(frame, source, number)

    def make(self, wish: CopyWish) -> MadeCopy:
        """Make a copy; where copies have numbers its line goes into the book of copies."""
        self.preview(wish)  # what cannot be printed takes no number
        frame, source = self._frame(wish), self._source(wish)
        offer = self._offer(frame)
        if not offer.type_code:
            return self._made(frame, source, "")
        made: list[MadeCopy] = []

        def with_pages(line: Outgoing) -> Outgoing:
            made.append(self._made(frame, source, line.number_symbol))
            rendered = made[-1].rendered
            name = f"{safe_stem(line.number_symbol)}.pdf"
            file = self._desk.files.keep(rendered.pdf, name, FileRole.ISSUE_PDF)
            kept = (*line.attachments, file)
            return replace(line, attachments=kept, page_amount=rendered.page_count)

        entry = self._entry(frame, source, offer)
        line = self._registry.add_by_hand(entry, complete=with_pages)
        return replace(made[-1], line=line)

    def _frame(self, wish: CopyWish) -> _Frame:
        day = wish.day or self._desk.today()
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(wish.issuer_id)
            signers = tx.catalogue.signers(issuer.id)
        named = next((each for each in signers if each.id == wish.signer_id), None)
        signer = named or default_signer(signers, day)
        content = DraftContent(
            issuer_id=issuer.id, type_code=ANY_TYPE, extras=DraftExtras(signing=wish.signing)
        )
        standard, matrix = self._papers.standard(issuer.family, day), self._papers.signing
        chosen = signatures_of(matrix, issuer, signer, content, standard_id=standard.id).main
        return _Frame(
            wish=wish,
            issuer=issuer,
            signer=signer,
            signature=chosen or own_signature(issuer, signer),
            standard=standard,
            day=day,
        )

    def _offer(self, frame: _Frame) -> CopyOffer:
        offers = self.kinds(frame.issuer, frame.day)
        return next((each for each in offers if each.kind is frame.wish.kind), offers[0])

    def _source(self, wish: CopyWish) -> _Source:
        with self._desk.database.read() as tx:
            if wish.outgoing_id is not None:
                line = tx.outgoing.get(wish.outgoing_id)
                draft = tx.drafts.find(line.draft_id) if line.draft_id else None
                issuer = tx.catalogue.issuer(line.issuer_id)
                named = _named(line.number_symbol, line.issued_date, issuer.full_name)
                return _Source(line, named, draft)
            if wish.incoming_id is None:
                raise WardError("Hãy chọn văn bản cần sao.")
            came = tx.incoming.get(wish.incoming_id)
        symbol = joined_symbol(came.code_number, came.code_notation)
        return _Source(came, _named(symbol, came.issued_date, came.organ_name), None)

    def _entry(self, frame: _Frame, source: _Source, offer: CopyOffer) -> OutgoingEntry:
        return OutgoingEntry(
            issuer_id=frame.issuer.id,
            type_code=offer.type_code,
            issued_date=frame.day,
            subject=source.line.subject,
            signer=printed_signer(frame.signer, frame.signature),
            recipients=frame.wish.recipients,
            book="sao",
            copy_of=source.named,
        )

    def _foot(self, frame: _Frame, number: str) -> CopyFoot:
        issuer, wish = frame.issuer, frame.wish
        return CopyFoot(
            kind=self._offer(frame).kind,
            signature=frame.signature,
            parent_line=issuer.parent_line,
            own_line=issuer.own_line,
            place=issuer.place,
            number_symbol=number,
            issued_on=frame.day,
            recipients=wish.recipients,
            storage_line=one_line(wish.storage_line),
        )

    def _made(self, frame: _Frame, source: _Source, number: str) -> MadeCopy:
        foot = self._foot(frame, number)
        whole = self._written(frame, source, foot)
        if whole is not None:
            return MadeCopy(rendered=whole, is_whole=True, number_symbol=number)
        sheet = self._papers.copies.sheet(
            foot, frame.standard, top_mm=frame.wish.top_mm, created=frame.day
        )
        scan = self._scan(source)
        if scan is None or frame.wish.top_mm or frame.wish.kind is CopyKind.EXTRACT:
            return MadeCopy(rendered=sheet, is_whole=False, number_symbol=number)
        pages = self._papers.copies.behind(self._desk.files.read(scan), sheet)
        return MadeCopy(rendered=pages, is_whole=True, number_symbol=number)

    def _written(self, frame: _Frame, source: _Source, foot: CopyFoot) -> RenderedDocument | None:
        """Return the document with the foot under it, where its own layout is what was signed."""
        line, draft = source.line, source.draft
        if draft is None or not isinstance(line, Outgoing) or frame.wish.top_mm:
            return None
        has_scan = any(each.role is FileRole.FINAL_COPY for each in line.attachments)
        standard = self._papers.standard(frame.issuer.family, line.issued_date)
        is_apart = foot.kind is CopyKind.EXTRACT or standard.id != frame.standard.id
        if has_scan or is_apart or draft.word_master is not None:
            return None
        numbering = Numbering(code_number=line.code_number, day=line.issued_date)
        document = self._drafting.document(replace(draft, draft_no=None), numbering)
        return self._papers.to_pdf(replace(document, copy_foot=foot), frame.day, final=True)

    @staticmethod
    def _scan(source: _Source) -> Attachment | None:
        """Return the PDF that shows the document as it is, None when there is none."""
        for role in SCANS:
            for each in source.line.attachments:
                if each.role is role and each.name.casefold().endswith(".pdf"):
                    return each
        return None


def _refuse_before(source: _Source, day: date) -> None:
    made = source.line.issued_date
    if made is not None and day < made:
        raise BadValue(
            "day",
            f"Bản sao không thể đề ngày trước ngày văn bản gốc ({long_date(made)}). "
            "Hãy xem lại ngày sao.",
        )


def _named(symbol: str, day: date | None, author: str) -> str:
    """Return what a document is called in the book: `15/QĐ-UBND ngày 02/6/2026 của …`."""
    when = f" ngày {long_date(day)}" if day else ""
    return one_line(f"{symbol}{when} của {author}")
