from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from wardapp.core.views import ListPage
from wardapp.ui.jobs import Jobs
from wardapp.ui.listing.cells import Cell, Column, GroupRow
from wardapp.ui.listing.many import MOST
from wardapp.ui.listing.models import KEPT_PAGES, PAGE, PagedRows, RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.theme import Theme

MILLION = 1_000_000
COLUMNS = (
    Column("Số", 90, lambda row: Cell(first=str(row), second="hai"), sort=("-number", "number")),
    Column("Trích yếu", 0, lambda row: Cell(first=f"Dòng {row}", wraps=True)),
)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def book(jobs: Jobs, qtbot: QtBot) -> PagedRows[int]:
    rows: PagedRows[int] = PagedRows(jobs, COLUMNS)
    with qtbot.waitSignal(rows.loaded):
        rows.ask(fetch)
    return rows


def fetch(offset: int, limit: int) -> ListPage[int]:
    rows = tuple(range(offset, min(offset + limit, MILLION)))
    return ListPage(rows=rows, offset=offset, total=MILLION)


def test_a_million_rows_are_fetched_page_by_page(book: PagedRows[int], qtbot: QtBot) -> None:
    assert book.rowCount() == MILLION
    assert book.row_at(5) == 5
    assert book.row_at(777_777) is None  # on its way

    qtbot.waitUntil(lambda: book.row_at(777_777) == 777_777)


def test_only_some_pages_are_kept(book: PagedRows[int], jobs: Jobs, qtbot: QtBot) -> None:
    for number in range(KEPT_PAGES + 20):
        book.row_at(number * PAGE)
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert len(book._pages) <= KEPT_PAGES


def test_arrows_move_the_choice_and_enter_opens(
    book: PagedRows[int], theme: Theme, qtbot: QtBot
) -> None:
    view = RowView(theme, "Sổ")
    qtbot.addWidget(view)
    view.show_model(book)
    view.resize(700, 500)
    view.show()
    view.choose(0)

    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.enlarged):
        qtbot.keyClick(view, Qt.Key.Key_Space)

    assert opened.args == [1]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.chosen_row == MILLION - 1


def test_a_click_on_a_head_asks_for_its_order_then_for_the_reverse(
    book: PagedRows[int], theme: Theme, qtbot: QtBot
) -> None:
    view = RowView(theme, "Sổ")
    qtbot.addWidget(view)
    view.show_model(book)
    orders: list[str] = []
    view.sorted.connect(orders.append)

    view.horizontalHeader().sectionClicked.emit(0)
    view.horizontalHeader().sectionClicked.emit(0)

    assert orders == ["-number", "number"]


def test_headings_stand_between_rows_and_cannot_be_chosen(theme: Theme, qtbot: QtBot) -> None:
    rows: RowList[int] = RowList(COLUMNS)
    view = RowView(theme, "Nhật ký")
    qtbot.addWidget(view)
    view.show_model(rows)

    rows.show([GroupRow("Hôm nay", "2 dòng"), 1, 2])

    assert rows.heading_rows() == (0,)
    assert not rows.flags(rows.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert rows.data(rows.index(1, 1), Qt.ItemDataRole.AccessibleTextRole) == "Dòng 1"


def test_the_page_of_the_wanted_row_is_there_from_the_start(jobs: Jobs, qtbot: QtBot) -> None:
    rows: PagedRows[int] = PagedRows(jobs, COLUMNS)
    with qtbot.waitSignal(rows.loaded):
        rows.ask(fetch, lambda: 654_321)

    assert rows.found == 654_321
    assert rows.row_at(rows.found) == 654_321


def test_several_rows_are_chosen_by_keyboard_and_stay_at_hand(
    book: PagedRows[int], jobs: Jobs, theme: Theme, qtbot: QtBot
) -> None:
    view = RowView(theme, "Sổ")
    qtbot.addWidget(view)
    view.show_model(book)
    view.allow_many()
    view.resize(700, 500)
    view.show()
    view.choose(3)
    counts: list[int] = []
    view.counted.connect(counts.append)
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

    assert view.chosen_rows() == (3,)
    qtbot.keyClick(view, Qt.Key.Key_Down, shift)
    qtbot.keyClick(view, Qt.Key.Key_Down, shift)
    assert view.chosen_rows() == (3, 4, 5)
    qtbot.keyClick(view, Qt.Key.Key_Down, ctrl)
    qtbot.keyClick(view, Qt.Key.Key_Down, ctrl)
    qtbot.keyClick(view, Qt.Key.Key_Space, ctrl)
    assert view.chosen_rows() == (3, 4, 5, 7)
    assert counts[-1] == 4
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen_rows() == (7,)

    qtbot.keyClick(view, Qt.Key.Key_A, ctrl)
    qtbot.waitUntil(lambda: len(view.chosen_rows()) == MOST)
    for number in range(KEPT_PAGES + 20):  # scrolling far does not lose what was chosen
        book.row_at((100 + number) * PAGE)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert view.chosen_rows() == tuple(range(MOST))
