"""The board of a regime on paper: which units sent their report, when, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.issuers import Issuer
from wardapp.core.printout import Align, PrintCell, PrintColumn, Printout, PrintTable, PrintText
from wardapp.core.regime_views import BoardRow, ReportBoard, UnitHistory
from wardapp.core.regimes import DUTY_NAMES, DutyState
from wardapp.reports.heads import motto, own_header

_COLUMNS = (
    PrintColumn(key="no", head="TT", width_mm=11, align=Align.CENTER),
    PrintColumn(key="unit", head="Đơn vị", width_mm=62),
    PrintColumn(key="state", head="Tình trạng", width_mm=30),
    PrintColumn(key="received", head="Ngày nhận", width_mm=26, align=Align.CENTER),
    PrintColumn(key="late", head="Số ngày chậm", width_mm=20, align=Align.CENTER),
    PrintColumn(key="resent", head="Số lần gửi lại", width_mm=20, align=Align.CENTER),
    PrintColumn(key="doubts", head="Chỗ chờ xem", width_mm=20, align=Align.CENTER),
    PrintColumn(key="reminded", head="Đã nhắc", width_mm=32),
    PrintColumn(key="note", head="Ghi chú", width_mm=44),
)
_HISTORY = (
    PrintColumn(key="no", head="TT", width_mm=11, align=Align.CENTER),
    PrintColumn(key="unit", head="Đơn vị", width_mm=70),
    PrintColumn(key="expected", head="Số kỳ phải gửi", width_mm=28, align=Align.CENTER),
    PrintColumn(key="on_time", head="Đúng hạn", width_mm=28, align=Align.CENTER),
    PrintColumn(key="rate", head="Tỷ lệ đúng hạn (%)", width_mm=32, align=Align.CENTER),
)


def board_printout(
    board: ReportBoard,
    issuer: Issuer,
    history: Sequence[UnitHistory] = (),
    *,
    only_late: bool = False,
) -> Printout:
    """Return the board as a paper; `only_late` leaves the units out that sent theirs."""
    rows = [row for row in board.rows if not only_late or row.state is DutyState.LATE]
    counts, period = board.counts, board.period
    said = (
        f"Phải gửi {counts.expected} đơn vị; đã nhận {counts.received}, trong đó đúng hạn "
        f"{counts.on_time}, muộn {counts.came_late}; chưa gửi {counts.missing}; được miễn "
        f"{counts.excused}."
    )
    tables = [_board_table(rows)]
    if history and not only_late:
        tables.append(_history_table(history))
    title = "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO" if only_late else "THEO DÕI BÁO CÁO CỦA CÁC ĐƠN VỊ"
    return Printout(
        file_stem=f"theo-doi-bao-cao-{period.id}",
        title=title,
        reference=f"{board.regime.title}, {period.label}",
        subtitle=f"Hạn gửi {long_date(period.due_date)}, tính đến ngày {long_date(board.today)}",
        top_left=own_header(issuer),
        top_right=motto(issuer, board.today),
        tables=tuple(tables),
        texts=(PrintText(title="", lines=(said,)),),
        landscape=True,
        footer="theo dõi báo cáo",
    )


def _board_table(rows: Sequence[BoardRow]) -> PrintTable:
    return PrintTable(
        key="board",
        title="",
        columns=_COLUMNS,
        rows=tuple(_board_row(at, row) for at, row in enumerate(rows, start=1)),
    )


def _board_row(number: int, row: BoardRow) -> tuple[PrintCell, ...]:
    note = row.excused or ("nhận không qua tệp" if row.is_on_paper else "")
    values = (
        number,
        row.unit_name,
        DUTY_NAMES[row.state],
        long_date(row.received_on) if row.received_on else None,
        row.days_late or None,
        row.corrections or None,
        row.open_doubts or None,
        ", ".join(_day(day) for day in row.reminded_on) or None,
        note or None,
    )
    return tuple(PrintCell(value=value) for value in values)


def _history_table(history: Sequence[UnitHistory]) -> PrintTable:
    rows = tuple(
        tuple(
            PrintCell(value=value)
            for value in (number, each.unit_name, each.expected, each.on_time, each.rate)
        )
        for number, each in enumerate(history, start=1)
    )
    return PrintTable(key="history", title="Các kỳ gần đây", columns=_HISTORY, rows=rows)


def _day(day: date) -> str:
    return long_date(day)
