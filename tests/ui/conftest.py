"""An example office in a real window, for the tests of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import wardapp.ui  # before Qt is used: see wardapp/ui/singletons.py
from tests.copies import copy_folder
from tests.off_window import watched
from tests.picture_office import DAY, at, make_example
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import Office, open_office
from wardapp.ui import dialogs
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme

assert wardapp.ui
ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 20_000
SOON_MS = 300


def refuse_here(name: str) -> None:
    """Refuse a call of a service on the window's thread."""
    where = threading.current_thread()
    assert where is not threading.main_thread(), f"{name} ran on the window's thread"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed example office and the file that just arrived, to be copied by each test."""
    folder = tmp_path_factory.mktemp("example")
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=folder / "data", program=ROOT
    )
    office, _clock, _paper = make_example(folder / "so", places)
    office.close()
    return folder


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
def office(
    template: Path, places: Places, day: SetClock, tmp_path: Path, failures: list[object]
) -> Iterator[Office]:
    """The example office, open; every service refuses calls on the window's thread."""
    assert failures == []
    copy_folder(template / "so", tmp_path / "so")
    copy_folder(template / "data", places.data)
    opened = open_office(tmp_path / "so", places, day)
    yield watched(opened, refuse_here)
    opened.opened.close()  # without the backup of the evening: this office is thrown away


@pytest.fixture
def paper(template: Path) -> Path:
    """A dispatch as a PDF that is already in the book as number 318."""
    return template / "142-CV-BTGDVTU.pdf"


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Wait until the lanes are empty and what they brought is shown."""

    def is_quiet(window: MainWindow) -> bool:
        waiting = (timer for timer in window.findChildren(QTimer) if timer.isActive())
        soon = any(timer.isSingleShot() and timer.interval() < SOON_MS for timer in waiting)
        return not window.jobs.is_busy and not soon

    def wait(window: MainWindow) -> None:
        for _turn in range(3):  # what one lane brings may ask another
            QApplication.processEvents()
            qtbot.waitUntil(lambda: is_quiet(window), timeout=WAIT_MS)

    return wait


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[object, ...]]]:
    """What failure dialogs would have said: any is a fault, and none may wait for a click."""
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(dialogs, "show_failure", lambda *words: told.append(words[2:]))
    yield told
    assert told == []


@pytest.fixture
def window(
    qtbot: QtBot,
    theme: Theme,
    office: Office,
    places: Places,
    settled: Callable[[MainWindow], None],
    request: pytest.FixtureRequest,
) -> Iterator[MainWindow]:
    """The real window on the example office; a failure dialog fails the test.

    It stands at Văn bản đến, to which it went from Hôm nay, or it begins at the page that the
    module names in START: files about other pages build and read none that they never look at.
    """
    start = getattr(request.module, "START", "")
    pages = tuple(sorted(PAGES, key=lambda spec: spec.key != start)) if start else PAGES
    theme.apply("light", "normal")
    day = request.getfixturevalue("day")
    made = MainWindow(office, theme, day, places, DeskStore(places.data), pages)
    made.resize(1366, 688)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT_MS)
    made.go(start or "incoming")
    settled(made)
    yield made
    theme.apply("light", "normal")
    made.close()
    made.deleteLater()
