"""What the log adds up to in pictures: bars, a heat map by channel, the year of the target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Measure(StrEnum):
    """What is added up."""

    ITEMS = "items"  # tin, bài, cuộc; printed copies would dwarf them and stay out
    LINES = "lines"
    MINUTES = "minutes"
    INTERACTIONS = "interactions"


class Step(StrEnum):
    """What one column of the heat map spans."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSum:
    """The lines of one day, channel and group added up."""

    day: date
    channel: str
    group: str
    lines: int
    items: int
    minutes: int
    interactions: int

    def of(self, measure: Measure) -> int:
        """Return the sum of a measure."""
        return int(getattr(self, measure.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSum(LogSum):
    """The lines of one day, channel and group that name a place; "*" = all places."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """One bar with its figure; `note` stands small behind it."""

    code: str
    name: str
    value: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars of one kind (`channel`, `group`, `month`, `place`), with what they leave out."""

    key: str
    title: str
    bars: tuple[ChartBar, ...]
    note: str = ""

    @property
    def total(self) -> int:
        """Return the sum of all bars."""
        return sum(bar.value for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCharts:
    """The charts of a span."""

    first: date
    last: date
    measure: Measure
    unit: str  # "tin, bài, cuộc"
    lines: int
    charts: tuple[BarChart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatColumn:
    """A day, a week or a month of the heat map."""

    label: str  # "5", "08/6", "6/2026"
    said: str  # "Thứ Sáu 05/6/2026", "tuần 08/6 – 14/6"
    first: date
    last: date
    is_off: bool = False  # weekend or public holiday
    is_late: bool = False  # after today: nothing is expected yet


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """A channel with the figure of each column."""

    code: str
    name: str
    icon: str
    values: tuple[int, ...]
    unit: str = ""
    active: bool = True
    is_counted: bool = True  # False: printed copies, which no sum of items holds

    @property
    def total(self) -> int:
        """Return the sum of the row."""
        return sum(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """Channels by days, weeks or months."""

    first: date
    last: date
    step: Step
    measure: Measure
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Return the sum of each column."""
        counted = [row for row in self.rows if row.is_counted]
        return tuple(sum(row.values[at] for row in counted) for at in range(len(self.columns)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTarget:
    """A month on digital platforms against the target."""

    first: date
    done: int
    target: int
    is_kept: bool  # False: the log had not begun
    is_running: bool = False  # this month

    @property
    def is_missed(self) -> bool:
        """Return True for a whole month below the target; a running one is not judged."""
        return self.is_kept and not self.is_running and self.done < self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetYear:
    """The last twelve months against the target, oldest first."""

    target: int
    months: tuple[MonthTarget, ...]

    @property
    def missed(self) -> tuple[MonthTarget, ...]:
        """Return the months that stayed below."""
        return tuple(month for month in self.months if month.is_missed)
