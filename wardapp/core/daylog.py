"""The daily log of communication work: one line a bulletin, post, meeting or banner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class LogChannel:
    """A channel of the catalogue, with the row of Biểu A it counts in."""

    code: str  # "loa", "zalo"
    name: str  # "Loa truyền thanh"
    unit: str  # "tin, bài"
    icon: str
    form_row: str  # "A1"
    reach_label: str = ""  # "hộ", "người"
    shortcuts: tuple[str, ...] = ()  # "fb", "fanpage"
    is_digital: bool = False  # counts for the target of 10 items a month
    active: bool = True  # a retired one keeps its lines and takes no new ones


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentGroup:
    """A content group of Phụ lục 01."""

    code: str  # "1.3", "2.1"
    name: str
    axis: str
    active: bool = True  # a retired one keeps its lines and takes no new ones


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What the clerk types: a line before it is kept. Counts are whole, minutes too."""

    day: date
    channel: str
    content: str
    group: str = ""
    amount: int = 1
    minutes: int | None = None
    reach: int | None = None
    interactions: int | None = None
    places: tuple[str, ...] = ()  # codes of units: "9", "12"; ("*",) = all
    time: str = ""  # "07:30"
    evidence_links: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine(LogEntry):
    """A kept line of the log."""

    id: RecordId
    registered_ms: int
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """What the log page shows: newest day first."""

    date_from: date | None = None
    date_to: date | None = None
    channel: str = ""
    group: str = ""
    text: str = ""
    missing_evidence: bool = False
    place: str = ""  # code of a unit: lines that name it, or all
