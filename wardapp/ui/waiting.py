"""Waiting for work on a thread of its own while windows go on painting."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal

from wardapp.ui.garbage import no_garbage_elsewhere

Result = TypeVar("Result")


class _Bell(QObject):
    rung = Signal()


def wait_for(work: Callable[[], Result]) -> Result:
    """Return what the work returns, or raise what it raises; it runs off the window's thread.

    Only the start waits like this. An open window has its lanes (`jobs`).
    """
    bell, loop = _Bell(), QEventLoop()
    # Queued even when the work ends before we wait: a loop cannot be left before it is entered.
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    with no_garbage_elsewhere(), ThreadPoolExecutor(1, "wardapp-start") as pool:
        future = pool.submit(work)
        future.add_done_callback(lambda _ended: bell.rung.emit())
        loop.exec()  # may end early, when the program is asked to quit; the pool waits all the same
    return future.result()
