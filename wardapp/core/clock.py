"""The time of the office: instants in UTC milliseconds, days at UTC+7 whatever the PC says."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

HANOI = timezone(timedelta(hours=7))


class Clock(Protocol):
    """Tells the instant and the day."""

    def now_ms(self) -> int:
        """Return the instant in milliseconds since 1970, UTC."""
        ...

    def today(self) -> date:
        """Return the day at the office."""
        ...


def day_of(instant_ms: int) -> date:
    """Return the office's day (UTC+7) of an instant in UTC milliseconds."""
    return moment_of(instant_ms).date()


def moment_of(instant_ms: int) -> datetime:
    """Return the office's wall time (UTC+7) of an instant in UTC milliseconds."""
    return datetime.fromtimestamp(instant_ms / 1000, UTC).astimezone(HANOI)


def moment_text(instant_ms: int) -> str:
    """Return an instant as a sentence names it: `07:45 ngày 05/6/2026`."""
    moment = moment_of(instant_ms)
    return f"{moment:%H:%M} ngày {moment.day:02}/{moment.month}/{moment.year}"


def start_of_day(day: date) -> int:
    """Return the instant in UTC milliseconds at which a day of the office begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=HANOI).timestamp() * 1000)


class SystemClock:
    """The PC's own clock."""

    def now_ms(self) -> int:
        """Return the instant in milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def today(self) -> date:
        """Return the day at the office."""
        return day_of(self.now_ms())


@dataclass(frozen=True, slots=True)
class DayClock:
    """The PC's time of day on a day that was given (`--today`)."""

    day: date

    def now_ms(self) -> int:
        """Return the instant on the given day at the PC's time of day."""
        now = moment_of(time.time_ns() // 1_000_000)
        return int(
            now.replace(year=self.day.year, month=self.day.month, day=self.day.day).timestamp()
            * 1000
        )

    def today(self) -> date:
        """Return the given day."""
        return self.day


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is set and moves on one millisecond at each reading."""

    instant_ms: int

    def now_ms(self) -> int:
        """Return the instant and move on by one millisecond."""
        self.instant_ms += 1
        return self.instant_ms

    def today(self) -> date:
        """Return the office's day of the instant."""
        return day_of(self.instant_ms)
