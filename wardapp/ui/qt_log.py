"""Qt's own warnings, written to the program's log: a window has no console."""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("wardapp.qt")

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# Paths and quoted words may name a refused file or a person: they never get into the log. Names
# hold spaces, so nothing behind the beginning of a path is kept.
_NAMES = re.compile(r'"[^"]*"|“[^”]*”|\'[^\']*\'|\S*[/\\].*', re.DOTALL)


def log_qt_messages() -> None:
    """Send what Qt says to the log from now on."""
    qInstallMessageHandler(take_message)


def take_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Log one message of Qt without the names in it."""
    category = getattr(context, "category", "") or "default"
    log.log(LEVELS.get(kind, logging.WARNING), "%s: %s", category, without_names(message))


def without_names(message: str) -> str:
    """Return a message with paths and quoted words left out."""
    return _NAMES.sub("…", message)
