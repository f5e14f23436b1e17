"""The chosen package: whose it is, what stands in its way, what it would do field by field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.clock import moment_text
from wardapp.core.exchange import Arrival, FieldPreview, Purpose, RecordPreview, Trust
from wardapp.core.identity import RecordId
from wardapp.ui.actions import Action
from wardapp.ui.listing.cells import GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, ROW, RowView
from wardapp.ui.pages.exchange_in_actions import ADD, DROP, PASSWORD, PICK, TRUST
from wardapp.ui.pages.exchange_in_rows import (
    FieldLine,
    PreviewLine,
    RecordLine,
    plain_columns,
    preview_columns,
    preview_look,
    preview_rows,
)
from wardapp.ui.pages.exchange_words import (
    PURPOSES,
    TRUSTS,
    manifest_words,
    moment_words,
    quoted,
    sender_words,
)
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.cards import Card, Notice, Way
from wardapp.ui.widgets.texts import Badge, Rule, Text

AFTERWARDS = {
    Purpose.DISPATCH: "Bấm Nhận thì từng văn bản mở ra ở Văn bản đến để xem rồi vào sổ.",
    Purpose.REPORT: "Bấm Nhận thì báo cáo vào trang Đơn vị gửi về, kèm minh chứng.",
    Purpose.CATALOGUE: "Bấm Nhận thì danh mục, biểu mẫu của sổ này được thêm và sửa theo gói.",
}


class FieldCard(Card):
    """The whole text of one field, before and after."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, fill="alt", padding=12)
        self.pick = Button(theme, PICK.button, icon=PICK.icon, key=PICK.cap, height=INLINE)
        self.pick.clicked.connect(self.picked)
        self._label = Text(theme, "", Role.LABEL, "text2")
        self._before = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._after = Text(theme, "", Role.STRONG, wrap=True)
        for part in (self._label, self._before, self._after):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def show_field(self, line: FieldLine, *, can_pick: bool) -> None:
        """Show a field in full."""
        self.pick.setVisible(can_pick)
        self.pick.setText(PICK.button if line.keeps_own else "Giữ giá trị của sổ này")
        self._label.setText(line.field.label)
        self._before.setText(f"Trước: {quoted(line.field.before)}")
        self._after.setText(f"Sau: {quoted(line.field.after)}")
        self.show()


class ArrivalPane(QWidget):
    """Shows one package; `acted` names the action whose button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.arrival: Arrival | None = None
        self._opened: set[RecordId] = set()
        self._picked: set[tuple[str, str]] = set()
        self.setProperty("ground", "surface")
        self._title = Text(theme, "", Role.SECTION, wrap=True)
        self._trust = Badge(theme, "", "mute")
        self._facts = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.notice = Notice(theme, "warn")
        self.rows: RowList[PreviewLine] = RowList(preview_columns(today), preview_look, self)
        self.list = RowView(theme, "Những gì gói này làm", ROW)
        self.field = FieldCard(theme)
        self._quiet = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._build()

    def _build(self) -> None:
        self.list.show_model(self.rows)
        self.list.chosen.connect(self._choose)
        self.field.picked.connect(partial(self.acted.emit, PICK.id))
        self.list.opened.connect(self.toggle)
        self.list.enlarged.connect(self.toggle)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 10, 16, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._trust)
        column.addLayout(top)
        column.addWidget(self._facts)
        column.addWidget(self.notice)
        around = QWidget()
        room = QVBoxLayout(around)
        room.setContentsMargins(14, 8, 14, 8)
        room.addWidget(self.field)
        self._field_room = around
        self._quiet.setContentsMargins(18, 12, 16, 12)
        self._space = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (head, Rule(), self._quiet):
            whole.addWidget(part)
        for part in (self.list, self._space):
            whole.addWidget(part, 1)
        whole.addWidget(around)
        self._head = head
        around.hide()

    # ---- showing -----------------------------------------------------------------------------

    def show_arrival(self, arrival: Arrival | None) -> None:
        """Show a package; opened records stay open while it is the same one."""
        before = self.arrival
        if arrival is None or before is None or before.path != arrival.path:
            self._opened.clear()
            self._picked.clear()
        self.arrival = arrival
        self._head.setVisible(arrival is not None)
        if arrival is None:
            self._fill()
            return
        self._title.setText(_title(arrival))
        self._trust.set_text(*(TRUSTS[arrival.trust] if arrival.card else ("", "mute")))
        self._facts.setText(_facts(arrival, self._today()))
        self._facts.setVisible(bool(self._facts.text()))
        self._tell(arrival)
        self._fill()

    def _tell(self, arrival: Arrival) -> None:
        told = _notice(arrival)
        if told is None:
            self.notice.hide()
            return
        tone, title, line, actions = told
        self.notice.set_tone(tone)
        ways = tuple(
            Way(each.button, partial(self.acted.emit, each.id), each.icon, each.cap)
            for each in actions
        )
        self.notice.show_notice(title, line, ways)

    def _fill(self, keep: PreviewLine | None = None) -> None:
        """Show the rows, keeping the chosen one."""
        arrival = self.arrival
        rows = (
            preview_rows(arrival.preview, arrival.lines, self._opened, self._keeps_own)
            if arrival is not None
            else []
        )
        is_plain = bool(arrival and arrival.lines and not arrival.preview.records)
        self.rows.columns = plain_columns() if is_plain else preview_columns(self._today)
        self.rows.show(rows)
        self._fit_rows(rows)
        self.list.setVisible(bool(rows))
        self._space.setVisible(not rows)
        self._quiet.setText(_quiet(arrival))
        self._quiet.setVisible(bool(self._quiet.text()))
        self._field_room.hide()
        wanted = _key(keep) if keep is not None else None
        at = next(
            (
                n
                for n, row in enumerate(rows)
                if not isinstance(row, GroupRow) and _key(row) == wanted
            ),
            next((n for n, row in enumerate(rows) if not isinstance(row, GroupRow)), -1),
        )
        if at >= 0:
            self.list.choose(at)
            self._choose(at)

    def _fit_rows(self, rows: list[PreviewLine | GroupRow]) -> None:
        """Give fields a dense row below their record's two lines."""
        theme = self._theme
        for at, row in enumerate(rows):
            if not isinstance(row, GroupRow):
                height = DENSE if not isinstance(row, RecordLine) else ROW
                self.list.setRowHeight(at, theme.px(height))

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        is_field = isinstance(row, FieldLine)
        if isinstance(row, FieldLine):
            self.field.show_field(row, can_pick=self._may_pick(row.field))
        self._field_room.setVisible(is_field)

    # ---- two values of one field, in a catalogue ------------------------------------------------

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """Return the fields whose value in the package counts, by record and name."""
        return tuple(sorted(self._picked))

    def _may_pick(self, field: FieldPreview) -> bool:
        manifest = self.arrival.manifest if self.arrival is not None else None
        is_catalogue = manifest is not None and manifest.purpose is Purpose.CATALOGUE
        return is_catalogue and field.is_conflict and bool(field.field)

    def _keeps_own(self, record: RecordPreview, field: FieldPreview) -> bool:
        return self._may_pick(field) and (record.record_id, field.field) not in self._picked

    @property
    def can_pick(self) -> bool:
        """Return whether the chosen row is a field with two values to choose from."""
        row = self.rows.row_at(self.list.chosen_row)
        return isinstance(row, FieldLine) and self._may_pick(row.field)

    def pick(self) -> None:
        """Let the other of two values of the chosen field count."""
        row = self.rows.row_at(self.list.chosen_row)
        if isinstance(row, FieldLine) and self._may_pick(row.field):
            self._picked.symmetric_difference_update({(row.record.record_id, row.field.field)})
            self._fill(keep=row)

    # ---- opening records ---------------------------------------------------------------------

    def toggle(self, at: int) -> None:
        """Open the record of a row to its fields, or close it again."""
        row = self.rows.row_at(at)
        if isinstance(row, FieldLine | RecordLine):
            name = row.record.record_id
            self._opened.symmetric_difference_update({name})
            self._fill(keep=RecordLine(row.record, is_open=True))

    def toggle_all(self) -> None:
        """Open all records, or close all when all are open."""
        names = {each.record_id for each in self._records() if each.fields}
        row = self.rows.row_at(self.list.chosen_row)
        self._opened = set() if names <= self._opened else names
        keep = None
        if isinstance(row, FieldLine | RecordLine):
            keep = RecordLine(row.record, is_open=True)
        self._fill(keep)

    def _records(self) -> tuple[RecordPreview, ...]:
        return self.arrival.preview.records if self.arrival is not None else ()


def _key(row: PreviewLine) -> tuple[str, ...]:
    if isinstance(row, RecordLine):
        return ("record", row.record.record_id)
    if isinstance(row, FieldLine):
        return ("field", row.record.record_id, row.field.label)
    return ("plain", row.words)


def _title(arrival: Arrival) -> str:
    if arrival.manifest is None:
        return arrival.path.name
    return f"{PURPOSES[arrival.manifest.purpose]}: {sender_words(arrival)}"


def _facts(arrival: Arrival, today: date) -> str:
    manifest = arrival.manifest
    if manifest is None:
        return ""
    newest = moment_words(manifest.made_ms, today) if manifest.made_ms else ""
    head = (arrival.path.name, manifest_words(manifest), f"mới nhất {newest}" if newest else "")
    lines = [" · ".join(filter(None, head))]
    if manifest.note:
        lines.append(f"Lời nhắn: {manifest.note}")
    return "\n".join(lines)


_Told = tuple[str, str, str, tuple[Action, ...]]


def _notice(arrival: Arrival) -> _Told | None:
    """Return what stands in the way of a package: tone, title, line, what can be done."""
    if arrival.needs_password and arrival.manifest is None:
        line = arrival.refusal or "Người gửi đã đặt mật khẩu; hỏi qua điện thoại."
        return "warn", "Gói này có mật khẩu", line, (PASSWORD,)
    if arrival.waits:
        return "warn", "Chờ gói gửi trước gói này", arrival.refusal, ()
    if arrival.lacks_parts:
        return "warn", "Gói này chưa đủ phần", arrival.refusal, (ADD, DROP)
    if arrival.refusal:
        return "danger", "Gói này không nhận được", arrival.refusal, (DROP,)
    return _trust_notice(arrival)


def _trust_notice(arrival: Arrival) -> _Told | None:
    if arrival.trust is Trust.OTHER_KEY:
        line = "Tên máy đã quen nhưng chữ ký thì lạ. Hãy gọi điện hỏi rõ trước khi nhận."
        return "danger", "Khóa của máy này đã khác trước", line, (TRUST,)
    if arrival.trust is Trust.NEW:
        line = "So mã với người gửi qua điện thoại, một lần cho mỗi máy, rồi hãy nhận."
        return "warn", "Máy gửi chưa quen", line, (TRUST,)
    if arrival.preview.notices:
        return "soft", arrival.preview.notices[0], " ".join(arrival.preview.notices[1:]), ()
    return None


def _quiet(arrival: Arrival | None) -> str:
    """Return what is said where a package has no lines, and where it leads."""
    if arrival is None or arrival.manifest is None or arrival.refusal:
        return ""
    if arrival.received_ms is not None and arrival.preview.is_empty:
        when = moment_text(arrival.received_ms)
        return f"Gói này đã nhận lúc {when}, không còn gì mới. Bỏ khỏi danh sách được."
    purpose = arrival.manifest.purpose
    if purpose is Purpose.SYNC and arrival.trust in {Trust.NEW, Trust.OTHER_KEY}:
        return ""  # nothing of it was looked at yet
    if purpose is Purpose.SYNC:
        return "Mọi thứ trong gói đã có ở máy này." if arrival.preview.is_empty else ""
    return AFTERWARDS[purpose]
