"""Two PCs that wrote under one name: a disk was copied whole, and both went on.

What the other PC wrote after the chains parted is kept as a chain of its own. Its name follows from
the first event that differs, so every copy gives it the same one; it begins with a receipt that
says where it parted. Its events keep their names and contents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from wardapp.core.exchange import Head, Receipt
from wardapp.core.identity import RecordId, derived_id
from wardapp.store.entities import RECEIPT
from wardapp.store.journal import differences, hash_of
from wardapp.store.records import dump
from wardapp.store.tables import events
from wardapp.store.tables_exchange import receipts

COMMAND = "office.fork"
_HEAD_FIELDS = frozenset({"heads", "before"})
_FORKS = text(
    f"SELECT replica_id, changes FROM {events.name} WHERE entity = '{RECEIPT.name}' "
    f"AND command = '{COMMAND}' AND seq = 1 AND entity_id IN (SELECT id FROM {receipts.name} "
    "WHERE purpose IS NULL UNION SELECT value FROM json_each(:more))"
)
_ROW = text(f"SELECT * FROM {events.name} WHERE replica_id = :chain AND seq = :seq")
_ROWS = text(f"SELECT * FROM {events.name} WHERE replica_id = :chain ORDER BY seq")
_LAST_RECEIPT = text(
    f"SELECT changes FROM {events.name} WHERE replica_id = :chain AND seq <= :seq "
    f"AND entity = '{RECEIPT.name}' ORDER BY seq DESC"
)

Row = dict[str, Any]
Named = Mapping[str, Any]
"""A head as JSON has it."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a chain left another: event `seq` of `chain`; there its writer counted `count`."""

    chain: str
    seq: int
    origin: str
    count: int


class Forks:
    """The chains that parted from others in one database."""

    def __init__(self, connection: Connection, more: Iterable[str] = ()) -> None:
        self._connection = connection
        self.partings: dict[str, Parting] = {}
        given = {"more": json.dumps(list(more))}
        waiting = {chain: _before(changes) for chain, changes in connection.execute(_FORKS, given)}
        while waiting:  # a chain may have parted from one that parted itself
            ready = {chain: at for chain, at in waiting.items() if at[0] not in waiting}
            for chain, at in ready.items():
                self.add(chain, *at)
            waiting = {chain: at for chain, at in waiting.items() if chain not in ready}
            if not ready:
                break

    def __bool__(self) -> bool:
        return bool(self.partings)

    def add(self, chain: str, left: str, seq: int) -> None:
        """Note that `chain` parted from `left` after its event `seq`."""
        parent = self.partings.get(left)
        origin, count = (left, seq) if parent is None else (parent.origin, parent.count + seq - 1)
        self.partings[chain] = Parting(left, seq, origin, count)

    def origin(self, chain: str) -> str:
        """Return the name under which a chain was written."""
        parting = self.partings.get(chain)
        return chain if parting is None else parting.origin

    def of_origin(self, origin: str) -> dict[str, Parting]:
        """Return the chains that were written under a name and parted from it."""
        return {name: each for name, each in self.partings.items() if each.origin == origin}

    def alias(self, name: str) -> Parting | None:
        """Return where the chain lies here that others call by `name` since it parted there."""
        for parting in self.partings.values():
            first = self.row(parting.chain, parting.seq + 1)
            if first is not None and fork_name(parting.origin, first["hash"]) == name:
                return parting
        return None

    def row(self, chain: str, seq: int) -> Row | None:
        """Return an event of a chain, None when it is not here."""
        found = self._connection.execute(_ROW, {"chain": chain, "seq": seq}).mappings().first()
        return None if found is None else dict(found)

    def place_of(self, head: Named) -> dict[str, int]:
        """Return which events here somebody means who names a head."""
        chain, seq = str(head["replica_id"]), int(head["seq"])
        if (alias := self.alias(chain)) is not None:
            return {alias.chain: alias.seq + seq - 1}
        row = self.row(chain, seq)
        if row is None or row["hash"] != head["hash"]:
            for name, parting in self.of_origin(chain).items():
                number = seq - parting.count + 1
                if number > 1 and self.row(name, number) is not None:
                    return {name: number, parting.chain: parting.seq}
        return {chain: seq}

    def original_hash(self, chain: str) -> str:
        """Return the hash that the newest event of a parted chain had where it was written."""
        parting = self.partings[chain]
        at = self.row(parting.chain, parting.seq)
        newest = "" if at is None else str(at["hash"])
        hashes: dict[int, str] = {}
        for row in map(dict, self._connection.execute(_ROWS, {"chain": chain}).mappings()):
            if row["seq"] == 1:
                continue
            count = parting.count + row["seq"] - 1
            written = {
                **row, "replica_id": parting.origin, "seq": count, "prev_hash": newest,
                "changes": _with_heads(row, lambda heads: _unsaid(heads, chain, parting, hashes)),
            }  # fmt: skip
            newest = hash_of(written)
            hashes[row["seq"]] = newest
        return newest

    def first_row(self, chain: str, parting: Parting) -> Row:
        """Return the receipt that a parted chain begins with."""
        at = self.row(parting.chain, parting.seq) or {}
        left = Head(
            replica_id=RecordId(parting.chain), seq=parting.seq, hash=str(at.get("hash", ""))
        )
        known = {head["replica_id"]: head for head in self._heads_before(parting)}
        heads = tuple(
            Head(replica_id=RecordId(each["replica_id"]), seq=each["seq"], hash=each["hash"])
            for name, each in known.items()
            if name != parting.chain
        )
        receipt = Receipt(
            id=derived_id("fork", chain, "receipt"),
            purpose=None,
            package_sha256="",
            file_name="",
            office_name="",
            device_name="",
            device_key="",
            received_ms=int(at.get("clock_ms", 0)),
            heads=tuple(sorted((*heads, left), key=lambda head: head.replica_id)),
            before=(left,),
        )
        changes = differences({}, RECEIPT.fields_of(receipt))
        row: Row = {
            "event_id": derived_id("fork", chain, "event"),
            "replica_id": chain,
            "seq": 1,
            "clock_ms": int(at.get("clock_ms", 0)),
            "clock_counter": int(at.get("clock_counter", 0)),
            "clerk": "",
            "account": str(at.get("account", "")),
            "command": COMMAND,
            "title": "Máy thứ hai dùng chung tên",
            "step_id": derived_id("fork", chain, "step"),
            "entity": RECEIPT.name,
            "entity_id": receipt.id,
            "changes": dump([[each.field, each.old, each.new] for each in changes]),
            "reason": "",
            "prev_hash": "",
        }
        return row | {"hash": hash_of(row)}

    def carried(self, row: Row, chain: str, newest: str) -> Row:
        """Return an event of the other PC as the parted chain has it, after `newest`."""
        parting = self.partings[chain]
        told: Row = {
            **row,
            "replica_id": chain,
            "seq": row["seq"] - parting.count + 1,
            "prev_hash": newest,
            "changes": _with_heads(row, lambda heads: self._said(heads, chain, parting)),
        }
        return told | {"hash": hash_of(told)}

    def _said(self, heads: Sequence[Named], chain: str, parting: Parting) -> list[Named]:
        """Return heads with the writer's own chain under the name it has here."""
        found = {str(head["replica_id"]): head for head in heads}
        own = found.get(parting.origin)
        if own is None or own["seq"] <= parting.count:
            return list(heads)
        del found[parting.origin]
        for name, seq in ((parting.chain, parting.seq), (chain, own["seq"] - parting.count + 1)):
            row = self.row(name, seq) or {}
            found[name] = {"hash": row.get("hash", ""), "replica_id": name, "seq": seq}
        return [found[name] for name in sorted(found)]

    def _heads_before(self, parting: Parting) -> Sequence[Named]:
        given = {"chain": parting.chain, "seq": parting.seq}
        for changes in self._connection.execute(_LAST_RECEIPT, given).scalars():
            said = {name: new for name, _, new in json.loads(changes)}
            if said.get("heads") not in {None, "[]"}:
                heads: Sequence[Named] = json.loads(said["heads"])
                return heads
        return ()


def fork_name(origin: str, first_hash: str) -> RecordId:
    """Return the name of the chain that parted with this event."""
    return derived_id("fork", origin, first_hash)


def parted_from(row: Row) -> tuple[str, int, str] | None:
    """Return chain, number and hash where a chain parted, of its first event; None for others."""
    if row["command"] != COMMAND or row["seq"] != 1 or row["entity"] != RECEIPT.name:
        return None
    said = {name: new for name, _, new in json.loads(row["changes"])}
    (head,) = json.loads(said["before"])
    return str(head["replica_id"]), int(head["seq"]), str(head["hash"])


def _before(changes: str) -> tuple[str, int]:
    said = {name: new for name, _, new in json.loads(changes)}
    (head,) = json.loads(said["before"])
    return str(head["replica_id"]), int(head["seq"])


def _with_heads(row: Mapping[str, Any], told: Any) -> str:
    if row["entity"] != RECEIPT.name:
        return str(row["changes"])
    changes = [
        [name, old, dump(told(json.loads(new)))]
        if name in _HEAD_FIELDS and new is not None
        else [name, old, new]
        for name, old, new in json.loads(row["changes"])
    ]
    return dump(changes)


def _unsaid(
    heads: Sequence[Named], chain: str, parting: Parting, hashes: Mapping[int, str]
) -> list[Named]:
    found = {str(head["replica_id"]): head for head in heads}
    own = found.pop(chain, None)
    if own is None:
        return list(heads)
    found.pop(parting.chain, None)
    found[parting.origin] = {
        "hash": hashes.get(own["seq"], ""),
        "replica_id": parting.origin,
        "seq": parting.count + own["seq"] - 1,
    }
    return [found[name] for name in sorted(found)]
