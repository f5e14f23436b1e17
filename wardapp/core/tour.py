"""What a tour of the whole main job is asked for and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

TOUR_DAY = date(2026, 6, 5)
"""The day a tour plays on unless another is given."""

TourValue = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TourOrder:
    """Where a tour goes: an absent or empty folder, whose files it reads, which example office."""

    out: Path
    inbox: Path | None = None
    example: str = "party"
    day: date = TOUR_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """One step: whether it worked, its sentence, the files it made and what it found."""

    step: str
    ok: bool
    sentence: str
    files: tuple[str, ...] = ()
    values: tuple[tuple[str, TourValue], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TourResult:
    """A whole tour."""

    out: Path
    steps: tuple[TourStep, ...]

    @property
    def ok(self) -> bool:
        """Return True when no step failed."""
        return all(step.ok for step in self.steps)
