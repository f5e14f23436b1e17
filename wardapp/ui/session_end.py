"""Nothing typed is lost when Windows logs off or sleeps, or when the program is told to end."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QSessionManager

from wardapp.ui.day_watch import DayWatch
from wardapp.ui.main_window import MainWindow
from wardapp.ui.windows_session import PowerEvents, block_log_off, unblock_log_off

log = logging.getLogger(__name__)

LANE_S, STOPPED_LANE_S = 2.0, 2.0
"""How long we wait for the writing lane, and again once long work was asked to stop.

Windows gives a program five seconds to answer, and two before it sleeps.
"""
STILL_WRITING = "WardApp đang ghi dở vào sổ. Chờ vài giây rồi thử lại."
UNBLOCK_MS = 1000


class SessionEnd(QObject):
    """Saves a window's typed text at log-off, sleep and the end; it never asks anything."""

    def __init__(self, app: QGuiApplication, window: MainWindow, days: DayWatch) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._power = PowerEvents(app)
        # Direct: Windows waits for the answer only as long as the slot runs.
        app.commitDataRequest.connect(self.log_off, Qt.ConnectionType.DirectConnection)
        app.aboutToQuit.connect(self.end)
        self._power.sleeps.connect(self.sleep)
        self._power.woke.connect(days.look)
        self._free = QTimer(self, interval=UNBLOCK_MS)
        self._free.timeout.connect(self._look_whether_free)

    def stop(self) -> None:
        """Listen no more: the window has closed."""
        self._free.stop()
        self._power.stop()
        self._app.commitDataRequest.disconnect(self.log_off)
        self._app.aboutToQuit.disconnect(self.end)

    def sleep(self) -> None:
        """Save before the PC sleeps."""
        saved = self._saved_in(LANE_S)
        log.info("sleep: %s", "all written" if saved else "still writing")

    def log_off(self, manager: QSessionManager) -> None:
        """Save before the log-off; hold it up, with a reason to read, while work is half written.

        Long work is asked to stop: it can be done again, what was typed can not.
        """
        saved = self._saved_in(LANE_S)
        if not saved:
            self._window.jobs.cancel()
            saved = self._window.jobs.drained(STOPPED_LANE_S)
        log.info("log-off: %s", "all written" if saved else "still writing")
        if not saved:
            block_log_off(int(self._window.winId()), STILL_WRITING)
            self._free.start()
            manager.cancel()

    def end(self) -> None:
        """Save before the program ends; with the window open it is the session that ends.

        Then nothing is asked from here on.
        """
        self._window.is_ending = self._window.isVisible()
        self._saved_in(LANE_S)

    def _saved_in(self, seconds: float) -> bool:
        self._window.save_now()
        return self._window.jobs.drained(seconds)

    def _look_whether_free(self) -> None:
        if not self._window.jobs.is_busy:
            self._free.stop()
            unblock_log_off(int(self._window.winId()))
