"""An toàn dữ liệu in the real window: the light, backups by date, a restore that says its price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders import an_arrival
from wardapp.core.clock import SetClock
from wardapp.core.errors import DiskRefused
from wardapp.core.journal import Backup
from wardapp.core.places import Places
from wardapp.core.safety import Light, SafetyState
from wardapp.services.office import open_office
from wardapp.ui.backup_chooser import BackupChooser
from wardapp.ui.dialogs import Dialog
from wardapp.ui.listing.cells import GroupRow
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.safety import SafetyPage
from wardapp.ui.pages.safety_losses import LossesDialog
from wardapp.ui.pages.safety_seals import month_of
from wardapp.ui.pages.today import TodayPage
from wardapp.ui.restored_words import take_told
from wardapp.ui.widgets.buttons import Button

START = "today"
HOUR_MS = 60 * 60 * 1000

Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> SafetyPage:
    window.go("safety")
    settled(window)
    found = window.page("safety")
    assert isinstance(found, SafetyPage)
    return found


def register(window: MainWindow, subject: str) -> int:
    office = window.office
    issuer = office.catalogue.service.issuers()[0]
    late = an_arrival(issuer_id=issuer.id, subject=subject)
    return office.intake.service.register(late).arrival_number


def kept_of(window: MainWindow) -> tuple[Backup, ...]:
    kept: tuple[Backup, ...] = window.office.backups.service.list()
    return kept


def answer(deed: Callable[[Dialog], object]) -> None:
    """Do something with the next dialog as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            deed(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_a_restore_lists_what_is_lost_and_opens_the_office_again(
    page: SafetyPage,
    window: MainWindow,
    qtbot: QtBot,
    settled: Settled,
    places: Places,
    day: SetClock,
) -> None:
    window.run_action("window.backup")
    settled(window)
    office = window.office
    issuer = office.catalogue.service.issuers()[0]
    day.instant_ms += 60_000
    number = register(window, "ghi sau sao lưu")
    said: list[str] = []
    listed: list[str] = []

    def agree(dialog: Dialog) -> None:
        assert isinstance(dialog, LossesDialog)
        said.append(dialog.accessibleDescription())
        rows = [dialog.rows.row_at(at) for at in range(dialog.rows.rowCount())]
        listed.extend(row.title for row in rows if row is not None)
        dialog.yes.click()

    assert page.chosen() is not None
    answer(agree)
    window.run_action("safety.restore")
    qtbot.waitUntil(lambda: window.wanted_office is not None, timeout=20_000)

    assert "1 việc ghi sau lúc đó không còn trong sổ (Văn bản đến 1" in said[0]
    assert listed[0] == "Văn bản đến"
    assert "ghi sau sao lưu" in listed[1]
    assert take_told(window.context.desk) == f"Văn bản đến, năm 2026, {issuer.name}: số {number}"
    assert window.wanted_office == office.folder
    with open_office(office.folder, places, day) as again:
        assert not again.searching.find("ghi sau sao lưu")


def test_the_clerk_may_think_better_of_it(
    page: SafetyPage, window: MainWindow, settled: Settled
) -> None:
    window.run_action("window.backup")
    settled(window)
    answer(lambda dialog: dialog.reject())
    page.list.opened.emit(page.list.chosen_row)
    settled(window)
    assert window.wanted_office is None


def test_backups_lie_under_their_days_with_what_is_in_them(
    page: SafetyPage, window: MainWindow, settled: Settled
) -> None:
    window.run_action("window.backup")
    settled(window)
    rows = [page.rows.row_at(at) for at in range(page.rows.rowCount())]

    assert isinstance(rows[0], GroupRow)
    assert isinstance(rows[1], Backup)
    assert "Văn bản đến" in page.held.text()
    assert page.light.accessibleName().startswith("Còn việc chưa làm. Chưa kiểm tra toàn bộ")
    assert page.light.button.text() == "Kiểm tra ngay"


def test_the_hour_backs_up_beside_the_window_and_says_a_trouble_once(
    page: SafetyPage,
    window: MainWindow,
    settled: Settled,
    day: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    window.safety.told.connect(told.append)
    kept = len(kept_of(window))
    register(window, "việc trong giờ")
    day.instant_ms += 2 * HOUR_MS
    window.safety.keep()
    settled(window)

    assert len(kept_of(window)) == kept + 1
    assert kept_of(window)[0].reason == "Mỗi giờ"
    assert page.chosen() is not None

    def refused(_self: object) -> None:
        raise DiskRefused("Ổ đĩa đầy.")

    monkeypatch.setattr(type(window.office.backups.service), "each_hour", refused)
    for _ in range(2):
        window.safety.keep()
        settled(window)
    assert told == ["Chưa sao lưu được. Ổ đĩa đầy."]


def test_a_second_place_is_chosen_filled_sealed_and_given_up(
    page: SafetyPage,
    window: MainWindow,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(usb))
    second = window.office.second_places.service
    window.run_action("safety.second")
    settled(window)
    settled(window)
    assert [each.is_sealed for each in second.places()] == [False]

    def type_password(dialog: Dialog) -> None:
        for line in dialog.findChildren(QLineEdit):
            line.setText("đồng lúa chín")
        dialog.accept()

    answer(type_password)
    window.run_action("safety.password")
    settled(window)
    settled(window)
    assert second.is_sealed
    assert [each.is_sealed for each in second.kept_at(usb)] == [True]

    window.run_action("safety.fetch")
    settled(window)
    answer(lambda dialog: dialog.accept())
    window.run_action("safety.no_password")
    settled(window)
    assert not second.is_sealed
    window.run_action("safety.no_second")
    settled(window)
    assert second.wanted is None


def test_a_whole_check_and_a_backup_that_goes(
    page: SafetyPage, window: MainWindow, settled: Settled
) -> None:
    window.run_action("safety.check")
    settled(window)
    report = window.office.safety.service.last_check()
    assert report is not None
    assert all(fact.light is Light.GREEN for fact in report.facts)
    for _ in range(2):
        window.run_action("window.backup")
        settled(window)
    kept = len(kept_of(window))
    answer(lambda dialog: dialog.accept())
    window.run_action("safety.remove")
    settled(window)
    assert len(kept_of(window)) == kept - 1


def test_rail_and_today_show_a_light_that_is_not_green(
    window: MainWindow, settled: Settled
) -> None:
    settled(window)
    today = window.page("today")
    assert isinstance(today, TodayPage)
    assert today.side.safety.isHidden()
    state = SafetyState(light=Light.RED, sentence="Chưa có bản sao lưu nào.", deed="window.backup")
    window.rail.show_safety(state)
    today.side.safety.show_state(state)

    assert "cần làm ngay" in window.rail.foot.accessibleName()
    assert not today.side.safety.isHidden()
    window.rail.foot.click()
    assert window.current == "safety"


def test_without_an_open_office_a_backup_is_chosen_by_date(
    window: MainWindow, settled: Settled, day: SetClock
) -> None:
    window.run_action("window.backup")
    settled(window)
    kept = kept_of(window)
    chooser = BackupChooser(window, window.theme, kept, day.today())
    assert chooser.chosen == kept[0].name
    assert not BackupChooser(window, window.theme, (), day.today()).yes.isEnabled()


def test_the_sheet_of_codes_of_a_month_is_saved(
    page: SafetyPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    register(window, "có mã")
    target = tmp_path / "phiếu.pdf"
    page.seals.out.choose_target = lambda *_: target

    def save(dialog: Dialog) -> None:
        button = next(each for each in dialog.findChildren(Button) if "Lưu" in each.text())
        button.click()

    answer(save)
    window.run_action("safety.seals")
    settled(window)
    assert target.read_bytes().startswith(b"%PDF")
    assert (month_of("6/2026"), month_of("13/2026")) == (date(2026, 6, 1), None)


@pytest.mark.usefixtures("page")
def test_a_code_from_paper_proves_the_history_or_is_refuted(
    window: MainWindow, qtbot: QtBot, failures: list[tuple[object, ...]]
) -> None:
    today = window.context.clock.today()
    register(window, "có mã")
    titles: list[str] = []

    def look() -> None:
        """Close what tells the outcome, once the asking dialog is gone."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog) and dialog.accessibleName() == "Lịch sử còn nguyên":
            titles.append(dialog.accessibleName())
            dialog.reject()
        else:
            QTimer.singleShot(20, look)

    def typed(dialog: Dialog, words: str) -> None:
        dialog.findChildren(QLineEdit)[0].setText(words)
        dialog.accept()

    code = window.office.seals.service.month(today)[-1].code
    QTimer.singleShot(0, look)
    answer(lambda dialog: typed(dialog, code.lower()))
    window.run_action("safety.prove")
    qtbot.waitUntil(lambda: bool(titles), timeout=10_000)
    answer(lambda dialog: typed(dialog, "7K4M-QX2P-9HDA"))
    window.run_action("safety.prove")
    qtbot.waitUntil(lambda: bool(failures), timeout=10_000)
    assert failures.pop()[0] == "Mã không khớp lịch sử"
