"""Dossiers: what belongs to one affair, from the filing plan of the year to the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class DossierStatus(StrEnum):
    """A dossier's life (NĐ30 Đ28 to Đ31)."""

    PLANNED = "planned"  # in the filing plan, nothing filed yet
    OPEN = "open"
    CLOSED = "closed"  # the affair is over, closing sheet made
    HANDED_OVER = "handed_over"  # given to the current archive
    KEPT_BACK = "kept_back"  # kept up to two more years, with a list (NĐ30 Đ30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """One row of the retention table; `years` None = vĩnh viễn (permanent)."""

    id: RecordId
    group: str
    title: str
    years: int | None
    source: str = ""  # "Thông tư 10/2022/TT-BNV" …; "" = set by the office
    active: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One dossier of the filing plan of a year (NĐ30 Phụ lục V and VI).

    `retention` prints ("Vĩnh viễn", "10 năm"); `retention_years` None = permanent.
    """

    id: RecordId
    issuer_id: RecordId
    year: int
    symbol: str  # "01.TCCB"
    title: str
    heading: str = ""  # đề mục of the filing plan
    retention: str = ""
    retention_years: int | None = None
    keeper: str = ""  # người lập hồ sơ
    status: DossierStatus = DossierStatus.PLANNED
    started_on: date | None = None
    ended_on: date | None = None  # the work is over: hand-over is due within a year
    handed_on: date | None = None
    kept_back_until: date | None = None
    is_construction: bool = False  # three months instead of a year
    sheet_total: int | None = None  # số tờ
    page_total: int | None = None
    box: str = ""  # hộp, cặp
    rights: str = ""  # chế độ sử dụng
    language: str = ""
    description: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One paper in a dossier: which record, its place and its sheets."""

    id: RecordId
    dossier_id: RecordId
    entity: str  # "incoming" | "outgoing" | "draft" | "petition"
    record_id: RecordId
    ordinal: int  # số thứ tự văn bản trong hồ sơ
    first_sheet: int | None = None
    last_sheet: int | None = None
    note: str = ""
