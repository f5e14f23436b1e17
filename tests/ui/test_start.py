from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.errand import Start
from wardapp.core.places import Places
from wardapp.services.first_window import window_key
from wardapp.services.office import Office, open_office
from wardapp.ui import start
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.start import RAISE_FOLDER, Raiser
from wardapp.ui.theme import Theme


@pytest.fixture
def desk(theme: Theme, places: Places, day: SetClock, template: Path) -> start._Desk:
    copy_folder(template / "data", places.data)
    return start._Desk(places, day, DeskStore(places.data), theme)


def test_a_second_start_raises_the_first_window(
    desk: start._Desk, template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "so"
    copy_folder(template / "so", folder)
    first = QWidget()
    qtbot.addWidget(first)
    Raiser(first, desk.places.data / RAISE_FOLDER, window_key(folder))
    with open_office(folder, desk.places, desk.clock):
        assert not isinstance(start._opened(desk, folder), Office)

    qtbot.waitUntil(first.isVisible)


def test_a_crash_of_the_last_run_is_told_once_with_its_log(
    places: Places,
    day: SetClock,
    template: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy_folder(template / "data", places.data)
    copy_folder(template / "so", tmp_path / "so")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []

    def look() -> None:
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        window = next((each for each in windows if isinstance(each, MainWindow)), None)
        if window is None or window.messages.notice.isHidden():
            QTimer.singleShot(20, look)
            return
        told.append(window.messages.notice.accessibleName())
        window.messages.notice.buttons[0].click()
        told.append("" if window.messages.notice.isHidden() else "again")
        window.close()

    QTimer.singleShot(0, look)
    crash = places.logs / "crash.log"
    assert start.run_window(places, day, tmp_path / "so", start=Start(crash=crash)) == 0
    assert "dừng đột ngột" in told[0]
    assert str(crash) in told[0]
    assert told[1] == ""


def test_an_unexpected_fault_is_told_once_with_its_details(
    desk: start._Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(start, "show_failure", lambda *words: told.append(words[4]))
    tell = start._crash_teller(desk.theme, desk.places)

    tell(ZeroDivisionError, ZeroDivisionError("không"), None)

    assert len(told) == 1
    assert "ZeroDivisionError" in told[0]
