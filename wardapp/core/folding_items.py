"""Lists that two copies lengthened apart: each item is a small field of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class ItemWrites:
    """What each write did to each item: by key, the number of the write and the item's JSON."""

    of_item: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    last: list[str] = field(default_factory=list)  # the keys as the last write has them

    def joined(self, kept: dict[str, str], order: Sequence[str]) -> str:
        """Return the JSON of the list: as last written, then what others added, in order."""
        first = [key for key in self.last if key in kept]
        later = [key for key in order if key not in set(first)]
        return f"[{','.join(kept[key] for key in (*first, *later))}]"


def item_writes(
    writes: Sequence[tuple[str | None, str | None]], key_of: Callable[[object], str]
) -> ItemWrites | None:
    """Return what the writes (before, after) of a list did item by item.

    None where the items of a list cannot be told from each other: it is then one value.
    """
    found = ItemWrites()
    for at, (old, new) in enumerate(writes):
        before, after = _by_key(old, key_of), _by_key(new, key_of)
        if before is None or after is None:
            return None
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                found.of_item.setdefault(key, []).append((at, after.get(key)))
        found.last = list(after)
    return found


def _by_key(text: str | None, key_of: Callable[[object], str]) -> dict[str, str] | None:
    listed = [] if text is None else json.loads(text)
    if not isinstance(listed, list):
        return None
    try:
        keyed = {key_of(item): dump_item(item) for item in listed}
    except (KeyError, TypeError):
        return None
    return keyed if len(keyed) == len(listed) else None


def dump_item(item: object) -> str:
    """Return the canonical JSON of one item, as events hold it."""
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
