from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.catalogue import CataloguePage
from wardapp.ui.widgets.fields import LineField

Settled = Callable[[MainWindow], None]


@pytest.fixture
def catalogue(window: MainWindow, settled: Settled) -> CataloguePage:
    window.go("catalogue", "signers")
    settled(window)
    page = window.page("catalogue")
    assert isinstance(page, CataloguePage)
    return page


def the_form(qtbot: QtBot) -> FormDialog:
    def is_there() -> None:
        assert isinstance(QApplication.activeModalWidget(), FormDialog)

    qtbot.waitUntil(is_there)
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    return form


def fill(form: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = form._fields[name]
        assert isinstance(field, LineField)
        field.set_text(text)


def test_every_section_shows_its_lines_and_a_form(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    for section in ("issuers", "terms", "signers", "numbers", "bodies", "units", "people"):
        window.go("catalogue", section)
        assert catalogue.chosen() is not None

        catalogue.edit()
        form = the_form(qtbot)
        form.try_save()
        settled(window)

        assert not form.isVisible(), section
        assert "Đã lưu" in window.toast_box.text


def test_a_person_is_added_and_taken_back(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.go("catalogue", "people")
    before = len(catalogue.known.lists["people"])
    window.run_action("catalogue.add")
    form = the_form(qtbot)
    fill(form, full_name="Đỗ Thị Mận", position="Văn thư")
    form.try_save()
    settled(window)
    assert len(catalogue.known.lists["people"]) == before + 1

    window.undo()
    settled(window)

    assert len(catalogue.known.lists["people"]) == before


def test_a_refusal_stands_beside_its_field(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.go("catalogue", "issuers")
    catalogue.edit()
    form = the_form(qtbot)
    fill(form, symbol="bxd đ")
    form.try_save()
    settled(window)

    assert form.isVisible()
    assert form._fields["symbol"].editor.property("state") == "wrong"
    assert "Ký hiệu" in form._fields["symbol"].editor.accessibleDescription()
    form.reject()


def test_a_removed_unit_comes_back_by_undo(
    catalogue: CataloguePage, window: MainWindow, settled: Settled
) -> None:
    window.go("catalogue", "units")
    before = catalogue.known.lists["units"]
    window.run_action("catalogue.remove")
    settled(window)
    assert len(catalogue.known.lists["units"]) == len(before) - 1

    window.undo()
    settled(window)

    assert catalogue.known.lists["units"] == before


def test_the_one_who_works_now_is_chosen(
    catalogue: CataloguePage, window: MainWindow, settled: Settled
) -> None:
    window.go("catalogue", "people")
    people = catalogue.known.lists["people"]
    other = next(at for at, each in enumerate(people) if each.full_name != catalogue.known.clerk)
    catalogue.list.choose(other)
    window.run_action("catalogue.work_as")
    settled(window)

    assert catalogue.known.clerk == people[other].full_name


def test_a_swapped_saturday_is_noted(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.go("catalogue", "holidays")
    catalogue.add()
    form = the_form(qtbot)
    form._fields["day"].line.setText("31/6")
    form.try_save()
    assert form._fields["day"].editor.property("state") == "wrong"
    form._fields["day"].line.setText("13/6")
    fill(form, name="Làm bù ngày 12/6")
    form._fields["is_working"].set_value(True)
    form.try_save()
    settled(window)

    assert [each.is_working for each in catalogue.known.lists["holidays"]] == [True]
