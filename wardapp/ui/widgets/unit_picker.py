"""Units to choose from: all of a kind with one chip, or one by one in the list below."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.texts import Text

KINDS = {
    "tdp": "Tổ dân phố",
    "chi-bo": "Chi bộ",
    "co-quan": "Cơ quan",
    "doan-the": "Đoàn thể",
}
LIST_HEIGHT, BOX = 132, 13


class UnitPicker(QWidget):
    """Chips of kinds over a list with ticks; space ticks the unit at hand."""

    changed = Signal()

    def __init__(self, theme: Theme, units: Iterable[Unit], label: str) -> None:
        super().__init__()
        self._units = {each.id: each for each in units}
        self._chips: dict[str, Chip] = {}
        self._said = Text(theme, "", Role.SMALL, "text2")
        self._label = label
        self.list = QListWidget()
        self.list.setAccessibleName(label)
        self.list.setMinimumHeight(theme.px(LIST_HEIGHT))
        self._theme = theme
        self._build(theme)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        """Draw the boxes in the window's own colours: the system's are lost on a dark ground."""
        tokens, side = self._theme.tokens, self._theme.px(BOX)
        self.list.setStyleSheet(
            f"QListWidget {{ border: 1px solid {tokens.line}; }}"
            f"QListWidget::indicator {{ width: {side}px; height: {side}px; border-radius: 3px; "
            f"border: 1px solid {tokens.text2}; background: {tokens.surface}; }}"
            f"QListWidget::indicator:checked {{ background: {tokens.accent}; "
            f"border-color: {tokens.accent}; }}"
        )

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._said)
        kinds = [kind for kind in KINDS if any(u.kind == kind for u in self._units.values())]
        row = QHBoxLayout()
        row.setSpacing(6)
        for kind in kinds:
            chip = Chip(theme, KINDS[kind])
            chip.clicked.connect(partial(self._tick_kind, kind))
            self._chips[kind] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column.addLayout(row)
        for unit in self._units.values():
            item = QListWidgetItem(unit.name)
            item.setData(Qt.ItemDataRole.UserRole, unit.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        column.addWidget(self.list)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self._tell()

    def chosen(self) -> tuple[RecordId, ...]:
        """Return the ticked units in the order of the list."""
        return tuple(
            RecordId(str(item.data(Qt.ItemDataRole.UserRole)))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def choose(self, unit_ids: Iterable[RecordId]) -> None:
        """Tick these units and no others."""
        wanted = set(unit_ids)
        with QSignalBlocker(self.list):
            for item in self._items():
                is_on = self._unit(item).id in wanted
                item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._tell()

    def _tick_kind(self, kind: str, is_on: object = None) -> None:
        del is_on
        mine = [u for u in self._units.values() if u.kind == kind]
        every = set(self.chosen()).issuperset(each.id for each in mine)
        state = Qt.CheckState.Unchecked if every else Qt.CheckState.Checked
        with QSignalBlocker(self.list):
            for item in self._items():
                if self._unit(item).kind == kind:
                    item.setCheckState(state)
        self._tell()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _unit(self, item: QListWidgetItem) -> Unit:
        return self._units[RecordId(str(item.data(Qt.ItemDataRole.UserRole)))]

    def _tell(self) -> None:
        chosen = set(self.chosen())
        for kind, chip in self._chips.items():
            mine = [each.id for each in self._units.values() if each.kind == kind]
            chip.setChecked(chosen.issuperset(mine))
            chip.set_count(str(len(mine)))
        none = "chưa chọn: cơ quan ta gửi cấp trên"
        self._said.setText(f"{self._label}: {f'{len(chosen)} đơn vị' if chosen else none}")
        self.changed.emit()
