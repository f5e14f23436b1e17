"""Many new lines in one short transaction: rows, words and events are made ready outside it.

What is made ready hangs on the newest event of the office; a batch made before somebody else wrote
is refused (`is_stale`) and made anew. Nothing is seen of it before the one commit.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, text

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Command
from wardapp.core.numbering import NumberSpan, Series
from wardapp.core.progress import Progress, Silent
from wardapp.core.text import exact_key, fold
from wardapp.store.bulk_reading import Numbered, held_in, marks_of, papers_between
from wardapp.store.entities import INCOMING, OUTGOING, Entity
from wardapp.store.journal import differences, hash_of, head_of
from wardapp.store.records import dump, plain
from wardapp.store.tables import events
from wardapp.store.work import Work, put

SLICE = 2_500
Line = Incoming | Outgoing
Change = tuple[Entity[Any], Any | None, Any | None]
_REMEMBERED = 20_000
_EVENT_COLUMNS = tuple(column.name for column in events.columns)
_READY = "Đang chuẩn bị các dòng"
_WRITING = "Đang ghi vào sổ"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal stood: newest event of this copy, clock, how many events at all."""

    seq: int
    hash: str
    clock: tuple[int, int]
    newest: int


@dataclass(slots=True)
class Batch:
    """Lines ready to be written after `head`, and the few other changes that go with them."""

    head: Head
    changes: tuple[Change, ...]
    events: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    words: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many steps writing it takes."""
        lists: list[Sized] = [self.events, *self.rows.values(), *self.words.values()]
        return sum(len(each) for each in lists)


class Bulk:
    """Makes batches ready from a reading transaction and writes them in a writing one."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def ready(
        self,
        changes: Iterable[Change],
        lines: Sequence[Line],
        command: Command,
        progress: Progress,
    ) -> Batch:
        """Return a batch that first makes the changes, then adds the lines, in this order."""
        work = self._work
        batch = Batch(head=_head(work.connection, work.replica_id), changes=tuple(changes))
        pen = _Pen(work.replica_id, command, batch)
        for entity, old, new in batch.changes:
            pen.note(entity, old, new)
        next_row = {each.name: _next_row(work.connection, each) for each in (INCOMING, OUTGOING)}
        encoder = {INCOMING.name: _Encoder(INCOMING), OUTGOING.name: _Encoder(OUTGOING)}
        for at, line in enumerate(lines):
            if at % SLICE == 0:
                progress.step(at, len(lines), _READY)
            name = INCOMING.name if isinstance(line, Incoming) else OUTGOING.name
            row = next_row[name] + len(batch.rows.setdefault(name, []))
            encoder[name].add(pen, line, row)
        return batch

    def noted(
        self,
        changes: Iterable[Change],
        removals: Iterable[tuple[str, str, str]],
        command: Command,
    ) -> Batch:
        """Return a batch of events alone: removals (kind, id, changes), then the changes."""
        work = self._work
        batch = Batch(head=_head(work.connection, work.replica_id), changes=tuple(changes))
        pen = _Pen(work.replica_id, command, batch)
        for entity, record_id, listed in removals:
            pen.event(entity, record_id, listed)
        for kind, old, new in batch.changes:
            pen.note(kind, old, new)
        return batch

    def write_events(self, batch: Batch, progress: Progress | None = None) -> None:
        """Write the events of a batch and go on after them."""
        if self._work.chain is None:
            raise RuntimeError("a reading transaction cannot write")
        statement = _insert_into(events.name, _EVENT_COLUMNS)
        tuples = [tuple(map(event.__getitem__, _EVENT_COLUMNS)) for event in batch.events]
        place = (batch.size - len(tuples), batch.size)
        self._insert(statement, tuples, place, progress or Silent())
        self._work.chain.extended(batch.events)

    def held_in(self, found: Series) -> dict[Numbered, str]:
        """Return every number that a line of a series holds, with the subject of the line."""
        return held_in(self._work, found)

    def marks_of(self, series_id: RecordId) -> tuple[NumberSpan, ...]:
        """Return the marks of a series that stand: reserved, cancelled, secret, on paper."""
        return marks_of(self._work, series_id)

    def papers_between(
        self, first: date, last: date
    ) -> dict[tuple[str, date], list[tuple[str, str]]]:
        """Return (author, arrival number) of incoming lines by symbol's key and date."""
        return papers_between(self._work, first, last)

    def is_stale(self, batch: Batch) -> bool:
        """Tell whether somebody wrote since the batch was made ready."""
        return _head(self._work.connection, self._work.replica_id) != batch.head

    def write(self, batch: Batch, progress: Progress) -> int:
        """Write a batch that is not stale; return how many milliseconds it took."""
        work = self._work
        begun, total, done = time.monotonic(), batch.size, 0
        for entity, old, new in batch.changes:
            put(work.connection, entity, old, new)
        for entity in (INCOMING, OUTGOING):
            if entity.name not in batch.rows:
                continue
            statement = _insert_into(entity.table.name, batch.columns[entity.name])
            done = self._insert(statement, batch.rows[entity.name], (done, total), progress)
            statement = _insert_into(entity.index_table, ("rowid", "exact", "folded"))
            words = batch.words.get(entity.name, [])
            done = self._insert(statement, words, (done, total), progress)
        self.write_events(batch, progress)
        return round((time.monotonic() - begun) * 1000)

    def _insert(
        self,
        statement: str,
        rows: Sequence[tuple[Any, ...]],
        place: tuple[int, int],
        progress: Progress,
    ) -> int:
        done, total = place
        for first in range(0, len(rows), SLICE):
            progress.step(done + first, total, _WRITING)
            self._work.connection.exec_driver_sql(statement, list(rows[first : first + SLICE]))
        return done + len(rows)


class _Pen:
    """Writes the events of a batch, each hashed after the one before."""

    def __init__(self, replica_id: RecordId, command: Command, batch: Batch) -> None:
        self._replica_id = replica_id
        self._command = command
        self.batch = batch
        self._seq, self._hash = batch.head.seq, batch.head.hash
        self._clock = batch.head.clock

    def note(self, entity: Entity[Any], old: Any | None, new: Any | None) -> None:
        """Note an ordinary change."""
        changes = differences(
            {} if old is None else entity.fields_of(old),
            {} if new is None else entity.fields_of(new),
        )
        named = old if new is None else new
        listed = dump([[each.field, each.old, each.new] for each in changes])
        self.event(entity.name, entity.key_of(named), listed)

    def event(self, entity: str, entity_id: str, changes: str) -> None:
        """Note one event with its changes as JSON."""
        command = self._command
        instant, counter = self._clock
        moved = command.now_ms > instant
        self._clock = (command.now_ms, 0) if moved else (instant, counter + 1)
        self._seq += 1
        row = {
            "event_id": new_record_id(command.now_ms),
            "replica_id": self._replica_id,
            "seq": self._seq,
            "clock_ms": self._clock[0],
            "clock_counter": self._clock[1],
            "clerk": command.actor.clerk,
            "account": command.actor.account,
            "command": command.name,
            "title": command.title,
            "step_id": command.step_id,
            "entity": entity,
            "entity_id": entity_id,
            "changes": changes,
            "reason": command.reason,
            "prev_hash": self._hash,
        }
        self._hash = row["hash"] = hash_of(row)
        self.batch.events.append(row)


class _Encoder:
    """Turns lines of one kind into rows, words and events; what comes often is made once."""

    def __init__(self, entity: Entity[Any]) -> None:
        self._entity = entity
        self._known: dict[str, dict[Any, tuple[Any, str]]] = {
            name: {} for name in entity.kind.__dataclass_fields__
        }
        self._is_json = {
            name: type(entity.table.columns[name].type).__name__ == "Json" for name in self._known
        }

    def add(self, pen: _Pen, line: Any, row: int) -> None:
        """Make one line ready."""
        entity, batch = self._entity, pen.batch
        kept: list[Any] = [row]
        noted: list[str] = []
        for name, known in self._known.items():
            value = getattr(line, name)
            found = known.get(value)
            if found is None:
                found = self._encoded(name, value)
                if len(known) < _REMEMBERED:
                    known[value] = found
            kept.append(found[0])
            noted.append(found[1])
        derived = entity.derive(line)
        kept += derived.values()
        batch.columns.setdefault(entity.name, ("row", *self._known, *derived))
        batch.rows[entity.name].append(tuple(kept))
        pen.event(entity.name, line.id, f"[{','.join(noted)}]")
        if entity.words is not None:
            words = entity.words(line)
            batch.words.setdefault(entity.name, []).append((row, exact_key(words), fold(words)))

    def _encoded(self, name: str, value: Any) -> tuple[Any, str]:
        packed = plain(value)
        text = dump(packed)
        kept = text if self._is_json[name] and packed is not None else packed
        return kept, dump([name, None, text])


def _head(connection: Connection, replica_id: RecordId) -> Head:
    (seq, own_hash), clock = head_of(connection, replica_id)
    newest = connection.execute(text(f"SELECT max(rowid) FROM {events.name}")).scalar()
    return Head(seq=seq, hash=own_hash, clock=clock, newest=int(newest or 0))


def _next_row(connection: Connection, entity: Entity[Any]) -> int:
    highest = connection.execute(select(func.max(entity.table.c.row))).scalar()
    return int(highest or 0) + 1


def _insert_into(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"
