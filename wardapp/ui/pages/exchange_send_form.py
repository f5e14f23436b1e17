"""The form of a package to be sent: for whom, what goes in, password, way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.errors import BadValue
from wardapp.core.exchange import PackRequest, Partner, Purpose, Stick
from wardapp.core.identity import RecordId
from wardapp.ui.pages.exchange_words import count, size_words
from wardapp.ui.theme import Role, Theme
from wardapp.ui.trust_dialogs import password_field
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField
from wardapp.ui.widgets.texts import Elided, Text
from wardapp.ui.widgets.tick import Tick

LINES_SHOWN = 5
NEW_COPY = "new"
USB, MAIL, FOLDER = "usb", "mail", "folder"
WAYS = ((USB, "Chép ra USB"), (MAIL, "Gửi thư điện tử"), (FOLDER, "Lưu vào thư mục"))
SPLITS = (
    (7_000_000, "Mỗi phần 7 MB"),
    (17_000_000, "Mỗi phần 17 MB"),
    (0, "Để nguyên một tệp"),
)
TITLES = {
    Purpose.SYNC: "Gửi cho máy khác của cơ quan",
    Purpose.REPORT: "Gửi báo cáo lên phường",
    Purpose.DISPATCH: "Gửi văn bản cho cơ quan khác",
    Purpose.CATALOGUE: "Gửi danh mục, biểu mẫu cho đơn vị",
}
WHAT = {
    Purpose.SYNC: "Gói mang những thay đổi bên kia chưa có; bên kia xem thử rồi mới nhận.",
    Purpose.REPORT: "Báo cáo đã chốt và minh chứng; bên phường nhận vào Đơn vị gửi về.",
    Purpose.DISPATCH: "Văn bản và tệp kèm; bên kia thấy từng văn bản để vào sổ đến.",
    Purpose.CATALOGUE: "Đơn vị nhận thì danh mục, biểu mẫu của họ được thêm và sửa theo gói.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a package is to be about, before the clerk fills in the rest."""

    purpose: Purpose
    partners: tuple[Partner, ...] = ()
    partner: RecordId | None = None
    records: tuple[tuple[RecordId, str], ...] = ()  # what may go in, with its words
    is_choice: bool = False  # one of the records (a report), else all of them
    names: tuple[str, ...] = ()  # offices and units that may be meant
    to: str = ""
    parts: tuple[tuple[str, str], ...] = ()  # of the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the clerk wants: the request, and the way it goes."""

    request: PackRequest
    way: str
    stick: Stick | None = None
    address: str = ""


class SendForm(QWidget):
    """Fields of one purpose; `changed` when what the main button does is another."""

    changed = Signal()

    def __init__(self, theme: Theme, matter: Matter) -> None:
        super().__init__()
        self._theme, self.matter = theme, matter
        self._sticks: tuple[Stick, ...] = ()
        self.to: Field = self._to_field()
        self.what = ChoiceField(theme, "Gửi những gì")
        self.parts = tuple((key, Tick(theme, words)) for key, words in matter.parts)
        self.note = LineField(theme, "Lời nhắn", "Không bắt buộc")
        self.password = password_field(theme, "Mật khẩu (không bắt buộc)")
        self.again = password_field(theme, "Gõ lại mật khẩu")
        self.way = ChoiceField(theme, "Cách gửi", WAYS)
        self.stick = ChoiceField(theme, "USB")
        self.address = LineField(theme, "Địa chỉ thư người nhận", "vanthu@lienho.gov.vn")
        self.split = ChoiceField(theme, "Chia tệp cho thư", SPLITS)
        self.split.set_echo("Hộp thư nhận 10 MB: chọn 7; nhận 25 MB: chọn 17.")
        self._build()
        self._fill_what()
        self.show_sticks(())
        self._fit_way()
        self.way.choice.currentIndexChanged.connect(lambda _at: self._fit_way())
        self.password.line.textChanged.connect(lambda _text: self._fit_password())

    def _to_field(self) -> Field:
        if self.matter.purpose is Purpose.SYNC:
            own = [each for each in self.matter.partners if each.replica_id is not None]
            entries: list[tuple[object, str]] = [(each.replica_id, each.name) for each in own]
            entries.append((NEW_COPY, "Máy mới, chưa trao đổi lần nào"))
            field = ChoiceField(self._theme, "Gửi cho", tuple(entries))
            field.set_value(self.matter.partner or entries[0][0])
            field.choice.currentIndexChanged.connect(lambda _at: self._fill_what())
            return field
        line = LineField(self._theme, "Gửi cho", "Tên cơ quan, đơn vị nhận")
        line.suggest(self.matter.names)
        line.set_text(self.matter.to)
        return line

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(9)
        column.addWidget(self.to)
        column.addWidget(self.what)
        if self.matter.purpose is Purpose.CATALOGUE:
            self.what.hide()
            column.addWidget(Text(self._theme, "Gửi những gì", Role.LABEL, "text2"))
            for _key, tick in self.parts:
                tick.setChecked(True)
                column.addWidget(tick)
        elif self.matter.purpose is Purpose.DISPATCH:
            self.what.hide()
            column.addWidget(self._chosen_lines())
        for parts in (
            (self.way, self.stick, self.address),
            (self.split, self.note),
            (self.password, self.again),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            for part in parts:
                row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self.again.hide()
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _chosen_lines(self) -> QWidget:
        """Return the words of the lines that go in, the first few of many."""
        words = [each for _id, each in self.matter.records]
        more = [f"và {len(words) - LINES_SHOWN} văn bản nữa"] if len(words) > LINES_SHOWN else []
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(self._theme, f"{len(words)} văn bản", Role.LABEL, "text2"))
        for line in (*words[:LINES_SHOWN], *more):
            column.addWidget(Elided(self._theme, line, Role.SMALL, "text2"))
        return room

    # ---- what goes in ------------------------------------------------------------------------

    @property
    def partner(self) -> Partner | None:
        """Return the chosen copy of this office."""
        if not isinstance(self.to, ChoiceField):
            return None
        chosen = self.to.value()
        return next((each for each in self.matter.partners if each.replica_id == chosen), None)

    def _fill_what(self) -> None:
        match self.matter.purpose:
            case Purpose.SYNC:
                self.what.set_entries(self._sync_choices())
            case Purpose.REPORT:
                self.what.set_entries(self.matter.records)
            case _:
                pass

    def _sync_choices(self) -> tuple[tuple[object, str], ...]:
        partner = self.partner
        whole = (False, "Toàn bộ sổ: mọi thay đổi, mọi tệp")
        if partner is None:
            return (whole,)
        files = f", {count(partner.waiting_files)} tệp kèm" if partner.waiting_files else ""
        since = (True, f"Phần bên kia chưa có: {count(partner.waiting_events)} thay đổi{files}")
        return (since, whole)

    # ---- the way -----------------------------------------------------------------------------

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Show the sticks that are in now, keeping the chosen one."""
        if tuple(sticks) == self._sticks and self.stick.choice.count():
            return
        before, self._sticks = self.stick.value(), tuple(sticks)
        entries = tuple((str(each.root), stick_words(each)) for each in sticks)
        self.stick.set_entries(entries or (("", "Chưa thấy USB nào. Hãy cắm USB vào máy."),))
        self.stick.set_value(before)
        chosen = next((e for e in sticks if str(e.root) == self.stick.value()), None)
        self.stick.set_echo(f"Còn {size_words(chosen.free)} trống." if chosen else "")
        self.changed.emit()

    def _fit_way(self) -> None:
        way = self.way.value()
        self.stick.setVisible(way == USB)
        self.address.setVisible(way == MAIL)
        self.split.setVisible(way == MAIL)
        self.changed.emit()

    def _fit_password(self) -> None:
        was_hidden = self.again.isHidden()
        self.again.setVisible(bool(self.password.text()))
        if was_hidden == bool(self.password.text()):
            self.changed.emit()

    # ---- reading -----------------------------------------------------------------------------

    def clear_faults(self) -> None:
        """Show no field as wrong."""
        for field in (self.to, self.what, self.stick, self.address, self.password, self.again):
            field.set_state("")
        self.again.set_echo("")

    def fields(self) -> dict[str, Field]:
        """Return the fields by the name a refusal gives."""
        return {
            "to": self.to, "partner": self.to, "record_ids": self.what, "stick": self.stick,
            "address": self.address, "split_at": self.split, "note": self.note,
            "password": self.password, "again": self.again,
        }  # fmt: skip

    def wish(self) -> Wish:
        """Return what was filled in; BadValue names the field that cannot stand."""
        matter, way = self.matter, str(self.way.value())
        if self.password.text() != self.again.text():
            raise BadValue("again", "Hai lần gõ mật khẩu không giống nhau.")
        stick = next((e for e in self._sticks if str(e.root) == self.stick.value()), None)
        if way == USB and stick is None:
            raise BadValue("stick", "Chưa thấy USB nào. Hãy cắm USB, hoặc chọn cách gửi khác.")
        partner = self.partner
        split = int(str(self.split.value())) if way == MAIL else 0
        request = PackRequest(
            purpose=matter.purpose,
            to=self._to_words(),
            partner=partner.replica_id if partner else None,
            since=() if partner and self.what.value() is True else None,
            record_ids=self._records(),
            parts=self._parts(),
            note=self.note.text(),
            password=self.password.text(),
            split_at=split or None,
        )
        return Wish(request=request, way=way, stick=stick, address=self.address.text())

    def _to_words(self) -> str:
        if isinstance(self.to, LineField):
            if not self.to.text():
                raise BadValue("to", "Hãy ghi tên cơ quan, đơn vị nhận.")
            return self.to.text()
        return self.partner.name if self.partner is not None else ""

    def _records(self) -> tuple[RecordId, ...]:
        if self.matter.is_choice:
            chosen = self.what.value()
            if not chosen:
                raise BadValue("record_ids", "Chưa có báo cáo nào để gửi.")
            return (RecordId(str(chosen)),)
        return tuple(record_id for record_id, _words in self.matter.records)

    def _parts(self) -> tuple[str, ...]:
        if self.matter.purpose is not Purpose.CATALOGUE:
            return ()
        chosen = tuple(key for key, tick in self.parts if tick.isChecked())
        if not chosen:
            raise BadValue("parts", "Hãy chọn ít nhất một mục để gửi.")
        return chosen


def stick_words(stick: Stick) -> str:
    """Return a stick as a clerk knows it: its name and its place."""
    name = stick.label or "USB"
    return f"{name} ({str(stick.root).rstrip(chr(92))})"
