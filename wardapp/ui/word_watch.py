"""Notices that another program has saved a file: by its folder, by the file, by coming back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

SETTLE_MS = 900
"""Word writes beside the file and renames; virus scanners look in between."""


class WordWatch(QObject):
    """Says `stirred` a moment after the last change around the file it watches.

    Word replaces the file by another one, so its folder is watched too; where a disk tells
    nothing, coming back to the window asks again.
    """

    stirred = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._tell)
        self._watcher.fileChanged.connect(self._wait)
        self._watcher.directoryChanged.connect(self._wait)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_return)

    def watch(self, path: Path) -> None:
        """Watch a file, and no other any more."""
        if path != self._path:
            self.stop()
            self._path = path
        self._watch_again()

    def stop(self) -> None:
        """Watch nothing."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._settle.stop()
        self._path = None

    def look_later(self) -> None:
        """Look once more a moment from now, as after a change."""
        if self._path is not None:
            self._settle.start()

    def _wait(self, _path: str) -> None:
        self.look_later()

    def _tell(self) -> None:
        self._watch_again()
        self.stirred.emit()

    def _watch_again(self) -> None:
        """Watch what lies there now: the file that Word put in its place is another one."""
        if self._path is None:
            return
        wanted = (self._path.parent, self._path)
        known = {*self._watcher.files(), *self._watcher.directories()}
        missing = [str(each) for each in wanted if each.exists() and str(each) not in known]
        if missing:
            self._watcher.addPaths(missing)

    def _on_return(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_later()
