from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.book_lists import ListCode
from wardapp.core.books import BookKind, ClosingKind
from wardapp.services.office import Office
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import books_deeds
from wardapp.ui.pages.books import BooksPage
from wardapp.ui.pages.books_rows import BookLine

START = "books"

Settled = Callable[[MainWindow], None]


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def page(window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch) -> BooksPage:
    """Sổ đăng ký at the book of incoming dispatches; every question is answered yes."""
    monkeypatch.setattr(books_deeds.dialogs, "ask_fields", lambda *_args, **_named: True)
    monkeypatch.setattr(books_deeds.dialogs, "ask_reason", lambda *_args, **_named: "đóng nhầm")
    window.go("books", "den")
    settled(window)
    shown = window.page("books")
    assert isinstance(shown, BooksPage)
    return shown


def chosen(page: BooksPage) -> BookLine:
    row = page.chosen()
    assert row is not None
    return row


def to_file(path: Path) -> Callable[..., QPrinter]:
    def choose(_parent: QWidget, _title: str, _pages: int, *, landscape: bool = False) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(72)
        return printer

    return choose


def test_pages_are_closed_by_key_reprinted_checked_and_taken_back(
    page: BooksPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    assert chosen(page).state.volume.kind is BookKind.INCOMING
    assert page.paper.view.page_count >= 2
    assert "dòng chưa đóng" in page.status.accessibleName()

    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(window)
    closed = chosen(page).closing
    assert closed is not None
    assert page.paper.view.page_count == closed.last_page
    assert closed.code in page.status.accessibleName()

    target = tmp_path / "trang.pdf"
    page.deeds.paper.choose_target = lambda *_args: target
    page.export_chosen()
    settled(window)
    assert target.read_bytes() == inside(office.closing).pages(closed.id)

    printed = tmp_path / "in.pdf"
    page.deeds.paper.choose_printer = to_file(printed)
    page.reprint()
    settled(window)
    assert printed.read_bytes().startswith(b"%PDF")
    page.reopen()
    settled(window)
    (again,) = inside(office.closing).closings()
    assert again.reopened_reason == "đóng nhầm"


def test_a_change_behind_a_closed_page_is_told_and_printed(
    page: BooksPage, window: MainWindow, settled: Settled, office: Office, tmp_path: Path
) -> None:
    page.close_page()
    settled(window)
    closing, intake = inside(office.closing), inside(office.intake)
    volume = chosen(page).state.volume
    line = intake.by_number(318, 2026)
    intake.amend(replace(line, subject="Trích yếu đã sửa"))
    window.go("today")
    window.go("books", "den")
    page.refresh()
    settled(window)
    page.list.choose(page.list.chosen_row - 1)
    settled(window)

    assert closing.state(volume).supplement_count == 1
    page.deeds.paper.choose_printer = to_file(tmp_path / "bs.pdf")
    page.list.choose(next(at for at in range(20) if _is_volume(page, at)))
    settled(window)
    page.show_supplement()
    settled(window)
    assert page.paper.view.page_count == 1
    page.print_chosen()
    settled(window)
    assert (tmp_path / "bs.pdf").exists()


def _is_volume(page: BooksPage, at: int) -> bool:
    row = page.rows.row_at(at)
    return (
        isinstance(row, BookLine)
        and row.state is not None
        and row.closing is None
        and row.state.volume.book == "den"
    )


def test_a_year_is_locked_and_opened_again(
    page: BooksPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    page.close_whole()
    settled(window)
    (made,) = inside(office.closing).closings()
    assert made.kind is ClosingKind.YEAR
    assert made.locks

    page.reopen()
    settled(window)
    assert not inside(office.closing).closings()[0].locks


def test_every_list_shows_its_page_and_goes_to_every_format(
    page: BooksPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    rows = [page.rows.row_at(at) for at in range(page.rows.rowCount())]
    lists = [at for at, row in enumerate(rows) if isinstance(row, BookLine) and row.code]
    assert len(lists) == len(ListCode) - 1
    for at in lists:
        page.list.choose(at)
        settled(window)
        assert page.paper.view.page_count >= 1
    for ending, start in ((".xlsx", b"PK"), (".docx", b"PK"), (".pdf", b"%PDF")):
        target = tmp_path / f"so{ending}"
        page.deeds.paper.choose_target = lambda *_args, kept=target: kept
        page.export_chosen()
        settled(window)
        assert target.read_bytes().startswith(start)


def test_a_book_of_its_own_is_added_and_removed(
    page: BooksPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    def fill(dialog: FormDialog) -> None:
        dialog._fields["name"].set_text("Sổ đến: Trung ương")
        dialog._fields["code"].set_text("den-tw")
        dialog.try_save()

    hand = DialogHand(qtbot, FormDialog, fill)
    page.add_book()
    settled(window)
    hand.wait()
    settled(window)

    (own,) = inside(office.register_books).list()
    assert (own.code, own.kind) == ("den-tw", BookKind.INCOMING)
    window.undo()
    settled(window)
    assert inside(office.register_books).list() == ()


def test_the_stamp_of_arrival_is_tried_on_page_one_place_by_place(
    window: MainWindow, settled: Settled, office: Office
) -> None:
    line = inside(office.intake).by_number(318, 2026)
    window.go("incoming", line.id)
    settled(window)
    shown = window.page("incoming")
    places = set()
    for _turn in range(3):
        shown.show_stamp()
        settled(window)
        assert shown.paper.view.page_count == 1
        places.add(shown.context.desk.text("incoming.stamp_place", ""))
    assert len(places) == 3
