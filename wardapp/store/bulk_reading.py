"""What an import has to know of a whole series at once: numbers held, marks, papers known."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from wardapp.core.identity import RecordId
from wardapp.core.numbering import NumberSpan, Series
from wardapp.store.entities import SPAN
from wardapp.store.numbers_held import lines_of
from wardapp.store.tables import incoming, number_spans
from wardapp.store.work import Work

Numbered = tuple[int, str]
"""A number and its letter: (12, "a")."""


def held_in(work: Work, found: Series) -> dict[Numbered, str]:
    """Return every number that a line of a series holds, with the subject of the line."""
    lines = lines_of(found.key)
    table = lines.table
    query = select(table.c[lines.number], table.c.suffix, table.c.subject).where(lines.of(found))
    return {(number, suffix): subject for number, suffix, subject in work.connection.execute(query)}


def marks_of(work: Work, series_id: RecordId) -> tuple[NumberSpan, ...]:
    """Return the marks of a series that stand: reserved, cancelled, secret, on paper."""
    table = number_spans.c
    query = select(number_spans).where(table.series_id == series_id, table.ended_on.is_(None))
    return work.all(SPAN, query.order_by(table.first))


def papers_between(
    work: Work, first: date, last: date
) -> dict[tuple[str, date], list[tuple[str, str]]]:
    """Return (author, arrival number) of incoming lines by symbol's key and date of the paper."""
    line = incoming.c
    query = select(
        line.symbol_key, line.issued_date, line.organ_name, line.arrival_number, line.suffix
    ).where(
        line.issued_date >= first.isoformat(),
        line.issued_date <= last.isoformat(),
        line.symbol_key != "",
        line.status != "cancelled",
    )
    found: dict[tuple[str, date], list[tuple[str, str]]] = {}
    for key, day, organ, number, suffix in work.connection.execute(query):
        found.setdefault((key, date.fromisoformat(day)), []).append((organ, f"{number}{suffix}"))
    return found
