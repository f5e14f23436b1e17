"""Registers as paper: which lines a book of a year, a term or a span of days holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Issuer, Term
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.core.views import BookRequest
from wardapp.reports.books import BookFacts, book_printout, load_book
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.series import INCOMING_BOOK, OUTGOING_BOOK
from wardapp.store.transaction import Transaction

JANUARY_FIRST = (1, 1)
DECEMBER_LAST = (12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """The days a book covers and how its cover names them."""

    first: date
    last: date
    label: str


class Bookbinding:
    """Chooses the lines of a register and hands them to the form of its book."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def printout(self, request: BookRequest) -> Printout:
        """Return the register asked for; BadValue when the book or its span is not clear."""
        issuer, span, lines = self._bound(request)
        facts = BookFacts(
            issuer=issuer, year_label=span.label, day_from=span.first, day_to=span.last
        )
        spec = load_book(self._places.resources / "books", request.code, issuer.family)
        return book_printout(spec, lines, facts)

    def lines(self, request: BookRequest) -> tuple[Incoming, ...] | tuple[Outgoing, ...]:
        """Return the lines the register holds, in book order."""
        return self._bound(request)[2]

    def _bound(
        self, request: BookRequest
    ) -> tuple[Issuer, Span, tuple[Incoming, ...] | tuple[Outgoing, ...]]:
        if request.code not in {INCOMING_BOOK, OUTGOING_BOOK}:
            raise BadValue("book", f"Không có sổ “{request.code}”. Các sổ: den, di.")
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, request.issuer_id)
            terms = tx.catalogue.terms(issuer.committee) if issuer.committee else ()
            span = _span(request, terms, self._desk.today())
            return issuer, span, _lines(tx, request, issuer, span)


def _lines(
    tx: Transaction, request: BookRequest, issuer: Issuer, span: Span
) -> tuple[Incoming, ...] | tuple[Outgoing, ...]:
    if request.code == INCOMING_BOOK:
        return tx.incoming.between(issuer.id, span.first, span.last)
    if request.term_id:
        return tx.outgoing.of_scope(issuer.id, request.term_id)
    return tx.outgoing.between(issuer.id, span.first, span.last)


def _span(request: BookRequest, terms: tuple[Term, ...], today: date) -> Span:
    if request.date_from or request.date_to:
        first = request.date_from or date(today.year, *JANUARY_FIRST)
        last = request.date_to or today
        if last < first:
            raise BadValue("date_to", "Ngày cuối trước ngày đầu. Anh, chị xem lại giúp.")
        return Span(first, last, f"Từ {long_date(first)} đến {long_date(last)}")
    if request.term_id:
        term = next((each for each in terms if each.id == request.term_id), None)
        if term is None:
            raise BadValue("term", "Cơ quan này không tính số theo nhiệm kỳ đó.")
        return Span(term.start, term.end or today, f"Nhiệm kỳ {term.label}")
    year = request.year or today.year
    return Span(date(year, *JANUARY_FIRST), date(year, *DECEMBER_LAST), f"Năm {year}")
