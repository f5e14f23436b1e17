"""Rows of Sổ đăng ký: books with their closings below them, then the other lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wardapp.core.book_lists import LIST_TITLES, ListCode
from wardapp.core.books import Closing, ClosingKind
from wardapp.core.closing_views import VolumeState
from wardapp.core.dates import long_date
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook

KINDS = {
    ClosingKind.PAGE: "Đóng trang",
    ClosingKind.YEAR: "Đóng sổ năm",
    ClosingKind.TERM: "Đóng sổ nhiệm kỳ",
}


@dataclass(frozen=True, slots=True)
class BookLine:
    """A book, a closing of it, or one of the other lists."""

    state: VolumeState | None = None
    closing: Closing | None = None
    code: ListCode | None = None

    @property
    def key(self) -> str:
        """Return what names the row from one reading to the next."""
        if self.closing is not None:
            return str(self.closing.id)
        if self.state is not None:
            volume = self.state.volume
            return f"{volume.issuer_id}:{volume.book}:{volume.scope_value}"
        return str(self.code)


def rows_of(states: Iterable[VolumeState]) -> list[BookLine | GroupRow]:
    """Return the rows: each body's books, a book's closings below it, then the lists."""
    rows: list[BookLine | GroupRow] = []
    issuer = ""
    known = tuple(states)
    for state in known:
        if state.volume.issuer_name != issuer:
            issuer = state.volume.issuer_name
            count = sum(1 for each in known if each.volume.issuer_name == issuer)
            rows.append(GroupRow(issuer, f"{count} sổ"))
        rows.append(BookLine(state=state))
        rows += [BookLine(state=state, closing=each) for each in reversed(state.closings)]
    rows.append(GroupRow("Danh sách, sổ theo dõi", "theo khoảng ngày"))
    rows += [BookLine(code=code) for code in LIST_TITLES]
    return rows


def columns() -> tuple[Column[BookLine], ...]:
    """Return the columns of the list."""
    return (
        Column("Sổ, lần đóng", 0, _name),
        Column("Kỳ, mã trang", 168, _label),
        Column("Trang", 84, _pages),
        Column("Tình trạng", 118, _state),
    )


def look_of(row: BookLine) -> RowLook:
    """Return how a row looks: pages taken back are struck through."""
    closing = row.closing
    if closing is not None and closing.kind is ClosingKind.PAGE and closing.reopened_on:
        return RowLook.CANCELLED
    return RowLook.NORMAL


def _name(row: BookLine) -> Cell:
    if row.code is not None:
        return Cell(first=LIST_TITLES[row.code])
    if row.closing is not None:
        made = row.closing
        numbers = between(made.first_number, made.last_number)
        second = ", ".join(part for part in (f"{made.line_count} dòng", numbers) if part)
        return Cell(first=f"    {KINDS[made.kind]}", second=f"    {second}")
    return Cell(first=row.state.volume.name, is_strong=True) if row.state else Cell()


def between(first: str, last: str) -> str:
    """Return `từ số 1 đến số 318`; either may be a span that came from paper: `1 - 303`."""
    if not first:
        return ""
    return f"từ số {first.partition(' - ')[0]} đến số {last.rpartition(' - ')[2]}"


def _label(row: BookLine) -> Cell:
    if row.closing is not None:
        return Cell(first=row.closing.code, second=f"đóng {long_date(row.closing.closed_on)}")
    return Cell(first=row.state.volume.label) if row.state else Cell(tone="text3")


def _pages(row: BookLine) -> Cell:
    made = row.closing
    if made is not None:
        alone = made.first_page == made.last_page
        return Cell(
            first=f"{made.first_page}" if alone else f"{made.first_page} - {made.last_page}"
        )
    if row.state is not None and row.state.next_page > 1:
        return Cell(first=f"1 - {row.state.next_page - 1}", tone="text3")
    return Cell()


def _state(row: BookLine) -> Cell:
    if row.closing is not None:
        if row.closing.reopened_on is not None:
            return Cell(first="Đã mở lại", second=row.closing.reopened_reason, tone="warn")
        return Cell()
    if row.state is None:
        return Cell()
    if row.state.locked_by is not None:
        return Cell(first="Đã khóa", tone="soft", is_badge=True)
    return Cell(first="Đang ghi", tone="text2")
