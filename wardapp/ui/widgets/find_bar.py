"""Tìm và thay: a bar over the text; typing finds, Enter goes on, Esc gives the text back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from wardapp.core.text_finding import Wanted, found_in
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Chip, Kind
from wardapp.ui.widgets.editors import LineEdit
from wardapp.ui.widgets.outline_words import replace_spots
from wardapp.ui.widgets.texts import Rule, Text

WAIT_MS, CHANGED_MS = 30, 120
_LAST_SINGLE = "\uffff"
MOST_SHOWN = 500
_KEEP = QTextCursor.MoveMode.KeepAnchor
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Finds words in a text and puts others in their place; each deed is one step for Ctrl+Z."""

    closed = Signal()

    def __init__(self, theme: Theme, edit: QTextEdit) -> None:
        super().__init__()
        self._theme, self._edit = theme, edit
        self.spots: tuple[tuple[int, int], ...] = ()
        self._at = -1
        self.words, self.others = LineEdit("Tìm trong nội dung"), LineEdit("Thay bằng")
        self.words.setAccessibleName("Tìm trong nội dung")
        self.others.setAccessibleName("Thay bằng")
        self.count = Text(theme, "", Role.SMALL, "text2")
        self.accents = Chip(theme, "Không kể dấu")
        self.accents.setToolTip("Tìm cả chữ khác dấu: dang uy thấy Đảng ủy")
        self.one = Button(theme, "Thay", height=INLINE)
        self.all = Button(theme, "Thay hết", height=INLINE)
        self._second = QWidget()
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._changed = QTimer(self, singleShot=True, interval=CHANGED_MS)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(14, 5, 10, 5)
        first.setSpacing(6)
        first.addWidget(self.words, 1)
        first.addWidget(self.count)
        first.addWidget(self.accents)
        self.previous = self._icon("chevron_up", "Chỗ trước (Shift F3)")
        self.next = self._icon("chevron_down", "Chỗ sau (F3, Enter)")
        self.close_button = self._icon("dismiss", "Đóng thanh tìm (Esc)")
        for button in (self.previous, self.next, self.close_button):
            first.addWidget(button)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(14, 0, 10, 5)
        second.setSpacing(6)
        second.addWidget(self.others, 1)
        second.addWidget(self.one)
        second.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self._second)
        column.addWidget(Rule())
        self.setProperty("ground", "surface")

    def _icon(self, icon: str, words: str) -> Button:
        button = Button(self._theme, "", icon=icon, kind=Kind.GHOST, height=INLINE)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _connect(self) -> None:
        for line in (self.words, self.others):
            line.installEventFilter(self)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(self.look)
        self.accents.clicked.connect(self.look)
        self._edit.textChanged.connect(self._await)
        self._changed.timeout.connect(self._follow)
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.leave)
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)

    # ---- coming and going --------------------------------------------------------------------

    def come(self, *, replacing: bool) -> None:
        """Show the bar with what is chosen in the text; with `replacing` its second line too."""
        chosen = self._edit.textCursor().selection().toPlainText()
        if chosen and "\n" not in chosen:
            self.words.setText(chosen)
        self._second.setVisible(replacing and not self._edit.isReadOnly())
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.look()

    def leave(self) -> None:
        """Hide the bar and go back into the text."""
        self.hide()
        self.spots, self._at = (), -1
        self._show()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.closed.emit()

    def _await(self) -> None:
        if self.isVisible():
            self._changed.start()

    # ---- finding -----------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        return Wanted(self.words.text(), ignores_accents=self.accents.isChecked())

    def look(self) -> None:
        """Find again and choose the first place from the cursor on."""
        self._wait.stop()
        self._find()
        start = self._edit.textCursor().selectionStart()
        self._at = next((n for n, spot in enumerate(self.spots) if spot[0] >= start), 0)
        self._choose()

    def go(self, step: int) -> None:
        """Go to the next or previous place; from the last one it is the first."""
        if self._wait.isActive():
            self.look()
            return
        self._find()
        if not self.spots:
            return
        cursor = self._edit.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if step > 0:
            behind = (n for n, spot in enumerate(self.spots) if spot[0] >= end and spot[1] > start)
            self._at = next(behind, 0)
        else:
            before = [n for n, spot in enumerate(self.spots) if spot[1] <= start]
            self._at = before[-1] if before else len(self.spots) - 1
        self._choose()

    def replace_one(self) -> None:
        """Replace the place that is chosen, then go to the next one."""
        cursor = self._edit.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        self._find()
        if chosen in self.spots and not self._edit.isReadOnly():
            cursor.insertText(self.others.text())
            self._edit.setTextCursor(cursor)
        self.look()

    def replace_all(self) -> None:
        """Replace every place: one step for Ctrl+Z."""
        if self._edit.isReadOnly():
            return
        self._find()
        count = len(self.spots)
        replace_spots(self._edit, self.spots, self.others.text())
        self._find()
        self._at = -1
        self._show()
        self.count.setText(f"Đã thay {count} chỗ")

    def _find(self) -> None:
        text = self._edit.toPlainText()
        spots = found_in(text, self.wanted())
        # Qt counts a sign of the upper planes (an emoji out of a message) as two.
        is_even = not spots or max(text, default="") <= _LAST_SINGLE
        self.spots = (
            spots if is_even else tuple((_units(text, a), _units(text, b)) for a, b in spots)
        )

    def _follow(self) -> None:
        self._find()
        self._show()

    def _choose(self) -> None:
        if self.spots:
            start, end = self.spots[self._at]
            cursor = self._edit.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, _KEEP)
            self._edit.setTextCursor(cursor)
            self._edit.ensureCursorVisible()
        self._show()

    def _show(self) -> None:
        if not self.words.text():
            self.count.setText("")
        elif not self.spots:
            self.count.setText("Không thấy")
        else:
            place = f"{self._at + 1}/" if 0 <= self._at < len(self.spots) else ""
            self.count.setText(f"{place}{len(self.spots)}")
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(bool(self.spots))
        self._edit.setExtraSelections(self._shades() if self.isVisible() else [])

    def _shades(self) -> list[QTextEdit.ExtraSelection]:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("warn_soft"))
        shades = []
        for start, end in self.spots[:MOST_SHOWN]:
            shade = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._edit.document())
            cursor.setPosition(start)
            cursor.setPosition(end, _KEEP)
            shade.cursor, shade.format = cursor, look
            shades.append(shade)
        return shades

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on by Enter, close by Esc while a word is typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in _ENTER:
                if watched is self.others:
                    self.replace_one()
                    self.others.setFocus()
                else:
                    self.go(-1 if is_back else 1)
                return True
        return super().eventFilter(watched, event)


def _units(text: str, place: int) -> int:
    """Return a place in a text as Qt counts it."""
    return len(text[:place].encode("utf-16-le")) // 2
