"""Waiting for work on a thread of its own while windows go on painting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Signal

from wardapp.ui.garbage import no_garbage_elsewhere

Result = TypeVar("Result")


class _Work(QObject, Generic[Result]):
    ended = Signal()

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self._work = work
        self.results: list[Result] = []
        self.errors: list[BaseException] = []

    def run(self) -> None:
        try:
            self.results.append(self._work())
        except BaseException as error:  # raised again where it is waited for
            self.errors.append(error)
        self.ended.emit()


def wait_for(work: Callable[[], Result]) -> Result:
    """Return what the work returns, or raise what it raises; it runs off the window's thread.

    Only the start waits like this. An open window has its lanes (`jobs`).
    """
    running = _Work(work)
    loop = QEventLoop()
    running.ended.connect(loop.quit)
    thread = threading.Thread(target=running.run, name="wardapp-start")
    with no_garbage_elsewhere():
        thread.start()
        loop.exec()
        thread.join()  # the program may have been asked to quit meanwhile
    if running.errors:
        raise running.errors[0]
    return running.results[0]
