"""The signature matrix as data: from issuer, post and capacity follow the lines above a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardapp.core.document import Signature, SignatureLine
from wardapp.core.issuers import Family, IssuerKind


class SigningRole(StrEnum):
    """What a row of the matrix is for."""

    SIGN = ""  # the signature of a paper
    CHAIR = "chair"  # minutes: who led the meeting, at the right
    SECRETARY = "secretary"  # minutes: who wrote them, at the left
    CONFIRM = "confirm"  # centred under both: the chair's signature is confirmed
    JOINT = "joint"  # a paper of several bodies: the title names its body


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post a signer holds: `pho_truong_ban`, "Phó Trưởng ban".

    `title` prints (`PHÓ TRƯỞNG BAN`), `head` is the title a deputy signs in place of. It is offered
    to issuers of these `kinds` (empty = all), to an advisory body only when its name begins with
    one of `bodies` (empty = any).
    """

    key: str
    name: str
    family: Family
    title: str = ""
    head: str = ""
    kinds: tuple[IssuerKind, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRule:
    """A row of the matrix (domain §1.9, §2.1): who may sign what for whom, and what prints.

    `capacity` names for whom the post signs ("Ban Thường vụ", "Trưởng ban"); `lines` may hold
    `{title}` for the post in capitals, `{head}` for the title of whom it stands in for, `{body}`
    for the body's own name, `{own}` for the signer's main title and `{name}` for whose signature is
    confirmed; `posts` empty = anybody, `types` limits the row to some types of document, empty =
    all. `standards` are ids of standards, empty = all of the family. `bodies` are the first words
    of names of issuers the row is for, empty = all. The row goes first for the types in
    `first_for`.
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
    role: SigningRole = SigningRole.SIGN
    bodies: tuple[str, ...] = ()
    first_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingRight:
    """Types of document that a kind of body may issue (domain §1.2), a default of the office.

    `organ` names the body in words; `evidence` tells a list read in the law from one by analogy.
    """

    organ: str
    family: Family
    kinds: tuple[IssuerKind, ...]
    types: tuple[str, ...]
    clause: str
    evidence: str
    bodies: tuple[str, ...] = ()
    capacity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMatrix:
    """Posts, rows and issuing rights as the program knows them."""

    posts: tuple[Post, ...]
    rules: tuple[SigningRule, ...]
    rights: tuple[IssuingRight, ...] = ()

    def post(self, key: str, family: Family) -> Post | None:
        """Return a post of a family by its key, None for one that is not known."""
        found = (each for each in self.posts if each.key == key and each.family is family)
        return next(found, None)

    def rule(self, rule_id: str) -> SigningRule | None:
        """Return a row by its id, None for one that is not known."""
        return next((each for each in self.rules if each.id == rule_id), None)


NO_MATRIX = SigningMatrix(posts=(), rules=())
"""Nothing is known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningChoice:
    """A row of the matrix a draft may take, with what would print above the name."""

    rule: SigningRule
    signature: Signature

    @property
    def text(self) -> str:
        """Return the choice in one line: `T/M BAN THƯỜNG VỤ · PHÓ BÍ THƯ`."""
        return " · ".join(line.text for line in self.signature.lines) or self.rule.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """All places to sign of a paper; `main` None prints the signer's own lines."""

    main: Signature | None = None
    others: tuple[Signature, ...] = ()
    confirmation: Signature | None = None


NO_SIGNATURES = Signatures()
"""The signer's own lines alone."""
