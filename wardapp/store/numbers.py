"""Number series: a number is taken in the transaction that writes its line, and given once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from wardapp.core.clock import day_of
from wardapp.core.dispatches import OutgoingStatus
from wardapp.core.errors import BadValue, NumberTaken, WardError
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.core.numbering import (
    NumberLife,
    NumberSpan,
    NumberState,
    Scope,
    Series,
    SeriesKey,
)
from wardapp.store.entities import INCOMING, OUTGOING, SERIES, SPAN
from wardapp.store.journal import events_of_record
from wardapp.store.records import dump
from wardapp.store.tables import incoming, number_spans, outgoing, series
from wardapp.store.work import Work

IN_BOOK = "den"
_ON_PAPER = "Đã dùng trên sổ giấy"
_STEPPED_OVER = "Bỏ qua khi ghi tay số lớn hơn"


def incoming_key(issuer_id: RecordId, day: date) -> SeriesKey:
    """Return the counter of incoming dispatches of an issuer on a day (NĐ30 Đ22: by year)."""
    return SeriesKey(
        issuer_id=issuer_id, book=IN_BOOK, group="", scope=Scope.YEAR, scope_value=str(day.year)
    )


def find_series(work: Work, key: SeriesKey) -> Series | None:
    """Return the series of a key, None when no number was ever given or set in it."""
    table = series.c
    found = work.all(
        SERIES,
        select(series).where(
            table.issuer_id == key.issuer_id,
            table.book == key.book,
            table.group == key.group,
            table.scope == key.scope.value,
            table.scope_value == key.scope_value,
        ),
    )
    return found[0] if found else None


def spans_over(work: Work, series_id: RecordId, number: int) -> tuple[NumberSpan, ...]:
    """Return what is known of a number without a line of ours, oldest first."""
    table = number_spans.c
    return work.all(
        SPAN,
        select(number_spans)
        .where(table.series_id == series_id, table.first <= number, table.last >= number)
        .order_by(table.on, table.id),
    )


def stands_on_paper(work: Work, series_id: RecordId, number: int) -> bool:
    """Return True when the number was used outside this program, so a line may take its place."""
    return any(span.state is NumberState.EXTERNAL for span in spans_over(work, series_id, number))


class Numbers:
    """The counters of an office."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find_series(self, key: SeriesKey) -> Series | None:
        """Return the series of a key, None when no number was ever given or set in it."""
        return find_series(self._work, key)

    def series(self, key: SeriesKey) -> Series:
        """Return the series of a key, made on first use and kept by this copy."""
        found = self.find_series(key)
        if found is not None:
            return found
        work = self._work
        made = Series(id=work.new_id(), key=key, last_number=0, keeper=work.replica_id)
        work.write(SERIES, None, made)
        return made

    def all(self) -> tuple[Series, ...]:
        """Return every series of the office."""
        return self._work.all(SERIES)

    def peek(self, key: SeriesKey) -> int:
        """Return the number that `take` would give now; it is not reserved by looking."""
        found = self.find_series(key)
        return 1 if found is None else self._next(found)

    def take(self, key: SeriesKey) -> int:
        """Return the next number and move the counter on; the same transaction writes its line."""
        found = self._kept_here(key)
        number = self._next(found)
        self._move(found, number)
        return number

    def use(self, key: SeriesKey, number: int, suffix: str = "") -> Series:
        """Give a number the clerk chose; NumberTaken names the next free one.

        A number above the counter moves it up, and those stepped over are marked as used on paper
        (domain §3.4). A number with a letter (`12a`) stands beside one that was given.
        """
        if number < 1:
            raise BadValue("number", "Số phải từ 1 trở lên. Hãy sửa lại số.")
        found = self._kept_here(key)
        self._check_free(found, number, suffix)
        if suffix and number > found.last_number:
            raise BadValue(
                "number", f"Số chèn phải đứng sau số đã cấp; số mới nhất là {found.last_number}."
            )
        if number > found.last_number + 1:
            first = found.last_number + 1
            self._mark(found, first, number - 1, NumberState.EXTERNAL, _STEPPED_OVER)
        if number > found.last_number:
            found = self._move(found, number)
        return found

    def set_last(self, key: SeriesKey, number: int, reason: str = _ON_PAPER) -> Series:
        """Set the last number that the paper book used; refused below a number given here."""
        found = self._kept_here(key)
        if number < 0:
            raise BadValue("number", "Số đã dùng không thể nhỏ hơn 0. Hãy sửa lại số.")
        if number < found.last_number:
            self._lower(found, number)
        elif number > found.last_number:
            self._mark(found, found.last_number + 1, number, NumberState.EXTERNAL, reason)
        return self._move(found, number)

    def set_aside(self, key: SeriesKey, number: int, state: NumberState, reason: str) -> Series:
        """Record a number without a line: spoiled before use, or used for a secret paper."""
        found = self.use(key, number)
        self._mark(found, number, number, state, reason)
        return found

    def keep_all(self) -> None:
        """Let this copy keep every series: the copy it was made from gives no more numbers."""
        for found in self.all():
            self._work.write(SERIES, found, replace(found, keeper=self._work.replica_id))

    def life(self, series_id: RecordId, number: int, suffix: str = "") -> tuple[NumberLife, ...]:
        """Return what became of a number, step by step: when, by whom, why."""
        spans = () if suffix else spans_over(self._work, series_id, number)
        steps = [
            NumberLife(
                number=number,
                state=span.state,
                dispatch_id=None,
                on=span.on,
                actor=span.actor,
                reason=span.reason,
            )
            for span in spans
        ]
        return (*steps, *self._life_of_line(series_id, number, suffix))

    def unexplained(self, series_id: RecordId) -> tuple[int, ...]:
        """Return the numbers up to the last given that neither a line nor a mark explains."""
        found = self._work.get(SERIES, series_id)
        known = set(self._line_numbers(found))
        for span in self._work.all(
            SPAN, select(number_spans).where(number_spans.c.series_id == series_id)
        ):
            known |= set(range(span.first, span.last + 1))
        return tuple(n for n in range(1, found.last_number + 1) if n not in known)

    def _kept_here(self, key: SeriesKey) -> Series:
        found = self.series(key)
        if found.keeper != self._work.replica_id:
            raise WardError(
                "Dãy số này do máy khác giữ nên máy này không cấp số được. Hãy cấp số ở máy giữ sổ."
            )
        return found

    def _next(self, found: Series) -> int:
        number = found.last_number + 1
        while self._is_held(found, number, "") or spans_over(self._work, found.id, number):
            number += 1
        return number

    def _move(self, found: Series, number: int) -> Series:
        moved = replace(found, last_number=number)
        self._work.write(SERIES, found, moved)
        return moved

    def _mark(self, found: Series, first: int, last: int, state: NumberState, reason: str) -> None:
        command = self._work.writing
        span = NumberSpan(
            id=self._work.new_id(),
            series_id=found.id,
            first=first,
            last=last,
            state=state,
            on=day_of(command.now_ms),
            actor=command.actor.clerk or command.actor.account,
            reason=reason,
        )
        self._work.write(SPAN, None, span)

    def _lower(self, found: Series, number: int) -> None:
        highest = max(self._line_numbers(found), default=0)
        if highest > number:
            raise BadValue(
                "number",
                f"Sổ đã có số {highest} nên số đã dùng không thể nhỏ hơn. Hãy nhập từ {highest}.",
            )
        table = number_spans.c
        for span in self._work.all(
            SPAN,
            select(number_spans).where(table.series_id == found.id, table.last > number),
        ):
            if span.first > number:
                self._work.write(SPAN, span, None)
            else:
                self._work.write(SPAN, span, replace(span, last=number))

    def _check_free(self, found: Series, number: int, suffix: str) -> None:
        used_on = self._held_on(found, number, suffix)
        if used_on is None and not suffix:
            cancelled = [
                span.on
                for span in spans_over(self._work, found.id, number)
                if span.state is NumberState.CANCELLED
            ]
            used_on = cancelled[0] if cancelled else None
        if used_on is not None:
            raise NumberTaken(f"{number:02}{suffix}", used_on, self._next(found))

    def _is_held(self, found: Series, number: int, suffix: str) -> bool:
        return self._held_on(found, number, suffix) is not None

    def _held_on(self, found: Series, number: int, suffix: str) -> date | None:
        """Return the day of the line that holds a number, None when no line does."""
        day = self._work.connection.execute(self._holder(found, number, suffix)).scalar()
        return None if day is None else date.fromisoformat(day)

    @staticmethod
    def _holder(found: Series, number: int, suffix: str) -> Any:
        if found.key.book == IN_BOOK:
            return select(incoming.c.arrival_date).where(
                incoming.c.issuer_id == found.key.issuer_id,
                incoming.c.year == int(found.key.scope_value),
                incoming.c.arrival_number == number,
            )
        return select(outgoing.c.issued_date).where(
            outgoing.c.series_id == found.id,
            outgoing.c.number == number,
            outgoing.c.suffix == suffix,
        )

    def _line_numbers(self, found: Series) -> tuple[int, ...]:
        if found.key.book == IN_BOOK:
            query = select(incoming.c.arrival_number).where(
                incoming.c.issuer_id == found.key.issuer_id,
                incoming.c.year == int(found.key.scope_value),
            )
        else:
            query = select(outgoing.c.number).where(outgoing.c.series_id == found.id)
        return tuple(self._work.connection.execute(query).scalars())

    def _life_of_line(
        self, series_id: RecordId, number: int, suffix: str
    ) -> tuple[NumberLife, ...]:
        found = self._work.get(SERIES, series_id)
        if found.key.book == IN_BOOK:
            entity, table, held = INCOMING.name, incoming, self._holder(found, number, suffix)
        else:
            entity, table, held = OUTGOING.name, outgoing, self._holder(found, number, suffix)
        line_id = self._work.connection.execute(held.with_only_columns(table.c.id)).scalar()
        if line_id is None:
            return ()
        history = events_of_record(self._work.connection, entity, line_id)
        return tuple(
            life for event in history if (life := _life_of_event(event, number)) is not None
        )


def _life_of_event(event: Event, number: int) -> NumberLife | None:
    statuses = [change for change in event.changes if change.field == "status"]
    if not statuses or statuses[0].new is None:
        return None
    is_cancelled = statuses[0].new == dump(OutgoingStatus.CANCELLED.value)
    was_cancelled = statuses[0].old == dump(OutgoingStatus.CANCELLED.value)
    if statuses[0].old is not None and not is_cancelled and not was_cancelled:
        return None
    return NumberLife(
        number=number,
        state=NumberState.CANCELLED if is_cancelled else NumberState.USED,
        dispatch_id=event.entity_id,
        on=day_of(event.clock_ms),
        actor=event.actor.clerk or event.actor.account,
        reason=event.reason,
    )


def highest_number(work: Work, series_id: RecordId) -> int:
    """Return the highest number that a line of an outgoing series holds, 0 without any."""
    highest = work.connection.execute(
        select(func.max(outgoing.c.number)).where(outgoing.c.series_id == series_id)
    ).scalar()
    return int(highest or 0)
