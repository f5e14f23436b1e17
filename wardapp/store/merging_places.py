"""Where the events lie here that the receipts of other copies name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wardapp.store.merging_forks import Forks


class Places:
    """Finds the place here of an event that somebody names by chain, number and hash."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks

    def of_heads(self, heads: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
        """Return chain and number of each head."""
        if not self._forks:
            return tuple((str(head["replica_id"]), int(head["seq"])) for head in heads)
        found: dict[str, int] = {}
        for head in heads:
            for chain, seq in self._forks.place_of(head).items():
                found[chain] = max(seq, found.get(chain, 0))
        return tuple(found.items())
