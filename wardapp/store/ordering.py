"""Terms of an order, and the condition that a row stands before another in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, and_, false, literal, literal_column, or_

_DOWN = " DESC"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of SQLite's ORDER BY."""

    of_row: str
    is_down: bool

    @classmethod
    def of(cls, term: str) -> Self:
        """Return a term as it is written: `year DESC`, `due_date IS NULL`."""
        is_down = term.endswith(_DOWN)
        return cls(f"({term.removesuffix(_DOWN)})", is_down)


def before(terms: Sequence[Term], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that a row stands before the one with these values.

    NULL stands first where a term goes up and last where it goes down, as SQLite has it.
    """
    ways: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for term, value in zip(terms, values, strict=True):
        column: ColumnElement[Any] = literal_column(term.of_row)
        ways.append(and_(*same, _ahead(column, value, is_down=term.is_down)))
        same.append(column.is_(None) if value is None else column == literal(value))
    return or_(*ways)


def _ahead(column: ColumnElement[Any], value: Any, *, is_down: bool) -> ColumnElement[bool]:
    if value is None:
        return column.is_not(None) if is_down else false()
    if is_down:
        return column > literal(value)
    return or_(column.is_(None), column < literal(value))
