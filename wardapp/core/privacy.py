"""Personal data: what a person may ask, by when it is answered, and the note of an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class RequestKind(StrEnum):
    """What a person asks about the data kept of them (NĐ 356/2025 Điều 5)."""

    SEE = "see"
    CORRECT = "correct"
    COPY = "copy"
    RESTRICT = "restrict"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    DELETE = "delete"


REQUEST_NAMES = {
    RequestKind.SEE: "Xem dữ liệu",
    RequestKind.CORRECT: "Sửa dữ liệu",
    RequestKind.COPY: "Cấp bản sao",
    RequestKind.RESTRICT: "Hạn chế xử lý",
    RequestKind.OBJECT: "Phản đối xử lý",
    RequestKind.WITHDRAW: "Rút lại đồng ý",
    RequestKind.DELETE: "Xóa dữ liệu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRule:
    """By when a kind of request is acknowledged and answered, and which clause says so."""

    kind: RequestKind
    days: int
    unit: str  # "day" (a rest day at the end moves on) | "working"
    extend: int  # most days of the one extension
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalReason:
    """A reason of the law for refusing a request."""

    key: str
    text: str
    clause: str
    kinds: tuple[RequestKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyRules:
    """The rules of `resources/rules/personal_data.toml`."""

    acknowledge_days: int  # working days
    acknowledge_clause: str
    requests: tuple[RequestRule, ...]
    reasons: tuple[RefusalReason, ...]
    notify_hours: int
    notify_clause: str
    review_months: int
    review_clause: str

    def reasons_for(self, kind: RequestKind) -> tuple[RefusalReason, ...]:
        """Return the reasons of the law for refusing such a request."""
        return tuple(each for each in self.reasons if kind in each.kinds)

    def of(self, kind: RequestKind) -> RequestRule:
        """Return the rule of a kind of request; KeyError when the table lacks it."""
        for rule in self.requests:
            if rule.kind is kind:
                return rule
        raise KeyError(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyReview:
    """What a periodic look at the persons kept finds; nobody is named."""

    kept: int  # persons kept now
    undated: int  # of petitions without a day on which the person goes
    overdue: int  # whose day has come
    last_on: date | None  # day of the look before
    next_by: date  # by when to look again


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEntry:
    """What the clerk enters of a request; the petition alone leads to the person."""

    kind: RequestKind
    received: date
    petition_id: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEntry:
    """What the clerk enters of an incident; nobody is named."""

    discovered_ms: int
    what: str
    data: str = ""
    may_harm: bool = True
    cause: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequest:
    """One request of a person, named only by the petition that holds the reference to them."""

    id: RecordId
    kind: RequestKind
    received: date
    petition_id: RecordId | None = None
    acknowledge_by: date | None = None
    acknowledged_on: date | None = None
    due_date: date | None = None
    extended_to: date | None = None  # once, with its reason
    extension_reason: str = ""
    done_on: date | None = None
    outcome: str = ""
    refused: str = ""  # why deletion was refused (L 91/2025 Điều 14.2, 19)

    @property
    def is_open(self) -> bool:
        """Return True while it waits for an answer."""
        return self.done_on is None

    @property
    def last_day(self) -> date | None:
        """Return the day by which it is answered, its extension counted in."""
        return self.extended_to or self.due_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The note of a breach of personal data: what happened, to whom told, by when."""

    id: RecordId
    discovered_ms: int
    notify_by_ms: int  # 72 hours later (L 91/2025 Điều 23.1)
    what: str
    data: str = ""  # kinds of data and how many persons, nobody named
    may_harm: bool = True
    cause: str = ""
    measures: str = ""
    notified_ms: int | None = None
    notified_whom: str = ""
    closed_on: date | None = None

    @property
    def is_waiting(self) -> bool:
        """Return True while somebody must still be told."""
        return self.may_harm and self.notified_ms is None and self.closed_on is None
