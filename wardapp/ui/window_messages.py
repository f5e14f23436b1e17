"""What the window says: toasts, failures, notices of the start, and work that lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wardapp.ui import dialogs
from wardapp.ui.jobs import Jobs, Report
from wardapp.ui.page import HEADER
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.busy_bar import BusyBar
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.toast import Toast

BUSY_HEIGHT = 30


class WindowMessages(QObject):
    """Listens to the lanes and tells the clerk what needs telling."""

    def __init__(self, window: QWidget, room: QWidget, theme: Theme, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._room, self._theme = window, room, theme
        self._is_telling = False
        self._logs = Path()
        self._waiting: list[tuple[str, str, tuple[Way, ...]]] = []
        self.notice = Notice(theme, "soft")
        self.busy = BusyBar(theme, room)
        self.toast_box = Toast(theme, room)
        self.busy.stopped.connect(jobs.cancel)
        jobs.refused.connect(self._refused)
        jobs.crashed.connect(self._crashed)
        jobs.slow.connect(self.busy.show_work)
        jobs.progressed.connect(self._progressed)
        jobs.idle.connect(self.busy.hide)

    def toast(
        self, text: str, undo: Callable[[], object] | None = None, undo_text: str = "Hoàn tác"
    ) -> None:
        """Say what happened."""
        self.toast_box.say(text, undo, undo_text)

    def fail(self, title: str, sentence: str, details: str = "") -> None:
        """Show what did not happen, and why."""
        dialogs.show_failure(self._window, self._theme, title, sentence, details)

    def show_notices(self, notices: tuple[str, ...], logs: Path) -> None:
        """Show what opening the office had to say; faults will name the folder of logs."""
        self._logs = logs
        if notices:
            self.add_notice(notices[0], " ".join(notices[1:]))

    def add_notice(self, title: str, line: str = "", ways: tuple[Way, ...] = ()) -> None:
        """Show a notice above the page, after those that stand there; any of its ways closes it."""
        self._waiting.append((title, line, ways))
        if self.notice.isHidden():
            self._next_notice()

    def _next_notice(self) -> None:
        self.notice.hide()
        if self._waiting:
            title, line, ways = self._waiting.pop(0)
            closing = tuple(replace(way, run=self._after(way.run)) for way in ways)
            self.notice.show_notice(title, line, (*closing, Way("Đóng", self._next_notice)))

    def _after(self, run: Callable[[], object]) -> Callable[[], object]:
        def run_and_close() -> None:
            self._next_notice()
            run()

        return run_and_close

    def place(self) -> None:
        """Stand where the room now is."""
        top = self._theme.px(HEADER) + 1
        self.busy.setGeometry(0, top, self._room.width(), self._theme.px(BUSY_HEIGHT))
        if self.toast_box.isVisible():
            self.toast_box.place()
            self.toast_box.raise_()

    def _refused(self, sentence: str) -> None:
        self.fail("Chưa làm được", sentence)

    def _crashed(self, details: str) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        sentence = "Việc vừa làm chưa được ghi, dữ liệu trước đó còn nguyên."
        self.fail("Có lỗi chưa lường trước", f"{sentence} Nhật ký lỗi: {self._logs}", details)
        self._is_telling = False

    def _progressed(self, report: Report) -> None:
        if self.busy.isVisible():
            self.busy.show_work(report.text, report.done, report.total)
