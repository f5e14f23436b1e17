"""Máy này: the code to read out on the phone, who keeps the numbers, which PCs are trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from wardapp.core.exchange import DeviceCard, TrustedDevice
from wardapp.core.keeping import Keepers
from wardapp.ui.device_words import device_words
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.exchange_actions import COPY_CODE, FORGET, MOVED, RENAME, SECOND
from wardapp.ui.pages.exchange_words import moment_words
from wardapp.ui.pages.settings_widgets import SettingsSheet, add_buttons
from wardapp.ui.theme import Role, Theme
from wardapp.ui.trust_dialogs import code_card
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import Card, Notice, Way
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Icon, Text

ROWS_SHOWN, ROW = 5, 55
READ_OUT = (
    "Khi bên kia nhận gói đầu tiên của máy này, đọc mã dưới đây cho họ qua điện thoại. "
    "Mã không phải mật khẩu: ai biết cũng không sao."
)
NAMELESS = "Máy này"
FORGETTING = (
    "Gói do các máy này ký thì nhận được ngay. Thôi tin thì lần sau phải so mã lại; "
    "những gì đã nhận vẫn còn."
)


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What the page knows of this PC."""

    card: DeviceCard
    trusted: tuple[TrustedDevice, ...]
    keepers: Keepers

    @property
    def named(self) -> str:
        """Return how this PC is called, by the clerk or else by its system."""
        own = self.keepers.here.name
        name = own if own != NAMELESS else device_words(self.card.device_name)
        return f"Máy này: {name}" if name else ""


class DevicesSheet(SettingsSheet):
    """Shows this PC and the trusted ones; `acted` names the action whose button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(theme)
        self._own: Card | None = None
        self.code = ""
        self._numbers = Text(theme, "", Role.BODY, wrap=True)
        self.copy = self._button(COPY_CODE.button, COPY_CODE.icon, COPY_CODE.id)
        self.forget = self._button(FORGET.button, FORGET.icon, FORGET.id, Kind.SECONDARY)
        self.rows: RowList[TrustedDevice] = RowList(trusted_columns(today), parent=self)
        self.list = RowView(theme, "Các máy đã tin")
        self._none = Text(theme, "Chưa tin máy nào.", Role.BODY, "text2", wrap=True)
        self.name = LineField(theme, "Tên máy này", "Máy văn phòng")
        self.name.set_echo("Các máy khác của cơ quan thấy tên này.")
        self.rename = self._button(RENAME.button, RENAME.icon, RENAME.id)
        self.question = Notice(theme, "warn")
        self.column.addWidget(self.question)
        own = self.add_card("Mã của máy này", READ_OUT)
        self._code_room = own.body
        add_buttons(own, (self.copy,))
        self._build_name()
        self._build_others()
        self.end()

    def _build_name(self) -> None:
        card = self.add_card("Tên và số văn bản")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.rename, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(self._theme, "number_symbol", "text2", 16))
        row.addWidget(self._numbers, 1)
        card.body.addLayout(row)
        self.name.line.returnPressed.connect(partial(self.acted.emit, RENAME.id))

    def _ask(self, keepers: Keepers, *, may_write: bool) -> None:
        """Ask once what a copied folder is: in the place of the other PC, or beside it."""
        if not keepers.is_asked:
            self.question.hide()
            return
        source = f" từ {keepers.copied_from}" if keepers.copied_from else ""
        self.question.show_notice(
            f"Sổ này được chép{source} sang. Máy này là máy nào?",
            "Trả lời rồi mới cấp được số, để hai máy không cấp trùng.",
            (
                Way("Thay máy cũ", partial(self.acted.emit, MOVED.id), "arrow_right"),
                Way("Máy thứ hai, máy cũ vẫn ghi", partial(self.acted.emit, SECOND.id), "people"),
            ),
        )
        for button in self.question.buttons:
            button.setEnabled(may_write)

    def _build_others(self) -> None:
        others = self.add_card("Các máy đã tin", FORGETTING)
        self.list.show_model(self.rows)
        others.body.addWidget(self.list)
        others.body.addWidget(self._none)
        add_buttons(others, (self.forget,))

    def _button(self, words: str, icon: str, action: str, kind: Kind = Kind.SECONDARY) -> Button:
        button = Button(self._theme, words, icon=icon, kind=kind, height=INLINE)
        button.clicked.connect(lambda: self.acted.emit(action))
        return button

    @property
    def chosen(self) -> TrustedDevice | None:
        """Return the chosen trusted PC."""
        row = self.rows.row_at(self.list.chosen_row)
        return row if isinstance(row, TrustedDevice) else None

    def show_facts(self, facts: DeviceFacts, *, may_write: bool) -> None:
        """Show what is known of this PC."""
        before = self.chosen
        if facts.card.code != self.code or self._own is None:
            if self._own is not None:
                self._own.hide()
                self._own.deleteLater()
            self._own = code_card(self._theme, facts.card)
            self._code_room.insertWidget(2, self._own)
            self.code = facts.card.code
        keepers = facts.keepers
        self._numbers.setText(keepers.sentence)
        if not self.name.line.hasFocus():
            self.name.set_text(keepers.here.name)
        self.rename.setEnabled(may_write)
        self._ask(keepers, may_write=may_write)
        self.rows.show(facts.trusted)
        has = bool(facts.trusted)
        self.list.setVisible(has)
        self._none.setVisible(not has)
        shown = min(max(len(facts.trusted), 1), ROWS_SHOWN)
        self.list.setFixedHeight(self._theme.px(ROW) * shown + self._theme.px(34))
        self.forget.setVisible(has)
        self.forget.setEnabled(may_write)
        if has:
            keys = [each.key for each in facts.trusted]
            self.list.choose(keys.index(before.key) if before and before.key in keys else 0)


def trusted_columns(today: Callable[[], date]) -> tuple[Column[TrustedDevice], ...]:
    """Return the columns of the trusted PCs."""
    return (
        Column("Máy, cơ quan", 0, lambda e: Cell(
            first=device_words(e.device_name), second=e.office_name)),
        Column("Tin từ", 150, lambda e: Cell(
            first=moment_words(e.trusted_ms, today()), second=e.trusted_by)),
    )  # fmt: skip
