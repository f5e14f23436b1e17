"""The fields of the entry card of Nhật ký: where they stand and how wide they are."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.context import Context
from wardapp.ui.pages.daylog_more import MoreRow
from wardapp.ui.pages.daylog_rows import Ground
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.evidence_edit import EvidenceEdit
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField
from wardapp.ui.widgets.texts import Elided, Icon

HINT = "Gõ tắt được cả dòng:  fb; ra quân tình nguyện hè; 1; 1500; tdp 9 12"
MORE = "Giờ, phút, tương tác"
PASTED = "pasted"
"""Where a pasted picture waits in the data folder of this PC until its line is written."""
FIRST_ROW = ("day", "channel", "content")
WIDTHS = {"day": 84, "channel": 150, "amount": 58, "reach": 74, "places": 84}
STRETCHES = {"group": 3, "evidence": 1}
MOST_GROUP, LEAST_EVIDENCE = 420, 108
RETIRED = "(thôi dùng)"


class EntryFields(Card):
    """Fields in reading order, a third row when wanted, one line of words below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, fill="alt", padding=16)
        theme = context.theme
        self._context, self._ground = context, Ground()
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
        self.more = MoreRow(theme)
        self.more_link = Link(theme, MORE, key="F7")
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
        self._marked = {**self._fields, **self.more.fields}
        self._build()

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
        foot.addWidget(self.more_link)
        foot.addWidget(self.stop)
        self.stop.hide()
        self.body.setSpacing(7)
        for layout in (first, second):
            self.body.addLayout(layout)
        self.body.addWidget(self.more)
        self.body.addLayout(foot)
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
        order: list[QWidget] = [field.editor for field in self._marked.values()]
        order += [self.button, self.more_link, self.stop]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    # ---- channels and groups -------------------------------------------------------------------

    def show_ground(self, ground: Ground) -> None:
        """Know channels and groups; what was chosen stays chosen."""
        self._ground = ground
        self.choose(str(self.channel.value() or ""), str(self.group.value() or ""))

    def choose(self, channel: str, group: str) -> None:
        """Choose channel and group; those retired since stay to be chosen for their lines."""
        ground = self._ground
        channels = [(each.code, each.name) for each in ground.open_channels]
        groups = [("", "Chưa chọn")]
        groups += [(each.code, f"{each.code} {each.name}") for each in ground.open_groups]
        if channel and channel not in dict(channels):
            channels.append((channel, f"{ground.channel_name(channel)} {RETIRED}"))
        if group not in dict(groups):
            groups.append((group, f"{group} {RETIRED}"))
        _offer(self.channel, tuple(channels), channel)
        _offer(self.group, tuple(groups), group)


def _offer(field: ChoiceField, entries: tuple[tuple[str, str], ...], wanted: str) -> None:
    if field.entries() != entries:
        field.set_entries(entries)
    field.set_value(wanted)
