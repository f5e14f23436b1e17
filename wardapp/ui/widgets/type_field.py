"""A field for the type of a document: a list in groups, found by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from wardapp.core.layout import DocumentType
from wardapp.services.type_groups import TypeGroup, grouped, is_wanted
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.editors import Choice, LineEdit
from wardapp.ui.widgets.fields import Field

CODE = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT, MARGIN = 300, 380, 6
NOTHING = "Không có loại nào khớp."
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypeList(QFrame):
    """The list that opens below the field: a line to type into, headings, types."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._groups: tuple[TypeGroup, ...] = ()
        self.line = LineEdit("Gõ để tìm: tờ trình, tt, KH…")
        self.line.setAccessibleName("Tìm loại văn bản")
        self.list = QListView()
        self.list.setAccessibleName("Các loại văn bản")
        self.list.setProperty("popup", "yes")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self._none = QLabel(NOTHING)
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        for part in (self.line, self._none, self.list):
            column.addWidget(part)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(index.data(CODE)))

    def open_below(
        self, place: QPoint, width: int, groups: tuple[TypeGroup, ...], code: str
    ) -> None:
        """Show all types with one of them chosen, ready for letters."""
        self._groups = groups
        self.line.clear()
        self._fill("")
        self._go_to(code)
        px = self._theme.px
        self.resize(max(width, px(WIDTH)), px(HEIGHT))
        screen = self.screen().availableGeometry()
        place.setY(min(place.y(), screen.bottom() - self.height()))
        self.move(place)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def codes(self) -> list[str]:
        """Return the codes shown, in order."""
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        return [str(item.data(CODE)) for item in rows if item is not None and item.data(CODE)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list and Enter choose while letters go into the line."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _ENTERS:
            self._take(self.list.currentIndex().data(CODE))
            return True
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
            self._tell_current()
            return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._model.clear()
        for group in self._groups:
            kinds = [each for each in group.types if is_wanted(each, typed)]
            if kinds:
                self._model.appendRow(self._heading(group.title))
            for kind in kinds:
                item = QStandardItem(kind.name)
                item.setData(kind.code, CODE)
                item.setData(f"{kind.name}, {group.title}", Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(item)
        self._none.setVisible(not self.codes())
        if self.codes():
            self._go_to(self.codes()[0])

    def _heading(self, title: str) -> QStandardItem:
        item = QStandardItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._theme.font(Role.LABEL))
        item.setForeground(self._theme.colour("text3"))
        return item

    def _go_to(self, code: str) -> None:
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(CODE) == code:
                self.list.setCurrentIndex(self._model.index(row, 0))
                break
        self._tell_current()

    def _tell_current(self) -> None:
        """Say the chosen type where a screen reader listens: at the line that has the focus."""
        name = str(self.list.currentIndex().data() or NOTHING)
        self.line.setAccessibleDescription(name)

    def _take(self, code: object) -> None:
        if code:
            self.hide()
            self.chosen.emit(str(code))


class TypeChoice(Choice):
    """Shows the chosen type; letters, Space or a click open the list below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.groups: tuple[TypeGroup, ...] = ()
        self.below = TypeList(theme, self)
        self.below.chosen.connect(self._choose)

    def showPopup(self) -> None:
        """Open the list in groups in place of Qt's own."""
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        self.below.open_below(place, self.width(), self.groups, str(self.currentData() or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the letter typed; arrows go on choosing in place."""
        text = event.text()
        is_plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }
        if text.strip() and text.isprintable() and is_plain:
            self.showPopup()
            self.below.line.setText(text)
            return
        super().keyPressEvent(event)

    def _choose(self, code: str) -> None:
        self.setCurrentIndex(max(self.findData(code), 0))
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class TypeField(Field):
    """A labelled type of document."""

    def __init__(self, theme: Theme, label: str) -> None:
        self.choice = TypeChoice(theme)
        super().__init__(theme, label, self.choice)

    def show_types(self, types: Sequence[DocumentType], used: Sequence[str]) -> None:
        """Offer these types; `used` are codes, what the office writes most first."""
        self.choice.groups = grouped(types, used)
        self.choice.clear()
        for group in self.choice.groups:
            for kind in group.types:
                self.choice.addItem(kind.name, kind.code)

    def value(self) -> object:
        """Return the code of the chosen type."""
        return self.choice.currentData()

    def set_value(self, value: object) -> None:
        """Choose the type with this code."""
        self.choice.setCurrentIndex(max(self.choice.findData(value), 0))
