from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.core.views import TodayBoard
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.today import Day, TodayPage, day_lines
from wardapp.ui.widgets.day_list import DayHeading, DayRow

START = "today"

Settled = Callable[[MainWindow], None]


@pytest.fixture
def today(window: MainWindow, settled: Settled) -> TodayPage:
    window.go("today")
    settled(window)
    page = window.page("today")
    assert isinstance(page, TodayPage)
    return page


def rows(page: TodayPage) -> list[DayRow]:
    return [line for line in page.list.lines.lines if isinstance(line, DayRow)]


def test_the_day_stands_in_its_sections_with_the_first_thing_chosen(today: TodayPage) -> None:
    titles = [each.title for each in today.list.lines.lines if isinstance(each, DayHeading)]

    assert titles == ["Quá hạn", "Hôm nay", "7 ngày tới"]
    assert today.list.chosen() == rows(today)[0]
    assert rows(today)[0].when == "Quá hạn 2 ngày"
    assert rows(today)[-1].when == "Thứ Sáu 12/6"


def test_enter_begins_the_day(today: TodayPage, window: MainWindow, qtbot: QtBot) -> None:
    today.start_focus()
    first = rows(today)[0].value

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert window.current == "incoming"
    assert first.entity == "incoming"


def test_the_arrows_pass_over_headings(today: TodayPage, qtbot: QtBot) -> None:
    for _step in range(3):
        qtbot.keyClick(today.list, Qt.Key.Key_Down)

    assert today.list.chosen() == rows(today)[3]


def test_the_report_card_says_what_is_missing(today: TodayPage, window: MainWindow) -> None:
    assert "ô chưa có số" in today.side.report._missing.text()

    today.side.report._missing.click()

    assert window.current == "reports"


def test_quick_actions_name_their_keys(today: TodayPage) -> None:
    assert [row.text() for row in today.side.quick.rows][:2] == [
        "Vào sổ văn bản đến",
        "Soạn văn bản mới",
    ]


def test_a_day_without_work_names_the_next_date(today: TodayPage) -> None:
    gauge = today.context.office.daylog.service.gauge()
    board = TodayBoard(
        day=date(2026, 6, 5), week=23, overdue=(), today=(), coming=(), report=None,
        gauge=gauge, next_due=date(2026, 6, 19),
    )  # fmt: skip
    workdays = today.context.office.desk.service.workdays()

    today.show_day(Day(board, workdays, is_fresh=False))

    assert today.left.currentWidget() is today.nothing
    assert today.nothing.words == "Hạn kế tiếp: Thứ Sáu 19/6."
    assert day_lines(replace(board, next_due=None)) == ()


def test_the_list_is_never_wider_than_the_page(
    today: TodayPage, window: MainWindow, settled: Settled
) -> None:
    for width, size in ((680, "largest"), (1024, "normal"), (1366, "largest")):
        window.theme.apply("light", size)
        window.resize(width, 688)
        settled(window)

        inside = today._area.widget()
        assert inside.width() <= today._area.viewport().width()
        assert today.side.geometry().right() <= inside.width()
