"""How files, returns and doubts look in the lists of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import short_date
from wardapp.core.forms import FormValue
from wardapp.core.returns import (
    NOTED,
    CellPlace,
    DoubtKind,
    ReturnDoubt,
    ReturnState,
    SettleChoice,
    UnitReturn,
)
from wardapp.services.return_planning import Rehearsed
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook

KIND_NAMES = {
    DoubtKind.UNREADABLE: "Không đọc được",
    DoubtKind.UNPLACED: "Chưa rõ ô nào",
    DoubtKind.AMBIGUOUS: "Hai chỗ, một ô",
    DoubtKind.MENDED: "Đã tự sửa",
    DoubtKind.FORMULA: "Công thức",
    DoubtKind.CHECK: "Trái quy tắc",
    DoubtKind.FILE: "Cả tệp",
}
ASKED = {
    "unit_id": "Chọn đơn vị",
    "period_id": "Chọn mẫu, kỳ",
    "same_unit": "Đã có bản khác",
    "file": "Không nhận được",
    "received_on": "Xem lại ngày",
}
SETTLED = {
    SettleChoice.TAKEN: "Đã lấy",
    SettleChoice.TYPED: "Đã ghi",
    SettleChoice.LEFT: "Đã bỏ ra",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: a file that waits, or a return that was kept."""

    board: ReturnsBoard
    today: date
    waiting: Rehearsed | None = None
    returned: UnitReturn | None = None

    @property
    def name(self) -> str:
        """Return the unit's name, as far as it is known."""
        if self.returned is not None:
            return self.board.unit_name(self.returned.unit_id)
        proposal = self.waiting.wish.proposal if self.waiting else None
        unit = self.waiting.wish.unit_id if self.waiting else None
        if proposal is None:
            return ""
        known = self.board.unit_name(unit or proposal.unit_id)
        return known or proposal.unit_words or "Chưa rõ đơn vị"

    @property
    def doubts(self) -> tuple[ReturnDoubt, ...]:
        """Return its doubts, open ones first."""
        source = self.returned or (self.waiting.wish.proposal if self.waiting else None)
        found = source.doubts if source is not None else ()
        return tuple(sorted(found, key=lambda each: bool(each.settled)))


def lines_of(
    board: ReturnsBoard, waiting: tuple[Rehearsed, ...], today: date
) -> list[Line | GroupRow]:
    """Return the rows of the list under their headings."""
    groups: list[tuple[str, str, list[Line]]] = [
        ("Chờ nhận", "accent", [Line(board, today, waiting=each) for each in waiting]),
        ("Chờ xem lại", "warn", _of(board, today, ReturnState.WAITING)),
        ("Đã nhận", "text", _of(board, today, ReturnState.ACCEPTED)),
        (
            "Đã thay, đã trả lại",
            "text3",
            _of(board, today, ReturnState.REPLACED) + _of(board, today, ReturnState.REFUSED),
        ),
    ]
    rows: list[Line | GroupRow] = []
    for title, tone, lines in groups:
        if lines:
            rows += [GroupRow(title, str(len(lines)), tone), *lines]
    return rows


def _of(board: ReturnsBoard, today: date, state: ReturnState) -> list[Line]:
    order = {unit.id: at for at, unit in enumerate(board.units)}
    found = [each for each in board.returns if each.state is state]
    found.sort(key=lambda each: order.get(each.unit_id, len(order)))
    return [Line(board, today, returned=each) for each in found]


def columns() -> tuple[Column[Line], ...]:
    """Return the columns of the list."""
    return (
        Column("Đơn vị, tệp", 0, _who),
        Column("Ngày nhận", 92, _when),
        Column("Tình trạng", 158, _state),
    )


def look_of(line: Line) -> RowLook:
    """Return how a row as a whole looks."""
    if line.returned is None:
        return RowLook.NEW
    dead = {ReturnState.REPLACED, ReturnState.REFUSED}
    return RowLook.DONE if line.returned.state in dead else RowLook.NORMAL


def _who(line: Line) -> Cell:
    file = line.returned.file.name if line.returned else ""
    if line.waiting is not None:
        file = line.waiting.wish.proposal.file
    return Cell(first=line.name, second=file)


def _when(line: Line) -> Cell:
    if line.returned is None:
        return Cell()
    late = line.returned.received_on > line.board.period.due_date
    words = short_date(line.returned.received_on, line.today)
    return Cell(first=words, second="muộn" if late else "", tone="danger" if late else "text")


def _state(line: Line) -> Cell:
    if line.waiting is not None:
        return _readiness(line.waiting)
    returned = line.returned
    if returned is None:
        return Cell()
    match returned.state:
        case ReturnState.WAITING:
            count = len(returned.open_doubts)
            return Cell(first=f"{count} chỗ cần xem", tone="warn", is_badge=True)
        case ReturnState.ACCEPTED:
            notes = len(returned.doubts)
            second = f"{notes} lưu ý" if notes else ""
            return Cell(first="Đã nhận", second=second, has_tick=True)
        case ReturnState.REPLACED:
            return Cell(first="Đã có bản thay", tone="text3")
        case _:
            return Cell(first="Đã trả lại", second=returned.note, tone="text3")


def _readiness(waiting: Rehearsed) -> Cell:
    if waiting.field:
        tone = "danger" if waiting.field == "file" else "warn"
        return Cell(first=ASKED.get(waiting.field, "Xem lại"), tone=tone, is_badge=True)
    if not waiting.is_new:
        return Cell(first="Đã nhận trước đây", tone="text3")
    doubts = sum(not each.settled for each in waiting.wish.proposal.doubts)
    second = f"{doubts} chỗ cần xem" if doubts else "đọc đủ"
    return Cell(first="Nhận được", second=second, has_tick=True)


# ---- doubts ----------------------------------------------------------------------------------


def doubt_columns() -> tuple[Column[ReturnDoubt], ...]:
    """Return the columns of the doubts."""
    return (
        Column("Chỗ", 118, _doubt_place),
        Column("Chữ trong tệp", 0, _doubt_words),
        Column("Quyết định", 112, _doubt_choice),
    )


def doubt_look(doubt: ReturnDoubt) -> RowLook:
    """Return how a doubt looks."""
    return RowLook.DONE if doubt.settled else RowLook.NORMAL


def _doubt_place(doubt: ReturnDoubt) -> Cell:
    return Cell(first=doubt.place.cell or "Cả tệp", second=doubt.place.sheet)


def _doubt_words(doubt: ReturnDoubt) -> Cell:
    return Cell(first=doubt.raw or doubt.sentence, second=KIND_NAMES[doubt.kind])


def _doubt_choice(doubt: ReturnDoubt) -> Cell:
    if not doubt.settled:
        return Cell(first="Chờ xem", tone="warn", is_badge=True)
    is_rule = doubt.kind is DoubtKind.CHECK and doubt.chosen is None and not doubt.reason
    if is_rule or doubt.reason == NOTED:
        return Cell(first="Lưu ý", tone="text3")
    words = SETTLED[SettleChoice(doubt.settled)]
    return Cell(first=words, second=shown(doubt.chosen) or doubt.reason, tone="text2")


def shown(value: FormValue) -> str:
    """Return a value as papers write it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:,}".replace(",", ".")


def place_words(place: CellPlace) -> str:
    """Return where something stood: file, sheet, cell."""
    return " · ".join(part for part in (place.file, place.sheet, place.cell) if part)
