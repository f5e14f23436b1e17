"""Where the events lie here that the receipts of other copies name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection


class Places:
    """Finds the place here of an event that somebody names by chain, number and hash."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_heads(self, heads: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
        """Return chain and number of each head."""
        return tuple((str(head["replica_id"]), int(head["seq"])) for head in heads)
