"""Where a sheet of charts is shown; cells of the heat map are walked by arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from wardapp.core.log_charts import HeatColumn, HeatRow
from wardapp.ui import painting
from wardapp.ui.pages.daylog_charts_sheets import HeatSheet, Sheet
from wardapp.ui.theme import Theme, Themed
from wardapp.ui.widgets.charts_heat import HeatPlan, said_cell
from wardapp.ui.widgets.charts_ink import Ink

LEFT, TOP, BOTTOM = 22, 12, 16


class ChartCanvas(QWidget):
    """Draws a sheet; says `moved` with a cell in words and `opened` with channel and column."""

    moved = Signal(str)
    opened = Signal(object, object)  # HeatRow, HeatColumn

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: Sheet | None = None
        self._plan: HeatPlan | None = None
        self._cursor, self._is_walked = (0, 0), False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ground", "surface")
        self.setMouseTracking(True)
        Themed(theme, self)

    @property
    def sheet(self) -> Sheet | None:
        """Return the sheet shown."""
        return self._sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet."""
        self._sheet, self._plan = sheet, None
        if isinstance(sheet, HeatSheet):
            self._plan = HeatPlan.of(Ink.of(self._theme), sheet.table, self._box())
            self._cursor = self._near(self._cursor)
        self.setAccessibleName(f"{sheet.title}, {sheet.fact}")
        self.setAccessibleDescription(sheet.said())
        self._fit()
        self.update()

    def _near(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """Return the cursor inside the map shown."""
        if not isinstance(self._sheet, HeatSheet):
            return 0, 0
        table = self._sheet.table
        last_row, last_column = max(len(table.rows) - 1, 0), max(len(table.columns) - 1, 0)
        return min(cursor[0], last_row), min(cursor[1], last_column)

    def _box(self) -> QRectF:
        return QRectF(LEFT, TOP, max(self.width() - 2 * LEFT, 1), self.height())

    def _fit(self) -> None:
        if self._sheet is not None:
            high = self._sheet.height(Ink.of(self._theme), self._box().width())
            self.setFixedHeight(round(high) + TOP + BOTTOM)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._sheet is None:
            return
        painter, ink = QPainter(self), Ink.of(self._theme)
        self._sheet.draw(painter, ink, self._box())
        if not isinstance(self._sheet, HeatSheet):
            if self.hasFocus() and self._is_walked:
                box = QRectF(self.rect()).adjusted(4, 2, -4, -2)
                painting.draw_ring(painter, self._theme, box, 6)
            return
        self._plan = HeatPlan.of(ink, self._sheet.table, self._box())
        if self.hasFocus() and self._sheet.table.rows:
            cell = self._plan.cell(*self._cursor).adjusted(-3, -3, 3, 3)
            painting.draw_ring(painter, self._theme, cell, 6)

    # ---- walking ------------------------------------------------------------------------------

    def cell(self) -> tuple[HeatRow, HeatColumn] | None:
        """Return channel and column of the cell walked to."""
        if not isinstance(self._sheet, HeatSheet) or not self._sheet.table.rows:
            return None
        row, column = self._cursor
        return self._sheet.table.rows[row], self._sheet.table.columns[column]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        keys = Qt.Key
        steps = {
            keys.Key_Left: (0, -1), keys.Key_Right: (0, 1), keys.Key_Up: (-1, 0),
            keys.Key_Down: (1, 0),
        }  # fmt: skip
        key, found = keys(event.key()), self.cell()
        if found is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in steps:
            down, right = steps[key]
            self.walk((max(self._cursor[0] + down, 0), max(self._cursor[1] + right, 0)))
        elif key in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.opened.emit(*found)
        else:
            super().keyPressEvent(event)

    def walk(self, cursor: tuple[int, int]) -> None:
        """Walk to a cell and say what it holds."""
        self._cursor = self._near(cursor)
        if isinstance(self._sheet, HeatSheet) and self._sheet.table.rows:
            words = said_cell(self._sheet.table, *self._cursor)
            self.setAccessibleDescription(words)
            self.moved.emit(words)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        found = self._plan.at(event.position()) if self._plan else None
        if found and isinstance(self._sheet, HeatSheet):
            self.moved.emit(said_cell(self._sheet.table, *found))
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Walk to the cell clicked."""
        found = self._plan.at(event.position()) if self._plan else None
        if found:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.walk(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell clicked twice."""
        found = self.cell()
        if found and self._plan and self._plan.at(event.position()):
            self.opened.emit(*found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        tabs = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self._is_walked = event.reason() in {*tabs, Qt.FocusReason.ShortcutFocusReason}
        self.walk(self._cursor)


class ChartRoom(QScrollArea):
    """A canvas that scrolls downwards where it is higher than the page."""

    def __init__(self, canvas: ChartCanvas) -> None:
        super().__init__()
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
