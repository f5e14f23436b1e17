"""The bar of Trao đổi: its views as chips with what waits in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.pages.exchange_reading import Exchanged
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip

HEIGHT = 44


@dataclass(frozen=True, slots=True)
class View:
    """One view of the page, and what stands in it while it is empty."""

    key: str
    title: str
    empty: str = ""
    hint: str = ""


VIEWS = (
    View(
        "waiting", "Đang chờ", "Chưa trao đổi với máy nào",
        "Hai máy không nối mạng vẫn chung một sổ: gửi gói qua USB hoặc thư, bên kia thả gói vào "
        "cửa sổ. Gói nào cũng được xem thử trước khi nhận.",
    ),
    View(
        "history", "Lịch sử", "Chưa gửi, nhận gói nào",
        "Mỗi lần gửi, nhận để lại một dòng: ai, lúc nào, bằng cách nào, bên kia đã nhận chưa.",
    ),
    View(
        "conflicts", "Chỗ khác nhau", "Không có chỗ nào hai máy ghi khác nhau",
        "Khi hai máy cùng sửa một ô mà chưa biết nhau, cả hai giá trị được giữ và chờ ở đây.",
    ),
    View("devices", "Máy này"),
)  # fmt: skip


class ViewBar(QWidget):
    """Says `chosen` with the name of a view."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 6, 18, 6)
        row.setSpacing(8)
        self.chips: dict[str, Chip] = {}
        for view in VIEWS:
            chip = Chip(theme, view.title)
            chip.clicked.connect(partial(self.chosen.emit, view.key))
            self.chips[view.key] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.setMinimumHeight(theme.px(HEIGHT))

    @property
    def first(self) -> QWidget:
        """Return where the focus goes when the bar is entered."""
        return next((each for each in self.chips.values() if each.isChecked()), self)

    def mark(self, name: str) -> None:
        """Show which view is open."""
        for key, chip in self.chips.items():
            chip.setChecked(key == name)

    def show_counts(self, read: Exchanged, arrived: int) -> None:
        """Show what waits in each view."""
        waiting = arrived + sum(bool(each.waiting_events) for each in read.partners)
        waiting += sum(bool(each.count) for each in read.matters)
        self.chips["waiting"].set_count(str(waiting) if waiting else "")
        self.chips["conflicts"].set_count(str(len(read.conflicts)) if read.conflicts else "")
