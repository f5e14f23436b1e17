from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.picture_check import wrong_paper
from wardapp.core.checking import ABSENT
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.check import CheckPage
from wardapp.ui.pages.check_rows import FindingRow

START = "settings"

Settled = Callable[[MainWindow], None]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
RULES = [
    "trich-yeu.ve-viec",
    "tieu-de.dang",
    "ngay.so-khong",
    "ngay.thang-thua-khong",
    "noi-nhan.nhan",
    "noi-nhan.ngan-cach",
]


@pytest.fixture
def wrong(office: Office, tmp_path: Path) -> Path:
    """What the example's draft prints, with slips."""

    class Inside:
        drafting: Any = office.drafting.service  # without its guard, to make a file in the test

    return wrong_paper(Inside, tmp_path)


@pytest.fixture
def page(window: MainWindow, settled: Settled, wrong: Path) -> CheckPage:
    """The check of that file."""
    window.go("check", (wrong,))
    settled(window)
    shown = window.page("check")
    assert isinstance(shown, CheckPage)
    return shown


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def is_absent(row: FindingRow) -> bool:
    return row.finding.found == ABSENT


def rules(page: CheckPage) -> list[str]:
    rows = [page.rows.row_at(at) for at in range(page.rows.rowCount())]
    found = [row.finding for row in rows if isinstance(row, FindingRow)]
    return [each.rule for each in found if each.verdict.value == "fail" and not each.is_soft]


def test_a_file_is_checked_mended_and_saved_by_keys_alone(
    page: CheckPage, window: MainWindow, settled: Settled, wrong: Path, tmp_path: Path
) -> None:
    before = wrong.read_bytes()
    assert rules(page) == RULES
    shown = [page.rows.row_at(at) for at in range(page.rows.rowCount())]
    assert not [each for each in shown if isinstance(each, FindingRow) and is_absent(each)]
    press(window, Qt.Key.Key_F8)
    assert page.chosen().rule == "tieu-de.dang"
    assert "CÔNG SẢN" in page.paper.textCursor().block().text()
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_F8, ALT)
    assert page.chosen().rule == "tieu-de.dang"
    press(window, Qt.Key.Key_Return, CTRL)
    settled(window)
    assert rules(page) == [each for each in RULES if each != "tieu-de.dang"]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page.paper.toPlainText()
    press(window, Qt.Key.Key_Backspace, ALT)
    settled(window)
    assert rules(page) == RULES
    press(window, Qt.Key.Key_F7)
    settled(window)
    assert rules(page) == []
    saved = tmp_path / "moi.docx"
    page.out.choose_target = lambda *_words: saved
    press(window, Qt.Key.Key_E, CTRL)
    settled(window)
    assert wrong.read_bytes() == before
    window.go("check", (saved,))
    settled(window)
    assert rules(page) == []


def test_another_law_can_be_chosen_and_its_reason_is_said(
    page: CheckPage, window: MainWindow, settled: Settled
) -> None:
    titles = [page.standard.itemText(at) for at in range(page.standard.count())]
    assert len(titles) == 4
    page.standard.setCurrentIndex(page.standard.findData("ND30"))
    settled(window)
    assert "nn.so.hai-cham" in rules(page)


def test_the_report_is_written_beside(
    page: CheckPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    page.out.choose_target = lambda *_words: tmp_path / "bao-cao.pdf"
    window.run_action("check.report")
    settled(window)
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")


def test_a_draft_is_checked_as_it_prints_and_mended_in_its_text(
    window: MainWindow, settled: Settled, office: Office
) -> None:
    inside: Any = office.drafting
    draft = inside.service.page(0, 1).rows[0]
    window.go("draft", draft.id)
    settled(window)
    window.run_action("draft.check")
    settled(window)
    shown = window.page("check")
    assert isinstance(shown, CheckPage)
    assert window.current == "check"
    assert rules(shown) == []
    assert not shown.can("check.fix_all")
    window.run_action("check.fix")
    settled(window)
    assert window.current == "draft"


def test_a_dropped_word_file_can_be_checked_instead(
    window: MainWindow, settled: Settled, wrong: Path
) -> None:
    window.take_files((wrong,))
    settled(window)
    assert window.current == "proposal"
    window.run_action("proposal.check")
    settled(window)
    assert window.current == "check"
    assert rules(window.page("check"))
