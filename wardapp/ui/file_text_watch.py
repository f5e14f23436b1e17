"""Has the words of kept files read while nothing else is asked, so that the search finds them."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QObject, QTimer

from wardapp.core.errors import WardError
from wardapp.services.office import Office
from wardapp.ui.jobs import Book, Jobs

log = logging.getLogger(__name__)

LOOK_MS = 500
WITH_FILES = frozenset({Book.INCOMING, Book.OUTGOING, Book.DAYLOG})


class FileTextWatch(QObject):
    """Reads after the start and after each write that may have brought files.

    A lane of its own: a long paper takes a second to read, and nobody waits for it.
    """

    def __init__(self, office: Office, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._leaves = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._begin_when_quiet)
        jobs.touched.connect(self._listen)
        if not office.read_only:
            self._timer.start()

    def stop(self) -> None:
        """End after the file being read; afterwards the office may be closed."""
        self._timer.stop()
        self._leaves.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, books: frozenset[Book]) -> None:
        if books & WITH_FILES and not self._leaves.is_set() and not self._office.read_only:
            self._timer.start()

    def _begin_when_quiet(self) -> None:
        if self._jobs.is_busy or (self._thread is not None and self._thread.is_alive()):
            return
        self._timer.stop()
        self._thread = threading.Thread(target=self._work, name="wardapp-file-texts")
        self._thread.start()

    def _work(self) -> None:
        try:
            self._office.file_texts.read_waiting(self._leaves.is_set)
        except WardError as error:  # a disk that went away is told by what needs it next
            log.warning("reading file texts: %s", type(error).__name__)
