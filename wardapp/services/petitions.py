"""Phản ánh, kiến nghị: a book of its own, its lines and the persons kept apart from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.petitions import (
    PastClosing,
    Petition,
    PetitionClosing,
    PetitionEntry,
    PetitionFilter,
    PetitionKind,
    PetitionQuery,
    PetitionRow,
    PetitionRule,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.views import ListPage
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.numbered import (
    NextCode,
    give_chosen,
    next_code,
    take_next,
    with_number,
)
from wardapp.services.person_rules import load_petition_rule
from wardapp.services.petition_links import PetitionLinks, refuse_cancelled, rows_of
from wardapp.services.petition_rules import (
    check_person_apart,
    clean_closing,
    clean_entry,
    clean_person,
    clean_reason,
    texts_of,
)
from wardapp.services.series import petition_key
from wardapp.store.transaction import Transaction

PURGE_YEARS = 2
NOBODY = PrivatePerson()
FIXED = (
    "id", "issuer_id", "number", "suffix", "registered_ms", "book", "book_scope", "person_ref",
    "left_screen", "late_reason", "provisional", "duplicate_of", "reopened", "closings", "urged",
    "attachments", "links",
)  # fmt: skip


class Petitions(PetitionLinks):
    """The book of petitions; every writing call is one transaction."""

    # ---- reading -----------------------------------------------------------------------------

    def get(self, petition_id: RecordId) -> Petition:
        """Return a line; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.petitions.get(petition_id)

    def row(self, petition_id: RecordId) -> PetitionRow:
        """Return a line as lists show it, the person masked."""
        with self._desk.database.read() as tx:
            return rows_of(tx, (tx.petitions.get(petition_id),))[0]

    def by_number(
        self, number: int, year: int, suffix: str = "", issuer_id: RecordId | None = None
    ) -> Petition:
        """Return the line of a number and year, of the first book that has it by default."""
        with self._desk.database.read() as tx:
            books = [issuer_id] if issuer_id else [each.id for each in tx.catalogue.issuers()]
            for book in books:
                found = tx.petitions.by_number(book, year, number, suffix)
                if found is not None:
                    return found
        raise NotFound(f"Sổ phản ánh, kiến nghị năm {year} không có số {number}{suffix}.")

    def page(
        self, query: PetitionQuery, offset: int = 0, limit: int = 100
    ) -> ListPage[PetitionRow]:
        """Return a stretch of the book, newest first, persons masked."""
        with self._desk.database.read() as tx:
            found = tx.petitions.page(query, self._desk.today(), offset, limit)
            return ListPage(rows=rows_of(tx, found.rows), offset=found.offset, total=found.total)

    def counts(self, query: PetitionQuery) -> dict[PetitionFilter, int]:
        """Return the counts behind the standing chips."""
        with self._desk.database.read() as tx:
            return tx.petitions.counts(query, self._desk.today())

    def years(self) -> tuple[int, ...]:
        """Return the years that have lines, this one among them, newest first."""
        with self._desk.database.read() as tx:
            known = {*tx.petitions.years(), self._desk.today().year}
        return tuple(sorted(known, reverse=True))

    def next_number(self, issuer_id: RecordId | None = None, day: date | None = None) -> int:
        """Return the number the next line would get, 0 for a provisional one; no reservation."""
        return self.next_code(issuer_id, day).number

    def next_code(self, issuer_id: RecordId | None = None, day: date | None = None) -> NextCode:
        """Return the number, or the provisional one, that the next line would get."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            return next_code(tx, _key(tx, issuer, day or self._desk.today()))

    def default_due(self, received: date | None = None) -> date:
        """Return the day proposed for the answer: so many working days as the office set."""
        days = self._desk.settings().petition_days
        return self._desk.workdays().add(received or self._desk.today(), days)

    def rule(self) -> PetitionRule:
        """Return the working days of an answer as the office set them, with their clause."""
        told = load_petition_rule(self._places.resources)
        return replace(told, days=self._desk.settings().petition_days)

    def person(self, petition_id: RecordId) -> PrivatePerson | None:
        """Return who raised a petition, None when nobody is kept (any more)."""
        with self._desk.database.read() as tx:
            return tx.petitions.person(tx.petitions.get(petition_id).person_ref)

    # ---- writing -----------------------------------------------------------------------------

    def add(
        self,
        entry: PetitionEntry,
        person: PrivatePerson = NOBODY,
        *,
        number: int | None = None,
        with_numbers: bool = False,
    ) -> Petition:
        """Give a petition the next number and write it down, its person apart from it.

        With `number` that one: free, kept for this petition, or with the letter of `entry.suffix`
        (12a). BadValue names the field that cannot stand; figures like those of persons stand only
        `with_numbers`.
        """
        person = clean_person(person)
        tidy = clean_entry(entry, person, self._desk.today(), with_numbers=with_numbers)
        with self._desk.database.read() as tx:
            tidy = replace(tidy, issuer_id=issuer_or_first(tx, tidy.issuer_id or None).id)
        if tidy.due_date is None:  # every petition has a clock
            tidy = replace(tidy, due_date=self.default_due(tidy.received))
        if number is not None and tidy.suffix and not tidy.late_reason:
            raise BadValue("late_reason", "Số chèn phải có lý do vào sổ muộn. Hãy ghi lý do.")
        if number is not None:
            return self._write(tidy, person, NextCode(number), is_next=False)
        if tidy.suffix:
            raise BadValue("suffix", "Số chèn phải ghi đủ cả số và chữ, ví dụ 12a.")
        return with_number(
            lambda: self.next_code(tidy.issuer_id, tidy.received),
            lambda announced: self._write(tidy, person, announced, is_next=True),
        )

    def _write(
        self, entry: PetitionEntry, person: PrivatePerson, given: NextCode, *, is_next: bool
    ) -> Petition:
        code = f"{given.code}{entry.suffix}"
        title = f"Vào sổ phản ánh, kiến nghị số {code}"
        command = self._desk.command("petitions.add", title, entry.late_reason)
        with self._desk.database.begin(command) as tx:
            key = _key(tx, tx.catalogue.issuer(entry.issuer_id), entry.received)
            if is_next:
                take_next(tx, key, given)
            else:
                give_chosen(tx, key, (given.number, entry.suffix), entry.late_reason)
            made = Petition(
                **_fields(entry),
                id=tx.new_id(),
                number=given.number,
                provisional=given.provisional,
                registered_ms=command.now_ms,
                person_ref=tx.petitions.keep_person("", person) if person.is_known else "",
                book_scope="" if key.scope is Scope.YEAR else key.scope_value,
            )
            if made.kind is PetitionKind.DENUNCIATION:  # referred as it comes, nothing is handled
                made = replace(
                    made,
                    status=PetitionStatus.FORWARDED,
                    closed_on=self._desk.today(),
                    due_date=None,
                )
            return tx.petitions.save(made)

    def amend(
        self, petition: Petition, base: Petition | None = None, *, with_numbers: bool = False
    ) -> Petition:
        """Write a corrected line; its number, book and person stay what they are."""
        kept = self.get(petition.id)
        person = self._person_of(kept)
        refuse_cancelled(kept)
        entry = PetitionEntry(
            **{name: getattr(petition, name) for name in PetitionEntry.__dataclass_fields__}
        )
        tidy = clean_entry(entry, person, self._desk.today(), with_numbers=with_numbers)
        if tidy.received.year != kept.received.year:
            raise BadValue("received", "Ngày nhận phải nằm trong năm của sổ.")
        fixed = {name: getattr(kept, name) for name in FIXED}
        changed = replace(petition, **(_fields(tidy) | fixed))
        return self._save("petitions.amend", "Sửa", changed, base or kept)

    def close(self, petition_id: RecordId, closing: PetitionClosing) -> Petition:
        """Write how a petition ended; its person is purged two years later unless changed.

        Open lines that it stands for end with it, in the same way: each person gets the answer.
        """
        line = self.get(petition_id)
        refuse_cancelled(line)
        tidy = clean_closing(closing, line, self._person_of(line), self._desk.today())
        answer = self._answer(tidy.answer_symbol)
        title = f"Ghi kết quả phản ánh, kiến nghị số {line.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.close", title)) as tx:
            for each in tx.petitions.duplicates_of((line.id,)):
                if each.is_open and each.received <= tidy.on:
                    tx.petitions.save(_ended(each, tidy, answer), each)
            return tx.petitions.save(_ended(line, tidy, answer), line)

    def reopen(self, petition_id: RecordId, due_date: date | None = None) -> Petition:
        """Take a closed petition up again: the day is counted, the end before it is kept.

        Its clock starts anew, with the day proposed for a new one unless another is given.
        """
        line = self.get(petition_id)
        refuse_cancelled(line)
        if line.is_open:
            return line
        if line.kind is PetitionKind.DENUNCIATION:
            raise WardError("Đơn tố cáo đã chuyển nơi có thẩm quyền, không giải quyết ở đây.")
        today = self._desk.today()
        past = PastClosing(
            status=line.status,
            on=line.closed_on or today,
            answer_symbol=line.answer_symbol,
            answered_date=line.answered_date,
            due_date=line.due_date,
        )
        changed = replace(
            line,
            status=PetitionStatus.OPEN,
            closed_on=None,
            purge_on=None,
            answer_symbol="",
            answered_date=None,
            answer_id=None,
            due_date=due_date or self.default_due(today),
            reopened=(*line.reopened, today),
            closings=(*line.closings, past),
        )
        return self._save("petitions.reopen", "Mở lại", changed, line)

    def cancel(self, petition_id: RecordId, reason: str) -> Petition:
        """Strike a line through with its reason; the number is never given again."""
        line = self.get(petition_id)
        refuse_cancelled(line)
        why = clean_reason(reason, self._person_of(line), "Chưa có lý do hủy.")
        linked = self.row(petition_id).duplicates
        if linked:
            numbers = ", ".join(linked)
            raise WardError(
                f"Số {line.number_symbol} đang đứng thay cho số {numbers}. Hãy bỏ ghép rồi hủy."
            )
        today = self._desk.today()
        changed = replace(
            line,
            status=PetitionStatus.CANCELLED,
            cancel_reason=why,
            closed_on=line.closed_on or today,
            purge_on=line.purge_on or years_later(today, PURGE_YEARS),
        )
        return self._save("petitions.cancel", "Hủy", changed, line, why)

    def restore(self, petition_id: RecordId, reason: str) -> Petition:
        """Take a cancellation back, with its reason; the petition is open again."""
        line = self.get(petition_id)
        if line.status is not PetitionStatus.CANCELLED:
            return line
        why = clean_reason(reason, self._person_of(line), "Chưa có lý do bỏ hủy.")
        changed = replace(
            line, status=PetitionStatus.OPEN, cancel_reason="", closed_on=None, purge_on=None
        )
        return self._save("petitions.restore", "Bỏ hủy", changed, line, why)

    def set_purge(self, petition_id: RecordId, day: date | None) -> Petition:
        """Choose the day on which the person behind a petition is forgotten."""
        line = self.get(petition_id)
        changed = replace(line, purge_on=day)
        return self._save("petitions.purge_on", "Đổi ngày xóa", changed, line)

    # ---- the person --------------------------------------------------------------------------

    def keep_person(self, petition_id: RecordId, person: PrivatePerson) -> Petition:
        """Keep who raised a petition, apart from it; an empty one is forgotten at once.

        Persons leave no trace in the history, so this cannot be undone: type it again.
        """
        tidy = clean_person(person)
        line = self.get(petition_id)
        if not tidy.is_known:
            return self.forget_person(petition_id)
        if line.kind is PetitionKind.DENUNCIATION:
            raise BadValue("full_name", "Không ghi người tố cáo ở đây.")
        check_person_apart(tidy, **texts_of(line), result=line.result)
        command = self._desk.command(
            "petitions.person", f"Ghi người phản ánh, số {line.number_symbol}"
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            line = tx.petitions.get(petition_id)
            ref = tx.petitions.keep_person(line.person_ref, tidy)
            return (
                line
                if ref == line.person_ref
                else tx.petitions.save(replace(line, person_ref=ref), line)
            )

    def _person_of(self, line: Petition) -> PrivatePerson:
        with self._desk.database.read() as tx:
            return tx.petitions.person(line.person_ref) or NOBODY

    def forget_person(self, petition_id: RecordId) -> Petition:
        """Remove who raised a petition for good; the line itself stays."""
        line = self.get(petition_id)
        command = self._desk.command(
            "petitions.forget", f"Xóa người phản ánh, số {line.number_symbol}"
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.petitions.forget_person(line.person_ref)
        self._desk.database.fold_log()
        return line

    def forget_due(self) -> int:
        """Remove the persons whose day has come; return how many."""
        with self._desk.database.read() as tx:
            if self._desk.database.read_only or not tx.petitions.is_any_due(self._desk.today()):
                return 0
        command = self._desk.command("petitions.forget_due", "Xóa người phản ánh đã đến hạn")
        with self._desk.database.begin(command, undoable=False) as tx:
            gone = tx.petitions.forget_due(self._desk.today())
        if gone:
            self._desk.database.fold_log()
        return gone

    def _answer(self, symbol: str) -> RecordId | None:
        """Return the outgoing line that a symbol names, None when we hold none."""
        if not symbol:
            return None
        with self._desk.database.read() as tx:
            found = tx.outgoing.with_symbol(symbol)
        return found[0].id if found else None

    def _save(
        self, name: str, deed: str, changed: Petition, seen: Petition, reason: str = ""
    ) -> Petition:
        title = f"{deed} phản ánh, kiến nghị số {changed.number_symbol}"
        with self._desk.database.begin(self._desk.command(name, title, reason)) as tx:
            return tx.petitions.save(changed, seen)


def _ended(line: Petition, closing: PetitionClosing, answer: RecordId | None) -> Petition:
    return replace(
        line,
        status=closing.status,
        closed_on=closing.on,
        result=closing.result,
        answered_date=closing.answered_date,
        answer_symbol=closing.answer_symbol,
        answer_id=answer,
        forwarded_to=closing.forwarded_to,
        purge_on=years_later(closing.on, PURGE_YEARS),
    )


def years_later(day: date, years: int) -> date:
    """Return the same day some years on, the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _key(tx: Transaction, issuer: Issuer, day: date) -> SeriesKey:
    return petition_key(issuer, day, tx.books.books(), tx.catalogue.terms())


def _fields(entry: PetitionEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in PetitionEntry.__dataclass_fields__}
