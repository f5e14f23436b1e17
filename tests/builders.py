"""Builders of values for tests: name only what matters, the rest is a plain example."""

from __future__ import annotations

from datetime import date
from typing import Any

from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.dispatches import Arrival, Incoming, Outgoing, Recipient
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, Family, Issuer, IssuerKind, Signer, SignerInfo, Term, Unit
from wardapp.core.profile import OfficeProfile

TODAY = date(2026, 6, 5)
NOW_MS = 1_780_627_320_000  # 09:42 at the office on that day
COMMITTEE = "dang-uy-lien-ho"


def an_id(number: int = 1) -> RecordId:
    """A record id in the form of a UUIDv7; the same number gives the same id."""
    return RecordId(f"0197a000-0000-7000-8000-{number:012x}")


def an_issuer(**fields: Any) -> Issuer:
    """Ban Xây dựng Đảng of Liên Hồ."""
    values: dict[str, Any] = {
        "id": an_id(101),
        "family": Family.PARTY,
        "kind": IssuerKind.ADVISORY,
        "name": "Ban Xây dựng Đảng",
        "full_name": "Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ",
        "parent_line": "ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
        "own_line": "BAN XÂY DỰNG ĐẢNG",
        "symbol": "BXDĐ",
        "place": "Liên Hồ",
        "committee": COMMITTEE,
        "storage_line": "Lưu Ban Xây dựng Đảng",
    }
    return Issuer(**{**values, **fields})


def a_committee(**fields: Any) -> Issuer:
    """Đảng uỷ phường Liên Hồ."""
    values: dict[str, Any] = {
        "id": an_id(102),
        "kind": IssuerKind.COMMITTEE,
        "name": "Đảng uỷ phường Liên Hồ",
        "full_name": "Đảng uỷ phường Liên Hồ",
        "parent_line": "ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN",
        "own_line": "ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
        "symbol": "ĐU",
        "storage_line": "Lưu Văn phòng Đảng uỷ",
    }
    return an_issuer(**{**values, **fields})


def a_state_issuer(**fields: Any) -> Issuer:
    """UBND phường Liên Hồ."""
    values: dict[str, Any] = {
        "id": an_id(103),
        "family": Family.STATE,
        "kind": IssuerKind.PEOPLES_COMMITTEE,
        "name": "UBND phường Liên Hồ",
        "full_name": "Ủy ban nhân dân phường Liên Hồ",
        "parent_line": "",
        "own_line": "ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ",
        "symbol": "UBND",
        "committee": "",
        "unit_symbol": "VHXH",
        "storage_line": "Lưu: VT, VHXH",
        "old_tone_marks": False,
    }
    return an_issuer(**{**values, **fields})


def a_term(**fields: Any) -> Term:
    """The term of Đảng uỷ phường Liên Hồ that began in 2025."""
    values: dict[str, Any] = {
        "id": an_id(201),
        "committee": COMMITTEE,
        "label": "2025 - 2030",
        "start": date(2025, 8, 2),
        "start_reason": "Bế mạc đại hội",
    }
    return Term(**{**values, **fields})


def a_signer(**fields: Any) -> Signer:
    """The head of the Ban, who signs directly."""
    values: dict[str, Any] = {
        "id": an_id(301),
        "issuer_id": an_id(101),
        "full_name": "Trần Thu Hà",
        "position": "TRƯỞNG BAN",
    }
    return Signer(**{**values, **fields})


def an_arrival(**fields: Any) -> Arrival:
    """A công văn of the city's Ban, as the clerk would enter it."""
    values: dict[str, Any] = {
        "issuer_id": an_id(101),
        "arrival_date": TODAY,
        "organ_name": "Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên",
        "subject": "Báo cáo kết quả tuyên truyền quý II năm 2026",
        "code_number": "142",
        "code_notation": "CV/BTGDVTU",
        "issued_date": date(2026, 6, 3),
        "type_name": "Công văn",
        "signer": SignerInfo(full_name="Lê Minh Đức", position="PHÓ TRƯỞNG BAN"),
    }
    return Arrival(**{**values, **fields})


def an_incoming(**fields: Any) -> Incoming:
    """A registered line of the arrival of `an_arrival`."""
    arrival = an_arrival()
    values: dict[str, Any] = {name: getattr(arrival, name) for name in arrival.__slots__}
    values |= {"id": an_id(401), "arrival_number": 318, "registered_ms": NOW_MS}
    return Incoming(**{**values, **fields})


def an_outgoing(**fields: Any) -> Outgoing:
    """A công văn that went out with number 12."""
    values: dict[str, Any] = {
        "id": an_id(501),
        "issuer_id": an_id(101),
        "series_id": an_id(601),
        "number": 12,
        "code_notation": "CV/BXDĐ",
        "type_code": "CV",
        "type_name": "Công văn",
        "issued_date": TODAY,
        "subject": "về việc tuyên truyền ngày hội đọc sách",
        "signer": SignerInfo(full_name="Trần Thu Hà", position="TRƯỞNG BAN"),
        "recipients": (Recipient(name="Như trên"),),
        "registered_ms": NOW_MS,
    }
    return Outgoing(**{**values, **fields})


def a_content(**fields: Any) -> DraftContent:
    """The content of a short công văn."""
    values: dict[str, Any] = {
        "issuer_id": an_id(101),
        "type_code": "CV",
        "subject": "về việc tuyên truyền ngày hội đọc sách",
        "addressees": ("Các chi bộ trực thuộc",),
        "recipients": (Recipient(name="Như trên"),),
        "storage_line": "Lưu Ban Xây dựng Đảng",
        "signer_id": an_id(301),
        "date": TODAY,
        "body": "Ban Xây dựng Đảng đề nghị các chi bộ thực hiện như sau:\n\n1. Treo băng rôn.",
    }
    return DraftContent(**{**values, **fields})


def a_draft(**fields: Any) -> Draft:
    """A draft being written."""
    content = a_content()
    values: dict[str, Any] = {name: getattr(content, name) for name in content.__slots__}
    values |= {"id": an_id(701), "created_ms": NOW_MS, "changed_ms": NOW_MS}
    return Draft(**{**values, **fields})


def a_log_entry(**fields: Any) -> LogEntry:
    """Two bulletins on the loudspeakers."""
    values: dict[str, Any] = {
        "day": TODAY,
        "channel": "loa",
        "content": "Thông báo lịch tiêm chủng",
        "amount": 2,
        "minutes": 15,
    }
    return LogEntry(**{**values, **fields})


def a_log_line(**fields: Any) -> LogLine:
    """The kept line of `a_log_entry`."""
    entry = a_log_entry()
    values: dict[str, Any] = {name: getattr(entry, name) for name in entry.__slots__}
    values |= {"id": an_id(801), "registered_ms": NOW_MS}
    return LogLine(**{**values, **fields})


def a_unit(**fields: Any) -> Unit:
    """Tổ dân phố số 9."""
    values: dict[str, Any] = {
        "id": an_id(901),
        "name": "Tổ dân phố số 9",
        "households": 210,
        "code": "9",
    }
    return Unit(**{**values, **fields})


def a_body(**fields: Any) -> Body:
    """The city's Ban Tuyên giáo và Dân vận."""
    values: dict[str, Any] = {
        "id": an_id(1001),
        "name": "Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên",
        "group": "cấp trên",
        "symbol": "BTGDVTU",
    }
    return Body(**{**values, **fields})


def a_profile(**fields: Any) -> OfficeProfile:
    """A Party office with its committee and its Ban."""
    values: dict[str, Any] = {
        "title": "Đảng uỷ phường Liên Hồ",
        "issuers": (a_committee(), an_issuer()),
        "terms": (a_term(),),
        "signers": (a_signer(),),
        "bodies": (a_body(),),
        "units": (a_unit(),),
    }
    return OfficeProfile(**{**values, **fields})
