"""The list of Số trên nhiều máy: doubled numbers, waiting lines, lent blocks, PCs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.keeping import (
    ContestedLine,
    ContestedNumber,
    CopyRow,
    Keepers,
    LeaseRow,
    ProvisionalLine,
)
from wardapp.core.numbering import NumberState
from wardapp.ui.listing.cells import Cell, Column, GroupRow

DOUBLED = "Số trùng: hai máy đã cấp cùng một số"
WAITING = "Số tạm chờ cấp số chính thức"
LENT = "Khối số cấp cho máy khác"
RETURNED = "Số được trả lại"
PCS = "Các máy của sổ này"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that the page shows, read at one go."""

    keepers: Keepers
    waiting: tuple[ProvisionalLine, ...]
    leases: tuple[LeaseRow, ...]
    given_back: tuple[LeaseRow, ...]
    contested: tuple[ContestedNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PcRow:
    """One row: exactly one of what it stands for."""

    copy: CopyRow | None = None
    lease: LeaseRow | None = None
    line: ProvisionalLine | None = None
    contested: ContestedLine | None = None
    number: ContestedNumber | None = None


def rows_of(shown: Shown) -> list[PcRow | GroupRow]:
    """Return the rows under their headings: what wants a decision first."""
    doubled = [
        PcRow(contested=line, number=number) for number in shown.contested for line in number.lines
    ]
    groups = (
        (DOUBLED, doubled),
        (WAITING, [PcRow(line=line) for line in shown.waiting]),
        (RETURNED, [PcRow(lease=row) for row in shown.given_back]),
        (LENT, [PcRow(lease=row) for row in shown.leases]),
        (PCS, [PcRow(copy=row) for row in shown.keepers.copies]),
    )
    return list(_headed(groups))


def _headed(groups: tuple[tuple[str, list[PcRow]], ...]) -> Iterator[PcRow | GroupRow]:
    for title, rows in groups:
        if rows:
            tone = "danger" if title == DOUBLED else "text"
            yield GroupRow(title, str(len(rows)), tone)
            yield from rows


def columns(today: date) -> tuple[Column[PcRow], ...]:
    """Return the columns of the list."""
    return (
        Column("Số", 116, _number),
        Column("Tình trạng", 128, lambda row: _state(row, today)),
        Column("Văn bản, dãy số, máy", 0, _about),
        Column("Ngày", 128, lambda row: _day(row, today)),
    )


def _number(row: PcRow) -> Cell:
    if row.number is not None:
        return Cell(first=row.number.printed, is_strong=True)
    if row.line is not None:
        return Cell(first=row.line.provisional, is_strong=True)
    if row.lease is not None:
        return Cell(first=row.lease.printed, is_strong=True)
    code = row.copy.code if row.copy is not None else ""
    return Cell(first=code, tone="text2")


def _state(row: PcRow, today: date) -> Cell:
    words, tone = _standing(row, today)
    return Cell(first=words, tone=tone, is_badge=True) if words else Cell()


def _standing(row: PcRow, today: date) -> tuple[str, str]:
    if row.contested is not None:
        return ("Giữ số này", "mute") if row.contested.is_first else ("Trùng", "danger")
    if row.line is not None:
        return ("Đã hủy", "mute") if row.line.is_cancelled else ("Chờ số", "warn")
    if row.lease is not None:
        return _of_lease(row.lease)
    if row.copy is None:
        return "", ""
    return _of_copy(row.copy)


def _of_lease(row: LeaseRow) -> tuple[str, str]:
    if row.span.state is NumberState.GIVEN_BACK:
        return "Trả lại", "soft"
    if row.is_over:
        return "Hết hạn", "danger"
    return f"Còn {row.left} số", "ok" if row.left else "mute"


def _of_copy(row: CopyRow) -> tuple[str, str]:
    if row.is_keeper:
        return "Giữ số", "ok"
    return ("Máy này", "soft") if row.is_here else ("", "")


def _about(row: PcRow) -> Cell:
    if row.contested is not None and row.number is not None:
        who = f"{row.contested.copy}, {row.contested.who}".strip(", ")
        return Cell(first=row.contested.subject, second=f"{row.number.series} · {who}")
    if row.line is not None:
        said = " · ".join(filter(None, (row.line.sender, row.line.book, row.line.copy)))
        return Cell(first=row.line.subject, second=said)
    if row.lease is not None:
        return Cell(first=row.lease.series, second=_lent(row.lease))
    if row.copy is None:
        return Cell()
    here = "Máy này" if row.copy.is_here else ""
    code = f"số tạm bắt đầu bằng {row.copy.code}" if row.copy.code else ""
    return Cell(first=row.copy.name, second=" · ".join(filter(None, (here, code))))


def _lent(row: LeaseRow) -> str:
    if row.span.state is NumberState.GIVEN_BACK:
        return row.span.reason
    whom = "máy này dùng" if row.returnable else f"cho {row.holder.name}"
    return f"{whom}, đã dùng {row.used} số"


def _day(row: PcRow, today: date) -> Cell:
    if row.contested is not None:
        return Cell(first=short_date(row.contested.day, today), tone="text2")
    if row.line is not None:
        return Cell(first=short_date(row.line.day, today), tone="text2")
    if row.lease is not None and row.lease.span.until is not None:
        return Cell(first=f"đến {long_date(row.lease.span.until)}", tone="text2")
    return Cell()
