"""The whole life of a number, told from the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.dispatches import IncomingStatus, OutgoingStatus
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.core.numbering import LifeStep, NumberLife, NumberState, Series
from wardapp.store.entities import OUTGOING, SPAN
from wardapp.store.journal import events_of_record
from wardapp.store.numbers_held import UNDONE, all_spans_over, line_holding, lines_of
from wardapp.store.tables import outgoing
from wardapp.store.work import Work

_OF_STATE = {
    NumberState.RESERVED: LifeStep.RESERVED,
    NumberState.EXTERNAL: LifeStep.EXTERNAL,
    NumberState.SECRET: LifeStep.SECRET,
    NumberState.CANCELLED: LifeStep.CANCELLED,
    NumberState.RETURNED: LifeStep.RETURNED,
    NumberState.USED: LifeStep.USED,
    NumberState.LEASED: LifeStep.LEASED,
    NumberState.GIVEN_BACK: LifeStep.GIVEN_BACK,
    NumberState.LOST: LifeStep.LOST,
}
_OF_STATUS = {
    OutgoingStatus.CANCELLED.value: (LifeStep.CANCELLED, NumberState.CANCELLED),
    OutgoingStatus.RECALLED.value: (LifeStep.RECALLED, NumberState.USED),
    OutgoingStatus.REPLACED.value: (LifeStep.REPLACED, NumberState.USED),
    IncomingStatus.RETURNED.value: (LifeStep.AMENDED, NumberState.USED),
}
_CHANGES_NOTHING = frozenset({LifeStep.PRINTED, LifeStep.AMENDED, LifeStep.CORRECTED})
_NUMBER_OF_LINE = frozenset({"arrival_number", "number"})
_HANDLING = frozenset(
    {"status", "direction", "due_date", "handler", "done_date", "replied_by", "deliveries"}
)
"""What is done about a dispatch is no part of the life of its number."""


def life_of(work: Work, found: Series, number: int, suffix: str = "") -> tuple[NumberLife, ...]:
    """Return what became of a number, step by step and oldest first; () when it was never given."""
    journal = tuple(_journal(work, found, number, suffix))
    told = [step for event in journal if (step := _step(event, journal, number)) is not None]
    held = line_holding(work, found, number, suffix)
    if held is not None and lines_of(found.key).entity is OUTGOING:
        told += _corrections(work, held[0], number)
    return tuple(_standing(sorted(told, key=lambda step: step.when_ms)))


def _standing(told: list[NumberLife]) -> Iterator[NumberLife]:
    """Yield the steps, each with what the number was after it.

    A print changes nothing; what is undone on a number of the paper book leaves it on paper, and a
    line that came back to a number lost by a restore holds it again, as if nothing had been.
    """
    state, fallback = NumberState.USED, NumberState.RETURNED
    is_held = False
    for step in told:
        is_held = is_held or step.dispatch_id is not None
        if step.state is NumberState.LOST:
            fallback = NumberState.LOST
            yield replace(step, state=state if is_held else step.state)
            state = state if is_held else step.state
            continue
        if step.state is NumberState.EXTERNAL:
            fallback = NumberState.EXTERNAL
        if step.state is NumberState.RETURNED:
            state = fallback
        elif step.step not in _CHANGES_NOTHING:
            state = step.state
        yield replace(step, state=state)


def added(event: Event) -> bool:
    """Return True when the event made the record."""
    return all(change.old is None for change in event.changes)


def finalised(event: Event) -> bool:
    """Return True when the event gave its final number to a line that waited for one."""
    return any(
        change.field in _NUMBER_OF_LINE and change.old == "0" and change.new not in {None, "0"}
        for change in event.changes
    )


def removed(event: Event) -> bool:
    """Return True when the event took the record away."""
    return all(change.new is None for change in event.changes)


def _journal(work: Work, found: Series, number: int, suffix: str) -> Iterator[Event]:
    """Yield the events of all that ever held the number, in their order."""
    line = lines_of(found.key).entity.name
    records: dict[tuple[str, RecordId], None] = {}
    for span in all_spans_over(work, found.id, number, suffix):
        records[SPAN.name, span.id] = None
        if span.record_id is not None:
            records[SPAN.name, span.record_id] = None
            records[line, span.record_id] = None
    held = line_holding(work, found, number, suffix)
    if held is not None:
        records[line, held[0]] = None
    events = (event for record in records for event in events_of_record(work.connection, *record))
    yield from sorted(events, key=lambda event: (event.clock_ms, event.clock_counter))


def _step(event: Event, journal: tuple[Event, ...], number: int) -> NumberLife | None:
    if removed(event):
        return None  # what came back is told by the span that was born then
    if event.entity == SPAN.name:
        step = _step_of_span(event, journal)
    else:
        step = _step_of_line(event, journal)
    return None if step is None else replace(step, number=number)


def _life(
    event: Event,
    step: LifeStep,
    state: NumberState,
    reason: str = "",
    dispatch_id: RecordId | None = None,
) -> NumberLife:
    return NumberLife(
        number=0,
        state=state,
        dispatch_id=dispatch_id,
        on=day_of(event.clock_ms),
        actor=event.actor.clerk or event.actor.account,
        reason=reason or event.reason,
        step=step,
        title=event.title,
        when_ms=event.clock_ms,
    )


def _step_of_span(event: Event, journal: tuple[Event, ...]) -> NumberLife | None:
    if added(event):
        return _span_added(event, journal)
    changes = {change.field: change.new for change in event.changes}
    if "ended_on" in changes:
        return _span_ended(event, changes, journal)
    if "until" in changes:
        return _life(event, LifeStep.EXTENDED, NumberState.RESERVED, _until(changes["until"]))
    if "left_screen" in changes:
        return _life(event, LifeStep.PRINTED, NumberState.RESERVED)
    return None


def _span_added(event: Event, journal: tuple[Event, ...]) -> NumberLife:
    known = {change.field: _value(change.new) for change in event.changes}
    state = NumberState(known["state"])
    reason = known["reason"]
    if state is NumberState.LEASED:
        reason = known.get("title", "")
    elif state is NumberState.RESERVED:
        reason = _for_whom(known)
    elif state is NumberState.SECRET:
        reason = known.get("title", "")
    if state is NumberState.RETURNED and known["reason"] == UNDONE:
        return _life(event, LifeStep.UNDONE, state)
    step = LifeStep.REDONE if _is_again(event, journal) else _OF_STATE[state]
    return _life(event, step, state, reason)


def _span_ended(
    event: Event, changes: dict[str, str | None], journal: tuple[Event, ...]
) -> NumberLife | None:
    state = _state_of(event.entity_id, journal)
    if not _value(changes["ended_on"]):
        return _life(event, _OF_STATE[state], state)
    if state is NumberState.LEASED:
        return None  # a number of the block that was used goes on; what was left has its own mark
    if any(other.step_id == event.step_id and added(other) for other in journal):
        return None  # told by the line or the mark that took its place
    why = _value(changes.get("ended_reason"))
    return _life(event, LifeStep.RELEASED, NumberState.RETURNED, why)


def _state_of(span_id: RecordId, journal: tuple[Event, ...]) -> NumberState:
    """Return what a span had made of its numbers."""
    born = next(event for event in journal if event.entity_id == span_id)
    return NumberState(next(_value(each.new) for each in born.changes if each.field == "state"))


def _step_of_line(event: Event, journal: tuple[Event, ...]) -> NumberLife | None:
    line = event.entity_id
    changes = {change.field: change for change in event.changes}
    if added(event):
        late = _value(changes["late_reason"].new) if "late_reason" in changes else ""
        return _life(event, _step_in(event, journal, late), _state_when_added(event), late, line)
    status = changes.get("status")
    if status is not None:
        new, old = _value(status.new), _value(status.old)
        if new in _OF_STATUS:
            return _life(event, *_OF_STATUS[new], dispatch_id=line)
        if old in _OF_STATUS:
            return _life(event, LifeStep.RESTORED, NumberState.USED, dispatch_id=line)
    if changes.get("left_screen") is not None and _value(changes["left_screen"].new):
        return _life(event, LifeStep.PRINTED, NumberState.USED, dispatch_id=line)
    if changes.keys() <= _HANDLING:
        return None
    step = LifeStep.FINALISED if finalised(event) else LifeStep.AMENDED
    return _life(event, step, NumberState.USED, dispatch_id=line)


def _state_when_added(event: Event) -> NumberState:
    """Return what a line made of its number: one that comes back may have been cancelled before."""
    status = next((_value(each.new) for each in event.changes if each.field == "status"), "")
    return _OF_STATUS[status][1] if status in _OF_STATUS else NumberState.USED


def _step_in(event: Event, journal: tuple[Event, ...], late: str) -> LifeStep:
    if _is_again(event, journal):
        return LifeStep.REDONE
    if late:
        return LifeStep.LATE
    suffix = next((_value(each.new) for each in event.changes if each.field == "suffix"), "")
    return LifeStep.INSERTED if suffix else LifeStep.USED


def _is_again(event: Event, journal: tuple[Event, ...]) -> bool:
    """Return True when the record had been made before, and was taken away since."""
    first = next(each for each in journal if each.entity_id == event.entity_id)
    return first is not event


def _corrections(work: Work, outgoing_id: RecordId, number: int) -> Iterable[NumberLife]:
    query = select(outgoing).where(outgoing.c.corrects == outgoing_id)
    for other in work.all(OUTGOING, query):
        (event, *_) = events_of_record(work.connection, OUTGOING.name, other.id)
        told = _life(
            event, LifeStep.CORRECTED, NumberState.USED, f"bằng {other.number_symbol}", other.id
        )
        yield replace(told, number=number)


def _for_whom(known: dict[str, Any]) -> str:
    until = f"đến {long_date(date.fromisoformat(known['until']))}" if known.get("until") else ""
    for_whom = f"cho {known['holder']}" if known.get("holder") else ""
    parts = (" ".join(filter(None, (for_whom, until))), known.get("title"), known["reason"])
    return "; ".join(filter(None, parts))


def _until(kept: str | None) -> str:
    value = _value(kept)
    return f"đến {long_date(date.fromisoformat(value))}" if value else "không hẹn ngày"


def _value(kept: str | None) -> Any:
    return "" if kept is None else json.loads(kept)
