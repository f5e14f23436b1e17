"""What every check of the self-test is given, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.clock import Clock
from wardapp.core.places import Places
from wardapp.core.tour import TourStep, TourValue

REINSTALL = "Hãy cài lại WardApp."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The program's places as they are, a folder to spoil, and how thoroughly to look."""

    places: Places
    scratch: Path
    clock: Clock
    in_full: bool = False


Check = Callable[[Bench], Iterator[TourStep]]


def passed(step: str, sentence: str, **values: TourValue) -> TourStep:
    """Return a step that went well."""
    return TourStep(step=step, ok=True, sentence=sentence, values=tuple(values.items()))


def failed(step: str, sentence: str) -> TourStep:
    """Return a step that did not; the sentence says what to do."""
    return TourStep(step=step, ok=False, sentence=sentence)
