"""How the proposal stands: page at the left, form at the right, buttons below the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.texts import Rule

FOOT = 54
LEGEND = "Nét liền: đọc rõ. Nét vàng: cần xem lại."
BY_HAND = (
    "Chưa có tệp. Thả tệp vào đây nếu có, WardApp sẽ đọc giúp.\n"
    "Văn bản giấy: ghi các ô bên phải rồi bấm Enter."
)


class Foot(QWidget):
    """The buttons below the form, the main one at the right."""

    def __init__(self, theme: Theme, left: tuple[Button, ...], main: Button) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 20, 8)
        row.setSpacing(8)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(main)
        self.setMinimumHeight(theme.px(FOOT))


def stacked(first: QWidget, *rest: QWidget) -> QWidget:
    """Return widgets below each other; the first takes what is left."""
    whole = QWidget()
    stack_in(whole, first, *rest)
    return whole


def stack_in(whole: QWidget, first: QWidget, *rest: QWidget) -> None:
    """Put widgets below each other into a room; the first takes what is left."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(first, 1)
    for part in rest:
        column.addWidget(part)


def beside(left: QWidget, right: QWidget) -> QWidget:
    """Return two widgets with a line between them; the left takes what is left."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left, 1)
    row.addWidget(Rule(upright=True))
    row.addWidget(right)
    return whole


def scrolled(sheet: QWidget, width: int) -> QScrollArea:
    """Return fields of one width that scroll where the window is too low for them."""
    sheet.setProperty("ground", "surface")
    area = QScrollArea()
    area.setWidget(sheet)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFixedWidth(width)
    return area
