from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from wardapp.core.dispatches import Channel, Incoming, Priority
from wardapp.core.issuers import SignerInfo
from wardapp.core.sources import HeldFile
from wardapp.ui.dropped import Dropped, dropped
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.proposal import ProposalPage
from wardapp.ui.widgets.texts import Text

SIGNER = SignerInfo(
    full_name="Lê Minh Đức", position="PHÓ TRƯỞNG BAN", authority=("K/T TRƯỞNG BAN",)
)
Settled = Callable[[MainWindow], None]
LETTER = """ĐẢNG UỶ PHƯỜNG LIÊN HỒ                    ĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG
*
Số 31-CV/VPĐU                              Liên Hồ, ngày 04 tháng 6 năm 2026
về việc chuẩn bị hội nghị tháng 6

Kính gửi: - Ban Xây dựng Đảng.

Văn phòng đề nghị Ban gửi báo cáo trước ngày 10/6/2026 để tổng hợp.

CHÁNH VĂN PHÒNG

Đỗ Thị Mai
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "31-CV-VPDU.txt"
    file.write_text(LETTER, "utf-8")
    return file


@pytest.fixture
def page(window: MainWindow) -> ProposalPage:
    shown = window.page("proposal")
    assert isinstance(shown, ProposalPage)
    return shown


def newest(window: MainWindow) -> Incoming:
    row = window.page("incoming").rows.row_at(0)
    assert isinstance(row, Incoming)
    return row


def test_a_file_is_read_shown_and_registered_by_enter(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled, qtbot: QtBot
) -> None:
    window.go("proposal", (letter,))
    settled(window)
    assert page.form.symbol.text() == "31-CV/VPĐU"
    assert page._go.text() == "Vào sổ số 319"

    qtbot.keyClick(page.form.organ.line, Qt.Key.Key_Return)
    settled(window)

    assert window.current == "incoming"
    assert newest(window).arrival_number == 319
    assert newest(window).attachments[0].name == letter.name
    assert window.toast_box.text == "Đã vào sổ số 319."


def test_the_first_row_begins_at_the_left_with_and_without_a_choice_of_books(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled
) -> None:
    window.go("proposal", (letter,))
    settled(window)
    form = page.form
    lefts, rights = [], []
    for is_shown in (True, False):
        form.book.setVisible(is_shown)
        settled(window)
        lefts.append((form.number.x(), form.arrived.x(), form.channel.x()))
        rights.append(form.book.x() + form.book.width())

    assert lefts[0] == lefts[1]
    assert lefts[0][0] == form.organ.x()
    assert rights[0] == form.organ.x() + form.organ.width()


def test_the_first_doubtful_field_has_the_focus(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled
) -> None:
    window.activateWindow()
    window.go("proposal", (letter,))
    settled(window)

    focused = window.focusWidget()
    assert focused is not None
    assert any(field.editor is focused for field in page.form._doubts)


def test_f8_goes_round_the_doubtful_fields(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled, qtbot: QtBot
) -> None:
    window.go("proposal", (letter,))
    settled(window)
    seen = set()
    for _turn in range(len(page.form._doubts)):
        page.next_doubt()
        seen.add(window.focusWidget())

    assert seen == {field.editor for field in page.form._doubts}


def test_a_duplicate_takes_the_first_enter(
    window: MainWindow, page: ProposalPage, paper: Path, settled: Settled, qtbot: QtBot
) -> None:
    window.go("proposal", (paper,))
    settled(window)
    assert page.form.notice.isVisible()

    qtbot.keyClick(page.form.organ.line, Qt.Key.Key_Return)
    settled(window)
    assert window.current == "proposal"

    page.register()
    settled(window)
    assert newest(window).arrival_number == 319


def test_a_secret_file_meets_the_stop_page_and_leaves_no_trace(
    window: MainWindow, page: ProposalPage, tmp_path: Path, settled: Settled
) -> None:
    secret = tmp_path / "bi-mat-nha-nuoc.txt"
    secret.write_text(LETTER.replace("*\n", "*\nTỐI MẬT\n"), "utf-8")
    before = page.context.office.folder

    window.go("proposal", (secret,))
    settled(window)

    assert page.stop.isVisible()
    words = page.stop.findChildren(Text)
    assert not [text.text() for text in words if text.height() < text.heightForWidth(text.width())]
    texts = [label.text() for label in page.findChildren(type(page.form.organ.label))]
    assert not any(secret.name in text for text in texts if text)
    assert secret.name not in window.page("proposal").header._fact.accessibleName()
    assert not list(before.rglob("*bi-mat*"))


def test_a_broken_file_can_be_registered_by_hand_and_is_kept(
    window: MainWindow, page: ProposalPage, tmp_path: Path, settled: Settled
) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    window.go("proposal", (broken,))
    settled(window)
    assert page.form.notice.isVisible()

    page.form.organ.set_text("Hội Nông dân phường Liên Hồ")
    page.form.subject.set_text("Mời dự hội nghị")
    page.register()
    settled(window)

    assert newest(window).attachments[0].name == "hong.pdf"


def test_several_files_follow_each_other(
    window: MainWindow, page: ProposalPage, letter: Path, tmp_path: Path, settled: Settled
) -> None:
    other = tmp_path / "hai.txt"
    other.write_text(LETTER.replace("31-CV", "32-CV"), "utf-8")
    window.go("proposal", (letter, other))
    settled(window)

    page.register()
    settled(window)
    assert window.current == "proposal"
    assert page.form.symbol.text() == "32-CV/VPĐU"

    page.put_off()
    settled(window)
    assert window.current == "incoming"
    assert newest(window).arrival_number == 319


def test_a_missing_subject_is_refused_beside_its_field(
    window: MainWindow, page: ProposalPage, settled: Settled
) -> None:
    window.go("proposal", ())
    settled(window)
    page.form.organ.set_text("Trạm Y tế phường Liên Hồ")

    page.register()
    settled(window)

    assert page.form.subject.editor.property("state") == "wrong"
    assert window.current == "proposal"


def test_a_day_that_does_not_exist_is_refused_beside_its_field(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled
) -> None:
    window.go("proposal", (letter,))
    settled(window)
    page.form.due.line.setText("31/6/2026")

    page.register()

    assert page.form.due.editor.property("state") == "wrong"
    assert "Tháng 6 có 30 ngày" in page.form.due._echo.text()


def test_a_spot_on_the_page_leads_to_its_field(
    window: MainWindow, page: ProposalPage, paper: Path, settled: Settled
) -> None:
    window.activateWindow()
    window.go("proposal", (paper,))
    settled(window)

    page.paper.view.spot_clicked.emit(2)

    assert window.focusWidget() is page.form.symbol.editor


def test_a_kept_line_is_corrected_on_the_same_form(
    window: MainWindow, page: ProposalPage, settled: Settled
) -> None:
    window.page("incoming").list.choose(1)
    window.run_action("incoming.amend")
    settled(window)
    assert page._go.text() == "Lưu số 317"

    page.form.subject.set_text("Lịch tiếp công dân tháng 6")
    page.register()
    settled(window)

    assert window.page("incoming").line.subject == "Lịch tiếp công dân tháng 6"


def said(page: ProposalPage) -> str:
    return page.header._fact.accessibleName()


def test_what_hangs_on_a_mail_is_registered_one_after_the_other(
    window: MainWindow,
    page: ProposalPage,
    tmp_path: Path,
    settled: Settled,
    failures: list[tuple[object, ...]],
) -> None:
    mail = EmailMessage()
    mail["From"] = "Văn phòng <vp@lienho.example>"
    mail["Date"] = "Fri, 05 Jun 2026 08:10:00 +0700"
    for name, words in (
        ("31-CV.txt", LETTER),
        ("phu-luc.txt", "Phụ lục kèm theo"),
        ("m.txt", "MẬT"),
    ):
        data = words.encode()
        mail.add_attachment(data, maintype="text", subtype="plain", filename=name)
    file = tmp_path / "thu.eml"
    file.write_bytes(mail.as_bytes())

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    window.go("outgoing")
    window._take_dropped(dropped(mime))
    settled(window)
    assert said(page).endswith("Tệp 1 trong 2: 31-CV.txt")
    assert "mức độ mật" in page.form.notice.findChildren(Text)[0].text()
    assert page.form.channel.value() == Channel.EMAIL
    page.register()
    settled(window)
    assert said(page).endswith("Tệp 2 trong 2: phu-luc.txt")

    window._take_dropped(Dropped((HeldFile("keo-tha.txt", LETTER.encode()),), "Một câu."))
    assert failures.pop()[1] == "Một câu."
    assert said(page).endswith("Tệp 2 trong 3: phu-luc.txt")
    page.put_off()
    settled(window)
    assert page.form.symbol.text() == "31-CV/VPĐU"


def test_every_field_of_a_line_comes_back_from_the_form_as_it_was(
    window: MainWindow, page: ProposalPage, settled: Settled
) -> None:
    kept = newest(window)
    full = replace(
        kept, parent_organ_name="Thành ủy Hà Liên", addressees=("Đảng ủy các xã", "Văn phòng"),
        page_amount=12, copy_amount=3, language="Tiếng Anh", organ_id="H26.01", handler="Khánh",
        trace_headers="H26.01 09:12", storage_place="Tủ 2", channel=Channel.POST,
        priority=Priority.EXPRESS, description="Ghi chú", late_reason="Thất lạc",
        signer=SIGNER,
    )  # fmt: skip
    window.go("proposal", full)
    settled(window)

    assert page.form.arrival() == full
    page.form.signer.set_text("Trần Thu Hà")
    assert page.form.arrival().signer == SignerInfo(full_name="Trần Thu Hà")
    page.form.more.pages.set_text("bốn")
    page.register()
    assert page.form.more.isVisible()
    assert page.form.more.pages.editor.property("state") == "wrong"


def test_a_double_is_shown_beside_and_its_file_can_go_to_the_earlier_line(
    window: MainWindow, page: ProposalPage, paper: Path, settled: Settled, tmp_path: Path
) -> None:
    copy = tmp_path / "ban-gui-qua-buu-dien.pdf"
    copy.write_bytes(paper.read_bytes() + b"\n")
    window.go("proposal", (copy,))
    settled(window)
    said = page.form.notice.accessibleName()
    assert "Có thể trùng với số đến 318" in said
    assert "142-CV/BTGDVTU" in said
    assert "Nhận qua thư điện tử, Phạm Quốc Khải xử lý." in said

    page.form.notice.buttons[2].click()
    settled(window)

    assert window.current == "incoming"
    line = newest(window)
    assert (line.arrival_number, len(line.attachments)) == (318, 2)


def test_the_double_is_registered_all_the_same_by_its_own_button(
    window: MainWindow, page: ProposalPage, paper: Path, settled: Settled
) -> None:
    window.go("proposal", (paper,))
    settled(window)
    page.form.notice.buttons[1].click()
    settled(window)

    assert newest(window).arrival_number == 319


def test_a_number_typed_by_hand_is_named_on_the_button_and_taken(
    window: MainWindow, page: ProposalPage, letter: Path, settled: Settled
) -> None:
    window.go("proposal", (letter,))
    settled(window)
    page.form.number.line.setText("ba trăm")
    page.register()
    assert page.form.number.editor.property("state") == "wrong"

    page.form.number.line.setText("330")
    page.form.number.line.editingFinished.emit()
    assert page._go.text() == "Vào sổ số 330"
    page.register()
    settled(window)

    assert newest(window).arrival_number == 330
    assert window.toast_box.text == "Đã vào sổ số 330."
