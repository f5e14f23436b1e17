"""Which counter gives the number of a document (domain §1.3, §3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardapp.core.errors import WardError
from wardapp.core.issuers import Family, Issuer, Term
from wardapp.core.layout import DocumentType
from wardapp.core.notation import party_notation, state_notation
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.store.numbers import IN_BOOK as INCOMING_BOOK
from wardapp.store.numbers import incoming_key

__all__ = [
    "INCOMING_BOOK",
    "OUTGOING_BOOK",
    "incoming_key",
    "outgoing_key",
    "outgoing_notation",
    "term_of",
]

OUTGOING_BOOK = "di"
QD_TYPES = frozenset({"QĐ", "QyĐ", "QĐi"})  # Quyết định and Quy định carry one symbol


def outgoing_key(issuer: Issuer, type_code: str, day: date, terms: Iterable[Term]) -> SeriesKey:
    """Return the counter of an outgoing document.

    Party: issuer, type and the committee's term of the day; State: issuer, group and year.
    Raises WardError when no term covers the day.
    """
    if issuer.family is Family.STATE:
        return SeriesKey(
            issuer_id=issuer.id,
            book=OUTGOING_BOOK,
            group=dict(issuer.number_groups).get(type_code, ""),
            scope=Scope.YEAR,
            scope_value=str(day.year),
        )
    shares = issuer.shared_qd_counter and type_code in QD_TYPES
    return SeriesKey(
        issuer_id=issuer.id,
        book=OUTGOING_BOOK,
        group="QĐ" if shares else type_code,
        scope=Scope.TERM,
        scope_value=term_of(issuer, day, terms).id,
    )


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


def outgoing_notation(issuer: Issuer, kind: DocumentType) -> str:
    """Return the symbol that follows the number: `CV/BXDĐ`, `KH-UBND`, `UBND-VHXH`."""
    if issuer.family is Family.PARTY:
        return party_notation(kind.symbol or kind.code, issuer.symbol)
    return state_notation(kind.symbol, issuer.symbol, issuer.unit_symbol)
