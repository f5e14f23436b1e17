from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.clock import SetClock
from wardapp.core.exchange import PackRequest, Purpose
from wardapp.core.places import Places
from wardapp.core.profile import GuideKind
from wardapp.services.office import create_office, open_office
from wardapp.services.setup import example_profile
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import Dialog
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme
from wardapp.ui.trust_dialogs import TrustDialog

Settled = Callable[[MainWindow | FirstRun], None]


@pytest.fixture
def guide(qtbot: QtBot, theme: Theme, day: SetClock, places: Places, settled: Settled) -> FirstRun:
    made = FirstRun(theme, day, places)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    settled(made)
    yield made
    made.jobs.close()


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def type_text(text: str) -> None:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.insert(text)  # as an input method commits Vietnamese text


def walk_by_keys(guide: FirstRun, qtbot: QtBot, settled: Settled) -> None:
    """Answer the five questions without a mouse."""
    press(qtbot, Qt.Key.Key_1)
    for answers in (("Liên Hồ",), (), ("317", "11"), ("Nguyễn Thị Hậu",), ()):
        for place, text in enumerate(answers):
            if place:
                press(qtbot, Qt.Key.Key_Tab)
            type_text(text)
        press(qtbot, Qt.Key.Key_Return)
        settled(guide)
    qtbot.waitUntil(lambda: guide.result() == QDialog.DialogCode.Accepted, timeout=20_000)


def test_the_guide_leads_from_nothing_to_today_by_keys_alone(
    guide: FirstRun,
    qtbot: QtBot,
    theme: Theme,
    day: SetClock,
    places: Places,
    settled: Settled,
) -> None:
    walk_by_keys(guide, qtbot, settled)
    assert guide.folder is not None

    with open_office(guide.folder, places, day) as office:
        issuer = office.catalogue.issuers()[0]
        assert (issuer.own_line, issuer.symbol) == ("BAN XÂY DỰNG ĐẢNG", "BXDĐ")
        assert office.catalogue.signers()[0].full_name == "Nguyễn Thị Hậu"
        assert office.intake.next_number(issuer.id, day.today()) == 318
        used = {each.key.group: each.last_number for each in office.catalogue.used_numbers()}
        assert used["CV"] == 11
        window = MainWindow(office, theme, day, places, DeskStore(places.data), PAGES)
        qtbot.addWidget(window)
        window.show()
        settled(window)
        page = window.page("today")
        assert window.current == "today"
        assert page.left.currentWidget() is page.first
        assert len(page.first.cards) == 3
        window.close()


def test_a_missing_name_is_said_beside_its_field(
    guide: FirstRun, qtbot: QtBot, settled: Settled
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    settled(guide)

    assert guide.stack.currentIndex() == 0
    assert guide.office.ward.editor.property("state") == "wrong"
    assert "Hãy ghi tên phường, xã" in guide.office.ward.editor.accessibleDescription()


def test_the_choice_fills_in_heading_and_law(
    guide: FirstRun, qtbot: QtBot, settled: Settled
) -> None:
    guide.office.ward.set_text("Liên Hồ")
    guide.office.choose(GuideKind.PEOPLES_COMMITTEE)
    settled(guide)

    assert guide.office.own_line.text() == "ỦY BAN NHÂN DÂN / PHƯỜNG LIÊN HỒ"
    assert guide.office.symbol.text() == "UBND"
    assert "Nghị định 30" in guide.office.standard.text()
    assert "ỦY BAN NHÂN DÂN" in guide.preview.accessibleName()


def test_what_was_typed_over_a_proposal_stays(guide: FirstRun) -> None:
    guide.office.ward.set_text("Liên Hồ")
    guide.office.symbol.line.selectAll()
    guide.office.symbol.line.insert("BXD")
    guide.office.symbol.line.textEdited.emit("BXD")
    guide.office.ward.set_text("Liên Hồ Đông")

    assert guide.office.symbol.text() == "BXD"


def test_a_synced_folder_is_refused_with_a_place_that_works(
    guide: FirstRun, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    guide.office.ward.set_text("Liên Hồ")
    for _step in range(4):
        guide.go_on()
        settled(guide)
    synced = tmp_path / "OneDrive" / "so"
    guide.place.folder.set_text(str(synced))
    qtbot.waitUntil(guide.place.advice.isVisible, timeout=5_000)
    guide.go_on()
    settled(guide)
    assert guide.place.folder.editor.property("state") == "wrong"

    guide.place.advice.buttons[0].click()

    assert "OneDrive" not in guide.place.folder.text()
    assert guide.place.second.text() == str(synced)


def test_an_example_opens_with_one_click_and_can_be_stopped(
    guide: FirstRun, qtbot: QtBot, settled: Settled, places: Places
) -> None:
    guide.office.example_links["party"].click()
    assert not guide.stack.isEnabled()
    guide.back.click()  # reads "Dừng" now
    settled(guide)

    assert guide.folder is None
    assert guide.stack.isEnabled()
    assert not (places.data / "so-mau-party").exists()


def test_an_example_that_is_there_is_opened_again(guide: FirstRun, places: Places) -> None:
    folder = places.data / "so-mau-state"
    folder.mkdir(parents=True)
    sqlite3.connect(folder / "office.db").close()

    guide.make_example("state")

    assert guide.folder == folder


def test_on_a_new_pc_the_guide_brings_the_office_back_from_a_second_place(
    guide: FirstRun, qtbot: QtBot, places: Places, day: SetClock, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    lost = tmp_path / "máy cũ"
    create_office(lost, example_profile("party", places, day), places, day).close()
    with open_office(lost, places, day) as office:
        settings = office.catalogue.settings()
        office.catalogue.save_settings(replace(settings, second_backup=str(usb)))

    guide.bring_back(tmp_path)  # a folder without backups is said, and the guide stays
    qtbot.waitUntil(lambda: bool(guide.fault.text()), timeout=20_000)
    assert "Không thấy bản sao lưu" in guide.fault.text()
    guide.bring_back(usb)
    qtbot.waitUntil(lambda: guide.result() == QDialog.DialogCode.Accepted, timeout=20_000)

    assert guide.folder is not None
    with open_office(guide.folder, places, day) as again:
        assert again.catalogue.settings().second_backup == str(usb)
        assert again.last_numbers.sentence(), "it may lack the newest numbers"


def test_a_second_pc_gets_the_office_from_a_full_package(
    guide: FirstRun, qtbot: QtBot, day: SetClock, places: Places, tmp_path: Path, settled: Settled
) -> None:
    first = replace(places, data=tmp_path / "may-mot")
    with create_office(tmp_path / "so", example_profile("party", first, day), first, day) as office:
        names = [each.name for each in office.catalogue.issuers()]
        request = PackRequest(purpose=Purpose.SYNC, to="Máy mới", password="mùa thu")
        (package,) = office.exchanging.pack(request, tmp_path).paths
        code = office.devices.card().code
    seen: list[str] = []

    def types_password(dialog: Dialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText("mùa thu")
        dialog.accept()

    def compares(dialog: TrustDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.yes.click()

    password = DialogHand(qtbot, Dialog, types_password)
    guide.joining.look((package,))
    password.wait()
    trust = DialogHand(qtbot, TrustDialog, compares)
    trust.wait()
    qtbot.waitUntil(lambda: guide.result() == QDialog.DialogCode.Accepted, timeout=20_000)

    assert code in seen
    assert guide.folder is not None
    with open_office(guide.folder, places, day) as second:
        assert [each.name for each in second.catalogue.issuers()] == names
        keepers = second.leases.keepers()
        assert not keepers.here.is_keeper
        assert not keepers.is_asked
