"""Books an office keeps besides the common ones: by sender's level, of five years, of a term."""

from __future__ import annotations

import re
from dataclasses import replace

from wardapp.core.books import BookKind, BookSpan, RegisterBook
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.text import one_line
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first

_CODE = re.compile(r"[a-z][a-z0-9-]{0,19}")
LONGEST_NAME = 120
YEARS = range(1945, 2200)
_COMMON = {kind.value for kind in BookKind}


class RegisterBooks:
    """Adds and changes books of incoming dispatches; `office.register_books`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[RegisterBook, ...]:
        """Return every book kept by a rule of its own."""
        with self._desk.database.read() as tx:
            return tx.books.books()

    def blank(self, issuer_id: RecordId | None = None) -> RegisterBook:
        """Return a book to be filled in."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
        return RegisterBook(
            id=self._desk.new_id(),
            issuer_id=issuer.id,
            code="den-",
            kind=BookKind.INCOMING,
            name="Sổ đăng ký văn bản đến: ",
        )

    def save(self, book: RegisterBook, base: RegisterBook | None = None) -> RegisterBook:
        """Keep a book, added when new; BadValue names the field that cannot stand.

        The code and the span of a book that has numbers stay: they name its counters. With `base`
        (what the clerk saw) another's change is not lost.
        """
        tidy = replace(book, code=book.code.strip().lower(), name=one_line(book.name))
        _check(tidy)
        command = self._desk.command("books.save", f"Sổ riêng: {tidy.name}")
        with self._desk.database.begin(command) as tx:
            tidy = tx.work.over(tidy, base)
            others = [each for each in tx.books.books(tidy.issuer_id) if each.id != tidy.id]
            if any(each.code == tidy.code for each in others):
                raise BadValue("code", f"Đã có sổ mang mã “{tidy.code}”. Hãy chọn mã khác.")
            taken = {level for each in others if each.active for level in each.levels}
            if tidy.active and taken & set(tidy.levels):
                raise BadValue("levels", "Cấp gửi này đã vào sổ khác. Hãy chọn cấp khác.")
            before = next((b for b in tx.books.books() if b.id == tidy.id), None)
            if before is not None and _renamed(before, tidy) and self._has_numbers(before):
                raise BadValue("code", "Sổ đã cấp số nên mã và kỳ của sổ không đổi được.")
            return tx.books.save_book(tidy)

    def remove(self, book_id: RecordId) -> None:
        """Remove a book without numbers; WardError when it has some."""
        with self._desk.database.read() as tx:
            book = tx.books.book(book_id)
        if self._has_numbers(book):
            raise WardError(
                f"{book.name} đã cấp số nên không bỏ được. Hãy sửa sổ thành không dùng nữa."
            )
        command = self._desk.command("books.remove", f"Bỏ sổ riêng: {book.name}")
        with self._desk.database.begin(command) as tx:
            tx.books.remove_book(book_id)

    def _has_numbers(self, book: RegisterBook) -> bool:
        with self._desk.database.read() as tx:
            return any(
                (each.key.issuer_id, each.key.book) == (book.issuer_id, book.code)
                for each in tx.numbers.all()
            )


def _renamed(before: RegisterBook, after: RegisterBook) -> bool:
    return (before.code, before.span, before.first_year, before.issuer_id) != (
        after.code,
        after.span,
        after.first_year,
        after.issuer_id,
    )


def _check(book: RegisterBook) -> None:
    if not book.name:
        raise BadValue("name", "Cần ghi tên sổ.")
    if len(book.name) > LONGEST_NAME:
        raise BadValue("name", f"Tên sổ tối đa {LONGEST_NAME} ký tự. Anh, chị rút gọn giúp.")
    if not _CODE.fullmatch(book.code) or book.code in _COMMON:
        raise BadValue(
            "code", "Mã sổ gồm chữ thường không dấu, số, gạch nối, ví dụ den-tw; khác den, di, sao."
        )
    if book.span is BookSpan.FIVE_YEARS and (book.first_year or 0) not in YEARS:
        raise BadValue("first_year", "Sổ năm năm cần ghi năm đầu, ví dụ 2026.")
