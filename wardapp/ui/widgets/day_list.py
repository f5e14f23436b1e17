"""The list of Hôm nay: sections in words, two-line rows with what is due at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

HEADING, ROW, END = 38, 50, 10
ICON_LEFT, WORDS_LEFT, PAD_RIGHT = 15, 48, 12
ICON = 20
BAR, LEADING = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHeading:
    """The title of a section and how many rows it has."""

    title: str
    count: str = ""
    tone: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One thing to do: icon, title, circumstance, when; `badge` is a tone or "" for plain words.

    `value` is handed out again when the row is opened.
    """

    icon: str
    title: str
    circumstance: str
    when: str
    badge: str = ""
    is_last: bool = False
    value: Any = None


class DayModel(QAbstractListModel):
    """Headings and rows, all at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DayHeading | DayRow, ...] = ()

    def show(self, lines: tuple[DayHeading | DayRow, ...]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a line."""
        if role not in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        line = self.lines[index.row()]
        if isinstance(line, DayHeading):
            return f"{line.title} {line.count}".strip()
        return ". ".join(part for part in (line.title, line.circumstance, line.when) if part)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a line; headings are passed over by the arrows."""
        if isinstance(self.lines[index.row()], DayHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size wanted."""
        model = index.model()
        is_row = isinstance(model, DayModel) and isinstance(model.lines[index.row()], DayRow)
        return QSize(200, self._theme.px(ROW if is_row else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line."""
        model = index.model()
        if not isinstance(model, DayModel):
            return
        line, box = model.lines[index.row()], QRectF(option.rect)
        painter.save()
        if isinstance(line, DayHeading):
            self._paint_heading(painter, line, box)
        else:
            is_hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
            is_chosen = index.row() == self._view.currentIndex().row()
            self._paint_ground(painter, box, line, is_chosen=is_chosen, is_hot=is_hot)
            self._paint_row(painter, box, line, is_chosen=is_chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, line: DayHeading, box: QRectF) -> None:
        theme = self._theme
        area = QRectF(box.left() + 2, box.top() + theme.px(12), box.width() - 4, theme.px(24))
        width = theme.metrics(Role.SECTION).horizontalAdvance(line.title) + 1
        ink = theme.colour(line.tone)
        painting.draw_text(painter, area, line.title, theme.font(Role.SECTION), ink)
        area.setLeft(area.left() + width + 9)
        painting.draw_text(painter, area, line.count, theme.font(Role.SMALL), theme.colour("text3"))

    def _paint_ground(
        self, painter: QPainter, box: QRectF, line: DayRow, *, is_chosen: bool, is_hot: bool
    ) -> None:
        theme = self._theme
        card = box.adjusted(0, 0, 0, -1)
        if is_chosen:
            focused = self._view.hasFocus()
            fill = "soft" if focused else "mute"
            painting.draw_card(painter, theme, card, fill, fill, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if focused else "ctl2"))
            middle = card.center().y()
            painter.drawRoundedRect(QRectF(card.left(), middle - 10, BAR, 20), 1.5, 1.5)
        elif is_hot:
            painting.draw_card(painter, theme, card, "hover", "hover", 6)
        if not line.is_last and not is_chosen:
            bottom = round(box.bottom()) - 1
            left = round(box.left()) + WORDS_LEFT
            colour = theme.colour("line")
            painter.fillRect(left, bottom, round(box.right()) - left, 1, colour)

    def _paint_row(self, painter: QPainter, box: QRectF, line: DayRow, *, is_chosen: bool) -> None:
        theme, middle = self._theme, box.center().y()
        ink = "accent" if is_chosen else "text2"
        pixmap = theme.icon(line.icon, ink, ICON, self._view.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + ICON_LEFT, middle - ICON / 2), pixmap)
        right = self._paint_when(painter, box, line)
        role = Role.STRONG if is_chosen else Role.BODY
        top = theme.metrics(role).height()
        low = theme.metrics(Role.SMALL).height()
        start = middle - (top + LEADING + low) / 2
        left = box.left() + WORDS_LEFT
        area = QRectF(left, start, right - left - 16, top)
        painting.draw_text(painter, area, line.title, theme.font(role), theme.colour("text"))
        area = QRectF(left, start + top + LEADING, right - left - 16, low)
        small = theme.font(Role.SMALL)
        painting.draw_text(painter, area, line.circumstance, small, theme.colour("text3"))

    def _paint_when(self, painter: QPainter, box: QRectF, line: DayRow) -> float:
        """Draw what is due at the right; return where it begins."""
        theme, right = self._theme, box.right() - PAD_RIGHT
        if not line.when:
            return right
        if line.badge:
            left = right - painting.badge_width(theme, line.when)
            at = QPointF(left, box.center().y())
            painting.draw_badge(painter, theme, at, line.when, line.badge)
            return left
        left = right - theme.metrics(Role.BODY).horizontalAdvance(line.when) - 1
        area = QRectF(left, box.top(), right - left, box.height())
        painting.draw_text(painter, area, line.when, theme.font(Role.BODY), theme.colour("text2"))
        return left


class DayList(QListView):
    """Shows the day; `opened` (Enter, click on a chosen row, double click) hands out a value."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines = DayModel()
        self.setModel(self.lines)
        self.setItemDelegate(_DayDelegate(theme, self))
        self.setAccessibleName("Việc của ngày")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; border: 0; outline: 0; }")
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit)

    def show_lines(self, lines: tuple[DayHeading | DayRow, ...]) -> None:
        """Show the day; the chosen thing stays chosen, else the first one is."""
        before = self.chosen()
        kept = before.value if before is not None else None
        self.lines.show(lines)
        rows = [at for at, line in enumerate(lines) if isinstance(line, DayRow)]
        same = [at for at in rows if kept is not None and _value(lines[at]) == kept]
        if rows:
            self.setCurrentIndex(self.lines.index((same or rows)[0], 0))
        if not same:
            self.scrollToTop()

    def chosen(self) -> DayRow | None:
        """Return the chosen row."""
        at = self.currentIndex().row()
        line = self.lines.lines[at] if 0 <= at < len(self.lines.lines) else None
        return line if isinstance(line, DayRow) else None

    def full_height(self) -> int:
        """Return the height of all lines together."""
        sizes = (ROW if isinstance(line, DayRow) else HEADING for line in self.lines.lines)
        return sum(self._theme.px(size) for size in sizes) + END

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        super().mousePressEvent(event)
        self.viewport().update()

    def _open(self) -> None:
        line = self.chosen()
        if line is not None:
            self.opened.emit(line.value)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _value(line: DayHeading | DayRow) -> object:
    return line.value if isinstance(line, DayRow) else None
