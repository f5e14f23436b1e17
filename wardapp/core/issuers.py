"""Bodies that issue documents, their committee terms and the people who sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class Family(StrEnum):
    """Which law lays out the documents of a body."""

    PARTY = "party"
    STATE = "state"


class IssuerKind(StrEnum):
    """What the body is; decides header lines and default signing (domain §1.6, §1.9)."""

    COMMITTEE = "committee"  # Đảng ủy with its Ban Thường vụ
    ADVISORY = "advisory"  # Ban Xây dựng Đảng, Văn phòng
    INSPECTION = "inspection"  # Ủy ban Kiểm tra
    CELL = "cell"  # chi bộ
    PEOPLES_COMMITTEE = "peoples_committee"  # UBND
    DIVISION = "division"  # phòng of a UBND
    CONGRESS = "congress"  # đại hội: one series for all types (HD05 3.1.1)
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """A body of this office: what its header prints and how it numbers.

    `committee` names whose term counts its Party numbers (an advisory body counts in its
    committee's term); `unit_symbol` is the drafting unit in a State công văn (`UBND-VHXH`);
    `number_groups` maps a State type code to a counter group, absent types count in "" (all).
    """

    id: RecordId
    family: Family
    kind: IssuerKind
    name: str  # "Ban Xây dựng Đảng"
    full_name: str  # as cited in running text: "Ban Xây dựng Đảng Đảng uỷ phường Liên Hồ"
    parent_line: str  # printed above, capitals; "" = none
    own_line: str  # printed bold, capitals; "\n" breaks
    symbol: str  # "BXDĐ", "ĐU", "UBND"
    place: str  # "Liên Hồ"
    committee: str = ""  # key of the terms this body counts in
    unit_symbol: str = ""
    storage_line: str = ""  # "Lưu Văn phòng Đảng uỷ" / "Lưu: VT"
    old_tone_marks: bool = True  # uỷ, hoá (HD05's own spelling) instead of ủy, hóa
    keeps_numbers: bool = True
    number_groups: tuple[tuple[str, str], ...] = ()
    shared_qd_counter: bool = True  # Quyết định and Quy định share one Party series (domain §1.3)
    position: int = 0
    organ_id: str = ""  # agency code of QĐ 20/2020/QĐ-TTg, "H26.01"
    sits_from: date | None = None  # a congress: the preparatory session
    sits_to: date | None = None  # a congress: its closing
    qd_choices: tuple[tuple[str, bool], ...] = ()  # terms that shared the QĐ counter otherwise


class TermStart(StrEnum):
    """What a term counts from (HD05 3.1.1)."""

    CLOSING = "closing"  # from the closing of the congress before
    FIRST_MEETING = "first_meeting"  # first meeting held during the congress: its opening day
    APPOINTED = "appointed"  # the effective date of the appointment decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a committee: Party numbers run inside it (HD05 3.1.1)."""

    id: RecordId
    committee: str
    label: str  # "2025 - 2030"
    start: date
    start_reason: str
    end: date | None = None
    end_reason: str = ""
    start_kind: TermStart = TermStart.CLOSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A person who signs for an issuer, with the printed lines.

    `authority` are the lines above the title (`K/T TRƯỞNG BAN`, `TM. ỦY BAN NHÂN DÂN`),
    `position` the title line; a direct signer has no authority line (domain §1.9).
    """

    id: RecordId
    issuer_id: RecordId
    full_name: str
    position: str
    authority: tuple[str, ...] = ()
    active: bool = True
    rank: int = 0
    in_office_from: date | None = None
    in_office_to: date | None = None
    post: str = ""  # key of core/signing.POSTS; the matrix makes the lines of it


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerInfo:
    """Who signed a document, as NĐ30 Phụ lục VI keeps it (position ≤ 100, full_name ≤ 50)."""

    full_name: str = ""
    position: str = ""
    authority: tuple[str, ...] = ()


NO_SIGNER = SignerInfo()
"""Nobody is known to have signed."""


class BodyLevel(StrEnum):
    """Where a body stands; books of incoming dispatches can be divided by it (domain §3.3)."""

    UNKNOWN = ""
    CENTRAL = "central"  # Trung ương
    CITY = "city"  # thành phố, tỉnh
    WARD = "ward"  # phường, xã khác
    OWN = "own"  # trong phường: nội bộ
    OTHER = "other"  # doanh nghiệp, công dân, nơi khác


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """What a body was called before: name, symbol and the last day it was called so."""

    name: str
    symbol: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An outside body of the directory: author of incoming or addressee of outgoing dispatches.

    `merged_into` is set on a double that another body of the directory stands for now.
    """

    id: RecordId
    name: str
    group: str = ""  # "cấp trên", "cùng cấp", "trực thuộc"
    symbol: str = ""
    short_names: tuple[str, ...] = ()
    active: bool = True
    level: BodyLevel = BodyLevel.UNKNOWN
    former_names: tuple[FormerName, ...] = ()
    organ_id: str = ""  # agency code of QĐ 20/2020/QĐ-TTg
    address: str = ""
    email: str = ""
    merged_into: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeGroup:
    """Addressees that are named together: "Các chi bộ trực thuộc"."""

    id: RecordId
    name: str
    members: tuple[str, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit under the ward: tổ dân phố, chi bộ, agency; reports come from it."""

    id: RecordId
    name: str
    kind: str = "tdp"  # tdp | chi-bo | co-quan | doan-the
    households: int | None = None
    code: str = ""  # "9" for Tổ dân phố số 9
    active: bool = True
    other_names: tuple[str, ...] = ()  # as its files call it: "TDP 9"
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who works in the office: clerk, handler or leader."""

    id: RecordId
    full_name: str
    position: str = ""
    is_clerk: bool = False
    active: bool = True
