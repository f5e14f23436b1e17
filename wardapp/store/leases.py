"""Blocks of numbers lent to another copy: which it may give, what of them is used."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, NumberState, Series
from wardapp.store.copies import stands_for
from wardapp.store.entities import SPAN
from wardapp.store.numbers_held import lines_of
from wardapp.store.tables import number_spans
from wardapp.store.work import Work

_SPAN = number_spans.c
_LEASED = and_(_SPAN.state == NumberState.LEASED.value, _SPAN.ended_on.is_(None))


def open_leases(work: Work, series_id: RecordId | None = None) -> tuple[NumberSpan, ...]:
    """Return the blocks that are lent out now, lowest first; of one series, or of all."""
    return _spans(work, _LEASED, series_id)


def given_back(work: Work, series_id: RecordId | None = None) -> tuple[NumberSpan, ...]:
    """Return what came back unused of lent blocks, lowest first; of one series, or of all."""
    came_back = and_(_SPAN.state == NumberState.GIVEN_BACK.value, _SPAN.ended_on.is_(None))
    return _spans(work, came_back, series_id)


def _spans(
    work: Work, where: ColumnElement[bool], series_id: RecordId | None
) -> tuple[NumberSpan, ...]:
    query = select(number_spans).where(where)
    if series_id is not None:
        query = query.where(_SPAN.series_id == series_id)
    return work.all(SPAN, query.order_by(_SPAN.series_id, _SPAN.first))


def lease_over(work: Work, series_id: RecordId, number: int) -> NumberSpan | None:
    """Return the lent block that a number lies in, None when it is lent to nobody."""
    query = select(number_spans).where(
        _LEASED, _SPAN.series_id == series_id, _SPAN.first <= number, _SPAN.last >= number
    )
    found = work.all(SPAN, query.order_by(_SPAN.id).limit(1))
    return found[0] if found else None


def is_ours(work: Work, span: NumberSpan) -> bool:
    """Return True when a block was lent to this copy, or to one whose place it took."""
    return span.holder == work.replica_id or span.holder in stands_for(work)


def next_lent(work: Work, found: Series, today: date | None) -> int | None:
    """Return the lowest number lent to this copy that it can still give, None without any."""
    for span in open_leases(work, found.id):
        if not is_ours(work, span) or is_over(span, today):
            continue
        free = free_in(work, found, span)
        if free:
            return free[0][0]
    return None


def is_over(span: NumberSpan, today: date | None) -> bool:
    """Return True when the day until which a block may be used has passed."""
    return span.until is not None and today is not None and span.until < today


def free_in(work: Work, found: Series, span: NumberSpan) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a block that neither a line nor another mark holds."""
    taken = sorted(_taken_in(work, found, span))
    ranges, reached = [], span.first
    for first, last in taken:
        if first > reached:
            ranges.append((reached, min(first - 1, span.last)))
        reached = max(reached, last + 1)
    if reached <= span.last:
        ranges.append((reached, span.last))
    return tuple(ranges)


def used_in(work: Work, found: Series, span: NumberSpan) -> int:
    """Return how many numbers of a block are used, as far as is known here."""
    left = sum(last - first + 1 for first, last in free_in(work, found, span))
    return span.last - span.first + 1 - left


def last_given(work: Work, found: Series, span: NumberSpan) -> int:
    """Return the highest number of a block that something holds, 0 without any."""
    return max((min(last, span.last) for _, last in _taken_in(work, found, span)), default=0)


def used_up(work: Work, found: Series, today: date) -> str:
    """Return that the blocks lent to this copy are used up or over, "" when it never had one."""
    ours = [span for span in open_leases(work, found.id) if is_ours(work, span)]
    if not ours:
        return ""
    until = max((span.until for span in ours if span.until is not None), default=None)
    if until is not None and all(is_over(span, today) for span in ours):
        why = f"Khối số cấp cho máy này chỉ dùng đến {long_date(until)}."
    else:
        why = f"Khối số cấp cho máy này đã dùng hết (đến số {ours[-1].last:02})."
    return f"{why} Hãy nhờ máy giữ số cấp khối mới (trang Số trên nhiều máy) rồi nhận gói trao đổi."


def _taken_in(work: Work, found: Series, span: NumberSpan) -> list[tuple[int, int]]:
    lines = lines_of(found.key)
    number = lines.table.c[lines.number]
    of_lines = select(number, number).where(
        lines.of(found), number >= span.first, number <= span.last, lines.table.c.suffix == ""
    )
    of_spans = select(_SPAN.first, _SPAN.last).where(
        _SPAN.series_id == found.id,
        _SPAN.last >= span.first,
        _SPAN.first <= span.last,
        or_(_SPAN.ended_on.is_(None), func.coalesce(_SPAN.left_screen, 0) == 1),
        _SPAN.state != NumberState.LEASED.value,
        _SPAN.suffix == "",
        # what the keeper lost of this very block by a restore is still its holder's to give
        or_(_SPAN.state != NumberState.LOST.value, _SPAN.holder != span.holder),
    )
    rows = (*work.connection.execute(of_lines), *work.connection.execute(of_spans))
    return [(max(int(first), span.first), int(last)) for first, last in rows]
