"""Phát hành: number and date are taken, the line is written, the copy is frozen, all at once."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    Incoming,
    IncomingStatus,
    Outgoing,
)
from wardapp.core.document import OfficialDocument, RenderedDocument
from wardapp.core.drafts import Draft, DraftContent, DraftStatus
from wardapp.core.errors import ChangedSince, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import SeriesKey
from wardapp.core.views import Issued, IssuePreview
from wardapp.core.word_trip import spoken_name
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.numbered import agreed, with_number
from wardapp.services.official import AS_ABOVE, Framing, Numbering, official
from wardapp.services.registry import numbers_kept_elsewhere
from wardapp.services.secrets_gate import refuse_secret_text
from wardapp.services.series import outgoing_key, outgoing_notation
from wardapp.store.transaction import Transaction

STORED_AT = re.compile(r"^Lưu\s*:?\s*")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A document with its number as both writers made it."""

    number: int
    document: OfficialDocument
    docx: bytes
    rendered: RenderedDocument


@dataclass(frozen=True, slots=True)
class Issuance:
    """One draft on its way out: day, frame and the counter it takes from."""

    draft: Draft
    day: date
    framing: Framing
    key: SeriesKey


class Issuing:
    """Turns a draft into a line of the outgoing book with its frozen copy."""

    def __init__(self, desk: Desk, drafting: Drafting) -> None:
        self._desk = desk
        self._drafting = drafting
        self._papers = drafting.papers

    def preview(self, draft_id: RecordId, day: date | None = None) -> IssuePreview:
        """Return number, date and standard issuing would use, and what stands against it."""
        draft = self._drafting.get(draft_id)
        day = day or draft.date or self._desk.today()
        framing = self._drafting.framing(draft, day)
        standard = self._papers.standard(framing.issuer.family, day)
        return IssuePreview(
            number_symbol=self._symbol(draft, framing, day),
            date=day,
            standard_title=standard.title,
            standard_changed=self._standard_change(draft, framing, day),
            blocked=self._blocked(draft, day),
            warning=self._warning(draft, framing, day),
        )

    def issue(self, draft_id: RecordId, day: date | None = None) -> Issued:
        """Take the number and write line, files and draft in one transaction, or nothing at all."""
        return self._issue(self._drafting.get(draft_id), day, is_kept=True)

    def issue_new(
        self,
        content: DraftContent,
        day: date | None = None,
        in_reply_to: RecordId | None = None,
    ) -> Issued:
        """Keep a new draft and issue it, both in one transaction or neither."""
        refuse_secret_text(content)
        return self._issue(self._drafting.unkept(content, in_reply_to), day, is_kept=False)

    def _issue(self, draft: Draft, day: date | None, *, is_kept: bool) -> Issued:
        day = day or draft.date or self._desk.today()
        blocked = self._blocked(draft, day)
        if blocked:
            raise WardError(blocked)
        if is_kept:
            self._drafting.keep_text(draft)
        issuance = self._issuance(draft, day)
        warning = self._warning(draft, issuance.framing, day)
        # Rendered before the transaction, so that the lock is short; a draft that can't be
        # rendered stops here and nothing was written.
        issued = with_number(
            lambda: self._expected(issuance),
            lambda number: self._write(issuance, self._frozen(issuance, number)),
        )
        log.info("issued outgoing %s", issued.outgoing.id)
        return replace(issued, warning=warning)

    def number_overlay(self, outgoing_id: RecordId) -> bytes:
        """Return a PDF with only number and date at their places, for the signed sheet."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.get(outgoing_id)
            draft = tx.drafts.find(line.draft_id) if line.draft_id else None
        if draft is None:
            raise WardError(
                f"Văn bản {line.number_symbol} không soạn trong WardApp nên chưa biết chỗ in số. "
                "Anh, chị ghi tay số và ngày."
            )
        framing = replace(self._drafting.framing(draft), today=line.issued_date)
        signed = official(draft, framing)
        return self._papers.to_overlay(signed, line.code_number, line.issued_date)

    def _issuance(self, draft: Draft, day: date) -> Issuance:
        framing = self._drafting.framing(draft, day)
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
        return Issuance(
            draft=draft,
            day=day,
            framing=framing,
            key=outgoing_key(framing.issuer, framing.kind.code, day, terms),
        )

    def _expected(self, issuance: Issuance) -> int:
        with self._desk.database.read() as tx:
            return tx.numbers.peek(issuance.key)

    def _frozen(self, issuance: Issuance, number: int) -> Frozen:
        numbering = Numbering(code_number=f"{number:02}", day=issuance.day)
        content = replace(issuance.draft, draft_no=None)
        document = self._drafting.document(content, numbering)
        return Frozen(
            number=number,
            document=document,
            docx=self._papers.to_docx(document, issuance.day),
            rendered=self._papers.to_pdf(document, issuance.day, final=True),
        )

    def _write(self, issuance: Issuance, frozen: Frozen) -> Issued:
        line = self._line(issuance, frozen)
        command = self._desk.command("issuing.issue", f"Phát hành {line.number_symbol}")
        with self._desk.database.begin(command) as tx:
            draft = tx.drafts.find(issuance.draft.id) or tx.drafts.add(issuance.draft)
            if draft.status is DraftStatus.ISSUED:
                raise WardError(self._already(draft))
            if draft != issuance.draft:
                raise ChangedSince(
                    "Dự thảo vừa được sửa ở nơi khác nên chưa phát hành. "
                    "Hãy mở lại dự thảo để xem rồi phát hành."
                )
            agreed(tx.numbers.take(issuance.key), frozen.number)
            line = tx.outgoing.add(
                replace(
                    line,
                    series_id=tx.numbers.series(issuance.key).id,
                    registered_ms=command.now_ms,
                    attachments=self._keep(line, frozen),
                )
            )
            tx.drafts.save(_issued_draft(draft, line))
            _answer(tx, line)
        return Issued(outgoing=line, rendered=frozen.rendered)

    def _line(self, issuance: Issuance, frozen: Frozen) -> Outgoing:
        document, issuer = frozen.document, issuance.framing.issuer
        return Outgoing(
            id=self._desk.new_id(),
            issuer_id=issuer.id,
            series_id=RecordId(""),
            number=frozen.number,
            code_notation=document.code_notation,
            type_code=document.type_code,
            type_name=document.type_name,
            issued_date=issuance.day,
            subject=document.subject,
            signer=document.signer,
            addressees=document.addressees,
            # Như trên repeats the addressees on paper; the book lists everybody once.
            recipients=tuple(each for each in document.recipients if each != AS_ABOVE),
            priority=document.priority,
            page_amount=frozen.rendered.page_count,
            archive_holder=STORED_AT.sub("", document.storage_line),
            registered_ms=0,
            draft_id=issuance.draft.id,
            answers=issuance.draft.in_reply_to,
        )

    def _keep(self, line: Outgoing, frozen: Frozen) -> tuple[Attachment, ...]:
        stem = safe_stem(line.number_symbol)
        files = self._desk.files
        return (
            files.keep(frozen.docx, f"{stem}.docx", FileRole.ISSUE_DOCX),
            files.keep(frozen.rendered.pdf, f"{stem}.pdf", FileRole.ISSUE_PDF),
        )

    def _blocked(self, draft: Draft, day: date) -> str:
        framing = self._drafting.framing(draft, day)
        if draft.status is DraftStatus.ISSUED:
            return self._already(draft)
        if draft.status is DraftStatus.DROPPED:
            return "Dự thảo này đã bỏ. Hãy soạn dự thảo mới."
        if not framing.issuer.keeps_numbers:
            return numbers_kept_elsewhere(framing.issuer)
        if day > self._desk.today():
            return f"Ngày {long_date(day)} chưa tới. Văn bản phát hành vào ngày ký."
        wrong = self._series_fault(framing, day)
        faults = [each.text for each in self._drafting.findings(draft) if each.blocks_issue]
        return wrong or " ".join(faults)

    def _already(self, draft: Draft) -> str:
        with self._desk.database.read() as tx:
            line = tx.outgoing.find(draft.outgoing_id) if draft.outgoing_id else None
        printed = f", số {line.number_symbol}, ngày {long_date(line.issued_date)}" if line else ""
        return f"Dự thảo này đã phát hành{printed}. Muốn sửa, hãy soạn văn bản thay thế."

    def _series_fault(self, framing: Framing, day: date) -> str:
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
        try:
            outgoing_key(framing.issuer, framing.kind.code, day, terms)
        except WardError as fault:
            return fault.sentence
        return ""

    def _symbol(self, draft: Draft, framing: Framing, day: date) -> str:
        if self._series_fault(framing, day):
            return outgoing_notation(framing.issuer, framing.kind)
        return self._drafting.expected_number(replace(draft, date=day))

    def _warning(self, draft: Draft, framing: Framing, day: date) -> str:
        """Return what to look at again before issuing: numbers out of order, a Word file."""
        return " ".join(filter(None, (_word_warning(draft), self._order_warning(framing, day))))

    def _order_warning(self, framing: Framing, day: date) -> str:
        """Numbers follow the days (NĐ30 Đ15): an earlier day than the last number's is told."""
        if self._series_fault(framing, day) or not framing.issuer.keeps_numbers:
            return ""
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
            key = outgoing_key(framing.issuer, framing.kind.code, day, terms)
            series = tx.numbers.find_series(key)
            last = tx.outgoing.by_number(series.id, series.last_number) if series else None
        if last is None or day >= last.issued_date:
            return ""
        return (
            f"Số trước là {last.number_symbol}, ngày {long_date(last.issued_date)}; "
            f"văn bản này ghi ngày {long_date(day)} nên số và ngày không theo thứ tự."
        )

    def _standard_change(self, draft: Draft, framing: Framing, day: date) -> str:
        family = framing.issuer.family
        shown = self._papers.standard(family, draft.date or self._desk.today())
        used = self._papers.standard(family, day)
        if shown.id == used.id:
            return ""
        return (
            f"Ngày {long_date(day)} theo {used.title}, khác với bản đang xem theo {shown.title}. "
            "Anh, chị xem lại trang trước khi phát hành."
        )


def _word_warning(draft: Draft) -> str:
    """Tell that a kept Word file goes before the page, while the page is what gets issued."""
    master = draft.word_master
    if master is None:
        return ""
    return (
        f"{spoken_name(master.name)} đã giữ mới hơn nội dung trên trang này; "
        "phát hành sẽ dùng nội dung trên trang."
    )


def _issued_draft(draft: Draft, line: Outgoing) -> Draft:
    return replace(
        draft,
        status=DraftStatus.ISSUED,
        outgoing_id=line.id,
    )


def _answer(tx: Transaction, line: Outgoing) -> None:
    """Close the incoming dispatch this answers, unless it was cancelled or closed before."""
    if line.answers is None:
        return
    incoming = tx.incoming.find(line.answers)
    if incoming is None or incoming.status is IncomingStatus.CANCELLED:
        return
    tx.incoming.save(_answered(incoming, line))


def _answered(incoming: Incoming, line: Outgoing) -> Incoming:
    return replace(
        incoming,
        status=IncomingStatus.DONE,
        done_date=incoming.done_date or line.issued_date,
        replied_by=line.id,
    )
