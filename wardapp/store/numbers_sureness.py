"""What the clerk says of the last numbers on paper after a restore that could not know them."""

from __future__ import annotations

from collections.abc import Iterable

from wardapp.core.clock import moment_text
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, NumberState, Reserving, Series, SeriesKey
from wardapp.store.doubts import (
    doubted,
    keep_on_all,
    kept_on,
    late_blocks,
    note_sure,
    once_unsure,
    why_asked,
)
from wardapp.store.entities import SPAN
from wardapp.store.leases import free_in, is_ours, last_given, open_leases
from wardapp.store.numbers_giving import ON_PAPER
from wardapp.store.numbers_held import highest_held, lost_over
from wardapp.store.numbers_provisional import Emergency
from wardapp.store.tables import number_spans

MOST_CONFIRMED = 10_000_000
NOT_ON_PAPER = "Chưa ghi lên giấy nào, theo xác nhận số cuối"
_SPAN = number_spans.c


class Sureness(Emergency):
    """Takes the clerk's word for the last numbers on paper."""

    def unsure(self) -> tuple[int, int] | None:
        """Return when this copy was restored unknowing, and when that backup was made."""
        open_ones = doubted(self._work)
        if not open_ones:
            return None
        newest = max(open_ones, key=lambda copy: copy.unsure_ms)
        return newest.unsure_ms or newest.made_ms, newest.unsure_since_ms

    def why_asked(self, key: SeriesKey) -> str:
        """Return why the clerk has to say the last number of a series first, "" when not."""
        return why_asked(self._work, key)

    def lost_over(self, series_id: RecordId, number: int, suffix: str = "") -> NumberSpan | None:
        """Return the mark that a number was given before a restore, None when it was not."""
        return lost_over(self._work, series_id, number, suffix)

    def has_lost(self, series_id: RecordId) -> bool:
        """Return True when a restore took the content of numbers of a series."""
        return bool(self._lost_above(series_id, 0))

    def last_known(self, key: SeriesKey) -> int:
        """Return the last number that is known to be given here: of the counter, or of a block."""
        found = self.find_series(key)
        if found is None:
            return 0
        blocks = self._blocks(found)
        if blocks and not self.keeps(key):
            given = [last_given(self._work, found, span) for span in blocks]
            return max([*given, blocks[0].first - 1])
        return max(found.last_number, highest_held(self._work, found))

    def confirm_last(self, key: SeriesKey, number: int) -> Series:
        """Take the clerk's word that `number` is the last on paper; numbers up to it are used.

        A lower one than known frees what a restore marked and no paper has, never what is held.
        """
        if not 0 <= number <= MOST_CONFIRMED:
            raise BadValue("number", "Số cuối trên giấy từ 0 đến 10.000.000.")
        known = self.last_known(key)
        found = kept_on(self._work, self.series(key))
        if not self.keeps(key):
            self._confirm_lent(found, number)
        else:
            self._use_lent(self._late(found), found, number)
        if self.keeps(key) and number > known:
            self._mark(found, (known + 1, number), *self._as_used())
            found = self._move(found, number)
        elif self.keeps(key) and number < known:
            found = self._free_above(found, number)
        note_sure(self._work, key)
        return found

    def confirm_rest(self) -> None:
        """Take the clerk's word that no other series gave a number that is not known here.

        Where a counter runs above a block that the lost copy held too, the word is that of the
        counter: nobody spoke of the block, so nothing of it is given again.
        """
        keep_on_all(self._work)
        for found in self.all():
            if self.keeps(found.key):
                self._use_lent(self._late(found), found, self.last_known(found.key))
        note_sure(self._work)

    def _as_used(self) -> tuple[NumberState, Reserving]:
        """Return what numbers are that paper has and no line here."""
        unsure = self.unsure()
        if unsure is None:
            return NumberState.EXTERNAL, Reserving(reason=ON_PAPER)
        when = moment_text(unsure[1])
        why = f"Đã cấp trên giấy, nội dung mất khi khôi phục bản sao lưu lúc {when}"
        return NumberState.LOST, Reserving(reason=why)

    def _confirm_lent(self, found: Series, number: int) -> None:
        blocks = self._blocks(found)
        if not blocks:
            raise WardError("Dãy số này do máy khác giữ. Hãy xác nhận số cuối ở máy đó.")
        known = self.last_known(found.key)
        if not known <= number <= max(span.last for span in blocks):
            raise BadValue(
                "number",
                f"Số cuối của khối số cấp cho máy này từ {known:02} đến {blocks[-1].last:02}.",
            )
        self._use_lent(blocks, found, number)

    def _use_lent(self, blocks: Iterable[NumberSpan], found: Series, number: int) -> None:
        for span in blocks:
            for first, last in free_in(self._work, found, span):
                if first <= number:
                    self._mark(found, (first, min(last, number)), *self._as_used())

    def _blocks(self, found: Series) -> tuple[NumberSpan, ...]:
        """Return the blocks the clerk is asked about; where none is, all that are lent here."""
        spans = open_leases(self._work, found.id)
        return self._late(found) or tuple(span for span in spans if is_ours(self._work, span))

    def _late(self, found: Series) -> tuple[NumberSpan, ...]:
        late = (late_blocks(self._work, copy, found.id) for copy in once_unsure(self._work))
        every = {span.id: span for spans in late for span in spans}
        return tuple(sorted(every.values(), key=lambda span: span.first))

    def _free_above(self, found: Series, number: int) -> Series:
        lost = self._lost_above(found.id, number)
        for span in lost:
            self._end(span, NOT_ON_PAPER)
            if span.first <= number:
                what = Reserving(reason=span.reason, holder=span.holder)
                self._mark(found, (span.first, number), NumberState.LOST, what)
        firm = max(highest_held(self._work, found), self._paper_above(found, number))
        if firm > number or not lost:
            least = max(firm, 0 if lost else found.last_number)
            raise BadValue(
                "number",
                f"Sổ đã có số {least:02} nên số cuối trên giấy không thể nhỏ hơn. "
                f"Hãy nhập từ {least:02}.",
            )
        return self._move(found, number)

    def _paper_above(self, found: Series, number: int) -> int:
        return max((span.last for span in self._on_paper_above(found, number)), default=0)

    def _lost_above(self, series_id: RecordId, number: int) -> tuple[NumberSpan, ...]:
        above = number_spans.select().where(
            _SPAN.series_id == series_id,
            _SPAN.last > number,
            _SPAN.suffix == "",
            _SPAN.holder == "",  # a block lent since is its holder's, whatever paper says here
            _SPAN.state == NumberState.LOST.value,
            _SPAN.ended_on.is_(None),
        )
        return self._work.all(SPAN, above)
