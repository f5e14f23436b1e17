"""Codes of moments in the history: found from the events alone, and held against all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from wardapp.core.check_code import code_of_digest, seal_code, seal_digest, start_of
from wardapp.core.clock import day_of, start_of_day
from wardapp.core.safety import DaySeal
from wardapp.store.chain_walk import Walked, bare
from wardapp.store.connecting import connect
from wardapp.store.copies import OFFICE, copies, local_fact
from wardapp.store.entities import RECEIPT
from wardapp.store.faults import told
from wardapp.store.merging_forks import Forks
from wardapp.store.tables import events
from wardapp.store.work import Work

_E = events.name
_NEWEST = text(
    f"SELECT seq, hash, clock_ms FROM {_E} WHERE replica_id = :chain ORDER BY seq DESC LIMIT 1"
)
_BETWEEN = text(
    f"SELECT replica_id, seq, hash, clock_ms FROM {_E} WHERE clock_ms >= :begin "
    "AND clock_ms < :end ORDER BY clock_ms, clock_counter"
)
_RECEIPTS = text(
    f"SELECT entity_id, seq, changes FROM {_E} WHERE replica_id = :chain "
    f"AND entity = '{RECEIPT.name}' ORDER BY seq"
)
_AT = text(f"SELECT hash FROM {_E} WHERE replica_id = :chain AND seq = :seq")
_WITH = text(f"SELECT seq FROM {_E} WHERE replica_id = :chain AND hash = :hash")

_OF_FILE = (
    "SELECT o.value, r.value, e.seq, e.hash FROM local o, local r "
    f"JOIN {_E} e ON e.replica_id = r.value "
    f"WHERE o.name = '{OFFICE}' AND r.name = 'replica_id' ORDER BY e.seq DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The event that a code stands for."""

    replica_id: str
    seq: int
    hash: str
    at_ms: int


class Seals:
    """Reads the codes of an office's moments; nothing here writes."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._connection: Connection = work.connection
        self._office = local_fact(work, OFFICE)

    def now(self) -> DaySeal | None:
        """Return the code of all that this copy holds now, None before its first event."""
        chain = str(self._work.replica_id)
        row = self._connection.execute(_NEWEST, {"chain": chain}).first()
        return None if row is None else self._sealed(Found(chain, *row), 0)

    def days(self, first: date, last: date) -> tuple[DaySeal, ...]:
        """Return the code of every day on which this copy wrote anything, oldest first."""
        span = {"begin": start_of_day(first), "end": start_of_day(last + timedelta(days=1))}
        own = self._own()
        newest: dict[date, Found] = {}
        counts: dict[date, int] = {}
        for row in self._connection.execute(_BETWEEN, span):
            if row[0] in own:
                found = Found(*row)
                day = day_of(found.at_ms)
                newest[day] = found
                counts[day] = counts.get(day, 0) + 1
        return tuple(self._sealed(newest[day], counts[day]) for day in sorted(newest))

    def find(self, code: str) -> Found | None:
        """Return the event of any chain that a code stands for."""
        begin = start_of(code)
        cursor = bare(self._connection).cursor()
        try:
            rows = cursor.execute(f"SELECT replica_id, seq, hash, clock_ms FROM {_E}")
            for replica, seq, own, at in rows:
                digest = seal_digest(self._office, replica, seq, own)
                if digest.startswith(begin) and code_of_digest(digest) == code:
                    return Found(replica, seq, own, at)
        finally:
            cursor.close()
        return None

    def heads_at(self, found: Found) -> dict[str, tuple[int, str]]:
        """Return what a chain says it had seen of every chain at an event; itself among them.

        Imports that were taken out again count no more.
        """
        heads = {found.replica_id: (found.seq, found.hash)}
        for name, seq, own in self._seen(found):
            if name not in heads or (name != found.replica_id and heads[name][0] < seq):
                heads[name] = (seq, own)
        return heads

    def place_of(self, name: str, own: str) -> tuple[int, str] | None:
        """Return where an event with this hash stands in a chain, None where it is no more."""
        seq = self._connection.execute(_WITH, {"chain": name, "hash": own}).scalar()
        return None if seq is None else (int(seq), own)

    def against(
        self, heads: Mapping[str, tuple[int, str]], walked: Mapping[str, Walked]
    ) -> Iterator[str]:
        """Yield what speaks against a history that reached these heads, the first one first."""
        forks = Forks(self._connection)
        for name, (seq, own) in sorted(heads.items()):
            chain = walked.get(name)
            first = (
                next((each for each in chain.faults if each.seq <= seq), None) if chain else None
            )
            if first is not None:
                yield first.told(name)
            elif not self._holds(forks, name, seq, own):
                yield f"{name}: sự kiện {seq} không còn như lúc niêm phong"

    def _holds(self, forks: Forks, name: str, seq: int, own: str) -> bool:
        here = self._connection.execute(_AT, {"chain": name, "seq": seq}).scalar()
        if here == own:
            return True
        places = forks.place_of({"replica_id": name, "seq": seq, "hash": own}) if forks else {}
        return bool(places.keys() - {name})  # written under this name elsewhere, kept apart here

    def _seen(self, found: Found) -> Iterator[tuple[str, int, str]]:
        """Yield the heads that the receipts of a chain name up to an event."""
        receipts: dict[str, tuple[int, dict[str, Any]]] = {}
        for record, seq, changes in self._connection.execute(
            _RECEIPTS, {"chain": found.replica_id}
        ):
            kept = receipts.setdefault(record, (seq, {}))[1]
            kept.update((field, new) for field, _old, new in json.loads(changes))
        for seq, fields in receipts.values():
            undone = json.loads(fields.get("undone_ms") or "null")
            if seq <= found.seq and undone is None:
                for head in json.loads(fields.get("heads") or "[]"):
                    yield str(head["replica_id"]), int(head["seq"]), str(head["hash"])

    def _own(self) -> frozenset[str]:
        """Return the chains this copy wrote or goes on from."""
        known, name = copies(self._work), str(self._work.replica_id)
        own: set[str] = set()
        while name and name not in own:
            own.add(name)
            name = str(known[name].follows or "") if name in known else ""
        return frozenset(own)

    def _sealed(self, found: Found, count: int) -> DaySeal:
        return DaySeal(
            day=day_of(found.at_ms),
            code=seal_code(self._office, found.replica_id, found.seq, found.hash),
            replica_id=found.replica_id,
            seq=found.seq,
            hash=found.hash,
            at_ms=found.at_ms,
            event_count=count,
        )


def seal_in(path: Path) -> str:
    """Return the code of all that a database file holds, "" where it holds nothing yet."""
    with told(path), closing(connect(path, mode="ro")) as database:
        row = database.execute(_OF_FILE).fetchone()
    return "" if row is None else seal_code(*row)
