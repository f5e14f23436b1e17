"""Each state of an outgoing line reached and undone with keys alone, in the real window."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.journeys.clerk import Clerk
from wardapp.core.dispatches import DeliveryState, Outgoing, OutgoingStatus
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.pages.outgoing_deliveries import DeliveriesDialog
from wardapp.ui.pages.outgoing_entry import AmendDialog, EntryDialog

Opens = Callable[[str], Clerk]
NUMBER = "07/UBND-VHXH"


def line_of(clerk: Clerk, printed: str = NUMBER) -> Outgoing:
    """The line as a command beside the window sees it."""
    return clerk.looks(lambda office: office.registry.by_symbol(printed))


def states_of(clerk: Clerk, printed: str = NUMBER) -> set[DeliveryState]:
    """How far the copies of a line are."""
    return {each.state for each in line_of(clerk, printed).deliveries}


def registers_by_hand(clerk: Clerk) -> None:
    """Write a line with receivers and one of the less common fields."""

    def fill(dialog: EntryDialog) -> None:
        clerk.sees(lambda: dialog.yes.text() == f"Vào sổ {NUMBER}", "the next number")
        clerk.reads("Số kế tiếp của dãy Văn bản đi, năm 2026")
        clerk.types("Về việc tổng vệ sinh môi trường")
        clerk.press("Tab")
        clerk.types("Các tổ dân phố\nTrường Tiểu học Hoa Sen")
        clerk.press("F4")
        assert clerk.focus is dialog.fields.due.editor
        clerk.types("20/6")
        dialog.yes.setFocus()
        clerk.press("Return")

    clerk.press("Ctrl+3")
    clerk.is_on("outgoing")
    with clerk.answering(EntryDialog, fill):
        clerk.press("Ctrl+N")
    clerk.told(f"Đã vào sổ {NUMBER}.")
    line = line_of(clerk)
    assert [each.name for each in line.deliveries] == ["Các tổ dân phố", "Trường Tiểu học Hoa Sen"]
    assert (line.issued_amount, str(line.due_date)) == (2, "2026-06-20")


def sends_and_takes_back(clerk: Clerk) -> None:
    clerk.page.list.setFocus()
    clerk.press("Ctrl+Return")
    clerk.told(f"Đã gửi {NUMBER}, 2 nơi.")
    clerk.reads("Đã gửi 2 trong 2 nơi, 05/6")
    assert states_of(clerk) == {DeliveryState.SENT}
    clerk.press("Ctrl+Backspace")
    clerk.told(f"Đã bỏ đánh dấu gửi {NUMBER}.")
    assert states_of(clerk) == {DeliveryState.WAITING}
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Bỏ đánh dấu gửi")
    assert line_of(clerk).sent_date is not None

    def turn(dialog: DeliveriesDialog) -> None:
        assert clerk.focus is dialog.list
        clerk.press("Down", "Space", "Space")
        clerk.press("Insert")
        clerk.types("Công an phường")
        clerk.press("Return")

    with clerk.answering(DeliveriesDialog, turn):
        clerk.press("F7")
    clerk.told(f"Đã ghi nơi gửi của {NUMBER}.")
    kept = [(each.name, each.state) for each in line_of(clerk).deliveries]
    assert kept == [
        ("Các tổ dân phố", DeliveryState.SENT),
        ("Trường Tiểu học Hoa Sen", DeliveryState.RETURNED),
        ("Công an phường", DeliveryState.WAITING),
    ]
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Gửi")
    assert states_of(clerk) == {DeliveryState.SENT}


def recalls_and_lets_stand(clerk: Clerk) -> None:
    def why(_dialog: Dialog) -> None:
        clerk.types("Sai thẩm quyền")
        clerk.press("Tab", "Return")

    with clerk.answering(Dialog, why):
        clerk.press("Ctrl+B")
    clerk.told(f"Đã thu hồi {NUMBER}.")
    clerk.reads("Đã thu hồi ngày 05/6", "Lý do: Sai thẩm quyền")
    clerk.commands("Mọi nơi nhận đã trả lại văn bản thu hồi")
    clerk.told(f"Đã ghi mọi nơi trả lại {NUMBER}.")
    assert states_of(clerk) == {DeliveryState.RETURNED}
    clerk.page.list.setFocus()
    clerk.press("Ctrl+Backspace")
    clerk.told(f"Đã bỏ thu hồi {NUMBER}.")
    line = line_of(clerk)
    assert (line.status, states_of(clerk)) == (OutgoingStatus.ISSUED, {DeliveryState.SENT})


def cancels_and_restores(clerk: Clerk) -> None:
    def why(_dialog: Dialog) -> None:
        clerk.types("Nhầm")
        clerk.press("Tab", "Tab", "Return")

    with clerk.answering(Dialog, why):
        clerk.press("Del")
    clerk.told("Đã hủy số 07")
    assert line_of(clerk).status is OutgoingStatus.CANCELLED
    with clerk.answering(Dialog, why):
        clerk.press("Ctrl+Del")
    clerk.told(f"Đã bỏ hủy số {NUMBER}.")
    assert line_of(clerk).status is OutgoingStatus.ISSUED
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Bỏ hủy")
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Hủy số")
    assert line_of(clerk).status is OutgoingStatus.ISSUED


def amends(clerk: Clerk) -> None:
    def correct(dialog: AmendDialog) -> None:
        assert clerk.focus is dialog.fields.subject.editor
        clerk.types_over("Về việc ra quân tổng vệ sinh môi trường")
        dialog.yes.setFocus()
        clerk.press("Return")

    with clerk.answering(AmendDialog, correct):
        clerk.press("F2")
    clerk.told(f"Đã sửa dòng {NUMBER}.")
    assert line_of(clerk).subject.startswith("Về việc ra quân")


def replaces_and_walks_both_ways(clerk: Clerk) -> None:
    clerk.press("Ctrl+R")
    clerk.is_on("draft")
    clerk.page.text.setFocus()
    clerk.types("Ủy ban nhân dân phường thông báo lại như sau.")
    clerk.settles()

    def confirm(_dialog: IssueDialog) -> None:
        clerk.reads("Cấp số 08/UBND-VHXH và phát hành", "số trước là 07/UBND-VHXH")
        clerk.press("Return")

    with clerk.answering(IssueDialog, confirm):
        clerk.press("Ctrl+Return")
    clerk.told("Đã phát hành 08/UBND-VHXH.")
    clerk.is_on("outgoing")
    assert line_of(clerk).status is OutgoingStatus.REPLACED
    clerk.reads("Thay thế 07/UBND-VHXH, 05/6")
    clerk.press("Alt+Right")
    clerk.reads("Được thay thế bằng 08/UBND-VHXH, 05/6", "Đã có văn bản thay thế")
    clerk.press("Alt+Right")
    clerk.reads("Thay thế 07/UBND-VHXH, 05/6")
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác: Phát hành 08/UBND-VHXH")
    assert line_of(clerk).status is OutgoingStatus.ISSUED


def corrects(clerk: Clerk) -> None:
    clerk.sees(lambda: clerk.page.line is not None, "a line")
    clerk.page.list.setFocus()
    clerk.press("Ctrl+I")
    clerk.is_on("draft")
    assert "đính chính" in clerk.page.head.subject.text()
    draft = clerk.looks(lambda office: office.registry.links(line_of_in(office).id).drafts[-1])
    assert draft.corrects is not None


def line_of_in(office: Office) -> Outgoing:
    """The line in an office that is open."""
    return office.registry.by_symbol(NUMBER)


def goes_to_a_machine(clerk: Clerk, tmp_path: Path) -> None:
    clerk.press("Ctrl+3")
    clerk.is_on("outgoing")
    clerk.page.list.setFocus()
    for target in (tmp_path / "mot.edxml", tmp_path / "goi.zip"):
        with clerk.saving_as(target):
            clerk.press("Ctrl+E")
        clerk.told(f"Đã lưu {target.name}")
    assert b"edXMLEnvelope" in (tmp_path / "mot.edxml").read_bytes()
    assert "du-lieu.xml" in zipfile.ZipFile(tmp_path / "goi.zip").namelist()
    assert line_of(clerk).left_screen


def test_every_state_is_reached_and_undone_with_keys(sits_down: Opens, tmp_path: Path) -> None:
    clerk = sits_down("state")
    registers_by_hand(clerk)
    sends_and_takes_back(clerk)
    recalls_and_lets_stand(clerk)
    cancels_and_restores(clerk)
    amends(clerk)
    replaces_and_walks_both_ways(clerk)
    corrects(clerk)
    goes_to_a_machine(clerk, tmp_path)
