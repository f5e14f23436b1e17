"""Garbage is collected on the window's thread alone: a worker that frees widgets crashes Qt."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
FULL_EVERY = 60
"""Young garbage once a second, everything once a minute."""


@contextmanager
def no_garbage_elsewhere() -> Iterator[None]:
    """Keep Python from collecting while a thread works beside the window's own."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class WindowGarbage(QObject):
    """Keeps Python from collecting on whatever thread happens to run; `close` gives it back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        gc.freeze()  # what was imported stays: collecting need not look at it again
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def close(self) -> None:
        """Let Python collect by itself again, when no other thread runs."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)
