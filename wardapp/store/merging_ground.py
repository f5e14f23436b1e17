"""What folding stands on: what each event knew, and which events are this copy's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from wardapp.core.causality import Knowledge, Milestone
from wardapp.core.identity import RecordId
from wardapp.store.entities import RECEIPT
from wardapp.store.merging_forks import Forks
from wardapp.store.merging_places import Places
from wardapp.store.tables import events, local
from wardapp.store.tables_exchange import receipts

_RECEIPTS = text(
    f"SELECT e.replica_id, e.seq, e.entity_id, e.changes FROM {events.name} e WHERE e.entity = "
    f"'{RECEIPT.name}' AND e.entity_id IN (SELECT id FROM {receipts.name} UNION SELECT value FROM "
    "json_each(:more)) ORDER BY e.replica_id, e.seq"
)
_OURSELVES = text(f"SELECT value FROM {local.name} WHERE name = 'replica_id'")

OwnLine = Mapping[str, int]
"""The chains that this copy wrote itself, and how far: its own, and those it went on from."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A database to fold records of."""

    connection: Connection
    replica_id: RecordId
    knowledge: Knowledge
    own: OwnLine
    forks: Forks

    def is_own(self, chain: str, seq: int) -> bool:
        """Tell whether this copy wrote an event, before it was copied perhaps."""
        return seq <= self.own.get(chain, 0)


@dataclass(frozen=True, slots=True)
class _Told:
    """A receipt as its chain has it."""

    seq: int
    heads: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, int], ...]


def ground_of(connection: Connection, more: Iterable[str] = (), replica_id: str = "") -> Ground:
    """Return what folding stands on; `more` are receipts whose rows are not here yet.

    `replica_id` is this copy, as the database says when it is left out.

    A receipt tells how far its copy had seen all chains; one that was taken back tells that it goes
    on as before it.
    """
    more = list(more)
    forks = Forks(connection, more)
    places = Places(forks)
    stones: dict[str, list[Milestone]] = {}
    told: dict[str, dict[str, _Told]] = {}
    rows = connection.execute(_RECEIPTS, {"more": json.dumps(more)})
    for chain, seq, receipt_id, changes in rows:
        said = {name: json.loads(new) for name, _, new in json.loads(changes) if new is not None}
        here = told.setdefault(chain, {})
        if said.get("heads"):
            heads, before = (places.of_heads(said.get(name, [])) for name in ("heads", "before"))
            here[receipt_id] = _Told(seq, heads, before)
            stones.setdefault(chain, []).append(Milestone(seq, dict(heads)))
        elif said.get("undone_ms") is not None and receipt_id in here:
            undone = here[receipt_id]
            if undone.heads != undone.before:  # else it brought no events, like a report
                stones[chain].append(Milestone(seq, dict(undone.before)))
    ourselves = RecordId(replica_id or str(connection.execute(_OURSELVES).scalar() or ""))
    own = _own_line(ourselves, {chain: list(each.values()) for chain, each in told.items()})
    return Ground(connection, ourselves, Knowledge(stones), own, forks)


def _own_line(replica_id: str, told: Mapping[str, list[_Told]]) -> OwnLine:
    """Follow the chain of this copy back over the copies it went on from.

    A copy of the time before receipts has none that says so: then all is its own that was here
    before it first took something in.
    """
    own: dict[str, int] = {}
    waiting = [(replica_id, _ENDLESS)]
    while waiting:
        chain, upto = waiting.pop()
        if chain in own:
            continue
        own[chain] = upto
        first = next((each for each in told.get(chain, ()) if each.seq <= upto), None)
        if first is not None:
            waiting += first.before
    return own


_ENDLESS = 1 << 62
