"""Trao đổi and Gói vừa đến over two real copies of one office, each with its own data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.two_pcs import issued, packed, registered, second_pc
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Incoming
from wardapp.core.exchange import Conflict, PackRequest, Purpose, Trust
from wardapp.core.places import Places
from wardapp.core.sources import FileSource, HeldFile
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile
from wardapp.ui import dialogs
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.exchange import ExchangePage
from wardapp.ui.pages.exchange_deeds import PurposeDialog
from wardapp.ui.pages.exchange_in import ArrivalsPage
from wardapp.ui.pages.exchange_send import SendDialog
from wardapp.ui.pages.exchange_send_form import FOLDER
from wardapp.ui.trust_dialogs import TrustDialog

Settled = Callable[[MainWindow], None]
Made = TypeVar("Made")
START = "exchange"
HOUR_MS = 3_600_000
NUMBER = 314  # a line of the example that both PCs know


def off_window(work: Callable[[], Made]) -> Made:
    """Do something at the other PC: not on the window's thread."""
    with ThreadPoolExecutor(1) as desk:
        return desk.submit(work).result()


@pytest.fixture
def other(
    window: MainWindow, template: Path, tmp_path: Path, places: Places, day: SetClock
) -> Iterator[Office]:
    """The second PC of the office, an hour later."""
    day.instant_ms += 8 * HOUR_MS  # the example has log lines of the afternoon
    office = off_window(lambda: second_pc(template / "so", tmp_path / "b", places, day))
    yield office
    off_window(office.close)


def first_line(office: Office) -> Incoming:
    found = office.intake.by_number(NUMBER, 2026)
    assert found is not None
    return found


def both_write(window: MainWindow, other: Office, day: SetClock) -> None:
    """Let both PCs write one field apart, and the second register a dispatch of its own."""

    def write() -> None:
        for office, words in ((window.office, "máy văn phòng"), (other, "máy một cửa")):
            day.instant_ms += 60_000
            line = first_line(office)
            office.intake.amend(replace(line, subject=f"{line.subject} ({words})"))
        registered(other, "Đề nghị cấp bản sao từ máy một cửa")

    off_window(write)


def arrived(window: MainWindow, settled: Settled, *paths: FileSource) -> ArrivalsPage:
    """Drop packages on the window and return the page that shows them."""
    window.take_files(paths)
    settled(window)
    page = window.page("exchange_in")
    assert window.current == "exchange_in"
    assert isinstance(page, ArrivalsPage)
    return page


def exchange(window: MainWindow, settled: Settled, view: str) -> ExchangePage:
    window.go("exchange", view)
    settled(window)
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    return page


def trusted(window: MainWindow, settled: Settled, qtbot: QtBot) -> str:
    """Compare the code of the chosen package and return what was to be compared."""
    seen: list[str] = []

    def compare(dialog: TrustDialog) -> None:
        seen.append(dialog.accessibleName())
        dialog.yes.click()

    hand = DialogHand(qtbot, TrustDialog, compare)
    window.run_action("exchange_in.trust")
    hand.wait()
    settled(window)
    return seen[0]


def test_a_package_is_compared_looked_at_taken_in_and_undone_by_one_key(
    window: MainWindow, other: Office, day: SetClock, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    both_write(window, other, day)
    (package,) = off_window(lambda: packed(other, tmp_path / "usb"))
    before = off_window(lambda: first_line(window.office))
    page = arrived(window, settled, package)

    assert page.arrival is not None
    assert page.arrival.trust is Trust.NEW
    assert not page.pane._quiet.isVisible(), "nothing was looked at yet"
    assert page.arrival.card is not None
    assert page.arrival.card.code == off_window(other.devices.card).code
    assert trusted(window, settled, qtbot) == "Máy gửi chưa quen"
    assert page.arrival.preview.added == 1
    assert page.arrival.preview.conflicts == 1
    page.pane.toggle_all()
    shown = [page.pane.rows.cell(at, 2) for at in range(page.pane.rows.rowCount())]
    assert any(cell and "máy một cửa" in cell.first for cell in shown)
    assert off_window(lambda: first_line(window.office)) == before, "nothing is taken in unasked"

    window.run_action("exchange_in.take")
    settled(window)
    assert window.current == "exchange"
    assert window.toast_box.text.startswith("Đã nhận gói: 1 thêm, 1 sửa, 1 chỗ khác nhau")
    assert window.rail.items["exchange"].accessibleName() == "Trao đổi, 1 việc đang chờ"

    window.undo()
    settled(window)
    assert off_window(lambda: first_line(window.office)) == before
    assert off_window(window.office.syncing.count_conflicts) == 0
    history = exchange(window, settled, "history")
    assert [each.receipt.undone_ms is not None for each in history.pasts._rows[1:]] == [True]
    again = arrived(window, settled, package)
    assert again.arrival is not None
    assert again.arrival.preview.added == 1


def test_a_conflict_is_settled_by_keyboard_and_its_record_opens(
    window: MainWindow, other: Office, day: SetClock, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    both_write(window, other, day)
    (package,) = off_window(lambda: packed(other, tmp_path / "usb"))
    page = arrived(window, settled, package)
    trusted(window, settled, qtbot)
    page.take()
    settled(window)
    shown = exchange(window, settled, "conflicts")
    conflict = shown.conflict_pane.conflict

    assert isinstance(conflict, Conflict)
    assert [card.badge.accessibleName() for card in shown.conflict_pane.cards] == [
        "Đang hiện", "Giá trị kia",
    ]  # fmt: skip
    assert "máy một cửa" in shown.conflict_pane.cards[0].accessibleName()
    window.run_action("exchange.open")
    settled(window)
    assert window.current == "incoming"
    assert window.page("incoming").line.id == conflict.record_id

    exchange(window, settled, "conflicts")
    window.run_action("exchange.take_other")
    settled(window)
    assert "máy văn phòng" in off_window(lambda: first_line(window.office)).subject
    assert off_window(window.office.syncing.count_conflicts) == 0
    assert window.rail.items["exchange"].accessibleName() == "Trao đổi"
    window.undo()
    settled(window)
    assert "máy một cửa" in off_window(lambda: first_line(window.office)).subject


def test_parts_passwords_and_packages_in_any_order_stand_in_one_list(
    window: MainWindow, other: Office, day: SetClock, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "hỏng.wardpack"
    sealed = off_window(lambda: packed(other, tmp_path / "kín", password="mùa thu"))
    broken.write_bytes(sealed[0].read_bytes()[:-9] + b"123456789")
    page = arrived(window, settled, broken, *sealed)

    states = [page.rows.cell(at, 1) for at in range(page.rows.rowCount())]
    assert sorted(cell.first for cell in states if cell) == ["Cần mật khẩu", "Không nhận được"]
    page.list.choose(next(at for at, cell in enumerate(states) if cell.first == "Cần mật khẩu"))
    for typed in ("mùa xuân", "mùa thu"):
        hand = DialogHand(qtbot, Dialog, lambda dialog, words=typed: type_password(dialog, words))
        window.run_action("exchange_in.password")
        hand.wait()
        settled(window)
    assert page.arrival is not None
    assert page.arrival.manifest is not None
    trusted(window, settled, qtbot)
    assert page.can("exchange_in.take")

    page.list.choose(next(at for at in (0, 1) if page.rows.row_at(at).path == broken))
    assert page.pane.notice.isVisible()
    assert not page.can("exchange_in.take")
    window.run_action("exchange_in.drop")
    settled(window)
    assert [each.path for each in page.tray.arrivals] == list(sealed)
    assert broken.exists()


def test_a_whole_import_is_taken_back_from_the_history(
    window: MainWindow, other: Office, day: SetClock, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    both_write(window, other, day)
    before = off_window(lambda: first_line(window.office))
    (package,) = off_window(lambda: packed(other, tmp_path / "usb"))
    page = arrived(window, settled, HeldFile(package.name, package.read_bytes()))
    trusted(window, settled, qtbot)
    assert [each.parent.name for each in page.tray.sources] == ["exchange-in"]
    page.take()
    settled(window)
    shown = exchange(window, settled, "history")
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    window.run_action("exchange.undo")
    hand.wait()
    settled(window)

    assert window.toast_box.text.startswith("Đã hoàn tác lần nhận")
    assert off_window(lambda: first_line(window.office)) == before
    assert not shown.can("exchange.undo")
    assert list((window.context.places.data / "exchange-in").iterdir()) == []


def type_password(dialog: Dialog, words: str) -> None:
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(words)
    dialog.accept()


def filled_in(dialog: SendDialog, window: MainWindow, settled: Settled) -> list[str]:
    """Fill the form in as a clerk does, mistakes first; return what was said."""
    said = []
    settled(window)
    dialog.try_send()
    said.append(dialog.form.stick.editor.accessibleDescription())
    dialog.form.way.set_value(FOLDER)
    dialog.form.password.line.setText("một")
    dialog.try_send()
    said.append(dialog.form.again.editor.accessibleDescription())
    dialog.form.again.line.setText("một")
    dialog.form.note.line.setText("phần ghi sáng nay")
    dialog.try_send()
    settled(window)
    said.append(dialog.outcome.accessibleName())
    dialog.try_send()
    return said


def test_a_package_goes_into_a_folder_and_stands_in_the_history(
    window: MainWindow, other: Office, settled: Settled, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "gửi"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(target))
    exchange(window, settled, "waiting")
    seen: list[str] = []

    choose = DialogHand(qtbot, PurposeDialog, lambda dialog: dialog.cards[0].chosen.emit())
    send = DialogHand(
        qtbot, SendDialog, lambda dialog: seen.extend(filled_in(dialog, window, settled))
    )
    window.run_action("exchange.send")
    choose.wait()
    send.wait()
    settled(window)

    assert "USB" in seen[0]
    assert seen[1] == "Hai lần gõ mật khẩu không giống nhau."
    assert seen[2].startswith("Đã lưu gói vào gửi")
    (package,) = target.iterdir()
    shown = exchange(window, settled, "history")
    past = shown.row
    assert past.sending.file_name == package.name
    arrival = off_window(lambda: other.exchanging.look_at((package,), {package: "một"}))[0]
    assert arrival.manifest is not None
    assert arrival.manifest.note == "phần ghi sáng nay"


def test_this_pc_reads_its_code_out_takes_a_name_and_forgets_a_trusted_one(
    window: MainWindow, other: Office, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    off_window(lambda: window.office.devices.trust(other.devices.card()))
    page = exchange(window, settled, "devices")
    page.refresh()
    settled(window)

    assert page.devices.code == off_window(window.office.devices.card).code
    assert page.devices.list.isVisible()
    page.devices.name.set_text("Máy văn thư")
    window.run_action("exchange.rename")
    settled(window)
    assert off_window(window.office.leases.keepers).here.name == "Máy văn thư"
    monkeypatch.setattr(dialogs, "ask", lambda *_words, **_more: True)
    window.run_action("exchange.forget")
    settled(window)
    assert off_window(window.office.devices.trusted) == ()
    assert not page.devices.list.isVisible()


def test_packages_and_papers_dropped_together_each_go_where_they_belong(
    window: MainWindow, paper: Path, settled: Settled, tmp_path: Path
) -> None:
    package = tmp_path / "lạ.wardpack"
    package.write_bytes(b"WARDPACK?")
    window.take_files((package, paper))
    settled(window)

    assert window.current == "proposal"
    tray = window.page("exchange_in").tray
    assert [each.path for each in tray.arrivals] == [package]
    page = exchange(window, settled, "waiting")
    assert page.bar.chips["waiting"].accessibleName() == "Đang chờ 1"


@pytest.fixture
def from_the_state_office(tmp_path: Path, places: Places, day: SetClock, paper: Path) -> Path:
    """Two signed dispatches of another office, in one package."""
    own = replace(places, data=tmp_path / "ub-data")
    profile = example_profile("state", own, day)
    with create_office(tmp_path / "ub", profile, own, day, account="UB-01\\an") as office:
        lines = [issued(office, words, paper) for words in ("Mời họp giao ban", "Rà soát chợ")]
        request = PackRequest(
            purpose=Purpose.DISPATCH,
            to="Ban Xây dựng Đảng",
            record_ids=tuple(each.id for each in lines),
        )
        return office.exchanging.pack(request, tmp_path).paths[0]


def test_dispatches_of_another_office_become_proposals(
    window: MainWindow, settled: Settled, qtbot: QtBot, from_the_state_office: Path
) -> None:
    page = arrived(window, settled, from_the_state_office)
    trusted(window, settled, qtbot)
    told = [page.pane.rows.cell(at, 0) for at in range(page.pane.rows.rowCount())]
    words = " ".join(cell.first for cell in told if cell)
    assert "Mời họp giao ban" in words
    assert "Rà soát chợ" in words
    page.take()
    settled(window)

    assert window.current == "proposal"
    form = window.page("proposal").form
    assert form.subject.text() == "Mời họp giao ban"


@pytest.fixture
def from_a_unit(tmp_path: Path, places: Places, day: SetClock) -> Path:
    """A closed report of an office that the ward's catalogue does not know by name."""
    own = replace(places, data=tmp_path / "unit-data")
    profile = example_profile("party", own, day)
    with create_office(tmp_path / "unit", profile, own, day, account="TO-05\\binh") as office:
        form = office.reporting.forms()[0]
        office.reporting.close(form.id, office.reporting.current_period(form.id).id)
        (report, _words), *_others = office.exchanging.reports_to_send()
        request = PackRequest(purpose=Purpose.REPORT, to="Phường", record_ids=(report,))
        return office.exchanging.pack(request, tmp_path).paths[0]


def test_a_report_that_names_no_known_unit_asks_whose_it_is(
    window: MainWindow, settled: Settled, qtbot: QtBot, from_a_unit: Path
) -> None:
    page = arrived(window, settled, from_a_unit)
    trusted(window, settled, qtbot)
    told = [page.pane.rows.cell(at, 0) for at in range(page.pane.rows.rowCount())]
    assert "Báo cáo tháng" in " ".join(cell.first for cell in told if cell)
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    page.take()
    settled(window)
    hand.wait()
    settled(window)

    assert window.current == "returns"
    assert window.toast_box.text.startswith("Đã nhận ")
    assert page.tray.arrivals == ()
