"""What people spoke about in an example office: topics of half a year, nobody named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardapp.core.opinions import Leaning, OpinionEntry, OpinionField, Spread, Strength
from wardapp.services.office import Office


def add_opinions(office: Office, topics: list[dict[str, Any]]) -> None:
    """Keep the topics an example tells, heard and calmed down as many days ago as it says."""
    today = office.desk.today()
    known = {unit.code for unit in office.catalogue.units() if unit.code}
    for told in topics:
        _add(office, told, known, today)


def _add(office: Office, told: dict[str, Any], known: set[str], today: date) -> None:
    def ago(days: int) -> date:
        return today - timedelta(days=days)

    topic = office.opinions.add(
        OpinionEntry(
            day=ago(told["ago"]),
            issue=told["issue"],
            field=OpinionField(told["field"]),
            leaning=Leaning(told["leaning"]),
            spread=Spread(told["spread"]),
            strength=Strength(told["strength"]),
            origin=told["origin"],
            places=tuple(each for each in told["places"] if each in {"*"} | known),
            steps=told["steps"],
            outcome=told["outcome"],
        )
    )
    for days in told.get("heard", ()):
        office.opinions.heard_again(topic.id, ago(days))
    if "closed" in told:
        office.opinions.close(topic.id, on=ago(told["closed"]))
