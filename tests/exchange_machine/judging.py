"""What must hold on every copy, judged from the test's own memory of what was written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from tests.exchange_machine.ledger import IS_THERE, Fields, Ledger, Name, Write
from tests.exchange_machine.pcs import Pc
from wardapp.store.entities import COPY, KEEPING, SERIES, SETTLEMENT, SPAN

BOOKKEEPING = {SERIES.name, SPAN.name, KEEPING.name, COPY.name, SETTLEMENT.name}
"""Kinds that no clerk writes field by field: counters and the like, judged as numbers."""

UNASKED = {("filing", "ordinal"), ("filled", "overrides"), ("filled", "tables")}
"""Places in an order: the later one shows, and no clerk is asked."""

Place = tuple[str, ...]


class Seeing(Protocol):
    """A copy of the office: what it shows, and the writes that it has seen."""

    name: str
    seen: int
    records: dict[Name, Fields]


def waiting(pc: Pc) -> set[tuple[str, str, str]]:
    """Return the fields that wait for the clerk on a PC."""
    return {(each.entity, each.record_id, each.field) for each in pc.office.syncing.conflicts()}


def judge_alike(pcs: list[Pc]) -> int:
    """Hold the PCs that saw the same writes against each other; return how many pairs."""
    pairs = [(a, b) for a, b in combinations(pcs, 2) if a.seen == b.seen]
    for one, other in pairs:
        here, there = one.shared(), other.shared()
        apart = {
            name: (here.get(name), there.get(name))
            for name in here.keys() | there.keys()
            if here.get(name) != there.get(name)
        }
        assert not apart, f"{one.name} and {other.name} saw the same, but: {shown(apart)}"
        assert waiting(one) == waiting(other), (one.name, other.name, "other conflicts wait")
        assert contests(one) == contests(other), (one.name, other.name, "other contested numbers")
    return len(pairs)


def shown(apart: dict[Name, tuple[Fields | None, Fields | None]]) -> str:
    """Return differences as one reads them."""
    lines = []
    for name, (one, other) in list(apart.items())[:5]:
        if one is None or other is None:
            lines.append(f"{name}: {one} | {other}")
        else:
            keys = [k for k in one.keys() | other.keys() if one.get(k) != other.get(k)]
            lines.append(
                f"{name}: " + "; ".join(f"{k}: {one.get(k)} | {other.get(k)}" for k in keys)
            )
    return "\n".join(lines)


def contests(pc: Pc) -> set[frozenset[str]]:
    """Return the lines that are told to hold the same number."""
    return {frozenset(line.id for line in each.lines) for each in pc.office.leases.contested()}


@dataclass
class Judge:
    """Judges one PC: everything written that it saw is shown, overtaken, or waits."""

    ledger: Ledger
    base: dict[Name, Fields]
    looked_at: int = 0

    def judge(self, copy: Seeing, open_fields: set[tuple[str, str, str]]) -> None:
        """Hold what a copy shows, and what waits there, against all that it has seen."""
        open_records = {(entity, record) for entity, record, _ in open_fields}
        for name in self.ledger.writes:
            if name[0] in BOOKKEEPING:
                continue
            self.looked_at += 1
            fault = "; ".join(self._faults(copy, name, open_fields, name in open_records))
            assert not fault, f"on {copy.name}, {name}: {fault}"

    def _faults(
        self, copy: Seeing, name: Name, open_fields: set[tuple[str, str, str]], is_open: bool
    ) -> Iterator[str]:
        kept = copy.records.get(name)
        existence = self.ledger.seen_of(name, IS_THERE, copy.seen)
        removals = [write for write in existence if write.value is None]
        if kept is None:
            was_there = name in self.base or any(write.value for write in existence)
            if was_there and not removals:
                yield "gone, though nobody removed it"
            if not is_open:
                yield from self._unheard(copy, name, removals)
            return
        if not existence and name not in self.base:
            yield "there, though nobody it knows added it"
        for each in self.ledger.writes[name].keys() | kept.keys():
            if each != IS_THERE:
                yield from self._field(copy, name, each, (*name, each) in open_fields)
        if not is_open:
            yield from self._disobeyed(copy, name, removals)

    def _unheard(self, copy: Seeing, name: Name, removals: list[Write]) -> Iterator[str]:
        """Yield the values that went with a record though who removed it never saw them."""
        known = 0
        for removal in removals:
            known |= removal.knew | removal.bit
        for each in self.ledger.writes[name]:
            for write in self.ledger.standing(name, each, copy.seen):
                if write.value is not None and not write.bit & known:
                    yield f"{each}={write.value} of {write.who} went with the record; nothing waits"

    def _disobeyed(self, copy: Seeing, name: Name, removals: list[Write]) -> Iterator[str]:
        """Yield the removals that did not come about though nobody wrote knowing them."""
        everything = 0
        for each in self.ledger.writes[name]:
            for write in self.ledger.seen_of(name, each, copy.seen):
                everything |= write.knew
        for removal in removals:
            if not everything & removal.bit:
                yield f"there, though {removal.who} removed it, and nothing waits"

    def _field(self, copy: Seeing, name: Name, each: str, is_open: bool) -> Iterator[str]:
        shows = copy.records[name].get(each)
        writes = self.ledger.standing(name, each, copy.seen)
        if not writes:
            first = self.base.get(name, {}).get(each)
            if shows != first:
                yield f"{each} shows {shows}, nobody wrote that ({first})"
            return
        values = {write.value for write in writes}
        if is_joined(values, shows):
            return
        stand = [(write.who, write.value) for write in writes]
        if shows not in values:
            yield f"{each} shows {shows}, but {stand} stand"
        elif len(values) > 1 and not is_open and not is_unasked(name, each):
            yield f"{each} shows {shows}: {stand} stand apart, and nothing waits"


def is_unasked(name: Name, each: str) -> bool:
    """Tell whether nobody is asked about a field: nobody typed it, or it is a place in an order."""
    return each == "registered_ms" or (name[0], each) in UNASKED


def is_joined(values: set[str | None], shows: str | None) -> bool:
    """Tell whether a list is what lists written apart make together, item by item."""
    *stand, joined = (json.loads(value or "null") for value in (*values, shows))
    if not isinstance(joined, list) or not all(isinstance(each, list) for each in stand):
        return False
    said = [item for each in stand for item in each]
    return all(item in said for item in joined) and all(
        item in joined or any(item not in each for each in stand) for item in said
    )


@dataclass
class Numbers:
    """Every number ever given, by what the test saw: one holder each."""

    holders: dict[Place, set[Name]] = field(default_factory=lambda: defaultdict(set))
    given: int = 0

    def note(self, pc: Pc, before: dict[Name, Fields], left: int, *, is_told: bool) -> None:
        """Take the numbers that one deed gave; `left` are the writes that left some PC.

        With `is_told` a second holder is not refused here: the clerk is to be told of it.
        """
        for name in before.keys() | pc.records.keys():
            old, new = places(name, before.get(name)), places(name, pc.records.get(name))
            for place in old - new:
                if pc.records.get(name) is None and not self._left(pc, name, left):
                    self.holders[place].discard(name)
            for place in new - old:
                self.given += 1
                others = self.holders[place] - {name}
                assert is_told or not others, f"{place} given to {name}, but {others} had it"
                self.holders[place].add(name)

    @staticmethod
    def _left(pc: Pc, name: Name, left: int) -> bool:
        return any(w.bit & left for w in pc.ledger.writes[name].get(IS_THERE, ()) if w.value)


def places(name: Name, fields: Fields | None) -> set[Place]:
    """Return the numbers that a record holds: its final one, and its provisional one."""
    if fields is None:
        return set()
    kept = {key: json.loads(value) for key, value in fields.items()}
    if name[0] == "outgoing":
        return {("outgoing", kept["series_id"], str(kept["number"]), kept["suffix"])}
    if name[0] not in {"incoming", "petition"}:
        return set()
    number = kept["arrival_number" if name[0] == "incoming" else "number"]
    day = kept["arrival_date" if name[0] == "incoming" else "received"]
    scope = kept["book_scope"] or str(day)[:4]
    found: set[Place] = set()
    if number:
        found.add((name[0], kept["issuer_id"], kept["book"], scope, str(number), kept["suffix"]))
    if kept["provisional"]:
        found.add((name[0], kept["issuer_id"], kept["book"], scope, kept["provisional"]))
    return found


def judge_numbers(pc: Pc) -> None:
    """No number stands twice on a PC unless its clerk is told, and none is missing untold."""
    lines: dict[Place, set[str]] = defaultdict(set)
    for name, fields in pc.records.items():
        for place in places(name, fields):
            lines[place].add(name[1])
    doubles = {place: each for place, each in lines.items() if len(each) > 1}
    twice = {frozenset(each) for each in doubles.values()}
    assert twice == contests(pc), f"{pc.name}: {doubles}, told are {contests(pc)}"
    with pc.office.desk.database.read() as tx:
        for series in tx.numbers.all():
            assert tx.numbers.unexplained(series.id) == (), (pc.name, series)
