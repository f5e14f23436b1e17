"""Looks the whole office over beside its window, backs it up, loads what is wanted soon."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from wardapp.core.errors import OfficeDamaged, WardError
from wardapp.services.office import Office
from wardapp.ui.jobs import Jobs

log = logging.getLogger(__name__)

LOOK_MS = 50


class HealthWatch(QObject):
    """Runs the check of the whole database once the first rows are there; `found` tells damage.

    `told` brings what the backup of the start had to say.

    A lane of its own: SQLite checks for seconds and keeps nobody waiting meanwhile.
    """

    found = Signal()
    told = Signal(str)
    _ended = Signal()

    def __init__(self, office: Office, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._check = office.health_check()
        self._thread = threading.Thread(target=self._work, name="wardapp-health")
        self._leaves = threading.Event()
        self.is_damaged = False
        self._ended.connect(self._tell)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._begin_when_quiet)
        if not office.read_only:  # a backup was checked when it was made
            self._timer.start()

    def stop(self) -> None:
        """End the check; afterwards the office may be closed."""
        self._timer.stop()
        self._leaves.set()
        self._check.stop()
        if self._thread.is_alive():
            self._thread.join()

    def damage(self) -> OfficeDamaged | None:
        """Return what to tell when damage was found."""
        return self._office.damage() if self.is_damaged else None

    def _begin_when_quiet(self) -> None:
        if not self._jobs.is_busy:
            self._timer.stop()
            self._thread.start()

    @Slot()
    def _tell(self) -> None:
        """Tell on the window's thread."""
        self.found.emit()

    def _work(self) -> None:
        try:
            self.is_damaged = not self._check.is_sound()
        except WardError as error:  # a disk that went away is told by what needs it next
            log.warning("health check: %s", type(error).__name__)
        if self.is_damaged:
            log.error("health check found damage")
            self._ended.emit()
        elif not self._leaves.is_set():
            self._office.warm()
            self._back_up()

    def _back_up(self) -> None:
        if not self._leaves.is_set() and (problem := self._office.back_up_at_start()):
            self.told.emit(problem)
