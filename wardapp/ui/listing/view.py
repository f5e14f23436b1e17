"""The list of two-line rows: hover, selection bar, hairlines, sort by the head, keys."""

from __future__ import annotations

from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wardapp.ui import painting
from wardapp.ui.listing.cells import Column, GroupRow, RowLook
from wardapp.ui.listing.delegate import CellDelegate
from wardapp.ui.listing.many import MOST, ManySign, choose_first
from wardapp.ui.listing.models import RowModel
from wardapp.ui.theme import Role, Theme

ROW, DENSE, GROUP, HEAD = 55, 34, 28, 32
ROOMY = 420  # what a flexible column keeps before columns that grow take a share
BAR = 3
_ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class Head(QHeaderView):
    """The head of a list: 9 pt 600, own sort arrow."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.sorted_section, self.is_reversed, self.left = -1, False, 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        theme, model = self._theme, self.model()
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        column = model.columns[section]  # type: ignore[attr-defined]
        box = QRectF(rect).adjusted(8 + (self.left if section == 0 else 0), 0, -8, 0)
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        font, ink = theme.font(Role.LABEL), theme.colour("text2")
        if column.is_right:
            width = min(theme.metrics(Role.LABEL).horizontalAdvance(text) + 1, box.width())
            box.setLeft(box.right() - width)
        painting.draw_text(painter, box, text, font, ink)
        if section == self.sorted_section:
            name = "arrow_up" if self.is_reversed else "arrow_down"
            pixmap = theme.icon(name, "text3", 16, self.devicePixelRatioF())
            left = min(box.right() - 10, rect.right() - 26)
            painter.drawPixmap(QPointF(left, box.center().y() - 8), pixmap)


class RowView(QTableView):
    """Shows a RowModel; `chosen` follows the arrows, `opened` is Enter, `enlarged` is Space.

    After `allow_many` several rows can be chosen: Shift+↑↓, Ctrl+click, Ctrl+Space, Ctrl+A.
    """

    chosen = Signal(int)  # row index, -1 = none
    opened = Signal(int)
    enlarged = Signal(int)
    sorted = Signal(str)  # one of Column.sort
    counted = Signal(int)  # how many rows are chosen now

    def __init__(self, theme: Theme, name: str, row_height: int = ROW, left: int = 14) -> None:
        super().__init__()
        self._theme, self._row_height, self._left, self._hover = theme, row_height, left, -1
        self._headings: tuple[int, ...] = ()
        self._sign = ManySign(theme, self)
        self.setAccessibleName(name)
        self._head = Head(theme, self)
        self._head.left = left
        self.setHorizontalHeader(self._head)
        self._head.sectionClicked.connect(self._sort_by)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(CellDelegate(theme, self, left))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self._fit_heights()
        theme.changed.connect(self._fit_heights)

    def show_model(self, model: RowModel[Any]) -> None:
        """Show the rows of a model."""
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._follow)
        self.selectionModel().selectionChanged.connect(self._say_many)
        model.modelReset.connect(self._after_reset)
        model.modelReset.connect(self._say_many)
        model.rowsInserted.connect(self._after_reset)
        self._after_reset()

    def allow_many(self) -> None:
        """Let several rows be chosen, for what can be done to all of them at once."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_rows(self) -> tuple[Any, ...]:
        """Return the rows chosen, in the order of the list; rows still on their way are left out.

        With one row chosen, or none allowed but one, that is the current row.
        """
        model = self.model()
        if not isinstance(model, RowModel):
            return ()
        numbers = self._chosen_numbers() or [self.chosen_row]
        found = (model.row_at(number) for number in numbers if number >= 0)
        return tuple(row for row in found if row is not None and not isinstance(row, GroupRow))

    def _chosen_numbers(self) -> list[int]:
        selection = self.selectionModel()
        if selection is None:
            return []
        spans = sorted((span.top(), span.bottom()) for span in selection.selection().toList())
        numbers = (row for top, bottom in spans for row in range(top, bottom + 1))
        return list(dict.fromkeys(islice(numbers, MOST)))

    def _say_many(self) -> None:
        model, numbers = self.model(), self._chosen_numbers()
        count = len(numbers)
        if isinstance(model, RowModel):
            model.hold(numbers)
            self._sign.say(count, model.rowCount())
        self.viewport().update()
        self.counted.emit(count)

    def _choose_all(self) -> None:
        """Choose all rows, the first thousand of a long book, once they are here."""
        model = self.model()
        if isinstance(model, RowModel):
            model.bring(MOST, lambda count: choose_first(self, count))

    def _follow(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.chosen.emit(now.row())

    def hide_head(self) -> None:
        """Show no head above the rows."""
        self._head.hide()

    def mark_sort(self, order: str) -> None:
        """Show the arrow in the column that has this order."""
        for section, column in enumerate(self._columns()):
            if order in column.sort:
                self._head.sorted_section = section
                self._head.is_reversed = column.sort.index(order) > 0
        self._head.viewport().update()

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        model = self.model()
        if model is None or not 0 <= row < model.rowCount():
            return
        index = model.index(row, 0)
        # Told outright: left to Qt, a Ctrl that happens to be down would change what this means.
        self.selectionModel().setCurrentIndex(index, _ONE_ROW)
        self.scrollTo(index)

    @property
    def chosen_row(self) -> int:
        """Return the chosen row, -1 when there is none."""
        return self.currentIndex().row()

    def _columns(self) -> tuple[Column[Any], ...]:
        model = self.model()
        return model.columns if isinstance(model, RowModel) else ()

    def _sort_by(self, section: int) -> None:
        orders = self._columns()[section].sort
        if not orders:
            return
        is_again = section == self._head.sorted_section and not self._head.is_reversed
        order = orders[1] if is_again and len(orders) > 1 else orders[0]
        self.mark_sort(order)
        self.sorted.emit(order)

    def _fit_heights(self) -> None:
        theme = self._theme
        height = max(theme.px(self._row_height), round(theme.metrics(Role.BODY).height()) + 2)
        self.verticalHeader().setMinimumSectionSize(theme.px(GROUP))
        self.verticalHeader().setDefaultSectionSize(height)
        self._head.setFixedHeight(theme.px(HEAD))
        if self.model() is not None:
            self._after_reset()
        self.viewport().update()

    def _after_reset(self) -> None:
        self._spread()
        model = self.model()
        if not isinstance(model, RowModel):
            return
        self.clearSpans()
        for row in self._headings:  # a row that was a heading before may be a line now
            if row < model.rowCount():
                self.setRowHeight(row, self.verticalHeader().defaultSectionSize())
        self._headings = model.heading_rows()
        for row in self._headings:
            self.setSpan(row, 0, 1, max(len(model.columns), 2))
            self.setRowHeight(row, self._theme.px(GROUP))

    def _spread(self) -> None:
        """Give fixed columns their width and the flexible one the rest."""
        columns = self._columns()
        if not columns:
            return
        widths = [self._theme.px(column.width) for column in columns]
        widths[0] += self._left
        rest = self.viewport().width() - sum(widths)
        growing = [place for place, column in enumerate(columns) if column.grows]
        more = max(0, rest - self._theme.px(ROOMY)) // (len(growing) + 1)
        for place in growing:
            widths[place] += more
            rest -= more
        flexible = [place for place, column in enumerate(columns) if not column.width] or [
            len(columns) - 1
        ]
        for place in flexible:
            widths[place] += max(rest // len(flexible), 60 if not columns[place].width else 0)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._spread()
        self._sign.place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._set_hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._set_hover(-1)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Answer a double click."""
        self.opened.emit(self.chosen_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        row, is_plain = self.chosen_row, event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Space and is_plain and row >= 0:
            self.enlarged.emit(row)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and is_plain and row >= 0:
            self.choose(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif not self._many_key(event):
            super().keyPressEvent(event)

    def _many_key(self, event: QKeyEvent) -> bool:
        """Answer the keys of a list that allows many: Ctrl+A, and Esc back to one row."""
        if self.selectionMode() != QAbstractItemView.SelectionMode.ExtendedSelection:
            return False
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_all()
            return True
        if event.key() == Qt.Key.Key_Escape and len(self._chosen_numbers()) > 1:
            self.choose(self.chosen_row)
            return True
        return False

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        model = self.model()
        if isinstance(model, RowModel):
            painter = QPainter(self.viewport())
            self._paint_grounds(painter, model)
            painter.end()
        super().paintEvent(event)

    def _paint_grounds(self, painter: QPainter, model: RowModel[Any]) -> None:
        bottom = self.viewport().height()
        row = max(self.rowAt(0), 0)
        while row < model.rowCount():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if top > bottom:
                return
            self._paint_ground(painter, model, row, QRect(0, top, self.viewport().width(), height))
            row += 1

    def _paint_ground(self, painter: QPainter, model: RowModel[Any], row: int, box: QRect) -> None:
        theme, content = self._theme, model.row_at(row)
        if isinstance(content, GroupRow):
            self._paint_heading(painter, content, box)
            return
        is_chosen = row == self.chosen_row or self._is_among_chosen(row)
        focused = self.hasFocus() or not is_chosen
        if is_chosen:
            painter.fillRect(box, theme.colour("soft" if focused else "mute"))
            painter.fillRect(
                QRect(0, box.top(), BAR, box.height()),
                theme.colour("accent" if focused else "ctl2"),
            )
        elif row == self._hover:
            painter.fillRect(box, theme.colour("hover"))
        left = box.left() if self._row_height >= ROW else self._left + 8
        painter.fillRect(QRect(left, box.bottom(), box.width(), 1), theme.colour("line"))
        if content is None:
            bar = QRect(self._left + 8, box.center().y() - 5, 120, 10)
            painter.fillRect(bar, theme.colour("mute"))
        elif model.look_at(row) is RowLook.NEW:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QPointF(self._left - 2.5, box.top() + theme.px(18)), 3.5, 3.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _is_among_chosen(self, row: int) -> bool:
        selection = self.selectionModel()
        return selection is not None and selection.isRowSelected(row, QModelIndex())

    def _paint_heading(self, painter: QPainter, row: GroupRow, box: QRect) -> None:
        theme = self._theme
        painter.fillRect(box, theme.colour("alt"))
        area = QRectF(box).adjusted(self._left + 8, 0, -8, 0)
        painting.draw_text(
            painter, area, row.title, theme.font(Role.STRONG), theme.colour(row.tone)
        )
        width = theme.metrics(Role.STRONG).horizontalAdvance(row.title) + 10
        area.setLeft(area.left() + width)
        painting.draw_text(painter, area, row.count, theme.font(Role.SMALL), theme.colour("text3"))
