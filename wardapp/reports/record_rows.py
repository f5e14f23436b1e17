"""Rows of a growing table that stand for records: opinion topics, lines of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wardapp.core.dates import short_date
from wardapp.core.daylog import LogChannel, LogLine
from wardapp.core.forms import FormValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
    OpinionTopic,
)
from wardapp.reports.measures import EVERYWHERE, evidence

_EVERYWHERE = "toàn phường"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as a row: its name and what it gives to each source."""

    id: RecordId
    values: Mapping[str, FormValue]


def opinion_rows(topics: list[OpinionTopic], units: tuple[Unit, ...]) -> Iterator[RecordRow]:
    """Yield a row for each topic."""
    named = _namer(units)
    for topic in topics:
        yield RecordRow(
            topic.id,
            {
                "day": short_date(topic.day, topic.day),
                "issue": topic.issue,
                "field": OPINION_FIELD_NAMES[topic.field],
                "leaning": LEANING_NAMES[topic.leaning] if topic.leaning else None,
                "spread": SPREAD_NAMES[topic.spread] if topic.spread else None,
                "strength": STRENGTH_NAMES[topic.strength] if topic.strength else None,
                "origin": topic.origin or None,
                "places": named(topic.places),
                "steps": topic.steps or None,
                "outcome": topic.outcome or None,
                "note": topic.note or None,
                "times": 1 + len(topic.heard_on),
            },
        )


def log_rows(
    lines: list[LogLine], units: tuple[Unit, ...], channels: tuple[LogChannel, ...]
) -> Iterator[RecordRow]:
    """Yield a row for each line."""
    named = _namer(units)
    names = {channel.code: channel.name for channel in channels}
    for line in lines:
        yield RecordRow(
            line.id,
            {
                "day": short_date(line.day, line.day),
                "time": line.time or None,
                "channel": names.get(line.channel, line.channel),
                "content": line.content,
                "group": line.group or None,
                "amount": line.amount,
                "minutes": line.minutes,
                "reach": line.reach,
                "interactions": line.interactions,
                "places": named(line.places),
                "links": "\n".join(line.evidence_links) or None,
                "evidence": evidence((line,)).value,
                "note": line.note or None,
            },
        )


def _namer(units: tuple[Unit, ...]) -> Callable[[tuple[str, ...]], str | None]:
    names = {unit.code: unit.name for unit in units if unit.code}

    def named(places: tuple[str, ...]) -> str | None:
        if EVERYWHERE in places:
            return _EVERYWHERE
        return ", ".join(names.get(place, place) for place in places) or None

    return named
