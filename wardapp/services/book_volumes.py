"""The books an office has: one a kind, issuer and year, five years, term or congress."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wardapp.core.books import BookKind, BookVolume, RegisterBook
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer, IssuerKind, Term
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.services.series import COPY_BOOK, INCOMING_BOOK, OUTGOING_BOOK, PETITION_BOOK
from wardapp.store.transaction import Transaction

NAMES = {
    INCOMING_BOOK: "Sổ đăng ký văn bản đến",
    OUTGOING_BOOK: "Sổ đăng ký văn bản đi",
    COPY_BOOK: "Sổ đăng ký bản sao văn bản",
    PETITION_BOOK: "Sổ theo dõi đơn thư, phản ánh, kiến nghị",
}
KINDS = {
    INCOMING_BOOK: BookKind.INCOMING,
    OUTGOING_BOOK: BookKind.OUTGOING,
    COPY_BOOK: BookKind.COPIES,
    PETITION_BOOK: BookKind.PETITIONS,
}
FIRST, LAST = (1, 1), (12, 31)
_ORDER = {BookKind.INCOMING: 0, BookKind.OUTGOING: 1, BookKind.COPIES: 2, BookKind.PETITIONS: 3}


def volumes(tx: Transaction, today: date) -> tuple[BookVolume, ...]:
    """Return every book in which a number was given, and those of today; the newest first."""
    issuers = {issuer.id: issuer for issuer in tx.catalogue.issuers()}
    terms = tx.catalogue.terms()
    own = tx.books.books()
    keys = {(s.key.issuer_id, s.key.book, s.key.scope_value): s.key for s in tx.numbers.all()}
    for key in _todays(tuple(issuers.values()), terms, today):
        keys.setdefault((key.issuer_id, key.book, key.scope_value), key)
    found = (
        volume_of(key, issuers[key.issuer_id], terms, own)
        for key in keys.values()
        if key.issuer_id in issuers
    )
    return tuple(sorted(found, key=lambda each: _place(each, list(issuers), today)))


def _place(volume: BookVolume, issuers: list[RecordId], today: date) -> tuple[int, int, int, str]:
    running = volume.first_day <= today <= volume.last_day
    return (
        issuers.index(volume.issuer_id),
        -date.max.toordinal() if running else -volume.last_day.toordinal(),
        _ORDER[volume.kind],
        volume.book,
    )


def _todays(
    issuers: tuple[Issuer, ...], terms: tuple[Term, ...], today: date
) -> Iterator[SeriesKey]:
    for issuer in issuers:
        if issuer.kind is IssuerKind.CONGRESS:
            yield SeriesKey(
                issuer_id=issuer.id, book=OUTGOING_BOOK, group="", scope=Scope.CONGRESS,
                scope_value=issuer.id,
            )  # fmt: skip
            continue
        year = str(today.year)
        yield SeriesKey(
            issuer_id=issuer.id, book=INCOMING_BOOK, group="", scope=Scope.YEAR, scope_value=year
        )
        scope = _todays_scope(issuer, terms, today)
        if scope is not None:
            yield SeriesKey(
                issuer_id=issuer.id, book=OUTGOING_BOOK, group="", scope=scope[0],
                scope_value=scope[1],
            )  # fmt: skip


def _todays_scope(issuer: Issuer, terms: tuple[Term, ...], today: date) -> tuple[Scope, str] | None:
    if issuer.family is Family.STATE:
        return Scope.YEAR, str(today.year)
    running = [
        term
        for term in terms
        if term.committee == issuer.committee
        and term.start <= today
        and (term.end is None or today <= term.end)
    ]
    return (Scope.TERM, running[-1].id) if running else None


def volume_of(
    key: SeriesKey, issuer: Issuer, terms: tuple[Term, ...], own: tuple[RegisterBook, ...]
) -> BookVolume:
    """Return the book that a counter belongs to."""
    mine = next((b for b in own if (b.issuer_id, b.code) == (issuer.id, key.book)), None)
    label, first, last = span_of(key, issuer, terms)
    return BookVolume(
        issuer_id=issuer.id,
        issuer_name=issuer.name,
        book=key.book,
        kind=mine.kind if mine else KINDS.get(key.book, BookKind.INCOMING),
        name=mine.name if mine else NAMES.get(key.book, NAMES[INCOMING_BOOK]),
        scope_value=key.scope_value,
        label=label,
        first_day=first,
        last_day=last,
        by_term=key.scope in (Scope.TERM, Scope.CONGRESS),
    )


def span_of(key: SeriesKey, issuer: Issuer, terms: tuple[Term, ...]) -> tuple[str, date, date]:
    """Return label, first and last day of what a counter runs in."""
    if key.scope is Scope.CONGRESS:
        first = issuer.sits_from or date.min
        return issuer.name, first, issuer.sits_to or date.max
    if key.scope is Scope.TERM:
        term = next((each for each in terms if each.id == key.scope_value), None)
        if term is None:
            return "Nhiệm kỳ đã xóa khỏi danh mục", date.min, date.max
        return f"Nhiệm kỳ {term.label}", term.start, term.end or date.max
    years = key.scope_value.split("-")
    label = f"Năm {years[0]}" if len(years) == 1 else f"Năm {years[0]} - {years[-1]}"
    return label, date(int(years[0]), *FIRST), date(int(years[-1]), *LAST)
