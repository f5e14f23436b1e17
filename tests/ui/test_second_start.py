"""What a second start of an open office hands to the first window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wardapp.core.errand import NO_ERRAND, Errand
from wardapp.ui.second_start import Raiser, hand_over
from wardapp.ui.waiting import wait_for

KEY = "wardapp-thử"
NAMES = ("Công văn 142 của Ban Tuyên giáo.pdf", "Kế hoạch & «hỏi đáp».docx", "số 5.pdf")
PROGRAM = """
import sys
from pathlib import Path
import wardapp.ui
from wardapp.core.errand import Errand
from wardapp.ui.second_start import hand_over
errand = Errand(files=tuple(map(Path, sys.argv[3:])))
sys.exit(0 if hand_over(errand, Path(sys.argv[1]), sys.argv[2]) else 1)
"""


class First:
    """A first window and what second starts asked it for."""

    def __init__(self, folder: Path) -> None:
        self.window = QWidget()
        self.asked: list[Errand] = []
        self.raiser = Raiser(self.window, folder, KEY)
        self.raiser.asked.connect(self.asked.append)


@pytest.fixture
def bells(tmp_path: Path) -> Path:
    return tmp_path / "dữ liệu" / "raise"


@pytest.fixture
def first(bells: Path, qtbot: QtBot) -> Iterator[First]:
    made = First(bells)
    qtbot.addWidget(made.window)
    yield made
    made.raiser.stop()


def test_files_and_page_arrive_whole_and_the_window_comes_forward(
    first: First, bells: Path
) -> None:
    errand = Errand(files=tuple(Path("/thư mục dài") / name for name in NAMES * 40), page="daylog")
    assert wait_for(lambda: hand_over(errand, bells, KEY))
    assert first.asked == [errand]
    assert first.window.isVisible()
    assert list(bells.iterdir()) == []


def test_many_starts_at_once_lose_nothing(first: First, bells: Path, qtbot: QtBot) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(bells), KEY, f"/đến/{turn} {name}"])
        for turn, name in enumerate(NAMES * 2)
    ]
    qtbot.waitUntil(lambda: all(each.poll() is not None for each in starts), timeout=60_000)
    assert [each.returncode for each in starts] == [0] * len(starts)
    names = sorted(str(each.files[0]) for each in first.asked)
    assert names == sorted(f"/đến/{turn} {name}" for turn, name in enumerate(NAMES * 2))


def test_what_came_before_the_window_listened_is_not_lost(bells: Path, qtbot: QtBot) -> None:
    bells.mkdir(parents=True)
    start = subprocess.Popen([sys.executable, "-c", PROGRAM, str(bells), KEY, "/đến/a.pdf"])
    qtbot.waitUntil(lambda: any(bells.glob(f"{KEY}*")), timeout=60_000)
    late = First(bells)
    qtbot.addWidget(late.window)
    late.raiser.look()
    assert start.wait(60) == 0
    assert late.asked == [Errand(files=(Path("/đến/a.pdf"),))]


def test_no_name_is_ever_on_the_disk(first: First, bells: Path) -> None:
    first.raiser.stop()  # so that the bell stays as long as the start waits
    errand = Errand(files=(Path("/đến/Tuyệt mật 3.pdf"),))
    seen: list[tuple[str, bytes]] = []
    eye = QTimer(interval=20)
    eye.timeout.connect(
        lambda: seen.extend((each.name, each.read_bytes()) for each in bells.glob(f"{KEY}*"))
    )
    eye.start()
    assert not wait_for(lambda: hand_over(errand, bells, KEY, patience=0.5)), "nobody listened"
    eye.stop()
    assert seen
    assert all("mật" not in name and data == b"" for name, data in seen)
    assert list(bells.iterdir()) == []


def test_a_bell_left_by_a_crash_raises_nobody(first: First, bells: Path) -> None:
    (bells / f"{KEY}.0123").touch()
    first.raiser.look()
    assert first.asked == []
    assert not first.window.isVisible()
    assert list(bells.iterdir()) == []


def test_another_office_is_not_disturbed(first: First, bells: Path) -> None:
    (bells / "wardapp-khác.0123").touch()
    first.raiser.look()
    assert [each.name for each in bells.iterdir()] == ["wardapp-khác.0123"]


def test_an_empty_errand_raises_the_window(first: First, bells: Path) -> None:
    assert wait_for(lambda: hand_over(NO_ERRAND, bells, KEY))
    assert first.window.isVisible()
