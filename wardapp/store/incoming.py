"""The register of incoming dispatches."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import func, select

from wardapp.core.dispatches import Arrival, Attachment, Incoming, ListFilter, ListQuery
from wardapp.core.errors import BadValue, NumberTaken
from wardapp.core.identity import RecordId
from wardapp.core.text import fold, symbol_key
from wardapp.core.views import FilterCounts, ListPage
from wardapp.store.entities import INCOMING, SERIES
from wardapp.store.incoming_lists import CANCELLED, only, scope, stretch
from wardapp.store.listing import Condition, in_days, page, position_of
from wardapp.store.numbers import Numbers
from wardapp.store.tables import incoming, series
from wardapp.store.work import Work

_LINE = incoming.c
_CANCELLED = CANCELLED
COMMON_BOOK = "den"


class IncomingBook:
    """Lines of incoming dispatches, one number in each book of an issuer and its year or term."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(
        self,
        arrival: Arrival,
        *,
        arrival_number: int,
        record_id: RecordId,
        registered_ms: int,
        attachments: tuple[Attachment, ...] = (),
        book_scope: str = "",
    ) -> Incoming:
        """Write a new line; NumberTaken when another line of the book has its number.

        `book_scope` is what the book's numbers run in when that is not the year of arrival.
        """
        line = Incoming(
            **{item.name: getattr(arrival, item.name) for item in fields(Arrival)},
            id=record_id,
            arrival_number=arrival_number,
            registered_ms=registered_ms,
            attachments=attachments,
            book_scope=book_scope,
        )
        taken = self.in_book(line, arrival_number, line.suffix)
        if taken is not None:
            raise NumberTaken(line.arrival_code, taken.arrival_date, self._free(line))
        self._work.write(INCOMING, None, line)
        return line

    def add_waiting(self, line: Incoming) -> Incoming:
        """Write a new line that has a provisional number only; the keeper gives its final one."""
        if not line.is_waiting:
            raise BadValue("provisional", "Dòng chờ số chính thức phải có số tạm.")
        self._work.write(INCOMING, None, line)
        return line

    def get(self, incoming_id: RecordId) -> Incoming:
        """Return a line; NotFound when it is not here."""
        return self._work.get(INCOMING, incoming_id)

    def find(self, incoming_id: RecordId) -> Incoming | None:
        """Return a line, None when it is not here."""
        return self._work.find(INCOMING, incoming_id)

    def save(self, line: Incoming, base: Incoming | None = None) -> Incoming:
        """Keep a changed line; with `base` only what changed since, see `Work.save`."""
        old = self.get(line.id)
        if _book_of(old) != _book_of(line):
            raise BadValue(
                "arrival_date",
                f"Số đến {old.arrival_code} thuộc sổ năm {old.arrival_date.year}. "
                "Hãy giữ ngày đến trong năm đó, hoặc Hủy rồi vào sổ lại.",
            )
        if (old.arrival_number, old.suffix) != (line.arrival_number, line.suffix):
            raise BadValue(
                "arrival_number", "Số đến đã cấp không đổi được. Hãy Hủy rồi vào sổ lại."
            )
        return self._work.save(INCOMING, line, base)

    def by_number(
        self, issuer_id: RecordId, year: int, number: int, suffix: str = "", book: str = ""
    ) -> Incoming | None:
        """Return the line with an arrival number of a year, None when there is none.

        Without `book` the common book goes before those of some senders only.
        """
        where = [
            _LINE.issuer_id == issuer_id,
            _LINE.year == year,
            _LINE.in_order == number,
            _LINE.suffix == suffix,
        ]
        if book:
            where.append(_LINE.book == book)
        found = self._work.all(INCOMING, select(incoming).where(*where).order_by(_LINE.book))
        return min(found, key=lambda line: (line.book != COMMON_BOOK, line.book), default=None)

    def with_symbol(self, printed: str) -> tuple[Incoming, ...]:
        """Return the lines whose number and symbol read like this, the newest first."""
        query = select(incoming).where(_LINE.symbol_key == symbol_key(printed), ~_CANCELLED)
        return self._work.all(INCOMING, query.order_by(_LINE.row.desc()))

    def in_book(self, like: Incoming, number: int, suffix: str = "") -> Incoming | None:
        """Return the line that has a number in the book and the year or term of another line."""
        return self._first(*_same_book(like), *_numbered(number, suffix))

    def last_in_order(self, like: Incoming, until: date | None = None) -> Incoming | None:
        """Return the line with the highest number of a book, lines entered late aside.

        With `until`, the highest of those that had come by then.
        """
        in_order = (_LINE.late_reason == "", _LINE.suffix == "", _LINE.provisional == "")
        where = [*_same_book(like), *in_order]
        if until is not None:
            where.append(_LINE.arrival_date <= until.isoformat())
        return self._first(*where, order=_LINE.arrival_number.desc())

    def answered_by(self, outgoing_id: RecordId) -> tuple[Incoming, ...]:
        """Return the lines that name an outgoing line as their answer, oldest first."""
        query = select(incoming).where(_LINE.replied_by == outgoing_id).order_by(_LINE.row)
        return self._work.all(INCOMING, query)

    def newest(self) -> Incoming | None:
        """Return the line registered last that is not cancelled."""
        return self._first(~_CANCELLED, order=_LINE.row.desc())

    def newest_with_deadline(self) -> Incoming | None:
        """Return the open line registered last that has a due date."""
        open_with_due = (_LINE.is_open, _LINE.due_date.is_not(None))
        return self._first(*open_with_due, order=_LINE.row.desc())

    def page(self, query: ListQuery, today: date, offset: int, limit: int) -> ListPage[Incoming]:
        """Return a stretch of the register as the page asks for it."""
        return page(self._work, INCOMING, stretch(query, today, offset, limit))

    def position_of(self, query: ListQuery, today: date, incoming_id: RecordId) -> int:
        """Return where a line stands in the register so asked for, from 0; -1 when not in it."""
        return position_of(self._work, INCOMING, stretch(query, today, 0, 0), incoming_id)

    def counts(self, query: ListQuery, today: date) -> FilterCounts:
        """Return the counts behind the standing chips, in the query's book, year and days."""

        def count(kind: ListFilter) -> Any:
            by_year = kind in {ListFilter.ALL, ListFilter.CANCELLED}  # the latter lie far apart
            where = (*scope(query, by_year=by_year), *only(kind, today))
            return select(func.count()).select_from(incoming).where(*where).scalar_subquery()

        kinds = (
            ListFilter.ALL,
            ListFilter.OPEN,
            ListFilter.OVERDUE,
            ListFilter.DUE_TODAY,
            ListFilter.THIS_WEEK,
            ListFilter.CANCELLED,
        )
        found = self._work.connection.execute(select(*(count(kind) for kind in kinds))).one()
        return FilterCounts(**{kind.value: value for kind, value in zip(kinds, found, strict=True)})

    def duplicates(
        self,
        number_symbol: str,
        issued_date: date | None,
        organ_name: str,
        same_names: tuple[str, ...] = (),
        same_symbols: tuple[str, ...] = (),
    ) -> tuple[Incoming, ...]:
        """Return earlier lines of the same author, number and date (domain §3.4), oldest first.

        `same_names` are other names of the author, `same_symbols` the printed symbol as it would
        read under its former ones.
        """
        keys = tuple(filter(None, map(symbol_key, (number_symbol, *same_symbols))))
        if not keys or issued_date is None:
            return ()
        query = (
            select(incoming)
            .where(_LINE.symbol_key.in_(keys), _LINE.issued_date == issued_date.isoformat())
            .where(~_CANCELLED)
            .order_by(_LINE.row)
        )
        authors = tuple(map(fold, (organ_name, *same_names)))
        return tuple(
            line
            for line in self._work.all(INCOMING, query)
            if any(_same_author(fold(line.organ_name), author) for author in authors)
        )

    def due_between(self, first: date, last: date) -> tuple[Incoming, ...]:
        """Return open lines due inside the span, both days in, by due date."""
        query = (
            select(incoming)
            .where(_LINE.is_open, *in_days(_LINE.due_date, first, last))
            .order_by(_LINE.due_date, _LINE.row)
        )
        return self._work.all(INCOMING, query)

    def overdue(self, today: date, limit: int) -> tuple[Incoming, ...]:
        """Return the open lines overdue that were due last, by due date."""
        query = (
            select(incoming)
            .where(*only(ListFilter.OVERDUE, today))
            .order_by(_LINE.due_date.desc(), _LINE.row.desc())
            .limit(limit)
        )
        return self._work.all(INCOMING, query)[::-1]

    def next_due(self, first: date) -> date | None:
        """Return the earliest due date of an open line from a day on, None without any."""
        earliest = select(func.min(_LINE.due_date)).where(
            _LINE.is_open, *in_days(_LINE.due_date, first, None)
        )
        found = self._work.connection.execute(earliest).scalar()
        return None if found is None else date.fromisoformat(found)

    def between(
        self, issuer_id: RecordId | None, first: date, last: date, book: str = ""
    ) -> tuple[Incoming, ...]:
        """Return the lines that came inside the span in the order of the paper register."""
        query = select(incoming).where(*in_days(_LINE.arrival_date, first, last))
        if issuer_id is not None:
            query = query.where(_LINE.issuer_id == issuer_id)
        if book:
            query = query.where(_LINE.book == book)
        order = (_LINE.year, _LINE.in_order, _LINE.suffix)
        return self._work.all(INCOMING, query.order_by(*order))

    def of_book(self, issuer_id: RecordId, book: str, scope_value: str) -> tuple[Incoming, ...]:
        """Return the lines of one book in one year or term, in the order of their numbers."""
        query = select(incoming).where(
            _LINE.issuer_id == issuer_id, _LINE.book == book, _LINE.scope_value == scope_value
        )
        return self._work.all(INCOMING, query.order_by(_LINE.in_order, _LINE.suffix))

    def _free(self, line: Incoming) -> int:
        """Return the number that is free in the book of a line."""
        counter = series.c
        found = self._work.all(
            SERIES,
            select(series).where(
                counter.issuer_id == line.issuer_id,
                counter.book == line.book,
                counter.scope_value == line.scope_value,
            ),
        )
        return Numbers(self._work).peek(found[0].key) if found else 1

    def _first(self, *where: Condition, order: Any = _LINE.row) -> Incoming | None:
        found = self._work.all(INCOMING, select(incoming).where(*where).order_by(order).limit(1))
        return found[0] if found else None


def _book_of(line: Incoming) -> tuple[str, str, str]:
    return (line.issuer_id, line.book, line.scope_value)


def _same_book(line: Incoming) -> tuple[Condition, ...]:
    return (
        _LINE.issuer_id == line.issuer_id,
        _LINE.book == line.book,
        _LINE.scope_value == line.scope_value,
    )


def _numbered(number: int, suffix: str) -> tuple[Condition, ...]:
    return (_LINE.arrival_number == number, _LINE.suffix == suffix)


def _same_author(one: str, other: str) -> bool:
    """Return True when one name is the other or holds it, as `Ban X` and `Ban X Thành ủy`."""
    return one == other or bool(one and other and (one in other or other in one))
