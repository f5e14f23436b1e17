"""The entry card of Nhật ký: two rows always ready, or one line typed in shorthand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from wardapp.core.dates import parse_day
from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.errors import BadValue, WardError
from wardapp.core.text import fold
from wardapp.ui.context import Context
from wardapp.ui.pages.daylog_rows import EVERYWHERE, Ground, day_words, understood, whole
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.evidence_edit import EvidenceEdit
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField
from wardapp.ui.widgets.texts import Elided, Icon

HINT = "Gõ tắt được cả dòng:  fb; ra quân tình nguyện hè; 1; 1500; tdp 9 12"
SHORTHAND = ";"
PASTED = "pasted"
"""Where a pasted picture waits in the data folder of this PC until its line is written."""
FIXED_AUDIENCE = "hộ"
"""Channels that count households meet the same ones each time: their reach is proposed."""
ALL_WORDS = {"tat ca", "ca phuong", "toan phuong", "het", EVERYWHERE}
_CODES = re.compile(r"\d+[a-z]?")
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}")
_SHORT_UNIT = 5
FIRST_ROW = ("day", "channel", "content")
WIDTHS = {"day": 84, "channel": 150, "amount": 58, "reach": 74, "places": 84}
STRETCHES = {"group": 3, "evidence": 1}
MOST_GROUP, LEAST_EVIDENCE = 420, 108


@dataclass(frozen=True, slots=True)
class Order:
    """What Enter asks for: a new line, or a changed one when `line` is given."""

    entry: LogEntry
    files: tuple[Path, ...]
    line: LogLine | None = None


class EntryCard(Card):
    """Says `ordered` with what to write; the page does it and calls `saved` or `refuse`."""

    ordered = Signal(object)  # Order
    channel_chosen = Signal(str)
    left_amending = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, fill="alt", padding=16)
        theme = context.theme
        self._context, self._ground = context, Ground()
        self._base: LogEntry | None = None  # what a shorthand or the amended line holds besides
        self._line: LogLine | None = None
        self._plain = ""  # a content with semicolons that Enter takes as it stands
        self.day = LineField(theme, "Ngày", "hôm nay, 5/6")
        self.channel = ChoiceField(theme, "Kênh")
        self.content = LineField(theme, "Nội dung", "Một câu về việc đã làm")
        self.group = ChoiceField(theme, "Nhóm nội dung")
        self.amount = LineField(theme, "Số lượng")
        self.reach = LineField(theme, "Tiếp cận")
        self.places = LineField(theme, "Tổ dân phố", "số 9, 12")
        self.evidence = EvidenceEdit(context.places.data / PASTED)
        self._evidence = Field(theme, "Minh chứng", self.evidence)
        self.button = Button(theme, "Ghi", icon="checkmark", key="Enter", kind=Kind.PRIMARY)
        self.button.setEnabled(not context.office.read_only)
        self.stop = Link(theme, "Thôi sửa", key="Esc")
        self.hint = Elided(theme, HINT, Role.SMALL, "text3")
        self._source = Elided(theme, "", Role.SMALL, "text3")
        self._fields: dict[str, Field] = {
            "day": self.day,
            "channel": self.channel,
            "content": self.content,
            "group": self.group,
            "amount": self.amount,
            "reach": self.reach,
            "places": self.places,
            "evidence": self._evidence,
        }
        self._build()
        self._connect()
        self.day.set_text(day_words(context.clock.today(), context.clock.today()))
        self.amount.set_text("1")

    def _build(self) -> None:
        self.body.setContentsMargins(16, 10, 16, 8)
        first, second, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        for name, field in self._fields.items():
            row = first if name in FIRST_ROW else second
            row.addWidget(field, 0 if name in WIDTHS else STRETCHES.get(name, 1))
        second.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.setSpacing(8)
        foot.addWidget(Icon(self._theme, "lightbulb", "text3", 16))
        foot.addWidget(self.hint, 1)
        foot.addWidget(self._source)
        foot.addWidget(self.stop)
        self.stop.hide()
        self.body.setSpacing(7)
        for layout in (first, second, foot):
            self.body.addLayout(layout)
        self._order_tabs()
        self._fit()

    def _fit(self) -> None:
        for name, width in WIDTHS.items():
            self._fields[name].setFixedWidth(self._theme.px(width))
        self.group.setMaximumWidth(self._theme.px(MOST_GROUP))
        self._evidence.setMinimumWidth(self._theme.px(LEAST_EVIDENCE))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _order_tabs(self) -> None:
        order: list[QWidget] = [field.editor for field in self._fields.values()]
        order += [self.button, self.stop]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.button.clicked.connect(self.submit)
        self.stop.clicked.connect(self.stop_amending)
        self.channel.choice.activated.connect(self._tell_channel)
        self.evidence.files_changed.connect(self._say_files)
        for name, field in self._fields.items():
            field.editor.installEventFilter(self)
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(self._typing(name))
        self.day.line.left.connect(self._settle_day)

    def _typing(self, name: str) -> Callable[[str], None]:
        return lambda _text: self._fields[name].set_state("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys before the watched widget does: Enter writes the line."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and not (isinstance(watched, QComboBox) and watched.view().isVisible()):
                self.submit()
                return True
        return super().eventFilter(watched, event)

    # ---- what the page tells ------------------------------------------------------------------

    def show_ground(self, ground: Ground) -> None:
        """Know channels and groups; what was chosen stays chosen."""
        self._ground = ground
        channel, group = self.channel.value(), self.group.value()
        self.channel.set_entries(tuple((each.code, each.name) for each in ground.channels))
        groups = tuple((each.code, f"{each.code} {each.name}") for each in ground.groups)
        self.group.set_entries((("", "Chưa chọn"), *groups))
        if channel:
            self.channel.set_value(channel)
        self.group.set_value(group or "")
        self._name_units()

    def propose(self, last: LogEntry | None) -> None:
        """Propose channel and group as the last line had them; reach and area where they stay."""
        if self._line is not None or last is None:
            self._source.set_text("")
            return
        self.channel.set_value(last.channel)
        self.group.set_value(last.group)
        self._name_units()
        channel = self._ground.channel(last.channel)
        is_fixed = channel is not None and channel.reach_label == FIXED_AUDIENCE
        seen = "" if last.reach is None else whole(last.reach)
        self.reach.set_text(seen if is_fixed else "")
        self.reach.line.setPlaceholderText(seen)
        is_everywhere = EVERYWHERE in last.places
        self.places.set_text("tất cả" if is_everywhere else "")
        self.places.line.setPlaceholderText("số " + ", ".join(last.places or ("9", "12")))
        name = self._ground.channel_name(last.channel)
        self._source.set_text(f"Gợi ý theo lần ghi {name} trước")

    def load(self, line: LogLine) -> None:
        """Put a kept line into the card to be changed."""
        self._line, self._base = line, line
        self._show_entry(line)
        self.button.setText("Lưu sửa")
        self.stop.show()
        self._source.set_text("")
        self.say(f"Đang sửa dòng: {line.content}", "accent")
        self.content.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved(self) -> None:
        """Make ready for the next line; the day stays when it is not today."""
        self._clear()
        self.content.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: WardError) -> None:
        """Say why the line was not written, and where to look."""
        field = self._fields.get(error.field if isinstance(error, BadValue) else "")
        if field is not None:
            field.set_state("wrong")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say(error.sentence, "danger")

    def stop_amending(self) -> None:
        """Leave the line as it was and make ready for a new one."""
        self._clear()
        self.left_amending.emit()

    @property
    def amended(self) -> LogLine | None:
        """Return the kept line that is in the card to be changed."""
        return self._line

    def new_day(self, before: date) -> None:
        """Let a line that is half typed at midnight stay on the day it was begun."""
        if self.content.text() and self.day.text() == day_words(before, before):
            self.day.set_text(day_words(before, self._context.clock.today()))

    @property
    def is_touched(self) -> bool:
        """Return True while something was typed that is not written yet."""
        return bool(self.content.text() or self.evidence.files or self._line)

    def clear(self) -> None:
        """Forget what was typed."""
        self._clear()

    # ---- what the clerk does ------------------------------------------------------------------

    def submit(self) -> None:
        """Read the card and ask to write it; a line in shorthand is read first."""
        if self._context.office.read_only:
            self.say("Sổ đang mở chỉ để xem.", "danger")
            return
        text = self.content.text()
        if SHORTHAND in text and text != self._plain and self._line is None:
            self._read_shorthand(text)
            return
        try:
            entry = self._entry()
        except BadValue as error:
            self.refuse(error)
            return
        self.button.setEnabled(False)
        self.ordered.emit(Order(entry, self.evidence.files, self._line))

    def release(self) -> None:
        """Allow the next Enter."""
        self.button.setEnabled(True)

    def _read_shorthand(self, text: str) -> None:
        daylog = self._context.office.daylog
        self._context.jobs.read(
            lambda: daylog.parse(text),
            self._show_parsed,
            key="daylog.parse",
            owner=self,
            on_refused=lambda error: self._refuse_shorthand(text, error),
        )

    def _show_parsed(self, entry: LogEntry) -> None:
        if not entry.group and self.channel.value() == entry.channel:
            entry = replace(entry, group=str(self.group.value() or ""))
        self._base = entry
        self._show_entry(entry)
        self._source.set_text("")
        self.say(f"{understood(entry, self._ground, self._context.clock.today())}. Enter để ghi.",
                  "ok")  # fmt: skip

    def _refuse_shorthand(self, text: str, error: WardError) -> None:
        self._plain = text
        self.content.set_state("wrong")
        self.say(f"{error.sentence} Enter lần nữa: ghi nguyên văn.", "danger")

    def _entry(self) -> LogEntry:
        today = self._context.clock.today()
        base = self._base or LogEntry(day=today, channel="", content="")
        reach = self.reach.text()
        return replace(
            base,
            day=parse_day(self.day.text() or "hôm nay", today, field="day"),
            channel=str(self.channel.value() or ""),
            content=self.content.text(),
            group=str(self.group.value() or ""),
            amount=counted("amount", self.amount.text() or "1"),
            reach=counted("reach", reach) if reach else None,
            places=self._places(),
            evidence_links=self.evidence.links(),
        )

    def _places(self) -> tuple[str, ...]:
        said = fold(self.places.text())
        if not said:
            return ()
        total = self._ground.units
        if said.strip() in ALL_WORDS or self.places.text() in {EVERYWHERE, f"{total}/{total}"}:
            return (EVERYWHERE,)
        codes = tuple(dict.fromkeys(_CODES.findall(said)))
        if not codes:
            raise BadValue("places", "Ghi số các tổ, ví dụ 9, 12; hoặc “tất cả”.")
        return codes

    # ---- inside -------------------------------------------------------------------------------

    def _show_entry(self, entry: LogEntry) -> None:
        self.day.set_text(day_words(entry.day, self._context.clock.today()))
        self.channel.set_value(entry.channel)
        self.content.set_text(entry.content)
        self.group.set_value(entry.group)
        self.amount.set_text(whole(entry.amount))
        self.reach.set_text("" if entry.reach is None else whole(entry.reach))
        everywhere = EVERYWHERE in entry.places
        self.places.set_text("tất cả" if everywhere else ", ".join(entry.places))
        self.evidence.reset(entry.evidence_links)
        self._name_units()
        self._unmark()

    def _clear(self) -> None:
        self._base, self._line, self._plain = None, None, ""
        for field in (self.content, self.reach, self.places):
            field.set_text("")
        self.amount.set_text("1")
        self.evidence.reset()
        self.button.setText("Ghi")
        self.button.setEnabled(not self._context.office.read_only)
        self.stop.hide()
        self._unmark()
        self.say(HINT, "text3")
        self._tell_channel()

    def _unmark(self) -> None:
        for field in self._fields.values():
            field.set_state("")
        self._settle_day()

    def _settle_day(self) -> None:
        today = self._context.clock.today()
        try:
            day = parse_day(self.day.text() or "hôm nay", today, field="day")
        except BadValue as error:
            self.day.set_state("wrong")
            self.say(error.sentence, "danger")
            return
        self.day.set_text(day_words(day, today))
        self.day.set_state("" if day == today or self._line is not None else "look")

    def _tell_channel(self) -> None:
        self._name_units()
        if self._line is None:
            self.channel_chosen.emit(str(self.channel.value() or ""))

    def _name_units(self) -> None:
        channel = self._ground.channel(str(self.channel.value() or ""))
        unit = channel.unit.split(",")[0] if channel else ""
        is_short = bool(unit) and len(unit) <= _SHORT_UNIT
        self.amount.label.setText(f"Số {unit}" if is_short else "Số lượng")

    def _say_files(self) -> None:
        files = self.evidence.files
        if files:
            names = ", ".join(each.name for each in files)
            self.say(f"Minh chứng: {names}. Phím lùi để bỏ tệp cuối.", "text2")
        elif self.hint_tone == "text2":
            self.say(HINT, "text3")

    def say(self, text: str, tone: str) -> None:
        """Say something below the fields."""
        self.hint_tone = tone
        self.hint.set_text(text, tone)

    hint_tone = "text3"


def counted(field: str, text: str) -> int:
    """Return a count typed with or without dots; BadValue when it is none."""
    if not _COUNT.fullmatch(text.strip()):
        raise BadValue(field, f"“{text}” chưa phải là số. Gõ số nguyên, ví dụ 1.500.")
    return int(text.strip().replace(".", ""))
