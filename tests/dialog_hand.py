"""A hand that answers the next dialog of the window, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QDialog)
WAIT_MS = 15_000


class DialogHand(Generic[Kind]):
    """Acts once on the next dialog of a kind that comes up; `wait` until it has."""

    def __init__(self, robot: QtBot, kind: type[Kind], act: Callable[[Kind], object]) -> None:
        self._qtbot, self._kind, self._act = robot, kind, act
        self.is_done = False
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, self._kind) and not self.is_done:
            self.is_done = True
            self._timer.stop()
            self._act(dialog)

    def wait(self) -> None:
        """Wait until the dialog came and was acted on."""
        self._qtbot.waitUntil(lambda: self.is_done, timeout=WAIT_MS)


def save_as(target: Path, name: str = "") -> Callable[[QFileDialog], None]:
    """Return what a hand does in the dialog that asks where a file goes: choose kind and name."""

    def act(dialog: QFileDialog) -> None:
        kind = next(each for each in dialog.nameFilters() if f"*{target.suffix}" in each)
        dialog.selectNameFilter(kind)
        dialog.filterSelected.emit(kind)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(name or str(target))
        dialog.accept()

    return act
