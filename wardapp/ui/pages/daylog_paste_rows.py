"""How pasted lines are said in a list: what each became, what is doubtful in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wardapp.core.dates import short_date
from wardapp.core.log_paste import PastedLine, PastedLog, PasteKind
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.pages.daylog_rows import Ground, places_of, whole
from wardapp.ui.pages.daylog_typed import places_words

KINDS = {
    PasteKind.TABLE: "bảng",
    PasteKind.CHAT: "tin nhắn",
    PasteKind.LINES: "các dòng chữ",
}
SHOWN_ALL, SHOWN_BLOCKED, SHOWN_DOUBTFUL, SHOWN_LEFT = "all", "blocked", "doubtful", "left"
NARROW_DROPS = ("Tiếp cận", "Tổ DP")
LineAt = Callable[[int], PastedLine]


def columns(
    line_at: LineAt, ground: Ground, today: date, *, is_narrow: bool = False
) -> tuple[Column[int], ...]:
    """Return the columns; a row is the place of a line among all that were pasted."""
    every: tuple[Column[int], ...] = (
        Column("Dòng", 46, lambda at: Cell(first=_number(line_at(at)), tone="text3")),
        Column("Sẽ làm", 92, lambda at: state_cell(line_at(at))),
        Column("Ngày", 58, lambda at: _day(line_at(at), today)),
        Column("Kênh", 154, lambda at: _channel(line_at(at), ground)),
        Column("Nội dung", 0, lambda at: _content(line_at(at))),
        Column("Số lượng", 98, lambda at: _amount(line_at(at), ground), is_right=True),
        Column("Tiếp cận", 70, lambda at: _reach(line_at(at)), is_right=True),
        Column("Tổ DP", 54, lambda at: _places(line_at(at), ground), is_right=True),
    )
    return tuple(each for each in every if not is_narrow or each.head not in NARROW_DROPS)


def look_of(line: PastedLine) -> RowLook:
    """Return how a row looks: what is not written is grey."""
    return RowLook.NORMAL if line.wanted and line.entry is not None else RowLook.DONE


def state_cell(line: PastedLine) -> Cell:
    """Return whether a line will be written."""
    if line.entry is None or not line.wanted:
        return Cell(first="Không ghi", tone="text3")
    if line.is_blocked:
        return Cell(first="Cần sửa", tone="danger", is_badge=True)
    if line.doubts:
        return Cell(first="Xem lại", tone="warn", is_badge=True)
    return Cell(first="Sẽ ghi", has_tick=True)


def fits(line: PastedLine, shown: str) -> bool:
    """Return whether a line belongs to what the chips ask for."""
    match shown:
        case "blocked":
            return line.wanted and line.is_blocked
        case "doubtful":
            return line.will_be_written and bool(line.doubts)
        case "left":
            return not line.wanted or line.entry is None
        case _:
            return True


def summary(log: PastedLog, lines: list[PastedLine]) -> str:
    """Return what was read, in a sentence."""
    where = f"Đọc từ {log.origin}" if log.origin else f"Đọc như {KINDS[log.kind]}"
    parts = [f"{where}: {whole(sum(len(each.numbers) for each in lines))} dòng."]
    if log.senders:
        parts.append(f"Đã bỏ tên {log.senders} người gửi.")
    if log.unused:
        parts.append(f"Cột không dùng đến: {', '.join(log.unused)}.")
    return " ".join(parts)


def _number(line: PastedLine) -> str:
    first, last = line.numbers[0], line.numbers[-1]
    return str(first) if first == last else f"{first}-{last}"


def _day(line: PastedLine, today: date) -> Cell:
    return Cell(first=short_date(line.entry.day, today) if line.entry else "")


def _channel(line: PastedLine, ground: Ground) -> Cell:
    if line.entry is None:
        return Cell()
    channel = ground.channel(line.entry.channel)
    if channel is None:
        return Cell(first="Chưa rõ", tone="danger")
    return Cell(first=channel.name, icon=channel.icon)


def _content(line: PastedLine) -> Cell:
    said = " ".join(each.sentence for each in line.doubts)
    words = line.entry.content if line.entry and line.entry.content else line.source
    return Cell(first=words, second=said or _rest(line), tone="text" if line.entry else "text3")


def _rest(line: PastedLine) -> str:
    entry = line.entry
    if entry is None:
        return ""
    parts = [
        entry.time,
        "" if entry.reach is None else f"tiếp cận {whole(entry.reach)}",
        f"tổ {places_words(entry.places)}" if entry.places else "",
        entry.group and f"nhóm {entry.group}",
        "" if entry.minutes is None else f"{entry.minutes} phút",
        "" if entry.interactions is None else f"{whole(entry.interactions)} tương tác",
        f"{len(entry.evidence_links)} liên kết" if entry.evidence_links else "",
        entry.note and f"ghi chú: {entry.note}",
    ]
    return " · ".join(part for part in parts if part)


def _amount(line: PastedLine, ground: Ground) -> Cell:
    if line.entry is None:
        return Cell(is_right=True)
    channel = ground.channel(line.entry.channel)
    unit = channel.unit.split(",")[0] if channel else ""
    return Cell(first=f"{whole(line.entry.amount)} {unit}".strip(), is_right=True)


def _reach(line: PastedLine) -> Cell:
    count = line.entry.reach if line.entry else None
    return Cell(first="" if count is None else whole(count), tone="text3", is_right=True)


def _places(line: PastedLine, ground: Ground) -> Cell:
    words = places_of(line.entry, ground.units) if line.entry else ""
    return Cell(first=words, tone="text3", is_right=True)
