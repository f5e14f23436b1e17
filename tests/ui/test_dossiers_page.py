"""Hồ sơ: a plan and an empty year, several dossiers at once, the chooser, the table of times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.picture_dossiers import fill_dossiers
from wardapp.core.dossier_views import DossierRow
from wardapp.core.dossiers import DossierFilter, DossierQuery, DossierStatus
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.dossier_chooser import DossierChooser
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.dossiers import DossiersPage
from wardapp.ui.pages.dossiers_retention import RetentionDialog

START = "dossiers"

Settled = Callable[[MainWindow], None]


def plain(office: Office) -> Office:
    """Return an office whose services have no guard, to work with from the test."""
    names = ("dossiers", "intake", "catalogue", "registry", "desk", "history")
    return replace(office, **{name: getattr(office, name).service for name in names})


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office) -> DossiersPage:
    """The plan of the pictures."""
    shown = fill_dossiers(plain(office))
    window.go("dossiers", shown)
    settled(window)
    made = window.page("dossiers")
    assert isinstance(made, DossiersPage)
    return made


def symbols(page: DossiersPage) -> list[str]:
    rows = (page.rows.row_at(at) for at in range(page.rows.rowCount()))
    return [row.dossier.symbol for row in rows if isinstance(row, DossierRow)]


def test_the_plan_stands_by_headings_and_the_chosen_dossier_beside_it(
    page: DossiersPage, window: MainWindow, settled: Settled
) -> None:
    assert symbols(page)[:5] == ["01.TGDV", "02.TGDV", "03.TGDV", "04.TGDV", "01.DV"]
    assert page.dossier is not None
    assert page.dossier.symbol == "02.TGDV"
    assert page.pane.papers.rowCount() == 8
    assert page.filter.chips[DossierFilter.OVERDUE].text() == "Quá hạn"
    page.filter.text.setText("y kien nhan dan dv")
    settled(window)
    assert symbols(page) == ["03.TGDV", "03.DV"]
    assert page.escape()
    settled(window)
    assert len(symbols(page)) == 12
    page.show_overdue()
    settled(window)
    assert symbols(page) == ["01.DV"]
    assert page.filter.query.year is None
    assert page.escape()
    assert page.filter.query.year == 2026


def test_a_year_without_a_plan_offers_three_ways_and_keeps_the_filter(
    page: DossiersPage, window: MainWindow, settled: Settled
) -> None:
    page.filter.put(DossierQuery(year=2031))
    settled(window)
    assert page.filter.isVisible()
    assert not page.pane.isVisible()
    page.filter.put(DossierQuery(year=2026))
    settled(window)
    assert page.pane.isVisible()
    assert len(symbols(page)) == 12


def test_several_closed_dossiers_go_to_the_archive_at_once(
    page: DossiersPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    service: Any = plain(office).dossiers
    closed = service.close(page.dossier.id, ended_on=date(2026, 6, 1))  # type: ignore[union-attr]
    window.refresh_all()
    settled(window)
    page.list.selectAll()
    page.filter.pick(DossierFilter.CLOSED)
    settled(window)
    qtbot.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert {each.symbol for each in page._chosen()} == {"02.TGDV", "01.DV"}
    hand = DialogHand(qtbot, Dialog, lambda box: box.accept())
    window.run_action("dossiers.hand_over")
    hand.wait()
    settled(window)
    assert service.get(closed.id).status is DossierStatus.HANDED_OVER
    assert not service.overdue()


def test_typing_in_the_chooser_narrows_and_the_arrows_choose(
    page: DossiersPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.dossier is not None
    before = page.pane.papers.rowCount()

    def choose(box: DossierChooser) -> None:
        assert len(box._choices) == 10
        box.words.set_text("tgdv 2026")
        assert box.rows.rowCount() == 3
        qtbot.keyClick(box.words.line, Qt.Key.Key_Down)
        assert box.list.chosen_row == 1
        box._take()

    page.pane.list.setFocus()
    hand = DialogHand(qtbot, DossierChooser, choose)
    window.run_action("dossiers.file")
    hand.wait()
    settled(window)
    assert page.pane.papers.rowCount() == before
    papers = [row for row in range(page.rows.rowCount()) if _count(page, row) == 1]
    assert len(papers) == 1


def _count(page: DossiersPage, row: int) -> int:
    found = page.rows.row_at(row)
    return found.papers if isinstance(found, DossierRow) else 0


def test_the_table_of_times_is_changed_in_its_own_dialog(
    page: DossiersPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    def change(box: FormDialog) -> None:
        box._fields["retention"].set_text("15 năm")  # type: ignore[attr-defined]
        box.try_save()

    def edit(box: RetentionDialog) -> None:
        inner = DialogHand(qtbot, FormDialog, change)
        box.list.choose(2)
        box.edit()
        inner.wait()
        settled(window)
        box.reject()

    hand = DialogHand(qtbot, RetentionDialog, edit)
    window.run_action("dossiers.retention")
    hand.wait()
    settled(window)
    rules = plain(office).dossiers.rules()
    assert rules[1].years == 15
