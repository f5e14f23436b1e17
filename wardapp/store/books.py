"""The books an office keeps, and the closings of their pages, years and terms."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from wardapp.core.books import Closing, ClosingKind, RegisterBook
from wardapp.core.identity import RecordId
from wardapp.store.entities import BOOK, CLOSING
from wardapp.store.tables_books import closings, register_books
from wardapp.store.work import Work


def closing_that_locks(
    work: Work, issuer_id: RecordId, books: Iterable[str], scope_value: str
) -> Closing | None:
    """Return the closing of a year or term by which a book gives no more numbers, if any."""
    table = closings.c
    found = work.all(
        CLOSING,
        select(closings)
        .where(
            table.issuer_id == issuer_id,
            table.book.in_(tuple(books)),
            table.scope_value == scope_value,
            table.kind != ClosingKind.PAGE.value,
            table.reopened_on.is_(None),
        )
        .order_by(table.closed_on, table.id),
    )
    return found[-1] if found else None


class Books:
    """The books beside the common ones, and what was closed in any of them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def books(self, issuer_id: RecordId | None = None) -> tuple[RegisterBook, ...]:
        """Return the books an issuer keeps by a rule of its own, of all when it is None."""
        table = register_books.c
        query = select(register_books).order_by(table.issuer_id, table.position, table.code)
        if issuer_id is not None:
            query = query.where(table.issuer_id == issuer_id)
        return self._work.all(BOOK, query)

    def book(self, book_id: RecordId) -> RegisterBook:
        """Return a book; NotFound when it is not here."""
        return self._work.get(BOOK, book_id)

    def save_book(self, book: RegisterBook) -> RegisterBook:
        """Keep a book, added when new."""
        return self._work.save(BOOK, book)

    def remove_book(self, book_id: RecordId) -> None:
        """Remove a book; whoever calls has looked that no line stands in it."""
        self._work.remove(BOOK, book_id)

    def closings(
        self, issuer_id: RecordId | None = None, book: str = "", scope_value: str = ""
    ) -> tuple[Closing, ...]:
        """Return what was closed in the order it was closed, narrowed by what is given."""
        table = closings.c
        query = select(closings).order_by(table.closed_on, table.id)
        if issuer_id is not None:
            query = query.where(table.issuer_id == issuer_id)
        if book:
            query = query.where(table.book == book)
        if scope_value:
            query = query.where(table.scope_value == scope_value)
        return self._work.all(CLOSING, query)

    def closing(self, closing_id: RecordId) -> Closing:
        """Return a closing; NotFound when it is not here."""
        return self._work.get(CLOSING, closing_id)

    def save_closing(self, closing: Closing) -> Closing:
        """Keep a closing, added when new; opened again it keeps its row, with day and reason."""
        return self._work.save(CLOSING, closing)

    def locked_by(self, issuer_id: RecordId, book: str, scope_value: str) -> Closing | None:
        """Return the closing that locks the numbers of a book in a year or term, if any."""
        return closing_that_locks(self._work, issuer_id, (book,), scope_value)
