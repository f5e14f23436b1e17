"""Gửi nhiều nơi: one text to many addressees, under one number or one each, all or nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Attachment, FileRole, Outgoing
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.errors import BadValue, ChangedSince, WardError
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command
from wardapp.core.letters import LetterNumbering, LetterRow, TemplateField
from wardapp.core.numbering import SeriesKey
from wardapp.core.progress import Progress, Silent
from wardapp.core.serial import SerialPlan, SerialPreview, SerialResult, SerialTarget
from wardapp.core.template_views import TemplateView
from wardapp.core.text import one_line
from wardapp.documents.templates.door import read_template
from wardapp.services.deliveries import planned, with_deliveries
from wardapp.services.desk import Desk
from wardapp.services.drafting import CLOSED, Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.issuing import STORED_AT
from wardapp.services.letter_files import StagedFiles, checked_place
from wardapp.services.letter_lists import checked
from wardapp.services.letter_making import (
    NO_STAMP,
    DraftLetters,
    MadeLetter,
    Stamp,
    TemplateLetters,
    labels_of,
)
from wardapp.services.letter_series import (
    LetterSeries,
    addressees_of,
    doubts_of,
    names_of_lines,
    open_places,
    stage,
    title_of,
    whole,
)
from wardapp.services.numbered import agreed, with_number
from wardapp.services.official import AS_ABOVE, printed_signer
from wardapp.services.registry import refuse_bad_links
from wardapp.services.registry_entry import numbers_kept_elsewhere
from wardapp.services.secrets_gate import refuse_secret_text
from wardapp.services.series import outgoing_key, outgoing_notation
from wardapp.services.templates import Templates
from wardapp.store.transaction import Transaction

_MAKING, _KEEPING = "Đang làm thư", "Đang giữ bản phát hành"

log = logging.getLogger(__name__)


class _Rehearsed(Exception):
    """The numbers are known; the transaction that took them is rolled back."""


class SerialLetters:
    """Makes letters from one text; numbers, lines and copies come in one transaction."""

    def __init__(self, desk: Desk, drafting: Drafting, templates: Templates) -> None:
        self._desk, self._drafting, self._templates = desk, drafting, templates

    def preview(self, plan: SerialPlan) -> SerialPreview:
        """Return what a plan would do: numbers, fields, and what stands against it."""
        series = self._series(plan)
        labels = labels_of(series.maker.fields)
        labels.pop("addressee")
        made = SerialPreview(
            letters=len(plan.rows),
            fields=tuple(labels.values()),
            blocked=self._blocked(series),
            warning=doubts_of(series),
        )
        if plan.numbering is None or made.blocked:
            return made
        try:
            numbers = self._rehearsed(series, self._key(series))
        except WardError as refusal:
            return replace(made, blocked=refusal.sentence)
        symbols = [series.stamp(number).number_symbol for number in numbers]
        return replace(made, first_number=symbols[0], last_number=symbols[-1])

    def fields(self, plan: SerialPlan) -> tuple[TemplateField, ...]:
        """Return what the letters of a plan take from its list, the addressee left out."""
        row = LetterRow(addressee="x", line=1)
        return self._series(replace(plan, rows=plan.rows or (row,))).maker.fields

    def sample(self, plan: SerialPlan, place: int = 0) -> MadeLetter:
        """Return one letter as it will be, without number, to look at."""
        series = self._series(plan)
        stamp = replace(NO_STAMP, day=plan.day)
        return series.maker.make(plan.rows[place], stamp, with_pages=True)

    def shown(self, plan: SerialPlan, place: int = 0) -> tuple[bytes, TemplateView | None]:
        """Return one letter to look at: its pages, or (b"", its words) where Word lays them out."""
        letter = self.sample(plan, place)
        if letter.rendered is not None:
            return letter.rendered.pdf, None
        return b"", read_template(letter.docx)

    def write(
        self, plan: SerialPlan, target: SerialTarget, progress: Progress | None = None
    ) -> SerialResult:
        """Write the letters without a number; whole or not at all."""
        checked_place(target)
        told = progress or Silent()
        series = self._series(plan)
        letters = self._letters(series, [replace(NO_STAMP, day=plan.day)] * len(plan.rows), told,
                                with_pages=target.ending == ".pdf")  # fmt: skip
        with StagedFiles(target, self._desk.new_id(), self._desk.clock.now_ms()) as staged:
            stage(staged, series, target, letters, [""] * len(letters), told)
            return SerialResult(files=staged.settle(), letters=len(letters))

    def issue(
        self,
        plan: SerialPlan,
        target: SerialTarget | None = None,
        progress: Progress | None = None,
    ) -> SerialResult:
        """Take the number, or one each, and write lines, copies and files: all or nothing.

        The files are written and synced beside their place before a number is taken, so that a
        full disk costs none; they are put in place when the lines stand.
        """
        if plan.numbering is None:
            raise BadValue("numbering", "Chưa chọn một số chung hay mỗi nơi một số.")
        if target is not None:
            checked_place(target)
        told = progress or Silent()
        series = self._series(plan)
        blocked = self._blocked(series)
        if blocked:
            raise WardError(blocked)
        if series.draft is not None:
            self._drafting.keep_text(series.draft)
        key = self._key(series)
        return with_number(
            lambda: self._rehearsed(series, key),
            lambda numbers: self._issued(series, (key, numbers), target, told),
        )

    # ---- making ----------------------------------------------------------------------------

    def _series(self, plan: SerialPlan) -> LetterSeries:
        checked(list(plan.rows), [])
        day = plan.day or self._desk.today()
        draft = self._drafting.get(plan.draft_id) if plan.draft_id is not None else None
        if plan.template_id is not None:
            template = self._templates.get(plan.template_id)
            values = dict(plan.values)
            content = self._templates.content(template, values)
            subject = one_line(plan.subject) or content.subject
            content = replace(content, subject=subject, addressees=())
            maker: DraftLetters | TemplateLetters = TemplateLetters(
                self._templates, template, values, subject
            )
        else:
            given = plan.content or draft
            if given is None:
                raise BadValue("source", "Chưa chọn dự thảo hay mẫu để gửi.")
            template, content = None, given
            refuse_secret_text(content)
            _refuse_master(draft)
            values = dict(plan.values)
            maker = DraftLetters(self._drafting, content, values, self._desk.today())
        framing = self._drafting.framing(content, day)
        return LetterSeries(plan, maker, content, framing, day, draft, template)

    def _letters(
        self, series: LetterSeries, stamps: Sequence[Stamp], progress: Progress, *, with_pages: bool
    ) -> list[MadeLetter]:
        made = []
        for at, (row, stamp) in enumerate(zip(series.plan.rows, stamps, strict=True)):
            progress.step(at, len(stamps), f"{_MAKING} {at + 1}/{len(stamps)}")
            made.append(series.maker.make(row, stamp, with_pages=with_pages))
        return made

    # ---- issuing ---------------------------------------------------------------------------

    def _blocked(self, series: LetterSeries) -> str:
        """Return why these letters cannot get numbers, "" when they can or want none."""
        if series.plan.numbering is None:
            return ""
        draft, issuer = series.draft, series.framing.issuer
        if draft is not None and draft.status in CLOSED:
            said = "đã phát hành" if draft.status is DraftStatus.ISSUED else "đã bỏ"
            return f"Dự thảo này {said}. Hãy soạn văn bản mới."
        if not issuer.keeps_numbers:
            return numbers_kept_elsewhere(issuer)
        if series.day > self._desk.today():
            return f"Ngày {long_date(series.day)} chưa tới. Văn bản phát hành vào ngày ký."
        return open_places(series) or self._findings(series)

    def _findings(self, series: LetterSeries) -> str:
        if not isinstance(series.maker, DraftLetters):
            return ""
        found = self._drafting.findings(series.maker.content(series.plan.rows[0]))
        return " ".join(each.text for each in found if each.blocks_issue)

    def _key(self, series: LetterSeries) -> SeriesKey:
        with self._desk.database.read() as tx:
            terms = tx.catalogue.terms()
        return outgoing_key(series.framing.issuer, series.framing.kind.code, series.day, terms)

    def _rehearsed(self, series: LetterSeries, key: SeriesKey) -> list[int]:
        """Return the numbers these letters would get now: taken, and rolled back at once."""
        numbers: list[int] = []
        command = self._desk.command("letters.rehearse", "Xem số")
        with suppress(_Rehearsed), self._desk.database.begin(command, undoable=False) as tx:
            numbers = [tx.numbers.take(key) for _ in range(series.count)]
            raise _Rehearsed
        return numbers

    def _issued(
        self,
        series: LetterSeries,
        counted: tuple[SeriesKey, list[int]],
        target: SerialTarget | None,
        progress: Progress,
    ) -> SerialResult:
        key, numbers = counted
        stamps = [series.stamp(number) for number in numbers]
        each = stamps if series.count == len(series.plan.rows) else stamps * len(series.plan.rows)
        letters = self._letters(series, each, progress, with_pages=True)
        title = title_of(series, stamps)
        command = self._desk.command("letters.issue", title)
        symbols = [stamp.number_symbol for stamp in each]
        if target is None:
            lines = self._written(series, key, numbers, letters, (command, progress))
            return SerialResult(lines=lines, letters=len(letters))
        with StagedFiles(target, self._desk.new_id(), self._desk.clock.now_ms()) as staged:
            stage(staged, series, target, letters, symbols, progress)
            lines = self._written(series, key, numbers, letters, (command, progress))
            return self._settled(lines, staged, len(letters))

    def _settled(
        self, lines: tuple[Outgoing, ...], staged: StagedFiles, count: int
    ) -> SerialResult:
        """Put the files in place; the lines stand already, so a refusal is told, not raised."""
        try:
            files = staged.settle()
        except WardError as refusal:
            warning = (
                f"Đã cấp số và giữ bản phát hành, nhưng chưa ghi được tệp ra ngoài. "
                f"{refusal.sentence} Sau đó xuất lại từ trang Văn bản đi."
            )
            return SerialResult(lines=lines, letters=count, warning=warning)
        self._mark_left(lines)
        return SerialResult(lines=lines, files=files, letters=count)

    def _mark_left(self, lines: tuple[Outgoing, ...]) -> None:
        """Remember that files with these numbers left the screen."""
        command = self._desk.command("exporting.left", f"Xuất {len(lines)} văn bản")
        with self._desk.database.begin(command, undoable=False) as tx:
            for line in lines:
                tx.outgoing.save(replace(line, left_screen=True), line)

    def _written(
        self,
        series: LetterSeries,
        key: SeriesKey,
        numbers: Sequence[int],
        letters: Sequence[MadeLetter],
        how: tuple[Command, Progress],
    ) -> tuple[Outgoing, ...]:
        """Keep the copies, then take the numbers and write the lines in one transaction."""
        command, progress = how
        lines = self._lines(series, numbers, letters, progress)
        with self._desk.database.begin(command) as tx:
            self._refuse_changed(tx, series)
            taken = [agreed(tx.numbers.take(key), number) for number in numbers]
            series_id = tx.numbers.series(key).id
            groups = tx.lists.groups()
            kept = []
            for line, names in zip(lines, names_of_lines(series), strict=True):
                refuse_bad_links(tx, line)
                to_whom = planned(names, line.recipients, groups)
                ready = replace(line, series_id=series_id, registered_ms=command.now_ms)
                kept.append(tx.outgoing.add(with_deliveries(ready, to_whom)))
            if series.draft is not None:
                issued = replace(series.draft, status=DraftStatus.ISSUED, outgoing_id=kept[0].id)
                tx.drafts.save(issued)
        log.info("issued %d letters under %d numbers", len(letters), len(taken))
        return tuple(kept)

    def _refuse_changed(self, tx: Transaction, series: LetterSeries) -> None:
        if series.draft is not None and tx.drafts.find(series.draft.id) != series.draft:
            raise ChangedSince(
                "Dự thảo vừa được sửa ở nơi khác nên chưa phát hành. "
                "Hãy mở lại dự thảo để xem rồi phát hành."
            )

    def _lines(
        self,
        series: LetterSeries,
        numbers: Sequence[int],
        letters: Sequence[MadeLetter],
        progress: Progress,
    ) -> list[Outgoing]:
        rows = series.plan.rows
        if series.plan.numbering is LetterNumbering.ONE:
            stem = safe_stem(series.stamp(numbers[0]).number_symbol)
            files = self._keep(stem, whole(letters))
            return [self._line(series, numbers[0], addressees_of(series), letters[0], files)]
        lines = []
        for at, (row, number, letter) in enumerate(zip(rows, numbers, letters, strict=True)):
            progress.step(at, len(rows), _KEEPING)
            stem = safe_stem(series.stamp(number).number_symbol)
            files = self._keep(stem, letter)
            lines.append(self._line(series, number, (row.addressee,), letter, files))
        return lines

    def _keep(self, stem: str, letter: MadeLetter) -> tuple[Attachment, ...]:
        files = self._desk.files
        kept = [files.keep(letter.docx, f"{stem}.docx", FileRole.ISSUE_DOCX)]
        if letter.rendered is not None:
            kept.append(files.keep(letter.rendered.pdf, f"{stem}.pdf", FileRole.ISSUE_PDF))
        return tuple(kept)

    def _line(
        self,
        series: LetterSeries,
        number: int,
        addressees: tuple[str, ...],
        letter: MadeLetter,
        files: tuple[Attachment, ...],
    ) -> Outgoing:
        content, framing = series.content, series.framing
        subject = content.subject
        if isinstance(series.maker, DraftLetters) and len(addressees) == 1:
            row = next((r for r in series.plan.rows if r.addressee == addressees[0]), None)
            subject = series.maker.content(row).subject if row is not None else subject
        storage = one_line(content.storage_line) or framing.issuer.storage_line
        return Outgoing(
            id=self._desk.new_id(),
            issuer_id=framing.issuer.id,
            series_id=RecordId(""),
            number=number,
            code_notation=outgoing_notation(framing.issuer, framing.kind),
            type_code=framing.kind.code,
            type_name=framing.kind.name,
            issued_date=series.day,
            subject=one_line(subject),
            signer=printed_signer(framing.signer),
            addressees=addressees,
            recipients=tuple(each for each in content.recipients if each.name != AS_ABOVE.name),
            priority=content.priority,
            page_amount=letter.pages,
            archive_holder=STORED_AT.sub("", storage),
            registered_ms=0,
            draft_id=series.draft.id if series.draft is not None else None,
            answers=series.draft.in_reply_to if series.draft is not None else None,
            attachments=files,
        )


def _refuse_master(draft: Draft | None) -> None:
    """Refuse a draft whose Word file is the master: our layout would not be what was written."""
    if draft is not None and draft.word_master is not None:
        raise WardError(
            "Dự thảo này có bản Word là bản chính nên trang ở đây không phải bản sẽ gửi. "
            "Hãy giữ bản Word làm mẫu rồi gửi từ mẫu, hoặc lấy nội dung Word vào dự thảo."
        )
