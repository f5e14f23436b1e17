from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.picture_office import DAY
from wardapp.core.dispatches import OutgoingEntry
from wardapp.core.petitions import PetitionStatus
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import petitions_deeds, petitions_dialogs
from wardapp.ui.pages.petitions import PetitionsPage
from wardapp.ui.pages.petitions_figures import FiguresDialog
from wardapp.ui.pages.petitions_likely import LikelyStrip
from wardapp.ui.widgets.fields import BoxField, ChoiceField, LineField

START = "today"

Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> PetitionsPage:
    shown = window.page("petitions")
    assert isinstance(shown, PetitionsPage)
    return shown


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
        assert isinstance(field, LineField | BoxField)
        field.set_text(text)


@pytest.fixture
def one(page: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled) -> PetitionsPage:
    """The page with one petition that was just typed."""
    window.run_action("petitions.new")
    assert window.current == "petitions"
    form = the_form(qtbot)
    fill(form, subject="Đèn đường ngõ 12 hỏng", full_name="Nguyễn Văn Ẩn", place="TDP số 9")
    form.try_save()
    settled(window)
    return page


def test_a_petition_is_typed_and_its_person_stays_masked(
    one: PetitionsPage, window: MainWindow, settled: Settled
) -> None:
    assert "phản ánh, kiến nghị số 1" in window.toast_box.text
    assert one.row is not None
    assert one.row.who == "N.V.Ẩ., TDP số 9"
    cells = [one.rows.cell(0, column) for column in range(4)]
    assert "Nguyễn" not in repr(cells)
    window.undo()
    settled(window)
    assert one.row is None


def test_a_forgotten_one_is_inserted_under_a_letter(
    one: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("petitions.new")
    form = the_form(qtbot)
    fill(form, subject="Ghi sót hôm qua", number="1aa", late_reason="Nhận ở tiếp dân")
    form.try_save()
    assert form._fields["number"].editor.property("state") == "wrong"
    fill(form, number="1a")
    form.try_save()
    settled(window)
    assert one.row is not None
    assert one.row.petition.number_symbol == "1a"


def test_figures_of_a_person_stop_the_first_time_only(
    page: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("petitions.new")
    form = the_form(qtbot)
    fill(form, subject="Mã hồ sơ 001085012345 chưa trả")
    form.try_save()
    settled(window)
    assert form.isVisible()
    assert "lần nữa" in form._fields["subject"].editor.accessibleDescription()
    form.try_save()
    settled(window)
    assert page.row is not None
    assert "001085012345" in page.row.petition.subject


def a_letter_sent(window: MainWindow) -> str:
    """Register a letter of the office; return its printed symbol."""
    registry, issuers = window.office.registry, window.office.catalogue
    entry = OutgoingEntry(
        issuer_id=issuers.service.issuers()[0].id,  # type: ignore[attr-defined]
        type_code="CV",
        issued_date=DAY,
        subject="Trả lời phản ánh",
    )
    return str(registry.service.add_by_hand(entry).number_symbol)  # type: ignore[attr-defined]


def status(page: PetitionsPage) -> PetitionStatus:
    assert page.row is not None
    return page.row.petition.status


def test_a_result_is_written_and_taken_back_by_keyboard(
    one: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("petitions.close")
    form = the_form(qtbot)
    held = a_letter_sent(window)
    fill(form, result="Đã thay bóng", answer_symbol=held)
    QTest.keyClick(form, Qt.Key.Key_Return)
    settled(window)
    assert status(one) is PetitionStatus.DONE
    window.run_action("petitions.answer")
    assert window.current == "outgoing"
    window.go("petitions")
    assert not one.can("petitions.close")
    window.run_action("petitions.reopen")
    settled(window)
    assert status(one) is PetitionStatus.OPEN


def test_a_line_is_corrected_cancelled_and_brought_back(
    one: PetitionsPage,
    window: MainWindow,
    qtbot: QtBot,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.run_action("petitions.edit")
    form = the_form(qtbot)
    assert "full_name" not in form._fields
    competent, forwarded = form._fields["competent"], form._fields["forwarded_to"]
    assert isinstance(competent, ChoiceField)
    competent.set_value(False)
    form.try_save()
    settled(window)
    assert forwarded.editor.property("state") == "wrong"
    fill(form, forwarded_to="Công an phường")
    form.try_save()
    settled(window)
    assert one.row is not None
    assert one.row.petition.forwarded_to == "Công an phường"

    monkeypatch.setattr(petitions_dialogs, "ask_reason", lambda *_words: "Ghi trùng")
    window.run_action("petitions.cancel")
    settled(window)
    assert status(one) is PetitionStatus.CANCELLED
    window.undo()
    settled(window)
    assert status(one) is PetitionStatus.OPEN

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    delete, ctrl = Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier
    for key, held, reached in (
        (delete, Qt.KeyboardModifier.NoModifier, PetitionStatus.CANCELLED),
        (delete, ctrl, PetitionStatus.OPEN),
        (delete, ctrl, PetitionStatus.OPEN),
    ):
        qtbot.keyClick(one.list, key, held)
        settled(window)
        assert status(one) is reached
    assert one.row is not None
    assert (one.row.petition.cancel_reason, one.row.petition.closed_on) == ("", None)


def test_the_person_is_shown_changed_and_forgotten(
    one: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("petitions.person")
    form = the_form(qtbot)
    assert form._fields["full_name"].text() == "Nguyễn Văn Ẩn"  # type: ignore[attr-defined]
    fill(form, full_name="")
    form.try_save()
    settled(window)
    assert "xóa hẳn" in window.toast_box.text
    assert one.row is not None
    assert one.row.who == "TDP số 9"


def test_the_list_narrows_and_stands_alone_in_a_small_window(
    one: PetitionsPage, window: MainWindow, settled: Settled
) -> None:
    one.filter.text.setText("khong co gi")
    one.filter._narrow()
    settled(window)
    assert "khong co gi" in one._none.text()
    one.filter.clear()
    window.run_action("petitions.overdue")
    settled(window)
    assert one.filter.query.year is None
    one.filter.clear()
    window.resize(700, 500)
    settled(window)
    assert not one.pane.isVisible()
    one.list.opened.emit(0)
    assert one.pane.isVisible()
    assert one.escape()
    assert one.list.isVisible()


def test_a_duplicate_is_seen_while_typing_and_joined_on_saving(
    one: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    first = one.row
    assert first is not None
    window.run_action("petitions.new")
    form = the_form(qtbot)
    fill(form, subject="Đèn đường hỏng ở ngõ 12 đã lâu", place="TDP số 9")
    strip = form.findChild(LikelyStrip)
    assert strip is not None
    strip.look()
    settled(window)
    assert strip.isVisible()
    assert [each.row.petition.id for each in strip.found] == [first.petition.id]
    strip._links[0].click()
    assert "chỉ tính một lần" in strip._head.text()
    form.try_save()
    settled(window)
    assert one.row is not None
    assert one.row.stands_for == "1"
    assert "Trùng số 1" in repr(one.rows.cell(0, 3))
    assert one.can("petitions.apart")
    assert not one.can("petitions.urge")
    window.run_action("petitions.apart")
    settled(window)
    assert one.row.stands_for == ""


def test_urging_evidence_and_figures_stand_on_the_page(
    one: PetitionsPage, window: MainWindow, qtbot: QtBot, settled: Settled,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setattr(petitions_deeds, "ask_fields", lambda *_args, **_more: True)
    window.run_action("petitions.urge")
    settled(window)
    assert one.row is not None
    assert len(one.row.petition.urged) == 1
    paper = tmp_path / "anh-den.txt"
    paper.write_text("Ảnh đèn", "utf-8")
    one.deeds.attach(one.row.petition, (paper,))
    settled(window)
    assert [each.name for each in one.row.petition.attachments] == ["anh-den.txt"]
    one.pane.file_removed.emit(one.row.petition.attachments[0])
    settled(window)
    assert one.row.petition.attachments == ()
    window.run_action("petitions.figures")
    figures = QApplication.activeModalWidget()
    assert isinstance(figures, FiguresDialog)
    settled(window)
    told = {row.words: row.count for row in figures.rows}
    assert (told["Tiếp nhận trong kỳ"], told["Đang giải quyết"]) == (1, 1)
    figures.copy()
    assert "Tiếp nhận trong kỳ\t1" in QGuiApplication.clipboard().text()
    figures.reject()
    for action, page in (("petitions.opinions", "opinions"), ("opinions.petitions", "petitions")):
        window.run_action(action)
        settled(window)
        assert window.current == page
