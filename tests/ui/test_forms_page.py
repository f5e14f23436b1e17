"""Biểu mẫu by keyboard: a form looked at, kept, retired; a report moved and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from tests.picture_forms import FORM, own_form
from wardapp.core.forms import FormSpec
from wardapp.core.report_views import ReportPlace
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.forms import FormsPage

Settled = Callable[[MainWindow], None]
CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
START = "forms"


class Unguarded:
    """An office whose services may be asked from a test."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._office, name)
        return getattr(found, "service", found)


@pytest.fixture
def form(office: Office, tmp_path: Path) -> Path:
    """The second version of a form whose first one a report is filled in."""
    return own_form(Unguarded(office), tmp_path)  # type: ignore[arg-type]


@pytest.fixture
def page(window: MainWindow, settled: Settled, form: Path) -> FormsPage:
    """The page, the second version looked at."""
    window.go("forms", form)
    settled(window)
    shown = window.page("forms")
    assert isinstance(shown, FormsPage)
    return shown


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    focused: QWidget = window.focusWidget() or window
    QTest.keyClick(focused, key, modifier)


def retire(page: FormsPage, window: MainWindow, qtbot: QtBot) -> None:
    """Take the chosen version out of use by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)


def made(page: FormsPage) -> FormSpec:
    """Return the form that is looked at."""
    assert page.look is not None
    assert page.look.spec is not None, page.look.faults
    return page.look.spec


def version(window: MainWindow) -> str:
    reporting = Unguarded(window.office).reporting
    return str(reporting.fill(FORM, reporting.current_period(FORM).id).form_version)


def test_a_form_is_looked_at_kept_and_a_report_moves_to_it(
    page: FormsPage, window: MainWindow, settled: Settled, form: Path, qtbot: QtBot
) -> None:
    assert page.look is not None
    assert page.look.can_be_kept
    form.write_text(form.read_text("utf-8").replace('kind = "merge"', 'kind = "gop"'), "utf-8")
    press(window, Qt.Key.Key_F5)
    settled(window)
    assert not page.look.can_be_kept
    assert not page.can("forms.keep")
    form.write_text(form.read_text("utf-8").replace('kind = "gop"', 'kind = "merge"'), "utf-8")
    press(window, Qt.Key.Key_F5)
    settled(window)

    press(window, Qt.Key.Key_Return, CTRL)
    settled(window)

    assert page.look is None
    chosen = page.chosen()
    assert chosen is not None
    assert (chosen.form_id, chosen.version) == (FORM, "2026.2")
    press(window, Qt.Key.Key_Down)
    settled(window)
    assert page.can("forms.move")
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    window.run_action("forms.move")
    hand.wait()
    settled(window)
    assert version(window) == "2026.2"
    window.undo()
    settled(window)
    assert version(window) == "2026.1"

    retire(page, window, qtbot)
    settled(window)
    assert page.can("forms.back")


def test_an_official_file_becomes_a_form_and_is_filled(
    page: FormsPage,
    window: MainWindow,
    settled: Settled,
    form: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = form.parent / "mau-tuyen-truyen.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(source), ""))
    )

    hand = DialogHand(qtbot, FormDialog, lambda dialog: dialog.try_save())
    press(window, Qt.Key.Key_E, CTRL)
    hand.wait()
    settled(window)
    assert made(page).id == "mau-tuyen-truyen"
    press(window, Qt.Key.Key_Escape)
    assert page.look is None
    page.arrive((FORM, "2026.1"))
    settled(window)
    target = form.parent / "nop.xlsx"
    saving = DialogHand(qtbot, QFileDialog, save_as(target))
    window.run_action("forms.fill")
    saving.wait()
    settled(window)
    assert target.is_file()


def test_names_rows_places_and_due_days_of_an_official_file_are_changed_first(
    page: FormsPage, window: MainWindow, settled: Settled, form: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    source = form.parent / "mau-tuyen-truyen.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(source), ""))
    )

    def change(dialog: FormDialog) -> None:
        fields = dialog._fields
        rows = "\n".join(fields["A.rows"].text().splitlines()[:2])
        for name, text in (
            ("due", "ngày nào đó"),
            ("A.thuc_hien", "Kết quả"),
            ("A.rows", rows.replace("Loa truyền thanh", "Loa phường")),
            ("fact.reporter", "h3"),
            ("fact.period", ""),
        ):
            fields[name].set_text(text)
        dialog.try_save()
        assert dialog.isVisible()
        fields["due"].set_text("trước ngày 15 của các tháng 6, 12")
        dialog.try_save()

    hand = DialogHand(qtbot, FormDialog, change)
    press(window, Qt.Key.Key_E, CTRL)
    hand.wait()
    settled(window)

    spec = made(page)
    table = spec.table("A")
    assert [each.label for each in table.columns if each.key == "thuc_hien"] == ["Kết quả"]
    assert [row.label.startswith("Loa phường") for row in table.rows] == [True, False]
    assert [(due.month, due.day) for due in spec.due] == [(6, 14), (12, 14)]
    assert spec.official is not None
    facts = {each.target: each.place for each in spec.official.bindings}
    assert facts["reporter"].endswith("!H3")
    assert "period" not in facts


def test_a_report_is_written_into_the_official_file_of_its_form(
    page: FormsPage, window: MainWindow, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    page.arrive("")
    place = Unguarded(window.office).reporting.current_period(FORM).id
    window.go("reports", ReportPlace(form_id=FORM, period_id=place))
    settled(window)
    assert window.page("reports").can("reports.official")
    target = tmp_path / "tu-bao-cao.xlsx"
    saving = DialogHand(qtbot, QFileDialog, save_as(target))
    window.run_action("reports.official")
    saving.wait()
    settled(window)
    assert target.read_bytes()[:2] == b"PK"
    window.go("reports", ReportPlace(form_id="phu-luc-02", period_id=""))
    settled(window)
    assert not window.page("reports").can("reports.official")
