"""Several rows of a list chosen at once: how many, said on a small sign over the list."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

MOST = 1_000
"""Ctrl+A chooses no more rows than this: a batch that a clerk can still look over."""

_PAD, _HEIGHT, _BELOW = 14, 30, 12


class ManySign(QWidget):
    """Says how many rows are chosen while they are more than one."""

    def __init__(self, theme: Theme, over: QTableView) -> None:
        super().__init__(over)
        self._theme, self._over, self._words = theme, over, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        Themed(theme, self)
        self.hide()

    def say(self, count: int, total: int) -> None:
        """Show the count, or nothing for one row or none."""
        of = f" trong {dotted(total)}" if count < total else ""
        self._words = f"Đang chọn {dotted(count)}{of} dòng · Esc: bỏ chọn" if count > 1 else ""
        self.setAccessibleName(self._words)
        self.setVisible(bool(self._words))
        self.place()

    def place(self) -> None:
        """Stand at the foot of the list, in the middle."""
        size, area = self.sizeHint(), self._over.viewport().geometry()
        left = area.left() + (area.width() - size.width()) // 2
        top = area.bottom() - size.height() - self._theme.px(_BELOW)
        self.setGeometry(max(left, 4), max(top, 4), size.width(), size.height())
        self.raise_()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        width = self._theme.metrics(Role.STRONG).horizontalAdvance(self._words)
        return QSize(round(width) + 2 * self._theme.px(_PAD), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, painter = self._theme, QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painting.draw_card(painter, theme, box, "surface", "accent", 8)
        area = box.adjusted(theme.px(_PAD) - 1, 0, 0, 0)
        painting.draw_text(
            painter, area, self._words, theme.font(Role.STRONG), theme.colour("accent")
        )


def choose_first(view: QTableView, count: int) -> None:
    """Choose the first rows of a list; the current one stays where it is."""
    model, selection = view.model(), view.selectionModel()
    if model is None or count < 1:
        return
    last = model.index(count - 1, model.columnCount() - 1)
    every = QItemSelection(model.index(0, 0), last)
    selection.select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def dotted(count: int) -> str:
    """Return a count as it is written here: 1.000."""
    return f"{count:,}".replace(",", ".")
