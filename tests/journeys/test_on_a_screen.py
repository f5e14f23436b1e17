"""The program itself, started on the real screen that is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import create_office
from wardapp.services.setup import example_profile

WAIT_S = 80

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from wardapp.app import find_places, main

app = QApplication(sys.argv[:1])

def look():
    for window in app.topLevelWidgets():
        page = getattr(window, "page", None)
        if page and window.isVisible() and not window.jobs.is_busy:
            grabbed = app.primaryScreen().grabWindow(0).toImage()
            colours = {grabbed.pixel(x, y) for x in range(0, 1300, 7) for y in range(0, 680, 7)}
            print(app.platformName(), window.current, len(colours), flush=True)
            QTimer.singleShot(0, window.close)
            return
    QTimer.singleShot(20, look)

QTimer.singleShot(0, look)
sys.exit(main([]))
"""


@pytest.mark.display
def test_with_a_screen_the_program_opens_its_window(
    tmp_path: Path, places: Places, clock: SetClock
) -> None:
    create_office(tmp_path / "so", example_profile("party", places, clock), places, clock).close()
    surroundings = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={
            **surroundings,
            "WARDAPP_OFFICE": str(tmp_path / "so"),
            "WARDAPP_DATA": str(places.data),
        },
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    platform, page, colours = ended.stdout.split()
    assert platform != "offscreen"
    assert page == "today"
    assert int(colours) > 10
