"""The rows of the check: faults by place, remarks apart, then what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wardapp.core.checking import ABSENT, CheckFinding, CheckReport, Verdict
from wardapp.ui.listing.cells import Cell, Column, GroupRow

HEAD, BODY, FOOT, ANNEX, SHEET = (
    "Đầu văn bản",
    "Nội dung",
    "Nơi nhận, chữ ký",
    "Phụ lục",
    "Trang giấy",
)
_HEADS = frozenset({
    "parent", "issuer", "motto", "motto2", "rule", "star", "number", "place_date", "cv_subject",
    "urgency", "draft_no", "circulation", "type_name", "subject", "dashes", "addressee",
    "addressees",
})  # fmt: skip
_FEET = frozenset({
    "recipients_label", "recipient", "storage", "authority", "position", "name", "drafter_mark",
    "contact", "last_note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in the list."""

    finding: CheckFinding


def place_group(finding: CheckFinding) -> str:
    """Return under which heading a fault stands."""
    component = finding.component.split(" ", maxsplit=1)[0]
    if component.startswith("annex") or finding.where.startswith("Phụ lục"):
        return ANNEX
    if component in _HEADS:
        return HEAD
    if component in _FEET:
        return FOOT
    return BODY if finding.paragraph >= 0 else SHEET


def rows_of(report: CheckReport) -> list[FindingRow | GroupRow]:
    """Return the rows of a report in the order they are worked through."""
    rows: list[FindingRow | GroupRow] = []
    for group in (SHEET, HEAD, BODY, FOOT, ANNEX):
        found = [each for each in report.faults if place_group(each) == group]
        rows += _group(group, found, "danger")
    rows += _group("Nên xem lại", report.remarks, "warn")
    rows += _group("Chưa soát được", unseen_of(report), "text2")
    return rows


def unseen_of(report: CheckReport) -> list[CheckFinding]:
    """Return what could not be judged; a rule for what this paper does not have is no news."""
    return [
        each
        for each in report.findings
        if each.verdict is Verdict.NOT_EVALUATED and each.found != ABSENT
    ]


def _group(title: str, found: Iterable[CheckFinding], tone: str) -> list[FindingRow | GroupRow]:
    rows = [FindingRow(each) for each in found]
    return [GroupRow(title, f"{len(rows)} chỗ", tone), *rows] if rows else []


def _title(row: FindingRow) -> Cell:
    finding = row.finding
    if finding.verdict is Verdict.NOT_EVALUATED:
        return Cell(first=finding.title, second=finding.found, tone="text2")
    return Cell(first=finding.title, second=finding.where, is_strong=not finding.is_soft)


def _mend(row: FindingRow) -> Cell:
    return Cell(first="Sửa được", tone="ok", is_badge=True) if row.finding.fix else Cell()


COLUMNS: tuple[Column[FindingRow], ...] = (
    Column("Quy tắc và chỗ", 0, _title),
    Column("", 88, _mend),
)
