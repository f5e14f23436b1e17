from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wardapp.core.clock import SetClock
from wardapp.core.errors import (
    OfficeDamaged,
    OfficeLeftOpen,
    OfficeOpenElsewhere,
    OfficeRefused,
    OfficeTooNew,
    WardError,
)
from wardapp.core.places import Places
from wardapp.services.backups import backups_in
from wardapp.services.doctor import examine
from wardapp.services.office import Office, create_office, open_for_command, open_office
from wardapp.services.setup import example_profile
from wardapp.store import opening
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import Dialog
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.start import run_window
from wardapp.ui.start_screens import (
    Choice,
    StartDesk,
    StartScreen,
    settle_wishes,
    ways_for,
    wish_discard,
)
from wardapp.ui.theme import Theme


def damage_with_backup() -> OfficeDamaged:
    error = OfficeDamaged("Dữ liệu của sổ bị hỏng nên chưa mở, chưa sửa gì.")
    error.backup = "2026-06-05"
    return error


CASES: tuple[tuple[WardError, tuple[Choice, ...]], ...] = (
    (
        damage_with_backup(),
        (Choice.RESTORE, Choice.BY_DATE, Choice.SECOND, Choice.LOOK, Choice.OTHER),
    ),
    (OfficeDamaged("Không có bản sao lưu tốt."), (Choice.SECOND, Choice.OTHER)),
    (OfficeTooNew("Sổ này do bản WardApp mới hơn ghi."), (Choice.OTHER,)),
    (
        OfficeOpenElsewhere("VP-02", "07:40"),
        (Choice.LOOK, Choice.RETRY, Choice.OTHER),
    ),
    (
        OfficeLeftOpen("VP-02", "07:40"),
        (Choice.LOOK, Choice.TAKE, Choice.RETRY, Choice.OTHER),
    ),
    (OfficeRefused("Thư mục chỉ đọc."), (Choice.RETRY, Choice.LOOK, Choice.OTHER)),
)


@pytest.mark.parametrize(("error", "ways"), CASES, ids=lambda each: type(each).__name__)
def test_each_refusal_shows_its_sentence_with_ways_out(
    error: WardError, ways: tuple[Choice, ...], theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = StartScreen(theme, error, tmp_path)
    qtbot.addWidget(screen)
    screen.show()

    assert ways_for(error) == ways
    assert screen.sentence.text() == error.sentence
    assert tuple(screen.cards) == ways
    for choice in ways:
        screen.cards[choice].chosen.emit()
        assert screen.choice is choice


@pytest.fixture
def closed(places: Places, day: SetClock, tmp_path: Path) -> Path:
    profile = example_profile("party", places, day)
    folder = tmp_path / "so"
    create_office(folder, profile, places, day).close()
    return folder


def choosing(choice: Choice) -> Callable[[], None]:
    """Choose a way on the screen that is about to stand there."""

    def choose() -> None:
        screen = QApplication.activeModalWidget()
        if isinstance(screen, StartScreen):
            screen.cards[choice].chosen.emit()
        else:
            QTimer.singleShot(20, choose)

    return choose


@pytest.fixture
def desk(theme: Theme, places: Places, day: SetClock) -> StartDesk:
    return StartDesk(theme, places, day)


def test_a_damaged_office_opens_by_itself_and_tells_what_was_done(
    closed: Path, desk: StartDesk, qtbot: QtBot, places: Places
) -> None:
    (closed / "office.db").write_bytes(b"x" * 4096)

    opened = desk.open(closed)

    assert isinstance(opened, Office)
    assert opened.catalogue.issuers()
    assert opened.recovery is not None
    assert opened.recoveries.all() == (opened.recovery,)
    opened.close()


def test_damage_that_comes_again_can_be_restored_by_hand(
    closed: Path, desk: StartDesk, qtbot: QtBot, places: Places
) -> None:
    known = damage_with_backup()
    known.backup = backups_in(closed)[0].name
    QTimer.singleShot(0, choosing(Choice.RESTORE))

    opened = desk.open(closed, known)

    assert isinstance(opened, Office)
    assert opened.catalogue.issuers()
    assert not opened.last_numbers.sentence(), "nothing was lost: the damage was only told"
    opened.close()


def test_a_damaged_office_can_be_looked_at(closed: Path, desk: StartDesk, qtbot: QtBot) -> None:
    QTimer.singleShot(0, choosing(Choice.LOOK))

    opened = desk.open(closed, damage_with_backup())

    assert isinstance(opened, Office)
    assert opened.read_only
    opened.close()


def test_an_office_that_nothing_brings_back_leaves_the_choice_to_the_clerk(
    closed: Path, desk: StartDesk, qtbot: QtBot
) -> None:
    (closed / "office.db").write_bytes(b"x" * 4096)
    for part in ("backups", "journal"):
        shutil.rmtree(closed / part)
    QTimer.singleShot(0, choosing(Choice.OTHER))

    assert desk.open(closed) is Choice.OTHER
    assert (closed / "office.db").read_bytes() == b"x" * 4096


def test_an_example_is_thrown_away_after_its_window_closed(
    theme: Theme, places: Places, day: SetClock, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "so-mau"
    profile = replace(example_profile("party", places, day), is_example=True)
    create_office(folder, profile, places, day).close()
    store = DeskStore(places.data)
    wish_discard(store, folder)

    assert settle_wishes(theme, day, store)
    assert not folder.exists()
    assert not settle_wishes(theme, day, store)


def test_the_office_of_the_first_window_is_not_opened_twice(
    closed: Path, places: Places, day: SetClock, desk: StartDesk
) -> None:
    with open_office(closed, places, day), pytest.raises(OfficeOpenElsewhere):
        desk.open(closed)


def when(there: Callable[[], bool], then: Callable[[], object]) -> None:
    """Do something as soon as the window stands as wanted."""
    if there():
        then()
    else:
        QTimer.singleShot(20, lambda: when(there, then))


def shown(kind: type) -> Callable[[], bool]:
    return lambda: any(isinstance(each, kind) and each.isVisible() for each in tops())


def tops() -> list[QWidget]:
    return QApplication.topLevelWidgets()


def first(kind: type) -> QWidget:
    return next(each for each in tops() if isinstance(each, kind) and each.isVisible())


def test_an_example_is_left_for_the_guide_and_is_gone(
    places: Places, day: SetClock, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "so-mau"
    profile = replace(example_profile("party", places, day), is_example=True)
    create_office(folder, profile, places, day).close()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def discard() -> None:
        QTimer.singleShot(0, lambda: when(asked, lambda: first(Dialog).accept()))
        first(MainWindow).page("today").strip.discard.click()

    def asked() -> bool:
        return isinstance(QApplication.activeModalWidget(), Dialog)

    when(shown(MainWindow), discard)
    when(shown(FirstRun), lambda: first(FirstRun).reject())

    assert run_window(places, day, folder) == 0
    assert not folder.exists()
    assert DeskStore(places.data).settings.last_office == ""


def test_damage_found_beside_the_window_is_mended_and_told_on_a_page(
    places: Places, day: SetClock, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "so"
    create_office(folder, example_profile("party", places, day), places, day).close()
    spoil_a_page_no_start_reads(folder / "office.db")
    monkeypatch.setattr(opening, "CHECKED_AT_START", 0)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def told() -> bool:
        windows = [each for each in tops() if isinstance(each, MainWindow) and each.isVisible()]
        return any(each.current == "recovered" for each in windows)

    when(told, lambda: first(MainWindow).close())

    assert run_window(places, day, folder) == 0

    assert examine(folder)[1].ok
    assert list(folder.glob("backups/hong-*/office.db")), "the damaged file is kept aside"


def spoil_a_page_no_start_reads(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'incoming'"
        ).fetchone()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(random.Random(5).randbytes(4096))


def test_what_a_command_changed_is_backed_up_beside_the_window(
    closed: Path, places: Places, day: SetClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_for_command(closed, places, day) as command:
        command.catalogue.save_settings(replace(command.catalogue.settings(), default_days=7))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def backed_up() -> bool:
        return [each.reason for each in backups_in(closed)] == ["Khi mở sổ", "Khi tạo sổ"]

    when(shown(MainWindow), lambda: when(backed_up, first(MainWindow).close))

    assert run_window(places, day, closed) == 0
    assert backed_up()
