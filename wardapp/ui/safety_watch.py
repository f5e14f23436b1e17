"""Keeps the data safe beside the open window: a backup each hour, the light of the rail.

Nothing here runs on the window's thread nor keeps a writer waiting.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wardapp.core.errors import WardError
from wardapp.core.journal import Backup
from wardapp.services.office import Office
from wardapp.ui.jobs import Book, JobProgress, Jobs

LOOK_MS = 5 * 60 * 1000
"""So often it is asked whether an hour has passed, and how safe the data is."""

FIRST_LOOK_MS = 4000
"""The first look waits until the window has painted and read its rows."""

TOUCHING = frozenset({Book.BACKUPS, Book.SAFETY})


class SafetyWatch(QObject):
    """`seen` brings the state whenever it was looked at; `told` what a backup had to say."""

    seen = Signal(object)  # SafetyState
    told = Signal(str)

    def __init__(self, office: Office, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._is_backing_up = False
        self._said = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.keep)
        self._first = QTimer(self, singleShot=True, interval=FIRST_LOOK_MS)
        self._first.timeout.connect(self.look)
        jobs.touched.connect(self._after)

    def begin(self) -> None:
        """Look now and then from here on."""
        self._first.start()
        if not self._office.read_only:
            self._timer.start()

    def stop(self) -> None:
        """Look no more; a backup that is being made ends first."""
        self._timer.stop()
        self._first.stop()

    def look(self) -> None:
        """Read how safe the data is."""
        self._jobs.read(self._office.safety.state, self.seen.emit, key="safety.watch")

    def keep(self) -> None:
        """Back up what was done in the last hour, if an hour has passed, then look."""
        if self._is_backing_up:
            return
        self._is_backing_up = True
        self._jobs.beside(self._back_up, self._kept, on_refused=self._refused, owner=self)

    def _back_up(self, _progress: JobProgress) -> Backup | None:
        return self._office.backups.each_hour()

    def _kept(self, made: Backup | None) -> None:
        self._is_backing_up = False
        self._say(made.note if made is not None else self._said)
        if made is not None:
            self._jobs.touched.emit(TOUCHING)
        else:
            self.look()

    def _refused(self, error: WardError) -> None:
        self._is_backing_up = False
        self._say(f"Chưa sao lưu được. {error.sentence}")
        self.look()

    def _say(self, words: str) -> None:
        """Say a trouble once, not each hour."""
        if words and words != self._said:
            self.told.emit(words)
        self._said = words

    def _after(self, books: frozenset[Book]) -> None:
        if books & TOUCHING:
            self.look()
