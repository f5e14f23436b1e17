"""Lending blocks of numbers to other copies, and what becomes of those that are left over.

A number of a lent block is never given by anybody else, whatever happens to the block: it comes
back only by a word of the copy that held it, or is spoiled for good.
"""

from __future__ import annotations

from datetime import date

from wardapp.core.errors import BadValue, ChangedSince
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, NumberState, Reserving, Series
from wardapp.store.copies import living
from wardapp.store.doubts import refuse_unsure
from wardapp.store.entities import SPAN
from wardapp.store.keeping import KeepingBook
from wardapp.store.leases import free_in, given_back, is_ours, open_leases, used_in
from wardapp.store.numbers_giving import Giving

MOST_LENT = 1000


class Lending(Giving):
    """Blocks of numbers that other copies may give."""

    def leases(self, series_id: RecordId | None = None) -> tuple[NumberSpan, ...]:
        """Return the blocks lent out now, of one series or of all."""
        return open_leases(self._work, series_id)

    def given_back(self, series_id: RecordId | None = None) -> tuple[NumberSpan, ...]:
        """Return the numbers that came back from lent blocks and wait for a decision."""
        return given_back(self._work, series_id)

    def used_of(self, span: NumberSpan) -> int:
        """Return how many numbers of a block are used, as far as is known here."""
        return used_in(self._work, self.get(span.series_id), span)

    def is_lent_here(self, span: NumberSpan) -> bool:
        """Return True when a block was lent to this copy."""
        return is_ours(self._work, span)

    def lease(
        self, series_id: RecordId, to: RecordId, count: int, until: date | None = None
    ) -> NumberSpan:
        """Lend the next numbers to another copy; this one steps over them from now on."""
        if not 1 <= count <= MOST_LENT:
            raise BadValue("count", f"Mỗi lần cấp được từ 1 đến {MOST_LENT} số.")
        if until is not None and until < self._today():
            raise BadValue("until", "Ngày dùng đến đã qua. Hãy chọn từ hôm nay trở đi.")
        keeping = KeepingBook(self._work)
        if to == self._work.replica_id or to not in keeping.replicas():
            raise BadValue("to", "Hãy chọn một máy khác của sổ này để cấp khối số.")
        found = self._unlocked(self.get(series_id).key)
        first = self._next(found)
        self._move(found, first + count - 1)
        known = keeping.copies()
        holder = living(known, to)
        name = known[holder].name if holder in known else ""
        title = f"Khối số cấp cho máy {name}" if name else "Khối số cấp cho máy khác"
        what = Reserving(holder=holder, title=title, until=until)
        return self._mark(found, (first, first + count - 1), NumberState.LEASED, what)

    def give_back(self, span_id: RecordId, reason: str) -> tuple[NumberSpan, ...]:
        """End a block lent to this copy; what was never used goes back, explained.

        Refused while nobody knows what was used of it: the clerk says its last number first.
        """
        span = self._lent(span_id)
        if not is_ours(self._work, span):
            raise ChangedSince("Khối số này cấp cho máy khác nên chỉ máy đó trả lại được.")
        refuse_unsure(self._work, self.get(span.series_id).key)
        return self._left_over(span, NumberState.GIVEN_BACK, reason)

    def revoke(self, span_id: RecordId, reason: str) -> tuple[NumberSpan, ...]:
        """End a block whose holder is gone; what is not known as used is spoiled for good.

        A number that the holder gave all the same arrives beside the mark and is told as such.
        """
        span = self._lent(span_id)
        self._kept_here(self.get(span.series_id).key)
        return self._left_over(span, NumberState.CANCELLED, reason)

    def take_back(self, span_id: RecordId) -> Series:
        """Let the series go on with numbers that were given back, when they are its last."""
        span = self._given_back(span_id)
        found = self._unlocked(self.get(span.series_id).key)
        if span.last != found.last_number:
            raise ChangedSince(
                f"Các số {span.first:02} - {span.last:02} không còn là số cuối của dãy nên không "
                "lấy lại được. Hãy Hủy và ghi lý do, hoặc vào sổ muộn bằng các số này."
            )
        self._end(span, "Lấy lại cho dãy số")
        return self._move(found, span.first - 1)

    def spoil(self, span_id: RecordId, reason: str) -> NumberSpan:
        """Mark numbers that were given back as never to be given."""
        span = self._given_back(span_id)
        found = self._kept_here(self.get(span.series_id).key)
        self._end(span, reason)
        for numbers in free_in(self._work, found, span):
            self._mark(found, numbers, NumberState.CANCELLED, Reserving(reason=reason))
        return span

    def _left_over(
        self, span: NumberSpan, state: NumberState, reason: str
    ) -> tuple[NumberSpan, ...]:
        found = self.get(span.series_id)
        free = free_in(self._work, found, span)
        self._end(span, reason)
        what = Reserving(reason=reason)
        return tuple(self._mark(found, numbers, state, what) for numbers in free)

    def _lent(self, span_id: RecordId) -> NumberSpan:
        span = self._work.get(SPAN, span_id)
        if span.state is not NumberState.LEASED or not span.is_active:
            raise ChangedSince("Khối số này không còn được cấp. Hãy mở lại trang để xem.")
        return span

    def _given_back(self, span_id: RecordId) -> NumberSpan:
        span = self._work.get(SPAN, span_id)
        if span.state is not NumberState.GIVEN_BACK or not span.is_active:
            raise ChangedSince("Các số này không còn là số trả lại. Hãy mở lại trang để xem.")
        return span
