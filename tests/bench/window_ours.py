"""Our window on an office: prints milliseconds from the given start to first paint and to rows."""

import sys
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.places import Places
from wardapp.services.office import open_office
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme

BEGIN, FOLDER, DATA = float(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])


def since() -> float:
    return (time.time() - BEGIN) * 1000


class FirstPaint(QObject):
    """Notes when the window was first painted."""

    when = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.when and event.type() == QEvent.Type.Paint:
            self.when = since()
        return False


app = QApplication(sys.argv[:1])
found = find_places()
places = Places(resources=found.resources, forms=found.forms, data=DATA)
clock = DayClock(date(2026, 6, 5))
store = DeskStore(places.data)
theme = Theme(app, places.fonts, places.icons)
theme.apply("light", "normal")
office = open_office(FOLDER, places, clock)
window = MainWindow(office, theme, clock, places, store, PAGES)
watch = FirstPaint()
window.installEventFilter(watch)
window.resize(1366, 688)
window.show()
window.go("incoming", None)


def look() -> None:
    """Wait until the first row stands in the register."""
    for view in window.stack.currentWidget().findChildren(QAbstractItemView):
        model = view.model()
        if model is not None and model.rowCount() > 0 and watch.when:
            print(watch.when, since())
            app.quit()
            return
    QTimer.singleShot(1, look)


QTimer.singleShot(0, look)
app.exec()
office.close()
