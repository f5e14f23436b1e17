"""Events from elsewhere whose values are of the kinds that their records declare.

Hashes and signature may be right and a value still be a number where a text belongs: every list
that shows it would stumble, long after it was taken in. What is not known here is passed over; it
is for the merge to say whether that may be.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from wardapp.core.errors import PackageDamaged
from wardapp.core.journal import Event
from wardapp.store.entities import BY_NAME
from wardapp.store.records import DECIMAL

Fits = Callable[[Any], bool]
LONGEST_DECIMAL = 400
_UNCUT = BY_NAME["incoming"].spread
_MISFIT = (
    "Gói có nội dung không đúng kiểu dữ liệu của sổ nên chưa nhận gì. "
    "Hãy báo nơi gửi kiểm tra máy rồi gửi lại."
)


class FittingEvents:
    """Events that can be gone through again; PackageDamaged at the first that does not fit."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = events

    def __iter__(self) -> Iterator[Event]:
        for event in self._events:
            if not is_fitting(event):
                raise PackageDamaged(_MISFIT)
            yield event


def is_fitting(event: Event) -> bool:
    """Tell whether each new value of an event is what its record declares for that field."""
    if event.entity not in BY_NAME:
        return True
    checks = _checks(event.entity)
    told = [change for change in event.changes if change.new is not None]
    values = json.loads(f"[{','.join(str(change.new) for change in told)}]")
    return len(values) == len(told) and all(
        change.field not in checks or checks[change.field](value)
        for change, value in zip(told, values, strict=True)
    )


@cache
def _checks(entity: str) -> dict[str, Fits]:
    """Return what each field of a kind of record must be; none where events cut fields apart."""
    if BY_NAME[entity].spread is not _UNCUT:
        return {}
    kind = BY_NAME[entity].kind
    hints = get_type_hints(kind)
    return {item.name: _fits(hints[item.name]) for item in fields(kind) if item.init}


def _fits(hint: Any) -> Fits:
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        choices = [_fits(part) for part in get_args(hint)]
        return lambda value: any(choice(value) for choice in choices)
    if origin is tuple:
        return _tuple_fits(get_args(hint))
    return _single_fits(hint)


def _tuple_fits(parts: tuple[Any, ...]) -> Fits:
    if parts[-1] is Ellipsis:
        each = _fits(parts[0])
        return lambda value: isinstance(value, list) and all(map(each, value))
    every = [_fits(part) for part in parts]
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(every)
        and all(fits(item) for fits, item in zip(every, value, strict=True))
    )


def _single_fits(hint: Any) -> Fits:
    if is_dataclass(hint):
        return _record_fits(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        known = {each.value for each in hint}
        return lambda value: isinstance(value, str | int) and value in known
    return _PLAIN.get(hint, lambda _value: True)


def _record_fits(kind: Any) -> Fits:
    hints = get_type_hints(kind)
    checks = {item.name: _fits(hints[item.name]) for item in fields(kind) if item.init}
    return lambda value: (
        isinstance(value, dict)
        and all(checks[name](part) for name, part in value.items() if name in checks)
    )


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_decimal(value: Any) -> bool:
    text = value.get(DECIMAL) if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(text, str) or len(text) > LONGEST_DECIMAL:
        return False
    try:
        found = Decimal(text)
    except InvalidOperation:
        return False
    return found.is_finite() and abs(found.adjusted()) < LONGEST_DECIMAL


_PLAIN: dict[Any, Fits] = {
    str: lambda value: isinstance(value, str),
    int: lambda value: type(value) is int,
    bool: lambda value: type(value) is bool,
    date: _is_day,
    Decimal: _is_decimal,
    type(None): lambda value: value is None,
}
