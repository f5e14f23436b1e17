"""The cells of a form table as Qt asks for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from wardapp.ui.widgets.form_face import CellFace, TableFace

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FormModel(QAbstractTableModel):
    """The cells of a TableFace."""

    typed = Signal(object, str)  # CellKey, text

    def __init__(self) -> None:
        super().__init__()
        self.face = TableFace()

    def show(self, face: TableFace) -> None:
        """Show another face; the chosen cell stays where rows and columns are the same."""
        before, self.face = self.face, face
        same = [each.head for each in before.columns] == [each.head for each in face.columns]
        if (
            face.rows
            and same
            and [row.code for row in before.rows] == [row.code for row in face.rows]
        ):
            last = self.index(len(face.rows) - 1, len(face.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.face.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.face.columns)

    def cell(self, index: _Index) -> CellFace | None:
        """Return the face of a cell."""
        if not index.isValid() or index.row() >= len(self.face.rows):
            return None
        return self.face.rows[index.row()].cells[index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a cell."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return cell.edit_text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{cell.said}: {cell.text}" if cell.said else cell.text
        return cell.text if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed into a cell; the page writes it."""
        cell = self.cell(index)
        if cell is None or cell.key is None or str(value) == cell.edit_text:
            return False
        self.typed.emit(cell.key, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what Qt asks of a head."""
        wanted = role == Qt.ItemDataRole.DisplayRole and section < len(self.face.columns)
        if orientation is not Qt.Orientation.Horizontal or not wanted:
            return None
        return self.face.columns[section].head

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell; labels are passed over by the arrows."""
        cell = self.cell(index)
        if cell is None or cell.key is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if cell.is_editable else flags
