"""Named filters and the list as shown, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.dispatches import ListFilter
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import register_page
from wardapp.ui.pages.incoming import IncomingPage
from wardapp.ui.widgets.buttons import Button

Settled = Callable[[MainWindow], None]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window: MainWindow) -> IncomingPage:
    shown = window.page("incoming")
    assert isinstance(shown, IncomingPage)
    return shown


def palette_runs(window: MainWindow, settled: Settled, qtbot: QtBot, typed: str) -> None:
    window.open_palette()
    settled(window)
    qtbot.keyClicks(window.palette_box.line, typed)
    settled(window)
    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Return)
    settled(window)


def typing(qtbot: QtBot, words: str) -> Callable[[QDialog], None]:
    """Return a hand that types into a dialog and presses Enter."""

    def act(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        line.insert(words)  # QTest has no keys for accents
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return act


def keep(page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    """Keep the overdue lines under a name, then show everything again."""
    page.filter.pick(ListFilter.OVERDUE)
    settled(window)
    hand = DialogHand(qtbot, Dialog, typing(qtbot, "Việc trễ"))
    window.run_action("list.incoming.keep_filter")
    hand.wait()
    settled(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert page.shelf_name() == "Việc trễ"
    assert page.filter._named.isVisible()
    page.filter.clear()
    settled(window)
    assert (page.shelf_name(), page.rows.rowCount()) == ("", 15)


def test_a_named_filter_is_chosen_by_the_palette_and_by_its_menu(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    keep(page, window, settled, qtbot)
    window.go("today")
    palette_runs(window, settled, qtbot, "viec tre")
    assert (window.current, page.shelf_name(), page.rows.rowCount()) == ("incoming", "Việc trễ", 2)
    page.filter.clear()
    settled(window)

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            timer.stop()
            qtbot.keyClick(menu, Qt.Key.Key_Down)
            qtbot.keyClick(menu, Qt.Key.Key_Return)

    timer = QTimer(interval=20)
    timer.timeout.connect(choose)
    timer.start()
    qtbot.keyClick(window, Qt.Key.Key_F, ALT)
    settled(window)
    assert page.rows.rowCount() == 2


def test_a_named_filter_is_renamed_and_removed_and_comes_back(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    keep(page, window, settled, qtbot)
    hand = DialogHand(qtbot, Dialog, typing(qtbot, "Quá hạn năm nay"))
    page.change_filter()
    hand.wait()
    settled(window)
    assert [each.name for each in page.shelf.kept] == ["Quá hạn năm nay"]

    def remove(dialog: QDialog) -> None:
        drop = next(each for each in dialog.findChildren(Button) if "Bỏ" in each.accessibleName())
        drop.setFocus()
        qtbot.keyClick(drop, Qt.Key.Key_Space)

    hand = DialogHand(qtbot, Dialog, remove)
    page.change_filter()
    hand.wait()
    settled(window)
    assert page.shelf.kept == ()
    window.undo()
    settled(window)
    assert [each.name for each in page.shelf.kept] == ["Quá hạn năm nay"]


def test_the_list_goes_to_excel_as_it_is_shown(
    page: IncomingPage,
    window: MainWindow,
    settled: Settled,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    target = tmp_path / "danh-sach.xlsx"
    monkeypatch.setattr(register_page, "ask_target", lambda *_args: target)
    page.filter.pick(ListFilter.OVERDUE)
    page.filter.set_sort("number")
    settled(window)

    qtbot.keyClick(window, Qt.Key.Key_E, ALT)
    settled(window)

    sheet = load_workbook(target).active
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["310", "313"]
    assert "quá hạn" in sheet["A2"].value
    assert window.toast_box.text == "Đã xuất 2 dòng ra danh-sach.xlsx."


def test_the_list_looks_into_files_when_asked(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_T, ALT)
    settled(window)
    assert page.filter.query.in_files
    assert page.filter._files.isVisible()
    assert page.escape()
    settled(window)
    assert not page.filter.query.in_files
