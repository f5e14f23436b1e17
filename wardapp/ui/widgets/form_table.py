"""The table of a form: rows of 32, tinted computed columns, typing, pasting, keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wardapp.core.forms import CellKey
from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.fields import Choice
from wardapp.ui.widgets.form_face import CellFace, TableFace
from wardapp.ui.widgets.form_model import FormModel

ROW, HEAD, LEFT, PAD = 32, 38, 14, 8
PENCIL, CORNER = 16, 8
EMPTY = "Chưa có dòng nào. Ctrl N để thêm; không phát sinh thì để trống."
_Index = QModelIndex | QPersistentModelIndex
_MOVES = {
    Qt.Key.Key_Return: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Enter: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Tab: QAbstractItemView.CursorAction.MoveNext,
    Qt.Key.Key_Backtab: QAbstractItemView.CursorAction.MovePrevious,
}


class _FormHead(QHeaderView):
    """Heads of 9 pt 600 over the columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        theme, model = self._theme, self.model()
        if not isinstance(model, FormModel) or section >= len(model.face.columns):
            return
        column = model.face.columns[section]
        painter.fillRect(rect, theme.colour("alt" if column.is_tinted else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        box = QRectF(rect).adjusted(PAD + (LEFT if section == 0 else 0), 0, -PAD, 0)
        if column.is_right:
            width = theme.metrics(Role.LABEL).horizontalAdvance(column.head) + 1
            box.setLeft(box.right() - min(width, box.width()))
        painting.draw_text(painter, box, column.head, theme.font(Role.LABEL), theme.colour("text2"))


class _CellDelegate(QStyledItemDelegate):
    """Draws cells and opens their editors."""

    def __init__(self, theme: Theme, table: FormTable) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        model = index.model()
        cell = model.cell(index) if isinstance(model, FormModel) else None
        if cell is None or not isinstance(model, FormModel):
            return
        theme, box = self._theme, QRectF(option.rect)
        column = model.face.columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if column.is_tinted:
            painter.fillRect(option.rect, theme.colour("alt"))
        left = LEFT + PAD if index.column() == 0 else 0
        line = QRectF(box.left() + left, box.bottom() - 1, box.width() - left, 1)
        painter.fillRect(line, theme.colour("line"))
        is_chosen = index == self._table.currentIndex() and cell.key is not None
        self._paint_frame(painter, box, cell, is_chosen=is_chosen)
        self._paint_text(painter, box, cell, is_right=column.is_right, left=left)
        if cell.is_odd:
            self._paint_corner(painter, box)
        painter.restore()

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        """Fold the upper right corner: the figure is out of line with earlier periods."""
        right, top, size = box.right() - 2, box.top() + 2, self._theme.px(CORNER)
        corner = [QPointF(right - size, top), QPointF(right, top), QPointF(right, top + size)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("warn_mark"))
        painter.drawPolygon(corner)

    def _paint_frame(
        self, painter: QPainter, box: QRectF, cell: CellFace, *, is_chosen: bool
    ) -> None:
        if not is_chosen and not cell.is_doubtful:
            return
        has_focus = self._table.hasFocus()
        fill = "warn_soft" if cell.is_doubtful else ("soft" if has_focus else "mute")
        edge = ("accent" if has_focus else "ctl2") if is_chosen else "warn_mark"
        pen = QPen(self._theme.colour(edge), 2 if is_chosen else 1.4)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(fill))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _paint_text(
        self, painter: QPainter, box: QRectF, cell: CellFace, *, is_right: bool, left: int
    ) -> None:
        theme = self._theme
        role = Role.STRONG if cell.is_strong else (Role.SMALL if cell.is_small else Role.BODY)
        area = box.adjusted(left or PAD, 0, -PAD, -1)
        if cell.has_pencil:
            dpr = self._table.devicePixelRatioF()
            pixmap = theme.icon("edit", "text3", PENCIL, dpr)
            painter.drawPixmap(QPointF(area.left() - 2, area.center().y() - PENCIL / 2), pixmap)
            area.setLeft(area.left() + PENCIL + 2)
        if is_right:
            width = theme.metrics(role).horizontalAdvance(cell.text) + 1
            area.setLeft(area.right() - min(width, area.width()))
        painting.draw_text(painter, area, cell.text, theme.font(role), theme.colour(cell.tone))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return the editor of a cell: a list where the form gives choices."""
        model = index.model()
        cell = model.cell(index) if isinstance(model, FormModel) else None
        if cell is not None and cell.choices:
            choice = Choice(self._theme)
            choice.setParent(parent)
            choice.addItems(["", *cell.choices])
            choice.activated.connect(lambda _at: self._end(choice))
            QTimer.singleShot(0, choice, choice.showPopup)
            editor: QWidget = choice
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(cell.said if cell else "")
        return editor

    def _end(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys before the editor does: Enter goes down, Tab goes on."""
        if isinstance(watched, QWidget) and isinstance(event, QKeyEvent):
            action = _MOVES.get(Qt.Key(event.key()))
            if action is not None and event.type() is QEvent.Type.KeyPress:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
                self._table.step(action)
                return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Fill the editor."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), 0))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take the editor's value."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Place the editor over its cell, wide enough to type in."""
        box = QRect(option.rect)
        if not isinstance(editor, QLineEdit) or box.width() < self._theme.px(70):
            box.setWidth(max(box.width(), self._theme.px(110)))
        editor.setGeometry(box)


class FormTable(QTableView):
    """Shows a TableFace; says what is chosen, typed, pasted, opened."""

    picked = Signal(object)  # CellKey
    typed = Signal(object, str)  # CellKey, text
    pasted = Signal(object)  # tuple[(CellKey, text), …]
    opened = Signal(object)  # CellKey, by Enter or double click on a cell that is computed
    fitted = Signal(int)  # new width

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model_ = FormModel()
        self._head = _FormHead(theme, self)
        self.setHorizontalHeader(self._head)
        self.setModel(self.model_)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.model_.typed.connect(self.typed)
        self.selectionModel().currentChanged.connect(self._tell)
        Themed(theme, self)
        self._fit_heights()

    def show_face(self, face: TableFace) -> None:
        """Show a table; the chosen cell stays chosen where it is still there."""
        key = self.chosen_key
        self.setAccessibleName(face.title)
        self.model_.show(face)
        self._fit_heights()
        self._spread()
        if self.chosen_key != key:
            self.choose(key)
        self.viewport().update()

    @property
    def chosen_key(self) -> CellKey | None:
        """Return the key of the chosen cell."""
        cell = self.model_.cell(self.currentIndex())
        return cell.key if cell else None

    def choose(self, key: CellKey | None) -> bool:
        """Choose a cell; return False when it is not shown."""
        place = self.model_.face.place(key)
        if place is None:
            return False
        index = self.model_.index(*place)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def start_typing(self) -> None:
        """Open the editor of the chosen cell."""
        if self.model_.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        cell = self.model_.cell(now)
        if cell is not None and cell.key is not None:
            self.picked.emit(cell.key)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and pasting away from the shortcuts of pages."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Copy)
            if any(event.matches(each) for each in wanted):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        key = self.chosen_key
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            cell = self.model_.cell(self.currentIndex())
            QGuiApplication.clipboard().setText(cell.edit_text if cell else "")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and key is not None:
            self.opened.emit(key)
        else:
            super().keyPressEvent(event)

    def step(self, action: QAbstractItemView.CursorAction) -> None:
        """Go to the cell below or beside."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid() and self.model_.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentIndex(index)

    def _paste(self, text: str) -> None:
        """Tell which cells a block from a sheet falls on, from the chosen cell on."""
        place = self.model_.face.place(self.chosen_key)
        if place is None or not text.strip():
            return
        top, left = place
        wanted: list[tuple[CellKey, str]] = []
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            for right, value in enumerate(line.split("\t")):
                cell = self.model_.cell(self.model_.index(top + down, left + right))
                if cell and cell.key and cell.is_editable and value.strip():
                    wanted.append((cell.key, value.strip()))
        if wanted:
            self.pasted.emit(tuple(wanted))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; a table without rows says how to add one."""
        super().paintEvent(event)
        if self.model_.face.rows or not self.model_.face.columns:
            return
        theme, painter = self._theme, QPainter(self.viewport())
        area = QRectF(LEFT + PAD, 0, self.viewport().width() - LEFT - PAD, theme.px(ROW + 8))
        painting.draw_text(painter, area, EMPTY, theme.font(Role.BODY), theme.colour("text3"))

    def _fit_heights(self) -> None:
        theme = self._theme
        height = max(theme.px(ROW), round(theme.metrics(Role.STRONG).height()) + 4)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._head.setFixedHeight(theme.px(HEAD))

    def _spread(self) -> None:
        """Give each column its least width and share what is left."""
        columns = self.model_.face.columns
        if not columns:
            return
        widths = [self._theme.px(column.width) for column in columns]
        widths[0] += LEFT
        rest = max(self.viewport().width() - sum(widths) - LEFT, 0)
        shares = sum(column.share for column in columns) or 1
        for at, column in enumerate(columns):
            self.setColumnWidth(at, widths[at] + rest * column.share // shares)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._spread()
        if event.oldSize().width() != event.size().width():
            self.fitted.emit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_head"):
            self._fit_heights()
            self._spread()
            self.viewport().update()
