"""Lists beside the registers: which there are and what is asked of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardapp.core.identity import RecordId


class ListCode(StrEnum):
    """A list of domain §3.2; the value names its file in `resources/books`."""

    POST = "buu-dien"
    FOLLOW_UP = "theo-doi"
    HAND_OVER = "chuyen-giao"
    FILE_COPIES = "ban-luu"
    INCOMING_INDEX = "muc-luc-den"
    DAY = "bao-cao-ngay"
    TOTALS = "tong-hop"
    CHOSEN = "giao-nhan-den"  # of chosen incoming lines, with signatures


LIST_TITLES = {
    ListCode.POST: "Sổ gửi văn bản đi bưu điện",
    ListCode.FOLLOW_UP: "Sổ theo dõi giải quyết văn bản đến",
    ListCode.HAND_OVER: "Sổ chuyển giao văn bản đến",
    ListCode.FILE_COPIES: "Sổ sử dụng bản lưu (trang kẻ sẵn)",
    ListCode.INCOMING_INDEX: "Mục lục công văn đến",
    ListCode.DAY: "Báo cáo văn bản trong ngày",
    ListCode.TOTALS: "Tổng hợp văn bản đến, đi",
}
"""What the page Sổ đăng ký offers; the list of chosen lines stands with the lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """Which list of whom and of which days; `chosen` are incoming lines of a hand-over list."""

    code: ListCode
    issuer_id: RecordId | None = None
    first: date | None = None
    last: date | None = None
    chosen: tuple[RecordId, ...] = ()
    pages: int = 2  # of ruled paper for the pen
    paper: str = ""
