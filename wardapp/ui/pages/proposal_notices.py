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


Way3 = tuple[Callable[[], object], Callable[[], object], Callable[[], object] | None]


def tell_duplicate(notice: Notice, found: tuple[Duplicate, ...], ways: Way3) -> None:
    """Show the earlier line this may be and offer: open it, register still, only add the file."""
    first = found[0]
    view, still, attach = ways
    shown = [Way("Mở dòng cũ", view, "eye"), Way("Vẫn vào sổ", still, "checkmark")]
    if attach is not None:
        shown.append(Way("Chỉ kèm tệp vào dòng cũ", attach, "attach"))
    notice.set_tone("warn")
    notice.show_notice(
        f"Có thể trùng với số đến {first.arrival_code}, vào sổ ngày "
        f"{long_date(first.arrival_date)}",
        _about(first, len(found) - 1),
        tuple(shown),
    )


def _about(first: Duplicate, others: int) -> str:
    """Return the earlier line in two lines: what it is, how it came and who has it."""
    came = channel_name(Channel(first.channel)).lower()
    who = f"{first.handler} xử lý" if first.handler else "chưa giao ai xử lý"
    more = f" Còn {others} dòng khác cũng trùng." if others else ""
    about = " · ".join((first.number_symbol, first.organ_name, first.subject))
    return f"{about}\nNhận qua {came}, {who}.{more}"


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
