"""Vietnamese typing programs are left alone: what they send arrives letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.typing_hands import by_input_method, by_unikey
from wardapp.core.places import Places
from wardapp.services.office import Office
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.form_table import FormTable

START = "today"

Settled = Callable[[MainWindow], None]
Hand = Callable[..., None]
TextWidget = QLineEdit | QTextEdit | QPlainTextEdit
WORDS = "Đảng ủy phường Liên Hồ đề nghị"
FORMS = ("NFC", "NFD")
FOCUS_TURNS = 200
OTHERS = {"Alt+Z", "Alt+F4", "Alt+Space", "Alt+Tab", "Ctrl+Esc", "Ctrl+F4", "F10", "F11", "Print"}
"""Keys of typing programs and of Windows itself."""
HANDS = (by_unikey, by_input_method)
hands = pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
PAGES = ("incoming", "proposal", "draft", "daylog", "settings")


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


def text_of(widget: TextWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def text_widgets(room: QWidget) -> Iterator[TextWidget]:
    """Yield what can be typed into, in order."""
    for kind in (QLineEdit, QTextEdit, QPlainTextEdit):
        for widget in room.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and not widget.isReadOnly():
                yield widget


def begin(widget: TextWidget) -> None:
    _shut_proposals()  # those of the field before: on the test screen no click does it
    widget.window().activateWindow()
    assert QTest.qWaitForWindowActive(widget.window())
    for _turn in range(FOCUS_TURNS):  # a window that just came up takes it a moment later
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.processEvents()
        if widget.hasFocus():
            break
    assert widget.hasFocus(), name_of(widget)
    widget.selectAll()
    widget.cut()
    _shut_proposals()
    assert text_of(widget) == ""


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


@pytest.fixture
def show(
    window: MainWindow, settled: Settled, office: Office, paper: Path
) -> Callable[[str], QWidget]:
    """Show a page of the window and wait until it has settled."""

    def shown(key: str) -> QWidget:
        arguments: dict[str, object] = {
            "proposal": (paper,),
            "draft": inside(office.drafting).page(0, 1).rows[0].id,
        }
        window.go(key, arguments.get(key))
        settled(window)
        return window.page(key)

    return shown


@pytest.mark.parametrize("key", PAGES)
def test_every_field_of_a_page_takes_the_letters_as_they_come(
    window: MainWindow, show: Callable[[str], QWidget], key: str
) -> None:
    found = list(text_widgets(show(key)))
    assert found, key

    for widget, hand, form in product(found, HANDS, FORMS):
        wanted = unicodedata.normalize(form, WORDS)
        begin(widget)
        hand(wanted)
        assert text_of(widget) == wanted, name_of(widget)
        assert window.current == key, name_of(widget)
        widget.selectAll()
        widget.cut()


def test_every_field_of_the_dialogs_takes_the_letters(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    seen: dict[str, str] = {}

    def type_all(dialog: QDialog) -> None:
        try:
            for widget, hand in product(list(text_widgets(dialog)), HANDS):
                begin(widget)
                hand(WORDS)
                seen[f"{name_of(widget)}, {hand.__name__}"] = text_of(widget)
        finally:
            _shut_proposals()
            dialog.reject()

    for page, action in (("outgoing", "outgoing.add"), ("catalogue", "catalogue.add")):
        window.go(page)
        settled(window)
        hand_of_dialog = DialogHand(qtbot, QDialog, type_all)
        window.run_action(action)
        hand_of_dialog.wait()
        settled(window)
    assert len(seen) > 4
    assert seen == dict.fromkeys(seen, WORDS)


def test_the_search_waits_and_never_touches_what_is_being_composed(
    window: MainWindow, settled: Settled, show: Callable[[str], QWidget]
) -> None:
    for key, hand in product(("incoming", "daylog"), HANDS):
        found = next(each for each in text_widgets(show(key)) if isinstance(each, QLineEdit))
        begin(found)

        hand(WORDS, pause=lambda: settled(window))

        assert found.text() == WORDS, key


@hands
@pytest.mark.prove
def test_the_outline_dresses_itself_while_a_syllable_is_composed(
    window: MainWindow, settled: Settled, show: Callable[[str], Any], qtbot: QtBot, hand: Hand
) -> None:
    text = show("draft").text
    begin(text)

    for line in ("I. Đề nghị", "1. Phường Liên Hồ", "a) Đảng ủy, ủy ban", "- Tổ dân phố số 9"):
        hand(line, pause=lambda: settled(window))
        qtbot.keyClick(text, Qt.Key.Key_Return)
    settled(window)

    assert text.text().split("\n") == [
        "I. Đề nghị",
        "1. Phường Liên Hồ",
        "a) Đảng ủy, ủy ban",
        "- Tổ dân phố số 9",
        "- ",
    ]
    assert text.gutter.names()[:4] == ["Phần", "Mục", "Điểm", "Ý"]


def test_an_outline_that_comes_back_leaves_the_preedit_standing(
    window: MainWindow, settled: Settled, show: Callable[[str], Any]
) -> None:
    text = show("draft").text
    begin(text)
    by_unikey("a) mot")
    QApplication.sendEvent(text, QInputMethodEvent(" vie", []))

    settled(window)  # outline, findings and pages of "a) mot" come back now

    block = text.textCursor().block()
    assert block.layout().preeditAreaText() == " vie"
    done = QInputMethodEvent("", [])
    done.setCommitString(" việc")
    QApplication.sendEvent(text, done)
    assert text.text() == "a) mot việc"


def test_finding_everything_takes_the_letters(window: MainWindow, settled: Settled) -> None:
    for hand in HANDS:
        window.open_palette()
        line = window.palette_box.line

        hand(WORDS, pause=lambda: settled(window))

        assert line.text() == WORDS
        window.palette_box.dismiss()


@hands
def test_a_list_of_proposals_below_the_line_changes_nothing(
    qtbot: QtBot, theme: Theme, hand: Hand
) -> None:
    field = LineField(theme, "Cơ quan")
    field.suggest(("Đảng ủy phường Liên Hồ", "Đảng bộ", "UBND phường"))
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.line.setFocus()
    begin(field.line)

    hand("Đảng ủy phường")

    assert field.text() == "Đảng ủy phường"
    assert field.line.selectedText() == "", "nothing is completed in the line"


@hands
def test_a_cell_of_a_report_opens_with_the_first_letter(
    window: MainWindow, settled: Settled, hand: Hand
) -> None:
    window.go("reports")
    settled(window)
    table = window.page("reports").findChild(FormTable)
    assert table is not None
    place = _wordy_cell(table)
    table.setFocus()
    table.setCurrentIndex(table.model_.index(*place))
    QApplication.processEvents()

    hand("Đảng ủy đề nghị")

    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Đảng ủy đề nghị"


@hands
def test_the_first_run_takes_the_letters(
    qtbot: QtBot, theme: Theme, places: Places, day: Any, hand: Hand
) -> None:
    guide = FirstRun(theme, day, places)
    qtbot.addWidget(guide)
    guide.show()
    guide.activateWindow()
    qtbot.waitUntil(guide.isActiveWindow)

    for widget in list(text_widgets(guide)):
        begin(widget)
        hand(WORDS)
        assert text_of(widget) == WORDS, name_of(widget)
        _shut_proposals()


def test_no_letter_or_figure_alone_is_a_shortcut(window: MainWindow) -> None:
    for shortcut in window.findChildren(QShortcut):
        keys: QKeySequence = shortcut.key()
        for at in range(keys.count()):
            combination = keys[at]
            modifiers = combination.keyboardModifiers()
            held = modifiers & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            assert held or combination.key() >= Qt.Key.Key_Escape, keys.toString()
            for other in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
                switch = other | Qt.KeyboardModifier.ShiftModifier
                assert modifiers & switch != switch, f"{keys.toString()} switches typing"
            assert keys.toString() not in OTHERS, f"{keys.toString()} belongs to others"
            assert not modifiers & Qt.KeyboardModifier.MetaModifier


def test_undo_in_a_field_takes_back_typing_and_nothing_else(
    window: MainWindow, settled: Settled, office: Office, show: Callable[[str], QWidget],
    qtbot: QtBot,
) -> None:  # fmt: skip
    before = inside(office.history).undoable()
    for key in ("incoming", "daylog", "draft"):
        for widget in list(text_widgets(show(key))):
            widget.setFocus()
            begin(widget)
            by_unikey("ủy ban")
            _shut_proposals()
            for _time in range(20):
                qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            settled(window)
            assert inside(office.history).undoable() == before, name_of(widget)


def _wordy_cell(table: FormTable) -> tuple[int, int]:
    model = table.model_
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.cell(model.index(row, column))
            if cell is not None and cell.is_editable and not cell.choices:
                return row, column
    raise AssertionError("no cell to type in")


def _shut_proposals() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()
