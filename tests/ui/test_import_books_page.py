"""Nhập sổ cũ by keyboard alone: files, columns, doubts, the writing, and back by one key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.picture_old_book import old_book
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import NotFound
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.import_books import COLUMNS, FILES, ImportBooksPage

START = "import"

Settled = Callable[[MainWindow], None]
CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(window: MainWindow, settled: Settled, tmp_path: Path) -> ImportBooksPage:
    """An old book that was dropped on the window."""
    window.take_files((old_book(tmp_path / "cu"),))
    settled(window)
    shown = window.page("import")
    assert isinstance(shown, ImportBooksPage)
    assert window.current == "import"
    return shown


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    focused: QWidget = window.focusWidget() or window
    QTest.keyClick(focused, key, modifier)


def test_an_old_book_comes_in_by_keyboard_alone_and_goes_back_by_one_key(
    page: ImportBooksPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    assert page.steps.isVisible()
    for step in (FILES, COLUMNS):
        assert page._now == step
        press(window, Qt.Key.Key_Return, CTRL)
        settled(window)
    heads = [(doubt.row, doubt.blocks) for doubt in page.preview.doubts]
    rows = [(12, True), (17, True), (24, True), (29, False), (36, False), (36, False)]
    assert heads == rows
    press(window, Qt.Key.Key_F8)
    assert page.preview.mend.hasFocus()
    page.preview.mend.line.selectAll()
    QTest.keyClicks(page.preview.mend.line, "25/4")
    press(window, Qt.Key.Key_Return)
    settled(window)
    assert len(page.preview.doubts) == len(rows) - 1
    press(window, Qt.Key.Key_Delete, CTRL)
    settled(window)
    press(window, Qt.Key.Key_T, CTRL)
    settled(window)
    assert [doubt.row for doubt in page.preview.doubts] == [12]
    import_and_undo(window, settled, qtbot)


def import_and_undo(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    """Say yes to the import, see the newest line in its register, take it back."""
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    press(window, Qt.Key.Key_Return, CTRL)
    hand.wait()
    settled(window)
    assert window.current == "incoming"
    register = window.page("incoming")
    line = register.rows.row_at(0)
    assert isinstance(line, Incoming)
    assert line.arrival_date.year == 2019
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    register.list.setFocus()
    QTest.keyClick(register.list, Qt.Key.Key_Z, CTRL)
    settled(window)
    with pytest.raises(NotFound):
        window.office.intake.service.by_number(line.arrival_number, 2019)


def test_columns_can_be_said_by_hand_and_each_field_stands_once(
    page: ImportBooksPage, window: MainWindow, settled: Settled
) -> None:
    page.go_on()
    settled(window)
    page.columns.list.choose(9)
    page.columns.field.set_value("subject")
    fields = page.columns.sheets()[0][1].fields
    assert fields.count("subject") == 1
    assert fields[9] == "subject"
    page.columns.list.choose(1)
    page.columns.field.set_value("")
    assert "Số đến" in page.columns.lacking.text()
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page._now == FILES


def test_the_empty_page_asks_for_files_and_a_wrong_file_is_told(
    window: MainWindow, settled: Settled, failures: list[tuple[object, ...]], tmp_path: Path
) -> None:
    window.go("import")
    settled(window)
    page = window.page("import")
    assert isinstance(page, ImportBooksPage)
    assert page.empty.cards[0].hasFocus()
    wrong = tmp_path / "so.xls"
    wrong.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    page.take_files((wrong,))
    settled(window)
    assert "Lưu thành" in str(failures.pop())
    assert page._opened is None
    other = tmp_path / "danh-sach.csv"
    other.write_text("Họ tên;Tuổi\nLê Văn Ân;40\n", "utf-8")
    window.go("incoming")
    window.take_files((other,))
    settled(window)
    assert window.current == "proposal"
