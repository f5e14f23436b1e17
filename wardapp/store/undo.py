"""Undo: the steps of this window, newest first, taken back by new events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event, UndoStep
from wardapp.core.numbering import Series
from wardapp.store import tables
from wardapp.store.entities import BY_NAME, DRAFT, INCOMING, OUTGOING, SERIES, Entity
from wardapp.store.journal import events_of_step
from wardapp.store.numbers import find_series, highest_number, incoming_key, stands_on_paper
from wardapp.store.records import Packed, dump
from wardapp.store.work import Work

_CHANGED = "Bản ghi đã được sửa sau bước này nên không hoàn tác được nữa. Hãy mở ra và sửa tay."
_NUMBER_KEPT = (
    "Không trả lại số được nữa vì {why}. Hãy dùng Hủy và ghi lý do, số vẫn được giữ trong sổ."
)


@dataclass(slots=True)
class Steps:
    """What this window did and took back since it opened."""

    _done: list[UndoStep] = field(default_factory=list)
    _undone: list[tuple[UndoStep, RecordId]] = field(default_factory=list)

    def did(self, step: UndoStep) -> None:
        """Remember a new step; what had been taken back can no longer be done again."""
        if not self._done or self._done[-1].step_id != step.step_id:
            self._done.append(step)
        self._undone.clear()

    def newest_done(self) -> UndoStep | None:
        """Return the step that undo would take back."""
        return self._done[-1] if self._done else None

    def newest_undone(self) -> UndoStep | None:
        """Return the step that redo would do again."""
        return self._undone[-1][0] if self._undone else None

    def to_undo(self) -> UndoStep:
        """Return the step to take back; ChangedSince when there is none."""
        if not self._done:
            raise ChangedSince("Chưa có việc nào của cửa sổ này để hoàn tác.")
        return self._done[-1]

    def to_redo(self) -> tuple[UndoStep, RecordId]:
        """Return the step to do again and the step that took it back."""
        if not self._undone:
            raise ChangedSince("Chưa có việc nào vừa hoàn tác để làm lại.")
        return self._undone[-1]

    def undid(self, undoing: RecordId) -> None:
        """Remember that the newest step was taken back by `undoing`."""
        self._undone.append((self._done.pop(), undoing))

    def redid(self, redoing: RecordId) -> None:
        """Remember that the step taken back last was done again by `redoing`."""
        step, _ = self._undone.pop()
        self._done.append(UndoStep(step_id=redoing, title=step.title))


def invert(work: Work, step_id: RecordId) -> None:
    """Write the opposite of every event of a step, newest first.

    Refused with ChangedSince when a record changed since, or when a number would have to be given
    back that may no longer be (design §4, Numbers).
    """
    events = events_of_step(work.connection, step_id)
    if not events:
        raise ChangedSince("Bước này không còn trong nhật ký nên không hoàn tác được.")
    for event in events:
        if event.entity in {INCOMING.name, OUTGOING.name} and _added(event):
            _check_number_may_return(work, event)
    for event in reversed(events):
        _invert_event(work, BY_NAME[event.entity], event)
    _check_counters(work, events)


def _invert_event(work: Work, entity: Entity[Any], event: Event) -> None:
    current = work.find(entity, event.entity_id)
    fields: Packed = {} if current is None else entity.fields_of(current)
    for change in event.changes:
        if (dump(fields[change.field]) if change.field in fields else None) != change.new:
            raise ChangedSince(_CHANGED)
        if change.old is None:
            del fields[change.field]
        else:
            fields[change.field] = json.loads(change.old)
    if entity is DRAFT:
        _check_draft_untouched(work, event.entity_id)
    work.write(entity, current, entity.value_of(fields) if fields else None)


def _added(event: Event) -> bool:
    return all(change.old is None for change in event.changes)


def _check_number_may_return(work: Work, event: Event) -> None:
    """Refuse unless the number is the last of its series, given here today and never shown."""
    line: Incoming | Outgoing | None
    if event.entity == INCOMING.name:
        line = work.find(INCOMING, event.entity_id)
    else:
        line = work.find(OUTGOING, event.entity_id)
    if line is None:
        raise ChangedSince(_CHANGED)
    if event.replica_id != work.replica_id:
        raise ChangedSince(_NUMBER_KEPT.format(why="số do máy khác cấp"))
    if day_of(event.clock_ms) != day_of(work.writing.now_ms):
        raise ChangedSince(_NUMBER_KEPT.format(why="số đã cấp từ hôm trước"))
    if line.left_screen:
        raise ChangedSince(_NUMBER_KEPT.format(why="văn bản đã in, xuất hoặc gửi đi"))
    series = _series_of(work, line)
    number = line.number if isinstance(line, Outgoing) else line.arrival_number
    if series is None or stands_on_paper(work, series.id, number):
        return
    if series.last_number > number:
        raise ChangedSince(_NUMBER_KEPT.format(why="đã cấp số khác sau số này"))


def _series_of(work: Work, line: Incoming | Outgoing) -> Series | None:
    if isinstance(line, Outgoing):
        return work.find(SERIES, line.series_id)
    return find_series(work, incoming_key(line.issuer_id, line.arrival_date))


def _check_draft_untouched(work: Work, draft_id: RecordId) -> None:
    table = tables.draft_texts
    typed = select(func.count()).select_from(table).where(table.c.draft_id == draft_id)
    if work.connection.execute(typed).scalar_one():
        raise ChangedSince(
            "Dự thảo đã được gõ thêm sau bước này nên không hoàn tác được. "
            "Hãy sửa ngay trên dự thảo."
        )


def _check_counters(work: Work, events: Iterable[Event]) -> None:
    """Refuse when a counter would now stand below a number that a line holds."""
    for event in events:
        if event.entity != SERIES.name:
            continue
        series = work.find(SERIES, event.entity_id)
        highest = highest_number(work, event.entity_id)
        if highest > (series.last_number if series else 0):
            raise ChangedSince(_NUMBER_KEPT.format(why="đã cấp số khác sau số này"))
