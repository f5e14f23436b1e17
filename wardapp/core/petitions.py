"""Phản ánh, kiến nghị: what was raised, who handles it, by when and with what result.

A petition names nobody. Who raised it lies apart in `PrivatePerson`, under a random reference:
never in an event, the search index, an export or a log; it is purged on its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.dispatches import Attachment
from wardapp.core.identity import RecordId


class PetitionKind(StrEnum):
    """What kind of petition it is."""

    FEEDBACK = "feedback"  # kiến nghị, phản ánh
    COMPLAINT = "complaint"  # khiếu nại
    DENUNCIATION = "denunciation"  # tố cáo: its content and its author never stand here


class PetitionChannel(StrEnum):
    """How a petition came (domain §7)."""

    RECEPTION = "reception"  # tiếp dân
    LETTER = "letter"  # đơn
    PHONE = "phone"
    ZALO = "zalo"
    FANPAGE = "fanpage"
    MEETING = "meeting"  # họp tổ dân phố
    PRESS = "press"
    OTHER = "other"


class PetitionField(StrEnum):
    """What it is about."""

    LAND = "land"
    BUILDING = "building"
    ENVIRONMENT = "environment"
    SECURITY = "security"
    WELFARE = "welfare"
    EDUCATION = "education"
    HEALTH = "health"
    PROCEDURE = "procedure"
    OFFICIALS = "officials"
    OTHER = "other"


class PetitionStatus(StrEnum):
    """Where its handling stands."""

    OPEN = "open"  # đang giải quyết
    DONE = "done"
    FORWARDED = "forwarded"  # chuyển nơi có thẩm quyền
    GUIDED = "guided"  # hướng dẫn gửi đúng nơi
    FILED = "filed"  # lưu: nặc danh, trùng, rút đơn
    CANCELLED = "cancelled"


KIND_NAMES = {
    PetitionKind.FEEDBACK: "Kiến nghị, phản ánh",
    PetitionKind.COMPLAINT: "Khiếu nại",
    PetitionKind.DENUNCIATION: "Tố cáo",
}
CHANNEL_NAMES = {
    PetitionChannel.RECEPTION: "Tiếp dân",
    PetitionChannel.LETTER: "Đơn",
    PetitionChannel.PHONE: "Điện thoại",
    PetitionChannel.ZALO: "Zalo",
    PetitionChannel.FANPAGE: "Fanpage",
    PetitionChannel.MEETING: "Họp tổ dân phố",
    PetitionChannel.PRESS: "Báo chí",
    PetitionChannel.OTHER: "Khác",
}
FIELD_NAMES = {
    PetitionField.LAND: "Đất đai",
    PetitionField.BUILDING: "Xây dựng, đô thị",
    PetitionField.ENVIRONMENT: "Môi trường",
    PetitionField.SECURITY: "An ninh trật tự",
    PetitionField.WELFARE: "An sinh",
    PetitionField.EDUCATION: "Giáo dục",
    PetitionField.HEALTH: "Y tế",
    PetitionField.PROCEDURE: "Thủ tục hành chính",
    PetitionField.OFFICIALS: "Cán bộ",
    PetitionField.OTHER: "Khác",
}
STATUS_NAMES = {
    PetitionStatus.OPEN: "Đang giải quyết",
    PetitionStatus.DONE: "Đã giải quyết",
    PetitionStatus.FORWARDED: "Đã chuyển",
    PetitionStatus.GUIDED: "Đã hướng dẫn",
    PetitionStatus.FILED: "Lưu",
    PetitionStatus.CANCELLED: "Đã hủy",
}
DENUNCIATION_WORDS = "Đơn tố cáo, chuyển nơi có thẩm quyền; không ghi nội dung"
"""All that a line about a denunciation says: its content is confidential (Luật Tố cáo)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionEntry:
    """What the clerk enters; `subject` is a summary without names and numbers of persons."""

    issuer_id: RecordId
    received: date
    subject: str
    channel: PetitionChannel = PetitionChannel.RECEPTION
    kind: PetitionKind = PetitionKind.FEEDBACK
    field: PetitionField = PetitionField.OTHER
    competent: bool = True  # thuộc thẩm quyền
    eligible: bool = True  # đủ điều kiện xử lý
    forwarded_to: str = ""
    handler: str = ""  # đơn vị xử lý
    due_date: date | None = None
    place: str = ""  # tổ dân phố
    note: str = ""
    suffix: str = ""  # "a" of an inserted 12a
    late_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastClosing:
    """An end that did not last: the petition was taken up again."""

    status: PetitionStatus
    on: date
    answer_symbol: str = ""
    answered_date: date | None = None
    due_date: date | None = None  # by when it was due then; None: as the line says now


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition(PetitionEntry):
    """One line of the book of petitions; numbers run by issuer and year."""

    id: RecordId
    number: int
    registered_ms: int
    status: PetitionStatus = PetitionStatus.OPEN
    answered_date: date | None = None
    answer_id: RecordId | None = None  # the outgoing line that answers
    answer_symbol: str = ""  # its số, ký hiệu, or that of a paper outside this program
    result: str = ""
    closed_on: date | None = None
    purge_on: date | None = None  # when what is known of the person goes
    person_ref: str = ""  # random; names a row that no event holds
    cancel_reason: str = ""
    left_screen: bool = False
    book: str = "don-thu"
    book_scope: str = ""  # what the number runs in; "" = the year it was received in
    duplicate_of: RecordId | None = None  # the petition that stands for this one
    reopened: tuple[date, ...] = ()  # each day it was taken up again
    closings: tuple[PastClosing, ...] = ()  # the end before each of these days
    urged: tuple[date, ...] = ()  # đôn đốc
    attachments: tuple[Attachment, ...] = ()  # evidence without names of persons
    links: tuple[str, ...] = ()
    provisional: str = ""  # "T7K4L-03": given on a PC that keeps no numbers; stays for good

    @property
    def scope_value(self) -> str:
        """Return what its number runs in: "2026", "2026-2030" or a term's id."""
        return self.book_scope or str(self.received.year)

    @property
    def number_symbol(self) -> str:
        """Return the number as the book shows it: `12`, `12a`, `T7K4L-03` while it waits."""
        return f"{self.number}{self.suffix}" if self.number else self.provisional

    @property
    def is_waiting(self) -> bool:
        """Return True while the line has only a provisional number."""
        return bool(self.provisional) and not self.number

    @property
    def is_open(self) -> bool:
        """Return True while somebody still has to act."""
        return self.status is PetitionStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatePerson:
    """Who raised a petition, as far as the clerk needs it to answer."""

    full_name: str = ""
    address: str = ""
    phone: str = ""

    @property
    def is_known(self) -> bool:
        """Return True when anything is known."""
        return bool(self.full_name or self.address or self.phone)

    @property
    def initials(self) -> str:
        """Return the name as lists show it: `N.V.A.`."""
        return "".join(f"{word[0].upper()}." for word in self.full_name.split() if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionRow:
    """A line as lists show it: `who` is masked ("N.V.A., Tổ dân phố số 9")."""

    petition: Petition
    who: str = ""
    stands_for: str = ""  # number of the line that stands for this duplicate
    duplicates: tuple[str, ...] = ()  # numbers of the lines that this one stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyDuplicate:
    """A kept petition that may be about the same thing, and why."""

    row: PetitionRow
    score: int  # of 100
    why: str  # "cùng lĩnh vực, cùng tổ dân phố, lời gần giống"


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionRule:
    """By when a petition is looked at, and which clause says so."""

    days: int  # working days
    clause: str
    evidence: str  # evidence mark of the figure


class PetitionFilter(StrEnum):
    """The standing filters of the page."""

    ALL = "all"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionQuery:
    """Which petitions are asked for, newest number first."""

    issuer_id: RecordId | None = None
    year: int | None = None
    only: PetitionFilter = PetitionFilter.ALL
    text: str = ""
    field: PetitionField | None = None
    ids: tuple[RecordId, ...] = ()  # only these, such as those behind a figure; () = all


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionClosing:
    """How a petition ended: state, day, result and the paper that answers."""

    status: PetitionStatus
    on: date
    result: str = ""
    answer_symbol: str = ""
    answered_date: date | None = None
    forwarded_to: str = ""
