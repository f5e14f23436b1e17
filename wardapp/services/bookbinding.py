"""Registers as paper: which rows a book of a year, a term or a span of days holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.book_rows import BookRow
from wardapp.core.books import BookVolume
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Outgoing
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Issuer
from wardapp.core.numbering import NumberSpan
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.core.views import BookRequest
from wardapp.reports.books import BookFacts, BookSpec, book_printout, load_book
from wardapp.services.book_reading import Line, read_beside, read_rows, row_of
from wardapp.services.book_volumes import FIRST, LAST, NAMES, volumes
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.series import COPY_BOOK, INCOMING_BOOK, OUTGOING_BOOK, PETITION_BOOK
from wardapp.store.transaction import Transaction

_OWN_SPECS = (OUTGOING_BOOK, COPY_BOOK, PETITION_BOOK)


@dataclass(frozen=True, slots=True)
class Bound:
    """A book made ready for paper; `volume` is None for a span of days across volumes."""

    issuer: Issuer
    spec: BookSpec
    label: str
    days: tuple[date | None, date | None]
    rows: tuple[BookRow, ...]
    lines: tuple[Line, ...]
    spans: tuple[NumberSpan, ...]
    title: str
    volume: BookVolume | None = None


class Bookbinding:
    """Chooses the rows of a register and hands them to the form of its book."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def printout(self, request: BookRequest, newest: int = 0) -> Printout:
        """Return the register asked for; BadValue when the book or its span is not clear.

        With `newest` only so many rows of its end: to look at, not to print.
        """
        bound = self.bound(request, newest)
        facts = BookFacts(
            issuer=bound.issuer,
            year_label=bound.label,
            day_from=bound.days[0],
            day_to=bound.days[1],
            title=bound.title,
        )
        return book_printout(bound.spec, bound.rows[-newest:], facts)

    def bound(self, request: BookRequest, newest: int = 0) -> Bound:
        """Return the rows the register holds, in book order, with the records behind them."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, request.issuer_id)
            known = [
                each for each in volumes(tx, self._desk.today()) if each.issuer_id == issuer.id
            ]
            codes = {each.book for each in known} | set(NAMES)
            if request.code not in codes:
                raise BadValue(
                    "book", f"Không có sổ “{request.code}”. Các sổ: {', '.join(sorted(codes))}."
                )
            volume = _volume(request, known, self._desk.today())
            if volume is not None:
                return self._whole(tx, volume, issuer, request.paper, newest)
            return self._between(tx, request, issuer)

    def whole(self, tx: Transaction, volume: BookVolume, issuer: Issuer) -> Bound:
        """Return every row of a volume inside a transaction."""
        return self._whole(tx, volume, issuer)

    def spec(self, code: str, issuer: Issuer, paper: str = "") -> BookSpec:
        """Return how a book of an issuer is drawn; books of its own look like the common one."""
        named = code if code in _OWN_SPECS else INCOMING_BOOK
        spec = load_book(self._places.resources / "books", named, issuer.family)
        return replace(spec, paper=paper) if paper else spec

    def _whole(
        self,
        tx: Transaction,
        volume: BookVolume,
        issuer: Issuer,
        paper: str = "",
        newest: int = 0,
    ) -> Bound:
        spec = self.spec(volume.book, issuer, paper)
        rows, lines, spans = read_rows(tx, volume, issuer, spec, newest)
        days = (volume.first_day, min(volume.last_day, self._desk.today()))
        return Bound(
            issuer=issuer,
            spec=spec,
            label=volume.label,
            days=(days[0] if days[0] != date.min else None, max(days)),
            rows=tuple(rows),
            lines=lines,
            spans=tuple(span for span in spans if span.is_active),
            title="" if volume.book in NAMES else volume.name,
            volume=volume,
        )

    def _between(self, tx: Transaction, request: BookRequest, issuer: Issuer) -> Bound:
        first, last, label = _days(request, self._desk.today())
        spec = self.spec(request.code, issuer, request.paper)
        lines: tuple[Line, ...]
        if request.code in (OUTGOING_BOOK, COPY_BOOK):
            all_out = tx.outgoing.between(issuer.id, first, last)
            lines = tuple(line for line in all_out if line.book == request.code)
        elif request.code == PETITION_BOOK:
            lines = tx.petitions.between(issuer.id, first, last)
        else:
            lines = tx.incoming.between(issuer.id, first, last, request.code)
        beside = read_beside(tx, lines)
        rows = tuple(
            row_of(
                spec,
                line,
                str(line.series_id) if isinstance(line, Outgoing) else line.scope_value,
                beside,
            )
            for line in lines
        )
        return Bound(issuer, spec, label, (first, last), rows, lines, (), "")


def _volume(request: BookRequest, known: list[BookVolume], today: date) -> BookVolume | None:
    """Return the volume a request means; None when it means days."""
    if request.date_from or request.date_to:
        return None
    mine = [each for each in known if each.book == request.code]
    if request.scope_value:
        wanted = request.scope_value
    elif request.term_id:
        wanted = request.term_id
    else:
        wanted = str(request.year or today.year)
    found = next((each for each in mine if each.scope_value == wanted), None)
    if found is None and (request.scope_value or request.term_id):
        raise BadValue("term", "Cơ quan này không có sổ của nhiệm kỳ hay năm đó.")
    return found


def _days(request: BookRequest, today: date) -> tuple[date, date, str]:
    if request.date_from or request.date_to:
        first = request.date_from or date(today.year, *FIRST)
        last = request.date_to or today
        if last < first:
            raise BadValue("date_to", "Ngày cuối trước ngày đầu. Anh, chị xem lại giúp.")
        return first, last, f"Từ {long_date(first)} đến {long_date(last)}"
    year = request.year or today.year
    return date(year, *FIRST), date(year, *LAST), f"Năm {year}"
