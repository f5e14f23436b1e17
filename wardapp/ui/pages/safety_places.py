"""The cards beside the backups: the second place, its rotating sticks, what was recovered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.clock import day_of, moment_text
from wardapp.core.dates import short_date, time_text
from wardapp.core.safety import Healing, Recovery, SecondPlace
from wardapp.ui.pages.safety_actions import FETCH, NO_PASSWORD, NO_SECOND, PASSWORD, SECOND
from wardapp.ui.pages.settings_widgets import add_buttons
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Text

PLACES_SHOWN = 4
RECOVERED = "recovered.open"


@dataclass(frozen=True, slots=True)
class SecondState:
    """What is known of the second place."""

    wanted: str = ""
    places: tuple[SecondPlace, ...] = ()
    is_sealed: bool = False


class PlacesCard(Card):
    """`wanted` names the action that the clerk pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, *, may: bool) -> None:
        super().__init__(theme)
        self._theme = theme
        self._where = Text(theme, "", Role.STRONG, wrap=True)
        self._line = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._reached = QVBoxLayout()
        self._reached.setSpacing(2)
        self.buttons = {
            action.id: Button(theme, action.button, icon=icon, kind=kind, height=INLINE)
            for action, icon, kind in (
                (SECOND, "usb_stick", Kind.SECONDARY),
                (NO_SECOND, "", Kind.GHOST),
                (PASSWORD, "lock_closed", Kind.SECONDARY),
                (NO_PASSWORD, "", Kind.GHOST),
                (FETCH, "arrow_download", Kind.GHOST),
            )
        }
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
            button.setEnabled(may)
        self.body.addWidget(Text(theme, "Nơi sao lưu thứ hai", Role.SECTION))
        self.body.addWidget(self._where)
        self.body.addWidget(self._line)
        self.body.addLayout(self._reached)
        add_buttons(self, tuple(self.buttons[each.id] for each in (SECOND, NO_SECOND, FETCH)))
        add_buttons(self, tuple(self.buttons[each.id] for each in (PASSWORD, NO_PASSWORD)))
        self.body.setSpacing(6)

    def show_second(self, state: SecondState, today: date) -> None:
        """Show where copies go, which places were reached when, and whether they are sealed."""
        self._where.setText(state.wanted or "Chưa chọn")
        sealed = (
            "Bản chép có mật khẩu." if state.is_sealed else "Bản chép mở được không cần mật khẩu."
        )
        rest = "Hỏng máy vẫn còn bản ở USB hoặc ổ khác; có thể thay phiên nhiều USB."
        self._line.setText(sealed if state.wanted else rest)
        while (item := self._reached.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place in state.places[:PLACES_SHOWN]:
            self._reached.addWidget(self._told(place, today))
        shown = {
            NO_SECOND.id: bool(state.wanted),
            FETCH.id: bool(state.wanted or state.places),
            PASSWORD.id: bool(state.wanted) and not state.is_sealed,
            NO_PASSWORD.id: state.is_sealed,
        }
        for name, is_shown in shown.items():
            self.buttons[name].setVisible(is_shown)

    def _told(self, place: SecondPlace, today: date) -> QWidget:
        day = day_of(place.last_ms)
        when = time_text(place.last_ms) if day == today else short_date(day, today)
        there = {True: ", đang cắm", False: ", không cắm", None: ""}[place.is_there]
        words = f"{place.path}, dấu {place.mark[:4]}: {when}{there}"
        return Text(self._theme, words, Role.SMALL, "text2", wrap=True)


class RecoveryCard(Card):
    """The newest recovery after damage, in a line; hidden where there was none."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._words = Text(theme, "", Role.SMALL, "text2", wrap=True)
        link = Link(theme, "Xem đã phục hồi những gì")
        link.clicked.connect(lambda: self.wanted.emit(RECOVERED))
        self.body.addWidget(Text(theme, "Sổ đã tự phục hồi", Role.SECTION))
        self.body.addWidget(self._words)
        self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_recoveries(self, told: tuple[Recovery, ...]) -> None:
        """Show the newest one and how many there were."""
        self.setVisible(bool(told))
        if told:
            newest = told[0]
            more = f" Trước đó còn {len(told) - 1} lần." if len(told) > 1 else ""
            lost = "" if newest.healing is Healing.RECOVERED else " Có chỗ có thể thiếu."
            self._words.setText(f"Lúc {moment_text(newest.at_ms)}: {newest.found}{lost}{more}")
