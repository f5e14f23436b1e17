"""Figures of the petitions book and of the opinion topics, each with the records behind it.

An office that keeps no such book says nothing; one that keeps it says 0 where nothing came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from wardapp.core.forms import FormSources
from wardapp.core.issuers import Unit
from wardapp.core.opinions import OpinionTopic
from wardapp.core.petition_counts import PetitionCounts, counts
from wardapp.core.petitions import Petition
from wardapp.core.text import fold
from wardapp.reports.measures import NOTHING, Measured
from wardapp.reports.sources import PETITION

Select = tuple[tuple[str, str], ...]
_PETITION_FIELDS = frozenset({"kind", "field", "channel"})
_OPINION_FIELDS = {"topic": "field", "leaning": "leaning", "spread": "spread"} | {
    "strength": "strength"
}


class BookFigures:
    """Counts of one window and of its year."""

    def __init__(self, sources: FormSources, first: date, last: date, year: date) -> None:
        self._sources = sources
        self._firsts = {False: first, True: year}
        self._last = last
        self._counts: dict[tuple[Select, bool, str], PetitionCounts] = {}

    def petitions(
        self, names: Iterable[str], select: Select, *, year: bool, unit: Unit | None = None
    ) -> Measured:
        """Return the sum of figures (`petition_received` …) over the chosen lines."""
        if not self._sources.petitions:
            return NOTHING
        found = self._counted(select, unit, year=year)
        ids = [each for name in names for each in found.ids(name.removeprefix(PETITION))]
        return Measured(len(ids), tuple(dict.fromkeys(ids)))

    def _counted(self, select: Select, unit: Unit | None, *, year: bool) -> PetitionCounts:
        key = (select, year, unit.id if unit else "")
        if key not in self._counts:
            wanted = _wanted(select, _PETITION_FIELDS)
            names = _names(unit) if unit else frozenset()

            def fits(line: Petition) -> bool:
                is_there = unit is None or fold(line.place) in names
                return is_there and all(getattr(line, key) in wanted[key] for key in wanted)

            self._counts[key] = counts(
                self._sources.petitions,
                self._firsts[year],
                self._last,
                self._sources.workdays,
                where=fits,
            )
        return self._counts[key]

    @cached_property
    def _topics(self) -> Sequence[OpinionTopic]:
        own = (topic for topic in self._sources.opinions if topic.joined_to is None)
        return sorted(own, key=lambda topic: (topic.day, topic.id))

    def topics(self, *, year: bool = False) -> list[OpinionTopic]:
        """Return the topics alive in the window or year, oldest first."""
        first = self._firsts[year]
        return [
            topic
            for topic in self._topics
            if topic.day <= self._last and (topic.closed_on is None or topic.closed_on >= first)
        ]

    def opinions(self, name: str, select: Select, *, year: bool) -> Measured:
        """Return how many topics were alive, new or still open."""
        if not self._sources.opinions:
            return NOTHING
        wanted = _wanted(select, frozenset(_OPINION_FIELDS))
        found = [
            topic
            for topic in self.topics(year=year)
            if all(getattr(topic, _OPINION_FIELDS[key]) in wanted[key] for key in wanted)
        ]
        if name == "opinions_new":
            found = [topic for topic in found if topic.day >= self._firsts[year]]
        elif name == "opinions_open":
            found = [topic for topic in found if not _is_over(topic, self._last)]
        return Measured(len(found), tuple(topic.id for topic in found))


def _is_over(topic: OpinionTopic, day: date) -> bool:
    return topic.closed_on is not None and topic.closed_on <= day


def _wanted(select: Select, known: frozenset[str]) -> dict[str, set[str]]:
    """Return the values of each field: any of them fits."""
    wanted: dict[str, set[str]] = {}
    for key, value in select:
        if key in known:
            wanted.setdefault(key, set()).add(value)
    return wanted


def _names(unit: Unit) -> frozenset[str]:
    """Return how the place of a petition may name a unit."""
    return frozenset(fold(name) for name in (unit.code, unit.name, *unit.other_names) if name)
