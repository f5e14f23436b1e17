"""A bare PySide6 window: prints milliseconds from the given start to its first paint, twice."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Bare(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        took = (time.time() - float(sys.argv[1])) * 1000
        print(took, took)
        QTimer.singleShot(0, QApplication.quit)


app = QApplication(sys.argv[:1])
window = Bare()
window.resize(1366, 688)
window.show()
app.exec()
