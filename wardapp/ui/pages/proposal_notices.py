"""What the proposal says when something is in doubt or must stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Channel
from wardapp.core.reading import Duplicate, ReadWarning
from wardapp.ui.pages.incoming_rows import channel_name
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.texts import Icon, Text

SHOWN_WARNINGS = 2


def tell_duplicate(
    notice: Notice,
    found: Duplicate,
    view: Callable[[], object],
    attach: Callable[[], object] | None,
) -> None:
    """Say which earlier line this may be, and offer what to do."""
    number = found.arrival_number
    ways = [Way(f"Xem số {number}", view, "eye")]
    if attach is not None:
        ways.append(Way(f"Thêm tệp này vào số {number}", attach, "attach"))
    came = channel_name(Channel(found.channel)).lower()
    notice.set_tone("warn")
    notice.show_notice(
        f"Có thể trùng với số đến {number}, vào sổ ngày {long_date(found.arrival_date)}",
        f"Cùng cơ quan, cùng số và ngày ban hành. Bản kia nhận qua: {came}.",
        tuple(ways),
    )


def tell_unreadable(notice: Notice, sentence: str) -> None:
    """Say that a file could not be read and can still be registered by hand."""
    notice.set_tone("warn")
    notice.show_notice(sentence, "Vẫn có thể vào sổ bằng tay, tệp được giữ kèm.")


def tell_warnings(notice: Notice, warnings: tuple[ReadWarning, ...]) -> None:
    """Say what looks wrong in the text."""
    if not warnings:
        return
    notice.set_tone("warn")
    shown = [warning.text for warning in warnings[:SHOWN_WARNINGS]]
    more = len(warnings) - len(shown)
    tail = f" Còn {more} điểm khác." if more > 0 else ""
    notice.show_notice(shown[0], (" ".join(shown[1:]) + tail).strip())


class StopPage(QWidget):
    """The stop before a secret: nothing was kept, the file is not named."""

    def __init__(self, theme: Theme, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._sentence = Text(theme, "", Role.BODY, "text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = Button(theme, "Đã hiểu", key="Enter", kind=Kind.PRIMARY)
        self._button.clicked.connect(go_on)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(Icon(theme, "error_circle", "danger", 48, filled=True), 0, centre)
        column.addWidget(Text(theme, "WardApp không nhận văn bản mật", Role.TITLE), 0, centre)
        self._sentence.setFixedWidth(theme.px(520))
        # A row of its own: a layout asks an aligned label for its size, not for its lines.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._sentence)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)
        self.setFocusProxy(self._button)

    def show_stop(self, sentence: str, *, more: bool) -> None:
        """Say why the work stops here."""
        self._sentence.setText(sentence)
        self._button.setText("Sang tệp kế tiếp" if more else "Đã hiểu")
