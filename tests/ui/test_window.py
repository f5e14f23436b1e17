from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.ui import dialogs
from wardapp.ui.actions import WINDOW_ACTIONS
from wardapp.ui.jobs import Book
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES

Settled = Callable[[MainWindow], None]


def test_every_action_stands_in_ctrl_k(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    listed = {entry.title for entry in window.palette_box.entries}
    wanted = {action.title for action in window.all_actions() if not action.is_local}
    assert window.palette_box.isVisible()
    assert wanted <= listed


def test_ctrl_k_lists_first_what_the_page_shown_can_do(window: MainWindow) -> None:
    window.go("outgoing")
    window.open_palette()

    own = [action.title for action in window.specs["outgoing"].actions if not action.is_local]
    assert [entry.title for entry in window.palette_box.entries][: len(own)] == own


def test_the_wheel_scrolls_ctrl_k_to_its_last_line_and_no_further(window: MainWindow) -> None:
    window.open_palette()
    palette = window.palette_box
    for turn in (-120_000, -120):
        QApplication.sendEvent(palette, wheel(turn))

    assert abs(palette._boxes()[-1].bottom() - palette._room().bottom()) < 12
    QApplication.sendEvent(palette, wheel(240_000))
    assert palette._scroll == 0


def wheel(turn: int) -> QWheelEvent:
    return QWheelEvent(
        QPointF(600, 300),
        QPointF(600, 300),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_every_action_is_declared_once_and_can_be_run(window: MainWindow) -> None:
    actions = window.all_actions()

    assert len({action.id for action in actions}) == len(actions)
    for action in actions:
        owner = window.specs[action.page].factory if action.page else MainWindow
        assert callable(getattr(owner, action.slot, None)), action.id


def test_a_key_means_one_thing_on_a_page_and_what_it_means_everywhere() -> None:
    actions = (*WINDOW_ACTIONS, *(each for spec in PAGES for each in spec.actions))
    everywhere = {QKeySequence(each.key) for each in actions if each.key and each.everywhere}
    for spec in PAGES:
        keys = [QKeySequence(each.key) for each in spec.actions if each.key and not each.is_local]
        assert len(keys) == len(set(keys)), spec.key
        taken = {each.id for each in spec.actions if QKeySequence(each.key) in everywhere}
        own = {each.id for each in spec.actions if each.everywhere}
        # Ctrl+N is the own "new" of each page, Ctrl+O chooses files there, too.
        others = [each for each in spec.actions if each.id in taken - own]
        assert {each.key for each in others} <= {"Ctrl+N", "Ctrl+O"}, spec.key


def test_ctrl_k_finds_a_dispatch_without_accents_and_opens_it(
    window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.palette_box.line, "tiep cong dan")
    qtbot.waitUntil(lambda: any(e.group == "Văn bản đến" for e in window.palette_box.entries))

    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Return)
    settled(window)

    assert window.page("incoming").line.number_symbol == "86-TB/VPTU"
    assert not window.palette_box.isVisible()


def test_ctrl_k_offers_first_the_command_with_the_accents_typed(
    window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.go("incoming")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Tab)
    for typed in ("hủy", "huy"):
        window.palette_box.line.setText(typed)
        settled(window)
        assert window.palette_box.entries[0].title == "Hủy số đến đang chọn", typed


def test_escape_closes_ctrl_k(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()

    qtbot.keyClick(window.palette_box.line, Qt.Key.Key_Escape)

    assert not window.palette_box.isVisible()


def test_pages_open_by_their_number(window: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    numbered = [spec for spec in window.specs.values() if not spec.under and not spec.key_sequence]
    for place, spec in enumerate(numbered[:9]):
        key = Qt.Key(Qt.Key.Key_1 + place)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        settled(window)
        assert window.current == spec.key
        assert window.rail.items[spec.key].isChecked()


def test_a_dropped_file_opens_the_proposal(
    window: MainWindow, paper: Path, qtbot: QtBot, settled: Settled
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper))])
    drop = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.current == "proposal")
    settled(window)

    assert window.page("proposal").form.organ.text()


def test_a_change_reads_again_the_page_that_shows_its_book(
    window: MainWindow, settled: Settled
) -> None:
    page = window.page("incoming")
    page.is_stale = True

    window.jobs.touched.emit(frozenset({Book.INCOMING}))
    settled(window)

    assert not page.is_stale


def test_a_refusal_that_no_page_takes_is_shown_in_a_dialog(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(dialogs, "show_failure", lambda *told: shown.append(told[3]))

    window.jobs.refused.emit("Ổ đĩa đã đầy.")

    assert shown == ["Ổ đĩa đã đầy."]


def test_f6_goes_through_the_parts_of_a_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    page = window.page("incoming")
    page.list.setFocus()

    window.next_pane()

    assert window.focusWidget() is not page.list


def test_the_theme_switches_while_the_window_stands(window: MainWindow, qtbot: QtBot) -> None:
    before = window.theme.tokens

    with qtbot.waitSignal(window.theme.changed):
        window.switch_theme()

    assert window.theme.tokens != before
    assert window.context.desk.settings.theme == "dark"


def test_the_rail_gets_narrow_with_the_window(window: MainWindow) -> None:
    window.resize(1366, 688)
    wide = window.rail.width()
    window.resize(1093, 534)

    assert (wide, window.rail.width()) == (200, 52)
