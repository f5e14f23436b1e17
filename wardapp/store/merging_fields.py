"""By which rule each field of each kind of record comes together when copies wrote it apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from wardapp.core.folding import Rule, Shape
from wardapp.store.entities import BY_NAME
from wardapp.store.records import dump

BOOKKEEPING = frozenset({"receipt", "settlement", "keeping", "copy"})
"""Kinds that no clerk writes: nobody is asked about them."""

_QUIET = frozenset(
    {
        ("incoming", "registered_ms"),
        ("outgoing", "registered_ms"),
        ("petition", "registered_ms"),
        ("log", "registered_ms"),
        ("opinion", "registered_ms"),
        ("draft", "created_ms"),
        ("draft", "changed_ms"),
        ("draft", "version"),
        ("form_file", "changed_ms"),
        ("filing", "ordinal"),
        ("filter", "position"),
        ("series", "key"),
        ("filled", "overrides"),  # the order of typed cells; each cell has a field of its own
        ("filled", "tables"),
    }
)  # fmt: skip
_MOST = frozenset({("series", "last_number")})
_EVER = frozenset({"left_screen"})

_ITEM_KEYS: dict[str, tuple[str, ...]] = {
    "attachments": ("sha256", "role"),
    "deliveries": ("name",),
}
"""Lists of nested values, and what tells their items apart; other lists hold plain values."""

_LISTS: dict[str, frozenset[str]] = {
    "incoming": frozenset({"attachments"}),
    "outgoing": frozenset({"attachments", "deliveries"}),
    "log": frozenset({"attachments", "evidence_links"}),
    "petition": frozenset({"attachments", "links", "urged"}),
    "opinion": frozenset({"attachments", "links", "heard_on"}),
    "closing": frozenset({"attachments"}),
    "body": frozenset({"short_names", "former_names"}),
    "unit": frozenset({"other_names"}),
    "unit_duty": frozenset({"reminded"}),
    "unit_return": frozenset({"evidence"}),
    "regime": frozenset({"unit_ids"}),
    "addressees": frozenset({"members"}),
}


@cache
def shape_of(entity: str) -> Shape:
    """Return how records of a kind are folded."""
    lists = _LISTS.get(entity, frozenset())

    def rule(name: str) -> Rule:
        if name in lists:
            return Rule.ITEMS
        if (entity, name) in _MOST:
            return Rule.MOST
        if name in _EVER:
            return Rule.EVER
        is_quiet = entity in BOOKKEEPING or (entity, name) in _QUIET
        return Rule.QUIET if is_quiet else Rule.LATER

    return Shape(key=BY_NAME[entity].key, rule=rule, key_of=_key_of)


def _key_of(name: str) -> Callable[[object], str]:
    parts = _ITEM_KEYS.get(name)
    if parts is None:
        return _whole

    def key(item: Any) -> str:
        return " ".join(str(item[part]) for part in parts)

    return key


def _whole(item: Any) -> str:
    return item if isinstance(item, str) else dump(item)
