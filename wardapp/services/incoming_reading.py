"""Reading the book of incoming dispatches: lines, lists, the next number, the place of a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.arrivals import ArrivalBook, LatePlace, Prospect
from wardapp.core.books import BookKind
from wardapp.core.dispatches import Arrival, Attachment, Incoming, ListQuery, joined_symbol
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import BodyLevel
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.reading import Duplicate
from wardapp.core.views import FilterCounts, ListPage
from wardapp.services.bodies import body_named, same_author
from wardapp.services.desk import Desk
from wardapp.services.numbered import NextCode, next_code
from wardapp.services.searching import with_other_names
from wardapp.services.series import INCOMING_BOOK, book_for_level, incoming_key
from wardapp.store.transaction import Transaction

COMMON_BOOK_NAME = "Sổ đăng ký văn bản đến"


class IncomingReading:
    """What can be asked of the book without changing it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next_number(self, issuer_id: RecordId, day: date, book: str = INCOMING_BOOK) -> int:
        """Return the number the next line would get, 0 for a provisional one; no reservation."""
        return self.next_code(issuer_id, day, book).number

    def next_code(self, issuer_id: RecordId, day: date, book: str = INCOMING_BOOK) -> NextCode:
        """Return the number, or the provisional one, that the next line would get."""
        with self._desk.database.read() as tx:
            return next_code(tx, book_key(tx, issuer_id, book, day))

    def books(self, issuer_id: RecordId | None = None) -> tuple[ArrivalBook, ...]:
        """Return the books a line can be put in: the common one first, then those of some senders.

        A second common book stands under its own name and replaces the program's.
        """
        with self._desk.database.read() as tx:
            issuers = [each.id for each in tx.catalogue.issuers() if issuer_id in (None, each.id)]
            own = [
                each
                for each in tx.books.books()
                if each.active and each.kind is BookKind.INCOMING and each.issuer_id in issuers
            ]
        known = [
            ArrivalBook(issuer_id=each, code=INCOMING_BOOK, name=COMMON_BOOK_NAME)
            for each in issuers
            if INCOMING_BOOK not in {book.code for book in own if book.issuer_id == each}
        ]
        known += [ArrivalBook(issuer_id=b.issuer_id, code=b.code, name=b.name) for b in own]
        order = {each: place for place, each in enumerate(issuers)}
        known.sort(key=lambda book: (order[book.issuer_id], book.code != INCOMING_BOOK))
        return tuple(known)

    def prospect(self, arrival: Arrival) -> Prospect:
        """Return what registering the line as it stands would mean; nothing is written."""
        with self._desk.database.read() as tx:
            key = book_key(tx, arrival.issuer_id, arrival.book, arrival.arrival_date)
            following = next_code(tx, key)
            line = as_line(arrival, key)
            late = None if following.provisional else late_place(tx, line, key)
            book = author_book(tx, arrival.issuer_id, arrival.organ_name)
            found = doubles_of(tx, arrival)
        return Prospect(
            next_number=following.number,
            provisional=following.provisional,
            book=book,
            late=late,
            duplicates=found,
        )

    def duplicates(self, arrival: Arrival) -> tuple[Duplicate, ...]:
        """Return earlier lines with the same author, number and date."""
        with self._desk.database.read() as tx:
            return doubles_of(tx, arrival)

    def get(self, incoming_id: RecordId) -> Incoming:
        """Return a line; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.incoming.get(incoming_id)

    def by_number(
        self, number: int, year: int, issuer_id: RecordId | None = None, suffix: str = ""
    ) -> Incoming:
        """Return the line of a number and year, of the first book that has it by default."""
        with self._desk.database.read() as tx:
            books = [issuer_id] if issuer_id else [each.id for each in tx.catalogue.issuers()]
            for book in books:
                found = tx.incoming.by_number(book, year, number, suffix)
                if found is not None:
                    return found
        raise NotFound(f"Sổ văn bản đến năm {year} không có số {number}{suffix}.")

    def position_of(self, query: ListQuery, incoming_id: RecordId) -> int:
        """Return where a line stands in the book so sorted and narrowed; -1 when not in it."""
        with self._desk.database.read() as tx:
            named = with_other_names(tx, query)
            return tx.incoming.position_of(named, self._desk.today(), incoming_id)

    def page(self, query: ListQuery, offset: int = 0, limit: int = 100) -> ListPage[Incoming]:
        """Return a stretch of the book as the query sorts and narrows it."""
        with self._desk.database.read() as tx:
            return tx.incoming.page(with_other_names(tx, query), self._desk.today(), offset, limit)

    def counts(self, query: ListQuery) -> FilterCounts:
        """Return the counts behind the standing chips."""
        with self._desk.database.read() as tx:
            return tx.incoming.counts(query, self._desk.today())

    def file_path(self, attachment: Attachment) -> Path:
        """Return where a kept file lies."""
        return self._desk.files.path_of(attachment)


def book_key(tx: Transaction, issuer_id: RecordId, book: str, day: date) -> SeriesKey:
    """Return the counter of a book on a day."""
    issuer = tx.catalogue.issuer(issuer_id)
    books = tx.books.books(issuer_id)
    return incoming_key(issuer, book, day, books, tx.catalogue.terms())


def author_book(tx: Transaction, issuer_id: RecordId, organ_name: str) -> str:
    """Return the code of the book that takes in what an author sends, by the author's level."""
    own = tx.books.books(issuer_id)
    if not own:
        return INCOMING_BOOK
    body = body_named(organ_name, tx.catalogue.bodies())
    return book_for_level(issuer_id, body.level if body else BodyLevel.UNKNOWN, own)


def late_place(tx: Transaction, line: Incoming, key: SeriesKey) -> LatePlace | None:
    """Return where a line would stand that comes after its day; None when it comes in order."""
    newest = tx.incoming.last_in_order(line)
    if newest is None or line.arrival_date >= newest.arrival_date:
        return None
    before = tx.incoming.last_in_order(line, line.arrival_date)
    inserted = ""
    if before is not None:
        letter = tx.numbers.next_letter(key, before.arrival_number)
        inserted = f"{before.arrival_number}{letter}" if letter else ""
    return LatePlace(
        newest_code=newest.arrival_code,
        newest_date=newest.arrival_date,
        next_number=tx.numbers.peek(key),
        inserted=inserted,
    )


def doubles_of(tx: Transaction, arrival: Arrival) -> tuple[Duplicate, ...]:
    """Return the earlier lines that may be the same dispatch, its author's other names in mind."""
    if not arrival.code_number:
        return ()
    bodies = tx.catalogue.bodies()
    ways = _written(arrival)
    other = [same_author(arrival.organ_name, way, bodies) for way in ways]
    found = tx.incoming.duplicates(
        ways[0],
        arrival.issued_date,
        arrival.organ_name,
        other[0].names,
        (*ways[1:], *(symbol for each in other for symbol in each.symbols)),
    )
    return tuple(map(_double, found))


def _written(arrival: Arrival) -> tuple[str, ...]:
    """Return the ways a clerk may have typed a symbol: 7, 07 or 007, with or without spaces."""
    bare = arrival.code_number.lstrip("0") or arrival.code_number
    notation = "".join(arrival.code_notation.split())
    numbers = dict.fromkeys((bare, bare.zfill(2), arrival.code_number))
    return tuple(joined_symbol(number, notation) for number in numbers)


def _double(line: Incoming) -> Duplicate:
    return Duplicate(
        incoming_id=line.id,
        arrival_number=line.arrival_number,
        arrival_date=line.arrival_date,
        channel=line.channel.value,
        arrival_code=line.arrival_code,
        number_symbol=line.number_symbol,
        organ_name=line.organ_name,
        subject=line.subject,
        handler=line.handler or (line.direction.lead_unit if line.direction else ""),
        state=line.status.value,
    )


def as_line(arrival: Arrival, key: SeriesKey | None = None) -> Incoming:
    """Return the arrival as a line without number, to ask it for its symbol or its book."""
    fields = {name: getattr(arrival, name) for name in Arrival.__dataclass_fields__}
    line = Incoming(**fields, id=RecordId(""), arrival_number=0, registered_ms=0)
    return replace(line, book_scope=kept_scope(key)) if key is not None else line


def kept_scope(key: SeriesKey) -> str:
    """Return what a line keeps of what its number runs in: nothing when that is its year."""
    return "" if key.scope is Scope.YEAR else key.scope_value
