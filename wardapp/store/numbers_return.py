"""When a number may go back to its series, and the mark that says it did (design §4, Numbers)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.core.numbering import NumberSpan, NumberState, Series
from wardapp.core.petitions import Petition
from wardapp.store.entities import BY_NAME, SERIES, SPAN, Entity
from wardapp.store.journal import events_of_record, events_of_step
from wardapp.store.leases import last_given
from wardapp.store.numbers_held import all_spans_over, inserted_after
from wardapp.store.numbers_life import added
from wardapp.store.records import dump
from wardapp.store.tables import drafts, incoming, outgoing
from wardapp.store.tables_exchange import sendings
from wardapp.store.tables_filing import filings
from wardapp.store.tables_petitions import petitions
from wardapp.store.work import Work

NUMBER_KEPT = (
    "Không trả lại số được nữa vì {why}. Hãy dùng Hủy và ghi lý do, số vẫn được giữ trong sổ."
)
PLACE: Any = bindparam("ids", expanding=True)
AT_ONCE = 500
_OF_NUMBERS = frozenset({SERIES.name, SPAN.name})
SENT_ON = "số đã đi trong gói trao đổi sang máy khác"
_LEFT = "văn bản đã in, xuất hoặc gửi đi"
_FILED = "văn bản đã đưa vào hồ sơ"
_REPLACED = "văn bản khác đã thay thế hoặc đính chính văn bản này"
_TO_REPLACE = "đã có dự thảo thay thế hoặc đính chính văn bản này"
_ANSWERED = "đã có văn bản hoặc dự thảo trả lời văn bản này"


def why_kept(
    work: Work, entity: Entity[Any], value: Incoming | Outgoing | Petition | NumberSpan
) -> str:
    """Return why what holds a number can't give it back any more, "" when it can."""
    born = events_of_record(work.connection, entity.name, value.id)
    made = next((event for event in reversed(born) if added(event)), None)
    if made is None or made.replica_id != work.replica_id:
        return "số do máy khác cấp"
    if day_of(made.clock_ms) != day_of(work.writing.now_ms):
        return "số đã cấp từ hôm trước"
    if value.left_screen:
        return _LEFT
    return SENT_ON if was_sent(work, made) else ""


def was_sent(work: Work, event: Event) -> bool:
    """Return True when an event of this copy went out in a package: others may have seen it."""
    for (heads,) in work.connection.execute(select(sendings.c.upto)):
        for head in json.loads(heads):
            if head["replica_id"] == event.replica_id and head["seq"] >= event.seq:
                return True
    return False


def why_not_last(work: Work, found: Series, number: int, lent: NumberSpan | None = None) -> str:
    """Return why a number is no longer the last of its series or lent block, "" while it is."""
    after = found.last_number if lent is None else last_given(work, found, lent)
    if after > number:
        return "đã cấp số khác sau số này"
    letters = inserted_after(work, found, number)
    return f"đã có số chèn {number}{letters[0]}" if letters else ""


def why_printed(work: Work, found: Series, number: int) -> str:
    """Return that a number stood on a printed page while it was reserved, "" when it did not."""
    spans = all_spans_over(work, found.id, number)
    return _LEFT if any(span.left_screen for span in spans) else ""


def why_named(work: Work, lines: Sequence[Incoming | Outgoing | Petition]) -> str:
    """Return what else names one of the lines, so that it can't go without a trace; "" = nothing.

    Lines that name each other may go together.
    """
    ids = tuple(line.id for line in lines)
    for query, why in (
        (select(filings.c.record_id).where(filings.c.record_id.in_(PLACE)), _FILED),
        (_naming(outgoing.c.replaces), _REPLACED),
        (_naming(outgoing.c.corrects), _REPLACED),
        (_naming(outgoing.c.answers), _ANSWERED),
        (select(drafts.c.id).where(drafts.c.in_reply_to.in_(PLACE)), _ANSWERED),
        (select(drafts.c.id).where(drafts.c.replaces.in_(PLACE)), _TO_REPLACE),
        (select(drafts.c.id).where(drafts.c.corrects.in_(PLACE)), _TO_REPLACE),
    ):
        if _names_one(work, query, ids):
            return why
    return ""


def _naming(column: Any) -> Select[Any]:
    return select(outgoing.c.id).where(column.in_(PLACE), outgoing.c.id.not_in(PLACE))


def _names_one(work: Work, query: Select[Any], ids: tuple[RecordId, ...]) -> bool:
    for start in range(0, len(ids), AT_ONCE):
        stretch = ids[start : start + AT_ONCE]
        if work.connection.execute(query.limit(1), {"ids": stretch}).first() is not None:
            return True
    return False


def mark_returned(
    work: Work,
    series_id: RecordId,
    held: Incoming | Outgoing | Petition | NumberSpan,
    reason: str,
) -> None:
    """Write that the numbers of a line or span went back, born ended; once for each holder."""
    first, last, suffix = _numbers(held)
    for span in all_spans_over(work, series_id, first, suffix):
        if span.state is NumberState.RETURNED and span.record_id == held.id:
            return
    command = work.writing
    today = day_of(command.now_ms)
    span = NumberSpan(
        id=work.new_id(),
        series_id=series_id,
        first=first,
        last=last,
        suffix=suffix,
        state=NumberState.RETURNED,
        on=today,
        ended_on=today,
        actor=command.actor.clerk or command.actor.account,
        reason=reason,
        title=held.title if isinstance(held, NumberSpan) else held.number_symbol,
        record_id=held.id,
    )
    work.write(SPAN, None, span)


def undo_effects(
    work: Work, entity: Entity[Any], held: Incoming | Outgoing | Petition | NumberSpan
) -> None:
    """Undo what the step that wrote a line changed elsewhere, as far as it still stands so.

    Its draft is unissued, what it answered or replaced is as before.
    """
    born = events_of_record(work.connection, entity.name, held.id)
    made = next(event for event in reversed(born) if added(event))
    for event in reversed(events_of_step(work.connection, made.step_id)):
        if event.entity in _OF_NUMBERS or event.entity_id == held.id or added(event):
            continue
        touched = BY_NAME[event.entity]
        current = work.find(touched, event.entity_id)
        if current is None:
            continue
        fields = touched.fields_of(current)
        for change in event.changes:
            if change.old is not None and dump(fields.get(change.field)) == change.new:
                fields[change.field] = json.loads(change.old)
        work.write(touched, current, touched.value_of(fields))


def why_answer(work: Work, line_id: RecordId) -> str:
    """Return what names a line as its answer, "" when nothing does."""
    for query, why in (
        (select(incoming.c.id).where(incoming.c.replied_by == line_id), "văn bản đến"),
        (select(petitions.c.id).where(petitions.c.answer_id == line_id), "sổ phản ánh, kiến nghị"),
    ):
        if work.connection.execute(query.limit(1)).first() is not None:
            return f"{why} đã ghi văn bản này là trả lời"
    return ""


def number_of(held: Incoming | Outgoing | Petition | NumberSpan) -> int:
    """Return the number that a line holds, the last one of a span."""
    if isinstance(held, NumberSpan):
        return held.last
    return held.arrival_number if isinstance(held, Incoming) else held.number


def _numbers(held: Incoming | Outgoing | Petition | NumberSpan) -> tuple[int, int, str]:
    if isinstance(held, NumberSpan):
        return held.first, held.last, ""
    number = number_of(held)
    return number, number, held.suffix
