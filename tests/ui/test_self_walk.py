"""The self-test's walk through the real window: it comes to its end, and it can fail."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.copies import copy_folder
from wardapp.core.places import Places
from wardapp.ui.main_window import MainWindow
from wardapp.ui.self_hand import Hand, StepFailed
from wardapp.ui.self_walk import walk_window

SHORT_MS, LONG_MS = 300, 60_000
STEPS = (
    "screen",
    "window_fonts",
    "letters",
    "icons",
    "printers",
    "window.open",
    "window.register",
    "window.draft",
    "window.issue",
    "window.print",
    "window.log",
    "window.report",
)


def windows() -> list[MainWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]


def test_both_journeys_come_to_their_end(
    qapp: QApplication, places: Places, tmp_path: Path
) -> None:
    steps = list(walk_window(tmp_path / "thử", places))

    assert [step.sentence for step in steps if not step.ok] == []
    assert tuple(step.step for step in steps) == STEPS
    assert "vẽ trong bộ nhớ" in steps[0].sentence, "it says that nobody saw the window"
    assert not places.data.exists(), "the walk has settings and device of its own"
    shutil.rmtree(tmp_path / "thử")
    QApplication.processEvents()
    assert not (tmp_path / "thử").exists(), "nothing is written afterwards"
    assert [each for each in windows() if each.isVisible()] == []


@pytest.mark.prove
def test_a_broken_program_is_told_and_the_next_journey_begins(
    qapp: QApplication, places: Places, tmp_path: Path
) -> None:
    copy_folder(places.resources, tmp_path / "resources")
    broken = replace(places, resources=tmp_path / "resources")
    (broken.example / "inbox" / "01-cong-van-khan.pdf").unlink()
    (broken.fonts / "Tinos-Bold.ttf").write_bytes(b"")
    steps = {step.step: step for step in walk_window(tmp_path / "thử", broken)}

    assert "Tinos-Bold.ttf" in steps["window_fonts"].sentence
    assert not steps["window_fonts"].ok
    assert not steps["answer_a_file"].ok
    assert "Hãy" in steps["answer_a_file"].sentence
    assert "window.issue" not in steps
    assert steps["window.report"].ok


@pytest.fixture
def hand(window: MainWindow) -> Hand:
    """A hand at the example office's window that does not wait long."""
    return Hand(window, SHORT_MS)


def test_what_never_comes_ends_with_its_name(hand: Hand) -> None:
    with hand, pytest.raises(StepFailed, match="Chờ mãi không thấy trang Dự thảo"):
        hand.on("drafts", type(hand.window.page("drafts")))


def test_a_dialog_that_nobody_expects_is_put_away_and_told(hand: Hand, qtbot: QtBot) -> None:
    dialog = QDialog(hand.window)
    dialog.setAccessibleName("Chưa in được")
    hand._patience_ms = LONG_MS
    with hand:
        QTimer.singleShot(0, dialog.exec)
        with pytest.raises(StepFailed, match="Chưa in được"):
            hand.until(lambda: False, "gì cả")
    assert not dialog.isVisible()


def test_a_dialog_that_never_gets_ready_is_put_away(hand: Hand) -> None:
    dialog = QDialog(hand.window)
    with (
        hand,
        pytest.raises(StepFailed),
        hand.answering(QDialog, lambda _dialog: False, "câu trả lời"),
    ):
        dialog.exec()
    assert not dialog.isVisible()


def test_a_window_that_is_closed_meanwhile_ends_the_waiting(hand: Hand) -> None:
    QTimer.singleShot(0, hand.window.hide)
    hand._patience_ms = LONG_MS
    with hand, pytest.raises(StepFailed, match="bị đóng giữa chừng"):
        hand.until(lambda: False, "gì cả")
