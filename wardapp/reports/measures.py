"""What the lines of the log say: sums, reach, places and evidence, each with the lines behind it.

A measure without any line that speaks of it is None, never 0: nobody said that nothing happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from wardapp.core.daylog import LogLine
from wardapp.core.forms import FormValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit

EVERYWHERE = "*"
"""As place of a line: the whole ward."""

HOUSEHOLDS = "hộ"
"""Reach label of channels whose reach counts households (loudspeakers, leaflets)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and the lines that made it."""

    value: FormValue = None
    line_ids: tuple[RecordId, ...] = ()


NOTHING = Measured()

_id = attrgetter("id")


def summed(lines: Iterable[LogLine], measure: str) -> Measured:
    """Return the sum of `amount`, `minutes`, `reach` or `interactions` over the lines."""
    return _joined(lines, measure, sum)


def largest(lines: Iterable[LogLine], measure: str) -> Measured:
    """Return the largest value: for channels that meet the same people again and again."""
    return _joined(lines, measure, max)


def _joined(
    lines: Iterable[LogLine], measure: str, join: Callable[[Iterable[int]], int]
) -> Measured:
    read = attrgetter(measure)
    known = [line for line in lines if read(line) is not None]
    return Measured(join(map(read, known)), tuple(map(_id, known))) if known else NOTHING


def counted(lines: Sequence[LogLine]) -> Measured:
    """Return how many lines there are."""
    return Measured(len(lines), tuple(map(_id, lines))) if lines else NOTHING


def times(lines: Sequence[LogLine]) -> Measured:
    """Return at how many days and hours the lines stand: one broadcast reads several items."""
    if not lines:
        return NOTHING
    return Measured(len({(line.day, line.time) for line in lines}), tuple(map(_id, lines)))


def places(lines: Iterable[LogLine], units: Sequence[Unit]) -> Measured:
    """Return `covered/all` of the units, None when no line names a place."""
    known = {unit.code for unit in units}
    covered: set[str] = set()
    ids: list[RecordId] = []
    for line in lines:
        named = known if EVERYWHERE in line.places else known & set(line.places)
        if named:
            covered |= named
            ids.append(line.id)
    return Measured(f"{len(covered)}/{len(known)}", tuple(ids)) if ids else NOTHING


def evidence(lines: Iterable[LogLine]) -> Measured:
    """Return how many different links and files prove the lines."""
    proven = [line for line in lines if line.evidence_links or line.attachments]
    links = {link for line in proven for link in line.evidence_links}
    files = {file.sha256 for line in proven for file in line.attachments}
    said = [
        f"{len(found)} {word}" for found, word in ((links, "liên kết"), (files, "tệp")) if found
    ]
    return Measured(", ".join(said), tuple(line.id for line in proven)) if said else NOTHING
