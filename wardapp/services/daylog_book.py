"""The log as a table on paper or in Excel: what a query of the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from wardapp.core.dates import long_date
from wardapp.core.daylog import LogChannel, LogLine, LogQuery
from wardapp.core.printout import Align, PrintCell, PrintColumn, Printout, PrintTable
from wardapp.services.daylog import Daylog
from wardapp.services.daylog_lines import EVERYWHERE

STRETCH = 500
FILE_STEM = "Nhat ky truyen thong"
COLUMNS = (
    PrintColumn(key="day", head="Ngày", width_mm=21),
    PrintColumn(key="time", head="Giờ", width_mm=13),
    PrintColumn(key="channel", head="Kênh", width_mm=34),
    PrintColumn(key="content", head="Nội dung", width_mm=74),
    PrintColumn(key="group", head="Nhóm", width_mm=13),
    PrintColumn(key="amount", head="Số lượng", width_mm=16, align=Align.RIGHT, number_format="0"),
    PrintColumn(key="unit", head="Đơn vị tính", width_mm=20),
    PrintColumn(key="minutes", head="Phút", width_mm=12, align=Align.RIGHT, number_format="0"),
    PrintColumn(key="reach", head="Tiếp cận", width_mm=17, align=Align.RIGHT, number_format="0"),
    PrintColumn(
        key="interactions", head="Tương tác", width_mm=17, align=Align.RIGHT, number_format="0"
    ),
    PrintColumn(key="places", head="Tổ dân phố", width_mm=24),
    PrintColumn(key="evidence", head="Minh chứng", width_mm=34),
    PrintColumn(key="note", head="Ghi chú", width_mm=24),
)


def lines_of(daylog: Daylog, query: LogQuery) -> tuple[LogLine, ...]:
    """Return every line that a query shows, newest day first."""
    lines: list[LogLine] = []
    while True:
        page = daylog.page(query, len(lines), STRETCH)
        lines.extend(page.rows)
        if len(page.rows) < STRETCH:
            return tuple(lines)


def log_printout(daylog: Daylog, lines: Iterable[LogLine], subtitle: str) -> Printout:
    """Return lines of the log as a printout, oldest first, as a book is read."""
    channels = {each.code: each for each in daylog.ground().channels}
    ordered = sorted(lines, key=lambda line: (line.day, line.time, line.registered_ms))
    return Printout(
        file_stem=FILE_STEM,
        title="NHẬT KÝ TRUYỀN THÔNG",
        subtitle=subtitle,
        tables=(
            PrintTable(
                key="nhat-ky",
                title="",
                columns=COLUMNS,
                rows=tuple(_row(line, channels.get(line.channel)) for line in ordered),
            ),
        ),
    )


def _row(line: LogLine, channel: LogChannel | None) -> tuple[PrintCell, ...]:
    values: tuple[str | int | Decimal | None, ...] = (
        long_date(line.day),
        line.time,
        channel.name if channel else line.channel,
        line.content,
        line.group,
        line.amount,
        channel.unit if channel else "",
        line.minutes,
        line.reach,
        line.interactions,
        "tất cả" if EVERYWHERE in line.places else ", ".join(line.places),
        _evidence(line),
        line.note,
    )
    return tuple(PrintCell(value=value) for value in values)


def _evidence(line: LogLine) -> str:
    return "; ".join((*line.evidence_links, *(each.name for each in line.attachments)))
