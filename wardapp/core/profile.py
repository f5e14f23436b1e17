"""What set-up asks for: the office before it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from wardapp.core.issuers import Body, Issuer, Person, Signer, Term, Unit
from wardapp.core.settings import OfficeSettings

DEFAULT_SETTINGS = OfficeSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastNumber:
    """The last number the paper books used: Party per type in the term, State per group and year.

    `book` den or di; `group` is a type code (Party), a group (State) or "" (one counter for all).
    """

    issuer_symbol: str
    book: str
    group: str
    scope_label: str  # year "2026" or the term's label
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off (`is_working` False) or a swapped Saturday that is worked (True)."""

    day: date
    name: str
    is_working: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeProfile:
    """An office as set-up leaves it."""

    title: str  # window caption
    issuers: tuple[Issuer, ...]
    terms: tuple[Term, ...]
    signers: tuple[Signer, ...]
    last_numbers: tuple[LastNumber, ...] = ()
    people: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    units: tuple[Unit, ...] = ()
    settings: OfficeSettings = DEFAULT_SETTINGS
    is_example: bool = False


class GuideKind(IntEnum):
    """The four answers to the first question of the guide, numbered like their keys."""

    ADVISORY = 1  # Ban Xây dựng Đảng
    COMMITTEE = 2  # Đảng ủy phường, xã
    PEOPLES_COMMITTEE = 3  # UBND phường, xã
    OTHER = 4  # Văn phòng, UBKT, đoàn thể


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChoice:
    """What the first page of the guide asks; the rest of a profile follows from it.

    `other_name` and `other_symbol` are typed for GuideKind.OTHER only; `is_party` says which law
    lays out that body's documents.
    """

    kind: GuideKind
    ward: str  # "Liên Hồ"
    unit: str = "Phường"  # "Phường" | "Xã" | "Đặc khu"
    city: str = "Thành phố Hà Nội"
    other_name: str = "Văn phòng"
    other_symbol: str = ""
    is_party: bool = True
