"""Right of pasted lines: the chosen one as it was pasted, and its fields to be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dates import parse_day
from wardapp.core.daylog import LogEntry
from wardapp.core.errors import BadValue
from wardapp.core.log_paste import PastedLine
from wardapp.ui.context import Context
from wardapp.ui.pages.daylog_rows import Ground, day_words, whole
from wardapp.ui.pages.daylog_typed import counted, maybe_counted, places_typed, places_words
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField
from wardapp.ui.widgets.texts import Text

LONGEST_SOURCE = 600
WIDE = {"channel", "content", "group", "places", "evidence_links", "note"}


class PastePane(QScrollArea):
    """Says `corrected` with the entry that Enter makes of the fields."""

    corrected = Signal(object)  # LogEntry
    switched = Signal()  # write it, or don't

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context, self._ground = context, Ground()
        self._line: PastedLine | None = None
        self._title = Text(theme, "", Role.SECTION)
        self._source = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._doubts = Text(theme, "", Role.SMALL, "warn", wrap=True)
        self._doubts.setTextFormat(Qt.TextFormat.PlainText)
        self._fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self.day = LineField(theme, "Ngày", "05/6")
        self.time = LineField(theme, "Giờ", "07:30")
        self.channel = ChoiceField(theme, "Kênh")
        self.content = LineField(theme, "Nội dung")
        self.group = ChoiceField(theme, "Nhóm nội dung")
        self.amount = LineField(theme, "Số lượng", "1")
        self.minutes = LineField(theme, "Số phút")
        self.reach = LineField(theme, "Tiếp cận")
        self.interactions = LineField(theme, "Tương tác")
        self.places = LineField(theme, "Tổ dân phố", "số 9, 12; tất cả")
        self.links = LineField(theme, "Liên kết")
        self.note = LineField(theme, "Ghi chú")
        self.fields: dict[str, Field] = {
            "day": self.day, "time": self.time, "channel": self.channel, "content": self.content,
            "group": self.group, "amount": self.amount, "minutes": self.minutes,
            "reach": self.reach, "interactions": self.interactions, "places": self.places,
            "evidence_links": self.links, "note": self.note,
        }  # fmt: skip
        self.save = Button(theme, "Nhận, xem dòng kế", key="Enter")
        self.switch = Button(theme, "Không ghi dòng này", key="Ctrl Del")
        self._build()

    def _build(self) -> None:
        theme, room = self._context.theme, QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(8)
        card = Card(theme, fill="alt", padding=10)
        card.body.addWidget(self._source)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        row = place = 0
        for name, field in self.fields.items():
            spans = 2 if name in WIDE else 1
            if place + spans > len("ab"):
                row, place = row + 1, 0
            grid.addWidget(field, row, place, 1, spans)
            row, place = (row + 1, 0) if place + spans > 1 else (row, place + spans)
            field.editor.installEventFilter(self)
        for part in (self._title, card, self._doubts):
            column.addWidget(part)
        column.addLayout(grid)
        for widget in (self._fault, self.save, self.switch):
            column.addWidget(widget)
        column.addStretch(1)
        room.setProperty("ground", "surface")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = room
        self.setWidget(room)
        self.save.clicked.connect(self.submit)
        self.switch.clicked.connect(self.switched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys before the watched widget does: Enter takes the line."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            is_plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            is_open = isinstance(watched, QComboBox) and watched.view().isVisible()
            if is_enter and is_plain and not is_open:
                self.submit()
                return True
        return super().eventFilter(watched, event)

    def show_ground(self, ground: Ground) -> None:
        """Know channels and groups."""
        self._ground = ground
        channels = tuple((each.code, each.name) for each in ground.open_channels)
        groups = tuple((each.code, f"{each.code} {each.name}") for each in ground.open_groups)
        self.channel.set_entries((("", "Chưa chọn"), *channels))
        self.group.set_entries((("", "Chưa chọn"), *groups))

    def show_line(self, line: PastedLine | None) -> None:
        """Show a line and what it became; None empties the pane."""
        self._line = line
        self._inside.setVisible(line is not None)
        if line is None:
            return
        today = self._context.clock.today()
        entry = line.entry or LogEntry(day=today, channel="", content=line.source)
        first, last = line.numbers[0], line.numbers[-1]
        self._title.setText(f"Dòng {first}" if first == last else f"Dòng {first} đến {last}")
        cut = "…" if len(line.source) > LONGEST_SOURCE else ""
        self._source.setText(line.source[:LONGEST_SOURCE] + cut)
        self._doubts.setText("\n".join(each.sentence for each in line.doubts))
        self._doubts.setVisible(bool(line.doubts))
        self._fault.hide()
        self._show_entry(entry, today)
        marks = {each.field: "wrong" if each.blocks else "look" for each in reversed(line.doubts)}
        for name, field in self.fields.items():
            field.set_state(marks.get(name, ""))
        self.switch.setText("Không ghi dòng này" if line.wanted else "Vẫn ghi dòng này")
        self.switch.setEnabled(line.entry is not None)

    def _show_entry(self, entry: LogEntry, today: date) -> None:
        self.day.set_text(day_words(entry.day, today))
        self.time.set_text(entry.time)
        self.channel.set_value(entry.channel)
        self.content.set_text(entry.content)
        self.content.line.setCursorPosition(0)
        self.group.set_value(entry.group)
        self.amount.set_text(whole(entry.amount))
        for name in ("minutes", "reach", "interactions"):
            count, field = getattr(entry, name), getattr(self, name)
            field.set_text("" if count is None else whole(count))
        self.places.set_text(places_words(entry.places))
        self.links.set_text(" ".join(entry.evidence_links))
        self.note.set_text(entry.note)

    def focus_doubt(self) -> None:
        """Go to the field that must be settled, else to the first doubtful one."""
        line = self._line
        if line is None:
            return
        doubts = sorted(line.doubts, key=lambda each: not each.blocks)
        names = [each.field for each in doubts if each.field in self.fields]
        field = self.fields[names[0]] if names else self.content
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)

    def submit(self) -> None:
        """Read the fields; what cannot stand is said beside its field."""
        if self._line is None:
            return
        try:
            entry = self._entry()
        except BadValue as fault:
            self.refuse(fault)
            return
        self.corrected.emit(entry)

    def refuse(self, fault: BadValue) -> None:
        """Say why the fields cannot stand."""
        field = self.fields.get(fault.field)
        if field is not None:
            field.set_state("wrong")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fault.setText(fault.sentence)
        self._fault.show()

    def _entry(self) -> LogEntry:
        today = self._context.clock.today()
        held = self._line.entry if self._line else None
        base = held or LogEntry(day=today, channel="", content="")
        return replace(
            base,
            day=parse_day(self.day.text() or "hôm nay", today, field="day"),
            time=self.time.text(),
            channel=str(self.channel.value() or ""),
            content=self.content.text(),
            group=str(self.group.value() or ""),
            amount=counted("amount", self.amount.text() or "1"),
            minutes=maybe_counted("minutes", self.minutes.text()),
            reach=maybe_counted("reach", self.reach.text()),
            interactions=maybe_counted("interactions", self.interactions.text()),
            places=places_typed(self.places.text(), self._ground.units),
            evidence_links=tuple(self.links.text().split()),
            note=self.note.text(),
        )
