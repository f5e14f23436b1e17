"""Types a body may put into its book by hand: those with a layout, those without, and copies."""

from __future__ import annotations

from datetime import date

from wardapp.core.issuers import Family, Issuer
from wardapp.core.layout import DocumentType
from wardapp.core.titles import TYPE_NAMES
from wardapp.services.papers import Papers
from wardapp.services.series import COPY_TYPES

# Types that offices write though their law names none: there is no layout, but the book takes them.
UNDRAWN: dict[Family, tuple[str, ...]] = {Family.PARTY: (), Family.STATE: ("KL",)}


def types_of(papers: Papers, issuer: Issuer, day: date) -> tuple[DocumentType, ...]:
    """Return what a body may put into its book on a day: with a layout first, copies last."""
    drawn = papers.standard(issuer.family, day).offered
    known = {kind.code for kind in drawn}
    others = tuple(_undrawn(code) for code in UNDRAWN[issuer.family] if code not in known)
    return (*drawn, *others, *COPY_TYPES[issuer.family])


def type_of(papers: Papers, issuer: Issuer, code: str, day: date) -> DocumentType:
    """Return a type of document, or of numbered copy; BadValue when there is none on that day."""
    for kind in types_of(papers, issuer, day):
        if kind.code == code:
            return kind
    return papers.type(issuer.family, code, day)


def _undrawn(code: str) -> DocumentType:
    name = TYPE_NAMES[code]
    return DocumentType(code=code, name=name, symbol=code, named=True, evidence="D")
