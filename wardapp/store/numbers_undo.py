"""What undo and redo do to numbers: given back only where that is allowed, held once always."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.core.numbering import NumberSpan, Series
from wardapp.core.petitions import Petition
from wardapp.store.copies import stands_for
from wardapp.store.entities import INCOMING, OUTGOING, PETITION, SERIES, SPAN
from wardapp.store.leases import last_given, lease_over
from wardapp.store.numbers_held import (
    KEPT_FROM_OTHERS,
    UNDONE,
    given_after,
    highest_held,
    line_holding,
    numbers_with_letters,
    on_paper,
    series_of_line,
    span_that_keeps,
)
from wardapp.store.numbers_life import added, finalised
from wardapp.store.numbers_return import (
    NUMBER_KEPT,
    SENT_ON,
    mark_returned,
    number_of,
    was_sent,
    why_named,
)
from wardapp.store.work import Work

MANY = 1000
"""An import of more lines than this leaves no mark for each number when it is undone."""

_NUMBERED = frozenset({INCOMING.name, OUTGOING.name, PETITION.name, SPAN.name})
_GONE = "Bản ghi đã được sửa sau bước này nên không hoàn tác được nữa. Hãy mở ra và sửa tay."
_ENDED = "Số {number:02} đã thôi giữ sau bước này nên không hoàn tác được nữa."
_TAKEN = (
    "Số {number:02} nay đã thuộc văn bản khác nên không làm lại được. Hãy lấy số mới cho văn bản."
)


@dataclass(frozen=True, slots=True)
class Return:
    """A line or span that undo takes away, and the series that had given its number."""

    series: Series
    held: Incoming | Outgoing | Petition | NumberSpan
    event: Event


def numbers_to_return(work: Work, events: tuple[Event, ...]) -> tuple[Return, ...]:
    """Return whose numbers the opposite of these events gives back; ChangedSince when it may not.

    What stands on closed pages has left the screen: closing marks it so.

    A number that was reserved, or used on paper, before the step goes back to that, not to the
    series, and need not be the last.
    """
    _refuse_unless_last_provisional(work, events)
    returns = tuple(_returns(work, events))
    moved = {event.entity_id for event in events if event.entity == SERIES.name}
    for each in returns:
        is_mark = isinstance(each.held, NumberSpan)
        if is_mark and each.series.id not in moved:
            continue
        _refuse_unless_fresh(work, each)
    lines = tuple(
        each.held
        for each in returns
        if not isinstance(each.held, NumberSpan) and not finalised(each.event)
    )
    _refuse(why_named(work, lines))
    for series in {each.series.id: each.series for each in returns}.values():
        here = tuple(each for each in returns if each.series.id == series.id)
        if series.id in moved and series.keeper not in stands_for(work):
            _refuse("dãy số này nay do máy khác giữ")
        _refuse_unless_last(work, series, here, goes_back=series.id in moved)
        _refuse_inside_block(work, series, here)
    return returns


def mark_undone(work: Work, returns: tuple[Return, ...], events: tuple[Event, ...]) -> None:
    """Write that these numbers came back, so that their life can be told.

    A mark that a redo had taken away comes back by itself.
    """
    if len(returns) > MANY:
        return
    marked = {
        json.loads(change.old)
        for event in events
        for change in event.changes
        if change.field == "record_id" and change.new is None and change.old is not None
    }
    for each in returns:
        if each.held.id not in marked:
            mark_returned(work, each.series.id, each.held, UNDONE)


def check_still_free(work: Work, current: Any, value: Any) -> None:
    """Refuse to bring a line or span back to a number that something else holds by now."""
    if isinstance(value, Incoming | Outgoing | Petition):
        if current is None or (not number_of(current) and number_of(value)):
            _refuse_held_line(work, value)
        return
    if not isinstance(value, NumberSpan):
        return
    if not value.is_active:
        if current is not None and not current.is_active:
            raise ChangedSince(_ENDED.format(number=value.first))  # by another window meanwhile
        return
    comes_back = current is None or not current.is_active
    if comes_back and value.state in KEPT_FROM_OTHERS:
        _refuse_held_span(work, value)


def check_counters(work: Work, events: Iterable[Event]) -> None:
    """Refuse when a counter would now stand below a number that something holds."""
    for event in events:
        if event.entity != SERIES.name:
            continue
        series = work.find(SERIES, event.entity_id)
        if series is not None and highest_held(work, series) > series.last_number:
            _refuse("đã cấp số khác sau số này")


def _returns(work: Work, events: tuple[Event, ...]) -> Iterator[Return]:
    known: dict[tuple[RecordId, str, str], Series | None] = {}
    for event in events:
        if event.entity not in _NUMBERED or not (added(event) or finalised(event)):
            continue
        held = _held(work, event)
        if isinstance(held, NumberSpan):
            if held.state in KEPT_FROM_OTHERS:
                yield Return(work.get(SERIES, held.series_id), held, event)
            continue
        if not number_of(held):
            continue  # a provisional number comes from no series
        place = (
            (held.series_id, "", "")
            if isinstance(held, Outgoing)
            else (held.issuer_id, held.book, held.scope_value)
        )
        if place not in known:
            known[place] = series_of_line(work, held)
        series = known[place]
        if series is not None:
            yield Return(series, held, event)


def _held(work: Work, event: Event) -> Incoming | Outgoing | Petition | NumberSpan:
    held: Incoming | Outgoing | Petition | NumberSpan | None
    if event.entity == SPAN.name:
        held = work.find(SPAN, event.entity_id)
    elif event.entity == OUTGOING.name:
        held = work.find(OUTGOING, event.entity_id)
    elif event.entity == PETITION.name:
        held = work.find(PETITION, event.entity_id)
    else:
        held = work.find(INCOMING, event.entity_id)
    if held is None:
        raise ChangedSince(_GONE)
    return held


def _refuse_unless_fresh(work: Work, each: Return) -> None:
    _refuse_stale(work, each.held, each.event)


def _refuse_stale(
    work: Work, held: Incoming | Outgoing | Petition | NumberSpan, event: Event
) -> None:
    if event.replica_id != work.replica_id:
        _refuse("số do máy khác cấp")
    if day_of(event.clock_ms) != day_of(work.writing.now_ms):
        _refuse("số đã cấp từ hôm trước")
    if held.left_screen:
        _refuse("văn bản đã in, xuất hoặc gửi đi")
    if was_sent(work, event):
        _refuse(SENT_ON)


def _refuse_unless_last(
    work: Work, series: Series, returns: tuple[Return, ...], *, goes_back: bool
) -> None:
    plain = {number_of(each.held) for each in returns if not _suffix(each.held)}
    with_letters = numbers_with_letters(work, series, tuple(each.held.id for each in returns))
    if plain & with_letters:
        _refuse(f"đã có số chèn sau số {min(plain & with_letters):02}")
    if goes_back:
        from_series = plain - on_paper(work, series.id, plain)
        if from_series and series.last_number > max(from_series):
            _refuse("đã cấp số khác sau số này")


def _refuse_unless_last_provisional(work: Work, events: tuple[Event, ...]) -> None:
    """Refuse to take a line with a provisional number away that others may have seen."""
    for event in events:
        if event.entity not in {INCOMING.name, PETITION.name} or not added(event):
            continue
        line = _held(work, event)
        if not isinstance(line, Incoming | Petition) or not line.is_waiting:
            continue
        _refuse_stale(work, line, event)
        if given_after(work, line):
            _refuse("đã cấp số tạm khác sau số này")
        _refuse(why_named(work, (line,)))


def _refuse_inside_block(work: Work, series: Series, returns: tuple[Return, ...]) -> None:
    """Refuse when a number of a lent block is not the last that was given of it."""
    plain = sorted(number_of(each.held) for each in returns if not _suffix(each.held))
    for number in plain:
        span = lease_over(work, series.id, number)
        if span is not None and last_given(work, series, span) > plain[-1]:
            _refuse("đã cấp số khác sau số này")


def _refuse(why: str) -> None:
    if why:
        raise ChangedSince(NUMBER_KEPT.format(why=why))


def _suffix(held: Incoming | Outgoing | Petition | NumberSpan) -> str:
    return "" if isinstance(held, NumberSpan) else held.suffix


def _refuse_held_line(work: Work, line: Incoming | Outgoing | Petition) -> None:
    series = series_of_line(work, line)
    if series is None:
        return
    number = number_of(line)
    kept = None if line.suffix else span_that_keeps(work, series.id, number)
    if kept is not None or line_holding(work, series, number, line.suffix) is not None:
        raise ChangedSince(_TAKEN.format(number=number))


def _refuse_held_span(work: Work, span: NumberSpan) -> None:
    series = work.get(SERIES, span.series_id)
    for number in range(span.first, span.last + 1):
        kept = span_that_keeps(work, series.id, number)
        if kept is not None or line_holding(work, series, number) is not None:
            raise ChangedSince(_TAKEN.format(number=number))
