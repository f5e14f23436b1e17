"""The journal as a clerk reads it: who changed what from what to what."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select

from wardapp.core.clock import moment_of
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event, FieldChange, HistoryEntry
from wardapp.core.safety import LostKind
from wardapp.store.chain_walk import faults_of
from wardapp.store.journal import event_of, events_of_record, is_newest_whole
from wardapp.store.labels import DELIVERED, LABELS, VALUES
from wardapp.store.labels_people import OWN_LABELS, OWN_VALUES
from wardapp.store.tables import events
from wardapp.store.touched import lost_after, texts_since
from wardapp.store.work import Work

Marks = tuple[tuple[RecordId, int, str], ...]
"""How far the chain of each replica reaches, and the hash of its newest event."""


class JournalReader:
    """Reads the journal; nothing here writes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def history(self, entity: str, entity_id: RecordId) -> tuple[HistoryEntry, ...]:
        """Return what happened to a record (`incoming`, `outgoing`, `draft` …), newest first."""
        found = events_of_record(self._work.connection, entity, entity_id)
        here = self._host() if any(e.replica_id != self._work.replica_id for e in found) else ""
        return tuple(_entry(event, here) for event in reversed(found))

    def _host(self) -> str:
        """Return the PC that this copy was last written on, "" before its first event."""
        query = select(events.c.account).where(events.c.replica_id == self._work.replica_id)
        account = self._work.connection.execute(query.order_by(events.c.seq.desc()).limit(1))
        return str(account.scalar() or "").rpartition("\\")[0]

    def events_of(self, entity: str, entity_id: RecordId) -> tuple[Event, ...]:
        """Return the events of a record as they were written, oldest first."""
        return events_of_record(self._work.connection, entity, entity_id)

    def events(self, replica_id: RecordId, after: int = 0) -> tuple[Event, ...]:
        """Return the events of a replica after a place in its chain, in order."""
        query = (
            select(events)
            .where(events.c.replica_id == replica_id, events.c.seq > after)
            .order_by(events.c.seq)
        )
        return tuple(event_of(row) for row in self._work.connection.execute(query).mappings())

    def heads(self) -> dict[RecordId, int]:
        """Return how far each replica's chain reaches."""
        return {name: seq for name, seq, _ in self.marks()}

    def newest_ms(self) -> int:
        """Return the newest instant that any event carries, 0 before the first."""
        return self._work.connection.execute(select(func.max(events.c.clock_ms))).scalar() or 0

    def has_clock_stood_after(self, instant_ms: int, replicas: Collection[str]) -> bool:
        """Tell whether the clock of one of these copies once stood after an instant.

        What was only kept in order behind a later event counts on from it: it proves nothing.
        """
        own = select(events.c.seq).where(
            events.c.clock_ms > instant_ms,
            events.c.clock_counter == 0,
            events.c.replica_id.in_(replicas),
        )
        return self._work.connection.execute(own.limit(1)).first() is not None

    def marks(self) -> Marks:
        """Return the newest event of each replica: its place in the chain and its hash.

        Events are never changed, so that the same marks mean the same records.
        """
        return tuple(self._mark(name) for name in self._replicas())

    def touched(self, since: Marks) -> frozenset[str] | None:
        """Return the kinds of records that changed since, None where chains do not go on from it.

        They do not in a transaction that began before it, nor after one that was not kept.
        """
        known = {name: (seq, own_hash) for name, seq, own_hash in since}
        replicas = self._replicas()
        if not known.keys() <= set(replicas):
            return None
        kinds: set[str] = set()
        for name in replicas:
            seq, own_hash = known.get(name, (0, ""))
            if seq and self._hash(name, seq) != own_hash:
                return None
            later = (events.c.replica_id == name, events.c.seq > seq)
            query = select(events.c.entity).where(*later).distinct()
            kinds.update(self._work.connection.execute(query).scalars())
        return frozenset(kinds)

    def _replicas(self) -> tuple[RecordId, ...]:
        """Return the replicas by one look into the key a replica, however long their chains."""
        found: list[RecordId] = []
        last = ""
        while True:
            query = select(func.min(events.c.replica_id)).where(events.c.replica_id > last)
            name = self._work.connection.execute(query).scalar()
            if name is None:
                return tuple(found)
            found.append(RecordId(name))
            last = name

    def _mark(self, replica_id: RecordId) -> tuple[RecordId, int, str]:
        query = select(events.c.seq, events.c.hash).where(events.c.replica_id == replica_id)
        newest = query.order_by(events.c.seq.desc()).limit(1)
        seq, own_hash = self._work.connection.execute(newest).one()
        return replica_id, seq, own_hash

    def _hash(self, replica_id: RecordId, seq: int) -> str | None:
        query = select(events.c.hash).where(events.c.replica_id == replica_id, events.c.seq == seq)
        return self._work.connection.execute(query).scalar()

    def steps_after(self, heads: dict[RecordId, int]) -> int:
        """Return how many things were done that chains of this length do not hold."""
        found = 0
        for name in self.heads():
            query = select(func.count(events.c.step_id.distinct())).where(
                events.c.replica_id == name, events.c.seq > heads.get(name, 0)
            )
            found += self._work.connection.execute(query).scalar_one()
        return found

    def lost_after(self, heads: dict[RecordId, int]) -> tuple[LostKind, ...]:
        """Return, kind by kind, what was done that chains of this length do not hold."""
        return lost_after(self._work, heads)

    def texts_since(self, instant_ms: int) -> int:
        """Return how many drafts were worked on since and stand in no version yet."""
        return texts_since(self._work.connection, instant_ms)

    def values_of(self, entity: str, entity_id: RecordId, field: str) -> tuple[Any, ...]:
        """Return every value that a field of a record ever had, oldest first."""
        found = events_of_record(self._work.connection, entity, entity_id)
        return tuple(
            json.loads(change.new)
            for event in found
            for change in event.changes
            if change.field == field and change.new is not None
        )

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the chains, () when every one holds."""
        return faults_of(self._work.connection)

    def is_newest_whole(self) -> bool:
        """Tell whether the newest event of this replica is whole: a glance, not `verify`."""
        return is_newest_whole(self._work.connection, self._work.replica_id)


def _who(event: Event, here: str) -> str:
    """Return who wrote an event; with the PC where it was another one than `here`."""
    host, _, account = event.actor.account.rpartition("\\")
    if not host or not here or host == here:
        return event.actor.clerk or event.actor.account
    return f"{event.actor.clerk or account} (máy {host})"


def _entry(event: Event, here: str) -> HistoryEntry:
    added = all(change.old is None for change in event.changes)
    return HistoryEntry(
        when_ms=event.clock_ms,
        who=_who(event, here),
        title=event.title,
        reason=event.reason,
        changes=() if added else tuple(_shown_changes(event)),
    )


def _shown_changes(event: Event) -> Iterator[tuple[str, str, str]]:
    for change in event.changes:
        name = change.field.split("/")[0]
        label = OWN_LABELS.get(event.entity, {}).get(name, LABELS.get(name, ""))
        before, after = (_shown(event.entity, change, each) for each in (change.old, change.new))
        if label and before != after:
            yield label, before, after


def _shown(entity: str, change: FieldChange, kept: str | None) -> str:
    if kept is None:
        return ""
    value = json.loads(kept)
    own = OWN_VALUES.get(entity, {}).get(change.field, {}).get(str(value))
    return own if own is not None else readable(change.field, value)


def readable(field: str, value: Any) -> str:
    """Return a kept value as a clerk reads it: dates as 05/6/2026, words for states."""
    named = VALUES.get(field, {}).get(str(value))
    if named is not None:
        return named
    if field.endswith("_ms") and isinstance(value, int):
        return f"{moment_of(value):%H:%M %d/%m/%Y}"
    return _plain_text(value)


def _plain_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(text for item in value if (text := _plain_text(item)))
    if isinstance(value, dict) and value.keys() >= {"channel", "state", "copies"}:
        return _delivery_text(value)
    if isinstance(value, dict):
        parts = [value["name"]] if "sha256" in value else value.values()
        return ", ".join(text for item in parts if (text := _plain_text(item)))
    return _day_text(str(value))


def _delivery_text(value: dict[str, Any]) -> str:
    day = value.get("returned_on") or value.get("received_on") or value.get("sent_on")
    parts = (
        f"{value['copies']} bản",
        readable("channel", value["channel"]).lower(),
        DELIVERED.get(value["state"], value["state"]) + (f" {_day_text(day)}" if day else ""),
        value.get("note", ""),
    )
    return f"{value['name']} ({', '.join(filter(None, parts))})"


def _day_text(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day:02}/{day.month}/{day.year}"
