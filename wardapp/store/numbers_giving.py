"""Numbers for lines: the next one, one the clerk typed, one that was kept for the document."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, NumberTaken
from wardapp.core.numbering import NumberSpan, NumberState, Reserving, Series, SeriesKey
from wardapp.store.doubts import refuse_unsure
from wardapp.store.entities import SPAN
from wardapp.store.numbers_counters import Counters
from wardapp.store.numbers_held import (
    highest_held,
    inserted_after,
    line_holding,
    span_that_keeps,
)

ON_PAPER = "Đã dùng trên sổ giấy"
STEPPED_OVER = "Bỏ qua khi ghi tay số lớn hơn"
ANY_LETTER = frozenset("abcdefghijklmnopqrstuvwxyzđ")
LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of inserted numbers as lists run in Vietnamese."""


class Giving(Counters):
    """Gives numbers to lines, and moves the counter by hand."""

    def take(self, key: SeriesKey) -> int:
        """Return the next number and move the counter on; the same transaction writes its line.

        A copy that was lent numbers gives these first; the counter is the keeper's alone. Refused
        in a sentence when another copy keeps the series or its book is closed.
        """
        known = self.find_series(key)
        lent = None if known is None else self._next_lent(known)
        if known is not None and lent is not None:
            refuse_unsure(self._work, key)
            self._not_locked(known)
            return lent
        found = self._unlocked(key)
        number = self._next(found)
        self._move(found, number)
        return number

    def use(
        self, key: SeriesKey, number: int, suffix: str = "", *, late_reason: str = ""
    ) -> Series:
        """Give a number the clerk chose; NumberTaken names the next free one.

        A number above the counter moves it up, and those stepped over are marked as used on paper
        (domain §3.4). A number with a letter (`12a`) stands beside one that was given. In a closed
        book only numbers up to the last are given, with the reason why they come late.
        """
        if number < 1:
            raise BadValue("number", "Số phải từ 1 trở lên. Hãy sửa lại số.")
        found = self._entitled(key, number)
        if not late_reason:
            self._not_locked(found)
        self._check_suffix(found, number, suffix)
        self._check_free(found, number, suffix)
        if number <= found.last_number:
            return found
        if late_reason:
            found = self._unlocked(key)
        if number > found.last_number + 1:
            stepped = (found.last_number + 1, number - 1)
            self._mark(found, stepped, NumberState.EXTERNAL, Reserving(reason=STEPPED_OVER))
        return self._move(found, number)

    def use_reserved(self, key: SeriesKey, number: int, *, late_reason: str = "") -> NumberSpan:
        """End the reservation of a number, so that the line of this transaction takes it.

        BadValue when nobody keeps the number. Undo of the line gives it back to its holder.
        """
        found = self._entitled(key, number)
        if not late_reason:
            self._not_locked(found)
        span = span_that_keeps(self._work, found.id, number)
        if span is None or span.state is not NumberState.RESERVED:
            raise BadValue("number", f"Số {number:02} không phải số đang giữ. Hãy chọn lại số.")
        return self._end(span, "Đã dùng cho văn bản")

    def next_letter(self, key: SeriesKey, number: int) -> str:
        """Return the first letter still free behind a number: "a", then "b"; "" when none is."""
        found = self.find_series(key)
        taken = () if found is None else inserted_after(self._work, found, number)
        return next((letter for letter in LETTERS if letter not in taken), "")

    def set_last(self, key: SeriesKey, number: int, reason: str = ON_PAPER) -> Series:
        """Set the last number that the paper book used; refused below a number given here."""
        found = self._unlocked(key)
        if number < 0:
            raise BadValue("number", "Số đã dùng không thể nhỏ hơn 0. Hãy sửa lại số.")
        if number < found.last_number:
            self._lower(found, number)
        elif number > found.last_number:
            numbers = (found.last_number + 1, number)
            self._mark(found, numbers, NumberState.EXTERNAL, Reserving(reason=reason))
        return self._move(found, number)

    def raise_to(self, key: SeriesKey, number: int, reason: str) -> Series:
        """Set the counter by hand: only upward, the numbers stepped over are marked (§3.4, 6)."""
        found = self._unlocked(key)
        if number <= found.last_number:
            raise BadValue(
                "number",
                f"Số hiện tại chỉ đặt được lớn hơn {found.last_number:02}, số cuối đã cấp. "
                "Hãy nhập số lớn hơn.",
            )
        return self.set_last(key, number, reason)

    def _lower(self, found: Series, number: int) -> None:
        highest = highest_held(self._work, found)
        if highest > number:
            raise BadValue(
                "number",
                f"Sổ đã có số {highest} nên số đã dùng không thể nhỏ hơn. Hãy nhập từ {highest}.",
            )
        for span in self._on_paper_above(found, number):
            changed = None if span.first > number else replace(span, last=number)
            self._work.write(SPAN, span, changed)

    def _on_paper_above(self, found: Series, number: int) -> tuple[NumberSpan, ...]:
        column = SPAN.table.c
        above = SPAN.table.select().where(
            column.series_id == found.id,
            column.last > number,
            column.state == NumberState.EXTERNAL.value,
            column.ended_on.is_(None),
        )
        return self._work.all(SPAN, above)

    def _check_suffix(self, found: Series, number: int, suffix: str) -> None:
        if not suffix:
            return
        if suffix not in ANY_LETTER:
            raise BadValue(
                "suffix", "Chữ kèm số chèn là một chữ thường như a, b, c. Hãy sửa lại chữ."
            )
        if number > found.last_number:
            raise BadValue(
                "number", f"Số chèn phải đứng sau số đã cấp; số mới nhất là {found.last_number}."
            )

    def _check_free(self, found: Series, number: int, suffix: str) -> None:
        held = line_holding(self._work, found, number, suffix)
        if held is not None:
            raise NumberTaken(f"{number:02}{suffix}", held[1], self._next(found))
        span = None if suffix else span_that_keeps(self._work, found.id, number)
        if span is None:
            return
        if span.state is NumberState.RESERVED:
            raise BadValue("number", kept_for(span, number))
        deed = "đã hủy" if span.state is NumberState.CANCELLED else "đã dùng"
        raise NumberTaken(f"{number:02}", span.on, self._next(found), deed=deed)


def kept_for(span: NumberSpan, number: int) -> str:
    """Return the sentence that a number is reserved, for whom and until when."""
    holder = f" cho {span.holder}" if span.holder else ""
    until = f" đến {long_date(span.until)}" if span.until else ""
    return (
        f"Số {number:02} đang giữ{holder}{until}. Nếu đúng văn bản đó, hãy chọn Dùng số này; "
        "nếu không, hãy bỏ giữ hoặc lấy số khác."
    )
