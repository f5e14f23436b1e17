"""Rows of Số văn bản: counters by body and year or term, the numbers of one, findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardapp.core.books import BookFinding
from wardapp.core.dates import short_date
from wardapp.core.number_views import NumberFilter, NumberRow, SeriesRow
from wardapp.core.numbering import NumberState
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook

CHIPS = (
    (NumberFilter.ALL, "Tất cả"),
    (NumberFilter.HELD, "Đang giữ"),
    (NumberFilter.OVERDUE, "Quá hạn giữ"),
    (NumberFilter.MISSING, "Trống"),
    (NumberFilter.CANCELLED, "Đã hủy"),
    (NumberFilter.INSERTED, "Chèn"),
)

STATES: dict[NumberState | None, tuple[str, str]] = {
    NumberState.USED: ("Đã dùng", "mute"),
    NumberState.RESERVED: ("Đang giữ", "warn"),
    NumberState.CANCELLED: ("Đã hủy", "mute"),
    NumberState.EXTERNAL: ("Sổ giấy", "mute"),
    NumberState.SECRET: ("Sổ riêng", "soft"),
    NumberState.RETURNED: ("Đã trả lại", "soft"),
    NumberState.LEASED: ("Máy khác dùng", "warn"),
    NumberState.GIVEN_BACK: ("Khối trả lại", "soft"),
    NumberState.LOST: ("Mất nội dung", "warn"),
    None: ("Trống", "danger"),
}


def series_rows(found: Iterable[SeriesRow], *, with_past: bool) -> list[SeriesRow | GroupRow]:
    """Return the counters under headings of body and year or term; unused ones come last."""
    rows: list[SeriesRow | GroupRow] = []
    heading = ""
    for row in found:
        if not (row.is_current or (with_past and row.last_number)):
            continue
        place = f"{row.issuer}, {row.scope[:1].lower()}{row.scope[1:]}"
        if place != heading:
            heading = place
            rows.append(GroupRow(place))
        rows.append(row)
    return rows


def series_columns() -> tuple[Column[SeriesRow], ...]:
    """Return the columns of the list of counters."""
    return (Column("Dãy số", 0, _title), Column("", 88, _standing))


def series_look(row: SeriesRow) -> RowLook:
    """Return how a counter looks: one that gave no number yet is grey."""
    return RowLook.NORMAL if row.last_number else RowLook.DONE


def _title(row: SeriesRow) -> Cell:
    if not row.last_number:
        return Cell(first=row.title, second=f"kế tiếp {row.sample}")
    return Cell(
        first=row.title,
        second=f"số cuối {row.last_number:02}, kế tiếp {row.sample}",
        is_strong=True,
    )


def _standing(row: SeriesRow) -> Cell:
    if row.locked:
        return Cell(first="Đã khóa", tone="soft", is_badge=True)
    if row.not_kept:
        return Cell(first="Máy khác giữ", tone="mute", is_badge=True)
    if row.asked:
        return Cell(first="Số cuối?", tone="warn", is_badge=True)
    if row.overdue:
        return Cell(first=f"{row.overdue} quá hạn", tone="danger", is_badge=True)
    if row.held:
        return Cell(first=f"{row.held} đang giữ", tone="warn", is_badge=True)
    return Cell()


def number_columns(today: date) -> tuple[Column[NumberRow], ...]:
    """Return the columns of the strip of numbers."""
    return (
        Column("Số", 118, _number),
        Column("Tình trạng", 96, lambda row: _state(row, today)),
        Column("Văn bản, giữ cho, lý do", 0, lambda row: _about(row, today)),
        Column("Ngày", 92, lambda row: Cell(first=_day(row.day, today), tone="text2")),
    )


def number_look(row: NumberRow) -> RowLook:
    """Return how a number looks: a cancelled one is struck through."""
    if row.state is NumberState.CANCELLED:
        return RowLook.CANCELLED
    return RowLook.DONE if row.state is NumberState.EXTERNAL else RowLook.NORMAL


def _number(row: NumberRow) -> Cell:
    return Cell(first=row.printed or row.code, is_strong=True)


def _state(row: NumberRow, today: date) -> Cell:
    words, tone = STATES[row.state]
    if row.suffix and row.state is NumberState.USED:
        words, tone = "Chèn", "soft"
    if is_overdue(row, today):
        words, tone = "Quá hạn giữ", "danger"
    return Cell(first=words, tone=tone, is_badge=True)


def is_overdue(row: NumberRow, today: date) -> bool:
    """Return True when a number is kept longer than was said."""
    return row.state is NumberState.RESERVED and row.until is not None and row.until < today


def _about(row: NumberRow, today: date) -> Cell:
    if row.state is NumberState.RESERVED:
        until = f"Đến {_day(row.until, today)}" if row.until else "Đến khi dùng"
        whom = f", cho {row.holder}" if row.holder else ""
        return Cell(first=row.title or row.holder, second=f"{until}{whom}")
    if row.state is None:
        return Cell(first="Không có văn bản và không ghi lý do", tone="danger")
    late = f"vào sổ muộn: {row.late_reason}" if row.late_reason else ""
    return Cell(first=row.title, second=late, wraps=not late)


def _day(day: date | None, today: date) -> str:
    return short_date(day, today) if day else ""


def finding_columns() -> tuple[Column[BookFinding], ...]:
    """Return the columns of what a check found."""
    return (
        Column("Số", 96, _where),
        Column("Điều tìm thấy và cách sửa", 0, lambda row: Cell(first=row.sentence, wraps=True)),
        Column("Dãy", 190, lambda row: Cell(first=row.series, tone="text2", wraps=True)),
    )


def _where(row: BookFinding) -> Cell:
    numbers = f"{row.first:02}" if row.first == row.last else f"{row.first:02} - {row.last:02}"
    tone = "danger" if row.is_fault else "soft"
    return Cell(first=numbers, tone=tone, is_badge=True)
