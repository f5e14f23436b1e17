"""Ctrl+K: searches everything and runs any command."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from wardapp.core.journal import SearchHit
from wardapp.core.text import fold
from wardapp.ui import painting
from wardapp.ui.jobs import Jobs
from wardapp.ui.palette_entries import (
    COMMANDS,
    ENTITIES,
    IN_FILES,
    OPEN,
    PAGES,
    Command,
    Entry,
    found_in,
    is_page_called,
)
from wardapp.ui.palette_rows import GROUP, PaletteRows
from wardapp.ui.theme import Role, Theme

WIDTH, TOP = 680, 112
WAIT_MS = 30
EDGE = 4
HINT = "Gõ có dấu thì tìm đúng dấu, không dấu thì tìm cả hai."
_HEAD, _TWO, _ONE, _FOOT = 52, 46, 36, 32


class Palette(QWidget):
    """Covers the window with a shade; the panel stands at 112 px from the top."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        find: Callable[[str], tuple[SearchHit, ...]],
        open_hit: Callable[[SearchHit], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window, self._theme, self._jobs = parent, theme, jobs
        self._find, self._open_hit = find, open_hit
        self._actions: tuple[Command, ...] = ()
        self._hits: tuple[SearchHit, ...] = ()
        self.entries: tuple[Entry, ...] = ()
        self._chosen, self._scroll, self._commands_only = 0, 0, False
        self._behind: QWidget | None = None
        self.line = QLineEdit(self)
        self.line.setProperty("bare", "yes")
        self.line.setPlaceholderText(
            "Tìm văn bản, hồ sơ, dự thảo, nhật ký, chữ trong tệp; gõ tên lệnh"
        )
        self.line.setAccessibleName("Tìm mọi thứ, gõ lệnh")
        self.line.installEventFilter(self)
        self._rows = PaletteRows(theme, self)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._search)
        self.line.textChanged.connect(self._await)
        self.hide()

    def open(self, actions: tuple[Command, ...]) -> None:
        """Show the palette with these actions (action, page title, what runs it)."""
        self._actions = actions
        if not self.isVisible():
            self._behind = self._window.window().focusWidget()
        self._commands_only = False
        self._hits = ()
        self.line.clear()
        self.line.setFont(self._theme.font(Role.SECTION))
        self._gather()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.line.setFocus()

    def add(self, actions: tuple[Command, ...]) -> None:
        """List more commands, which had to be read first."""
        known = {action.id for action, _, _ in self._actions}
        self._actions += tuple(each for each in actions if each[0].id not in known)
        if self.isVisible() and self.line.text().strip():
            chosen = self._chosen
            self._gather()
            self._chosen = min(chosen, max(len(self.entries) - 1, 0))
            self._show_rows()

    def dismiss(self) -> None:
        """Close without doing anything; the focus goes back to where it was."""
        self.hide()
        if self._behind is not None and isValid(self._behind) and self._behind.isVisible():
            self._behind.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @property
    def panel(self) -> QRect:
        """Return where the panel stands."""
        width = min(self._theme.px(WIDTH), self.width() - 24)
        top = min(TOP - 32, max(self.height() // 8, 8))
        height = min(
            self._content_height() + self._theme.px(_HEAD + _FOOT) + 8, self.height() - top - 12
        )
        return QRect((self.width() - width) // 2, top, width, height)

    def _await(self) -> None:
        self._wait.start()

    def _search(self) -> None:
        text = self.line.text().strip()
        if not text or self._commands_only:
            self._take((), text)
            return
        self._jobs.read(
            lambda: self._find(text), lambda hits: self._take(hits, text), key="palette", owner=self
        )

    def _take(self, hits: tuple[SearchHit, ...], text: str) -> None:
        if text == self.line.text().strip():
            self._hits = hits
            self._gather()

    def _gather(self) -> None:
        commands = self._command_entries()
        found = [entry for entry in commands if entry.group == PAGES]
        for entity, (group, icon, _page) in ENTITIES.items():
            found += [
                self._hit_entry(hit, group, icon)
                for hit in self._hits
                if hit.entity == entity and not hit.in_file
            ]
        found += [
            self._hit_entry(hit, IN_FILES, ENTITIES[hit.entity][1])
            for hit in self._hits
            if hit.in_file
        ]
        found += [entry for entry in commands if entry.group == COMMANDS]
        before = self.panel
        self.entries = tuple(found)
        self._chosen, self._scroll = 0, 0
        self._place()
        # Only what changes: the page under the shade would be painted again with every key.
        changed = before.united(self.panel).adjusted(-EDGE, -EDGE, EDGE, EDGE)
        self.update(self._foot() if before == self.panel else changed)

    def _hit_entry(self, hit: SearchHit, group: str, icon: str) -> Entry:
        return Entry(
            group,
            icon,
            hit.title,
            hit.circumstance,
            hit.spans,
            "Enter",
            lambda: self._open_hit(hit),
        )

    def _command_entries(self) -> list[Entry]:
        words = fold(self.line.text()).split()
        typed = self.line.text().strip()
        made: list[Entry] = []
        for action, page, run in self._actions:
            spans = found_in(action, page, words)
            if spans is not None:
                group = PAGES if is_page_called(action, typed) else COMMANDS
                made.append(Entry(group, action.icon, action.title, page, spans, action.cap, run))
        return sorted(made, key=lambda entry: _farness(entry.title, typed))

    def _content_height(self) -> int:
        groups = len({entry.group for entry in self.entries})
        rows = sum(_ONE if entry.is_command else _TWO for entry in self.entries)
        return self._theme.px(max(rows + groups * GROUP, 60))

    def _place(self) -> None:
        panel, head = self.panel, self._theme.px(_HEAD)
        self.line.setGeometry(panel.left() + 51, panel.top() + 8, panel.width() - 120, head - 16)
        self._rows.setGeometry(self._room())
        self._show_rows()

    def _show_rows(self) -> None:
        self._rows.show_rows(self.entries, self._boxes(), self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer keys before the watched widget does."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 6,
            Qt.Key.Key_PageUp: -6,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._move(moves[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run_chosen()
        elif key is Qt.Key.Key_Escape:
            self.dismiss()
        elif key is Qt.Key.Key_Tab:
            self._commands_only = not self._commands_only
            self._search()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        if self.entries:
            self._chosen = min(max(self._chosen + by, 0), len(self.entries) - 1)
            self._bring_into_view()
            self.line.setAccessibleDescription(self.entries[self._chosen].title)
            self._show_rows()

    def _bring_into_view(self) -> None:
        box = self._boxes()[self._chosen]
        room = self._room()
        if box.bottom() > room.bottom():
            self._scroll += box.bottom() - room.bottom() + 4
        elif box.top() < room.top():
            self._scroll = max(self._scroll - (room.top() - box.top()) - self._theme.px(GROUP), 0)

    def _run_chosen(self) -> None:
        if self.entries:
            entry = self.entries[self._chosen]
            self.dismiss()
            entry.run()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        point = event.position().toPoint()
        if not self.panel.contains(point):
            self.dismiss()
            return
        for index, box in enumerate(self._boxes()):
            if box.contains(point):
                self._chosen = index
                self._run_chosen()
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the lines; the page behind stays where it is."""
        boxes, room = self._boxes(), self._room()
        below = boxes[-1].bottom() - room.bottom() + 4 if boxes else 0
        self._scroll += max(min(-event.angleDelta().y() // 2, below), -self._scroll)
        self._show_rows()
        event.accept()

    def _room(self) -> QRect:
        panel = self.panel
        return panel.adjusted(1, self._theme.px(_HEAD) + 4, -1, -self._theme.px(_FOOT) - 1)

    def _foot(self) -> QRect:
        panel = self.panel
        return panel.adjusted(0, panel.height() - self._theme.px(_FOOT) - 1, 0, 0)

    def _boxes(self) -> list[QRect]:
        room, theme = self._room(), self._theme
        top, group = room.top() - self._scroll, ""
        boxes: list[QRect] = []
        for entry in self.entries:
            if entry.group != group:
                group = entry.group
                top += theme.px(GROUP)
            height = theme.px(_ONE if entry.is_command else _TWO)
            boxes.append(QRect(room.left() + 7, top, room.width() - 14, height))
            top += height
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, panel = QPainter(self), self._theme, QRectF(self.panel)
        painter.setOpacity(0.32)
        painter.fillRect(self.rect(), theme.colour("shade"))
        painter.setOpacity(1)
        painting.draw_card(painter, theme, panel, "surface", "line", 10)
        head, foot = theme.px(_HEAD), theme.px(_FOOT)
        pixmap = theme.icon("search", "accent", 20, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(panel.left() + 20, panel.top() + head / 2 - 10), pixmap)
        width, cap = painting.key_width(theme, "Esc"), theme.px(18)
        key = QRectF(panel.right() - width - 17, panel.top() + (head - cap) / 2, width, cap)
        painting.draw_key(painter, theme, key, "Esc", "text3", "ctl")
        line = theme.colour("line")
        painter.fillRect(QRectF(panel.left(), panel.top() + head, panel.width(), 1), line)
        painter.fillRect(QRectF(panel.left(), panel.bottom() - foot, panel.width(), 1), line)
        self._paint_foot(painter, QRectF(panel.left(), panel.bottom() - foot, panel.width(), foot))

    def _paint_foot(self, painter: QPainter, box: QRectF) -> None:
        theme, font, ink = self._theme, self._theme.font(Role.SMALL), self._theme.colour("text3")
        commands = sum(entry.is_command for entry in self.entries)
        hits = len(self.entries) - commands
        found = f"{hits} văn bản, {commands} lệnh" if self._hits else f"{commands} lệnh"
        text = f"{found}. {HINT}"
        if not self.entries:
            text = f"Không có gì khớp “{self.line.text().strip()}”."
        painting.draw_text(painter, box.adjusted(19, 0, -130, 0), text, font, ink)
        tab = "Tab: tìm mọi thứ" if self._commands_only else "Tab: chỉ lệnh"
        width = theme.metrics(Role.SMALL).horizontalAdvance(tab) + 1
        painting.draw_text(
            painter,
            QRectF(box.right() - 18 - width, box.top(), width, box.height()),
            tab,
            font,
            ink,
        )


def _farness(title: str, typed: str) -> int:
    """Return how far a command is from what was typed: named, with accents, at a word, inside."""
    shown, words = f" {title.casefold()}", unicodedata.normalize("NFC", typed.casefold())
    folded, plain = f" {fold(title)}", fold(typed)
    is_name = plain == fold(title.removeprefix(OPEN))
    found = (is_name, f" {words}" in shown, f" {plain}" in folded, plain in folded)
    return found.index(True) if True in found else len(found)
