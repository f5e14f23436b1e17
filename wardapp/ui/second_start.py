"""A second start of an open office: it hands its errand to the first window, which comes forward.

What is handed over lies in shared memory, never on a disk: a name may be that of a secret paper,
and what was deleted from a disk can be read again. On the disk stands only an empty file, whose
name is the name of the memory. The first window takes the file away once it has read.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QFileSystemWatcher, QObject, QSharedMemory, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wardapp.core.errand import Errand, packed, unpacked
from wardapp.core.errors import DiskRefused
from wardapp.core.files import patiently, write_whole
from wardapp.ui.windows_front import let_others_come_forward

RAISE_FOLDER = "raise"
"""In the data folder: here second starts ring."""
LOOK_S = 0.02
AGAIN_MS = 100
ANSWER_S = 3.0
"""How long a second start waits for the first window before it looks again who holds the office."""


def hand_over(errand: Errand, folder: Path, key: str, *, patience: float = ANSWER_S) -> bool:
    """Give an errand to the window of an office; return whether it was taken.

    `folder` is the one the window watches and `key` the name of its office. Waits for the answer,
    at most `patience` seconds, so it belongs on a thread beside the window's.
    """
    bell = folder / f"{key}.{uuid.uuid4().hex}"
    data = packed(errand)
    memory = QSharedMemory(bell.name)
    if not memory.create(len(data)):
        return False
    _bytes_of(memory.data())[: len(data)] = data  # a segment may be larger than asked for
    let_others_come_forward()
    try:
        write_whole(bell, b"")
        _wait_while(bell.exists, patience)
        # Whoever takes the bell away has decided: two cannot.
        return not patiently(lambda: _took_away(bell))
    except (OSError, DiskRefused):
        return False
    finally:
        memory.detach()


def _wait_while(there: Callable[[], bool], patience: float) -> None:
    ends = time.monotonic() + patience
    while there() and time.monotonic() < ends:
        time.sleep(LOOK_S)


def _took_away(bell: Path) -> bool:
    """Take a bell away; return False when another had done so. OSError: held for a moment."""
    try:
        bell.unlink()
    except FileNotFoundError:
        return False
    return True


class Raiser(QObject):
    """Brings a window to the front when a second start of its office asks for it.

    `asked` brings the errand of that start.
    """

    asked = Signal(object)  # Errand

    def __init__(self, window: QWidget, folder: Path, key: str) -> None:
        super().__init__(window)
        self._window, self._folder, self._key = window, folder, key
        folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self.look)

    def stop(self) -> None:
        """Listen no more."""
        self._watcher.removePaths(self._watcher.directories())

    def look(self) -> None:
        """Take every errand that waits; call it once when the window stands."""
        for bell in sorted(self._folder.glob(f"{self._key}*")):
            try:
                errand = _taken(bell)
            except OSError:  # a virus scanner holds it
                QTimer.singleShot(AGAIN_MS, self, self.look)
                continue
            if errand is not None:
                self._come_forward()
                self.asked.emit(errand)

    def _come_forward(self) -> None:
        minimized = self._window.windowState().WindowMinimized
        self._window.setWindowState(self._window.windowState() & ~minimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _taken(bell: Path) -> Errand | None:
    """Return the errand of a bell, None when its start has ended or given up."""
    memory = QSharedMemory(bell.name)
    is_alive = memory.attach(QSharedMemory.AccessMode.ReadOnly)
    if not _took_away(bell) or not is_alive:
        return None
    data = bytes(_bytes_of(memory.constData())).rstrip(b"\0")
    memory.detach()
    return unpacked(data)


def _bytes_of(data: object) -> memoryview:
    return cast("memoryview", data)  # the types of PySide6 say int
