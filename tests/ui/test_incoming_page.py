from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wardapp.core.dispatches import Incoming, IncomingStatus, ListFilter
from wardapp.ui import dialogs
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.incoming import IncomingPage

Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow) -> IncomingPage:
    shown = window.page("incoming")
    assert isinstance(shown, IncomingPage)
    return shown


def test_the_newest_dispatch_is_chosen_and_its_page_shown(page: IncomingPage) -> None:
    assert page.line is not None
    assert page.line.arrival_number == 318
    assert page.paper.view.page_count == 1
    assert "318" in page.filter.chips[ListFilter.ALL].accessibleName() or page.rows.rowCount() == 15


def test_arrows_change_the_pane(page: IncomingPage, qtbot: QtBot) -> None:
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_Down)

    assert page.pane.line is not None
    assert page.pane.line.arrival_number == 317


def test_a_chip_narrows_the_list(page: IncomingPage, window: MainWindow, settled: Settled) -> None:
    page.filter.chips[ListFilter.OVERDUE].click()
    settled(window)

    numbers = [row.arrival_number for row in map(page.rows.row_at, range(page.rows.rowCount()))]
    assert numbers == [313, 310]


def test_a_filter_without_hit_says_so_and_can_be_cleared(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.filter.text, "khong co gi nhu the")
    qtbot.waitUntil(lambda: bool(page.filter.query.text))
    settled(window)
    assert page.rows.rowCount() == 0

    assert page.escape()
    settled(window)

    assert page.rows.rowCount() == 15


def test_the_chosen_row_stays_chosen_when_the_order_changes(
    page: IncomingPage, window: MainWindow, settled: Settled
) -> None:
    page.list.choose(4)
    wanted = page.line

    page.list.sorted.emit("number")
    settled(window)

    assert page.line is not None
    assert page.line.id == wanted.id
    assert page.rows.row_at(page.list.chosen_row).id == wanted.id


def test_cancelling_asks_for_a_reason_and_strikes_the_line_through(
    page: IncomingPage, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_reason", lambda *_args: "Vào sổ nhầm")

    window.run_action("incoming.cancel")
    settled(window)

    line = page.rows.row_at(0)
    assert isinstance(line, Incoming)
    assert line.status is IncomingStatus.CANCELLED
    assert window.toast_box.text == "Đã hủy số 318, lý do: Vào sổ nhầm"


def test_what_was_done_is_undone_by_ctrl_z(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.list.choose(1)
    window.run_action("incoming.submit")
    settled(window)
    assert page.rows.row_at(1).status is IncomingStatus.SUBMITTED

    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(window)

    assert page.rows.row_at(1).status is IncomingStatus.NEW


def test_space_enlarges_the_page_and_escape_brings_the_list_back(
    page: IncomingPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert not page.list.isVisible()
    assert page.paper.view.isVisible()

    assert page.escape()
    assert page.list.isVisible()


def test_in_a_small_window_enter_shows_the_pane_over_the_list(
    page: IncomingPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(700, 500)
    assert not page.pane.isVisible()

    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.list.isVisible()

    assert page.escape()
    assert page.list.isVisible()


def test_an_empty_book_says_what_can_be_done(
    page: IncomingPage, window: MainWindow, settled: Settled
) -> None:
    page.filter._set(page.filter.query.__class__(year=2001))
    settled(window)

    assert page.layout_box.currentIndex() == 1


def test_another_order_keeps_the_chosen_line(
    page: IncomingPage, window: MainWindow, settled: Settled
) -> None:
    page.list.choose(8)
    settled(window)
    chosen = page.line

    page.list.sorted.emit("number")
    settled(window)

    assert page.line == chosen
    assert page.list.chosen_row == page.rows.rowCount() - 1 - 8


def test_a_word_is_taken_out_of_the_filter_by_keys_that_mean_more_elsewhere(
    page: IncomingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    line = page.line
    page.filter.text.setText("một hai")
    page.filter.text.setFocus()

    qtbot.keyClick(page.filter.text, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    settled(window)

    assert page.filter.text.text() == "một "
    assert not window.toast_box.isVisible()
    assert line is not None
    page.filter.text.clear()


def test_lines_tell_their_book_while_several_are_shown(
    page: IncomingPage, window: MainWindow, settled: Settled, office: Any
) -> None:
    def told() -> set[str]:
        cells = [
            page.rows.columns[0].cell(page.rows.row_at(at)).second
            for at in range(page.rows.rowCount())
        ]
        return {cell.partition(" · ")[2] for cell in cells}

    issuers = office.catalogue.service.issuers()
    assert len(issuers) > 1
    assert told() == {issuers[0].symbol}
    page._narrow(replace(page.filter.query, issuer_id=issuers[0].id))
    settled(window)
    assert told() == {""}
