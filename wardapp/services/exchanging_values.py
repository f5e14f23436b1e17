"""Values out of a package of another office: every field of its own kind and within bounds."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")

LONGEST_TEXT, MOST_ITEMS, LARGEST = 1 << 20, 5_000, 1 << 53


class Misfit(ValueError):
    """A value of a package is not of the kind that its field takes."""


def read_value(kind: type[Value], packed: Any) -> Value:
    """Return the record that JSON spells; Misfit for a field of another kind.

    A field that is missing gets its default; one that is not known here is passed over, as a newer
    program may write more.
    """
    if not isinstance(packed, Mapping):
        raise Misfit("no record")
    hints = _hints(cast(Any, kind))
    told: dict[str, Any] = {}
    for item in fields(cast(Any, kind)):
        if item.name in packed:
            told[item.name] = _read(hints[item.name], packed[item.name])
        elif item.default is MISSING and item.default_factory is MISSING:
            raise Misfit(f"{item.name} is missing")
    return kind(**told)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return None if value is None else _read(inner, value)
    if origin is tuple:
        return _items(get_args(hint), value)
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return _single(hint, value)


def _items(parts: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise Misfit("no list")
    if parts[-1] is Ellipsis:
        return tuple(_read(parts[0], each) for each in value)
    if len(value) != len(parts):
        raise Misfit("a list of another length")
    return tuple(_read(part, each) for part, each in zip(parts, value, strict=True))


def _single(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return read_value(cast(type[Any], kind), value)
    if kind is bool or kind is int:
        return _number(kind, value)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise Misfit("no text")
    try:
        if kind is date:
            return date.fromisoformat(value)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(value)
    except ValueError as error:
        raise Misfit("no such value") from error
    return value


def _number(kind: type, value: Any) -> Any:
    if type(value) is not kind or not 0 <= cast(int, value) <= LARGEST:
        raise Misfit("no number")
    return value
