"""How a unit looks on the board of reports, and in the pane beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.regime_views import BoardCounts, BoardRow, ReportBoard, UnitHistory
from wardapp.core.regimes import DUTY_NAMES, DutyState
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.widgets.deed_pane import PaneLine

MARKS = {
    DutyState.ON_TIME: "●",
    DutyState.CORRECTED: "●",
    DutyState.WAITING: "●",
    DutyState.CAME_LATE: "◐",
    DutyState.LATE: "○",
    DutyState.EXPECTED: "·",
    DutyState.EXCUSED: "–",
    None: "–",
}
"""How a period of the history is drawn: in time, late, never came, not expected."""
TONES = {
    DutyState.ON_TIME: "ok",
    DutyState.CORRECTED: "ok",
    DutyState.WAITING: "warn",
    DutyState.CAME_LATE: "warn",
    DutyState.LATE: "danger",
    DutyState.EXPECTED: "mute",
    DutyState.EXCUSED: "mute",
}
NARROW_DROPS = ("Chờ xem", "12 kỳ gần đây")
Histories = Mapping[RecordId, UnitHistory]


def columns(
    today: date, histories: Histories, *, is_narrow: bool = False
) -> tuple[Column[BoardRow], ...]:
    """Return the columns of the board; a narrow one leaves out what the pane tells as well."""

    def received(row: BoardRow) -> Cell:
        if row.received_on is None:
            return Cell(first="", tone="text3")
        late = f"muộn {row.days_late} ngày" if row.days_late else "đúng hạn"
        return Cell(first=short_date(row.received_on, today), second=late)

    def reminded(row: BoardRow) -> Cell:
        if not row.reminded_on:
            return Cell(first="")
        times = f"{len(row.reminded_on)} lần" if len(row.reminded_on) > 1 else ""
        return Cell(first=short_date(row.reminded_on[-1], today), second=times)

    def kept(row: BoardRow) -> Cell:
        history = histories.get(row.unit_id)
        if history is None or history.rate is None:
            return Cell(first="")
        return Cell(
            first=f"{history.rate}% đúng hạn",
            second="".join(MARKS[state] for state in history.states),
        )

    every: tuple[Column[BoardRow], ...] = (
        Column("Đơn vị", 0, _unit),
        Column("Tình trạng", 148, _state),
        Column("Ngày nhận", 118, received),
        Column("Chờ xem", 76, lambda row: Cell(first=str(row.open_doubts or ""), is_right=True)),
        Column("Đã nhắc", 92, reminded),
        Column("12 kỳ gần đây", 160, kept),
    )
    return tuple(each for each in every if not is_narrow or each.head not in NARROW_DROPS)


def look_of(row: BoardRow) -> RowLook:
    """Return how the row as a whole looks."""
    return RowLook.DONE if row.state is DutyState.EXCUSED else RowLook.NORMAL


def counts_line(counts: BoardCounts) -> str:
    """Return the counts in words for the header."""
    parts = [f"{counts.received}/{counts.expected} đã nhận"]
    if counts.on_time:
        parts.append(f"{counts.on_time} đúng hạn")
    if counts.came_late:
        parts.append(f"{counts.came_late} muộn")
    if counts.missing:
        parts.append(f"{counts.missing} chưa gửi")
    if counts.corrected:
        parts.append(f"{counts.corrected} gửi lại")
    if counts.waiting:
        parts.append(f"{counts.waiting} chờ xem")
    if counts.excused:
        parts.append(f"{counts.excused} được miễn")
    return " · ".join(parts)


def pane_line(
    row: BoardRow, board: ReportBoard, history: UnitHistory | None, past: tuple[Period, ...]
) -> PaneLine:
    """Return what the pane says of a unit."""
    states = history.states if history else ()
    told = [
        (period.label, _told(state))
        for period, state in reversed(tuple(zip(past, states, strict=False)))
    ]
    rate = f"{history.on_time}/{history.expected} kỳ đúng hạn" if history else ""
    return PaneLine(
        number=board.period.label,
        state=DUTY_NAMES[row.state],
        tone=TONES[row.state],
        words=row.unit_name,
        facts=(
            ("Hạn gửi", long_date(board.period.due_date)),
            ("Ngày nhận", _received(row)),
            ("Chậm", f"{row.days_late} ngày" if row.days_late else ""),
            ("Gửi lại", f"{row.corrections} lần" if row.corrections else ""),
            ("Chỗ chờ xem", str(row.open_doubts) if row.open_doubts else ""),
            ("Đã nhắc", ", ".join(long_date(day) for day in row.reminded_on)),
            ("Được miễn vì", row.excused),
            ("Nếp gửi", rate),
            *told,
        ),
    )


def _unit(row: BoardRow) -> Cell:
    notes = [row.excused, "nhận không qua tệp" if row.is_on_paper else ""]
    return Cell(first=row.unit_name, second=" · ".join(note for note in notes if note))


def _state(row: BoardRow) -> Cell:
    words = DUTY_NAMES[row.state]
    if row.state is DutyState.LATE:
        return Cell(first=words, second=f"chậm {row.days_late} ngày", tone="danger", is_badge=True)
    if row.state in {DutyState.ON_TIME, DutyState.CORRECTED}:
        return Cell(first=words, has_tick=True)
    tone = "warn" if row.state in {DutyState.WAITING, DutyState.CAME_LATE} else "text2"
    return Cell(first=words, tone=tone, is_badge=row.state is DutyState.WAITING)


def _received(row: BoardRow) -> str:
    if row.received_on is None:
        return ""
    how = " (không qua tệp)" if row.is_on_paper else ""
    return f"{long_date(row.received_on)}{how}"


def _told(state: DutyState | None) -> str:
    return DUTY_NAMES[state].lower() if state is not None else "không phải gửi"
