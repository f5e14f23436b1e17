"""Our program from its very start: prints milliseconds to its first paint and to rows painted.

Runs `wardapp.ui.early.run_window`, the way the program itself starts; first paint is that of the
first picture, ready is the first paint of a list that has rows, or of Hôm nay once it has read.
"""

import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

BEGIN, FOLDER, DATA = float(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])


def since() -> float:
    return (time.time() - BEGIN) * 1000


class Stopwatch(QObject):
    """Notes the first paint of any window."""

    first = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.first:
            self.first = since()
        return False


app = QApplication(sys.argv[:1])
watch = Stopwatch()
app.installEventFilter(watch)


def has_rows(window: QObject) -> bool:
    return not window.jobs.is_busy and not window.page(window.current).is_stale


def look() -> None:
    """Wait until what the page asked for was delivered, then for the paint that shows it."""
    made = sys.modules.get("wardapp.ui.main_window")
    kind = getattr(made, "MainWindow", None)
    for window in app.topLevelWidgets() if kind else ():
        if isinstance(window, kind) and window.isVisible() and has_rows(window):
            window.page(window.current).repaint()
            print(watch.first, since(), flush=True)
            QTimer.singleShot(0, window.close)
            return
    QTimer.singleShot(2, look)


from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.ui.early import run_window

found = find_places()
QTimer.singleShot(0, look)
sys.exit(
    run_window(
        replace(found, data=DATA),
        DayClock(date(2026, 6, 5)),
        FOLDER,
    )
)
