"""How the row of a table becomes its record: worked out once a kind, so that lists stay fast."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Table

from wardapp.store.columns import Json
from wardapp.store.records import as_is, decoders

Value = TypeVar("Value")
Reader = Callable[[Sequence[Any]], Value]

REMEMBERED = 2_000
SHORT = 500
"""Nested values are frozen, so records may share one: signers and addressees come again."""


def row_reader(kind: type[Value], table: Table) -> Reader[Value]:
    """Return what makes a record of a whole row of its table; NULL stands for the default."""
    places = {column.name: at for at, column in enumerate(table.columns)}
    plan = tuple(
        (name, places[name], _from_text(decode) if _is_json(table, name) else _plain(decode))
        for name, decode in decoders(cast(Hashable, kind))
    )

    def read(row: Sequence[Any]) -> Value:
        return kind(
            **{
                name: kept if decode is None else decode(kept)
                for name, at, decode in plan
                if (kept := row[at]) is not None
            }
        )

    return read


def _is_json(table: Table, name: str) -> bool:
    return isinstance(table.columns[name].type, Json)


def _plain(decode: Callable[[Any], Any]) -> Callable[[Any], Any] | None:
    return None if decode is as_is else decode


def _from_text(decode: Callable[[Any], Any]) -> Callable[[str], Any]:
    def fresh(text: str) -> Any:
        return decode(json.loads(text))

    if decode is as_is:
        return fresh  # a list as it stands could be changed by who holds it
    remembered = lru_cache(maxsize=REMEMBERED)(fresh)
    return lambda text: remembered(text) if len(text) <= SHORT else fresh(text)
