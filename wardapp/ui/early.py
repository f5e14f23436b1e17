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
from wardapp.core.errand import PLAIN_START, Errand, Start
from wardapp.core.places import Places
from wardapp.services.first_window import is_open_here, open_example, window_key
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.first_picture import FirstPicture
from wardapp.ui.qt_log import log_qt_messages
from wardapp.ui.second_start import RAISE_FOLDER, hand_over
from wardapp.ui.waiting import wait_for


def run_window(
    places: Places, clock: Clock, office: Path | None, start: Start = PLAIN_START
) -> int:
    """Show the first picture, load the rest, open the window and do what it was started for."""
    log_qt_messages()
    store = DeskStore(places.data)
    wanted = office or store.last_office
    # Who is only trying the program out has no last office; their files go to the example.
    first = wanted or open_example(places.data)
    if first is not None and _first_window_took(start.errand, first, places):
        return 0
    app = QApplication.instance() or QApplication(sys.argv[:1])
    picture = FirstPicture(store, places.icons) if wanted is not None else None
    if picture is not None:
        picture.show()
        app.processEvents()  # let it be painted before loading takes its share of the processor
    wait_for(lambda: import_module("wardapp.ui.start"))
    gc.freeze()  # what was loaded stays: collecting need not look at it again
    # Imported late by design: this is what the picture stands for.
    from wardapp.ui.start import run_window as run

    assert app is not None
    return run(places, clock, office, picture, start)


def _first_window_took(errand: Errand, office: Path, places: Places) -> bool:
    """Hand the errand to the window of an open office, before anything is shown or loaded."""
    if not is_open_here(office):
        return False
    return hand_over(errand, places.data / RAISE_FOLDER, window_key(office))
