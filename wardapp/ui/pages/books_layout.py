"""The bars of Sổ đăng ký: days and paper above the list, what is open below it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.core.closing_views import VolumeState
from wardapp.ui.context import Context
from wardapp.ui.pages.books_rows import BookLine
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import DateField
from wardapp.ui.widgets.texts import Elided, Text

BAR, STATUS = 64, 32


class Parts(Protocol):
    """What the bars show."""

    context: Context
    first: DateField
    last: DateField
    chips: dict[str, Chip]
    status: Elided


def top_bar(parts: Parts) -> QWidget:
    """Return the bar with the days of the lists and the size of the paper."""
    theme = parts.context.theme
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(22, 6, 14, 6)
    row.setSpacing(8)
    row.addWidget(parts.first)
    row.addWidget(parts.last)
    row.addStretch(1)
    row.addWidget(Text(theme, "Khổ giấy", Role.SMALL, "text2"))
    for chip in parts.chips.values():
        row.addWidget(chip)
    bar.setMinimumHeight(theme.px(BAR))
    return bar


def foot_bar(parts: Parts) -> QWidget:
    """Return the bar that says what is open."""
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(22, 0, 14, 0)
    row.addWidget(parts.status, 1)
    bar.setMinimumHeight(parts.context.theme.px(STATUS))
    return bar


def status_of(row: BookLine, state: VolumeState | None) -> str:
    """Return what stands below the list: what is open, or where a book's own form lies."""
    if row.closing is not None:
        return f"Mã trang {row.closing.code}. F7 so với tệp và nhật ký, Ctrl P in lại đúng bản này."
    if row.state is None:
        return "Danh sách theo khoảng ngày ở trên."
    if state is None:
        return ""
    open_rows = f"{state.open_count} dòng chưa đóng"
    if state.first_open:
        open_rows += f", {state.first_open} đến {state.last_open}"
    more = f"; {state.supplement_count} thay đổi sau khi đóng" if state.supplement_count else ""
    return f"{state.line_count} văn bản; {open_rows}{more}; trang kế tiếp {state.next_page}"
