"""The chain of an affair: căn cứ, incoming, task, draft, outgoing, dossier; and cited symbols."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId
from wardapp.core.notation import find_citations


class Stage(StrEnum):
    """Where on the way from the reason of an affair to the archive a step stands, in order."""

    BASIS = "basis"  # what this cites
    INCOMING = "incoming"
    TASK = "task"
    DRAFT = "draft"
    OUTGOING = "outgoing"
    LATER = "later"  # what cites, replaces or corrects this
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """One step: what it is, one line about it, and the record it leads to.

    `entity` is "" where nothing can be opened: a symbol that no book here holds. `is_here` marks
    the record the chain was asked for.
    """

    stage: Stage
    label: str
    fact: str = ""
    entity: str = ""
    record_id: RecordId | None = None
    relation: str = ""  # "Trả lời", "Căn cứ", "Thay thế"
    is_here: bool = False
    others: tuple[ChainStep, ...] = ()  # the lines that a symbol may mean, where it is not clear


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The steps around one record, in the order of their stages."""

    steps: tuple[ChainStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSymbol:
    """A số, ký hiệu cited in a text at [start, end), with the day and author said beside it."""

    start: int
    end: int
    text: str
    symbol: str  # in normal form: `46-KH/BTGDVTU`
    day: date | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLine:
    """A cited symbol and the lines of the books that it means: one, several, or none."""

    cited: CitedSymbol
    lines: tuple[ChainStep, ...] = ()


_NEAR = 160
_DAY = re.compile(
    r"\s{0,3},?\s{0,3}(?:ký\s+)?ngày\s+(\d{1,2})"
    r"(?:\s{0,2}[/.-]\s{0,2}(\d{1,2})\s{0,2}[/.-]\s{0,2}|\s+tháng\s+(\d{1,2})\s+năm\s+)(\d{4})"
)
_AUTHOR = re.compile(r"\s{0,3},?\s{0,3}của\s+([^,;.()\n]{3,90})")
_AUTHOR_END = re.compile(r"\s(?:về|và|do|theo|đã|yêu cầu|có)\s")


def cited_symbols(text: str) -> tuple[CitedSymbol, ...]:
    """Return every số, ký hiệu that a text cites, with the day and the author if they follow."""
    found = []
    for citation in find_citations(text):
        if citation.notation is None or not citation.notation.symbol:
            continue
        rest = text[citation.end : citation.end + _NEAR]
        said = _DAY.match(rest)
        after = rest[said.end() :] if said else rest
        found.append(
            CitedSymbol(
                start=citation.start,
                end=citation.end,
                text=citation.text,
                symbol=str(citation.notation),
                day=_day(said) if said else None,
                author=_author(after),
            )
        )
    return tuple(found)


def _day(said: re.Match[str]) -> date | None:
    day, month, spelled, year = said.groups()
    try:
        return date(int(year), int(month or spelled), int(day))
    except ValueError:
        return None


def _author(text: str) -> str:
    said = _AUTHOR.match(text)
    return _AUTHOR_END.split(said[1], maxsplit=1)[0].strip() if said else ""
