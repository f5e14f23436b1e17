"""What counters are called on the screen, and how their numbers print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.books import RegisterBook
from wardapp.core.dispatches import joined_symbol
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Term
from wardapp.core.layout import DocumentType
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.titles import type_name_of
from wardapp.services.book_volumes import span_of
from wardapp.services.papers import Papers
from wardapp.services.series import (
    COPY_BOOK,
    COPY_TYPES,
    INCOMING_BOOK,
    OUTGOING_BOOK,
    PETITION_BOOK,
    QD_GROUP,
    SHARED_QD,
    outgoing_notation,
    shares_qd_counter,
)
from wardapp.store.transaction import Transaction

BOOK_TITLES = {
    INCOMING_BOOK: "Văn bản đến",
    OUTGOING_BOOK: "Văn bản đi",
    COPY_BOOK: "Bản sao",
    PETITION_BOOK: "Đơn thư",
}
WITHOUT_TYPE = "Văn bản đi"


@dataclass(frozen=True, slots=True)
class SeriesNames:
    """Knows the issuers, terms and books that counters are named after."""

    issuers: dict[RecordId, Issuer]
    terms: tuple[Term, ...]
    books: tuple[RegisterBook, ...]

    @classmethod
    def load(cls, tx: Transaction) -> SeriesNames:
        """Read what the names are made of."""
        issuers = {issuer.id: issuer for issuer in tx.catalogue.issuers()}
        return cls(issuers=issuers, terms=tx.catalogue.terms(), books=tx.books.books())

    def title(self, key: SeriesKey) -> str:
        """Return what is counted: `Kế hoạch`, `Văn bản đến`, `Bản sao`."""
        if key.book != OUTGOING_BOOK:
            return self._book_title(key)
        if key.scope is Scope.CONGRESS:
            return "Văn bản đại hội, mọi loại"
        issuer = self.issuers.get(key.issuer_id)
        shares = issuer is not None and shares_qd_counter(issuer, key.scope_value)
        if key.group == QD_GROUP and key.scope is Scope.TERM and shares:
            return SHARED_QD
        return type_name_of(key.group) or key.group or WITHOUT_TYPE

    def scope(self, key: SeriesKey) -> str:
        """Return what it runs in: `Nhiệm kỳ 2025 - 2030`, `Năm 2026`."""
        issuer = self.issuers.get(key.issuer_id)
        return span_of(key, issuer, self.terms)[0] if issuer else key.scope_value

    def days(self, key: SeriesKey) -> tuple[date, date]:
        """Return the first and the last day of what it runs in."""
        issuer = self.issuers.get(key.issuer_id)
        return span_of(key, issuer, self.terms)[1:] if issuer else (date.min, date.max)

    def whole(self, key: SeriesKey) -> str:
        """Return its whole name: `Kế hoạch, nhiệm kỳ 2025 - 2030`, with the issuer of several."""
        scope = self.scope(key)
        parts = [self.title(key), scope[:1].lower() + scope[1:]]
        if len(self.issuers) > 1 and key.scope is not Scope.CONGRESS:
            parts.append(self.issuer(key))
        return ", ".join(filter(None, parts))

    def issuer(self, key: SeriesKey) -> str:
        """Return the name of the body whose counter it is."""
        issuer = self.issuers.get(key.issuer_id)
        return issuer.name if issuer else ""

    def printed(self, key: SeriesKey, code: str, papers: Papers, day: date) -> str:
        """Return a number as it prints; only the number where the series is of several types."""
        issuer = self.issuers.get(key.issuer_id)
        is_of_one_type = key.book == OUTGOING_BOOK and key.scope is Scope.TERM
        if issuer is None or not is_of_one_type:
            return code
        return joined_symbol(code, outgoing_notation(issuer, kind_of(issuer, key, papers, day)))

    def _book_title(self, key: SeriesKey) -> str:
        own = [b for b in self.books if b.issuer_id == key.issuer_id and b.code == key.book]
        return own[0].name if own else BOOK_TITLES.get(key.book, BOOK_TITLES[INCOMING_BOOK])


def kind_of(issuer: Issuer, key: SeriesKey, papers: Papers, day: date) -> DocumentType:
    """Return the type that a Party series counts, as the standard of the day prints it."""
    if key.book == COPY_BOOK:
        return COPY_TYPES[issuer.family][0]
    try:
        return papers.type(issuer.family, key.group, day)
    except WardError:
        name = type_name_of(key.group) or key.group
        return DocumentType(code=key.group, name=name, symbol=key.group, named=True)
