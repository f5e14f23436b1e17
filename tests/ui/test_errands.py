"""What the program was started for reaches the window that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from wardapp.core.errand import Errand
from wardapp.ui.errands import Errands
from wardapp.ui.main_window import MainWindow

Settled = Callable[[MainWindow], None]


@pytest.fixture
def errands(window: MainWindow) -> Errands:
    return Errands(window, [])


def test_a_file_goes_to_the_proposal_from_any_page(
    errands: Errands, window: MainWindow, paper: Path, settled: Settled
) -> None:
    window.go("daylog")
    settled(window)
    errands.take(Errand(files=(paper,)))
    settled(window)
    assert window.current == "proposal"
    assert window.page("proposal").form.organ.text()


def test_more_files_wait_behind_the_one_shown(
    errands: Errands, window: MainWindow, paper: Path, tmp_path: Path, settled: Settled
) -> None:
    other = tmp_path / "Công văn khác.txt"
    other.write_text("Kính gửi các tổ dân phố", encoding="utf-8")
    errands.take(Errand(files=(paper,)))
    settled(window)
    errands.take(Errand(files=(other,)))
    settled(window)
    assert window.page("proposal")._files == (paper, other)


@pytest.mark.parametrize(
    ("page", "shown"), [("daylog", "daylog"), ("today", "today"), ("không có", "incoming")]
)
def test_a_page_is_shown_and_an_unknown_one_changes_nothing(
    page: str, shown: str, errands: Errands, window: MainWindow, settled: Settled
) -> None:
    errands.take(Errand(page=page))
    settled(window)
    assert window.current == shown


def test_an_action_of_everywhere_is_run_and_others_are_not(
    errands: Errands, window: MainWindow, settled: Settled
) -> None:
    errands.take(Errand(page="incoming.cancel"))
    assert window.current == "incoming"
    errands.take(Errand(page="daylog.add"))
    settled(window)
    assert window.current == "daylog"
    assert window.page("daylog").entry.content.line.hasFocus()


@pytest.fixture
def said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(window, "fail", lambda _title, sentence: told.append(sentence))
    return told


def test_a_file_that_has_gone_is_told_and_the_others_are_taken(
    errands: Errands, window: MainWindow, paper: Path, said: list[str], settled: Settled
) -> None:
    errands.take(Errand(files=(paper.with_name("đã chuyển.pdf"), paper)))
    settled(window)
    assert len(said) == 1
    assert "đã chuyển.pdf" in said[0]
    assert window.page("proposal")._files == (paper,)


def test_a_package_is_shown_on_its_own_page_and_nothing_is_taken_in(
    errands: Errands, window: MainWindow, tmp_path: Path, said: list[str], settled: Settled
) -> None:
    package = tmp_path / "Tổ 5.WARDPACK"
    package.write_bytes(b"PK")
    errands.take(Errand(files=(package,)))
    settled(window)
    assert window.current == "exchange_in"
    assert [each.path for each in window.page("exchange_in").tray.arrivals] == [package]
    assert said == []
    assert package.read_bytes() == b"PK"


def test_an_office_open_to_look_takes_no_files(
    errands: Errands, window: MainWindow, paper: Path, said: list[str], settled: Settled
) -> None:
    window.office = replace(window.office, read_only=True)
    errands.take(Errand(files=(paper,)))
    settled(window)
    assert "chỉ để xem" in said[0]
    assert window.current == "incoming"


def test_files_wait_until_a_dialog_has_been_answered(
    errands: Errands, window: MainWindow, paper: Path, settled: Settled, qtbot: QtBot
) -> None:
    dialog = QDialog(window)
    pages: list[str] = []

    def arrives() -> None:
        errands.take(Errand(files=(paper,)))
        QTimer.singleShot(400, leave)

    def leave() -> None:
        pages.append(window.current)
        dialog.reject()

    QTimer.singleShot(0, arrives)
    dialog.exec()
    qtbot.waitUntil(lambda: window.current == "proposal", timeout=20_000)
    settled(window)
    assert pages == ["incoming"], "it waited"


def test_what_waits_outlives_a_window(window: MainWindow, settled: Settled) -> None:
    waiting = [Errand(page="daylog")]
    Errands(window, waiting).look()
    settled(window)
    assert window.current == "daylog"
    assert waiting == []
