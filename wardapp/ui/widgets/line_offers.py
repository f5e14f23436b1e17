"""Names offered below the line being typed in a box, found with or without accents."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QStringListModel
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from wardapp.core.text import fold
from wardapp.ui.widgets.editors import TextBox

LEAST = 2
"""Letters typed before anything is offered."""


class LineOffers(QObject):
    """Offers names in a box of lines; the one chosen puts what it stands for in its place."""

    def __init__(self, box: TextBox) -> None:
        super().__init__(box)
        self._box = box
        self._offers: dict[str, str] = {}
        self._is_putting = False
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.list = QListView()
        self.completer.setPopup(self.list)
        self.completer.setWidget(box)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated.connect(self.put)
        box.offers = self.list
        box.textChanged.connect(self._look)
        box.left.connect(self.list.hide)

    def offer(self, offers: Iterable[tuple[str, str]]) -> None:
        """Offer these names, each with the lines it stands for."""
        self._offers = dict(offers)

    def found(self) -> list[str]:
        """Return the names that fit the line the cursor stands in."""
        typed = fold(self._box.textCursor().block().text().strip(" -;."))
        if len(typed) < LEAST:
            return []
        return [
            name
            for name, lines in self._offers.items()
            if typed in fold(name) and fold(lines) != typed
        ]

    def put(self, name: str) -> None:
        """Put what a name stands for in the place of the typed line."""
        cursor = self._box.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self._is_putting = True
        cursor.insertText(self._offers.get(name, name))
        self._is_putting = False
        self._box.setTextCursor(cursor)

    def _look(self) -> None:
        found = self.found() if self._box.hasFocus() and not self._is_putting else []
        if not found or self._box.isReadOnly():
            self.list.hide()
            return
        self._model.setStringList(found)
        place = self._box.cursorRect()
        place.setLeft(0)
        place.setWidth(self._box.viewport().width())
        self.completer.complete(place)
