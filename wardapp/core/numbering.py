"""Number series: whose counter, in which scope, and what a number can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class Scope(StrEnum):
    """What a series runs in before it starts again from 01."""

    YEAR = "year"  # State outgoing, incoming: 1 January to 31 December (NĐ30 Đ15, Đ22)
    TERM = "term"  # Party outgoing: one term of the committee (HD05 3.1.1)


class NumberState(StrEnum):
    """What became of a number."""

    USED = "used"
    CANCELLED = "cancelled"
    EXTERNAL = "external"  # used in a book outside this program


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """Names one counter: issuer, counter group and the year or term it runs in."""

    issuer_id: RecordId
    book: str  # "den" | "di"
    group: str  # "" for one counter for all, else type code or group of types
    scope: Scope
    scope_value: str  # "2026" or the term's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A counter with the last number given; `keeper` is the replica that may give numbers."""

    id: RecordId
    key: SeriesKey
    last_number: int
    keeper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLife:
    """One step in the life of a number: what happened, when, by whom and why."""

    number: int
    state: NumberState
    dispatch_id: RecordId | None
    on: date
    actor: str
    reason: str = ""
