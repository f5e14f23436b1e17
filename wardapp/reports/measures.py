"""What the lines of the log say: sums, reach, places and evidence, each with the lines behind it.

A measure without any line that speaks of it is None, never 0: nobody said that nothing happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wardapp.core.daylog import LogLine
from wardapp.core.forms import FormValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit

ROW_SOURCES = frozenset({"amount", "amount_year", "reach", "interactions", "places", "evidence"})
UNIT_SOURCES = frozenset({"households", "reached", "channels"})
SOURCES = ROW_SOURCES | UNIT_SOURCES
MEASURES = frozenset({"amount", "minutes"})

EVERYWHERE = "*"
"""As place of a line: the whole ward."""

HOUSEHOLDS = "hộ"
"""Reach label of channels whose reach counts households (loudspeakers, leaflets)."""

MAIN_CHANNELS = 2
"""So many channels are named as the main ones of a unit."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and the lines that made it."""

    value: FormValue = None
    line_ids: tuple[RecordId, ...] = ()


NOTHING = Measured()


def summed(lines: Iterable[LogLine], measure: str) -> Measured:
    """Return the sum of `amount`, `minutes`, `reach` or `interactions` over the lines."""
    return _joined(lines, measure, sum)


def largest(lines: Iterable[LogLine], measure: str) -> Measured:
    """Return the largest value: for channels that meet the same people again and again."""
    return _joined(lines, measure, max)


def _joined(
    lines: Iterable[LogLine], measure: str, join: Callable[[Iterable[int]], int]
) -> Measured:
    known = [(count, line.id) for line in lines if (count := _count(line, measure)) is not None]
    if not known:
        return NOTHING
    return Measured(join(count for count, _ in known), tuple(line_id for _, line_id in known))


def _count(line: LogLine, measure: str) -> int | None:
    counts = {
        "amount": line.amount,
        "minutes": line.minutes,
        "reach": line.reach,
        "interactions": line.interactions,
    }
    return counts[measure]


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


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit and all units a line may cover, to share the households a line reached."""

    unit: Unit
    units: tuple[Unit, ...]

    def covers(self, line: LogLine) -> bool:
        """Return True when the line reached this unit."""
        return EVERYWHERE in line.places or self.unit.code in line.places

    def reached(self, line: LogLine) -> int | None:
        """Return the households of this unit the line reached, None when that is not known.

        A line tells one number for all its units: it is shared by their households, rounded down,
        never more than the unit has.
        """
        if line.reach is None or self.unit.households is None:
            return None
        covered = [
            unit for unit in self.units if EVERYWHERE in line.places or unit.code in line.places
        ]
        whole = sum(unit.households or 0 for unit in covered)
        if not whole:
            return None
        return min(self.unit.households, line.reach * self.unit.households // whole)


def reached(lines: Iterable[LogLine], share: UnitShare) -> Measured:
    """Return the households reached in a unit: the best single line, as all meet the same ones."""
    known = [(count, line.id) for line in lines if (count := share.reached(line)) is not None]
    if not known:
        return NOTHING
    return Measured(max(count for count, _ in known), tuple(line_id for _, line_id in known))


def main_channels(lines: Sequence[LogLine], names: Sequence[tuple[str, str]]) -> Measured:
    """Return the names of the channels with most items; ties stand in the order of the names."""
    amounts: Counter[str] = Counter()
    for line in lines:
        amounts[line.channel] += line.amount
    ranked = [
        name
        for code, name in sorted(names, key=lambda pair: -amounts[pair[0]])
        if amounts[code] > 0
    ]
    said = ", ".join(ranked[:MAIN_CHANNELS])
    return Measured(said, tuple(line.id for line in lines)) if said else NOTHING
