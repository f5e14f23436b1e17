"""Dư luận xã hội: what people speak about, how they lean, what was done. Topics, never persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId


class OpinionField(StrEnum):
    """What a topic is about (domain §10.2 C, §10.3)."""

    ECONOMY = "economy"
    SOCIETY = "society"
    SECURITY = "security"
    PARTY = "party"
    OTHER = "other"


class Leaning(StrEnum):
    """Khuynh hướng."""

    APPROVING = "approving"
    UNSURE = "unsure"
    OPPOSED = "opposed"


class Spread(StrEnum):
    """Mức độ lan rộng, widest first."""

    NEARLY_ALL = "nearly_all"
    MOST = "most"
    MANY = "many"
    SOME = "some"


class Strength(StrEnum):
    """Cường độ."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


OPINION_FIELD_NAMES = {
    OpinionField.ECONOMY: "Kinh tế",
    OpinionField.SOCIETY: "Văn hóa, xã hội",
    OpinionField.SECURITY: "An ninh, quốc phòng",
    OpinionField.PARTY: "Xây dựng Đảng, hệ thống chính trị",
    OpinionField.OTHER: "Khác",
}
LEANING_NAMES = {
    Leaning.APPROVING: "Tán thành",
    Leaning.UNSURE: "Băn khoăn, chưa rõ",
    Leaning.OPPOSED: "Phản đối",
}
SPREAD_NAMES = {
    Spread.NEARLY_ALL: "Tuyệt đại đa số ý kiến",
    Spread.MOST: "Đa số ý kiến",
    Spread.MANY: "Nhiều ý kiến",
    Spread.SOME: "Một số ý kiến",
}
STRENGTH_NAMES = {Strength.LOW: "Thấp", Strength.MEDIUM: "Vừa", Strength.HIGH: "Cao"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionEntry:
    """What the clerk enters of a topic; `issue` names nobody."""

    day: date  # first heard
    issue: str
    field: OpinionField = OpinionField.OTHER
    leaning: Leaning | None = None
    spread: Spread | None = None
    strength: Strength | None = None
    origin: str = ""  # Nguồn, kênh
    places: tuple[str, ...] = ()  # codes of units, ("*",) = all
    steps: str = ""  # biện pháp định hướng
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTopic(OpinionEntry):
    """A kept topic; it counts in every period it was alive in, until `closed_on`."""

    id: RecordId
    registered_ms: int
    heard_on: tuple[date, ...] = ()  # later days it came up again
    closed_on: date | None = None
    joined_to: RecordId | None = None  # the topic that stands for this one
    attachments: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def last_heard(self) -> date:
        """Return the last day on which it came up."""
        return max((self.day, *self.heard_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionQuery:
    """Which topics are asked for, newest first."""

    date_from: date | None = None
    date_to: date | None = None
    field: OpinionField | None = None
    leaning: Leaning | None = None
    only_open: bool = False
    text: str = ""
    with_joined: bool = True  # topics that another one stands for
    ids: tuple[RecordId, ...] = ()  # only these, such as those behind a figure; () = all


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionCounts:
    """How many topics each chip of the page would show."""

    all: int
    open: int
    opposed: int
