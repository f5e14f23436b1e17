from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import Office, open_office, window_key
from wardapp.ui import start
from wardapp.ui.desk_store import DeskStore
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


def test_an_unexpected_fault_is_told_once_with_its_details(
    desk: start._Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(start, "show_failure", lambda *words: told.append(words[4]))
    tell = start._crash_teller(desk.theme, desk.places)

    tell(ZeroDivisionError, ZeroDivisionError("không"), None)

    assert len(told) == 1
    assert "ZeroDivisionError" in told[0]
