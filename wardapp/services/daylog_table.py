"""Pasted cells of Excel, or the rows of a file, become entries of the log."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from typing import Any

from wardapp.core.daylog import LogEntry
from wardapp.core.errors import BadValue
from wardapp.core.log_paste import PastedLine, PasteDoubt
from wardapp.core.text import fold, one_line
from wardapp.services import daylog_words as words
from wardapp.services.daylog_lines import EVERYWHERE, time_of
from wardapp.services.daylog_sentence import NO_CHANNEL, NO_DAY, Piece, line_of
from wardapp.services.daylog_words import Names

Row = tuple[tuple[int, ...], tuple[str, ...]]
"""The lines a row of cells came from, and its cells."""
TAB = "\t"
MOST_QUOTED_LINES = 40
LONGEST_SHOWN = 60
HEADS: dict[str, tuple[str, ...]] = {
    "day": ("ngay", "ngay thang", "thoi gian", "ngay thuc hien", "ngay dang", "ngay, thang"),
    "time": ("gio", "gio dang", "thoi diem"),
    "channel": ("kenh", "hinh thuc", "kenh hinh thuc", "kenh/hinh thuc", "hinh thuc tuyen truyen",
                "kenh truyen thong", "loai hinh", "kenh tuyen truyen"),
    "content": ("noi dung", "noi dung tuyen truyen", "tieu de", "ten bai", "noi dung thuc hien",
                "tin bai", "ten tin bai", "chu de"),
    "group": ("nhom", "nhom noi dung", "ma nhom"),
    "amount": ("so luong", "so tin", "so bai", "sl", "so tin bai", "so cuoc", "thuc hien"),
    "minutes": ("phut", "so phut", "thoi luong", "thoi luong phut"),
    "reach": ("tiep can", "luot tiep can", "nguoi du", "so nguoi", "luot xem", "so nguoi du",
              "luot tiep can/nguoi du", "luot tiep can nguoi du", "so ho", "nguoi tham du"),
    "interactions": ("tuong tac", "luot tuong tac", "like", "luot thich"),
    "places": ("to dan pho", "tdp", "to dp", "dia ban", "so tdp", "to"),
    "evidence_links": ("minh chung", "link", "lien ket", "link minh chung", "duong dan", "url",
                       "link/minh chung"),
    "note": ("ghi chu", "luu y"),
    "": ("stt", "tt", "don vi tinh", "dvt", "so tt"),
}  # fmt: skip
_KEYS = {head: name for name, heads in HEADS.items() for head in heads}
_LEAST_HEADS = 2
_COUNT_NAMES = ("amount", "minutes", "reach", "interactions")
_COUNT = re.compile(r"(?P<count>\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,]0+)?(?: ?[^\W\d][\w ]{0,20})?")
_SUM = re.compile(r"(?:tong cong|tong so|cong|tong)(?: .*)?")
HEAD_LINE = "Dòng tên cột, không ghi."
EMPTY_LINE = "Dòng không có chữ."
SUM_LINE = "Dòng cộng, không ghi."
DAY_LINE = "Dòng ngày: các dòng sau theo ngày này."


def has_cells(lines: list[tuple[int, str]]) -> bool:
    """Return whether the text is a table: half of its lines hold tabs."""
    tabbed = sum(TAB in text.strip() for _number, text in lines)
    return tabbed * 2 >= len(lines) > 0 and tabbed > 0


def rows_of(text: str) -> list[Row]:
    """Return pasted text as rows of cells; a cell in quotes may hold lines, as Excel copies it."""
    lines = text.split("\n")
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=TAB)
        rows, start = [], 0
        for cells in reader:
            if reader.line_num - start > MOST_QUOTED_LINES:
                raise csv.Error
            numbers = tuple(at + 1 for at in range(start, reader.line_num) if lines[at].strip())
            rows.append((numbers, tuple(map(one_line, cells))))
            start = reader.line_num
    except csv.Error:  # a quote that nobody closed: each line for itself
        rows = [((at,), tuple(map(one_line, line.split(TAB))))
                for at, line in enumerate(lines, start=1)]  # fmt: skip
    return [row for row in rows if any(row[1]) or any(lines[at - 1].strip() for at in row[0])]


@dataclass
class Table:
    """Reads the rows of one table in order."""

    names: Names
    today: date
    columns: dict[int, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    unused: dict[int, str] = field(default_factory=dict)
    day: date | None = None

    def read(self, rows: Iterable[Row]) -> list[PastedLine]:
        """Return what each row became; one of a single cell is read as words."""
        return [self._row(numbers, cells) for numbers, cells in rows]

    def _row(self, numbers: tuple[int, ...], cells: tuple[str, ...]) -> PastedLine:
        source = " | ".join(cell for cell in cells if cell)
        if self._take_heads(cells):
            return _left(numbers, source, HEAD_LINE)
        filled = [(at, cell) for at, cell in enumerate(cells) if cell]
        if not filled:
            return _left(numbers, "(các ô trống)", EMPTY_LINE)
        if any(_SUM.fullmatch(fold(cell)) for _at, cell in filled[:2]):
            return _left(numbers, source, SUM_LINE)
        if len(filled) == 1:
            return self._single(numbers, filled[0][1])
        return self._entry(numbers, source, filled)

    def _take_heads(self, cells: tuple[str, ...]) -> bool:
        """Take a row as the names of the columns when it is one."""
        found = {at: _KEYS[fold(cell)] for at, cell in enumerate(cells) if fold(cell) in _KEYS}
        named = [name for name in found.values() if name]
        if len(set(named)) < _LEAST_HEADS or len(found) * 2 < sum(map(bool, cells)):
            return False
        self.columns, self.heads = {}, cells
        for at, name in found.items():
            if name not in self.columns.values() or not name:
                self.columns[at] = name
        return True

    def _single(self, numbers: tuple[int, ...], text: str) -> PastedLine:
        if words.DAY_IN.fullmatch(text.strip(" :")):
            try:
                self.day = words.day_of(text.strip(" :"), self.today)
            except BadValue:
                pass
            else:
                return _left(numbers, text, DAY_LINE)
        return line_of(Piece(numbers=numbers, text=text, day=self.day), self.names, self.today)

    def _entry(
        self, numbers: tuple[int, ...], source: str, filled: list[tuple[int, str]]
    ) -> PastedLine:
        reading = _RowReading(self.names, self.today)
        loose: list[str] = []
        for at, cell in filled:
            name = self.columns.get(at)
            if name:
                reading.take(name, cell)
            elif name is None and self.columns:
                self.unused.setdefault(at, self._head(at))
                reading.doubts.append(
                    PasteDoubt(sentence=f"Không dùng ô “{self._head(at)}”: {cell[:60]}")
                )
            elif name is None:
                loose.append(cell)
        reading.guess(loose)
        entry = reading.entry(self.day)
        return PastedLine(numbers=numbers, source=source, entry=entry, doubts=tuple(reading.doubts))

    def _head(self, at: int) -> str:
        said = self.heads[at] if at < len(self.heads) else ""
        return said or f"cột {at + 1}"


@dataclass
class _RowReading:
    """The cells of one row being read."""

    names: Names
    today: date
    values: dict[str, Any] = field(default_factory=dict)
    doubts: list[PasteDoubt] = field(default_factory=list)

    def take(self, name: str, cell: str) -> None:
        """Read a cell of a known column; what cannot be read is said with the cell's words."""
        try:
            self.values[name] = _READERS[name](cell, self)
        except BadValue as fault:
            shown = cell[:LONGEST_SHOWN]
            sentence = fault.sentence if shown in fault.sentence else f"“{shown}”: {fault.sentence}"
            self.doubts.append(PasteDoubt(sentence=sentence, field=name, blocks=True))

    def guess(self, cells: list[str]) -> None:
        """Read cells without a head: each is what it can only be, the longest words the content."""
        texts = [cell for cell in cells if not self._fits(cell)]
        if texts and "content" not in self.values:
            content = max(texts, key=len)
            texts.remove(content)
            self.values["content"] = content
        if texts:
            said = "; ".join(texts)
            self.values["note"] = "; ".join(filter(None, (self.values.get("note", ""), said)))
            self.doubts.append(PasteDoubt(sentence=f"Đưa vào ghi chú: {said[:80]}", field="note"))

    def _fits(self, cell: str) -> bool:
        for name in ("day", "time", "channel", "evidence_links", "group", "places"):
            if name not in self.values and _IS[name](cell, self):
                self.take(name, cell)
                return True
        found = _COUNT.fullmatch(cell)
        name = next((each for each in ("amount", "reach", "interactions")
                     if each not in self.values), "")  # fmt: skip
        if found and name and cell.replace(".", "").replace(",", "").isdecimal():
            self.values[name] = words.number(found["count"])
            self.doubts.append(PasteDoubt(sentence=f"{_LABELS[name]} đoán theo thứ tự ô.",
                                          field=name))  # fmt: skip
            return True
        return False

    def entry(self, day: date | None) -> LogEntry:
        """Return the entry; what is missing is said."""
        values = self.values
        if not isinstance(values.get("day"), date):
            if day is None and not any(each.field == "day" for each in self.doubts):
                self.doubts.append(PasteDoubt(sentence=NO_DAY, field="day"))
            values["day"] = day or self.today
        if not values.get("channel"):
            self._guess_channel()
        base = LogEntry(day=values["day"], channel=values["channel"], content="")
        return replace(base, **values)

    def _guess_channel(self) -> None:
        guessed = self.names.channel_in(str(self.values.get("content", "")))
        self.values["channel"] = guessed
        if not any(each.field == "channel" for each in self.doubts):
            sentence = "Kênh đoán từ câu." if guessed else NO_CHANNEL
            self.doubts.append(PasteDoubt(sentence=sentence, field="channel", blocks=not guessed))


def _day(cell: str, reading: _RowReading) -> date:
    found = words.DAY_IN.search(cell)
    day = words.day_of(found["day"] if found else cell, reading.today)
    if day is None:
        raise BadValue("day", f"Không hiểu ngày “{cell[:40]}”.")
    time = words.time_in(cell)
    if time and "time" not in reading.values:
        reading.values["time"] = time
    return day


def _time(cell: str, _reading: _RowReading) -> str:
    return words.time_in(cell) or time_of(cell)


def _channel(cell: str, reading: _RowReading) -> str:
    names = reading.names
    found = names.channel_of(cell)
    if not found:
        found = names.channel_in(cell)
        if not found:
            raise BadValue("channel", f"Không có kênh “{cell[:40]}”.")
        reading.doubts.append(
            PasteDoubt(sentence=f"Kênh đoán từ ô “{cell[:40]}”.", field="channel")
        )
    return found


def _group(cell: str, reading: _RowReading) -> str:
    key = fold(cell)
    for group in reading.names.groups:
        if key in {fold(group.code), fold(group.name)} or key.startswith(f"{group.code} "):
            return group.code
    found = words.group_in(f"nhóm {cell}", reading.names.groups)
    if not found:
        raise BadValue("group", f"Không có nhóm “{cell[:40]}”.")
    return found


def _count(name: str) -> Callable[[str, _RowReading], int]:
    def read(cell: str, _reading: _RowReading) -> int:
        found = _COUNT.fullmatch(cell)
        if not found:
            raise BadValue(name, f"{_LABELS[name]} “{cell[:40]}” chưa phải là số nguyên.")
        return words.number(found["count"])

    return read


def _places(cell: str, reading: _RowReading) -> tuple[str, ...]:
    key = fold(cell)
    if key in {"tat ca", "ca phuong", "toan phuong", "het"} or cell.strip() == EVERYWHERE:
        return (EVERYWHERE,)
    found = words.places_in(cell) or words.places_in(f"tổ dân phố {cell}")
    whole = f"{len(reading.names.places)}/{len(reading.names.places)}"
    if not found and key == whole:
        return (EVERYWHERE,)
    if not found:
        raise BadValue("places", f"Không hiểu tổ dân phố “{cell[:40]}”.")
    return found


def _links(cell: str, reading: _RowReading) -> tuple[str, ...]:
    found = tuple(link.rstrip(".,;)") for link in words.LINK.findall(cell))
    rest = one_line(words.LINK.sub(" ", cell)).strip(" ,;")
    if rest:
        kept = "; ".join(filter(None, (reading.values.get("note", ""), rest)))
        reading.values["note"] = kept
        reading.doubts.append(
            PasteDoubt(sentence=f"Không phải liên kết, đưa vào ghi chú: {rest[:60]}", field="note")
        )
    return found


def _note(cell: str, reading: _RowReading) -> str:
    return "; ".join(filter(None, (str(reading.values.get("note", "")), cell)))


_LABELS = {
    "amount": "Số lượng", "minutes": "Số phút", "reach": "Tiếp cận", "interactions": "Tương tác",
}  # fmt: skip
_READERS: dict[str, Callable[[str, _RowReading], Any]] = {
    "day": _day,
    "time": _time,
    "channel": _channel,
    "content": lambda cell, _reading: cell,
    "group": _group,
    **{name: _count(name) for name in _COUNT_NAMES},
    "places": _places,
    "evidence_links": _links,
    "note": _note,
}
_IS: dict[str, Callable[[str, _RowReading], bool]] = {
    "day": lambda cell, _reading: bool(words.DAY_IN.fullmatch(cell)),
    "time": lambda cell, _reading: bool(words.TIME.fullmatch(cell.lower())),
    "channel": lambda cell, reading: bool(reading.names.channel_of(cell)),
    "evidence_links": lambda cell, _reading: bool(words.LINK.fullmatch(cell)),
    "group": lambda cell, reading: cell in {group.code for group in reading.names.groups},
    "places": lambda cell, _reading: words.is_places(cell),
}


def _left(numbers: tuple[int, ...], source: str, reason: str) -> PastedLine:
    doubt = PasteDoubt(sentence=reason)
    return PastedLine(numbers=numbers, source=source, doubts=(doubt,), wanted=False)
