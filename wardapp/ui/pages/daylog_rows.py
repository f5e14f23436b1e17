"""How lines of the log are said: columns, headings of days, what a shorthand was understood as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from wardapp.core.clock import day_of
from wardapp.core.dates import short_date, time_text, weekday_name
from wardapp.core.daylog import ContentGroup, LogChannel, LogEntry, LogLine
from wardapp.core.forms import CellKey
from wardapp.ui.listing.cells import Cell, Column, GroupRow

EVERYWHERE = "*"
NARROW_DROPS = ("Nhóm", "Tổ DP")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the page must know before it can say lines: channels, groups, number of units."""

    channels: tuple[LogChannel, ...] = ()
    groups: tuple[ContentGroup, ...] = ()
    units: int = 0

    @property
    def open_channels(self) -> tuple[LogChannel, ...]:
        """Return the channels that take new lines."""
        return tuple(each for each in self.channels if each.active)

    @property
    def open_groups(self) -> tuple[ContentGroup, ...]:
        """Return the groups that take new lines."""
        return tuple(each for each in self.groups if each.active)

    def is_open(self, entry: LogEntry) -> tuple[bool, bool]:
        """Return whether channel and group of an entry take new lines."""
        channels = {each.code for each in self.open_channels}
        groups = {"", *(each.code for each in self.open_groups)}
        return entry.channel in channels, entry.group in groups

    def channel(self, code: str) -> LogChannel | None:
        """Return a channel by its code, None when the catalogue dropped it."""
        return next((each for each in self.channels if each.code == code), None)

    def channel_name(self, code: str) -> str:
        """Return the name of a channel, its code when nobody knows it."""
        found = self.channel(code)
        return found.name if found else code


@dataclass(frozen=True, slots=True)
class CellLines:
    """A cell of a report whose lines the page is to show: what Báo cáo sends the clerk with."""

    form_id: str
    period_id: str
    key: CellKey
    label: str  # "A3 · Thực hiện"


def whole(count: int) -> str:
    """Return a count with dots: 3.120."""
    return f"{count:,}".replace(",", ".")


def columns(ground: Ground, *, is_narrow: bool = False) -> tuple[Column[LogLine], ...]:
    """Return the columns of the list; a narrow one leaves group and places to the card."""
    every: tuple[Column[LogLine], ...] = (
        Column("Giờ", 52, lambda line: Cell(first=time_of(line), tone="text3")),
        Column("Kênh", 148, lambda line: _channel_cell(line, ground)),
        Column("Nội dung", 0, lambda line: Cell(first=line.content)),
        Column("Nhóm", 52, lambda line: Cell(first=line.group, tone="text3")),
        Column("Số lượng", 86, lambda line: _amount_cell(line, ground), is_right=True),
        Column("Tiếp cận", 88, lambda line: _reach_cell(line, ground), is_right=True),
        Column("Tổ DP", 56, lambda line: _right(places_of(line, ground.units)), is_right=True),
        Column("Tệp", 42, _evidence_cell, is_right=True),
    )
    return tuple(each for each in every if not is_narrow or each.head not in NARROW_DROPS)


def _right(text: str) -> Cell:
    return Cell(first=text, tone="text3", is_right=True)


def _channel_cell(line: LogLine, ground: Ground) -> Cell:
    channel = ground.channel(line.channel)
    return Cell(first=ground.channel_name(line.channel), icon=channel.icon if channel else "info")


def _amount_cell(line: LogLine, ground: Ground) -> Cell:
    channel = ground.channel(line.channel)
    unit = channel.unit.split(",")[0] if channel else ""
    return Cell(first=f"{whole(line.amount)} {unit}".strip(), is_right=True)


def _reach_cell(line: LogLine, ground: Ground) -> Cell:
    if line.reach is None:
        return _right("")
    channel = ground.channel(line.channel)
    unit = (
        channel.reach_label if channel and channel.reach_label in {"hộ", "hộ dự", "người"} else ""
    )
    return _right(f"{whole(line.reach)} {unit}".strip())


def _evidence_cell(line: LogLine) -> Cell:
    count = len(line.attachments) + len(line.evidence_links)
    return Cell(first=str(count), tone="text3" if count else "warn", is_right=True)


def time_of(line: LogLine) -> str:
    """Return the time of a line: as typed, else when it was written down the same day."""
    if line.time:
        return line.time
    return time_text(line.registered_ms) if day_of(line.registered_ms) == line.day else ""


def places_of(entry: LogEntry, units: int) -> str:
    """Return how many of the units an entry covers: `3/24`."""
    if not entry.places:
        return ""
    if EVERYWHERE in entry.places:
        return f"{units}/{units}" if units else "cả phường"
    return f"{len(entry.places)}/{units}" if units else str(len(entry.places))


def grouped(lines: Iterable[LogLine], today: date) -> list[LogLine | GroupRow]:
    """Return the lines with a heading over each day that says how much it holds."""
    rows: list[LogLine | GroupRow] = []
    for day, found in groupby(lines, key=lambda line: line.day):
        of_day = tuple(found)
        items = sum(line.amount for line in of_day)
        count = f"{len(of_day)} dòng" + (f", {whole(items)} lượt" if items != len(of_day) else "")
        rows.append(GroupRow(day_title(day, today), count))
        rows.extend(of_day)
    return rows


def day_title(day: date, today: date) -> str:
    """Return a day as a heading: `Hôm nay, Thứ Sáu 05/6`."""
    words = f"{weekday_name(day)} {short_date(day, today)}"
    near = {today: "Hôm nay", today - timedelta(days=1): "Hôm qua"}
    return f"{near[day]}, {words}" if day in near else words


def day_words(day: date, today: date) -> str:
    """Return a day as the entry card shows it: `hôm nay`, `hôm qua`, `02/6`."""
    near = {today: "hôm nay", today - timedelta(days=1): "hôm qua"}
    return near.get(day) or short_date(day, today)


def understood(entry: LogEntry, ground: Ground, today: date) -> str:
    """Return what a line typed in one go was understood as."""
    channel = ground.channel(entry.channel)
    parts = [
        ground.channel_name(entry.channel),
        f"{whole(entry.amount)} {channel.unit.split(',')[0] if channel else ''}".strip(),
    ]
    if entry.day != today:
        parts.append(day_title(entry.day, today))
    parts += [] if entry.reach is None else [f"tiếp cận {whole(entry.reach)}"]
    parts += [] if entry.interactions is None else [f"{whole(entry.interactions)} tương tác"]
    parts += [] if entry.minutes is None else [f"{entry.minutes} phút"]
    parts += [text for text in (entry.time, entry.group and f"nhóm {entry.group}") if text]
    if entry.places:
        everywhere = EVERYWHERE in entry.places
        parts.append("tất cả các tổ" if everywhere else f"tổ {', '.join(entry.places)}")
    parts += [f"{len(entry.evidence_links)} liên kết"] if entry.evidence_links else []
    parts += [f"ghi chú {entry.note}"] if entry.note else []
    return "Hiểu là: " + " · ".join(parts)
