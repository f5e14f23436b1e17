"""The supplement of closed pages: rows that came late, and what other rows say now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardapp.core.book_rows import BookRow, ClosedRow, RowChange
from wardapp.core.dates import long_date
from wardapp.core.printout import PrintTable
from wardapp.reports.book_spec import BookSpec
from wardapp.reports.books import book_table
from wardapp.reports.lists import ListRow, list_table

ADDED = "Dòng ghi thêm sau khi trang đã đóng"
CHANGED = "Thay đổi của các trang đã đóng"
EMPTY = "(trống)"


def supplement_tables(
    spec: BookSpec,
    changes: BookSpec,
    added: Sequence[tuple[BookRow, ClosedRow | None]],
    changed: Sequence[RowChange],
) -> tuple[PrintTable, ...]:
    """Return the tables of a supplement: late rows in full, then what changed on which page."""
    tables: list[PrintTable] = []
    if added:
        tables.append(book_table(spec, [row for row, _ in added], ADDED))
    rows: list[ListRow] = [_added(row, before) for row, before in added]
    rows += [_changed(change) for change in changed]
    if rows:
        tables.append(list_table(changes, rows, CHANGED))
    return tuple(tables)


def _added(row: BookRow, before: ClosedRow | None) -> Mapping[str, str | int | None]:
    place = f"sau số {before.code}" if before else "ở đầu sổ"
    day = long_date(row.day) if row.day else ""
    return {
        "code": row.code,
        "page": before.page if before else None,
        "closing": before.closing_code if before else None,
        "change": f"Dòng ghi thêm, đứng {place}; ghi đủ ở bảng trên",
        "changed_on": day,
    }


def _changed(change: RowChange) -> Mapping[str, str | int | None]:
    said = ". ".join(
        f"{head}: {old or EMPTY} → {new or EMPTY}" for head, old, new in change.columns
    )
    who = ", ".join(
        part
        for part in (
            long_date(change.changed_on) if change.changed_on else "",
            change.changed_by,
        )
        if part
    )
    return {
        "code": change.closed.code,
        "page": change.closed.page,
        "closing": change.closed.closing_code,
        "change": said,
        "changed_on": who or None,
    }
