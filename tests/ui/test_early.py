"""The very start: a picture before anything heavy is loaded, and who loads and opens it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.errand import Errand
from wardapp.core.places import Places
from wardapp.services.first_window import example_folder, window_key
from wardapp.services.office import Office, open_office
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.first_picture import FirstPicture
from wardapp.ui.main_window import MainWindow
from wardapp.ui.second_start import RAISE_FOLDER, Raiser
from wardapp.ui.tokens import DARK, LIGHT
from wardapp.ui.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, sys, threading
from importlib.abc import MetaPathFinder
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

HEAVY = ("sqlalchemy", "openpyxl", "lxml", "typst", "pypdfium2", "viparse", "docx", "holidays",
         "wardapp.store.database", "wardapp.services.office", "wardapp.documents",
         "wardapp.ui.pages")
told = {"at_paint": None, "threads": {}, "late": []}

class Loads(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in HEAVY and name not in told["threads"]:
            told["threads"][name] = threading.current_thread() is threading.main_thread()
        return None

class Eyes(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and told["at_paint"] is None:
            told["at_paint"] = [name for name in HEAVY if name in sys.modules]
        return False

sys.meta_path.insert(0, Loads())
app = QApplication(sys.argv[:1])
eyes = Eyes()
app.installEventFilter(eyes)

def look():
    made = sys.modules.get("wardapp.ui.main_window")
    for top in app.topLevelWidgets():
        if hasattr(made, "MainWindow") and isinstance(top, made.MainWindow) and top.isVisible():
            told["late"] = [name for name in HEAVY if name in sys.modules]
            QTimer.singleShot(0, top.close)
            return
    QTimer.singleShot(5, look)

QTimer.singleShot(0, look)
from wardapp.app import main
told["code"] = main([])
print(json.dumps(told))
"""


def test_the_picture_is_painted_before_anything_heavy_is_loaded_and_off_its_thread(
    template: Path, tmp_path: Path
) -> None:
    copy_folder(template / "so", tmp_path / "so")
    copy_folder(template / "data", tmp_path / "data")
    ours = {
        "WARDAPP_OFFICE": str(tmp_path / "so"),
        "WARDAPP_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env=os.environ | ours,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])

    assert told["code"] == 0
    assert told["at_paint"] == []
    assert {"sqlalchemy", "wardapp.services.office", "wardapp.ui.pages"} <= set(told["threads"])
    assert not any(told["threads"].values()), "loaded on the window's thread"
    assert not {"openpyxl", "lxml", "viparse", "holidays"} & set(told["late"])


SECOND = """
import json, sys
from wardapp.app import main
code = main(sys.argv[1:])
loaded = [name for name in sys.modules if name.split(".")[0] in ("sqlalchemy", "docx", "typst")]
print(json.dumps({"code": code, "loaded": loaded, "app": "wardapp.ui.start" in sys.modules}))
"""


def test_a_second_start_hands_its_files_over_before_anything_is_loaded(
    office: Office, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = tmp_path / "Công văn 9.pdf"
    paper.touch()
    asked: list[Errand] = []
    first = QWidget()
    qtbot.addWidget(first)
    raiser = Raiser(first, places.data / RAISE_FOLDER, window_key(office.folder))
    raiser.asked.connect(asked.append)
    ours = {
        "WARDAPP_OFFICE": str(office.folder),
        "WARDAPP_DATA": str(places.data),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-c", SECOND, str(paper), "--page", "incoming"]

    done = wait_for(
        lambda: subprocess.run(
            words, capture_output=True, text=True, env=os.environ | ours, check=True
        )
    )

    raiser.stop()
    assert json.loads(done.stdout) == {"code": 0, "loaded": [], "app": False}
    assert asked == [Errand(files=(paper,), page="incoming")]


def test_a_second_start_without_an_office_of_its_own_finds_the_open_example(
    template: Path, places: Places, clock: SetClock, qtbot: QtBot, tmp_path: Path
) -> None:
    data, paper = tmp_path / "data", tmp_path / "Công văn 9.pdf"
    paper.touch()
    copy_folder(template / "so", example_folder(data, "party"))
    asked: list[Errand] = []
    first = QWidget()
    qtbot.addWidget(first)
    with open_office(example_folder(data, "party"), places, clock) as example:
        raiser = Raiser(first, data / RAISE_FOLDER, window_key(example.folder))
        raiser.asked.connect(asked.append)
        ours = {"WARDAPP_DATA": str(data), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        words = [sys.executable, "-c", SECOND, str(paper)]

        done = wait_for(
            lambda: subprocess.run(
                words, capture_output=True, text=True, env=os.environ | ours, check=True
            )
        )

        raiser.stop()

    assert json.loads(done.stdout) == {"code": 0, "loaded": [], "app": False}
    assert asked == [Errand(files=(paper,))]


def test_the_window_takes_the_place_and_look_of_the_picture(
    window: MainWindow,
    places: Places,
    qtbot: QtBot,
    settled: Callable[[MainWindow], None],
) -> None:
    store = DeskStore(places.data)
    store.change(theme="light")
    window.resize(700, 520)  # fits the small screen of tests
    store.remember("geometry", window.saveGeometry())
    picture = FirstPicture(store, places.icons)
    qtbot.addWidget(picture)
    picture.show()
    settled(window)

    assert picture.size() == window.size()
    seen, real = picture.grab().toImage(), window.grab().toImage()
    left = window.rail.width()
    for place, colour in ((QPoint(left - 1, 60), LIGHT.bg), (QPoint(left + 1, 60), LIGHT.surface)):
        assert seen.pixelColor(place) == real.pixelColor(place) == QColor(colour)


def test_the_picture_follows_the_theme_of_the_desk(places: Places, qtbot: QtBot) -> None:
    store = DeskStore(places.data)
    store.change(theme="dark")
    picture = FirstPicture(store, places.icons)
    qtbot.addWidget(picture)
    picture.show()
    assert picture.grab().toImage().pixelColor(4, 300) == QColor(DARK.bg)
    store.change(theme="light")
    FirstPicture(store, places.icons).deleteLater()


def test_a_picture_closed_by_the_clerk_is_remembered(places: Places, qtbot: QtBot) -> None:
    picture = FirstPicture(DeskStore(places.data), places.icons)
    qtbot.addWidget(picture)
    picture.show()
    picture.close()
    assert picture.is_closed


def test_waiting_turns_the_loop_and_raises_what_the_work_raised(qapp: QApplication) -> None:
    answered = threading.Event()
    QTimer.singleShot(0, answered.set)  # only a turning loop sets it

    assert wait_for(lambda: answered.wait(20))
    with pytest.raises(ZeroDivisionError):
        wait_for(lambda: 1 // 0)
