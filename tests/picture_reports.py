"""A year of monthly reports behind the one that is due, for the pictures of Báo cáo."""

from __future__ import annotations

from datetime import date

from wardapp.core.daylog import LogEntry
from wardapp.core.forms import CellKey
from wardapp.core.report_views import ReportPlace
from wardapp.services.office import Office

FORM = "bao-cao-thang-nen-tang-so"
MONTH = "2026-06"
ITEMS = (9, 11, 12, 10, 14, 12, 11, 13, 0, 12, 15)  # from July 2025 on
SLIP = CellKey(table="B", row="N2", column="items")


def fill_reports(office: Office) -> ReportPlace:
    """Write and lock a year of months; return the report whose figure has a zero too many."""
    reporting = office.reporting
    if reporting.kept(FORM, MONTH) is not None:
        return ReportPlace(form_id=FORM, period_id=MONTH)
    for at, items in enumerate(ITEMS):
        month = date(2025 + (6 + at) // 12, (6 + at) % 12 + 1, 14)
        due = date(2025 + (7 + at) // 12, (7 + at) % 12 + 1, 1)
        if items:
            office.daylog.add(
                LogEntry(
                    day=month,
                    channel="fanpage",
                    content="Tin hoạt động trong tháng của phường",
                    amount=items,
                    reach=900 + 110 * at,
                    interactions=60 + 9 * at,
                )
            )
        if items and at % 3:
            reporting.close(FORM, f"{due:%Y-%m}")
    reporting.put(FORM, MONTH, SLIP, 130, "thêm bài đăng chung với Đoàn phường")
    return ReportPlace(form_id=FORM, period_id=MONTH)
