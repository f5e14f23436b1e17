"""Every state of an incoming line reached and taken back by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from tests.journeys.clerk import Clerk, has_focus
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


def stands(clerk: Clerk, reached: IncomingStatus) -> None:
    """Wait until the page shows the chosen line in a state, and look that it is kept so."""
    clerk.sees(lambda: clerk.page.line.status is reached, f"the state {reached}")
    assert status(clerk) is reached


def test_each_state_is_reached_undone_and_taken_back(clerk: Clerk) -> None:
    new, handling = IncomingStatus.NEW, IncomingStatus.HANDLING
    registers(clerk, "Báo cáo quý II")
    for key, said, reached, back, left in (
        ("Ctrl+T", "Đã trình số 315.", IncomingStatus.SUBMITTED, "Ctrl+Backspace", new),
        ("Ctrl+Return", "Đã xong số 315.", IncomingStatus.DONE, "Ctrl+M", handling),
    ):
        clerk.press(key)
        clerk.told(said)
        stands(clerk, reached)
        undoes(clerk)
        stands(clerk, new)
        clerk.press(key)
        stands(clerk, reached)
        clerk.press(back)
        stands(clerk, left)
    undoes(clerk)
    stands(clerk, IncomingStatus.DONE)
    undoes(clerk)
    stands(clerk, new)


def test_sent_back_and_cancelled_lines_come_back_too(clerk: Clerk) -> None:
    new = IncomingStatus.NEW
    registers(clerk, "Báo cáo quý II")
    says_why(clerk, "Ctrl+B", "Gửi nhầm nơi")
    stands(clerk, IncomingStatus.RETURNED)
    clerk.reads("Đã chuyển trả nơi gửi", "Gửi nhầm nơi")
    undoes(clerk)
    stands(clerk, new)
    says_why(clerk, "Ctrl+B", "Gửi nhầm nơi")
    stands(clerk, IncomingStatus.RETURNED)
    clerk.press("Ctrl+M")
    stands(clerk, new)

    says_why(clerk, "Del", "Vào sổ nhầm")
    stands(clerk, IncomingStatus.CANCELLED)
    undoes(clerk)
    stands(clerk, new)
    says_why(clerk, "Del", "Vào sổ nhầm")
    stands(clerk, IncomingStatus.CANCELLED)
    says_why(clerk, "Ctrl+Del", "Hủy nhầm dòng")
    stands(clerk, new)


def test_several_lines_get_one_decision_in_working_days(clerk: Clerk) -> None:
    registers(clerk, "Báo cáo quý I")
    registers(clerk, "Báo cáo quý II")
    clerk.sees(lambda: clerk.page.rows.rowCount() == 2 and clerk.focus is clerk.page.list)
    clerk.press("Home", "Shift+Down")
    clerk.sees(lambda: len(clerk.page.chosen) == 2, "two chosen lines")

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
    clerk.reads(symbol, "Được trả lời bằng")
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


def asks_for_the_place() -> bool:
    form = QApplication.activeModalWidget()
    return isinstance(form, FormDialog) and has_focus(form)


def test_slip_stamp_and_hand_over_list_are_printed_by_key(clerk: Clerk, tmp_path: Path) -> None:
    registers(clerk, "Báo cáo quý I")
    registers(clerk, "Báo cáo quý II")
    clerk.sees(lambda: clerk.page.rows.rowCount() == 2 and clerk.focus is clerk.page.list)
    clerk.press("Home", "Shift+Down")
    clerk.sees(lambda: len(clerk.page.chosen) == 2, "two chosen lines")
    with clerk.printing_to(tmp_path / "giao-nhan.pdf"):
        clerk.press("F7")
    clerk.told("Đã in Danh sách giao nhận.")
    clerk.press("Home")
    with clerk.printing_to(tmp_path / "phieu.pdf"):
        clerk.press("Ctrl+P")
    clerk.told("Đã in Phiếu xử lý số 316.")

    with clerk.printing_to(tmp_path / "dau.pdf"):
        clerk.press("Alt+P")
        clerk.sees(asks_for_the_place, "the place asked")
        clerk.press("Return")
    clerk.told("Đã in Dấu đến số 316.")

    assert {file.name for file in tmp_path.glob("*.pdf")} >= {
        "giao-nhan.pdf",
        "phieu.pdf",
        "dau.pdf",
    }
    assert all(line.left_screen for line in clerk.looks(lines))
