from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import catalogue_lists
from wardapp.ui.pages.catalogue import CataloguePage
from wardapp.ui.pages.catalogue_doubles import DoubleDialog
from wardapp.ui.pages.catalogue_lists import PlanDialog
from wardapp.ui.widgets.fields import BoxField, ChoiceField, LineField

START = "catalogue"

Settled = Callable[[MainWindow], None]
Shown = TypeVar("Shown", bound=QWidget)


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


def test_a_passage_of_the_office_is_written_here_and_named_by_its_words(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.go("catalogue", "snippets")
    window.run_action("catalogue.add")
    form = the_form(qtbot)
    text = form._fields["text"]
    assert isinstance(text, BoxField)
    text.set_text("Trân trọng đề nghị các đồng chí phối hợp.\n- Gửi kết quả.")
    form.try_save()
    settled(window)

    (kept,) = catalogue.known.lists["snippets"]

    assert kept.title == "Trân trọng đề nghị các đồng chí phối"
    assert kept.text.endswith("\n- Gửi kết quả.")


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


def of_name(catalogue: CataloguePage, name: str) -> int:
    rows = catalogue.known.lists["bodies"]
    return next(at for at, each in enumerate(rows) if each.name == name)


@pytest.fixture
def twins(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> tuple[str, str]:
    """Two bodies of the list, the second one typed with a slip."""
    window.go("catalogue", "bodies")
    name = max((each.name for each in catalogue.known.lists["bodies"]), key=len)
    catalogue.add()
    form = the_form(qtbot)
    fill(form, name=f"{name[0]}{name}", email="vt@sai.example")
    form.try_save()
    settled(window)
    return name, f"{name[0]}{name}"


def test_doubles_are_merged_and_parted_by_keyboard(
    catalogue: CataloguePage,
    window: MainWindow,
    twins: tuple[str, str],
    qtbot: QtBot,
    settled: Settled,
) -> None:
    before = len(catalogue.known.lists["bodies"])
    window.run_action("catalogue.doubles")
    dialog = modal(qtbot, DoubleDialog)
    if dialog.pair.keep.name != twins[0]:
        dialog.swap()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(window)
    settled(window)
    assert len(catalogue.known.lists["bodies"]) == before - 1

    catalogue.list.choose(of_name(catalogue, twins[0]))
    window.run_action("catalogue.part")
    the_form(qtbot).try_save()
    settled(window)
    assert len(catalogue.known.lists["bodies"]) == before


def test_a_chosen_body_is_merged_into_one_that_is_typed(
    catalogue: CataloguePage,
    window: MainWindow,
    twins: tuple[str, str],
    qtbot: QtBot,
    settled: Settled,
) -> None:
    before = len(catalogue.known.lists["bodies"])
    catalogue.list.choose(of_name(catalogue, twins[1]))
    window.run_action("catalogue.merge")
    form = the_form(qtbot)
    form.try_save()
    assert form._fields["keep"].editor.property("state") == "wrong"
    fill(form, keep=twins[0])
    form.try_save()
    settled(window)
    assert len(catalogue.known.lists["bodies"]) == before - 1

    window.undo()
    settled(window)
    assert len(catalogue.known.lists["bodies"]) == before


def test_a_list_from_excel_is_looked_at_before_it_is_written(
    catalogue: CataloguePage,
    window: MainWindow,
    qtbot: QtBot,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "don-vi.csv"
    file.write_text("Tên đơn vị;Số hộ\nTổ dân phố số 77;120\nTổ dân phố số 78;nhiều\n", "utf-8")
    monkeypatch.setattr(catalogue_lists, "ask_file", lambda *_args: file)
    monkeypatch.setattr(catalogue_lists, "ask_target", lambda *_args: tmp_path / "mau.xlsx")
    window.go("catalogue", "units")
    before = catalogue.known.lists["units"]

    window.run_action("catalogue.import")
    dialog = modal(qtbot, PlanDialog)
    assert dialog.go.text() == "Ghi 1 dòng"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(window)
    assert len(catalogue.known.lists["units"]) == len(before) + 1
    window.undo()
    settled(window)
    assert catalogue.known.lists["units"] == before

    window.run_action("catalogue.template")
    settled(window)
    assert (tmp_path / "mau.xlsx").is_file()


def modal(qtbot: QtBot, kind: type[Shown]) -> Shown:
    def is_there() -> None:
        assert isinstance(QApplication.activeModalWidget(), kind)

    qtbot.waitUntil(is_there)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_the_post_of_a_signer_fills_the_lines_that_print(
    catalogue: CataloguePage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    before = len(catalogue._rows())
    catalogue.add()
    form = the_form(qtbot)
    post, shown = form._fields["post"], form._fields["shown"]
    assert isinstance(post, ChoiceField)
    fill(form, full_name="Mai Văn Sơn")
    post.set_value("pho_truong_ban")
    authority, position = form._fields["authority"], form._fields["position"]
    assert isinstance(authority, LineField)
    assert isinstance(position, LineField)
    assert (authority.text(), position.text()) == ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    wanted = "K/T TRƯỞNG BAN, PHÓ TRƯỞNG BAN, Mai Văn Sơn, Ký thay Trưởng ban"
    assert shown.editor.accessibleDescription() == wanted
    form.try_save()
    settled(window)
    kept = next(each for each in catalogue._rows() if each.full_name == "Mai Văn Sơn")
    assert len(catalogue._rows()) == before + 1
    assert (kept.post, kept.authority) == ("pho_truong_ban", ("K/T TRƯỞNG BAN",))

    catalogue.list.choose(catalogue._rows().index(kept))
    catalogue.edit()
    form = the_form(qtbot)
    fill(form, position="TỔ TRƯỞNG TỔ GIÚP VIỆC", authority="")
    assert "Dòng tự ghi" in form._fields["shown"].editor.accessibleDescription()
    form.try_save()
    settled(window)
    own = next(each for each in catalogue._rows() if each.id == kept.id)
    assert (own.post, own.authority, own.position) == ("", (), "TỔ TRƯỞNG TỔ GIÚP VIỆC")
