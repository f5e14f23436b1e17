"""The lines of Ctrl+K, in a widget that covers what is behind: a key paints the lines alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wardapp.ui import painting
from wardapp.ui.palette_entries import Entry
from wardapp.ui.theme import Role, Theme

GROUP = 28


class PaletteRows(QWidget):
    """Paints entries in the boxes given, in the measure of the palette; clicks go through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[tuple[Entry, QRect], ...] = ()
        self._chosen = 0
        # What is opaque hides the page and the shade, and they are not painted again.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_rows(self, entries: Sequence[Entry], boxes: Sequence[QRect], chosen: int) -> None:
        """Show these entries, one of them chosen."""
        self._rows, self._chosen = tuple(zip(entries, boxes, strict=True)), chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw those that can be seen."""
        painter, theme, group = QPainter(self), self._theme, ""
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.translate(-self.pos())
        seen = event.rect().translated(self.pos()).adjusted(0, 0, 0, theme.px(GROUP))
        for index, (entry, box) in enumerate(self._rows):
            is_first, group = entry.group != group, entry.group
            if not seen.intersects(box):
                continue
            if is_first:
                top = box.top() - theme.px(GROUP)
                area = QRectF(box.left() + 12, top, box.width(), theme.px(GROUP))
                painting.draw_text(
                    painter, area, group, theme.font(Role.LABEL), theme.colour("text2")
                )
            if index == self._chosen:
                painting.draw_card(painter, theme, QRectF(box), "soft", "soft", 6)
            self._paint_entry(painter, entry, QRectF(box), chosen=index == self._chosen)

    def _paint_entry(self, painter: QPainter, entry: Entry, box: QRectF, *, chosen: bool) -> None:
        theme, is_command = self._theme, entry.is_command
        ink = "accent" if chosen else "text2"
        pixmap = theme.icon(entry.icon, ink, 20, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + 12, box.center().y() - 10), pixmap)
        right = box.right() - 12
        if entry.key and (is_command or chosen):
            width, cap = painting.key_width(theme, entry.key), theme.px(18)
            key = QRectF(right - width, box.center().y() - cap / 2, width, cap)
            painting.draw_key(painter, theme, key, entry.key, "text3", "ctl")
            right = key.left() - 8
        elif is_command and entry.detail:
            width = theme.metrics(Role.SMALL).horizontalAdvance(entry.detail) + 1
            area = QRectF(right - width, box.top(), width, box.height())
            painting.draw_text(
                painter, area, entry.detail, theme.font(Role.SMALL), theme.colour("text3")
            )
            right = area.left() - 8
        left, step = box.left() + 44, theme.metrics(Role.BODY).height()
        top = box.center().y() - (step / 2 if is_command else step)
        self._paint_title(painter, entry, QRectF(left, top, right - left, step))
        if not is_command:
            area = QRectF(left, top + step, right - left, step)
            painting.draw_text(
                painter, area, entry.detail, theme.font(Role.SMALL), theme.colour("text3")
            )

    def _paint_title(self, painter: QPainter, entry: Entry, area: QRectF) -> None:
        theme, at, left = self._theme, 0, area.left()
        pieces: list[tuple[str, bool]] = []
        for start, length in entry.spans:
            pieces += [(entry.title[at:start], False), (entry.title[start : start + length], True)]
            at = start + length
        pieces.append((entry.title[at:], False))
        for text, is_hit in pieces:
            font: QFont = theme.font(Role.STRONG if is_hit else Role.BODY)
            width = theme.metrics(Role.STRONG if is_hit else Role.BODY).horizontalAdvance(text)
            room = QRectF(left, area.top(), min(width + 0.5, area.right() - left), area.height())
            if room.width() <= 0:
                return
            if is_hit:
                painter.fillRect(room.adjusted(-1, 0, 1, 0), theme.colour("warn_soft"))
            painting.draw_text(painter, room, text, font, theme.colour("text"))
            left += width
