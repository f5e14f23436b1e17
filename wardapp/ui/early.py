"""The very start: a picture of the window first, then everything that has to be loaded.

Nothing is imported here but Qt and what the picture needs. Services, store and pages take a
second to load; they are loaded on a thread of their own while the picture stands.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication

from wardapp.core.clock import Clock
from wardapp.core.errand import PLAIN_START, Start
from wardapp.core.places import Places
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.first_picture import FirstPicture
from wardapp.ui.qt_log import log_qt_messages
from wardapp.ui.waiting import wait_for


def run_window(
    places: Places, clock: Clock, office: Path | None, start: Start = PLAIN_START
) -> int:
    """Show the first picture, load the rest, open the window and do what it was started for."""
    log_qt_messages()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    store = DeskStore(places.data)
    picture = FirstPicture(store, places.icons) if office or store.settings.last_office else None
    if picture is not None:
        picture.show()
    wait_for(lambda: import_module("wardapp.ui.start"))
    gc.freeze()  # what was loaded stays: collecting need not look at it again
    # Imported late by design: this is what the picture stands for.
    from wardapp.ui.start import run_window as run

    assert app is not None
    return run(places, clock, office, picture, start)
