"""Undo: the steps of this window, newest first, taken back by new events."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import and_, func, or_, select

from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event, UndoStep
from wardapp.store import tables
from wardapp.store.bulk_undo import invert_import, is_import
from wardapp.store.entities import BY_NAME, DRAFT, ISSUER, RECEIPT, SERIES, TERM, Entity
from wardapp.store.journal import events_of_step
from wardapp.store.merging_undo import receipt_of_step, take_back
from wardapp.store.numbers_life import added
from wardapp.store.numbers_undo import (
    check_counters,
    check_still_free,
    mark_undone,
    numbers_to_return,
)
from wardapp.store.records import Packed, dump
from wardapp.store.work import Work

_CHANGED = "Bản ghi đã được sửa sau bước này nên không hoàn tác được nữa. Hãy mở ra và sửa tay."


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

    def forget(self, step_id: RecordId) -> None:
        """Offer a step no more: it was taken back in another way."""
        self._done = [step for step in self._done if step.step_id != step_id]

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
    receipt_id = receipt_of_step(work, step_id)
    if receipt_id is not None:
        if work.get(RECEIPT, receipt_id).undone_ms is not None:
            raise ChangedSince("Gói đã hoàn tác thì nhận lại từ tệp của gói, không làm lại được.")
        take_back(work, receipt_id)
        return
    if is_import(work, step_id):
        invert_import(work, step_id)
        return
    events = events_of_step(work.connection, step_id)
    if not events:
        raise ChangedSince("Bước này không còn trong nhật ký nên không hoàn tác được.")
    mark_undone(work, numbers_to_return(work, events), events)
    for event in reversed(events):
        if event.entity == SERIES.name and added(event):
            _check_at_zero(work, event)  # a counter stays once made: its numbers have a history
        elif event.entity == RECEIPT.name and added(event):
            _mark_receipt(work, event)  # that a package came stays told
        else:
            _invert_event(work, BY_NAME[event.entity], event)
    check_counters(work, events)


def _check_at_zero(work: Work, event: Event) -> None:
    series = work.get(SERIES, event.entity_id)
    if series.last_number:
        raise ChangedSince(_CHANGED)


def _mark_receipt(work: Work, event: Event) -> None:
    receipt = work.get(RECEIPT, event.entity_id)
    if receipt.undone_ms is not None:
        raise ChangedSince("Lần nhận gói này đã hoàn tác rồi.")
    work.write(RECEIPT, receipt, replace(receipt, undone_ms=work.writing.now_ms))


def _invert_event(work: Work, entity: Entity[Any], event: Event) -> None:
    current = work.find(entity, event.entity_id)
    fields = _as_before(entity, current, event)
    if entity is DRAFT:
        _check_draft_untouched(work, event.entity_id)
    value = entity.value_of(fields) if fields else None
    if value is None and current is not None:
        _check_unnamed(work, event)
    if value is not None:
        check_still_free(work, current, value)
    elif entity is TERM or entity is ISSUER:
        _check_uncounted(work, event.entity_id)
    work.write(entity, current, value)


def _as_before(entity: Entity[Any], current: Any | None, event: Event) -> Packed:
    """Return the fields as they were before an event; ChangedSince when one changed since."""
    fields: Packed = {} if current is None else entity.fields_of(current)
    for change in event.changes:
        if change.old == change.new:
            continue  # a value that was only said to stand
        if (dump(fields[change.field]) if change.field in fields else None) != change.new:
            raise ChangedSince(_CHANGED)
        if change.old is None:
            del fields[change.field]
        else:
            fields[change.field] = json.loads(change.old)
    return fields


def _check_unnamed(work: Work, event: Event) -> None:
    """Refuse to remove again what another copy of the office hangs something on."""
    table = tables.events.c
    named = select(table.entity).where(
        table.clock_ms >= event.clock_ms,
        table.replica_id != work.replica_id,
        table.entity_id != event.entity_id,
        func.instr(table.changes, event.entity_id) > 0,
    )
    if work.connection.execute(named.limit(1)).first() is not None:
        raise ChangedSince(
            "Máy khác đã dùng bản ghi này sau bước đó nên không hoàn tác được nữa. "
            "Hãy sửa hoặc hủy ngay trên bản ghi."
        )


def _check_draft_untouched(work: Work, draft_id: RecordId) -> None:
    table = tables.draft_texts
    typed = select(func.count()).select_from(table).where(table.c.draft_id == draft_id)
    if work.connection.execute(typed).scalar_one():
        raise ChangedSince(
            "Dự thảo đã được gõ thêm sau bước này nên không hoàn tác được. "
            "Hãy sửa ngay trên dự thảo."
        )


def _check_uncounted(work: Work, term_or_issuer: RecordId) -> None:
    table = tables.series
    in_term = and_(table.c.scope_value == term_or_issuer, table.c.last_number > 0)
    counted = select(table.c.id).where(or_(in_term, table.c.issuer_id == term_or_issuer))
    if work.connection.execute(counted).first() is not None:
        raise ChangedSince(
            "Đã có số văn bản theo nhiệm kỳ hoặc cơ quan này nên không hoàn tác được. "
            "Hãy sửa trong Danh mục."
        )
