"""The lines of the log by channel, group and place: each is looked at once for a form."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from wardapp.core.daylog import LogLine
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.reports.measures import EVERYWHERE, NOTHING, Measured

ALL_CHANNELS = "*"
"""As channel of a row: lines of all channels."""

MAIN_CHANNELS = 2
"""So many channels are named as the main ones of a unit."""


class LogIndex:
    """Lines up to the last day of a window, in order of day, time and name."""

    def __init__(self, lines: Iterable[LogLine], first: date, last: date, year: date) -> None:
        known = [line for line in lines if line.day <= last]
        known.sort(key=_order)
        self._lines = known
        days = [line.day for line in known]
        self._starts = {False: bisect_left(days, first), True: bisect_left(days, year)}
        self._channels: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(known):
            self._channels[line.channel].append(place)
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}

    def of(
        self, channels: tuple[str, ...], groups: tuple[str, ...], *, year: bool
    ) -> list[LogLine]:
        """Return the lines of channels and content groups, of the window or of the year."""
        places = self._places(channels, groups)
        lines = self._lines
        return [lines[at] for at in places[bisect_left(places, self._starts[year]) :]]

    def window(self, channels: tuple[str, ...] = ()) -> list[LogLine]:
        """Return the lines of the window, of some channels or of all."""
        if not channels:
            return self._lines[self._starts[False] :]
        return self.of(channels, (), year=False)

    def year(self, channels: tuple[str, ...] = ()) -> list[LogLine]:
        """Return the lines from 1 January on."""
        return self.of(channels or (ALL_CHANNELS,), (), year=True)

    def _places(self, channels: tuple[str, ...], groups: tuple[str, ...]) -> list[int]:
        """Return the places of lines; a row without channels takes all when it names groups."""
        key = (channels, groups)
        found = self._found.get(key)
        if found is not None:
            return found
        if ALL_CHANNELS in channels or (groups and not channels):
            found = list(range(len(self._lines)))
        else:
            found = sorted(at for each in set(channels) for at in self._channels.get(each, ()))
        if groups:
            wanted = set(groups)
            found = [at for at in found if self._lines[at].group in wanted]
        self._found[key] = found
        return found


_order = attrgetter("day", "time", "id")


@dataclass(frozen=True)
class _Together:
    """Lines that name the same places, added up once for all units they cover."""

    covers: frozenset[str] | None  # None: everywhere
    at: list[int]
    amounts: Counter[str]


class UnitLog:
    """The lines of a window shared out to the units they cover."""

    def __init__(self, lines: Sequence[LogLine], units: Sequence[Unit]) -> None:
        self._lines = lines
        self._ids = [line.id for line in lines]
        self._units = units
        self._covers: dict[str, list[_Together]] = {}
        self._reaches: dict[tuple[int, frozenset[str]], tuple[int, list[int]]] = {}
        together: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            if line.places:
                together[line.places].append(place)
        self._groups = [
            _Together(None if EVERYWHERE in places else frozenset(places), at, self._amounts(at))
            for places, at in together.items()
        ]

    def _amounts(self, at: list[int]) -> Counter[str]:
        amounts: Counter[str] = Counter()
        for place in at:
            line = self._lines[place]
            amounts[line.channel] += line.amount
        return amounts

    def _covering(self, unit: Unit) -> list[_Together]:
        found = self._covers.get(unit.id)
        if found is None:
            code = unit.code
            found = self._covers[unit.id] = [
                each for each in self._groups if each.covers is None or code in each.covers
            ]
        return found

    def _named(self, places: list[int]) -> tuple[RecordId, ...]:
        places.sort()
        return tuple([self._ids[at] for at in places])

    def of(self, unit: Unit) -> list[LogLine]:
        """Return the lines that cover a unit, in order."""
        places = sorted(at for each in self._covering(unit) for at in each.at)
        return [self._lines[at] for at in places]

    def main_channels(self, unit: Unit, names: Sequence[tuple[str, str]]) -> Measured:
        """Return the channels with most items; ties stand in the order of the names."""
        covering = self._covering(unit)
        amounts: Counter[str] = Counter()
        places: list[int] = []
        for each in covering:
            amounts.update(each.amounts)
            places += each.at
        ranked = sorted(names, key=lambda pair: -amounts[pair[0]])
        said = ", ".join([name for code, name in ranked if amounts[code] > 0][:MAIN_CHANNELS])
        return Measured(said, self._named(places)) if said else NOTHING

    def reached(self, unit: Unit, channels: frozenset[str]) -> Measured:
        """Return the households reached in a unit: the best single line, as all meet the same ones.

        A line tells one number for all its units: it is shared by their households, rounded down,
        never more than the unit has.
        """
        if unit.households is None:
            return NOTHING
        most: int | None = None
        known: list[int] = []
        for each in self._covering(unit):
            whole = self._households(each)
            best, told = self._best(each, channels)
            if told and whole:
                most = max(most or 0, min(unit.households, best * unit.households // whole))
                known += told
        return NOTHING if most is None else Measured(most, self._named(known))

    def _best(self, together: _Together, channels: frozenset[str]) -> tuple[int, list[int]]:
        """Return the widest reach told by lines of some channels, and the places of those lines."""
        key = (id(together), channels)
        if key not in self._reaches:
            best, told = 0, []
            for at in together.at:
                line = self._lines[at]
                if line.reach is not None and line.channel in channels:
                    best = max(best, line.reach)
                    told.append(at)
            self._reaches[key] = best, told
        return self._reaches[key]

    def _households(self, together: _Together) -> int:
        covers = together.covers
        return sum(
            unit.households or 0 for unit in self._units if covers is None or unit.code in covers
        )
