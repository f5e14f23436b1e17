"""What a clerk keeps of lists: named filters, and how columns of old books were understood."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.dispatches import ListQuery
from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A filter of a register page under a name; `query` are the fields of a ListQuery as JSON."""

    id: RecordId
    page: str  # "incoming" | "outgoing"
    name: str
    query: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A named filter as the pages use it."""

    id: RecordId
    page: str  # "incoming" | "outgoing"
    name: str
    query: ListQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapping:
    """Which column of an old book holds which field, remembered by the heads of its columns."""

    id: RecordId
    book: str  # "den" | "di"
    heads: tuple[str, ...]  # folded, in order
    fields: tuple[str, ...]  # one a column, "" = left out
