"""Nơi gửi: a row for each receiver; copies, way, state and days of the chosen one below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from wardapp.core.dates import short_date
from wardapp.core.dispatches import Channel, Delivery, DeliveryState, Outgoing, OutgoingStatus
from wardapp.core.errors import BadDate, WardError
from wardapp.ui.dialogs import Dialog
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.pages.outgoing_rows import CHANNELS, DELIVERED
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.fields import ChoiceField, DateField, LineField
from wardapp.ui.widgets.texts import Text

WIDTH, LIST_HEIGHT, LEAST, ELSE_HEIGHT = 720, 196, 78, 400
HINT_FROM = 500
NEXT = {
    DeliveryState.WAITING: DeliveryState.SENT,
    DeliveryState.SENT: DeliveryState.RECEIVED,
    DeliveryState.RECEIVED: DeliveryState.RETURNED,
    DeliveryState.RETURNED: DeliveryState.WAITING,
}
TONES = {DeliveryState.RETURNED: "danger", DeliveryState.WAITING: "text2"}
HINT = "↑ ↓ chọn · Dấu cách đổi tình trạng · Del bỏ dòng · Insert thêm"


class DeliveriesDialog(Dialog):
    """Edits the deliveries of a line; `entered` wants them written."""

    entered = Signal(object)  # tuple[Delivery, ...]

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        line: Outgoing,
        known: tuple[Delivery, ...],
        today: Callable[[], date],
    ) -> None:
        super().__init__(parent, theme, f"Nơi gửi {line.number_symbol}", "", "send")
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self._today = today
        self.deliveries = list(known)
        self._at, self._is_filling = -1, False
        self.rows: RowList[Delivery] = RowList(self._columns())
        self.list = RowView(theme, "Nơi gửi", row_height=DENSE)
        self.name = LineField(theme, "Nơi nhận")
        self.copies = LineField(theme, "Số bản")
        self.way = ChoiceField(theme, "Cách gửi", tuple(CHANNELS.items()))
        self.envelopes = LineField(theme, "Số bì")
        self.state = ChoiceField(theme, "Tình trạng", tuple(DELIVERED.items()))
        self.sent = DateField(theme, "Ngày gửi", today)
        self.received = DateField(theme, "Ngày nhận", today)
        self.returned = DateField(theme, "Ngày trả lại", today)
        for day in (self.sent, self.received, self.returned):
            day.line.setPlaceholderText("dd/mm")  # the longer hint is cut in narrow fields
        self.note = LineField(theme, "Ghi chú")
        self._fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self._fault.hide()
        for day in (self.sent, self.received, self.returned):
            day.say_weekday(on=False)
        self._lay_out(theme, is_recalled=line.status is OutgoingStatus.RECALLED)
        self._connect()
        self._show(0)
        self.list.setFocus()

    def _columns(self) -> tuple[Column[Delivery], ...]:
        return (
            Column("Nơi nhận", 0, lambda each: Cell(first=each.name, is_strong=True)),
            Column("Số bản", 66, lambda each: Cell(first=str(each.copies))),
            Column("Cách gửi", 118, lambda each: Cell(first=CHANNELS[each.channel])),
            Column("Tình trạng", 150, self._state_cell),
        )

    def _state_cell(self, each: Delivery) -> Cell:
        day = each.returned_on or each.received_on or each.sent_on
        when = f" {short_date(day, self._today())}" if day else ""
        return Cell(first=DELIVERED[each.state] + when, tone=TONES.get(each.state, "text"))

    def _lay_out(self, theme: Theme, *, is_recalled: bool) -> None:
        self.list.show_model(self.rows)
        room = self._behind.window().height() - theme.px(ELSE_HEIGHT)
        self.list.setFixedHeight(max(theme.px(LEAST), min(theme.px(LIST_HEIGHT), room)))
        row = QHBoxLayout()
        row.setSpacing(8)
        wanted = "Tất cả đã trả lại" if is_recalled else "Tất cả đã gửi hôm nay"
        every = DeliveryState.RETURNED if is_recalled else DeliveryState.SENT
        self.all_sent = self._button(wanted, lambda: self._all(every))
        self.all_received = self._button(
            "Tất cả đã nhận", lambda: self._all(DeliveryState.RECEIVED)
        )
        self.add = self._button("Thêm nơi nhận", self.add_row)
        for button in (self.all_sent, self.all_received, self.add):
            row.addWidget(button)
        row.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        places = (
            (self.name, 0, 0, 3), (self.copies, 0, 3, 1), (self.envelopes, 0, 4, 1),
            (self.way, 1, 0, 2), (self.state, 1, 2, 1), (self.sent, 1, 3, 1),
            (self.received, 1, 4, 1), (self.note, 2, 0, 4), (self.returned, 2, 4, 1),
        )  # fmt: skip
        for field, at, column, spans in places:
            grid.addWidget(field, at, column, 1, spans, Qt.AlignmentFlag.AlignTop)
        for column in range(5):
            grid.setColumnStretch(column, 1)
        self.room.addWidget(self.list)
        if self._behind.window().height() >= theme.px(HINT_FROM):
            self.room.addWidget(Text(theme, HINT, Role.SMALL, "text3"))
        self.room.addLayout(row)
        self.room.addLayout(grid)
        self.room.addWidget(self._fault)
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Ghi", Kind.PRIMARY, key="Enter")

    def _button(self, words: str, run: Callable[[], object]) -> Button:
        button = Button(self.theme, words, height=INLINE)
        button.clicked.connect(run)
        return button

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.enlarged.connect(lambda _row: self.next_state())
        self.list.opened.connect(lambda _row: self.enter())
        self.yes.clicked.connect(self.enter)
        for field in (self.name, self.copies, self.envelopes, self.note):
            field.line.textEdited.connect(self._take)
        self.way.choice.currentIndexChanged.connect(self._take)
        self.state.choice.currentIndexChanged.connect(self._turn)
        for day in (self.sent, self.received, self.returned):
            day.changed.connect(self._take)

    # ---- rows --------------------------------------------------------------------------------

    def _show(self, at: int) -> None:
        """Show the rows again and stand on one of them."""
        self._is_filling = True
        self.rows.show(self.deliveries)
        self._is_filling = False
        last = len(self.deliveries) - 1
        if last >= 0:
            self.list.choose(max(0, min(at, last)))
            self._choose(max(0, min(at, last)))
        else:
            self._choose(-1)

    def _choose(self, at: int) -> None:
        if self._is_filling:
            return
        self._at = at
        is_one = 0 <= at < len(self.deliveries)
        each = self.deliveries[at] if is_one else Delivery(name="")
        self._is_filling = True
        self.name.set_text(each.name)
        self.copies.set_text(str(each.copies))
        self.envelopes.set_text(str(each.envelopes or ""))
        self.note.set_text(each.note)
        self.way.set_value(each.channel)
        self.state.set_value(each.state)
        self.sent.set_day(each.sent_on)
        self.received.set_day(each.received_on)
        self.returned.set_day(each.returned_on)
        self._is_filling = False
        for field in (self.name, self.copies, self.envelopes, self.note, self.way, self.state,
                      self.sent, self.received, self.returned):  # fmt: skip
            field.setEnabled(is_one)

    def _take(self, *_typed: object) -> None:
        """Read the fields into the chosen row."""
        if self._is_filling or not 0 <= self._at < len(self.deliveries):
            return
        self.deliveries[self._at] = replace(
            self.deliveries[self._at],
            name=self.name.text(),
            copies=_whole(self.copies.text(), 1),
            envelopes=_whole(self.envelopes.text(), 0),
            note=self.note.text(),
            channel=Channel(str(self.way.value())),
            sent_on=_day(self.sent),
            received_on=_day(self.received),
            returned_on=_day(self.returned),
        )
        self._refresh_row()

    def _turn(self, *_index: object) -> None:
        """Bring the chosen row to the state that was picked."""
        if not self._is_filling and 0 <= self._at < len(self.deliveries):
            state = DeliveryState(str(self.state.value()))
            self.deliveries[self._at] = turned(self.deliveries[self._at], state, self._today())
            self._refresh_row()
            self._choose(self._at)

    def _refresh_row(self) -> None:
        at = self._at
        self._is_filling = True
        self.rows.show(self.deliveries)
        self.list.choose(at)
        self._is_filling = False

    def _all(self, state: DeliveryState) -> None:
        today = self._today()
        self.deliveries = [
            each if _is_past(each, state) else turned(each, state, today)
            for each in self.deliveries
        ]
        self._show(self._at)
        self.list.setFocus()

    def add_row(self) -> None:
        """Add a receiver and go into its name."""
        self.deliveries.append(Delivery(name=""))
        self._show(len(self.deliveries) - 1)
        self.name.setFocus()

    def remove_row(self) -> None:
        """Leave the chosen receiver out."""
        if 0 <= self._at < len(self.deliveries):
            del self.deliveries[self._at]
            self._show(self._at)

    def next_state(self) -> None:
        """Move the chosen row to its next state."""
        if 0 <= self._at < len(self.deliveries):
            each = self.deliveries[self._at]
            self.deliveries[self._at] = turned(each, NEXT[each.state], self._today())
            self._show(self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of the list."""
        keys = {
            Qt.Key.Key_Delete: self.remove_row,
            Qt.Key.Key_Insert: self.add_row,
        }
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Insert or (self.list.hasFocus() and key in keys):
            keys[key]()
            return
        super().keyPressEvent(event)

    # ---- writing -----------------------------------------------------------------------------

    def enter(self) -> None:
        """Ask for the deliveries to be written."""
        self._fault.hide()
        for day in (self.sent, self.received, self.returned):
            try:
                day.day()
            except BadDate:
                day.setFocus()
                return
        self._take()
        self.entered.emit(tuple(self.deliveries))

    def refuse(self, error: WardError) -> None:
        """Say why nothing was written."""
        self._fault.setText(error.sentence)
        self._fault.show()
        self.fit()


def turned(each: Delivery, state: DeliveryState, today: date) -> Delivery:
    """Return a row in another state, with today for the day it got there."""
    sent = None if state is DeliveryState.WAITING else each.sent_on or today
    is_received = state is DeliveryState.RECEIVED
    keeps = state is DeliveryState.RETURNED
    received = each.received_on or today if is_received else each.received_on if keeps else None
    returned = each.returned_on or today if keeps else None
    return replace(each, state=state, sent_on=sent, received_on=received, returned_on=returned)


def _is_past(each: Delivery, state: DeliveryState) -> bool:
    """Return whether a row is as far already, or was never given out."""
    if state is DeliveryState.SENT:
        return each.state is not DeliveryState.WAITING
    if state is DeliveryState.RECEIVED:
        return each.state is DeliveryState.RETURNED
    return each.state is DeliveryState.WAITING


def _whole(text: str, blank: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= 6 else blank


def _day(field: DateField) -> date | None:
    try:
        return field.day()
    except BadDate:
        return None
