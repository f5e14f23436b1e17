"""The counters of an office: which there are, how one moves, and when it stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.number_views import NumberFilter, NumberRow, SeriesFaults, Twice
from wardapp.core.numbering import (
    NumberLife,
    NumberSpan,
    NumberState,
    Reserving,
    Series,
    SeriesKey,
)
from wardapp.core.views import ListPage
from wardapp.store.books import closing_that_locks
from wardapp.store.copies import stands_for
from wardapp.store.doubts import refuse_unsure, series_id, why_asked
from wardapp.store.entities import OUTGOING, SERIES
from wardapp.store.keeping import main_keeper, refusal
from wardapp.store.leases import is_ours, lease_over, next_lent, used_up
from wardapp.store.numbers_check import arrived_twice, faults_of, printed_twice
from wardapp.store.numbers_held import (
    find_series,
    highest_held,
    line_holding,
    spans_over,
    stands_on_paper,
)
from wardapp.store.numbers_life import life_of
from wardapp.store.numbers_marks import end, mark
from wardapp.store.numbers_sight import strip, unexplained
from wardapp.store.work import Work


class Counters:
    """The counters of an office: which there are, and how one moves."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find_series(self, key: SeriesKey) -> Series | None:
        """Return the series of a key, None when no number was ever given or set in it."""
        return find_series(self._work, key)

    def get(self, series_id: RecordId) -> Series:
        """Return a series; NotFound when it is not here."""
        return self._work.get(SERIES, series_id)

    def series(self, key: SeriesKey) -> Series:
        """Return the series of a key, made on first use and kept by the office's keeper.

        Its name follows from the key, so that two PCs that make it apart made one series.
        """
        found = self.find_series(key)
        if found is not None:
            return found
        made = self.made(key)
        self._work.write(SERIES, None, made)
        return made

    def made(self, key: SeriesKey) -> Series:
        """Return the series of a key as it is made on first use; nothing is written."""
        keeper = main_keeper(self._work)
        return Series(id=series_id(self._work, key), key=key, last_number=0, keeper=keeper)

    def all(self) -> tuple[Series, ...]:
        """Return every series of the office."""
        return self._work.all(SERIES)

    def peek(self, key: SeriesKey) -> int:
        """Return the number that `take` would give now; it is not reserved by looking."""
        found = self.find_series(key)
        if found is None:
            return 1
        lent = self._next_lent(found)
        return self._next(found) if lent is None else lent

    def keeps(self, key: SeriesKey) -> bool:
        """Return True when this copy keeps a series, or would keep it once it is made."""
        found = self.find_series(key)
        keeper = main_keeper(self._work) if found is None else found.keeper
        return keeper == self._work.replica_id or keeper in stands_for(self._work)

    def gives(self, key: SeriesKey) -> bool:
        """Return True when this copy gives numbers of a series now: its own, or lent ones."""
        found = self.find_series(key)
        return self.keeps(key) or (found is not None and self._next_lent(found) is not None)

    def why_not_kept(self, key: SeriesKey) -> str:
        """Return why this copy gives no numbers of a series, "" when it does."""
        if self.gives(key):
            return why_asked(self._work, key)
        return refusal(self._work, self.find_series(key) or self.made(key))

    def life(self, series_id: RecordId, number: int, suffix: str = "") -> tuple[NumberLife, ...]:
        """Return what became of a number, step by step: when, by whom, why."""
        return life_of(self._work, self.get(series_id), number, suffix)

    def unexplained(self, series_id: RecordId) -> tuple[int, ...]:
        """Return the numbers up to the last given that neither a line nor a mark explains."""
        return unexplained(self._work, self.get(series_id))

    def strip(
        self, series_id: RecordId, only: NumberFilter, today: date, offset: int, limit: int
    ) -> ListPage[NumberRow]:
        """Return a stretch of the numbers of a series, newest first, with what each one is."""
        return strip(self._work, self.get(series_id), only, today, (offset, limit))

    def faults(self, series_id: RecordId) -> SeriesFaults:
        """Return what stands out in a series: gaps, doubles, days out of order, missing files."""
        return faults_of(self._work, self.get(series_id))

    def printed_twice(self, issuer_id: RecordId, scope_value: str) -> tuple[Twice, ...]:
        """Return outgoing lines of a term or year that print the same number and symbol."""
        return printed_twice(self._work, issuer_id, scope_value)

    def arrived_twice(self, series_id: RecordId) -> tuple[Twice, ...]:
        """Return incoming lines of a book with the same author, number and date."""
        return arrived_twice(self._work, self.get(series_id))

    def counted_from(self, scope_value: str, day: date) -> int:
        """Return how many outgoing lines from a day on have a number of a term or year."""
        line = OUTGOING.table.c
        counted = select(SERIES.table.c.id).where(SERIES.table.c.scope_value == scope_value)
        query = select(func.count()).where(
            line.series_id.in_(counted), line.issued_date >= day.isoformat()
        )
        return int(self._work.connection.execute(query).scalar() or 0)

    def line_of(self, found: Series, number: int, suffix: str = "") -> RecordId | None:
        """Return the line that holds a number, None when no line does."""
        held = line_holding(self._work, found, number, suffix)
        return None if held is None else held[0]

    def is_on_paper(self, series_id: RecordId, number: int) -> bool:
        """Return True when a number was used outside this program."""
        return stands_on_paper(self._work, series_id, number)

    def lock_on(self, key: SeriesKey) -> str:
        """Return why the book of a key gives no more numbers, "" while it does."""
        closing = closing_that_locks(self._work, key.issuer_id, (key.book,), key.scope_value)
        if closing is None:
            return ""
        return (
            f"Sổ đã khóa ({closing.label}, ngày {long_date(closing.closed_on)}) nên không cấp số "
            "mới. Hãy dùng số chèn hoặc số còn trống kèm lý do vào muộn, hoặc mở lại sổ."
        )

    def _kept_here(self, key: SeriesKey) -> Series:
        found = self.series(key)
        if found.keeper != self._work.replica_id and found.keeper not in stands_for(self._work):
            raise WardError(self._why_not(found))
        refuse_unsure(self._work, key)
        return found

    def _entitled(self, key: SeriesKey, number: int) -> Series:
        """Return the series when this copy may decide about a number: it keeps it, or was lent it.

        Even the keeper has no say in what is lent to another.
        """
        found = self.series(key)
        span = lease_over(self._work, found.id, number)
        if span is None:
            return self._kept_here(key)
        if not is_ours(self._work, span):
            raise BadValue(
                "number",
                f"Số {number:02} nằm trong khối số {span.first:02} - {span.last:02} đã cấp cho máy "
                "khác nên ở đây không dùng được. Hãy lấy số khác.",
            )
        refuse_unsure(self._work, key)
        return found

    def _why_not(self, found: Series) -> str:
        return used_up(self._work, found, self._today()) or refusal(self._work, found)

    def _unlocked(self, key: SeriesKey) -> Series:
        return self._not_locked(self._kept_here(key))

    def _not_locked(self, found: Series) -> Series:
        locked = self.lock_on(found.key)
        if locked:
            raise WardError(locked)
        return found

    def _next(self, found: Series) -> int:
        number = max(found.last_number, highest_held(self._work, found)) + 1
        while line_holding(self._work, found, number) or spans_over(self._work, found.id, number):
            number += 1
        return number

    def _next_lent(self, found: Series) -> int | None:
        command = self._work.command
        today = None if command is None else day_of(command.now_ms)
        return next_lent(self._work, found, today)

    def _move(self, found: Series, number: int) -> Series:
        moved = replace(found, last_number=number)
        self._work.write(SERIES, found, moved)
        return moved

    def _today(self) -> date:
        return day_of(self._work.writing.now_ms)

    def _mark(
        self, found: Series, numbers: tuple[int, int], state: NumberState, what: Reserving
    ) -> NumberSpan:
        return mark(self._work, found.id, numbers, state, what)

    def _end(self, span: NumberSpan, why: str) -> NumberSpan:
        return end(self._work, span, why)
