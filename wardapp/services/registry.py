"""Văn bản đi: the book of outgoing dispatches, its cancellations and its signed copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    ListQuery,
    Outgoing,
    OutgoingEntry,
    OutgoingStatus,
)
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.layout import DocumentType
from wardapp.core.numbering import SeriesKey
from wardapp.core.text import one_line
from wardapp.core.views import FilterCounts, ListPage, NumberStory, PaperView
from wardapp.documents.reader import FileReader
from wardapp.services.arrivals import LONGEST, clean_signer
from wardapp.services.desk import Desk
from wardapp.services.incoming_steps import needed_reason
from wardapp.services.intake import view_of
from wardapp.services.kept_files import FileGate
from wardapp.services.numbered import agreed, with_number
from wardapp.services.papers import Papers
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.series import outgoing_key, outgoing_notation
from wardapp.services.toml_tables import MAX_NUMBER

BOOK_FIELDS = (
    "id", "issuer_id", "series_id", "number", "suffix", "code_notation", "type_code", "type_name",
    "registered_ms", "draft_id", "status", "attachments", "left_screen",
)  # fmt: skip
SHOWN_FIRST = (FileRole.FINAL_COPY, FileRole.ISSUE_PDF, FileRole.ORIGINAL, FileRole.ISSUE_DOCX)


class Registry:
    """The book of outgoing dispatches; every writing call is one transaction."""

    def __init__(self, desk: Desk, reader: FileReader, papers: Papers) -> None:
        self._desk = desk
        self._reader = reader
        self._gate = FileGate(desk, reader)
        self._papers = papers

    def page(self, query: ListQuery, offset: int = 0, limit: int = 100) -> ListPage[Outgoing]:
        """Return a stretch of the book as the query sorts and narrows it."""
        with self._desk.database.read() as tx:
            return tx.outgoing.page(query, self._desk.today(), offset, limit)

    def position_of(self, query: ListQuery, outgoing_id: RecordId) -> int:
        """Return where a line stands in the book so sorted and narrowed; -1 when not in it."""
        with self._desk.database.read() as tx:
            return tx.outgoing.position_of(query, self._desk.today(), outgoing_id)

    def counts(self, query: ListQuery) -> FilterCounts:
        """Return the counts behind the standing chips."""
        with self._desk.database.read() as tx:
            return tx.outgoing.counts(query, self._desk.today())

    def get(self, outgoing_id: RecordId) -> Outgoing:
        """Return a line; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.outgoing.get(outgoing_id)

    def by_symbol(self, printed: str, day: date | None = None) -> Outgoing:
        """Return the newest line whose số, ký hiệu prints like this (`12-CV/BXDĐ`)."""
        wanted = "".join(printed.casefold().split())
        with self._desk.database.read() as tx:
            lines = tx.outgoing.with_symbol(printed)
        for line in lines:
            is_of_year = day is None or line.issued_date.year == day.year
            if is_of_year and "".join(line.number_symbol.casefold().split()) == wanted:
                return line
        raise NotFound(f"Sổ văn bản đi không có văn bản số {printed}.")

    def add_by_hand(self, entry: OutgoingEntry, *, file: Path | None = None) -> Outgoing:
        """Write a line for a document made outside; takes the next number unless one is given."""
        tidy = self._clean(entry)
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(tidy.issuer_id)
            terms = tx.catalogue.terms()
        if not issuer.keeps_numbers:
            raise WardError(numbers_kept_elsewhere(issuer))
        kind = self._papers.type(issuer.family, tidy.type_code, tidy.issued_date)
        blank = _unnumbered(tidy, issuer, kind)
        if file:
            blank = replace(blank, attachments=(self._gate.keep(file, FileRole.FINAL_COPY),))
        key = outgoing_key(issuer, kind.code, tidy.issued_date, terms)
        if tidy.number is not None:
            return self._add(replace(blank, number=tidy.number), key, is_next=False)
        return with_number(
            lambda: self._peek(key),
            lambda number: self._add(replace(blank, number=number), key, is_next=True),
        )

    def _add(self, blank: Outgoing, key: SeriesKey, *, is_next: bool) -> Outgoing:
        command = self._desk.command("registry.add", f"Vào sổ văn bản đi {blank.number_symbol}")
        with self._desk.database.begin(command) as tx:
            if is_next:
                agreed(tx.numbers.take(key), blank.number)
            else:
                tx.numbers.use(key, blank.number, blank.suffix)
            series_id = tx.numbers.series(key).id
            return tx.outgoing.add(
                replace(blank, id=tx.new_id(), series_id=series_id, registered_ms=command.now_ms)
            )

    def _peek(self, key: SeriesKey) -> int:
        with self._desk.database.read() as tx:
            return tx.numbers.peek(key)

    def amend(self, outgoing: Outgoing, base: Outgoing | None = None) -> Outgoing:
        """Write a corrected line; number, symbol, type and files stay what they are.

        With `base`, the line as the clerk saw it, ChangedSince when somebody else changed the
        same field meanwhile.
        """
        kept = self.get(outgoing.id)
        _refuse_cancelled(kept)
        subject = _needed_subject(outgoing.subject)
        fixed = {name: getattr(kept, name) for name in BOOK_FIELDS}
        changed = replace(outgoing, **fixed, subject=subject, signer=clean_signer(outgoing.signer))
        command = self._desk.command("registry.amend", f"Sửa văn bản đi {kept.number_symbol}")
        with self._desk.database.begin(command) as tx:
            return tx.outgoing.save(changed, base or kept)

    def cancel(self, outgoing_id: RecordId, reason: str) -> Outgoing:
        """Strike a line through with its reason; the number is never given again."""
        line = self.get(outgoing_id)
        _refuse_cancelled(line)
        why = needed_reason(reason)
        changed = replace(line, status=OutgoingStatus.CANCELLED, cancel_reason=why)
        command = self._desk.command("registry.cancel", f"Hủy số {line.number_symbol}", why)
        with self._desk.database.begin(command) as tx:
            return tx.outgoing.save(changed, line)

    def attach_final(self, outgoing_id: RecordId, path: Path) -> Outgoing:
        """Keep the signed scan byte for byte as the final copy; the issue copy stays beside it."""
        line = self.get(outgoing_id)
        _refuse_cancelled(line)
        kept = self._gate.keep(path, FileRole.FINAL_COPY)
        if kept.sha256 in {each.sha256 for each in line.attachments}:
            return line
        changed = replace(line, attachments=(*line.attachments, kept))
        command = self._desk.command("registry.final", f"Kèm bản ký của {line.number_symbol}")
        with self._desk.database.begin(command) as tx:
            return tx.outgoing.save(changed, line)

    def paper(self, outgoing_id: RecordId) -> PaperView:
        """Return the page of a line: the signed copy, else the issue copy; empty without files."""
        line = self.get(outgoing_id)
        for role in SHOWN_FIRST:
            for each in line.attachments:
                if each.role is role:
                    return view_of(self._reader, self._desk.files.path_of(each), each.name)
        return PaperView()

    def file_path(self, attachment: Attachment) -> Path:
        """Return where a kept file lies."""
        return self._desk.files.path_of(attachment)

    def explain(self, outgoing_id: RecordId) -> NumberStory:
        """Return the whole life of the number of a line."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.get(outgoing_id)
            life = tx.numbers.life(line.series_id, line.number, line.suffix)
        return NumberStory(printed=line.number_symbol, life=life, dispatch=line)

    def _clean(self, entry: OutgoingEntry) -> OutgoingEntry:
        if entry.issued_date > self._desk.today():
            raise BadValue("issued_date", "Ngày ban hành chưa tới. Anh, chị xem lại giúp.")
        if entry.number is not None and not 1 <= entry.number <= MAX_NUMBER:
            raise BadValue("number", "Số văn bản từ 1 đến 10.000.000.")
        refuse_secret_words(entry.subject, *entry.addressees)
        return replace(
            entry,
            subject=_needed_subject(entry.subject),
            suffix=one_line(entry.suffix).lower(),
            code_notation=one_line(entry.code_notation),
            signer=clean_signer(entry.signer),
            addressees=tuple(filter(None, map(one_line, entry.addressees))),
        )


def numbers_kept_elsewhere(issuer: Issuer) -> str:
    """Return the sentence for a body whose numbers another office gives."""
    return (
        f"{issuer.name} không giữ sổ số ở máy này, số do nơi khác cấp. Hãy để trống số, "
        "xuất văn bản, rồi đính kèm bản đã ban hành."
    )


def _unnumbered(entry: OutgoingEntry, issuer: Issuer, kind: DocumentType) -> Outgoing:
    same = {
        name: getattr(entry, name)
        for name in OutgoingEntry.__dataclass_fields__
        if name not in {"number", "suffix", "code_notation", "type_code"}
    }
    return Outgoing(
        **same,
        id=RecordId(""),
        series_id=RecordId(""),
        number=0,
        suffix=entry.suffix if entry.number is not None else "",
        code_notation=entry.code_notation or outgoing_notation(issuer, kind),
        type_code=kind.code,
        type_name=kind.name,
        registered_ms=0,
    )


def _needed_subject(text: str) -> str:
    subject = one_line(text)
    if not subject:
        raise BadValue("subject", "Chưa có trích yếu. Anh, chị nhập nội dung chính của văn bản.")
    longest, label = LONGEST["subject"]
    if len(subject) > longest:
        raise BadValue(
            "subject",
            f"{label} dài {len(subject)} ký tự, tối đa {longest}. Anh, chị rút gọn giúp.",
        )
    return subject


def _refuse_cancelled(line: Outgoing) -> None:
    if line.status is OutgoingStatus.CANCELLED:
        raise WardError(f"Văn bản {line.number_symbol} đã hủy nên không sửa được nữa.")
