"""Which counter gives the number of a document (domain §1.3, §3.3), and how it then prints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import overload

from wardapp.core.books import BookKind, BookSpan, RegisterBook
from wardapp.core.dates import long_date
from wardapp.core.dispatches import JointBody
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import BodyLevel, Family, Issuer, IssuerKind, Term
from wardapp.core.layout import DocumentType
from wardapp.core.notation import party_notation, state_notation
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.store.numbers import IN_BOOK as INCOMING_BOOK
from wardapp.store.numbers import incoming_key as key_of_year

__all__ = [
    "COPY_BOOK",
    "COPY_TYPES",
    "INCOMING_BOOK",
    "OUTGOING_BOOK",
    "PETITION_BOOK",
    "book_for_level",
    "incoming_key",
    "outgoing_key",
    "outgoing_notation",
    "petition_key",
    "term_of",
]

OUTGOING_BOOK = BookKind.OUTGOING.value
COPY_BOOK = BookKind.COPIES.value
PETITION_BOOK = BookKind.PETITIONS.value

QD_GROUP = "QĐ"
SHARED_QD = "Quyết định, Quy định"
QD_TYPES = frozenset({"QĐ", "QyĐ", "QĐi"})  # Quyết định and Quy định carry one symbol
STATE_COPIES = "SAO"  # one yearly counter for every kind of copy (NĐ30 Phụ lục I)
PARTY_COPIES = "BS"
NO_PARTY_COPIES_FROM = date(2026, 5, 27)  # HD05 knows no number of a copy
YEARS_IN_ONE = 5


def _copy(code: str, name: str, clause: str) -> DocumentType:
    return DocumentType(code=code, name=name, symbol=code, named=True, clause=clause)


COPY_TYPES: dict[Family, tuple[DocumentType, ...]] = {
    Family.STATE: (
        _copy("SY", "Sao y", "NĐ30 Phụ lục I, phần II.3"),
        _copy("SL", "Sao lục", "NĐ30 Phụ lục I, phần II.3"),
        _copy("TrS", "Trích sao", "NĐ30 Phụ lục I, phần II.3"),
    ),
    Family.PARTY: (_copy(PARTY_COPIES, "Bản sao", "HD36 III"),),
}
"""Numbered copies: documents without a layout of their own, in the book `sao`."""


@overload
def incoming_key(issuer: RecordId, book: date) -> SeriesKey: ...
@overload
def incoming_key(
    issuer: Issuer, book: str, day: date, books: Iterable[RegisterBook], terms: Iterable[Term]
) -> SeriesKey: ...
def incoming_key(
    issuer: Issuer | RecordId,
    book: str | date,
    day: date | None = None,
    books: Iterable[RegisterBook] = (),
    terms: Iterable[Term] = (),
) -> SeriesKey:
    """Return the counter of arrival numbers of a book on a day.

    With issuer and code of the book: its span decides, a year unless the office's `books` say
    five years or a term. With the issuer's id and a day alone: the common book, by year.
    """
    if isinstance(issuer, Issuer) and isinstance(book, str) and day is not None:
        return _key_of_book(issuer, book, day, books, terms)
    if isinstance(issuer, str) and isinstance(book, date):
        return key_of_year(issuer, book)
    raise TypeError("an issuer with book and day, or the id of an issuer with a day")


def book_for_level(issuer_id: RecordId, level: BodyLevel, books: Iterable[RegisterBook]) -> str:
    """Return the code of the book that takes in what bodies of this level send."""
    for book in _incoming_books(issuer_id, books):
        if level.value and level.value in book.levels:
            return book.code
    return INCOMING_BOOK


def petition_key(
    issuer: Issuer, day: date, books: Iterable[RegisterBook] = (), terms: Iterable[Term] = ()
) -> SeriesKey:
    """Return the counter of petitions: a book of their own, by year unless `books` say more."""
    return _key_of_book(issuer, PETITION_BOOK, day, books, terms)


def outgoing_key(issuer: Issuer, type_code: str, day: date, terms: Iterable[Term]) -> SeriesKey:
    """Return the counter of an outgoing document or a numbered copy.

    Party: issuer, type and the committee's term of the day. State: issuer, group and year. A
    congress: one counter for all. A joint document counts with its lead. Raises WardError when no
    term covers the day, the congress does not sit then, or such copies have no number any more.
    """
    if type_code in {kind.code for kind in COPY_TYPES[issuer.family]}:
        return _copy_key(issuer, day, terms)
    if issuer.kind is IssuerKind.CONGRESS:
        return _congress_key(issuer, day)
    if issuer.family is Family.STATE:
        group = dict(issuer.number_groups).get(type_code, "")
        return _key(issuer, OUTGOING_BOOK, group, (Scope.YEAR, str(day.year)))
    term = term_of(issuer, day, terms)
    shares = type_code in QD_TYPES and shares_qd_counter(issuer, term.id)
    group = QD_GROUP if shares else type_code
    return _key(issuer, OUTGOING_BOOK, group, (Scope.TERM, term.id))


def shares_qd_counter(issuer: Issuer, term_id: str) -> bool:
    """Return True when Quyết định and Quy định share one counter in a term (domain §1.3)."""
    return dict(issuer.qd_choices).get(term_id, issuer.shared_qd_counter)


def term_of(issuer: Issuer, day: date, terms: Iterable[Term]) -> Term:
    """Return the term of the issuer's committee that covers the day."""
    covering = [
        term
        for term in terms
        if term.committee == issuer.committee
        and term.start <= day
        and (term.end is None or day <= term.end)
    ]
    if not covering:
        raise WardError(
            f"Chưa có nhiệm kỳ nào của {issuer.name} gồm ngày {day.day:02}/{day.month}/{day.year}. "
            "Hãy nhập nhiệm kỳ trong Danh mục › Nhiệm kỳ rồi thử lại."
        )
    return max(covering, key=lambda term: term.start)


def outgoing_notation(
    issuer: Issuer, kind: DocumentType, joint_with: tuple[JointBody, ...] = ()
) -> str:
    """Return the symbol that follows the number: `CV/BXDĐ`, `KH-UBND`, `QC/BTCTU-BNCTU`.

    A joint document names the symbols of all its bodies, the lead's first (HD05 3.2.2).
    """
    symbol = "-".join((issuer.symbol, *(each.symbol for each in joint_with)))
    if issuer.family is Family.PARTY:
        return party_notation(kind.symbol or kind.code, symbol)
    return state_notation(kind.symbol, symbol, issuer.unit_symbol)


def _congress_key(issuer: Issuer, day: date) -> SeriesKey:
    first, last = issuer.sits_from, issuer.sits_to
    if first is None:
        raise WardError(
            f"Chưa ghi ngày họp của {issuer.name}. Hãy ghi ngày phiên trù bị và ngày bế mạc "
            "trong Danh mục › Cơ quan rồi thử lại."
        )
    if day < first or (last is not None and day > last):
        span = f"từ {long_date(first)}" + (f" đến {long_date(last)}" if last else "")
        raise WardError(
            f"Văn bản của {issuer.name} chỉ lấy số trong những ngày đại hội họp ({span}), "
            f"không phải ngày {long_date(day)}. Hãy xem lại ngày văn bản."
        )
    return _key(issuer, OUTGOING_BOOK, "", (Scope.CONGRESS, issuer.id))


def _copy_key(issuer: Issuer, day: date, terms: Iterable[Term]) -> SeriesKey:
    if issuer.family is Family.STATE:
        return _key(issuer, COPY_BOOK, STATE_COPIES, (Scope.YEAR, str(day.year)))
    if day >= NO_PARTY_COPIES_FROM:
        raise WardError(
            "Từ 27/5/2026 bản sao văn bản của Đảng không lấy số (Hướng dẫn 05-HD/VPTW). "
            "Hãy đóng dấu Bản sao văn bản thay cho số."
        )
    return _key(issuer, COPY_BOOK, PARTY_COPIES, (Scope.TERM, term_of(issuer, day, terms).id))


def _key_of_book(
    issuer: Issuer, code: str, day: date, books: Iterable[RegisterBook], terms: Iterable[Term]
) -> SeriesKey:
    own = [each for each in books if each.issuer_id == issuer.id and each.code == code]
    if not own and code not in {INCOMING_BOOK, PETITION_BOOK}:
        # Never the counter of outgoing documents, nor one that no book would print.
        raise BadValue(
            "book",
            f"{issuer.name} không có sổ đến mang mã “{code}”. Hãy dùng sổ {INCOMING_BOOK}, hoặc "
            "Thêm sổ đến riêng ở trang Sổ đăng ký.",
        )
    span = own[0].span if own else BookSpan.YEAR
    if span is BookSpan.TERM:
        return _key(issuer, code, "", (Scope.TERM, term_of(issuer, day, terms).id))
    if span is BookSpan.FIVE_YEARS:
        return _key(issuer, code, "", (Scope.YEARS, _five_years(own[0], day)))
    return _key(issuer, code, "", (Scope.YEAR, str(day.year)))


def _five_years(book: RegisterBook, day: date) -> str:
    """Return the five years a day lies in: from the book's first year, else 2026-2030 and so on."""
    known = book.first_year if book.first_year is not None else 1
    first = day.year - (day.year - known) % YEARS_IN_ONE
    return f"{first}-{first + YEARS_IN_ONE - 1}"


def _incoming_books(issuer_id: RecordId, books: Iterable[RegisterBook]) -> tuple[RegisterBook, ...]:
    return tuple(
        each
        for each in books
        if each.issuer_id == issuer_id and each.kind is BookKind.INCOMING and each.active
    )


def _key(issuer: Issuer, book: str, group: str, scope: tuple[Scope, str]) -> SeriesKey:
    kind, value = scope
    return SeriesKey(issuer_id=issuer.id, book=book, group=group, scope=kind, scope_value=value)
