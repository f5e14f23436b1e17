"""Lanes off the window's thread: reading, writing, rendering, keeping; results come back on it."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from wardapp.core.errors import Cancelled, WardError
from wardapp.ui.garbage import WindowGarbage

log = logging.getLogger(__name__)

SLOW_MS = 400
"""Work that lasts longer shows a bar."""

Result = TypeVar("Result")


class Book(StrEnum):
    """What a change touches and a page shows."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    DRAFTS = "drafts"
    DAYLOG = "daylog"
    REPORTS = "reports"
    CATALOGUE = "catalogue"
    BACKUPS = "backups"
    BOOKS = "books"  # closings, books of their own
    DOSSIERS = "dossiers"
    PETITIONS = "petitions"
    FILTERS = "filters"
    TEMPLATES = "templates"  # the office's own letters
    REGIMES = "regimes"  # reporting regimes and reminders
    RETURNS = "returns"  # what units sent in, and what was merged of it
    OPINIONS = "opinions"
    PRIVACY = "privacy"  # requests of persons, incidents
    FORMS = "forms"  # forms the office added
    EXCHANGE = "exchange"  # packages taken in and handed out, conflicts that wait
    SAFETY = "safety"  # seals, the mirror, what was recovered


EVERYTHING = frozenset(Book)


class Lane(StrEnum):
    """Where a job runs; each lane is one thread."""

    READING = "reading"
    WRITING = "writing"
    RENDERING = "rendering"
    KEEPING = "keeping"  # backups and checks, which last and keep nobody from writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How far a long job is."""

    job: int
    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job(Generic[Result]):
    number: int
    lane: Lane
    work: Callable[[], Result]
    on_done: Callable[[Result], object] | None
    key: str = ""
    touches: frozenset[Book] = frozenset()
    on_refused: Callable[[WardError], None] | None = None
    owner: QObject | None = None
    title: str = ""


class _Stale(Exception):  # never leaves this module
    """A newer request of the same key made this one pointless."""


class JobProgress:
    """The `Progress` that long work gets: reports to the window and stops on Dừng."""

    def __init__(self, job: int, tell: Callable[[Report], None]) -> None:
        self._job = job
        self._tell = tell
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, text: str) -> None:
        """Report how far the work is; raise Cancelled after Dừng."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(Report(job=self._job, done=done, total=total, text=text))


class Jobs(QObject):
    """Runs services off the window's thread and hands their values back on it."""

    refused = Signal(str)
    crashed = Signal(str)
    touched = Signal(object)  # frozenset[Book]
    slow = Signal(str)  # title of the work that lasts
    progressed = Signal(object)  # Report
    idle = Signal()
    _finished = Signal(object, object)  # _Job, Future

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"wardapp-{lane}") for lane in Lane
        }
        self._numbers = count(1)
        self._newest: dict[str, int] = {}
        self._running: dict[int, _Job[Any]] = {}
        self._progress: dict[int, JobProgress] = {}
        self._closing = False
        self._garbage = WindowGarbage(self)
        self._finished.connect(self._deliver)

    def read(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], object],
        *,
        key: str = "",
        owner: QObject | None = None,
        on_refused: Callable[[WardError], None] | None = None,
    ) -> None:
        """Run a reading service; of requests with the same `key` only the newest is answered."""
        self._start(
            _Job(
                number=next(self._numbers),
                lane=Lane.READING,
                work=work,
                on_done=on_done,
                key=key,
                owner=owner,
                on_refused=on_refused,
            )
        )

    def write(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], object] | None = None,
        *,
        touches: Collection[Book] = (),
        on_refused: Callable[[WardError], None] | None = None,
        title: str = "",
    ) -> None:
        """Run a service that changes something, in order; afterwards `touched` names the books."""
        self._start(
            _Job(
                number=next(self._numbers),
                lane=Lane.WRITING,
                work=work,
                on_done=on_done,
                touches=frozenset(touches),
                on_refused=on_refused,
                title=title,
            )
        )

    def long(
        self,
        work: Callable[[JobProgress], Result],
        on_done: Callable[[Result], object] | None = None,
        *,
        title: str,
        touches: Collection[Book] = (),
        on_refused: Callable[[WardError], None] | None = None,
    ) -> JobProgress:
        """Run long work in the writing lane with a progress that the clerk may stop."""
        number = next(self._numbers)
        progress = JobProgress(number, self.progressed.emit)
        self._progress[number] = progress
        self._start(
            _Job(
                number=number,
                lane=Lane.WRITING,
                work=lambda: work(progress),
                on_done=on_done,
                touches=frozenset(touches),
                on_refused=on_refused,
                title=title,
            )
        )
        return progress

    def beside(
        self,
        work: Callable[[JobProgress], Result],
        on_done: Callable[[Result], object] | None = None,
        *,
        title: str = "",
        touches: Collection[Book] = (),
        on_refused: Callable[[WardError], None] | None = None,
        owner: QObject | None = None,
    ) -> JobProgress:
        """Run what lasts and keeps nobody from writing meanwhile: backups, checks, copies.

        With a title the bar shows it; without one the clerk need not know.
        """
        number = next(self._numbers)
        progress = JobProgress(number, self.progressed.emit)
        self._progress[number] = progress
        self._start(
            _Job(
                number=number,
                lane=Lane.KEEPING,
                work=lambda: work(progress),
                on_done=on_done,
                touches=frozenset(touches),
                on_refused=on_refused,
                owner=owner,
                title=title,
            )
        )
        return progress

    def render(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], object],
        *,
        key: str = "",
        owner: QObject | None = None,
        on_refused: Callable[[WardError], None] | None = None,
    ) -> None:
        """Draw pages; of requests with the same `key` only the newest is answered."""
        self._start(
            _Job(
                number=next(self._numbers),
                lane=Lane.RENDERING,
                work=work,
                on_done=on_done,
                key=key,
                owner=owner,
                on_refused=on_refused,
            )
        )

    def cancel(self) -> None:
        """Ask the long work that runs to stop (the button Dừng)."""
        for progress in tuple(self._progress.values()):
            progress.cancel()

    @property
    def is_busy(self) -> bool:
        """Return True while any job has not been delivered."""
        return bool(self._running)

    def drained(self, seconds: float) -> bool:
        """Wait until all that was asked to be written is; return whether that came in time.

        For the end of the program alone: the window stands still meanwhile.
        """
        if self._closing:
            return True
        last = self._lanes[Lane.WRITING].submit(lambda: None)
        return bool(wait([last], seconds).done)

    def close(self) -> None:
        """Let the writing lane end its work, drop the rest and stop the threads."""
        self._closing = True
        self.cancel()
        for lane, pool in self._lanes.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITING)
        self._garbage.close()

    def _start(self, job: _Job[Any]) -> None:
        if self._closing:
            return
        if job.key:
            self._newest[job.key] = job.number
        self._running[job.number] = job
        future = self._lanes[job.lane].submit(self._run, job)
        future.add_done_callback(lambda done: self._finished.emit(job, done))
        if _is_shown(job):
            QTimer.singleShot(SLOW_MS, self, lambda: self._say_slow(job))

    def _run(self, job: _Job[Result]) -> Result:
        if self._is_stale(job):
            raise _Stale
        return job.work()

    def _is_stale(self, job: _Job[Any]) -> bool:
        return bool(job.key) and self._newest.get(job.key) != job.number

    def _say_slow(self, job: _Job[Any]) -> None:
        if job.number in self._running:
            self.slow.emit(job.title or "Đang ghi…")

    @Slot(object, object)
    def _deliver(self, job: _Job[Any], future: Future[Any]) -> None:
        self._running.pop(job.number, None)
        self._progress.pop(job.number, None)
        if not any(map(_is_shown, self._running.values())):
            self.idle.emit()
        if future.cancelled() or self._is_stale(job) or _is_gone(job.owner):
            return
        error = future.exception()
        if error is None:
            self._hand_over(job, future.result())
        else:
            self._tell_fault(job, error)

    def _hand_over(self, job: _Job[Any], value: Any) -> None:
        if job.on_done is not None:
            job.on_done(value)
        if job.touches:
            self.touched.emit(job.touches)

    def _tell_fault(self, job: _Job[Any], error: BaseException) -> None:
        if isinstance(error, Cancelled | _Stale):
            return
        if not isinstance(error, WardError):
            log.error("job crashed", exc_info=error)
            self.crashed.emit("".join(traceback.format_exception(error)))
        elif job.on_refused is not None:
            job.on_refused(error)
        else:
            self.refused.emit(error.sentence)


def _is_shown(job: _Job[Any]) -> bool:
    """Tell whether the bar stands while a job runs."""
    return job.lane is Lane.WRITING or (job.lane is Lane.KEEPING and bool(job.title))


def _is_gone(owner: QObject | None) -> bool:
    return owner is not None and not isValid(owner)
