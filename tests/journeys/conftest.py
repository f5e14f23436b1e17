"""Whole walks through the real window, over real offices; no service runs on its thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import wardapp.ui  # before Qt is used: see wardapp/ui/singletons.py
from tests.copies import copy_folder
from tests.journeys.clerk import WAIT_MS, Clerk
from tests.off_window import watched
from tests.picture_office import DAY, at, dispatch_pdf
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.core.profile import LastNumber, OfficeProfile
from wardapp.services.office import Office, create_office, open_office
from wardapp.services.setup import example_profile
from wardapp.ui import dialogs
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme

assert wardapp.ui
ROOT = Path(__file__).resolve().parents[2]
STATE_LAST = 6
PATIENCE = WAIT_MS // 1000 + 5


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt in a journey is a fault of the window."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def unanswered(qtbot: QtBot) -> Iterator[list[str]]:
    """Put a dialog away that nobody answers, and fail: it would hold the whole run up."""
    left: list[str] = []
    waiting: list[object] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        waiting[:] = [*waiting, dialog] if dialog in waiting else [dialog]
        if isinstance(dialog, QDialog) and len(waiting) > PATIENCE:
            left.append(f"{type(dialog).__name__} {dialog.accessibleName()}")
            dialog.reject()

    timer = QTimer(interval=1000)
    timer.timeout.connect(look)
    timer.start()
    yield left
    timer.stop()
    assert left == []


@dataclass
class Watch:
    """Stands before every service of an office: counts calls, refuses the window's thread."""

    calls: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def over(self, office: Office) -> Office:
        """Return the office with this watch before each of its services."""
        return watched(office, self.note)

    def note(self, name: str) -> None:
        """Note a call; refuse it on the thread of a window that is shown."""
        self.calls.append(name)
        if threading.current_thread() is threading.main_thread() and _window_is_shown():
            self.faults.append(name)
            raise AssertionError(f"{name} ran on the window's thread")


def _window_is_shown() -> bool:
    return any(isinstance(each, MainWindow) and each.isVisible() for each in _tops())


def _tops() -> list[Any]:
    return QApplication.topLevelWidgets()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Closed offices, `party` and `state`, and a Party dispatch as PDF and Word."""
    folder = tmp_path_factory.mktemp("shelf")
    clock = SetClock(at(DAY, 7, 45))
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=folder / "data", program=ROOT
    )
    for kind in ("party", "state"):
        profile = example_profile(kind, places, clock)
        office = create_office(folder / kind, _short_of_seven(profile), places, clock)
        if kind == "party":
            (folder / "142-CV-BTGDVTU.pdf").write_bytes(dispatch_pdf(office))
        office.close()
    return folder


def _short_of_seven(profile: OfficeProfile) -> OfficeProfile:
    """Return a State profile whose next number is 07; a Party one as it is."""

    def shortened(last: LastNumber) -> LastNumber:
        is_it = (last.issuer_symbol, last.book, last.group) == ("UBND", "di", "")
        return replace(last, number=STATE_LAST) if is_it else last

    return replace(profile, last_numbers=tuple(map(shortened, profile.last_numbers)))


@pytest.fixture(scope="session")
def theme(qapp: Any) -> Theme:
    """The look, made once."""
    made = Theme(qapp, ROOT / "resources" / "fonts", ROOT / "resources" / "icons")
    made.apply("light", "normal")
    return made


@pytest.fixture
def day() -> SetClock:
    """Friday, 5 June 2026, 09:42."""
    return SetClock(at(DAY, 9, 42))


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[object, ...]]]:
    """What failure dialogs would have said: any that no test takes away is a fault."""
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(dialogs, "show_failure", lambda *words: told.append(words[2:]))
    yield told
    assert told == []


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The watch before the services; what it refused fails the test."""
    made = Watch()
    yield made
    assert made.faults == []


@dataclass(frozen=True)
class Room:
    """Where a clerk sits: the shelf of offices to copy, the PC's places, the day, the look."""

    shelf: Path
    folder: Path
    places: Places
    clock: SetClock
    theme: Theme

    def copy_of(self, kind: str) -> Path:
        """Return the folder of a copy of an office, as this PC left it."""
        copy_folder(self.shelf / kind, self.folder)
        copy_folder(self.shelf / "data", self.places.data)
        return self.folder


@pytest.fixture
def room(
    shelf: Path, tmp_path: Path, places: Places, day: SetClock, theme: Theme
) -> Iterator[Room]:
    """A desk with nothing on it."""
    theme.apply("light", "normal")
    yield Room(shelf, tmp_path / "so", places, day, theme)
    theme.apply("light", "normal")


Opens = Callable[[str], Clerk]


@pytest.fixture
def sits_down(room: Room, watch: Watch, failures: list[object], qtbot: QtBot) -> Iterator[Opens]:
    """Return how a clerk opens the window of a copy of an office, `party` or `state`."""
    assert failures == []
    opened: list[tuple[Office, MainWindow]] = []

    def sit_down(kind: str) -> Clerk:
        folder, places, clock = room.copy_of(kind), room.places, room.clock
        office = open_office(folder, places, clock)
        store = DeskStore(places.data)
        window = MainWindow(watch.over(office), room.theme, clock, places, store, PAGES)
        opened.append((office, window))
        window.resize(1366, 688)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
        window.page(window.current).start_focus()
        clerk = Clerk(qtbot, window, places, clock)
        clerk.settles()
        return clerk

    yield sit_down
    for office, window in opened:
        window.close()
        office.close()
        window.deleteLater()


@pytest.fixture
def clerk(sits_down: Opens) -> Clerk:
    """A clerk at the window of the Party office."""
    return sits_down("party")


@pytest.fixture
def party_pdf(shelf: Path) -> Path:
    """An invented dispatch of a Party body as PDF, with a deadline."""
    return shelf / "142-CV-BTGDVTU.pdf"


@pytest.fixture
def inbox(places: Places) -> Path:
    """The invented files that the program brings along."""
    return places.example / "inbox"
