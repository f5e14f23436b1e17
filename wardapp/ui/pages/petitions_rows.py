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
        again = f"mở lại {len(line.reopened)} lần" if line.reopened else ""
        facts = (FIELD_NAMES[line.field], CHANNEL_NAMES[line.channel], row.who, again)
        return Cell(first=line.subject, second=" · ".join(filter(None, facts)))

    return (
        Column("Số, ngày", 96, number),
        Column("Nội dung", 0, matter),
        Column("Đơn vị xử lý", 176, lambda row: Cell(first=row.petition.handler)),
        Column("Hạn, kết quả", 150, lambda row: _state(row, today, workdays)),
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


def _state(row: PetitionRow, today: date, workdays: Workdays) -> Cell:
    line = row.petition
    if line.status is PetitionStatus.CANCELLED:
        return Cell(first="Đã hủy", tone="text3")
    if not line.is_open:
        day = f" {short_date(line.closed_on, today)}" if line.closed_on else ""
        is_done = line.status is PetitionStatus.DONE
        return Cell(first=f"{STATUS_NAMES[line.status]}{day}", has_tick=is_done, tone="text2")
    if row.stands_for:
        return Cell(first=f"Trùng số {row.stands_for}", tone="text2")
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


def _days(days: tuple[date, ...], today: date) -> str:
    """Return how often and when: `2 lần: 01/6, 04/6`."""
    if not days:
        return ""
    return f"{len(days)} lần: {', '.join(short_date(day, today) for day in days)}"


def _due_words(line: Petition, today: date, workdays: Workdays) -> str:
    """Return the clock in words: `19/6/2026, còn 10 ngày làm việc`."""
    if line.due_date is None:
        return ""
    said = long_date(line.due_date)
    if not line.is_open:
        return said
    left = workdays.between(today, line.due_date)
    if line.due_date < today:
        return f"{said}, quá hạn {-left} ngày làm việc"
    return f"{said}, còn {left} ngày làm việc" if left else f"{said}, hôm nay"


def facts_of(
    row: PetitionRow, today: date, workdays: Workdays = NO_WORKDAYS
) -> tuple[tuple[str, str], ...]:
    """Return what the pane says of a line."""
    line = row.petition
    authority = "Thuộc thẩm quyền" if line.competent else "Không thuộc thẩm quyền"
    if not line.eligible:
        authority += "; không đủ điều kiện xử lý"
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
        ("Hạn", _due_words(line, today, workdays)),
        ("Đôn đốc", _days(line.urged, today)),
        ("Mở lại", _days(line.reopened, today)),
        ("Trùng", f"Ghép vào số {row.stands_for}" if row.stands_for else ""),
        ("Đứng thay", ", ".join(f"số {each}" for each in row.duplicates)),
        ("Kết quả", line.result),
        ("Trả lời", ", ".join(filter(None, (line.answer_symbol, answered)))),
        ("Xong ngày", long_date(line.closed_on) if line.closed_on else ""),
        ("Xóa tên ngày", long_date(line.purge_on) if line.purge_on and line.person_ref else ""),
        ("Ghi chú", line.note),
        ("Lý do ghi muộn", line.late_reason),
        ("Lý do hủy", line.cancel_reason),
    )
