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
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import Dialog
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.start import run_window
from wardapp.ui.start_screens import Choice, StartScreen

Seats = Callable[[QWidget], Clerk]
Scene = tuple[type[QWidget], Callable[[QWidget], object]]


class Play:
    """Runs the program from its start; each scene acts once on the next window that comes up."""

    def __init__(self, room: Room, qtbot: QtBot) -> None:
        self._room, self.qtbot = room, qtbot
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
def play(room: Room, watch: Watch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """The program as it starts, with the watch before the services of every office it opens."""

    def opened(*places: object, **choices: object) -> Office:
        return watch.over(open_office(*places, **choices))  # type: ignore[arg-type]

    before = QLocale()
    monkeypatch.setattr(start_screens, "open_office", opened)
    monkeypatch.setattr(start, "_crash_teller", lambda *_desk: sys.excepthook)
    yield Play(room, qtbot)
    QLocale.setDefault(before)
    assert watch.calls


@pytest.fixture
def clerk_of(room: Room, qtbot: QtBot) -> Seats:
    """Return the clerk at a window that the program itself has opened."""

    def seat(window: QWidget) -> Clerk:
        assert isinstance(window, MainWindow)
        made = Clerk(qtbot, window, room.places, room.clock)
        made.settles()
        return made

    return seat


def answer_the_guide(guide: QWidget, hands: Hands) -> None:
    assert isinstance(guide, FirstRun)
    hands.reads("Anh, chị làm văn thư cho cơ quan nào?", "Bước 1 trong 5")
    hands.press("1")
    hands.types("Liên Hồ\n")
    hands.reads("Nhiệm kỳ của cấp ủy bắt đầu từ ngày nào?")
    hands.press("Return")
    hands.reads("Sổ giấy đã dùng đến số nào?")
    hands.types("317")
    hands.press("Tab")
    hands.types("11\n")
    hands.reads("Ai ký và ai làm văn thư?")
    hands.types("Nguyễn Thị Hậu\n")
    hands.reads("Sổ lưu ở đâu trên máy này?", "Tạo sổ")
    hands.press("Return")
    hands.sees(lambda: guide.folder is not None, "the office made")


def register(clerk: Clerk, file: Path, number: int) -> None:
    clerk.drops(file)
    clerk.is_on("proposal")
    clerk.reads(f"Vào sổ số {number}")
    clerk.settles()
    clerk.press("Return")
    clerk.told(f"Đã vào sổ số {number}.")


def test_a_first_start_leads_by_keys_alone_to_the_first_dispatch(
    play: Play, room: Room, qtbot: QtBot, clerk_of: Seats, inbox: Path
) -> None:
    def begin(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.is_on("today")
        clerk.reads("Ban Xây dựng Đảng", "Thứ Sáu, 05/6/2026")
        register(clerk, inbox / "07-cong-van-tuyen-giao.txt", 318)
        line = clerk.looks(lambda office: office.intake.by_number(318, 2026))
        assert line.number_symbol == "142-CV/BTGDVTU"

    play.run((FirstRun, lambda guide: answer_the_guide(guide, Hands(qtbot))), (MainWindow, begin))

    kept = DeskStore(room.places.data).last_office
    assert (kept / "office.db").is_file(), "the next start opens this office"


def test_a_second_start_of_the_same_office_brings_the_first_window_forward(
    play: Play, room: Room, qtbot: QtBot, clerk_of: Seats
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
        other.close()  # while any window is open, the program stays

    play.run((MainWindow, start_again), office=folder)


def test_an_office_open_at_another_desk_is_refused_and_can_be_looked_at(
    play: Play, room: Room, clerk_of: Seats
) -> None:
    folder = room.copy_of("party")

    def look(screen: QWidget) -> None:
        assert isinstance(screen, StartScreen)
        assert "(bich-ngoc)" in screen.sentence.text()
        screen.cards[Choice.LOOK].setFocus()
        Hands(play.qtbot).press("Return")

    def see(window: QWidget) -> None:
        clerk = clerk_of(window)
        assert clerk.window.office.read_only
        clerk.press("Ctrl+N")
        clerk.told("Sổ đang mở chỉ để xem.")

    with pytest.MonkeyPatch.context() as another:
        another.setenv("LOGNAME", "bich-ngoc")  # what names the account on Linux, and on Windows
        another.setenv("USERNAME", "bich-ngoc")
        holding = open_office(folder, room.places, room.clock)
    with holding:
        play.run((StartScreen, look), (MainWindow, see), office=folder)


def chooses_the_one_by_hand(clerk: Clerk) -> None:
    """Go by the settings to the backups, and to the one that the clerk asked for."""
    clerk.press("Ctrl+,")
    clerk.is_on("settings")
    clerk.press("Down", "Down", "F6")
    clerk.sees(lambda: has_focus(clerk.page.backups.open), "the way to the backups")
    clerk.press("Space")
    clerk.is_on("safety")
    clerk.reads("Bản sao lưu trong máy", "Theo yêu cầu")
    page = clerk.page
    rows = [page.rows.row_at(at) for at in range(page.rows.rowCount())]
    asked = [getattr(row, "reason", "") == "Theo yêu cầu" for row in rows]
    page.list.choose(asked.index(True))
    page.list.setFocus()


def test_a_backup_is_brought_back_from_the_settings(
    play: Play, room: Room, clerk_of: Seats, inbox: Path
) -> None:
    folder = room.copy_of("party")

    def confirm(_dialog: QDialog) -> None:
        hands = Hands(play.qtbot)
        hands.reads("Khôi phục bản sao lưu này?", "Vào sổ số 315")
        hands.press("Return")

    def work_and_go_back(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.commands("Sao lưu ngay")
        clerk.told("Đã sao lưu xong.")
        register(clerk, inbox / "07-cong-van-tuyen-giao.txt", 315)
        chooses_the_one_by_hand(clerk)
        with clerk.answering(Dialog, confirm):
            clerk.press("Return")
        clerk.sees(lambda: not window.isVisible(), "the window closing to open again")

    def look_at_what_is_back(window: QWidget) -> None:
        clerk = clerk_of(window)
        clerk.press("Ctrl+2")
        clerk.is_on("incoming")
        assert clerk.page.rows.rowCount() == 0
        register(clerk, inbox / "07-cong-van-tuyen-giao.txt", 316)  # 315 was given once

    play.run((MainWindow, work_and_go_back), (MainWindow, look_at_what_is_back), office=folder)
