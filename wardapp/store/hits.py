"""What a hit of the search shows: title, circumstance, and where the words stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from wardapp.core.clock import day_of
from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossiers import Dossier
from wardapp.core.drafts import Draft
from wardapp.core.opinions import OpinionTopic
from wardapp.core.petitions import Petition
from wardapp.core.text import exact_key, fold
from wardapp.store.index import Reading

_WORD = re.compile(r"[^\W_]+")
REMEMBERED_WORDS = 8_192
LOOKED_THROUGH = 60_000
"""Letters of a file in which the place to show is looked for."""

BEFORE, AFTER = 40, 90
"""Letters shown around the words found in a file."""


def shown(value: Any) -> tuple[str, str]:
    """Return title and circumstance of a record; any kind has a title of some sort."""
    tell = _TOLD.get(type(value), _of_any)
    return tell(value)


def _of_incoming(value: Incoming) -> tuple[str, str]:
    came = f"Số đến {value.arrival_code}, {_day(value.arrival_date)}"
    if value.is_secret:
        return "Văn bản ghi ở sổ riêng", came
    return _titled(value.number_symbol, value.subject), _facts(value.organ_name, came)


def _of_outgoing(value: Outgoing) -> tuple[str, str]:
    signer = value.signer.full_name
    return _titled(value.number_symbol, value.subject), _facts(_day(value.issued_date), signer)


def _of_draft(value: Draft) -> tuple[str, str]:
    return value.subject or "Dự thảo chưa có trích yếu", f"Sửa {_day(day_of(value.changed_ms))}"


def _of_log_line(value: LogLine) -> tuple[str, str]:
    return value.content, _facts(_day(value.day), value.note)


def _of_dossier(value: Dossier) -> tuple[str, str]:
    return _titled(value.symbol, value.title), _facts(str(value.year), value.keeper, value.box)


def _of_petition(value: Petition) -> tuple[str, str]:
    came = f"Phản ánh, kiến nghị số {value.number_symbol}, {_day(value.received)}"
    return value.subject, _facts(came, value.handler)


def _of_opinion(value: OpinionTopic) -> tuple[str, str]:
    heard = f"Dư luận xã hội, {_day(value.day)}"
    return value.issue, _facts(heard, value.origin)


def _of_any(value: Any) -> tuple[str, str]:
    names = ("subject", "title", "content", "name")
    return next((text for name in names if (text := getattr(value, name, ""))), value.id), ""


_TOLD: dict[type[Any], Callable[[Any], tuple[str, str]]] = {
    Incoming: _of_incoming,
    Outgoing: _of_outgoing,
    Draft: _of_draft,
    LogLine: _of_log_line,
    Dossier: _of_dossier,
    Petition: _of_petition,
    OpinionTopic: _of_opinion,
}


def spans_of(title: str, reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return where the words of a search stand in a title, as (start, length) of the letters."""
    spans = []
    for word in _WORD.finditer(title):
        length = _length(word[0], reading)
        if length:
            spans.append((word.start(), length))
    return tuple(spans)


def snippet(text: str, reading: Reading) -> str:
    """Return the words of a file around the first one that was searched, on one line."""
    for word in _WORD.finditer(text, 0, LOOKED_THROUGH):
        if _is_longest(word[0], reading):
            start, end = max(word.start() - BEFORE, 0), word.end() + AFTER
            cut = " ".join(text[start:end].split())
            before = "…" if start else ""
            return f"{before}{cut}{'…' if end < len(text) else ''}"
    return ""


@lru_cache(maxsize=REMEMBERED_WORDS)
def _is_longest(word: str, reading: Reading) -> bool:
    """Return True for the word that tells most: the longest of those typed."""
    if not _length(word, reading):
        return False
    typed = max((*reading.exact, *reading.folded), key=len)
    exact, folded = _keys(word)
    return exact.startswith(typed) or folded.startswith(typed)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _length(word: str, reading: Reading) -> int:
    exact, folded = _keys(word)
    found = [len(key) for key in reading.exact if exact.startswith(key)]
    found += [len(key) for key in reading.folded if folded.startswith(key)]
    return min(max(found, default=0), len(word))


def _titled(symbol: str, subject: str) -> str:
    return f"{symbol} {subject}".strip()


def _facts(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month}/{day.year}"


@lru_cache(maxsize=REMEMBERED_WORDS)
def _keys(word: str) -> tuple[str, str]:
    """Return a word as the index holds it; titles use the same few thousand words."""
    return exact_key(word), fold(word)
