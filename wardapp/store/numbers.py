"""Number series: a number is taken in the transaction that writes its line, and given once.

How a line gets its number, always inside the transaction that writes the line:

* `take(key)`: the next one;
* `use(key, number, suffix)`: one the clerk typed, `12a` among them; below the counter it fills
  a gap or a number used on paper; with `late_reason` also in a book that is closed;
* `use_reserved(key, number)`: one that was kept for this document. When its page was printed
  before that (`mark_left`), the number never goes back to the series, whatever becomes of the line.

A number without a line is reserved, spoiled, used for a secret paper or used on a paper book:
a `NumberSpan` says so. What is over keeps its span with the day it ended.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import BadValue, ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.numbering import (
    NumberSpan,
    NumberState,
    Reserving,
    RolledBack,
    Series,
    SeriesKey,
)
from wardapp.core.petitions import Petition
from wardapp.store.entities import SPAN, Entity
from wardapp.store.leases import lease_over
from wardapp.store.numbers_contested import Line, contested_lines, renumber
from wardapp.store.numbers_held import (
    IN_BOOK,
    find_series,
    incoming_key,
    line_holding,
    lines_of,
    lost_over,
    span_that_keeps,
    stands_on_paper,
)
from wardapp.store.numbers_return import (
    NUMBER_KEPT,
    mark_returned,
    undo_effects,
    why_answer,
    why_kept,
    why_named,
    why_not_last,
    why_printed,
)
from wardapp.store.numbers_sureness import Sureness
from wardapp.store.tables import number_spans

__all__ = ["IN_BOOK", "Numbers", "find_series", "incoming_key", "stands_on_paper"]

MOST_AT_ONCE = 200
_SPAN = number_spans.c


class Numbers(Sureness):
    """The counters of an office, the numbers they give and those that have no line."""

    def reserve(self, key: SeriesKey, count: int, what: Reserving) -> tuple[NumberSpan, ...]:
        """Keep the next numbers for somebody, a span each; `take` steps over them from now on."""
        if not 1 <= count <= MOST_AT_ONCE:
            raise BadValue("count", f"Mỗi lần giữ được từ 1 đến {MOST_AT_ONCE} số.")
        if what.until is not None and what.until < self._today():
            raise BadValue("until", "Ngày giữ số đến đã qua. Hãy chọn từ hôm nay trở đi.")
        kept = []
        for _ in range(count):
            number = self.take(key)
            span = self._mark(self.series(key), (number, number), NumberState.RESERVED, what)
            kept.append(span)
        return tuple(kept)

    def extend(self, span_id: RecordId, until: date | None) -> NumberSpan:
        """Let a reservation run until another day, None = until it is used."""
        span = self._reservation(span_id)
        if until is not None and until < self._today():
            raise BadValue("until", "Ngày giữ số đến đã qua. Hãy chọn từ hôm nay trở đi.")
        return self._change(span, replace(span, until=until))

    def release(self, span_id: RecordId, reason: str) -> bool:
        """End a reservation; True when its number went back to the series, else it is cancelled.

        It goes back while it is the last, was reserved here today and stands on no printed page.
        """
        span = self._reservation(span_id)
        found = self._entitled(self.get(span.series_id).key, span.last)
        lent = lease_over(self._work, found.id, span.last)
        goes_back = not (
            why_kept(self._work, SPAN, span)
            or why_not_last(self._work, found, span.last, lent)
            or self.lock_on(found.key)
        )
        self._end(span, reason)
        if goes_back and lent is None:
            self._move(found, span.first - 1)
        elif goes_back:
            return True
        else:
            numbers = (span.first, span.last)
            why = Reserving(title=span.title, reason=reason)
            self._mark(found, numbers, NumberState.CANCELLED, why)
        return goes_back

    def cancel(self, key: SeriesKey, number: int, reason: str) -> Series:
        """Spoil a number that no line holds, with the reason; it is never given again.

        A reservation of it ends; above the counter those stepped over are marked.
        """
        what = Reserving(reason=reason)
        return self._set_aside(key, number, NumberState.CANCELLED, what, late_reason=reason)

    def secret(self, key: SeriesKey, type_name: str, number: int | None = None) -> int:
        """Mark a number as used for a paper in the book of secret papers: its type, no more."""
        what = Reserving(title=type_name)
        if number is None:
            number = self.take(key)
            self._mark(self.series(key), (number, number), NumberState.SECRET, what)
        else:
            self._set_aside(key, number, NumberState.SECRET, what)
        return number

    def set_aside(self, key: SeriesKey, number: int, state: NumberState, reason: str) -> Series:
        """Record a number without a line: spoiled before use, or used for a secret paper."""
        return self._set_aside(key, number, state, Reserving(reason=reason))

    def mark_left(self, series_id: RecordId, number: int) -> None:
        """Write that a reserved number stands on a printed page: it never goes back any more."""
        span = span_that_keeps(self._work, series_id, number)
        if span is not None and not span.left_screen:
            self._change(span, replace(span, left_screen=True))

    def roll_back(self, series_id: RecordId, reason: str) -> RolledBack:
        """Give the last number of a series back; its line, if there is one, is no more.

        Only on the day it was given, here, while nothing that carries it left the screen and
        nothing else names its line (design §4); else ChangedSince proposes to cancel it.
        """
        found = self._unlocked(self.get(series_id).key)
        number = found.last_number
        entity, held = self._holder(found, number)
        why = (
            why_kept(self._work, entity, held)
            or why_printed(self._work, found, number)
            or why_not_last(self._work, found, number)
            or ("" if isinstance(held, NumberSpan) else why_named(self._work, (held,)))
        )
        self._refuse(why)
        if isinstance(held, NumberSpan):
            self._end(held, reason)
        else:
            undo_effects(self._work, entity, held)
            self._refuse(why_answer(self._work, held.id))
            self._work.write(entity, held, None)
        mark_returned(self._work, found.id, held, reason)
        self._move(found, number - 1)
        return RolledBack(
            number=number, record_id=None if isinstance(held, NumberSpan) else held.id
        )

    def span(self, span_id: RecordId) -> NumberSpan:
        """Return a span; NotFound when it is not here."""
        return self._work.get(SPAN, span_id)

    def kept_by(self, series_id: RecordId, number: int) -> NumberSpan | None:
        """Return the reservation, cancellation or secret mark that holds a number, if any."""
        return span_that_keeps(self._work, series_id, number)

    def reservations(
        self, series_id: RecordId | None = None, due_before: date | None = None
    ) -> tuple[NumberSpan, ...]:
        """Return the numbers kept now, those due first; of one series, or overdue on a day."""
        query = select(number_spans).where(
            _SPAN.state == NumberState.RESERVED.value, _SPAN.ended_on.is_(None)
        )
        if series_id is not None:
            query = query.where(_SPAN.series_id == series_id)
        if due_before is not None:
            query = query.where(_SPAN.until < due_before.isoformat())
        order = (_SPAN.until.is_(None), _SPAN.until, _SPAN.series_id, _SPAN.first)
        return self._work.all(SPAN, query.order_by(*order))

    def contested(self) -> tuple[tuple[Line, ...], ...]:
        """Return the lines that hold the same number, together, the undisputed one first."""
        return contested_lines(self._work)

    def renumber(self, line: Line, key: SeriesKey, code: tuple[int, str] | None) -> Line:
        """Give a line whose number another holds too a number of its own: the next, or `code`.

        The disputed number stays with the other line.
        """
        return renumber(self._work, line, self._code_for(key, code))

    def _code_for(self, key: SeriesKey, code: tuple[int, str] | None) -> tuple[int, str]:
        if code is None:
            return self.take(key), ""
        self.use(key, *code, late_reason="Giải quyết trùng số")
        return code

    def _set_aside(
        self,
        key: SeriesKey,
        number: int,
        state: NumberState,
        what: Reserving,
        *,
        late_reason: str = "",
    ) -> Series:
        found = self._entitled(key, number)
        span = span_that_keeps(self._work, found.id, number)
        if span is not None and span.state is NumberState.RESERVED:
            self._end(span, what.reason or what.title)
        else:
            found = self.use(key, number, late_reason=late_reason)
        self._mark(found, (number, number), state, what)
        return found

    def _holder(
        self, found: Series, number: int
    ) -> tuple[Entity[Any], Incoming | Outgoing | Petition | NumberSpan]:
        held = line_holding(self._work, found, number)
        if held is not None:
            entity = lines_of(found.key).entity
            return entity, self._work.get(entity, held[0])
        span = span_that_keeps(self._work, found.id, number)
        if span is not None:
            return SPAN, span
        if lease_over(self._work, found.id, number) is not None:
            raise ChangedSince(
                f"Số {number:02} thuộc khối số đã cấp cho máy khác nên ở đây không trả lại được."
            )
        if number == 0:
            raise BadValue("number", "Dãy số này chưa cấp số nào nên không có số để trả lại.")
        if lost_over(self._work, found.id, number) is not None:
            raise ChangedSince(
                f"Số {number:02} đã cấp trước khi khôi phục sổ nên không trả lại được. Nếu chưa "
                "ghi lên giấy nào, hãy chọn Xác nhận số cuối ở trang An toàn dữ liệu."
            )
        raise ChangedSince(
            f"Số {number:02} đã dùng ngoài chương trình nên không trả lại được. Nếu ghi nhầm số "
            "cuối của sổ giấy, hãy sửa trong Danh mục › Số đã dùng."
        )

    @staticmethod
    def _refuse(why: str) -> None:
        if why:
            raise ChangedSince(NUMBER_KEPT.format(why=why))

    def _reservation(self, span_id: RecordId) -> NumberSpan:
        span = self.span(span_id)
        if span.state is not NumberState.RESERVED or not span.is_active:
            raise ChangedSince(
                f"Số {span.first:02} không còn được giữ. Hãy mở lại trang để xem số này nay ra sao."
            )
        return span

    def _change(self, old: NumberSpan, new: NumberSpan) -> NumberSpan:
        self._work.write(SPAN, old, new)
        return new
