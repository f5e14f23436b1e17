"""The self-test's walk through the real window: both journeys on an example office of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from wardapp.core.clock import DayClock
from wardapp.core.errors import WardError
from wardapp.core.places import Places
from wardapp.core.tour import TOUR_DAY, TourStep
from wardapp.services.office import Office, create_office, open_office
from wardapp.services.setup import example_profile
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.self_desk import look_at_desk
from wardapp.ui.self_hand import Hand
from wardapp.ui.self_journeys import answer_a_file, report_from_the_log
from wardapp.ui.theme import Theme
from wardapp.ui.waiting import wait_for

PATIENCE_MS = 60_000
OFFICE_FOLDER = "window-office"
DATA_FOLDER = "window-data"

Journey = Callable[[Hand], Iterator[TourStep]]
JOURNEYS: tuple[Journey, ...] = (answer_a_file, report_from_the_log)


def walk_window(
    scratch: Path, places: Places, patience_ms: int = PATIENCE_MS
) -> Iterator[TourStep]:
    """Open the real window on an example office in `scratch`, walk both journeys, tell each step.

    Nothing of the user is touched: office, settings and device lie in `scratch`. A journey that
    fails tells it in a step of its own, and the next one begins.
    """
    app = _application()
    own = replace(places, data=scratch / DATA_FOLDER)
    theme = Theme(app, own.fonts, own.icons)
    theme.apply("light", "normal")
    yield from look_at_desk(theme, own)
    clock = DayClock(TOUR_DAY)
    office = wait_for(lambda: _example(scratch / OFFICE_FOLDER, own, clock))
    with _window(office, theme, clock, own) as window, Hand(window, patience_ms) as hand:
        try:
            for journey in JOURNEYS:
                yield from _told(journey, hand)
        finally:
            window.close()  # while somebody answers what it may ask
    theme.deleteLater()


def _application() -> QApplication:
    """Return the one application of Qt; on Linux without a screen it draws into memory."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not has_screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication(sys.argv[:1])


def _example(folder: Path, places: Places, clock: DayClock) -> Office:
    create_office(folder, example_profile("party", places, clock), places, clock).close()
    return open_office(folder, places, clock)


@contextmanager
def _window(office: Office, theme: Theme, clock: DayClock, places: Places) -> Iterator[MainWindow]:
    """Show the window of an office; close both at the end, whatever came between."""
    store = DeskStore(places.data)
    window = MainWindow(office, theme, clock, places, store, PAGES)
    try:
        window.show()
        window.activateWindow()
        yield window
    finally:
        window.jobs.close()
        window.hide()
        window.deleteLater()
        office.close()
        # What is still to be written is written now: later it would come back from the dead.
        store.save(store.settings)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _told(journey: Journey, hand: Hand) -> Iterator[TourStep]:
    try:
        yield from journey(hand)
    except WardError as refusal:
        yield TourStep(step=journey.__name__, ok=False, sentence=refusal.sentence)
