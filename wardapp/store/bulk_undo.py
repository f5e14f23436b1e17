"""Taking back, and doing again, a step that added many lines: by sets, not one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command, Event
from wardapp.core.progress import Silent
from wardapp.store.bulk import Bulk, Change
from wardapp.store.entities import BY_NAME, INCOMING, OUTGOING, Entity
from wardapp.store.journal import event_of
from wardapp.store.numbers_undo import check_counters
from wardapp.store.records import dump
from wardapp.store.tables import events
from wardapp.store.work import Work, put

IMPORTED_FROM = "Nhập sổ cũ từ "
"""How the reason of an import begins: it names the files, and goes along with undo and redo."""

_LINES: tuple[Entity[Any], ...] = (INCOMING, OUTGOING)
_CHANGED = (
    "{count} dòng của sổ đã nhập được sửa hoặc dùng sau khi nhập ({first}) nên không hoàn tác cả "
    "lần nhập được nữa. Hãy sửa hoặc Hủy từng dòng sai."
)
_NUMBERED = (
    "Sau khi nhập sổ đã cấp số mới trong cùng dãy số nên không hoàn tác lần nhập được nữa. "
    "Hãy sửa hoặc Hủy từng dòng sai."
)
# What points at a line from outside its own row.
_POINTING = (
    ("drafts", "in_reply_to"),
    ("drafts", "replaces"),
    ("drafts", "corrects"),
    ("outgoing", "answers"),
    ("outgoing", "replaces"),
    ("outgoing", "corrects"),
    ("incoming", "replied_by"),
    ("petitions", "answer_id"),
    ("filings", "record_id"),
)


def is_import(work: Work, step_id: RecordId) -> bool:
    """Tell whether a step is an import of an old book, or undid or redid one."""
    return _reason_of(work, step_id).startswith(IMPORTED_FROM)


def invert_import(work: Work, step_id: RecordId) -> None:
    """Write the opposite of an import; ChangedSince when a line or a counter changed since."""
    step = _Step(work, step_id)
    step.check()
    command = replace(work.writing, reason=_reason_of(work, step_id))
    try:
        if step.adds_lines:
            _remove(work, step, command)
        else:
            _add_again(work, step, command)
    except IntegrityError as error:
        raise ChangedSince(_NUMBERED) from error


def _reason_of(work: Work, step_id: RecordId) -> str:
    first = select(events.c.reason).where(events.c.step_id == step_id).limit(1)
    return str(work.connection.execute(first).scalar() or "")


class _Step:
    """The events of an import: those of lines as sets, the few others one by one."""

    def __init__(self, work: Work, step_id: RecordId) -> None:
        self._work = work
        self.id = step_id
        rows = work.connection.execute(
            select(events)
            .where(events.c.step_id == step_id)
            .order_by(events.c.clock_ms, events.c.clock_counter)
        ).mappings()
        names = {each.name for each in _LINES}
        self.lines: list[Any] = []
        self.others: list[Event] = []
        for row in rows:
            if row["entity"] in names:
                self.lines.append(row)
            else:
                self.others.append(event_of(row))
        self.adds_lines = not self.lines or json.loads(self.lines[0]["changes"])[0][1] is None

    def check(self) -> None:
        """Refuse when something of the step is no longer as it left it."""
        self._check_lines()
        for event in self.others:
            entity = BY_NAME[event.entity]
            current = self._work.find(entity, event.entity_id)
            fields = {} if current is None else entity.fields_of(current)
            for change in event.changes:
                now = dump(fields[change.field]) if change.field in fields else None
                if now != change.new:
                    raise ChangedSince(_NUMBERED)

    def _check_lines(self) -> None:
        later = """
            SELECT DISTINCT e.entity, e.entity_id FROM events s
            JOIN events e ON e.entity_id = s.entity_id AND e.entity = s.entity
            WHERE s.step_id = :step AND e.step_id != :step
              AND (e.clock_ms, e.clock_counter) > (s.clock_ms, s.clock_counter)
              AND s.entity IN ('incoming', 'outgoing')
        """
        touched = self._work.connection.execute(text(later), {"step": self.id}).all()
        wanted = {key: None for _entity, key in touched}
        for row in self.lines:
            if row["entity_id"] in wanted:
                wanted[row["entity_id"]] = row
        changed = [key for key, row in wanted.items() if row is None or not self._is_same(row)]
        changed += self._pointed_at()
        if changed:
            raise ChangedSince(_CHANGED.format(count=len(changed), first=self._named(changed[0])))

    def _is_same(self, row: Any) -> bool:
        entity = BY_NAME[row["entity"]]
        current = self._work.find(entity, row["entity_id"])
        fields = {} if current is None else entity.fields_of(current)
        kept = {name: dump(value) for name, value in fields.items()}
        changes = json.loads(row["changes"])
        return all(kept.get(name) == new for name, _old, new in changes)

    def _pointed_at(self) -> list[str]:
        found: list[str] = []
        if not self.adds_lines:
            return found
        for table, column in _POINTING:
            query = (
                f"SELECT {column} FROM {table} WHERE {column} IN "
                "(SELECT entity_id FROM events WHERE step_id = :step) LIMIT 5"
            )
            found += self._work.connection.execute(text(query), {"step": self.id}).scalars()
        return found

    def _named(self, key: str) -> str:
        for entity in _LINES:
            line: Any = self._work.find(entity, key)
            if line is not None:
                number = getattr(line, "arrival_code", "") or line.number_symbol
                return f"số {number}"
        return "đã xóa"


def _remove(work: Work, step: _Step, command: Command) -> None:
    """Remove the lines, then what was made for them, newest first."""
    changes: list[Change] = _opposites(work, step.others)
    bulk = Bulk(work)
    batch = bulk.noted(changes, _removals(step.lines), command)
    for entity in _LINES:
        named = "SELECT entity_id FROM events WHERE step_id = :step AND entity = :entity"
        told = {"step": step.id, "entity": entity.name}
        table, index = entity.table.name, entity.index_table
        for statement in (
            f"DELETE FROM {index} WHERE rowid IN (SELECT row FROM {table} WHERE id IN ({named}))",
            f"DELETE FROM {table} WHERE id IN ({named})",
        ):
            work.connection.execute(text(statement), told)
    for entity, old, new in changes:
        put(work.connection, entity, old, new)
    bulk.write_events(batch)
    check_counters(work, step.others)


def _add_again(work: Work, step: _Step, command: Command) -> None:
    """Add the lines again, with the series they were numbered in."""
    lines = [_line_of(row) for row in reversed(step.lines)]
    bulk = Bulk(work)
    batch = bulk.ready(_opposites(work, step.others), lines, command, Silent())
    bulk.write(batch, Silent())


def _opposites(work: Work, others: Sequence[Event]) -> list[Change]:
    changes: list[Change] = []
    for event in reversed(others):
        entity: Entity[Any] = BY_NAME[event.entity]
        current = work.find(entity, event.entity_id)
        fields = {} if current is None else entity.fields_of(current)
        for change in event.changes:
            if change.old is None:
                fields.pop(change.field, None)
            else:
                fields[change.field] = json.loads(change.old)
        changes.append((entity, current, entity.value_of(fields) if fields else None))
    return changes


def _removals(rows: Iterable[Any]) -> Iterable[tuple[str, str, str]]:
    for row in reversed(list(rows)):
        changes = [[name, new, None] for name, _old, new in json.loads(row["changes"])]
        yield row["entity"], row["entity_id"], dump(changes)


def _line_of(row: Any) -> Any:
    fields = {name: json.loads(old) for name, old, _new in json.loads(row["changes"])}
    return BY_NAME[row["entity"]].value_of(fields)
