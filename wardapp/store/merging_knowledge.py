"""What each event knew, read from the receipts in the chains."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from wardapp.core.causality import Knowledge, Milestone
from wardapp.store.entities import RECEIPT
from wardapp.store.tables import events
from wardapp.store.tables_exchange import receipts

_RECEIPTS = text(
    f"SELECT e.replica_id, e.seq, e.entity_id, e.changes FROM {events.name} e WHERE e.entity = "
    f"'{RECEIPT.name}' AND e.entity_id IN (SELECT id FROM {receipts.name} UNION SELECT value FROM "
    "json_each(:more)) ORDER BY e.replica_id, e.seq"
)


def knowledge_in(connection: Connection, more: list[str] | None = None) -> Knowledge:
    """Return what the events of a database knew; `more` are receipts whose rows are not here yet.

    A receipt tells how far its copy had seen all chains; one that was taken back tells that it goes
    on as before it.
    """
    before: dict[tuple[str, str], dict[str, int]] = {}
    stones: dict[str, list[Milestone]] = {}
    rows = connection.execute(_RECEIPTS, {"more": json.dumps(more or [])})
    for chain, seq, receipt_id, changes in rows:
        told = {name: json.loads(new) for name, _, new in json.loads(changes) if new is not None}
        if told.get("heads"):
            before[chain, receipt_id] = _reach(told.get("before", []))
            stones.setdefault(chain, []).append(Milestone(seq, _reach(told["heads"])))
        elif told.get("undone_ms") is not None and (chain, receipt_id) in before:
            stones[chain].append(Milestone(seq, before[chain, receipt_id]))
    return Knowledge(stones)


def _reach(heads: list[Any]) -> dict[str, int]:
    return {str(head["replica_id"]): int(head["seq"]) for head in heads}
