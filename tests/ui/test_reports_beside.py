"""Beside a report in the real window: earlier periods, figures out of line, its words, scope."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tests.picture_reports import FORM, MONTH, SLIP, fill_reports
from wardapp.core.forms import FilledScope
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.reports import ReportsPage

START = "today"
Settled = Callable[[MainWindow], None]


def off_window(work: Callable[[], object]) -> object:
    """Return what a service says, asked on a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office) -> ReportsPage:
    """A year of months behind the one that is due, a zero too many in it."""
    place = off_window(lambda: fill_reports(office))
    window.go("reports", place)
    settled(window)
    shown = window.page("reports")
    assert isinstance(shown, ReportsPage)
    return shown


def test_a_figure_stands_beside_its_twelve_periods_and_f8_finds_the_one_out_of_line(
    page: ReportsPage, window: MainWindow, settled: Settled
) -> None:
    assert page.beside is not None
    assert SLIP in {each.key for each in page.beside.history.outliers}
    for _step in range(40):
        if page.key == SLIP:
            break
        page.next_check()
        settled(window)

    past = page.parts.cell.past
    assert page.key == SLIP
    assert past.isVisibleTo(page)
    assert "anh, chị xem lại giúp." in past.doubt.text()
    assert past.year.text().startswith("Cộng năm 2026: ")
    bars = past.bars._bars
    assert (len(bars), bars[-1].text, bars[-1].name) == (13, "130", "5/26")
    blank = next(bar for bar in bars if bar.name == "6/25")  # before the first line
    assert (blank.text, "chưa có" in blank.said) == ("", True)
    assert page.parts.table.model_.face.rows[1].cells[2].is_odd


def test_a_stale_number_in_the_words_is_told_and_one_key_renews_it(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.switch_words()
    settled(window)
    edit, pane = page.parts.narrative.edit, page.parts.narrative
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\nDa phat 777 to gap.")
    pane.settle()
    settled(window)
    off_window(lambda: office.reporting.put(FORM, MONTH, SLIP, 131, "đếm lại"))
    page.refresh()
    settled(window)

    assert [(each.tie.text, each.now) for each in pane.loose] == [("130", "131")]
    (tie,) = [each for each in edit.narrative().ties if each.key == SLIP]
    edit.go_to_tie(tie)
    where = edit.cursorRect(edit.textCursor()).center() - QPoint(4, 0)
    qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settled(window)
    assert page.key == SLIP  # the number leads to its cell

    window.run_action("reports.renew")
    settled(window)

    assert pane.loose == ()
    assert "131 bài" in edit.text()
    kept = off_window(lambda: office.reporting.fill(FORM, MONTH).narrative)
    assert "⟦131¦B|N2|items|⟧" in str(kept)
    assert "777" in str(kept)


def test_the_scope_switches_to_what_all_units_gave(
    page: ReportsPage, window: MainWindow, settled: Settled
) -> None:
    window.run_action("reports.scope")
    settled(window)

    assert page.sheet is not None
    assert page.sheet.filled.scope is FilledScope.ALL
    assert page.parts.scope.text() == "Tổng hợp"
    page.go_to(SLIP)
    settled(window)
    assert page.behind.given[0].unit_id == ""  # our own form, the only one that counts yet
