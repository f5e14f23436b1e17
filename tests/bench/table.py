"""One row of the table of times."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was timed, its times in milliseconds and what they are set beside."""

    what: str
    times: tuple[float, ...]
    note: str = ""


def timed(work: Callable[[], object]) -> float:
    """Run the work once and return how long it took in milliseconds."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def repeated(work: Callable[[], object], times: int, warm: int = 2) -> tuple[float, ...]:
    """Run the work a few times unseen, then return the times of the next runs."""
    for _ in range(warm):
        work()
    return tuple(timed(work) for _ in range(times))
