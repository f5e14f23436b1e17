"""How a petition looks in the list and in the pane; the person stays masked."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.petitions import (
    CHANNEL_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    Petition,
    PetitionRow,
    PetitionStatus,
)
from wardapp.core.workdays import Workdays
from wardapp.ui.listing.cells import Cell, Column, RowLook

SOON = 2
NO_WORKDAYS = Workdays(frozenset(), frozenset())


def columns(today: date, workdays: Workdays = NO_WORKDAYS) -> tuple[Column[PetitionRow], ...]:
    """Return the columns of the list."""

    def number(row: PetitionRow) -> Cell:
        line = row.petition
        day = short_date(line.received, today)
        return Cell(first=line.number_symbol, second=day, is_strong=True)

    def matter(row: PetitionRow) -> Cell:
        line = row.petition
        facts = (FIELD_NAMES[line.field], CHANNEL_NAMES[line.channel], row.who)
        return Cell(first=line.subject, second=" · ".join(filter(None, facts)))

    return (
        Column("Số, ngày", 96, number),
        Column("Nội dung", 0, matter),
        Column("Đơn vị xử lý", 176, lambda row: Cell(first=row.petition.handler)),
        Column("Hạn, kết quả", 150, lambda row: _state(row.petition, today, workdays)),
    )


def look_of(row: PetitionRow) -> RowLook:
    """Return how the row as a whole looks."""
    match row.petition.status:
        case PetitionStatus.CANCELLED:
            return RowLook.CANCELLED
        case PetitionStatus.OPEN:
            return RowLook.NORMAL
        case _:
            return RowLook.DONE


def _state(line: Petition, today: date, workdays: Workdays) -> Cell:
    if line.status is PetitionStatus.CANCELLED:
        return Cell(first="Đã hủy", tone="text3")
    if not line.is_open:
        day = f" {short_date(line.closed_on, today)}" if line.closed_on else ""
        is_done = line.status is PetitionStatus.DONE
        return Cell(first=f"{STATUS_NAMES[line.status]}{day}", has_tick=is_done, tone="text2")
    return _due(line.due_date, today, workdays)


def _due(due: date | None, today: date, workdays: Workdays) -> Cell:
    if due is None:
        return Cell(first="Chưa đặt hạn", tone="text3")
    left = workdays.between(today, due)
    if due < today:
        return Cell(first=f"Quá hạn {-left} ngày", tone="danger", is_badge=True)
    if due == today:
        return Cell(first="Hôm nay", tone="warn", is_badge=True)
    if left <= SOON:
        return Cell(first=f"Còn {left} ngày", tone="warn", is_badge=True)
    return Cell(first=short_date(due, today), second=f"còn {left} ngày làm việc")


def facts_of(row: PetitionRow) -> tuple[tuple[str, str], ...]:
    """Return what the pane says of a line."""
    line = row.petition
    authority = "Thuộc thẩm quyền" if line.competent else "Không thuộc thẩm quyền"
    answered = long_date(line.answered_date) if line.answered_date else ""
    return (
        ("Ngày nhận", long_date(line.received)),
        ("Kênh", CHANNEL_NAMES[line.channel]),
        ("Loại", KIND_NAMES[line.kind]),
        ("Lĩnh vực", FIELD_NAMES[line.field]),
        ("Người phản ánh", row.who or "Không ghi"),
        ("Thẩm quyền", authority),
        ("Chuyển đến", line.forwarded_to),
        ("Đơn vị xử lý", line.handler),
        ("Hạn", long_date(line.due_date) if line.due_date else ""),
        ("Kết quả", line.result),
        ("Trả lời", ", ".join(filter(None, (line.answer_symbol, answered)))),
        ("Xong ngày", long_date(line.closed_on) if line.closed_on else ""),
        ("Xóa tên ngày", long_date(line.purge_on) if line.purge_on and line.person_ref else ""),
        ("Ghi chú", line.note),
        ("Lý do ghi muộn", line.late_reason),
        ("Lý do hủy", line.cancel_reason),
    )
