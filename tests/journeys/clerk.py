"""A clerk at the real window: keys, drops and dialogs in; what stands on the screen out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NotSeen
from pytestqt.qtbot import QtBot

from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command
from wardapp.ui.main_window import MainWindow

WAIT_MS = 20_000
LOOK_MS = 15
Value = TypeVar("Value")
AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class Hands:
    """Keys and eyes over whatever window is in front."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    @property
    def focus(self) -> QWidget:
        """Return the widget that would get the next key."""
        widget = QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None, "nothing has the focus"
        return widget

    def press(self, *keys: str) -> None:
        """Press keys as a keyboard names them: Ctrl+Return, F8, Down."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            self.qtbot.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())

    def types(self, text: str) -> None:
        """Type text letter by letter, Vietnamese ones as UniKey sends them."""
        for letter in unicodedata.normalize("NFC", text):
            if letter == "\n":
                self.press("Return")
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus, event)

    def types_over(self, text: str) -> None:
        """Replace what stands in the field with the focus."""
        self.press("Ctrl+A")
        self.types(text)

    def sees(self, fact: Callable[[], object], what: str = "") -> None:
        """Wait until something is so."""

        def check() -> bool:
            return bool(fact())

        try:
            self.qtbot.waitUntil(check, timeout=WAIT_MS)
        except NotSeen:
            shown = "\n".join(dict.fromkeys(texts_of(QApplication.activeWindow())))
            raise AssertionError(f"never seen: {what or fact}\non the screen:\n{shown}") from None

    def reads(self, *words: str) -> None:
        """Wait until words stand somewhere on the window in front."""
        for each in words:
            self.sees(lambda each=each: each in screen(), each)

    @contextmanager
    def answering(
        self, kind: type[AnyDialog], act: Callable[[AnyDialog], object]
    ) -> Iterator[None]:
        """Act on the dialog that what is done inside brings up."""
        behind = QApplication.activeWindow()
        done: list[bool] = []
        answered: list[bool] = []
        timer = QTimer(interval=LOOK_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if done or not isinstance(dialog, kind) or not has_focus(dialog):
                return
            done.append(True)
            timer.stop()
            try:
                act(dialog)
                answered.append(True)
            finally:  # a dialog that stays open would hold the whole run up
                if not answered:
                    dialog.reject()

        timer.timeout.connect(look)
        timer.start()
        yield
        self.sees(lambda: done, f"a {kind.__name__}")
        timer.stop()
        assert answered, f"the {kind.__name__} was not as expected: see the captured exception"
        if behind is not None:
            self.sees(lambda: _is_back(behind), "the window behind the dialog")

    @contextmanager
    def saving_as(self, target: Path) -> Iterator[None]:
        """Type the name of a file into the dialog that asks where it goes."""

        def choose(dialog: QFileDialog) -> None:
            kind = next(each for each in dialog.nameFilters() if f"*{target.suffix}" in each)
            dialog.selectNameFilter(kind)
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.setFocus()
            name.setText(str(target))
            self.qtbot.keyClick(name, Qt.Key.Key_Return)

        with self.answering(QFileDialog, choose):
            yield
        self.sees(target.exists, target.name)

    @contextmanager
    def printing_to(self, target: Path, *, is_long: bool = False) -> Iterator[None]:
        """Answer the printer dialog with a printer that writes a PDF; long papers ask for sides."""

        def choose(dialog: QPrintDialog) -> None:
            printer = dialog.printer()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            printer.setResolution(72)
            QDialog.done(dialog, QDialog.DialogCode.Accepted)

        with ExitStack() as dialogs:
            if is_long:
                take_all = self.answering(QInputDialog, lambda _sides: self.press("Return"))
                dialogs.enter_context(take_all)
            dialogs.enter_context(self.answering(QPrintDialog, choose))
            yield


class Clerk(Hands):
    """Works in the main window of an office; looks into its folder through a fresh office."""

    def __init__(self, qtbot: QtBot, window: MainWindow, places: Places, clock: SetClock) -> None:
        super().__init__(qtbot)
        self.window, self.clock = window, clock
        self._places = places

    @property
    def page(self) -> Any:
        """Return the page shown."""
        return self.window.page(self.window.current)

    def drops(self, *files: Path) -> None:
        """Let files fall on the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        hints = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPointF(300, 300), *hints, none)
        self.window.dragEnterEvent(enter)
        assert enter.isAccepted()
        self.window.dropEvent(QDropEvent(QPointF(300, 300), *hints, none))

    def is_on(self, page: str) -> None:
        """Wait until a page is shown and nothing is on the way."""
        self.sees(lambda: self.window.current == page and not self.window.jobs.is_busy, page)

    def settles(self) -> None:
        """Wait until nothing is on the way."""
        self.sees(lambda: not self.window.jobs.is_busy, "rest")

    def told(self, text: str) -> None:
        """Wait until the toast says something."""
        toast = self.window.toast_box
        self.sees(lambda: toast.isVisible() and toast.text.startswith(text), f"toast {text}")
        self.settles()
        # A dialog that closed with the answer of a service gives the window back only now.
        self.sees(lambda: _is_back(self.window), "the window")

    def commands(self, title: str) -> None:
        """Find a command in Ctrl+K by typing its name; the first one found is it."""
        self.press("Ctrl+K")
        box = self.window.palette_box
        self.press("Tab")
        self.types(title)
        self.sees(lambda: box.entries and box.entries[0].title == title, f"the command {title}")
        self.press("Return")

    def looks(self, see: Callable[[Office], Value]) -> Value:
        """Open the office afresh beside the window, off its thread, and look."""

        def look() -> Value:
            with open_for_command(self.window.office.folder, self._places, self.clock) as office:
                return see(office)

        with ThreadPoolExecutor(1) as desk:
            return desk.submit(look).result()


def _is_back(window: QWidget) -> bool:
    """Bring the window behind a dialog to the front, as a desktop does when the dialog has gone."""
    if QApplication.activeModalWidget() is None and not window.isActiveWindow():
        window.activateWindow()
    return QApplication.activeModalWidget() is not None or window.isActiveWindow()


def has_focus(top: QWidget) -> bool:
    inside = QApplication.focusWidget()
    return inside is not None and (inside is top or top.isAncestorOf(inside))


def screen() -> str:
    """Return all words on the window in front."""
    return "\n".join(texts_of(QApplication.activeModalWidget() or QApplication.activeWindow()))


def texts_of(top: QWidget | None) -> Iterator[str]:
    """Yield the words that a window shows."""
    if top is None:
        return
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            yield from filter(None, _words(widget))


def _words(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QLineEdit() | QAbstractButton():
            yield widget.text()
        case QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield widget.currentText()
        case QAbstractItemView():
            yield from cells_of(widget.model())
    yield widget.accessibleName()


def cells_of(model: QAbstractItemModel | None) -> Iterator[str]:
    """Yield what stands in the cells of a list."""
    if model is None:
        return
    role = Qt.ItemDataRole.AccessibleTextRole
    for row in range(min(model.rowCount(), 200)):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data(role) or "")
