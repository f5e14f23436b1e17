"""The topics of public opinion as a list on paper: Word, Excel, PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wardapp.core.dates import long_date
from wardapp.core.files import write_whole
from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
    OpinionQuery,
    OpinionTopic,
)
from wardapp.core.places import Places
from wardapp.core.printout import Printout
from wardapp.documents.printouts import written
from wardapp.reports.lists import HEADING, ListFacts, ListRow, list_printout, load_book
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.targets import checked_targets

CODE = "du-luan"
KINDS = (".docx", ".xlsx", ".pdf")
MOST = 5_000


class OpinionPaper:
    """Brings topics out of the program."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk, self._places = desk, places

    def printout(self, query: OpinionQuery) -> Printout:
        """Return the topics of a query by field, oldest first; joined ones stand in another."""
        with self._desk.database.read() as tx:
            found = tx.opinions.page(query, 0, MOST).rows
            issuer = issuer_or_first(tx)
        spec = load_book(self._places.resources / "books", CODE, issuer.family)
        topics = tuple(topic for topic in reversed(found) if topic.joined_to is None)
        facts = ListFacts(
            issuer=issuer, subtitle=_span(query, self._desk.today()), day=self._desk.today()
        )
        return list_printout(spec, _rows(topics), facts)

    def list_to(self, target: Path, query: OpinionQuery) -> Path:
        """Write the topics of a query to .docx, .xlsx or .pdf."""
        (checked,) = checked_targets((target,), KINDS)
        printout, kind = self.printout(query), checked.suffix.casefold()
        made = written(printout, kind, self._places.resources, created=self._desk.today())
        write_whole(checked, made)
        return checked


def _span(query: OpinionQuery, today: date) -> str:
    last = long_date(query.date_to or today)
    if query.date_from is None:
        return f"Đến ngày {last}"
    return f"Từ ngày {long_date(query.date_from)} đến ngày {last}"


def _rows(topics: tuple[OpinionTopic, ...]) -> tuple[ListRow, ...]:
    rows: list[ListRow] = []
    number = 0
    for field, name in OPINION_FIELD_NAMES.items():
        mine = [topic for topic in topics if topic.field is field]
        if mine:
            rows.append({HEADING: name})
        for topic in mine:
            number += 1
            rows.append({"ordinal": number, **row_of(topic)})
    return tuple(rows)


def row_of(topic: OpinionTopic) -> ListRow:
    """Return a topic as the columns of the list name it."""
    days = (topic.day, *topic.heard_on)
    again = f"; nghe lại {len(topic.heard_on)} lần, gần nhất {long_date(max(days))}"
    closed = f" (kết thúc {long_date(topic.closed_on)})" if topic.closed_on else ""
    return {
        "issue": topic.issue,
        "field": OPINION_FIELD_NAMES[topic.field],
        "leaning": LEANING_NAMES[topic.leaning] if topic.leaning else "",
        "spread": SPREAD_NAMES[topic.spread] if topic.spread else "",
        "strength": STRENGTH_NAMES[topic.strength] if topic.strength else "",
        "origin": topic.origin,
        "heard": long_date(topic.day) + (again if topic.heard_on else ""),
        "steps": topic.steps,
        "outcome": f"{topic.outcome}{closed}".strip(),
    }
