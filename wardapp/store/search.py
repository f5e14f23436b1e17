"""Search over everything: newest first, every typed word a prefix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from wardapp.core.clock import day_of
from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.drafts import Draft
from wardapp.core.journal import SearchHit
from wardapp.core.text import exact_key, fold
from wardapp.store.entities import DRAFT, INCOMING, LOG_LINE, OUTGOING, Entity
from wardapp.store.index import Reading, find_rows, readings
from wardapp.store.work import Work

SEARCHED: tuple[Entity[Any], ...] = (INCOMING, OUTGOING, DRAFT, LOG_LINE)
_WORD = re.compile(r"[^\W_]+")
REMEMBERED_WORDS = 8_192


class Search:
    """Finds lines, drafts and log entries by what is typed."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find(
        self, text: str, limit: int = 50, entities: Sequence[str] | None = None
    ) -> tuple[SearchHit, ...]:
        """Return up to `limit` hits of each kind (`incoming`, `outgoing`, `draft`, `log`).

        Kinds stand in that order, inside each the newest first.
        """
        wanted = [entity for entity in SEARCHED if entities is None or entity.name in entities]
        for reading in readings(text):
            hits = tuple(
                _hit(entity, value, reading)
                for entity in wanted
                for value in self._newest(entity, reading, limit)
            )
            if hits:
                return hits
        return ()

    def _newest(self, entity: Entity[Any], reading: Reading, limit: int) -> tuple[Any, ...]:
        found = find_rows(self._work.connection, entity, reading, limit=limit)
        if not found.count:
            return ()
        query = select(entity.table).where(found.within(entity))
        # Sorted, not walked: the order of rows would lead SQLite through the whole table.
        return self._work.all(entity, query.order_by((entity.table.c.row + 0).desc()))


def _hit(entity: Entity[Any], value: Any, reading: Reading) -> SearchHit:
    title, circumstance = _shown(value)
    return SearchHit(
        entity=entity.name,
        record_id=value.id,
        title=title,
        circumstance=circumstance,
        spans=spans_of(title, reading),
    )


def _shown(value: Incoming | Outgoing | Draft | LogLine) -> tuple[str, str]:
    if isinstance(value, Incoming):
        came = f"Số đến {value.arrival_number}, {_day(value.arrival_date)}"
        return _titled(value.number_symbol, value.subject), _facts(value.organ_name, came)
    if isinstance(value, Outgoing):
        signer = value.signer.full_name
        return _titled(value.number_symbol, value.subject), _facts(_day(value.issued_date), signer)
    if isinstance(value, Draft):
        return value.subject or "Dự thảo chưa có trích yếu", f"Sửa {_day(day_of(value.changed_ms))}"
    return value.content, _facts(_day(value.day), value.note)


def _titled(symbol: str, subject: str) -> str:
    return f"{symbol} {subject}".strip()


def _facts(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month}/{day.year}"


def spans_of(title: str, reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return where the words of a search stand in a title, as (start, length) of the letters."""
    spans = []
    for word in _WORD.finditer(title):
        exact, folded = _keys(word[0])
        found = [len(key) for key in reading.exact if exact.startswith(key)]
        found += [len(key) for key in reading.folded if folded.startswith(key)]
        if found:
            spans.append((word.start(), min(max(found), len(word[0]))))
    return tuple(spans)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _keys(word: str) -> tuple[str, str]:
    """Return a word as the index holds it; titles use the same few thousand words."""
    return exact_key(word), fold(word)
