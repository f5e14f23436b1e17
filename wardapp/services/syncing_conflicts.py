"""Values that two copies wrote apart: how the clerk sees them, and what deciding writes."""

from __future__ import annotations

from wardapp.core.errors import ChangedSince
from wardapp.core.exchange import Conflict, ConflictSide, Settlement
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.services.desk import Desk
from wardapp.services.syncing_words import (
    device_of,
    kind_of,
    label_of,
    title_of,
    value_text,
    who_of,
)
from wardapp.store.conflicts import Waiting
from wardapp.store.entities import SETTLEMENT
from wardapp.store.settling import Sides, choose, sides_of
from wardapp.store.transaction import Transaction

_GONE = "Chỗ khác nhau này đã được chọn hoặc bản ghi đã được sửa lại. Hãy mở lại trang."


class Settling:
    """Shows and decides conflicts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, limit: int) -> tuple[Conflict, ...]:
        """Return what waits."""
        with self._desk.database.read() as tx:
            return tuple(_conflict(tx, waiting) for waiting in tx.conflicts.all(limit))

    def settle(self, conflict_id: RecordId, event_id: RecordId) -> None:
        """Let the value of one side stand."""
        command = self._desk.command("sync.settle", "Chọn giá trị")
        with self._desk.database.begin(command) as tx:
            waiting = tx.conflicts.of(conflict_id)
            if waiting is None or event_id not in waiting.event_ids:
                raise ChangedSince(_GONE)
            choose(tx.work, waiting, event_id)
            settled = Settlement(
                id=waiting.id,
                entity=waiting.entity,
                record_id=waiting.record_id,
                field=waiting.field,
                event_ids=waiting.event_ids,
                chosen=event_id,
                settled_ms=tx.now_ms,
            )
            tx.work.save(SETTLEMENT, settled)


def _conflict(tx: Transaction, waiting: Waiting) -> Conflict:
    sides = sides_of(tx.work, waiting)
    return Conflict(
        id=waiting.id,
        entity=waiting.entity,
        kind=kind_of(waiting.entity),
        record_id=waiting.record_id,
        title=title_of(waiting.entity, waiting.record_id, sides.record),
        field=waiting.field,
        label=label_of(waiting.entity, waiting.field),
        sides=tuple(
            _side(waiting, sides, event, is_shown=at == 0) for at, event in enumerate(sides.events)
        ),
    )


def _side(waiting: Waiting, sides: Sides, event: Event, *, is_shown: bool) -> ConflictSide:
    value = sides.values.get(event.event_id)
    return ConflictSide(
        event_id=event.event_id,
        value=value,
        text=sides.words.get(event.event_id) or value_text(waiting.entity, waiting.field, value),
        who=who_of(event),
        when_ms=event.clock_ms,
        device=device_of(event),
        is_shown=is_shown,
    )
