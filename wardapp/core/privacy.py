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
