"""The quiet strip of an example office: what it is, and the two ways out of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask
from wardapp.ui.start_screens import wish_discard, wish_guide
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Badge, Elided


class ExampleStrip(QWidget):
    """Stands above the day in an example office only."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.discard = Link(theme, "Bỏ sổ mẫu")
        self.begin = Link(theme, "Chuẩn bị sổ thật")
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 4, 18, 4)
        row.setSpacing(12)
        row.addWidget(Badge(theme, "Sổ mẫu", "soft"))
        words = "Mọi tên và văn bản ở đây đều đặt ra để xem thử; cứ bấm, không hỏng gì."
        row.addWidget(Elided(theme, words, Role.SMALL, "text2"), 1)
        row.addWidget(self.discard)
        row.addWidget(self.begin)
        self.discard.clicked.connect(self._discard)
        self.begin.clicked.connect(self._begin)
        if not context.office.is_example:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._context.theme
        painter.fillRect(QRectF(self.rect()), theme.colour("alt"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))

    def _discard(self) -> None:
        sentence = "Cả sổ mẫu bị xóa khỏi máy này. Các sổ khác không bị động đến."
        if ask(self, self._context.theme, "Bỏ sổ mẫu?", sentence, "Bỏ sổ mẫu"):
            wish_discard(self._context.desk, self._context.office.folder)
            self._context.frame.reopen()

    def _begin(self) -> None:
        wish_guide(self._context.desk)
        self._context.frame.reopen()
