"""What a register page shows, as an Excel workbook: the filtered, sorted list, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, ListFilter, ListQuery, Outgoing
from wardapp.core.errors import BadValue
from wardapp.core.files import write_whole
from wardapp.core.progress import Progress, Silent
from wardapp.core.views import COUNT_CAP, ListPage
from wardapp.documents.printouts import begin_list
from wardapp.services.desk import Desk
from wardapp.services.searching import with_other_names
from wardapp.services.targets import checked_targets
from wardapp.store.labels import VALUES
from wardapp.store.transaction import Transaction

Line = TypeVar("Line", Incoming, Outgoing)
Value = str | int | date | None

KIND = ".xlsx"
STRETCH = 2_000
MOST_ROWS = 1_000_000
"""Excel's own sheet ends a little above this."""

INCOMING = (
    ("Số đến", 9.0),
    ("Ngày đến", 12.0),
    ("Số, ký hiệu", 18.0),
    ("Ngày ban hành", 12.0),
    ("Cơ quan ban hành", 34.0),
    ("Tên loại", 14.0),
    ("Trích yếu", 64.0),
    ("Người ký", 20.0),
    ("Hạn xử lý", 12.0),
    ("Người xử lý", 22.0),
    ("Tình trạng", 16.0),
    ("Ngày xong", 12.0),
    ("Ghi chú", 30.0),
)
OUTGOING = (
    ("Số, ký hiệu", 18.0),
    ("Ngày ban hành", 12.0),
    ("Tên loại", 14.0),
    ("Trích yếu", 64.0),
    ("Người ký", 20.0),
    ("Nơi nhận", 44.0),
    ("Số bản", 9.0),
    ("Nơi lưu", 22.0),
    ("Tình trạng", 16.0),
    ("Ghi chú", 30.0),
)
SECRET = "Đăng ký ở sổ riêng"
CHIPS = {
    ListFilter.OPEN: "chưa xong",
    ListFilter.OVERDUE: "quá hạn",
    ListFilter.THIS_WEEK: "tuần này",
    ListFilter.DUE_TODAY: "đến hạn hôm nay",
    ListFilter.CANCELLED: "đã hủy",
    ListFilter.WITHOUT_FILE: "chưa kèm tệp",
    ListFilter.UNFILED: "chưa lập hồ sơ",
    ListFilter.UNSENT: "chưa gửi",
}


class ListExport:
    """Writes what a page shows; a number on it has left the screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def incoming_to(self, query: ListQuery, target: Path, progress: Progress | None = None) -> int:
        """Write the incoming lines of a query to a .xlsx file; return how many they are."""
        today = self._desk.today()

        def lines(tx: Transaction) -> Iterator[Incoming]:
            return _walked(
                lambda offset: tx.incoming.page(
                    with_other_names(tx, query), today, offset, STRETCH
                ),
                progress or Silent(),
            )

        fact = _fact(query, today)
        fresh, count = self._written("Văn bản đến", fact, INCOMING, (lines, _incoming_row), target)
        self._mark_left(fresh, ())
        return count

    def outgoing_to(self, query: ListQuery, target: Path, progress: Progress | None = None) -> int:
        """Write the outgoing lines of a query to a .xlsx file; return how many they are."""
        today = self._desk.today()

        def lines(tx: Transaction) -> Iterator[Outgoing]:
            return _walked(
                lambda offset: tx.outgoing.page(
                    with_other_names(tx, query), today, offset, STRETCH
                ),
                progress or Silent(),
            )

        fact = _fact(query, today)
        fresh, count = self._written("Văn bản đi", fact, OUTGOING, (lines, _outgoing_row), target)
        self._mark_left((), fresh)
        return count

    def _written(
        self,
        title: str,
        fact: str,
        columns: Sequence[tuple[str, float]],
        source: tuple[Callable[[Transaction], Iterator[Line]], Callable[[Line], list[Value]]],
        target: Path,
    ) -> tuple[tuple[Line, ...], int]:
        """Write all rows; return the lines that could still be taken back, and the count."""
        checked_targets((target,), (KIND,))
        today, (lines, row) = self._desk.today(), source
        book, fresh, count = begin_list(title, fact, columns, created=today), [], 0
        with self._desk.database.read() as tx:
            for line in lines(tx):
                book.add(row(line))
                count += 1
                if not line.left_screen and day_of(line.registered_ms) == today:
                    fresh.append(line)  # only today's numbers can go back (design §4)
        write_whole(target, book.finished())
        return tuple(fresh), count

    def _mark_left(self, came: tuple[Incoming, ...], went: tuple[Outgoing, ...]) -> None:
        if not (came or went):
            return
        command = self._desk.command("exporting.left", "Xuất danh sách đang xem")
        with self._desk.database.begin(command, undoable=False) as tx:
            for line in came:
                tx.incoming.save(replace(line, left_screen=True), line)
            for sent in went:
                tx.outgoing.save(replace(sent, left_screen=True), sent)


def _walked(page: Callable[[int], ListPage[Line]], progress: Progress) -> Iterator[Line]:
    """Yield the rows of a list, a stretch at a time."""
    offset, total = 0, 1
    while offset < total:
        stretch = page(offset)
        total = stretch.total
        if total > MOST_ROWS:
            raise BadValue("target", f"Danh sách có {total} dòng, Excel chỉ nhận {MOST_ROWS}.")
        progress.step(offset, total, f"Đang xuất dòng {offset + 1} trong {total}")
        yield from stretch.rows
        if not stretch.rows:
            return
        offset += len(stretch.rows)


def _incoming_row(line: Incoming) -> list[Value]:
    direction = line.direction
    handler = line.handler or (direction.lead_unit if direction else "")
    if line.is_secret:
        return [line.arrival_code, line.arrival_date, *[None] * 4, SECRET, *[None] * 6]
    return [
        line.arrival_code,
        line.arrival_date,
        line.number_symbol,
        line.issued_date,
        line.organ_name,
        line.type_name,
        line.subject,
        line.signer.full_name,
        line.due_date,
        handler,
        VALUES["status"][line.status.value],
        line.done_date,
        line.description or line.cancel_reason or line.return_reason,
    ]


def _outgoing_row(line: Outgoing) -> list[Value]:
    to = [*line.addressees, *(each.name for each in line.recipients)]
    return [
        line.number_symbol,
        line.issued_date,
        line.type_name,
        line.subject,
        line.signer.full_name,
        "; ".join(dict.fromkeys(to)),
        line.issued_amount,
        line.archive_holder,
        VALUES["status"][line.status.value],
        line.description or line.cancel_reason or line.recall_reason,
    ]


def _fact(query: ListQuery, today: date) -> str:
    """Return what the list was narrowed by, as its second line says."""
    parts = [f"Năm {query.year}" if query.year else "Mọi năm"]
    if query.text:
        parts.append(f"tìm “{query.text}”, nhiều nhất {COUNT_CAP} dòng mới nhất")
    if query.only is not ListFilter.ALL:
        parts.append(CHIPS[query.only])
    return f"{', '.join(parts)}. Xuất ngày {long_date(today)}."
