"""A dialog to choose one of many: typing narrows, ↑ ↓ choose, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wardapp.ui.dialogs import Dialog
from wardapp.ui.listing.cells import Column, GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.editors import TextBox
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Text

Row = TypeVar("Row")
WIDTH, LIST_HEIGHT, PREVIEW_LINES = 640, 240, 4
WAIT_MS = 30
ROW = 50
MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class Chooser(Dialog, Generic[Row]):
    """`asked` says what was typed; answer with `show_rows`. `preview` tells a row in full."""

    asked = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        field: tuple[str, str],
        columns: Sequence[Column[Row]],
        yes: str,
    ) -> None:
        super().__init__(parent, theme, title, "", "search")
        self.chosen: Row | None = None
        self.words = LineField(theme, *field)
        self.rows: RowList[Row] = RowList(columns, parent=self)
        self.list = RowView(theme, title, ROW)
        self.whole: QPlainTextEdit = TextBox(theme, PREVIEW_LINES)
        self.none = Text(theme, "Không có dòng nào khớp.", Role.SMALL, "text2")
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._fill(parent, yes)
        self._connect()
        self.words.setFocus()

    def _fill(self, parent: QWidget, yes: str) -> None:
        theme = self.theme
        self.list.hide_head()
        self.list.show_model(self.rows)
        self.list.setFixedHeight(theme.px(LIST_HEIGHT))
        self.whole.setReadOnly(True)
        self.whole.setAccessibleName("Sẽ chèn")
        self.none.hide()
        for part in (self.words, self.list, self.none, self.whole):
            self.room.addWidget(part)
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button(yes, Kind.PRIMARY, key="Enter")
        self.yes.setEnabled(False)

    def _connect(self) -> None:
        self.yes.clicked.connect(self._take)
        self.words.line.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(lambda: self.asked.emit(self.words.text()))
        self.words.line.installEventFilter(self)
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(lambda _row: self._take())

    def preview(self, row: Row) -> str:
        """Return the whole of a row, shown below the list."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what fits the words, the first of it chosen."""
        self.rows.show(rows)
        self.none.setVisible(not rows)
        self.yes.setEnabled(bool(rows))
        if rows:
            self.list.choose(0)
            self._follow(0)
        else:
            self.whole.setPlainText("")

    def _follow(self, row: int) -> None:
        found = self._row(row)
        self.whole.setPlainText(self.preview(found) if found is not None else "")

    def _row(self, row: int) -> Row | None:
        found = self.rows.row_at(row) if row >= 0 else None
        return None if isinstance(found, GroupRow) else found

    def _take(self) -> None:
        self.chosen = self._row(self.list.chosen_row)
        if self.chosen is not None:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through the list while the typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = MOVES.get(Qt.Key(event.key()))
            if step is not None and self.rows.rowCount():
                last = self.rows.rowCount() - 1
                self.list.choose(max(0, min(last, self.list.chosen_row + step)))
                return True
        return super().eventFilter(watched, event)
