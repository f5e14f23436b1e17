"""Số văn bản, looking: counters, the strip of their numbers, the life of each, who keeps one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wardapp.core.books import BookKind, Closing
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer, IssuerKind
from wardapp.core.number_views import (
    NumberFilter,
    NumberRow,
    Reservation,
    SeriesRow,
)
from wardapp.core.numbering import NumberSpan, Series, SeriesKey
from wardapp.core.views import ListPage, NumberStory
from wardapp.services.desk import Desk
from wardapp.services.papers import Papers
from wardapp.services.series import (
    COPY_BOOK,
    COPY_TYPES,
    INCOMING_BOOK,
    OUTGOING_BOOK,
    PETITION_BOOK,
    incoming_key,
    outgoing_key,
    petition_key,
)
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

BOOK_ORDER = (OUTGOING_BOOK, COPY_BOOK, INCOMING_BOOK)


class NumberReading:
    """Tells of counters and numbers; nothing here writes."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def series(self, issuer_id: RecordId | None = None) -> tuple[SeriesRow, ...]:
        """Return the counters of an issuer, of all when it is None: those of today first."""
        with self._desk.database.read() as tx:
            names = SeriesNames.load(tx)
            known = {found.key: found for found in tx.numbers.all()}
            current = tuple(self._todays(tx, names))
            held, overdue = self._kept(tx)
            keys = [*current, *(key for key in known if key not in current)]
            rows = [
                self._row(tx, names, key, known.get(key), is_current=key in current)
                for key in keys
                if key.issuer_id in names.issuers and issuer_id in {None, key.issuer_id}
            ]
        counted = (_with_counts(row, held, overdue) for row in rows)
        return tuple(sorted(counted, key=lambda row: _place(row, names)))

    def key_of(
        self, issuer_id: RecordId, book: str, type_code: str = "", day: date | None = None
    ) -> SeriesKey:
        """Return the counter of a book, and of a type in it, on a day; today unless given."""
        day = day or self._desk.today()
        with self._desk.database.read() as tx:
            issuer, terms = tx.catalogue.issuer(issuer_id), tx.catalogue.terms()
            if book == PETITION_BOOK:
                return petition_key(issuer, day, tx.books.books(issuer_id), terms)
            if book == COPY_BOOK:
                code = type_code or COPY_TYPES[issuer.family][0].code
                return outgoing_key(issuer, code, day, terms)
            if book != OUTGOING_BOOK:
                return incoming_key(issuer, book, day, tx.books.books(issuer_id), terms)
            return outgoing_key(issuer, type_code, day, terms)

    def key(self, series_id: RecordId) -> SeriesKey:
        """Return what a counter counts; NotFound when this office has none like it."""
        with self._desk.database.read() as tx:
            return tx.numbers.get(series_id).key

    def lock_of(self, key: SeriesKey) -> Closing | None:
        """Return the closing because of which a counter gives no numbers, None while it does."""
        with self._desk.database.read() as tx:
            return tx.books.locked_by(key.issuer_id, key.book, key.scope_value)

    def strip(
        self,
        series_id: RecordId,
        only: NumberFilter = NumberFilter.ALL,
        offset: int = 0,
        limit: int = 100,
    ) -> ListPage[NumberRow]:
        """Return a stretch of the numbers of a counter, newest first."""
        with self._desk.database.read() as tx:
            return tx.numbers.strip(series_id, only, self._desk.today(), offset, limit)

    def explain(self, series_id: RecordId, number: int, suffix: str = "") -> NumberStory:
        """Return the whole life of a number, of one that was never given too."""
        with self._desk.database.read() as tx:
            found = tx.numbers.get(series_id)
            names = SeriesNames.load(tx)
            life = tx.numbers.life(series_id, number, suffix)
            line = self._line(tx, found, number, suffix)
            span = None if suffix else tx.numbers.kept_by(series_id, number)
            is_held = span is not None or tx.numbers.line_of(found, number, suffix) is not None
            note = "" if is_held else self._note(tx, names, found, number, suffix)
            printed = names.printed(
                found.key, f"{number:02}{suffix}", self._papers, self._desk.today()
            )
        if isinstance(line, Outgoing):
            printed = line.number_symbol
        return NumberStory(printed=printed, life=life, dispatch=line, note=note)

    def explain_in(self, key: SeriesKey, number: int, suffix: str = "") -> NumberStory:
        """Return the life of a number of a counter that may never have given one."""
        with self._desk.database.read() as tx:
            found = tx.numbers.find_series(key)
            names = SeriesNames.load(tx)
        if found is not None:
            return self.explain(found.id, number, suffix)
        code = f"{number:02}{suffix}"
        printed = names.printed(key, code, self._papers, self._desk.today())
        note = f"Số này chưa cấp. Dãy {names.whole(key)} chưa cấp số nào."
        return NumberStory(printed=printed, life=(), dispatch=None, note=note)

    def reservations(self, series_id: RecordId | None = None) -> tuple[Reservation, ...]:
        """Return the numbers kept for somebody, those due first."""
        with self._desk.database.read() as tx:
            return self._told(tx, tx.numbers.reservations(series_id))

    def overdue_reservations(self) -> tuple[Reservation, ...]:
        """Return the numbers kept longer than was said: for Hôm nay."""
        with self._desk.database.read() as tx:
            overdue = tx.numbers.reservations(due_before=self._desk.today())
            return self._told(tx, overdue)

    def next_letter(self, series_id: RecordId, number: int) -> str:
        """Return the letter that the next number inserted behind this one gets."""
        with self._desk.database.read() as tx:
            return tx.numbers.next_letter(tx.numbers.get(series_id).key, number)

    def _told(self, tx: Transaction, spans: tuple[NumberSpan, ...]) -> tuple[Reservation, ...]:
        names, today = SeriesNames.load(tx), self._desk.today()
        keys = {each: tx.numbers.get(each).key for each in {span.series_id for span in spans}}
        return tuple(
            Reservation(
                span=span,
                series=names.whole(keys[span.series_id]),
                printed=names.printed(
                    keys[span.series_id], f"{span.first:02}", self._papers, today
                ),
                is_overdue=span.until is not None and span.until < today,
            )
            for span in spans
        )

    def _kept(self, tx: Transaction) -> tuple[dict[RecordId, int], dict[RecordId, int]]:
        held: dict[RecordId, int] = {}
        overdue: dict[RecordId, int] = {}
        today = self._desk.today()
        for span in tx.numbers.reservations():
            held[span.series_id] = held.get(span.series_id, 0) + 1
            if span.until is not None and span.until < today:
                overdue[span.series_id] = overdue.get(span.series_id, 0) + 1
        return held, overdue

    def _row(
        self,
        tx: Transaction,
        names: SeriesNames,
        key: SeriesKey,
        found: Series | None,
        *,
        is_current: bool,
    ) -> SeriesRow:
        following = tx.numbers.peek(key)
        why = tx.numbers.why_not_kept(key)
        is_given = tx.numbers.gives(key)
        return SeriesRow(
            key=key,
            series_id=found.id if found else None,
            title=names.title(key),
            scope=names.scope(key),
            issuer=names.issuer(key),
            sample=names.printed(key, f"{following:02}", self._papers, self._desk.today()),
            last_number=found.last_number if found else 0,
            next_number=following,
            locked=tx.numbers.lock_on(key),
            not_kept="" if is_given else why,
            asked=why if is_given else "",
            is_current=is_current,
        )

    def _todays(self, tx: Transaction, names: SeriesNames) -> Iterator[SeriesKey]:
        """Yield the counters a clerk may want today, whether they gave a number or not."""
        today, seen = self._desk.today(), set()
        for issuer in names.issuers.values():
            for key in (*self._outgoing(issuer, names, today), *_incoming(issuer, names, today)):
                if key not in seen:
                    seen.add(key)
                    yield key

    def _outgoing(self, issuer: Issuer, names: SeriesNames, today: date) -> Iterator[SeriesKey]:
        if not issuer.keeps_numbers:
            return
        types = self._papers.standard(issuer.family, today).daily
        copies = COPY_TYPES[issuer.family] if issuer.family is Family.STATE else ()
        for kind in (*types, *copies):
            try:
                yield outgoing_key(issuer, kind.code, today, names.terms)
            except WardError:
                return  # no term, or a congress that does not sit today

    @staticmethod
    def _line(
        tx: Transaction, found: Series, number: int, suffix: str
    ) -> Outgoing | Incoming | None:
        line_id = tx.numbers.line_of(found, number, suffix)
        if line_id is None:
            return None
        return tx.outgoing.find(line_id) or tx.incoming.find(line_id)

    @staticmethod
    def _note(tx: Transaction, names: SeriesNames, found: Series, number: int, suffix: str) -> str:
        following = tx.numbers.peek(found.key)
        lost = tx.numbers.lost_over(found.id, number, suffix)
        if lost is not None:
            return (
                f"{lost.reason}. Số này không cấp cho văn bản khác; hãy vào sổ lại đúng giấy "
                "đã mang số này."
            )
        if suffix:
            return f"Số {number:02}{suffix} chưa chèn."
        if number > found.last_number:
            return (
                f"Số này chưa cấp. Số kế tiếp của dãy {names.whole(found.key)} là {following:02}."
            )
        if tx.numbers.is_on_paper(found.id, number):
            return "Số này dùng ngoài chương trình; có thể vào sổ muộn kèm lý do."
        return (
            "Số này trống: không có văn bản và không ghi lý do. "
            "Hãy vào sổ muộn kèm lý do, hoặc Hủy số và ghi lý do."
        )


def _incoming(issuer: Issuer, names: SeriesNames, today: date) -> Iterator[SeriesKey]:
    if issuer.kind is IssuerKind.CONGRESS:
        return
    codes = [
        book.code
        for book in names.books
        if book.issuer_id == issuer.id and book.kind is BookKind.INCOMING and book.active
    ]
    for code in dict.fromkeys((INCOMING_BOOK, *codes)):
        try:
            yield incoming_key(issuer, code, today, names.books, names.terms)
        except WardError:
            continue  # a book of a term, and no term today


def _with_counts(
    row: SeriesRow, held: dict[RecordId, int], overdue: dict[RecordId, int]
) -> SeriesRow:
    if row.series_id is None:
        return row
    return replace(row, held=held.get(row.series_id, 0), overdue=overdue.get(row.series_id, 0))


def _place(row: SeriesRow, names: SeriesNames) -> tuple[object, ...]:
    issuers = list(names.issuers)
    book = row.key.book
    order = BOOK_ORDER.index(book) if book in BOOK_ORDER else len(BOOK_ORDER)
    first_day = names.days(row.key)[0]
    return (
        issuers.index(row.key.issuer_id),
        not row.is_current,
        order,
        -first_day.toordinal(),
        row.last_number == 0,
        row.title,
    )
