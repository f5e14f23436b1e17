"""Every state of an incoming line reached and taken back by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog

from tests.journeys.clerk import Clerk
from wardapp.core.dispatches import Incoming, IncomingStatus, ListQuery, OutgoingEntry, Priority
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.pages.proposal_form import ProposalForm
from wardapp.ui.widgets.fields import Field

ORGAN = "Ban Tuyên giáo và Dân vận Thành ủy Hà Liên"


def begins(clerk: Clerk, subject: str, day: str = "") -> ProposalForm:
    """Type a paper that came without a file; the focus ends in the day or the subject."""
    clerk.press("Ctrl+N")
    clerk.is_on("proposal")
    form: ProposalForm = clerk.page.form
    clerk.sees(lambda: clerk.focus is form.organ.editor, "the first field")
    clerk.types(ORGAN)
    goes_to(clerk, form.subject)
    clerk.types(subject)
    if day:
        goes_to(clerk, form.arrived, "Shift+Tab")
        clerk.types_over(day)
    return form


def registers(clerk: Clerk, subject: str, day: str = "") -> None:
    """Put a paper that came without a file into the book."""
    begins(clerk, subject, day)
    clerk.press("Return")
    clerk.told("Đã vào sổ số")
    clerk.is_on("incoming")


def lines(office: Office) -> list[Incoming]:
    return list(office.intake.page(ListQuery(sort="number"), 0, 50).rows)


def status(clerk: Clerk, at: int = 0) -> IncomingStatus:
    return clerk.looks(lines)[at].status


def says_why(clerk: Clerk, key: str, why: str) -> None:
    """Press a key that asks for a reason, and give it."""

    def answer(_dialog: QDialog) -> None:
        clerk.types(why)
        clerk.press("Tab", "Tab", "Space")

    with clerk.answering(Dialog, answer):
        clerk.press(key)


def fills(clerk: Clerk, key: str, act: Callable[[QDialog], object], said: str) -> None:
    """Press a key that brings a form up, fill it, and wait until it was kept."""
    with clerk.answering(FormDialog, act):
        clerk.press(key)
    clerk.told(said)
    # The form stays until its value is kept; a desktop then gives the window its place back.
    clerk.window.activateWindow()
    clerk.sees(clerk.window.isActiveWindow, "the window behind the form")


def goes_to(clerk: Clerk, field: Field, key: str = "Tab") -> None:
    while clerk.focus is not field.editor:
        clerk.press(key)


def undoes(clerk: Clerk) -> None:
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác")


def test_each_state_is_reached_undone_and_taken_back(clerk: Clerk) -> None:
    registers(clerk, "Báo cáo quý II")
    for key, said, reached, back in (
        ("Ctrl+T", "Đã trình số 315.", IncomingStatus.SUBMITTED, "Ctrl+Backspace"),
        ("Ctrl+Return", "Đã xong số 315.", IncomingStatus.DONE, "Ctrl+M"),
    ):
        clerk.press(key)
        clerk.told(said)
        assert status(clerk) is reached
        undoes(clerk)
        assert status(clerk) is IncomingStatus.NEW
        clerk.press(key)
        clerk.told(said)
        clerk.press(back)
        clerk.told("Đã lùi" if reached is IncomingStatus.SUBMITTED else "Đã mở lại")
        assert status(clerk) in {IncomingStatus.NEW, IncomingStatus.HANDLING}
    undoes(clerk)
    undoes(clerk)

    says_why(clerk, "Ctrl+B", "Gửi nhầm nơi")
    clerk.told("Đã chuyển trả số 315.")
    clerk.reads("Đã chuyển trả nơi gửi", "Gửi nhầm nơi")
    undoes(clerk)
    says_why(clerk, "Ctrl+B", "Gửi nhầm nơi")
    clerk.told("Đã chuyển trả")
    clerk.press("Ctrl+M")
    clerk.told("Đã mở lại số 315.")
    assert status(clerk) is IncomingStatus.NEW

    says_why(clerk, "Del", "Vào sổ nhầm")
    clerk.told("Đã hủy số 315")
    undoes(clerk)
    says_why(clerk, "Del", "Vào sổ nhầm")
    clerk.told("Đã hủy số 315")
    says_why(clerk, "Ctrl+Del", "Hủy nhầm dòng")
    clerk.told("Đã bỏ hủy số 315.")
    assert status(clerk) is IncomingStatus.NEW


def test_several_lines_get_one_decision_in_working_days(clerk: Clerk) -> None:
    registers(clerk, "Báo cáo quý I")
    registers(clerk, "Báo cáo quý II")
    clerk.press("Home", "Shift+Down")
    clerk.reads("Đang chọn 2 dòng")

    def decide(_dialog: QDialog) -> None:
        clerk.types("Bí thư")
        clerk.press("Tab", "Tab")
        clerk.types("Giao Ban chủ trì")
        clerk.press("Tab")
        clerk.types("Ban Xây dựng Đảng")
        clerk.press("Tab", "Tab")
        clerk.types("Văn phòng; Đoàn phường")
        clerk.press("Tab")
        clerk.types("+10 ngày làm việc")
        clerk.press("Return")

    fills(clerk, "Ctrl+I", decide, "Đã giao 2 văn bản đến.")
    clerk.reads("Giao Ban chủ trì", "Chủ trì: Ban Xây dựng Đảng · Phối hợp: Văn phòng, Đoàn phường")

    for line in clerk.looks(lines):
        assert line.direction is not None
        assert line.due_date == date(2026, 6, 19)
        assert (line.status, line.priority) == (IncomingStatus.HANDLING, Priority.NORMAL)
    undoes(clerk)
    assert status(clerk, 0) is status(clerk, 1) is IncomingStatus.NEW


def test_a_late_paper_gives_its_reason_and_is_inserted(clerk: Clerk) -> None:
    registers(clerk, "Một", "01/6")
    registers(clerk, "Hai")
    form = begins(clerk, "Thất lạc", "3/6")
    clerk.press("Tab")
    clerk.reads("Sổ đã có số 316 ngày 05/6/2026.", "Chèn số 315a")
    clerk.press("Return")
    clerk.sees(lambda: form.late.editor.property("state") == "wrong", "the reason that is missing")
    assert clerk.focus is form.late.editor
    clerk.types("Bưu điện chuyển chậm")
    clerk.press("Tab", "Space")
    clerk.reads("Vào sổ số 315a", "Lấy số kế tiếp 317")
    clerk.press("Shift+Tab", "Return")
    clerk.told("Đã vào sổ số 315a.")
    clerk.press("F4", "F4")
    clerk.reads("Số đến 315a")
    undoes(clerk)
    assert [line.arrival_code for line in clerk.looks(lines)] == ["315", "316"]


def test_a_secret_paper_leaves_only_its_day_and_initials(clerk: Clerk) -> None:
    def note(_dialog: QDialog) -> None:
        clerk.press("Tab")
        clerk.types("n.t.h")
        clerk.press("Return")

    clerk.press("Ctrl+2")
    fills(clerk, "F9", note, "Đã ghi số 315: sổ riêng.")
    clerk.reads("Đã đăng ký sổ riêng", "Người nhận: N.T.H")
    undoes(clerk)
    assert clerk.looks(lines) == []


def test_an_answer_is_linked_walked_to_and_taken_off(clerk: Clerk) -> None:
    registers(clerk, "Báo cáo quý II")

    def answer_of(office: Office) -> str:
        issuer = office.catalogue.issuers()[0].id
        entry = OutgoingEntry(
            issuer_id=issuer, type_code="CV", issued_date=date(2026, 6, 5), subject="trả lời"
        )
        return office.registry.add_by_hand(entry).number_symbol

    symbol = clerk.looks(answer_of)

    def link(_dialog: QDialog) -> None:
        clerk.types(symbol)
        clerk.press("Return")

    fills(clerk, "Ctrl+L", link, f"Số đến 315 đã trả lời bằng {symbol}.")
    clerk.reads("Đã trả lời bằng", symbol)
    clerk.settles()
    clerk.press("Alt+Right")
    clerk.is_on("outgoing")
    clerk.reads(symbol)
    clerk.press("Ctrl+2")
    clerk.is_on("incoming")
    clerk.commands("Gỡ văn bản trả lời")
    clerk.told("Đã gỡ văn bản trả lời khỏi số đến 315.")
    undoes(clerk)
    assert clerk.looks(lambda office: len(office.intake.answers_of(lines(office)[0].id))) == 1
