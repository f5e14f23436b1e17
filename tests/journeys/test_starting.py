"""From the start of the program on: the guide, a second start, a backup brought back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.clerk import LOOK_MS, Clerk, Hands, has_focus
from tests.journeys.conftest import Room, Watch
from wardapp.services.office import Office, open_office
from wardapp.ui import start, start_screens
from wardapp.ui.dialogs import Dialog
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.start import run_window

Scene = tuple[type[QWidget], Callable[[QWidget], object]]


class Play:
    """Runs the program from its start; each scene acts once on the next window that comes up."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._scenes: list[Scene] = []
        self._seen: list[QWidget] = []
        self._is_acting = False
        self._timer = QTimer(interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def run(self, *scenes: Scene, office: Path | None = None) -> None:
        """Start the program and leave it after the last scene."""
        self._scenes = list(scenes)
        self._timer.start()
        code = run_window(self._room.places, self._room.clock, office)
        self._timer.stop()
        assert (code, self._scenes) == (0, [])

    def _look(self) -> None:
        if self._is_acting:
            return
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and has_focus(top) and top not in self._seen:
                self._act(top)
                return

    def _act(self, top: QWidget) -> None:
        kind, act = self._scenes[0] if self._scenes else (FirstRun, QWidget.close)
        if not isinstance(top, kind):
            return
        self._seen.append(top)
        self._is_acting = True
        try:
            act(top)
            self._scenes.pop(0)
        finally:  # whatever happened, the program must not wait for a hand that never comes
            self._is_acting = False
            if isinstance(top, QDialog):
                top.done(top.result())
            else:
                top.close()


@pytest.fixture
def play(room: Room, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """The program as it starts, with the watch before the services of every office it opens."""

    def opened(*places: object, **choices: object) -> Office:
        return watch.over(open_office(*places, **choices))  # type: ignore[arg-type]

    before = QLocale()
    monkeypatch.setattr(start_screens, "open_office", opened)
    monkeypatch.setattr(start, "_crash_teller", lambda *_desk: sys.excepthook)
    yield Play(room)
    QLocale.setDefault(before)
    assert watch.calls


@pytest.fixture
def clerk_of(room: Room, qtbot: QtBot) -> Callable[[QWidget], Clerk]:
    """Return the clerk at a window that the program itself has opened."""

    def seat(window: QWidget) -> Clerk:
        assert isinstance(window, MainWindow)
        made = Clerk(qtbot, window, room.places, room.clock)
        made.settles()
        return made

    return seat


def test_a_first_start_leads_by_keys_alone_to_the_first_dispatch(
    play: Play, qtbot: QtBot, clerk_of: Callable[[QWidget], Clerk], inbox: Path
) -> None:
    hands, folders = Hands(qtbot), []

    def answer_the_guide(guide: QWidget) -> None:
        assert isinstance(guide, FirstRun)
        hands.reads("Anh, chị làm văn thư cho cơ quan nào?", "Bước 1 trong 5")
        hands.press("1")
        hands.types("Liên Hồ")
        hands.press("Return")
        hands.reads("Nhiệm kỳ của cấp ủy bắt đầu từ ngày nào?")
        hands.press("Return")
        hands.reads("Sổ giấy đã dùng đến số nào?")
        hands.types("317")
        hands.press("Tab")
        hands.types("11")
        hands.press("Return")
        hands.reads("Ai ký và ai làm văn thư?")
        hands.types("Nguyễn Thị Hậu")
        hands.press("Return")
        hands.reads("Sổ lưu ở đâu trên máy này?", "Tạo sổ")
        hands.press("Return")
        hands.sees(lambda: guide.folder is not None, "the office made")
        folders.append(guide.folder)

    def register_the_first(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.is_on("today")
        clerk.reads("Ban Xây dựng Đảng", "Thứ Sáu, 05/6/2026")
        clerk.drops(inbox / "07-cong-van-tuyen-giao.txt")
        clerk.is_on("proposal")
        clerk.reads("142-CV/BTGDVTU", "Vào sổ số 318")
        clerk.press("Return")
        clerk.told("Đã vào sổ số 318.")
        line = clerk.looks(lambda office: office.intake.by_number(318, 2026))
        assert line.number_symbol == "142-CV/BTGDVTU"

    play.run((FirstRun, answer_the_guide), (MainWindow, register_the_first))

    assert (folders[0] / "office.db").is_file()


def test_a_second_start_of_the_same_office_brings_the_first_window_forward(
    play: Play, room: Room, qtbot: QtBot, clerk_of: Callable[[QWidget], Clerk]
) -> None:
    folder = room.copy_of("party")

    def start_again(window: QWidget) -> None:
        clerk = clerk_of(window)
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        clerk.sees(other.isActiveWindow, "another program in front")

        assert run_window(room.places, room.clock, folder) == 0

        clerk.sees(window.isActiveWindow, "the first window in front again")
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        assert [each for each in windows if each.isVisible()] == [window]

    play.run((MainWindow, start_again), office=folder)


def test_a_backup_is_brought_back_from_the_settings(
    play: Play, room: Room, clerk_of: Callable[[QWidget], Clerk], inbox: Path
) -> None:
    folder = room.copy_of("party")

    def work_and_go_back(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.commands("Sao lưu ngay")
        clerk.told("Đã sao lưu xong.")
        clerk.drops(inbox / "07-cong-van-tuyen-giao.txt")
        clerk.reads("Vào sổ số 315")
        clerk.press("Return")
        clerk.told("Đã vào sổ số 315.")
        clerk.press("Ctrl+,")
        clerk.is_on("settings")
        clerk.press("F6")
        clerk.press("Down", "Down")
        clerk.reads("Bản sao lưu", "Sao lưu theo yêu cầu")
        clerk.press("F6")
        assert clerk.focus is clerk.page.backups.list

        def confirm(_dialog: QDialog) -> None:
            clerk.reads("Khôi phục bản sao lưu này?", "1 việc ghi sau lúc đó không còn trong sổ.")
            clerk.press("Return")

        with clerk.answering(Dialog, confirm):
            clerk.press("Return")
        clerk.sees(lambda: not window.isVisible(), "the window closing to open again")

    def look_at_what_is_back(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.reads("khôi phục")
        clerk.press("Ctrl+2")
        clerk.is_on("incoming")
        assert clerk.page.rows.rowCount() == 0
        clerk.press("Ctrl+N")
        clerk.reads("Vào sổ số 315")

    play.run((MainWindow, work_and_go_back), (MainWindow, look_at_what_is_back), office=folder)
