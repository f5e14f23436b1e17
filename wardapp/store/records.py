"""How a value becomes the plain JSON of an event and comes back: one codec for every dataclass."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Plain = None | bool | int | str | list[Any] | dict[str, Any]
Packed = dict[str, Any]

REMEMBERED_DAYS = 4_096
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
DECIMAL = "decimal"
"""The key that marks a decimal number in JSON, so that "1.5" typed as text stays text."""


def dump(value: Plain) -> str:
    """Return JSON that is the same for the same value on every PC: sorted, tight, readable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> Plain:
    """Return a field's value in JSON's own types."""
    if type(value) in _AS_THEY_ARE:  # most fields, told apart at once
        return cast(Plain, value)
    if isinstance(value, Enum | int | str):
        return cast(Plain, value.value if isinstance(value, Enum) else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    return _parts(value)


def _parts(value: object) -> dict[str, Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"{type(value).__name__} cannot be kept")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


def pack(value: object) -> Packed:
    """Return the fields of a dataclass in JSON's own types."""
    packed = plain(value)
    if not isinstance(packed, dict):
        raise TypeError(f"{type(value).__name__} is not a record")
    return packed


def unpack(kind: type[Value], packed: Mapping[str, Any]) -> Value:
    """Return the value that was packed; a field that an older version lacked gets its default."""
    return kind(
        **{
            name: None if packed[name] is None else decode(packed[name])
            for name, decode in decoders(cast(Hashable, kind))
            if name in packed
        }
    )


@cache
def decoders(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return what brings each field of a dataclass back from JSON's own types."""
    hints = get_type_hints(kind)
    return tuple((item.name, _decoder(hints[item.name])) for item in fields(kind) if item.init)


def _decoder(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _choice([part for part in get_args(hint) if part is not type(None)])
    if origin is tuple:
        return _tuple(get_args(hint))
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return _single(hint)


def _single(hint: Any) -> Callable[[Any], Any]:
    if is_dataclass(hint):
        return lambda packed: unpack(cast(type[Any], hint), packed)
    if hint is date:
        return _day
    if hint is bool or (isinstance(hint, type) and issubclass(hint, Enum)):
        return cache(cast(Callable[[Any], Any], hint))
    return as_is


@lru_cache(maxsize=REMEMBERED_DAYS)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        each = _decoder(parts[0])
        return lambda packed: tuple(None if item is None else each(item) for item in packed)
    every = [_decoder(part) for part in parts]
    return lambda packed: tuple(
        None if item is None else decode(item) for decode, item in zip(every, packed, strict=True)
    )


def _choice(parts: list[Any]) -> Callable[[Any], Any]:
    return _decoder(parts[0]) if len(parts) == 1 else as_is


def as_is(packed: Any) -> Any:
    """Return a value that JSON keeps as it is; a marked decimal comes back as one."""
    if isinstance(packed, dict) and DECIMAL in packed:
        return Decimal(packed[DECIMAL])
    return packed
