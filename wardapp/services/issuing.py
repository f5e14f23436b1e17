"""Phát hành: number and date are taken, the line is written, the copy is frozen, all at once."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Attachment, FileRole, Outgoing, joined_symbol
from wardapp.core.document import OfficialDocument
from wardapp.core.drafts import Draft, DraftContent, DraftStatus
from wardapp.core.errors import ChangedSince, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NEXT_NUMBER, NumberWish
from wardapp.core.views import Issued, IssuePreview
from wardapp.documents.templates.door import fill_issue_fields
from wardapp.services.clock_doubts import clock_behind
from wardapp.services.deliveries import planned, with_deliveries
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.issuance import (
    NOTHING_BESIDE,
    Beside,
    Frozen,
    Issuance,
    issued_draft,
    word_effect,
)
from wardapp.services.law_change import law_change
from wardapp.services.numbered import (
    announced,
    clean_wish,
    reserved_in,
    series_reason,
    series_title,
    take,
    with_number,
)
from wardapp.services.official import AS_ABOVE, Framing, Numbering, joint_bodies, official
from wardapp.services.registry import refuse_bad_links
from wardapp.services.registry_entry import numbers_kept_elsewhere
from wardapp.services.registry_links import (
    refuse_uncorrectable,
    refuse_unreplaceable,
    take_effect,
)
from wardapp.services.secrets_gate import refuse_secret_text
from wardapp.services.series import outgoing_key, outgoing_notation

STORED_AT = re.compile(r"^Lưu\s*:?\s*")

log = logging.getLogger(__name__)


class Issuing:
    """Turns a draft into a line of the outgoing book with its frozen copy."""

    def __init__(self, desk: Desk, drafting: Drafting) -> None:
        self._desk = desk
        self._drafting = drafting
        self._papers = drafting.papers
        self._beside: Callable[[Draft], Beside] = lambda _draft: NOTHING_BESIDE

    def preview(
        self, draft_id: RecordId, day: date | None = None, wish: NumberWish = NEXT_NUMBER
    ) -> IssuePreview:
        """Return number, date and standard issuing would use, and what stands against it."""
        draft = self._drafting.get(draft_id)
        return self.preview_of(draft, day, wish, self._beside(draft))

    def preview_of(
        self,
        draft: Draft,
        day: date | None = None,
        wish: NumberWish = NEXT_NUMBER,
        beside: Beside = NOTHING_BESIDE,
    ) -> IssuePreview:
        """Return the same for a draft that may not be kept yet."""
        today = self._desk.today()
        day = day or draft.date or today
        framing = self._drafting.framing(draft, day)
        standard = self._papers.standard(framing.issuer.family, day)
        preview = IssuePreview(
            number_symbol=outgoing_notation(framing.issuer, framing.kind, joint_bodies(draft)),
            date=day,
            standard_title=standard.title,
            standard_changed=law_change(self._papers, draft, used=standard, day=day, today=today),
            blocked=self._blocked(draft, day),
            warning=self._warning(framing, day),
            effect=" ".join(filter(None, (word_effect(draft), self._effect(draft), beside.says))),
            in_word=draft.word_master is not None,
        )
        if self._series_fault(framing, day) or not framing.issuer.keeps_numbers:
            return preview
        preview = self._with_number_of(preview, framing, wish)
        fault = self._word_fault(draft, preview)
        return replace(preview, blocked=preview.blocked or fault)

    def _with_number_of(
        self, preview: IssuePreview, framing: Framing, wish: NumberWish
    ) -> IssuePreview:
        issuer, kind = framing.issuer, framing.kind
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
            key = outgoing_key(issuer, kind.code, preview.date, terms)
            number = announced(tx, key, wish)
            locked = tx.numbers.lock_on(key)
            is_shut = locked and not (wish.number is not None and wish.late_reason.strip())
            return replace(
                preview,
                number_symbol=joined_symbol(
                    f"{number:02}{wish.suffix.strip().lower()}", preview.number_symbol
                ),
                series=series_reason(tx, key, wish, series_title(key, issuer, kind, terms)),
                reserved=reserved_in(tx, key),
                locked=locked,
                blocked=preview.blocked or (locked if is_shut else ""),
            )

    def issue(
        self, draft_id: RecordId, day: date | None = None, wish: NumberWish = NEXT_NUMBER
    ) -> Issued:
        """Take the number and write line, files and draft in one transaction, or nothing at all.

        The number is the next of its series, or the reserved, inserted or free one of `wish`.
        """
        draft = self._drafting.get(draft_id)
        self._refuse_blocked(draft, day)
        self._drafting.keep_text(draft)
        return self._issue(draft, day, wish, self._beside(draft))

    def issue_new(
        self,
        content: DraftContent,
        day: date | None = None,
        in_reply_to: RecordId | None = None,
    ) -> Issued:
        """Keep a new draft and issue it, both in one transaction or neither."""
        return self.issue_with(self.unkept(content, in_reply_to), day)

    def unkept(self, content: DraftContent, in_reply_to: RecordId | None = None) -> Draft:
        """Return a new draft to be kept when it goes out; its text has passed the gate."""
        refuse_secret_text(content)
        return self._drafting.unkept(content, in_reply_to)

    def issue_with(
        self,
        draft: Draft,
        day: date | None = None,
        wish: NumberWish = NEXT_NUMBER,
        beside: Beside = NOTHING_BESIDE,
    ) -> Issued:
        """Issue a draft that is not kept yet with what goes out beside it, all or nothing."""
        self._refuse_blocked(draft, day)
        return self._issue(draft, day, wish, beside)

    def go_with(self, beside: Callable[[Draft], Beside]) -> None:
        """Let a draft that is the letter of something else take that with it."""
        self._beside = beside

    def _refuse_blocked(self, draft: Draft, day: date | None) -> None:
        blocked = self._blocked(draft, day or draft.date or self._desk.today())
        if blocked:
            raise WardError(blocked)

    def _issue(self, draft: Draft, day: date | None, wish: NumberWish, beside: Beside) -> Issued:
        day = day or draft.date or self._desk.today()
        issuance = replace(self._issuance(draft, day, clean_wish(wish)), beside=beside)
        warning = self._warning(issuance.framing, day)
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
        if draft.word_master is not None:
            raise WardError(
                f"Văn bản {line.number_symbol} làm trong Word nên chỗ in số có thể khác. "
                "Hãy in từ tệp Word đã có số, hoặc ghi tay số và ngày."
            )
        framing = replace(self._drafting.framing(draft), today=line.issued_date)
        signed = official(draft, framing)
        return self._papers.to_overlay(signed, line.code_number, line.issued_date)

    def _issuance(self, draft: Draft, day: date, wish: NumberWish) -> Issuance:
        framing = self._drafting.framing(draft, day)
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
        return Issuance(
            draft=draft,
            day=day,
            framing=framing,
            key=outgoing_key(framing.issuer, framing.kind.code, day, terms),
            wish=wish,
        )

    def _expected(self, issuance: Issuance) -> int:
        with self._desk.database.read() as tx:
            return announced(tx, issuance.key, issuance.wish)

    def _frozen(self, issuance: Issuance, number: int) -> Frozen:
        code = f"{number:02}{issuance.wish.suffix}"
        numbering = Numbering(code_number=code, day=issuance.day)
        content = replace(issuance.draft, draft_no=None)
        document = self._drafting.document(content, numbering)
        symbol = joined_symbol(document.code_number or "", document.code_notation)
        annexes = issuance.beside.files(symbol, issuance.day)
        master = issuance.draft.word_master
        if master is not None:
            docx = self._numbered_master(self._desk.files.read(master), document, issuance.day)
            pages = self._papers.word_pages(docx)
            return Frozen(number, document, docx, pages, None, annexes)
        rendered = self._papers.to_pdf(document, issuance.day, final=True)
        docx = self._papers.to_docx(document, issuance.day)
        return Frozen(number, document, docx, rendered.page_count, rendered, annexes)

    def _numbered_master(self, data: bytes, document: OfficialDocument, day: date) -> bytes:
        """Return a Word master with its number: in its fields where it was made of a template."""
        number_symbol = joined_symbol(document.code_number or "", document.code_notation)
        filled, has_number = fill_issue_fields(data, number_symbol, day)
        return filled if has_number else self._papers.numbered_word(filled, document, day)

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
            refuse_bad_links(tx, line)
            take(tx, issuance.key, issuance.wish, frozen.number)
            to_whom = planned(line.addressees, line.recipients, tx.lists.groups())
            line = tx.outgoing.add(
                replace(
                    with_deliveries(line, to_whom),
                    series_id=tx.numbers.series(issuance.key).id,
                    registered_ms=command.now_ms,
                    attachments=self._keep(line, frozen),
                )
            )
            tx.drafts.save(issued_draft(draft, line))
            take_effect(tx, line)
            issuance.beside.write(tx, line, command)
        return Issued(outgoing=line, rendered=frozen.rendered)

    def _line(self, issuance: Issuance, frozen: Frozen) -> Outgoing:
        document, issuer = frozen.document, issuance.framing.issuer
        return Outgoing(
            id=self._desk.new_id(),
            issuer_id=issuer.id,
            series_id=RecordId(""),
            number=frozen.number,
            suffix=issuance.wish.suffix,
            late_reason=issuance.wish.late_reason,
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
            joint_with=joint_bodies(issuance.draft),
            issued_amount=document.copy_count,
            page_amount=frozen.page_count,
            archive_holder=STORED_AT.sub("", document.storage_line),
            registered_ms=0,
            draft_id=issuance.draft.id,
            answers=issuance.draft.in_reply_to,
            replaces=issuance.draft.replaces,
            corrects=issuance.draft.corrects,
        )

    def _keep(self, line: Outgoing, frozen: Frozen) -> tuple[Attachment, ...]:
        stem = safe_stem(line.number_symbol)
        files = self._desk.files
        word = files.keep(frozen.docx, f"{stem}.docx", FileRole.ISSUE_DOCX)
        beside = tuple(files.keep(each.data, each.name, each.role) for each in frozen.annexes)
        if frozen.rendered is None:
            return (word, *beside)
        pages = files.keep(frozen.rendered.pdf, f"{stem}.pdf", FileRole.ISSUE_PDF)
        return (word, pages, *beside)

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
        wrong = self._series_fault(framing, day) or self._link_fault(draft)
        of_page = {"body_blank"} if draft.word_master is not None else set()  # Word's text goes
        faults = [
            each.text
            for each in self._drafting.findings(draft)
            if each.blocks_issue and each.code not in of_page
        ]
        return wrong or " ".join(faults)

    def _word_fault(self, draft: Draft, preview: IssuePreview) -> str:
        """Return what in Word's file stands against putting number and date in, "" if nothing."""
        master = draft.word_master
        if master is None:
            return ""
        code = preview.number_symbol.partition("-")[0].partition("/")[0]
        numbering = Numbering(code_number=code, day=preview.date)
        document = self._drafting.document(replace(draft, draft_no=None), numbering)
        try:
            self._numbered_master(self._desk.files.read(master), document, preview.date)
        except WardError as fault:
            return fault.sentence
        return ""

    def _link_fault(self, draft: Draft) -> str:
        """Return why the document cannot replace or correct what it was begun for, "" if it can."""
        try:
            with self._desk.database.read() as tx:
                if draft.replaces is not None:
                    refuse_unreplaceable(tx, draft.replaces)
                if draft.corrects is not None:
                    refuse_uncorrectable(tx, draft.corrects)
        except WardError as fault:
            return fault.sentence
        return ""

    def _effect(self, draft: Draft) -> str:
        about = draft.replaces or draft.corrects
        if about is None:
            return ""
        with self._desk.database.read() as tx:
            old = tx.outgoing.find(about)
        if old is None:
            return ""
        does = "được thay thế bằng văn bản này" if draft.replaces else "được đính chính"
        return f"Văn bản {old.number_symbol}, ngày {long_date(old.issued_date)} {does}."

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

    def _warning(self, framing: Framing, day: date) -> str:
        """Numbers follow the days (NĐ30 Đ15): an earlier day than the last number's is told."""
        if self._series_fault(framing, day) or not framing.issuer.keeps_numbers:
            return ""
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
            key = outgoing_key(framing.issuer, framing.kind.code, day, terms)
            series = tx.numbers.find_series(key)
            last = tx.outgoing.by_number(series.id, series.last_number) if series else None
        doubt = clock_behind(self._desk)
        if last is None or day >= last.issued_date:
            return doubt
        return doubt or (
            f"Số trước là {last.number_symbol}, ngày {long_date(last.issued_date)}; "
            f"văn bản này ghi ngày {long_date(day)} nên số và ngày không theo thứ tự."
        )
