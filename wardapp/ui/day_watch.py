"""The new day: shown everywhere once it has begun, after midnight or after a sleep."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from wardapp.ui.main_window import MainWindow

LOOK_MS = 60_000


class DayWatch(QObject):
    """Looks at the calendar each minute, and whenever it is told to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._day = window.context.clock.today()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Let every page show the day when it is another one."""
        today = self._window.context.clock.today()
        if today == self._day:
            return
        self._day = today
        for page in self._window.made_pages():
            page.new_day()
        self._window.refresh_all()
