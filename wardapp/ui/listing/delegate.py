"""Paints cells exactly as look.md §4 says; grounds are the view's business."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wardapp.ui import painting
from wardapp.ui.listing.cells import Cell, RowLook
from wardapp.ui.listing.models import RowModel
from wardapp.ui.theme import Role, Theme

_PAD = 8
_LINE = 20


class CellDelegate(QStyledItemDelegate):
    """Draws a `Cell` of a RowModel: one line, two lines, badge, tick, stamp, icon."""

    def __init__(self, theme: Theme, parent: QWidget, left: int) -> None:
        super().__init__(parent)
        self._theme, self._left = theme, left

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        model = index.model()
        if not isinstance(model, RowModel):
            return
        cell: Cell | None = model.cell(index.row(), index.column())
        if cell is None:
            return
        look = model.look_at(index.row())
        box = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        if index.column() == 0:
            box.setLeft(box.left() + self._left)
        painter.save()
        if cell.wraps:
            self._paint_wrapped(painter, box, cell, look)
        else:
            self._paint_lines(painter, box, cell, look)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size wanted."""
        return QSize(40, self._theme.px(55))

    def _paint_wrapped(self, painter: QPainter, box: QRectF, cell: Cell, look: RowLook) -> None:
        theme, role = self._theme, Role.STRONG if look is RowLook.NEW else Role.BODY
        font, ink = self._styled(role, look), theme.colour(_ink(cell.tone, look))
        indent = painting.stamp_width(theme, cell.stamp) + 8 if cell.stamp else 0
        wrapped = painting.wrap(cell.first, font, box.width(), 2, indent)
        step = max(theme.px(_LINE), theme.metrics(role).height())
        top = box.center().y() - step * max(len(wrapped.lines), 2 if box.height() > 50 else 1) / 2
        for number, line in enumerate(wrapped.lines):
            area = QRectF(box.left(), top + number * step, box.width(), step)
            if number == 0 and cell.stamp:
                painting.draw_stamp(
                    painter, theme, QPointF(area.left(), area.center().y()), cell.stamp
                )
                area.setLeft(area.left() + indent)
            painting.draw_text(painter, area, line, font, ink)

    def _paint_lines(self, painter: QPainter, box: QRectF, cell: Cell, look: RowLook) -> None:
        theme = self._theme
        step = max(theme.px(_LINE), theme.metrics(Role.BODY).height())
        has_two = bool(cell.second) or box.height() > theme.px(50)
        top = box.center().y() - (step if has_two else step / 2)
        self._paint_first(painter, QRectF(box.left(), top, box.width(), step), cell, look)
        if cell.second:
            area = QRectF(box.left(), top + step, box.width(), step)
            ink = theme.colour("text3")
            self._put(
                painter,
                area,
                cell.second,
                self._styled(Role.SMALL, look),
                ink.name(),
                right=cell.is_right,
            )

    def _paint_first(self, painter: QPainter, area: QRectF, cell: Cell, look: RowLook) -> None:
        theme = self._theme
        if cell.is_badge and cell.first:
            at = QPointF(area.left(), area.center().y())
            painting.draw_badge(painter, theme, at, cell.first, cell.tone)
            return
        if cell.has_tick or cell.icon:
            name, tone = ("checkmark_circle", "ok") if cell.has_tick else (cell.icon, "text2")
            size = 16 if cell.has_tick else 18
            device = painter.device()
            dpr = device.devicePixelRatio() if device is not None else 1.0
            pixmap = theme.icon(name, tone, size, dpr)
            painter.drawPixmap(QPointF(area.left(), area.center().y() - size / 2), pixmap)
            area = area.adjusted(21 if cell.has_tick else 25, 0, 0, 0)
        role = (
            Role.STRONG
            if cell.is_strong or (look is RowLook.NEW and cell.tone == "link")
            else Role.BODY
        )
        tone = {"link": "accent", "plain": "text"}.get(cell.tone, cell.tone)
        self._put(
            painter,
            area,
            cell.first,
            self._styled(role, look),
            _ink(tone, look),
            right=cell.is_right,
        )

    def _put(
        self, painter: QPainter, area: QRectF, text: str, font: QFont, tone: str, *, right: bool
    ) -> None:
        if right:
            painter.setFont(font)
            width = min(float(painter.fontMetrics().horizontalAdvance(text)) + 1, area.width())
            area = QRectF(area.right() - width, area.top(), width, area.height())
        painting.draw_text(painter, area, text, font, self._theme.colour(tone))

    def _styled(self, role: Role, look: RowLook) -> QFont:
        font = QFont(self._theme.font(role))
        font.setStrikeOut(look is RowLook.CANCELLED)
        return font


def _ink(tone: str, look: RowLook) -> str:
    if look is RowLook.CANCELLED:
        return "text3"
    return "text2" if look is RowLook.DONE and tone == "text" else tone
