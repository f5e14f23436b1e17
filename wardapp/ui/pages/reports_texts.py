"""A table of text answers: one box a question, written when it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.forms import CellKey, TableSpec
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField

LINES, MOST = 3, 9


class TextsForm(QScrollArea):
    """Says `typed` with a key and its new text, `picked` with the box that has the focus."""

    typed = Signal(object, str)
    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: dict[CellKey, BoxField] = {}
        self._kept: dict[CellKey, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = QWidget()
        room.setProperty("ground", "surface")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(22, 8, 18, 12)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(room)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_table(self, sheet: Sheet, table: TableSpec) -> None:
        """Show the answers; a box that is being typed into keeps its text."""
        rows = sheet.filled.table(table.code).rows
        keys = [cell.key for row in rows for cell in row.cells]
        if keys != list(self.boxes):
            self._make([(cell.key, row.label) for row in rows for cell in row.cells])
        for row in rows:
            for cell in row.cells:
                text, box = str(cell.value or ""), self.boxes[cell.key]
                if self._kept.get(cell.key) != text:
                    self._kept[cell.key] = text
                    if not box.box.hasFocus():
                        box.set_text(text)

    def _make(self, labelled: list[tuple[CellKey, str]]) -> None:
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes, self._kept = {}, {}
        for at, (key, label) in enumerate(labelled):
            box = BoxField(self._theme, f"{key.row}  {label}", LINES, most=MOST)
            box.box.left.connect(self._leaver(key))
            box.box.entered.connect(self._enterer(key))
            self.boxes[key] = box
            self._column.insertWidget(at, box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())).box)

    def choose(self, key: CellKey | None) -> bool:
        """Go into a box; return False when there is none."""
        box = self.boxes.get(key) if key else None
        if box is not None:
            box.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return box is not None

    def settle(self) -> None:
        """Write what was typed and not left yet."""
        for key in self.boxes:
            self._write(key)

    def _write(self, key: CellKey) -> None:
        text = self.boxes[key].text().strip()
        if text != self._kept.get(key, ""):
            self._kept[key] = text
            self.typed.emit(key, text)

    def _leaver(self, key: CellKey) -> Callable[[], None]:
        return lambda: self._write(key)

    def _enterer(self, key: CellKey) -> Callable[[], None]:
        return lambda: self.picked.emit(key)
