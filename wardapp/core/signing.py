"""The signature matrix as data: from issuer, post and capacity follow the lines above a name."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.document import SignatureLine
from wardapp.core.issuers import Family, IssuerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post a signer holds: `bi_thu`, "Bí thư"."""

    key: str
    name: str
    family: Family


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRule:
    """A row of the matrix (domain §1.9, §2.1): who may sign what for whom, and what prints.

    `capacity` names for whom the post signs ("Ban Thường vụ", "Trưởng ban"); `lines` may hold
    `{title}` for the post in capitals and `{body}` for the body's own name; `types` limits the row
    to some types of document, empty = all. `standards` are ids of standards, empty = all of the
    family.
    """

    id: str
    title: str
    family: Family
    kinds: tuple[IssuerKind, ...]
    posts: tuple[str, ...]
    lines: tuple[SignatureLine, ...]
    clause: str
    evidence: str
    capacity: str = ""
    types: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    note: str = ""
