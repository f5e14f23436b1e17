"""An audit of numbers that reads the journal alone: who held which after each step.

It knows nothing of how the store works, and which numbers had left the screen it sees itself.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wardapp.core.numbering import NumberState, Series
from wardapp.store.database import Database
from wardapp.store.transaction import Transaction

KEPT = {NumberState.RESERVED.value, NumberState.CANCELLED.value, NumberState.SECRET.value}
Place = tuple[str, int, str]


@dataclass
class Audit:
    """What the journal says of every number: how often given, to whom, and what left the screen."""

    given: int = 0
    doubles: list[Place] = field(default_factory=list)
    reused: list[Place] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    holders: dict[Place, set[str]] = field(default_factory=dict)
    left: dict[Place, set[str]] = field(default_factory=dict)
    series: dict[tuple[str, ...], str] = field(default_factory=dict)

    def read(self, database: Database) -> Audit:
        """Go through the whole journal, step by step."""
        with database.read() as tx:
            events = [e for replica in tx.journal.heads() for e in tx.journal.events(replica)]
        at = 0
        while at < len(events):
            end = at
            while end < len(events) and events[end].step_id == events[at].step_id:
                end += 1
            self._step(events[at:end])
            at = end
        return self

    def _step(self, events: list[Any]) -> None:
        touched: set[Place] = set()
        ended: set[str] = set()
        for event in events:
            if event.entity == "series":
                self._learn(event)
            elif event.entity in {"incoming", "outgoing", "number_span"}:
                touched |= set(self._change(event, ended))
        for place in touched:
            held = self.holders.get(place, set())
            if len(held) > 1:
                self.doubles.append(place)
            family = self.left.get(place)
            if family is None or held <= family:
                continue
            if family & ended:  # a printed reservation passes its number on to what takes its place
                family |= held
            else:
                self.reused.append(place)

    def _learn(self, event: Any) -> None:
        for change in event.changes:
            if change.field == "key" and change.new is not None:
                key = json.loads(change.new)
                self.series[key["issuer_id"], key["book"], key["scope_value"]] = event.entity_id

    def _change(self, event: Any, ended: set[str]) -> Iterator[Place]:
        record = self.records.setdefault(event.entity_id, {"entity": event.entity})
        before = set(self._places(event.entity_id, record))
        for change in event.changes:
            if change.new is None:
                record.pop(change.field, None)
            else:
                record[change.field] = json.loads(change.new)
            if change.field == "ended_on" and change.new not in {None, "null"}:
                ended.add(event.entity_id)
        after = set(self._places(event.entity_id, record))
        for place in before - after:
            self.holders[place].discard(event.entity_id)
        for place in after - before:
            self.holders.setdefault(place, set()).add(event.entity_id)
            self.given += 1
        if record.get("left_screen"):
            for place in after:
                self.left.setdefault(place, {event.entity_id})
        yield from before ^ after

    def _places(self, record_id: str, record: dict[str, Any]) -> Iterator[Place]:
        if record["entity"] == "number_span":
            if record.get("state") in KEPT and not record.get("ended_on"):
                for number in range(record["first"], record["last"] + 1):
                    yield record["series_id"], number, ""
        elif record["entity"] == "outgoing" and "series_id" in record:
            yield record["series_id"], record["number"], record["suffix"]
        elif record["entity"] == "incoming" and "arrival_number" in record:
            scope = record["book_scope"] or record["arrival_date"][:4]
            series = self.series[record["issuer_id"], record["book"], scope]
            yield series, record["arrival_number"], record["suffix"]


def lives_told(database: Database, dice: random.Random, most: int) -> int:
    """Check that the life of each number, or of so many, ends as the number stands; their count."""
    told = 0
    with database.read() as tx:
        places = [
            (found, number)
            for found in tx.numbers.all()
            for number in range(1, found.last_number + 1)
        ]
        for found, number in dice.sample(places, min(most, len(places))):
            life = tx.numbers.life(found.id, number)
            assert life, (found.key, number)
            assert life[-1].state is _standing(tx, found, number), (found.key, number, life)
            told += 1
    return told


def _standing(tx: Transaction, found: Series, number: int) -> NumberState:
    line_id = tx.numbers.line_of(found, number)
    if line_id is not None:
        line = tx.outgoing.find(line_id) or tx.incoming.get(line_id)
        is_cancelled = line.status.value == "cancelled"
        return NumberState.CANCELLED if is_cancelled else NumberState.USED
    span = tx.numbers.kept_by(found.id, number)
    return span.state if span is not None else NumberState.EXTERNAL
