"""A hand and eyes for the self-test: keys, drops and dialogs in the real window, each with an end.

It uses nothing but what ships; events go straight to their widgets, so that a window which the
desktop keeps behind another one is tested all the same.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMimeData,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from wardapp.core.errors import WardError
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.page import Page

LOOK_MS = 15
DROP_AT = QPointF(300, 300)

AnyPage = TypeVar("AnyPage", bound=Page)
AnyDialog = TypeVar("AnyDialog", bound=QDialog)
Value = TypeVar("Value")


class StepFailed(WardError):
    """A step of the walk did not come to its end; the sentence says which."""


class Hand:
    """Works in a window; whatever is waited for has a deadline, whatever comes up is answered."""

    def __init__(self, window: MainWindow, patience_ms: int) -> None:
        self.window = window
        self._patience_ms = patience_ms
        self._faults: list[str] = []
        self._answer: Callable[[QDialog], bool] | None = None
        self._until = QDeadlineTimer()
        self._eyes = QTimer(window, interval=LOOK_MS)
        self._eyes.timeout.connect(self._look)
        self._hook = sys.excepthook

    def __enter__(self) -> Hand:
        self._hook, sys.excepthook = sys.excepthook, self._note_crash
        self._eyes.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._eyes.stop()
        sys.excepthook = self._hook

    # ---- waiting -----------------------------------------------------------------------------

    def until(self, fact: Callable[[], object], what: str) -> None:
        """Let the window work until something is so; StepFailed names what never came."""
        deadline, loop = QDeadlineTimer(self._patience_ms), QEventLoop()
        seen: list[bool] = []

        def look() -> None:
            if fact():
                seen.append(True)
            if seen or self._faults or deadline.hasExpired() or not self.window.isVisible():
                loop.quit()

        eyes = QTimer(interval=LOOK_MS)
        eyes.timeout.connect(look)
        eyes.start()
        loop.exec()
        eyes.stop()
        self._tell_faults()
        if not seen:
            raise StepFailed(f"Chờ mãi không thấy {what}. {self._remedy()}")

    def settle(self) -> None:
        """Wait until no lane works."""
        self.until(lambda: not self.window.jobs.is_busy, "cửa sổ làm xong việc")

    def on(self, key: str, kind: type[AnyPage]) -> AnyPage:
        """Wait for a page and for all it reads, and return it."""
        title = self.window.specs[key].title
        self.until(
            lambda: self.window.current == key and not self.window.jobs.is_busy, f"trang {title}"
        )
        page = self.window.page(key)
        if not isinstance(page, kind):
            raise StepFailed(f"Trang {title} không đúng loại. {self._remedy()}")
        return page

    def sees(self, see: Callable[[Office], Value]) -> Value:
        """Ask the services of the office, off the window's thread."""
        with ThreadPoolExecutor(1, "wardapp-self-test") as desk:
            asked = desk.submit(see, self.window.office)
            self.until(asked.done, "câu trả lời của sổ")
            return asked.result()

    # ---- doing -------------------------------------------------------------------------------

    def types(self, widget: QWidget, text: str) -> None:
        """Type text letter by letter, Vietnamese ones as UniKey sends them."""
        for letter in unicodedata.normalize("NFC", text):
            if letter == "\n":
                self.press(widget, Qt.Key.Key_Return)
            else:
                self._send(widget, 0, letter)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key."""
        self._send(widget, key, "\r" if key is Qt.Key.Key_Return else "")

    def _send(self, widget: QWidget, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(widget, event)

    def drop(self, file: Path) -> None:
        """Let a file fall on the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        hints = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(DROP_AT, *hints, none)
        QApplication.sendEvent(self.window, enter)
        if not enter.isAccepted():
            raise StepFailed(f"Cửa sổ không nhận tệp thả vào. {self._remedy()}")
        QApplication.sendEvent(self.window, QDropEvent(DROP_AT, *hints, none))

    @contextmanager
    def answering(
        self, kind: type[AnyDialog], act: Callable[[AnyDialog], bool], what: str
    ) -> Iterator[None]:
        """Answer the dialog that what is done inside brings up; `act` tells when it has."""
        answered: list[bool] = []

        def answer(dialog: QDialog) -> bool:
            if not isinstance(dialog, kind):
                return False
            if act(dialog):
                answered.append(True)
                self._answer = None
            return True

        self._answer = answer
        self._until = QDeadlineTimer(self._patience_ms)
        try:
            yield
            self.until(lambda: answered, what)
        finally:
            self._answer = None

    # ---- what goes wrong ---------------------------------------------------------------------

    def _look(self) -> None:
        """Answer the dialog in front; one that nobody expects, or that lasts, is put away."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        is_known = self._answer is not None and self._answer(dialog)
        if is_known and not self._until.hasExpired():
            return
        words = " ".join(filter(None, (dialog.accessibleName(), dialog.accessibleDescription())))
        self._faults.append(words or type(dialog).__name__)
        dialog.reject()

    def _note_crash(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._faults.append(f"Lỗi chưa lường trước: {kind.__name__}.")
        self._hook(kind, error, trace)

    def _tell_faults(self) -> None:
        if self._faults:
            told = " ".join(self._faults)
            self._faults.clear()
            raise StepFailed(f"Cửa sổ báo: {told} {self._remedy()}")

    def _remedy(self) -> str:
        if not self.window.isVisible():
            return "Cửa sổ đã bị đóng giữa chừng; hãy chạy lại và để yên cửa sổ."
        return "Hãy chạy lại; nếu vẫn lỗi, hãy cài lại WardApp."
