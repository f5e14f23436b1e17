"""Spans of days that charts show: named ones, and the one before or after."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wardapp.core.dates import long_date
from wardapp.ui.pages.daylog_side import quarter_of

ONE_DAY = timedelta(days=1)
MONTH, QUARTER, HALF, YEAR, TWELVE, OWN = "month", "quarter", "half", "year", "twelve", "own"
NAMES = (
    (MONTH, "Tháng"),
    (QUARTER, "Quý"),
    (HALF, "Sáu tháng"),
    (YEAR, "Năm"),
    (TWELVE, "12 tháng đến nay"),
    (OWN, "Chọn ngày…"),
)
_JUNE = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days and what kind it is."""

    kind: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """Return the span in words: `Quý II/2026`."""
        first = self.first
        match self.kind:
            case "month":
                return f"Tháng {first.month}/{first.year}"
            case "quarter":
                return f"Quý {quarter_of(first)[2]}/{first.year}"
            case "half":
                return f"6 tháng {'đầu' if first.month <= _JUNE else 'cuối'} năm {first.year}"
            case "year":
                return f"Năm {first.year}"
        return f"{long_date(first)} đến {long_date(self.last)}"

    def moved(self, step: int) -> Span:
        """Return the span of the same kind before (-1) or after (1)."""
        if self.kind in {OWN, TWELVE}:
            length = self.last - self.first + ONE_DAY
            return Span(OWN, self.first + step * length, self.last + step * length)
        return span_of(self.kind, self.first - ONE_DAY if step < 0 else self.last + ONE_DAY)


def span_of(kind: str, day: date) -> Span:
    """Return the span of a kind that holds a day."""
    match kind:
        case "quarter":
            first, last, _number = quarter_of(day)
            return Span(kind, first, last)
        case "half":
            if day.month <= _JUNE:
                return Span(kind, date(day.year, 1, 1), date(day.year, 6, 30))
            return Span(kind, date(day.year, 7, 1), date(day.year, 12, 31))
        case "year":
            return Span(kind, date(day.year, 1, 1), date(day.year, 12, 31))
        case "twelve":
            number = day.year * 12 + day.month - 12
            return Span(kind, date(number // 12, number % 12 + 1, 1), _month_end(day))
    return Span(MONTH, day.replace(day=1), _month_end(day))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
