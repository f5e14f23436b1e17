"""Kinds of columns that the tables are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    Text,
    TypeDecorator,
)

from wardapp.store.records import dump


class Json(TypeDecorator[Any]):
    """Lists and nested values, kept as the same canonical JSON that events hold.

    A query gives the text: `rows.py` makes the value, and makes one that comes often only once.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text to keep; nothing stays NULL."""
        return None if value is None else dump(value)


def an_id() -> Column[str]:
    """Return a column for the name of a record, the key of its table."""
    return Column("id", Text, primary_key=True)


def a_row() -> Column[int]:
    """Return a column for the number that orders a register, the key of its table."""
    return Column("row", Integer, primary_key=True)


def a_text(name: str) -> Column[str]:
    """Return a column for text, never NULL."""
    return Column(name, Text, nullable=False)


def maybe_text(name: str) -> Column[str]:
    """Return a column for text that may be absent."""
    return Column(name, Text)


def a_number(name: str) -> Column[int]:
    """Return a column for a whole number, never NULL."""
    return Column(name, Integer, nullable=False)


def maybe_number(name: str) -> Column[int]:
    """Return a column for a whole number that may be absent."""
    return Column(name, Integer)


def a_flag(name: str) -> Column[bool]:
    """Return a column for yes or no."""
    return Column(name, Boolean(create_constraint=False), nullable=False)


def a_json(name: str) -> Column[Any]:
    """Return a column for lists or nested values."""
    return Column(name, Json, nullable=False)


def maybe_json(name: str) -> Column[Any]:
    """Return a column for lists or nested values that may be absent."""
    return Column(name, Json)


def unique_id() -> Column[str]:
    """Return a column for the name of a record whose key is its row."""
    return Column("id", Text, nullable=False, unique=True)


def an_issuer() -> Column[str]:
    """Return a column for the body of this office that a record belongs to."""
    return Column("issuer_id", Text, ForeignKey("issuers.id"), nullable=False)


def later_text(name: str) -> Column[str]:
    """Return a column for text that a later step added: empty in the rows before it."""
    return Column(name, Text, nullable=False, server_default="")


def later_number(name: str) -> Column[int]:
    """Return a column for a number that a later step added: 0 in the rows before it."""
    return Column(name, Integer, nullable=False, server_default="0")


def later_flag(name: str) -> Column[bool]:
    """Return a column for yes or no that a later step added: no in the rows before it."""
    return Column(name, Boolean(create_constraint=False), nullable=False, server_default="0")


def later_json(name: str) -> Column[Any]:
    """Return a column for a list that a later step added: empty in the rows before it."""
    return Column(name, Json, nullable=False, server_default="[]")
