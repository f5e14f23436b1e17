"""Marks for numbers without a line: made and ended in the transaction of what they explain."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.clock import day_of
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, NumberState, Reserving
from wardapp.store.entities import SPAN
from wardapp.store.work import Work


def mark(
    work: Work,
    series_id: RecordId,
    numbers: tuple[int, int],
    state: NumberState,
    what: Reserving,
) -> NumberSpan:
    """Write why no line holds these numbers, first and last; return the mark."""
    command = work.writing
    span = NumberSpan(
        id=work.new_id(),
        series_id=series_id,
        first=numbers[0],
        last=numbers[1],
        state=state,
        on=day_of(command.now_ms),
        actor=command.actor.clerk or command.actor.account,
        reason=what.reason,
        title=what.title,
        holder=what.holder,
        until=what.until,
    )
    work.write(SPAN, None, span)
    return span


def end(work: Work, span: NumberSpan, why: str) -> NumberSpan:
    """Write that a mark is over; it stays for the life of its numbers."""
    ended = replace(span, ended_on=day_of(work.writing.now_ms), ended_reason=why)
    work.write(SPAN, span, ended)
    return ended
