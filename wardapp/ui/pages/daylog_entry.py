"""The entry card of Nhật ký: two rows always ready, or one line typed in shorthand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit

from wardapp.core.dates import parse_day
from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.errors import BadValue, WardError
from wardapp.core.person_words import numbers_in
from wardapp.services.person_gate import PUBLIC_NUMBERS_SEEN
from wardapp.ui.context import Context
from wardapp.ui.pages.daylog_fields import HINT, EntryFields
from wardapp.ui.pages.daylog_rows import EVERYWHERE, Ground, day_words, understood, whole
from wardapp.ui.pages.daylog_typed import (
    Order,
    counted,
    maybe_counted,
    places_typed,
    places_words,
)

SHORTHAND = ";"
MORE_KEY = "daylog.more"
MANY = 2
"""So many lines pasted into Nội dung are lines of the log, not one."""
FIXED_AUDIENCE = "hộ"
"""Channels that count households meet the same ones each time: their reach is proposed."""
_SHORT_UNIT = 5


class EntryCard(EntryFields):
    """Says `ordered` with what to write; the page does it and calls `saved` or `refuse`."""

    ordered = Signal(object)  # Order
    channel_chosen = Signal(str)
    left_amending = Signal()
    pasted = Signal(str)  # many lines at once, for the page that reads them

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._base: LogEntry | None = None  # what a shorthand or the amended line holds besides
        self._line: LogLine | None = None
        self._looked_at = ""  # words with figures of a person that the clerk lets stand
        self._plain = ""  # a content with semicolons that Enter takes as it stands
        self._connect()
        self.more.want(on=bool(context.desk.text(MORE_KEY)))
        self.day.set_text(day_words(context.clock.today(), context.clock.today()))
        self.amount.set_text("1")

    def _connect(self) -> None:
        self.button.clicked.connect(self.submit)
        self.stop.clicked.connect(self.stop_amending)
        self.channel.choice.activated.connect(self._tell_channel)
        self.evidence.files_changed.connect(self._say_files)
        self.more_link.clicked.connect(self.switch_more)
        for name, field in self._marked.items():
            field.editor.installEventFilter(self)
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(self._typing(name))
        self.day.line.left.connect(self._settle_day)

    def _typing(self, name: str) -> Callable[[str], None]:
        return lambda _text: self._marked[name].set_state("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys before the watched widget does: Enter writes the line."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and not (isinstance(watched, QComboBox) and watched.view().isVisible()):
                self.submit()
                return True
            if watched is self.content.line and event.matches(QKeySequence.StandardKey.Paste):
                return self._paste_many()
        return super().eventFilter(watched, event)

    def _paste_many(self) -> bool:
        """Hand many lines on the clipboard to the page that reads them; False for one line."""
        text = QGuiApplication.clipboard().text()
        if self._line is not None or sum(bool(line.strip()) for line in text.splitlines()) < MANY:
            return False
        self.pasted.emit(text)
        return True

    def switch_more(self) -> None:
        """Show or hide the row of time, minutes, interactions and note."""
        self.more.want(on=not self.more.is_wanted)
        self._context.desk.keep_text(MORE_KEY, "1" if self.more.is_wanted else "")
        if self.more.isVisible():
            self.more.time.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what the page tells ------------------------------------------------------------------

    def show_ground(self, ground: Ground) -> None:
        """Know channels and groups; what was chosen stays chosen."""
        super().show_ground(ground)
        self._name_units()

    def propose(self, last: LogEntry | None) -> None:
        """Propose channel and group as the last line had them; reach and area where they stay."""
        if self._base is not None or last is None:  # a proposal never changes a line put here
            self._source.set_text("")
            return
        if not all(self._ground.is_open(last)):
            return  # retired since: nothing is proposed that could not be written
        self.choose(last.channel, last.group)
        self._name_units()
        channel = self._ground.channel(last.channel)
        is_fixed = channel is not None and channel.reach_label == FIXED_AUDIENCE
        seen = "" if last.reach is None else whole(last.reach)
        self.reach.set_text(seen if is_fixed else "")
        self.reach.line.setPlaceholderText(seen)
        if last.minutes is not None and not self.more.minutes.text():
            self.more.minutes.set_text(whole(last.minutes))
            self.more.fit_sight()
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

    def repeat(self, before: LogEntry, said: str) -> None:
        """Put a kept line into the card as a new one of today: Enter writes it once more."""
        self._clear()
        values = {item.name: getattr(before, item.name) for item in fields(LogEntry)}
        values |= {"day": self._context.clock.today(), "time": "", "evidence_links": ()}
        self._base = LogEntry(**values)
        self._plain = before.content
        self._show_entry(self._base)
        self._source.set_text("")
        self.say(f"{said} Sửa chỗ cần rồi Enter.", "accent")
        self.content.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.content.line.selectAll()

    def saved(self) -> None:
        """Make ready for the next line; the day stays when it is not today."""
        self._clear()
        self.content.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: WardError) -> None:
        """Say why the line was not written, and where to look."""
        field = self._marked.get(error.field if isinstance(error, BadValue) else "")
        if field is not None:
            if field in self.more.fields.values():
                self.more.show()
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
        if not self.button.isEnabled():  # Enter again while the line is being written
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
        if self._warns_of_numbers(entry):
            return
        self.button.setEnabled(False)
        self.ordered.emit(Order(entry, self.evidence.files, self._line))

    def _warns_of_numbers(self, entry: LogEntry) -> bool:
        """Stop once at figures that seem to be a person's; Enter again writes them."""
        words = f"{entry.content} {entry.note}"
        found = numbers_in(words)
        if not found or words == self._looked_at:
            return False
        self._looked_at = words
        self.content.set_state("wrong")
        seen = PUBLIC_NUMBERS_SEEN.format(", ".join(found))
        self.say(f"{seen} Enter lần nữa: vẫn ghi.", "danger")
        return True

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
        return replace(
            base,
            day=parse_day(self.day.text() or "hôm nay", today, field="day"),
            channel=str(self.channel.value() or ""),
            content=self.content.text(),
            group=str(self.group.value() or ""),
            amount=counted("amount", self.amount.text() or "1"),
            reach=maybe_counted("reach", self.reach.text()),
            places=places_typed(self.places.text(), self._ground.units),
            evidence_links=self.evidence.links(),
            **self.more.values(base),
        )

    # ---- inside -------------------------------------------------------------------------------

    def _show_entry(self, entry: LogEntry) -> None:
        self.day.set_text(day_words(entry.day, self._context.clock.today()))
        self.choose(entry.channel, entry.group)
        self.content.set_text(entry.content)
        self.amount.set_text(whole(entry.amount))
        self.reach.set_text("" if entry.reach is None else whole(entry.reach))
        self.places.set_text(places_words(entry.places))
        self.more.show_entry(entry)
        self.evidence.reset(entry.evidence_links)
        self._name_units()
        self._unmark()

    def _clear(self) -> None:
        self._base, self._line, self._plain = None, None, ""
        for field in (self.content, self.reach, self.places):
            field.set_text("")
        self.amount.set_text("1")
        self.more.clear()
        self.evidence.reset()
        self.button.setText("Ghi")
        self.button.setEnabled(not self._context.office.read_only)
        self.stop.hide()
        self._unmark()
        self.say(HINT, "text3")
        self._tell_channel()

    def _unmark(self) -> None:
        for field in self._marked.values():
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
