"""Dossiers: what belongs to one affair, from the filing plan of the year to the archive."""

from __future__ import annotations

from calendar import monthrange
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
    years: int | None = None
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
    sheets: int | None = None  # how many sheets, counted by hand; None = by its book
    note: str = ""


UNTIL_LAPSED = 0
"""`years` of papers that are kept until they lapse."""

PERMANENT_TEXT = "Vĩnh viễn"
UNTIL_LAPSED_TEXT = "Đến khi văn bản hết hiệu lực"


def retention_text(years: int | None) -> str:
    """Return how long a dossier is kept, as it prints: `Vĩnh viễn`, `10 năm`."""
    if years is None:
        return PERMANENT_TEXT
    return f"{years} năm" if years else UNTIL_LAPSED_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingDeadline:
    """One limit of the law on dossiers: its value and the clause it stands in."""

    value: int
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingTerms:
    """The limits that rule a dossier's life, each with its clause (`retention.toml`)."""

    hand_over_months: FilingDeadline
    construction_months: FilingDeadline
    keep_back_years: FilingDeadline
    sheets_from_years: FilingDeadline  # sheets are numbered in dossiers kept this long or longer

    def numbers_sheets(self, dossier: Dossier) -> bool:
        """Return True when the sheets of a dossier have to be numbered."""
        years = dossier.retention_years
        return years is None or years >= self.sheets_from_years.value

    def hand_over_due(self, dossier: Dossier) -> date | None:
        """Return the last day for the hand-over to the archive; None while the work goes on."""
        if dossier.status is DossierStatus.HANDED_OVER or dossier.ended_on is None:
            return None
        if dossier.status is DossierStatus.KEPT_BACK and dossier.kept_back_until is not None:
            return dossier.kept_back_until
        limit = self.construction_months if dossier.is_construction else self.hand_over_months
        return months_after(dossier.ended_on, limit.value)

    def longest_keep_back(self, dossier: Dossier) -> date | None:
        """Return the last day until which a closed dossier may be kept back; None while open."""
        if dossier.ended_on is None:
            return None
        limit = self.construction_months if dossier.is_construction else self.hand_over_months
        due = months_after(dossier.ended_on, limit.value)
        return months_after(due, self.keep_back_years.value * _MONTHS)


_MONTHS = 12


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has none."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class DossierFilter(StrEnum):
    """The standing filters of the page Hồ sơ."""

    ALL = "all"
    OPEN = "open"  # planned or open: takes papers
    CLOSED = "closed"  # closed, not handed over
    OVERDUE = "overdue"
    KEPT_BACK = "kept_back"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierQuery:
    """Which dossiers the page shows; None and "" narrow nothing."""

    issuer_id: RecordId | None = None
    year: int | None = None
    text: str = ""
    only: DossierFilter = DossierFilter.ALL


TAKES_PAPERS = frozenset({DossierStatus.PLANNED, DossierStatus.OPEN})
WAITS_FOR_ARCHIVE = frozenset({DossierStatus.CLOSED, DossierStatus.KEPT_BACK})
