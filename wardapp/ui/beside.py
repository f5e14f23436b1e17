"""Notices what a command beside this window changed in the office."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from wardapp.ui.jobs import Jobs

WATCH_MS = 2000


class Beside(QObject):
    """Asks every two seconds, in the reading lane, whether the office changed without us."""

    changed = Signal()

    def __init__(self, jobs: Jobs, version: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._version = jobs, version
        self._known: int | None = None
        self._timer = QTimer(self, interval=WATCH_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._jobs.is_busy:
            self._jobs.read(self._version, self._compare, key="window.version", owner=self)

    def _compare(self, version: int) -> None:
        is_other = self._known is not None and version != self._known
        self._known = version
        if is_other:
            self.changed.emit()
