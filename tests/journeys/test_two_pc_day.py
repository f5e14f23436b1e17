"""A day of two PCs without a network, through the real window of each, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.copies import copy_folder
from tests.journeys.clerk import WAIT_MS, Clerk, has_focus
from tests.journeys.conftest import Room, Watch
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Incoming, ListQuery
from wardapp.core.exchange import PackRequest, Purpose
from wardapp.core.places import Places
from wardapp.services.office import Office, open_office
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.pages.exchange_deeds import PurposeDialog
from wardapp.ui.pages.exchange_send import SendDialog
from wardapp.ui.pages.exchange_send_form import FOLDER
from wardapp.ui.pages.proposal_form import ProposalForm
from wardapp.ui.pages.safety import SafetyPage
from wardapp.ui.pages.safety_losses import LossesDialog
from wardapp.ui.restored_offer import tell_recovered
from wardapp.ui.trust_dialogs import TrustDialog

MINUTE_MS = 60_000
ORGAN = "UBND phường Liên Hồ"
ALONE = ("Mời họp giao ban", "Đơn xin xác nhận")
SHARED, FIRST, LATER = "Rà soát chợ Liên Hồ", "Rà soát chợ, bến xe", "Rà soát chợ, hạn 12/6"


@dataclass
class Pc:
    """One PC: its folder of the office, its own data folder, account and clock."""

    room: Room
    folder: Path
    places: Places
    clock: SetClock
    account: str
    watch: Watch
    qtbot: QtBot

    @contextmanager
    def sits(self) -> Iterator[Clerk]:
        """Give the window of the office on this PC to a clerk, and close it afterwards."""
        self.clock.instant_ms += MINUTE_MS
        office = open_office(self.folder, self.places, self.clock, account=self.account)
        store = DeskStore(self.places.data)
        window = MainWindow(
            self.watch.over(office), self.room.theme, self.clock, self.places, store, PAGES
        )
        window.resize(1366, 688)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
        window.page(window.current).start_focus()
        clerk = Clerk(self.qtbot, window, self.places, self.clock)
        clerk.settles()
        try:
            yield clerk
        finally:
            window.close()
            office.close()
            window.deleteLater()


TwoPcs = tuple[Pc, Pc]


@pytest.fixture
def pcs(room: Room, tmp_path: Path, watch: Watch, qtbot: QtBot, failures: list[object]) -> TwoPcs:
    """The clerk's PC and one beside it; the clock of the second is three minutes ahead."""
    assert failures == []
    first = Pc(room, room.copy_of("party"), room.places, room.clock, "VAN-THU\\ha", watch, qtbot)
    data = tmp_path / "data-2"
    data.mkdir()
    ahead = SetClock(room.clock.instant_ms + 3 * MINUTE_MS)
    places = replace(room.places, data=data)
    return first, Pc(room, tmp_path / "so-2", places, ahead, "MOT-CUA\\lan", watch, qtbot)


def goes_to(clerk: Clerk, is_there: Callable[[], bool], key: str = "Tab") -> None:
    """Press Tab until the focus is where it is wanted."""
    for _turn in range(30):
        if is_there():
            return
        clerk.press(key)
    raise AssertionError(f"{clerk.focus} keeps the focus")


def registers(clerk: Clerk, subject: str) -> None:
    """Put a paper without a file into the book, by keyboard."""
    clerk.window.go("incoming")
    clerk.settles()
    clerk.press("Ctrl+N")
    clerk.is_on("proposal")
    form: ProposalForm = clerk.page.form
    clerk.sees(lambda: clerk.focus is form.organ.editor, "the first field")
    clerk.types(ORGAN)
    goes_to(clerk, lambda: has_focus(form.subject))
    clerk.types(subject)
    clerk.press("Return")
    clerk.told("Đã vào sổ số")
    clerk.is_on("incoming")


def amends(clerk: Clerk, before: str, after: str) -> None:
    """Write another subject for a line."""
    found = clerk.looks(lambda office: next(e for e in lines(office) if e.subject == before))
    clerk.window.go("incoming", found.id)
    clerk.sees(lambda: clerk.page.line is not None and clerk.page.line.id == found.id)
    clerk.settles()
    clerk.press("F2")
    clerk.is_on("proposal")
    form: ProposalForm = clerk.page.form
    goes_to(clerk, lambda: has_focus(form.subject))
    clerk.types_over(after)
    clerk.press("Return")
    clerk.is_on("incoming")


def lines(office: Office) -> tuple[Incoming, ...]:
    return office.intake.page(ListQuery(sort="number"), 0, 50).rows


def subjects(office: Office) -> list[str]:
    return sorted(each.subject for each in lines(office))


def sends(clerk: Clerk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pack what the other PC lacks into a folder that stands for the stick."""
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    module = "wardapp.ui.pages.exchange_send.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(module, lambda *_words: str(folder))

    def fill(dialog: SendDialog) -> None:
        dialog.form.way.set_value(FOLDER)
        goes_to(clerk, lambda: has_focus(dialog.form.note))
        clerk.types("phần ghi hôm nay")
        clerk.press("Return")
        clerk.sees(lambda: dialog.sent is not None, "the package")
        clerk.press("Return")

    clerk.window.go("exchange", "waiting")
    clerk.settles()
    with (
        clerk.answering(SendDialog, fill),
        clerk.answering(PurposeDialog, lambda _dialog: clerk.press("Return")),
    ):
        clerk.press("Ctrl+N")
    clerk.settles()
    (package,) = set(folder.iterdir()) - before
    return package


def compares(clerk: Clerk, code: str) -> None:
    """Compare the code that the other clerk read out on the phone."""

    def compare(_dialog: QDialog) -> None:
        clerk.reads(code)
        clerk.press("Tab")
        clerk.press("Return")

    with clerk.answering(TrustDialog, compare):
        clerk.press("Ctrl+L")
    clerk.settles()


def code_of(clerk: Clerk) -> str:
    """Read this PC's own code from the screen."""
    clerk.window.go("exchange", "devices")
    clerk.sees(lambda: clerk.page.devices.code, "the code")
    code: str = clerk.page.devices.code
    clerk.reads(code)
    return code


def begun(pcs: TwoPcs) -> tuple[str, str]:
    """Register one paper, copy the office to the second PC; return both codes."""
    first, second = pcs
    with first.sits() as clerk:
        registers(clerk, SHARED)
        own = code_of(clerk)
    copy_folder(first.folder, second.folder)
    with second.sits() as clerk:
        other = code_of(clerk)
        clerk.reads("Máy này là máy nào?")
        clerk.commands("Máy này là máy thứ hai, máy cũ vẫn ghi")
        clerk.told("Đã ghi: đây là máy thứ hai.")
    return own, other


def write_apart(pcs: TwoPcs, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let both PCs register and write one line apart; return the package of the second."""
    first, second = pcs
    with first.sits() as clerk:
        registers(clerk, "Mời họp giao ban")
        amends(clerk, SHARED, FIRST)
    second.clock.instant_ms = first.clock.instant_ms + 3 * MINUTE_MS
    with second.sits() as clerk:
        registers(clerk, "Đơn xin xác nhận")
        amends(clerk, SHARED, LATER)
        package = sends(clerk, stick, monkeypatch)
    first.clock.instant_ms = second.clock.instant_ms
    return package


def drops_in(clerk: Clerk, package: Path) -> None:
    clerk.drops(package)
    clerk.is_on("exchange_in")
    clerk.settles()


def takes_in(clerk: Clerk) -> None:
    clerk.press("Ctrl+Return")
    clerk.told("Đã nhận gói")
    clerk.is_on("exchange")


def looks_takes_and_undoes(clerk: Clerk, package: Path, code: str) -> None:
    """See what a package would do, take it in and take the whole import back by one key."""
    before = clerk.looks(lines)
    drops_in(clerk, package)
    clerk.reads("Máy gửi chưa quen")
    compares(clerk, code)
    clerk.reads("Đơn xin xác nhận", "Hai máy ghi khác nhau 1")
    assert clerk.looks(lines) == before

    takes_in(clerk)
    assert clerk.looks(subjects) == sorted([LATER, *ALONE])
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Nhận gói")
    assert clerk.looks(lines) == before


def settles_by_key(clerk: Clerk, package: Path) -> None:
    """Take the package in again and choose the value that does not show."""
    drops_in(clerk, package)
    takes_in(clerk)
    clerk.reads("Đang hiện", LATER, "Giá trị kia", FIRST)
    clerk.press("Ctrl+E")
    clerk.told("Đã lấy giá trị kia")
    clerk.reads("Không có chỗ nào hai máy ghi khác nhau")
    assert clerk.looks(subjects) == sorted([FIRST, *ALONE])


def finalises(clerk: Clerk) -> list[int]:
    """Give the paper of the second PC its final number; return the numbers of the book."""
    clerk.window.go("number_pcs")
    clerk.settles()
    with clerk.answering(Dialog, lambda _dialog: clerk.press("Return")):
        clerk.commands("Cấp số chính thức cho mọi dòng số tạm đang chờ")
    clerk.sees(lambda: not clerk.looks(lambda office: office.leases.provisional()), "final numbers")
    clerk.settles()
    return clerk.looks(numbers)


def numbers(office: Office) -> list[int]:
    return [each.arrival_number for each in lines(office)]


def loses_its_database(pc: Pc) -> None:
    """Write noise over the database, as a dying disk does."""
    database = pc.folder / "office.db"
    database.write_bytes(b"\xa5" * database.stat().st_size)


def restores_the_oldest(clerk: Clerk) -> None:
    """Go down to the oldest backup, that of the office before the day, and restore it by key."""
    page: SafetyPage = clerk.page
    goes_to(clerk, lambda: has_focus(page.list))
    clerk.press("End")
    clerk.sees(lambda: page.chosen() == clerk.looks(lambda office: office.backups.list()[-1]))
    with clerk.answering(LossesDialog, lambda dialog: dialog.yes.click()):
        clerk.press("Ctrl+R")
    clerk.sees(lambda: clerk.window.wanted_office is not None, "the office of then")


def comes_back_and_goes_back(pc: Pc, given: list[int]) -> None:
    """See everything again at the next start, then restore the backup of the morning by hand."""
    with pc.sits() as clerk:
        tell_recovered(clerk.window)
        clerk.is_on("recovered")
        clerk.reads("đã phục hồi đủ các sổ")
        assert clerk.looks(subjects) == sorted([FIRST, *ALONE, "Ghi sau bản sao lưu"])
        assert clerk.looks(numbers) == [*given, given[-1] + 1]

        clerk.window.go("safety")
        clerk.settles()
        restores_the_oldest(clerk)
    with pc.sits() as clerk:
        assert clerk.looks(subjects) == []


def come_together(
    pcs: TwoPcs, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[int], str]:
    """Play the day up to the answer of the second PC; return the numbers and its code."""
    first, second = pcs
    own, other = begun(pcs)
    package = write_apart(pcs, stick, monkeypatch)
    with first.sits() as clerk:
        looks_takes_and_undoes(clerk, package, other)
        settles_by_key(clerk, package)
        given = finalises(clerk)
        back = sends(clerk, stick, monkeypatch)
    assert given == [315, 316, 317]

    second.clock.instant_ms = first.clock.instant_ms
    with second.sits() as clerk:
        drops_in(clerk, back)
        compares(clerk, own)
        takes_in(clerk)
        assert clerk.looks(subjects) == sorted([FIRST, *ALONE])
        assert clerk.looks(numbers) == given
        assert clerk.looks(lambda office: office.syncing.count_conflicts()) == 0
        answer = sends(clerk, stick, monkeypatch)

    with first.sits() as clerk:
        drops_in(clerk, answer)
        takes_in(clerk)
        clerk.window.go("exchange", "history")
        clerk.reads("Bên kia đã nhận")
        registers(clerk, "Ghi sau bản sao lưu")
    return given, other


@pytest.mark.prove
def test_two_pcs_write_apart_and_come_together_without_losing_a_line(
    pcs: TwoPcs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pcs
    stick = tmp_path / "usb"
    given, other = come_together(pcs, stick, monkeypatch)
    loses_its_database(first)
    comes_back_and_goes_back(first, given)
    with second.sits() as clerk:
        everything = PackRequest(purpose=Purpose.SYNC)
        (whole,) = clerk.looks(lambda office: office.exchanging.pack(everything, stick)).paths
    with first.sits() as clerk:
        drops_in(clerk, whole)
        compares(clerk, other)  # the backup is older than the trust
        takes_in(clerk)
        assert clerk.looks(subjects) == sorted([FIRST, *ALONE])
        assert clerk.looks(numbers) == given
