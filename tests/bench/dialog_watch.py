"""Ends a measuring when a dialog opens or something crashes: nobody is there to answer it."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QTextEdit

STOPPED = 3


class DialogWatch(QObject):
    """Tells the words of the first dialog with the calls that led to it, and ends the process."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        sys.excepthook = _crashed
        app.installEventFilter(self)

    def end(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what comes up."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            calls = "".join(traceback.format_stack())
            _stop(f"A dialog opened while measuring: {_words(watched)}\n{calls}")
        return False


def _words(dialog: QDialog) -> str:
    labels = [each.text() for each in dialog.findChildren(QLabel)]
    labels += [each.toPlainText() for each in dialog.findChildren(QTextEdit)]
    labels += [each.toPlainText() for each in dialog.findChildren(QPlainTextEdit)]
    return " | ".join([type(dialog).__name__, dialog.windowTitle(), *filter(None, labels)])


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _stop("".join(traceback.format_exception(kind, error, trace)))


def _stop(told: str) -> None:
    print(told, file=sys.stderr, flush=True)
    os._exit(STOPPED)
