"""Số văn bản: counters, numbers and lives, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.number_views import NumberFilter
from wardapp.core.numbering import NumberState
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.numbers import NumbersPage
from wardapp.ui.pages.outgoing_entry import EntryDialog
from wardapp.ui.widgets.fields import BoxField, DateField, LineField

START = "today"

Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> NumbersPage:
    """Số văn bản at its first counter."""
    window.go("numbers")
    settled(window)
    shown = window.page("numbers")
    assert isinstance(shown, NumbersPage)
    return shown


def filled(**texts: str) -> Callable[[FormDialog], None]:
    """Return what a hand does in a form: write into its fields and save."""

    def act(form: FormDialog) -> None:
        for name, text in texts.items():
            field = form._fields[name]
            assert isinstance(field, LineField | DateField)
            if isinstance(field, DateField):
                field.line.setText(text)
            else:
                field.set_text(text)
        form.try_save()

    return act


def reasoned(why: str) -> Callable[[Dialog], None]:
    """Return what a hand does where a reason is asked."""

    def act(dialog: Dialog) -> None:
        (box,) = dialog.findChildren(BoxField)
        box.set_text(why)
        dialog.accept()

    return act


def test_a_number_is_kept_extended_given_back_and_undone_by_keyboard(
    page: NumbersPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    series = page.chosen_series()
    assert series is not None
    hand: DialogHand[FormDialog] = DialogHand(
        qtbot, FormDialog, filled(holder="Phòng Kinh tế", until="12/6")
    )
    window.run_action("numbers.reserve")
    hand.wait()
    settled(window)
    kept = page.chosen_number()
    assert kept is not None
    assert (kept.state, kept.holder) == (NumberState.RESERVED, "Phòng Kinh tế")
    assert not page.pane.buttons["numbers.use"].isHidden()

    hand = DialogHand(qtbot, FormDialog, filled(until="20/6"))
    window.run_action("numbers.extend")
    hand.wait()
    settled(window)
    assert page.chosen_number() is not None
    assert str(page.chosen_number().until) == "2026-06-20"  # type: ignore[union-attr]

    why: DialogHand[Dialog] = DialogHand(qtbot, Dialog, reasoned("Thôi ban hành"))
    window.run_action("numbers.release")
    why.wait()
    settled(window)
    now = page.chosen_series()
    assert now is not None
    assert (now.held, now.next_number) == (0, series.next_number)
    window.undo()
    settled(window)
    assert page.chosen_series().held == 1  # type: ignore[union-attr]


def test_a_kept_number_is_used_by_the_document_it_was_kept_for(
    page: NumbersPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    hand: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, filled(title="Báo cáo quý"))
    window.run_action("numbers.take")
    hand.wait()
    settled(window)
    kept = page.chosen_number()
    assert kept is not None

    def enter(form: EntryDialog) -> None:
        form.fields.subject.set_text("Báo cáo quý II")
        qtbot.waitUntil(lambda: form.number.wish().reserved)
        form.enter()

    entry: DialogHand[EntryDialog] = DialogHand(qtbot, EntryDialog, enter)
    window.run_action("numbers.use")
    settled(window)
    entry.wait()
    settled(window)
    used = page.chosen_number()
    assert used is not None
    assert (used.first, used.state) == (kept.first, NumberState.USED)


def test_any_number_is_explained_and_chips_narrow_the_strip(
    page: NumbersPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    window.resize(1093, 534)
    hand: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, filled(number="99"))
    window.run_action("numbers.explain")
    hand.wait()
    settled(window)
    assert page.pane._note.text().startswith("Số này chưa cấp")
    assert page.pane.isVisible(), "in a narrow window, too"
    assert page.escape()
    assert window.focusWidget() is page.series_list

    page.arrive(NumberFilter.MISSING)
    settled(window)
    assert page.numbers.rowCount() == 0
    assert page.escape()
    settled(window)
    assert page.numbers.rowCount() > 0


def test_a_check_lists_what_it_found_and_enter_goes_to_the_number(
    page: NumbersPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    hand: DialogHand[FormDialog] = DialogHand(
        qtbot, FormDialog, filled(holder="Văn phòng", until="5/6")
    )
    window.run_action("numbers.reserve")
    hand.wait()
    settled(window)
    window.context.clock.instant_ms += 3 * 24 * 60 * 60 * 1000  # type: ignore[attr-defined]

    window.run_action("numbers.check")
    settled(window)
    assert page.middle.currentIndex() == 1
    assert "quá hạn" in page.findings.row_at(0).sentence  # type: ignore[union-attr]
    qtbot.keyClick(page.finding_list, Qt.Key.Key_Return)
    settled(window)
    found = page.chosen_number()
    assert page.middle.currentIndex() == 0
    assert found is not None
    assert found.state is NumberState.RESERVED


def test_the_last_number_and_its_line_go_back_with_a_reason(
    page: NumbersPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    hand: DialogHand[FormDialog] = DialogHand(qtbot, FormDialog, filled(title="Báo cáo quý"))
    window.run_action("numbers.take")
    hand.wait()
    settled(window)
    last = page.chosen_number()
    assert last is not None

    why: DialogHand[Dialog] = DialogHand(qtbot, Dialog, reasoned("Nhầm loại"))
    window.run_action("numbers.roll_back")
    why.wait()
    settled(window)
    top = page.numbers.row_at(0)
    assert (top.first, top.state) == (last.first, NumberState.RETURNED)  # type: ignore[union-attr]
    assert page.chosen_series().last_number == last.first - 1  # type: ignore[union-attr]
