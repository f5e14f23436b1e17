"""Số trên nhiều máy: what two PCs have to settle about numbers, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from tests.picture_number_pcs import fill_number_pcs
from wardapp.core.numbering import NumberState
from wardapp.services.office import Office
from wardapp.store import copies
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.numbers_pcs import NumbersPcsPage
from wardapp.ui.pages.numbers_pcs_rows import PcRow
from wardapp.ui.widgets.fields import BoxField, Field

START = "today"

Made = TypeVar("Made")
Settled = Callable[[MainWindow], None]
Wanted = Callable[[PcRow], object]


def beside(work: Callable[[], Made]) -> Made:
    """Return what services give, called as always: not on the window's thread."""
    with ThreadPoolExecutor(max_workers=1) as lane:
        return lane.submit(work).result()


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office, tmp_path: Path) -> NumbersPcsPage:
    """The page after a second PC worked, and a third that gave a number of its own."""
    beside(lambda: fill_number_pcs(office, tmp_path / "others"))
    window.go("number_pcs")
    settled(window)
    shown = window.page("number_pcs")
    assert isinstance(shown, NumbersPcsPage)
    return shown


def choose(page: NumbersPcsPage, wanted: Wanted) -> PcRow:
    for at in range(page.rows.rowCount()):
        row = page.rows.row_at(at)
        if isinstance(row, PcRow) and wanted(row):
            page.list.choose(at)
            return row
    raise AssertionError


def pressed(dialog: Dialog) -> None:
    dialog.accept()


def test_waiting_lines_get_numbers_and_the_concordance_is_saved(
    page: NumbersPcsPage, window: MainWindow, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    office = window.context.office
    assert len(beside(office.leases.provisional)) == 3
    yes: DialogHand[Dialog] = DialogHand(qtbot, Dialog, pressed)
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yes.wait()
    settled(window)
    assert beside(office.leases.provisional) == ()
    window.undo()
    settled(window)
    assert len(beside(office.leases.provisional)) == 3
    window.redo()
    settled(window)

    target = tmp_path / "doi-chieu.pdf"
    hand: DialogHand[QFileDialog] = DialogHand(qtbot, QFileDialog, save_as(target))
    window.run_action("number_pcs.save")
    hand.wait()
    settled(window)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_doubled_number_is_settled_and_a_block_lent_and_called_back(
    page: NumbersPcsPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    office = window.context.office
    choose(page, lambda row: row.contested is not None and not row.contested.is_first)
    hand: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, FormDialog.try_save)
    window.run_action("number_pcs.settle")
    hand.wait()
    settled(window)
    assert beside(office.leases.contested) == ()

    hand = DialogHand(qtbot, FormDialog, FormDialog.try_save)
    window.run_action("number_pcs.grant")
    hand.wait()
    settled(window)
    assert len(beside(office.leases.leases)) == 2

    row = choose(page, lambda each: each.lease is not None)
    assert row.lease is not None

    def reason(dialog: Dialog) -> None:
        (box,) = dialog.findChildren(BoxField)
        box.set_text("Máy kia hỏng")
        dialog.accept()

    why: DialogHand[Dialog] = DialogHand(qtbot, Dialog, reason)
    window.run_action("number_pcs.end")
    why.wait()
    settled(window)
    left = beside(office.leases.leases)
    assert row.lease.span.id not in {each.span.id for each in left}
    series_id = row.lease.span.series_id
    strip = beside(lambda: office.numbering.strip(series_id)).rows
    assert NumberState.CANCELLED in {each.state for each in strip}


def test_keeping_is_handed_over_and_taken_back_with_a_reason(
    page: NumbersPcsPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    leases = window.context.office.leases
    assert not page.can("number_pcs.seize")
    hand: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, FormDialog.try_save)
    window.run_action("number_pcs.hand_over")
    hand.wait()
    settled(window)
    assert not beside(leases.keepers).main.is_here
    assert not page.can("number_pcs.grant")

    def fill(form: FormDialog) -> None:
        reason: Field = form._fields["reason"]
        assert isinstance(reason, BoxField)
        reason.set_text("Máy kia mất")
        form.try_save()

    form: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, fill)
    yes: DialogHand[Dialog] = DialogHand(qtbot, Dialog, _accept_plain)
    window.run_action("number_pcs.seize")
    yes.wait()
    form.wait()
    settled(window)
    assert beside(leases.keepers).main.is_here


def _accept_plain(dialog: Dialog) -> None:
    if not isinstance(dialog, FormDialog):
        dialog.accept()


def test_a_copied_folder_is_asked_once_what_it_is(
    window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:

    def copied() -> None:
        command = office.desk.command("test", "Chép")
        with office.desk.database.begin(command, undoable=False) as tx:
            copies.put_local_fact(tx.work, copies.COPIED_FROM, tx.work.replica_id)

    beside(copied)
    window.go("number_pcs")
    settled(window)
    shown = window.page("number_pcs")
    assert isinstance(shown, NumbersPcsPage)
    assert shown.notice.isVisible()
    assert not shown.can("number_pcs.grant")
    yes: DialogHand[Dialog] = DialogHand(qtbot, Dialog, pressed)
    shown.notice.buttons[0].click()
    yes.wait()
    settled(window)
    assert not beside(office.leases.keepers).is_asked
    assert shown.notice.buttons == []
