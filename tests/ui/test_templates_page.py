"""Mẫu của cơ quan and Gửi nhiều nơi by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from tests.picture_letters import fill_letters, fill_templates, people_list
from wardapp.core.dispatches import ListQuery
from wardapp.core.identity import RecordId
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.letters import LettersPage
from wardapp.ui.pages.templates import TemplatesPage
from wardapp.ui.pages.templates_forms import LetterForm
from wardapp.ui.widgets.cards import EmptyPage
from wardapp.ui.widgets.fields import BoxField, LineField

START = "today"

Settled = Callable[[MainWindow], None]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


class Unguarded:
    """An office whose services may be asked from a test."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._office, name)
        return getattr(found, "service", found)


@pytest.fixture
def template_id(office: Office) -> RecordId:
    """A template with two fields and a row of dots."""
    return fill_templates(Unguarded(office))  # type: ignore[arg-type]


@pytest.fixture
def page(window: MainWindow, settled: Settled, template_id: RecordId) -> TemplatesPage:
    """The page of templates, come to from Dự thảo by its key."""
    window.go("drafts")
    settled(window)
    press(window, Qt.Key.Key_M, CTRL)
    settled(window)
    shown = window.page("templates")
    assert isinstance(shown, TemplatesPage)
    assert window.current == "templates"
    return shown


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    focused: QWidget = window.focusWidget() or window
    QTest.keyClick(focused, key, modifier)


def labels(page: TemplatesPage) -> list[str]:
    assert page.facts is not None
    return [each.label for each in page.facts.opened.view.fields]


def test_words_are_marked_named_and_given_back_by_keys(
    page: TemplatesPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    assert page.list.hasFocus()
    assert page.notice.isVisible()
    press(window, Qt.Key.Key_F8)
    chosen = page.text.chosen()
    assert chosen is not None
    assert set(chosen.words) <= {"…", "."}

    def name(dialog: FormDialog) -> None:
        line = dialog.findChildren(LineField)[0]
        line.set_text("Địa điểm")
        dialog.try_save()

    hand = DialogHand(qtbot, FormDialog, name)
    press(window, Qt.Key.Key_M, CTRL)
    hand.wait()
    settled(window)
    assert labels(page) == ["Kính mời", "giờ, ngày họp", "Địa điểm"]
    assert not page.notice.isVisible()
    window.activateWindow()  # the dialog has gone
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_Z, CTRL)
    settled(window)
    assert labels(page) == ["Kính mời", "giờ, ngày họp"]


def test_a_field_is_found_taken_away_and_words_are_chosen_by_keys(
    page: TemplatesPage, window: MainWindow, settled: Settled
) -> None:
    page.field_list.setFocus()
    press(window, Qt.Key.Key_Down)
    assert page.text.textCursor().selectedText() == "{{giờ, ngày họp}}"
    press(window, Qt.Key.Key_Delete)
    settled(window)
    assert labels(page) == ["Kính mời"]
    page.text.setFocus()
    cursor = page.text.textCursor()
    cursor.setPosition(0)
    page.text.setTextCursor(cursor)
    for _letter in range(4):
        press(window, Qt.Key.Key_Right, SHIFT)
    chosen = page.text.chosen()
    assert chosen is not None
    assert chosen.words == page.text.toPlainText()[:4]


def test_a_letter_is_filled_and_becomes_a_draft(
    page: TemplatesPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    def fill(form: LetterForm) -> None:
        first, second = (
            each for each in form.findChildren(QWidget) if isinstance(each, (LineField, BoxField))
        )
        first.set_text("Chi bộ Tổ dân phố số 9")
        second.set_text("8 giờ ngày 12/6")
        QTest.keyClick(form, Qt.Key.Key_Return)

    hand = DialogHand(qtbot, LetterForm, fill)
    press(window, Qt.Key.Key_Return, CTRL)
    hand.wait()
    settled(window)
    assert window.current == "draft"


def test_a_draft_goes_to_a_list_with_a_number_each(
    window: MainWindow,
    office: Office,
    settled: Settled,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    plain: Any = Unguarded(office)
    source = fill_letters(plain)
    window.go("letters", source)
    settled(window)
    page = window.page("letters")
    assert isinstance(page, LettersPage)
    window.take_files((people_list(tmp_path),))
    settled(window)
    assert page.panel.said.text() == "28 nơi nhận, bỏ 1 dòng"
    press(window, Qt.Key.Key_F7)
    settled(window)
    assert page.panel.said.text() == "27 nơi nhận, bỏ 1 dòng"
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_Return, CTRL)
    settled(window)
    page.out.numbering.set_value("each")
    settled(window)
    assert page.out.said.text().startswith("27 thư, số ")
    target = tmp_path / "thu.docx"
    hand = DialogHand(qtbot, QFileDialog, save_as(target))
    agreed = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    press(window, Qt.Key.Key_Return, CTRL)
    hand.wait()
    agreed.wait()
    settled(window)
    assert target.is_file()
    lines = plain.registry.page(ListQuery(sort="-number"), 0, 27).rows
    assert [line.number for line in lines] == sorted((line.number for line in lines), reverse=True)
    assert lines[0].addressees == ("Chi bộ Trường THCS",)


def test_what_does_not_fit_beside_the_words_gives_way(
    page: TemplatesPage, window: MainWindow, settled: Settled
) -> None:
    window.resize(760, 534)
    settled(window)
    assert not page.side.isVisible()
    window.resize(1366, 688)
    settled(window)
    assert page.side.isVisible()


def test_an_empty_list_of_addressees_says_where_to_begin(
    window: MainWindow, office: Office, settled: Settled, tmp_path: Path
) -> None:
    plain: Any = Unguarded(office)
    window.go("letters", fill_letters(plain))
    settled(window)
    page = window.page("letters")
    assert isinstance(page, LettersPage)
    (empty,) = page.findChildren(EmptyPage)
    assert empty.isVisible()
    assert page.panes() == (page.panel.source,)
    window.take_files((people_list(tmp_path),))
    settled(window)
    assert not empty.isVisible()
    assert page.panel.list in page.panes()
