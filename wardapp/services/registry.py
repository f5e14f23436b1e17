"""Văn bản đi: the book of outgoing dispatches, its cancellations and its signed copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    ListQuery,
    Outgoing,
    OutgoingEntry,
    joined_symbol,
)
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.layout import DocumentType
from wardapp.core.numbering import NumberWish, SeriesKey
from wardapp.core.text import one_line
from wardapp.core.views import (
    FilterCounts,
    ListPage,
    NumberOffer,
    NumberStory,
    OutgoingLinks,
    PaperView,
)
from wardapp.documents.reader import FileReader
from wardapp.services.arrivals import clean_signer
from wardapp.services.deliveries import planned, with_deliveries
from wardapp.services.desk import Desk
from wardapp.services.intake import view_of
from wardapp.services.numbered import (
    announced,
    clean_wish,
    reserved_in,
    series_reason,
    series_title,
    take,
    with_number,
)
from wardapp.services.papers import Papers
from wardapp.services.registry_entry import (
    check_facts,
    clean_entry,
    clean_recipients,
    needed_subject,
    numbers_kept_elsewhere,
    refuse_numbers_elsewhere,
    unnumbered,
)
from wardapp.services.registry_links import (
    refuse_uncorrectable,
    refuse_unreplaceable,
    take_effect,
)
from wardapp.services.registry_states import RegistryStates, refuse_frozen
from wardapp.services.registry_types import type_of, types_of
from wardapp.services.searching import with_other_names
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.series import outgoing_key, outgoing_notation
from wardapp.store.transaction import Transaction

__all__ = ["Registry", "numbers_kept_elsewhere"]

BOOK_FIELDS = (
    "id", "issuer_id", "series_id", "number", "suffix", "code_notation", "type_code", "type_name",
    "registered_ms", "draft_id", "status", "attachments", "left_screen", "book", "replaces",
    "corrects", "cancel_reason", "recalled_on", "recall_reason", "deliveries", "joint_with",
)  # fmt: skip
SHOWN_FIRST = (FileRole.FINAL_COPY, FileRole.ISSUE_PDF, FileRole.ORIGINAL, FileRole.ISSUE_DOCX)


Completion = Callable[[Outgoing], Outgoing]
"""Adds to a line what only its number makes possible."""


class Registry(RegistryStates):
    """The book of outgoing dispatches; every writing call is one transaction."""

    def __init__(self, desk: Desk, reader: FileReader, papers: Papers) -> None:
        super().__init__(desk, reader)
        self._papers = papers

    def page(self, query: ListQuery, offset: int = 0, limit: int = 100) -> ListPage[Outgoing]:
        """Return a stretch of the book as the query sorts and narrows it."""
        with self._desk.database.read() as tx:
            return tx.outgoing.page(with_other_names(tx, query), self._desk.today(), offset, limit)

    def position_of(self, query: ListQuery, outgoing_id: RecordId) -> int:
        """Return where a line stands in the book so sorted and narrowed; -1 when not in it."""
        with self._desk.database.read() as tx:
            named = with_other_names(tx, query)
            return tx.outgoing.position_of(named, self._desk.today(), outgoing_id)

    def counts(self, query: ListQuery) -> FilterCounts:
        """Return the counts behind the standing chips."""
        with self._desk.database.read() as tx:
            return tx.outgoing.counts(query, self._desk.today())

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

    def links(self, outgoing_id: RecordId) -> OutgoingLinks:
        """Return what a line replaces, corrects and answers, and what does so to it."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.get(outgoing_id)
            return OutgoingLinks(
                replaces=tx.outgoing.find(line.replaces) if line.replaces else None,
                replaced_by=tx.outgoing.replacing(line.id),
                corrects=tx.outgoing.find(line.corrects) if line.corrects else None,
                corrected_by=tx.outgoing.correcting(line.id),
                answers=tx.incoming.find(line.answers) if line.answers else None,
                drafts=tx.drafts.about(line.id),
            )

    def types(self, issuer_id: RecordId, day: date) -> tuple[DocumentType, ...]:
        """Return what a body may put into the book on a day: its types, then numbered copies."""
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(issuer_id)
        return types_of(self._papers, issuer, day)

    def add_by_hand(
        self, entry: OutgoingEntry, *, file: Path | None = None, complete: Completion | None = None
    ) -> Outgoing:
        """Write a line for a document made outside; takes the next number unless one is given.

        Its deliveries are those given, else one for each addressee and recipient. `complete` gets
        the numbered line before it is written, to keep the pages that bear the number with it.
        """
        tidy = clean_entry(entry, self._desk.today())
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(tidy.issuer_id)
            terms, groups = tx.catalogue.terms(), tx.lists.groups()
        refuse_numbers_elsewhere(issuer)
        kind = type_of(self._papers, issuer, tidy.type_code, tidy.issued_date)
        key = outgoing_key(issuer, kind.code, tidy.issued_date, terms)
        blank = unnumbered(tidy, issuer, kind)
        to_whom = blank.deliveries or planned(blank.addressees, blank.recipients, groups)
        blank = with_deliveries(replace(blank, deliveries=()), to_whom)
        if file:
            blank = replace(blank, attachments=(self._gate.keep(file, FileRole.FINAL_COPY),))
        wish, done = clean_wish(_wish_of(tidy)), complete or (lambda line: line)
        return with_number(
            lambda: self._announced(key, wish),
            lambda number: self._add(done(replace(blank, number=number)), key, wish),
        )

    def _add(self, blank: Outgoing, key: SeriesKey, wish: NumberWish) -> Outgoing:
        command = self._desk.command("registry.add", f"Vào sổ văn bản đi {blank.number_symbol}")
        with self._desk.database.begin(command) as tx:
            refuse_bad_links(tx, blank)
            take(tx, key, wish, blank.number)
            series_id = tx.numbers.series(key).id
            line = tx.outgoing.add(
                replace(blank, id=tx.new_id(), series_id=series_id, registered_ms=command.now_ms)
            )
            take_effect(tx, line)
            return line

    def _announced(self, key: SeriesKey, wish: NumberWish) -> int:
        with self._desk.database.read() as tx:
            return announced(tx, key, wish)

    def number_for(self, entry: OutgoingEntry) -> NumberOffer:
        """Return the number an entry would get now, its series and the reason; nothing is taken."""
        with self._desk.database.read() as tx:
            issuer, terms = tx.catalogue.issuer(entry.issuer_id), tx.catalogue.terms()
            kind = type_of(self._papers, issuer, entry.type_code, entry.issued_date)
            key = outgoing_key(issuer, kind.code, entry.issued_date, terms)
            wish = _wish_of(entry)
            notation = outgoing_notation(issuer, kind, entry.joint_with)
            code = f"{announced(tx, key, wish):02}{wish.suffix.strip().lower()}"
            return NumberOffer(
                printed=joined_symbol(code, entry.code_notation or notation),
                series=series_reason(tx, key, wish, series_title(key, issuer, kind, terms)),
                reserved=reserved_in(tx, key),
                locked=tx.numbers.lock_on(key),
            )

    def amend(self, outgoing: Outgoing, base: Outgoing | None = None) -> Outgoing:
        """Write a corrected line; number, symbol, type, files and deliveries stay what they are.

        With `base`, the line as the clerk saw it, ChangedSince when somebody else changed the
        same field meanwhile.
        """
        kept = self.get(outgoing.id)
        refuse_frozen(kept)
        refuse_secret_words(outgoing.subject, *outgoing.addressees, outgoing.description)
        fixed = {name: getattr(kept, name) for name in BOOK_FIELDS}
        changed = replace(
            outgoing,
            **fixed,
            subject=needed_subject(outgoing.subject),
            signer=clean_signer(outgoing.signer),
            addressees=tuple(filter(None, map(one_line, outgoing.addressees))),
            recipients=clean_recipients(outgoing.recipients),
            description=one_line(outgoing.description),
            language=one_line(outgoing.language),
        )
        check_facts(changed)
        self._refuse_other_series(kept, changed.issued_date)
        command = self._desk.command("registry.amend", f"Sửa văn bản đi {kept.number_symbol}")
        with self._desk.database.begin(command) as tx:
            return tx.outgoing.save(changed, base or kept)

    def _refuse_other_series(self, kept: Outgoing, day: date) -> None:
        """Refuse a day that lies in another year or term than the number was counted in."""
        if day == kept.issued_date:
            return
        if day > self._desk.today():
            raise BadValue("issued_date", "Ngày ban hành chưa tới. Anh, chị xem lại giúp.")
        with self._desk.database.read() as tx:
            issuer, terms = tx.catalogue.issuer(kept.issuer_id), tx.catalogue.terms()
            series = tx.numbers.find_series(outgoing_key(issuer, kept.type_code, day, terms))
        if series is None or series.id != kept.series_id:
            raise BadValue(
                "issued_date",
                f"Số {kept.number_symbol} đếm trong năm hoặc nhiệm kỳ khác với ngày này. "
                "Hãy hủy số rồi vào sổ lại.",
            )

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


def _wish_of(entry: OutgoingEntry) -> NumberWish:
    return NumberWish(
        number=entry.number,
        suffix=entry.suffix if entry.number is not None else "",
        reserved=entry.reserved,
        late_reason=entry.late_reason,
    )


def refuse_bad_links(tx: Transaction, line: Outgoing) -> None:
    """Raise WardError when what a new line replaces or corrects is past that."""
    if line.replaces is not None:
        refuse_unreplaceable(tx, line.replaces)
    if line.corrects is not None:
        refuse_uncorrectable(tx, line.corrects)
