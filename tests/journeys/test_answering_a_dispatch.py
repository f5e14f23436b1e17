"""Journey A: dropped file, register, opinion, draft, number, Word and PDF, print, registers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.journeys.clerk import Clerk
from tests.journeys.papers import ink_of, pdf_text, sheet_rows, word_text
from wardapp.core.dispatches import FileRole, Incoming, IncomingStatus, Outgoing
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.documents.page_images import page_count
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.pages.outgoing_book import BookDialog

Opens = Callable[[str], Clerk]
TYPED = "1. Đã phát 64 buổi trên loa truyền thanh."


@dataclass(frozen=True)
class Walk:
    """What one office is given and what must come of it."""

    kind: str
    file: str
    arrival: int
    organ: str
    symbol: str
    due: str
    basis: str
    addressee: str
    recipients: str
    number: str
    heading: tuple[str, ...]
    printed_number: str


PARTY = Walk(
    kind="party",
    file="142-CV-BTGDVTU.pdf",
    arrival=315,
    organ="Ban Tuyên giáo và Dân vận Thành ủy Hà Liên",
    symbol="142-CV/BTGDVTU",
    due="12/6/2026",
    basis="Thực hiện Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của ",
    addressee="Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên",
    recipients="Thường trực Đảng uỷ (để báo cáo)",
    number="12-CV/BXDĐ",
    heading=("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "BAN XÂY DỰNG ĐẢNG", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    printed_number="Số 12-CV/BXDĐ",
)
STATE = Walk(
    kind="state",
    file="03-cong-van-so.docx",
    arrival=1043,
    organ="Sở Văn hóa và Thể thao thành phố Hà Liên",
    symbol="411/SVHTT-QLVH",
    due="12/6/2026",
    basis="Thực hiện Công văn số 411/SVHTT-QLVH ngày 03 tháng 6 năm 2026 của ",
    addressee="Sở Văn hóa và Thể thao",
    recipients="Chủ tịch, các Phó Chủ tịch UBND phường (để báo cáo)",
    number="07/UBND-VHXH",
    heading=(
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ),
    printed_number="Số: 07/UBND-VHXH",
)


@pytest.mark.parametrize(
    "walk",
    [pytest.param(PARTY, id="party"), pytest.param(STATE, id="state", marks=pytest.mark.prove)],
)
def test_a_dropped_file_is_registered_answered_issued_exported_and_printed(
    walk: Walk, sits_down: Opens, shelf: Path, places: Places, tmp_path: Path
) -> None:
    clerk = sits_down(walk.kind)
    own = shelf / walk.file
    file = own if own.exists() else places.example / "inbox" / walk.file

    register_the_file(clerk, walk, file)
    take_back_and_do_again(clerk, walk)
    write_the_opinion(clerk, walk)
    answer(clerk, walk)
    issue(clerk, walk)
    check_what_is_kept(clerk, walk)
    export_word_and_pdf(clerk, walk, tmp_path)
    print_whole_and_number_alone(clerk, tmp_path)
    export_both_registers(clerk, walk, tmp_path)


def register_the_file(clerk: Clerk, walk: Walk, file: Path) -> None:
    clerk.drops(file)
    clerk.is_on("proposal")
    clerk.reads(f"Vào sổ số {walk.arrival}", "Rõ")
    form = clerk.page.form
    assert (form.organ.text(), form.symbol.text()) == (walk.organ, walk.symbol)
    assert form.due.line.text() == walk.due
    assert clerk.focus is form.due.editor, "the deadline is a doubt: it is looked at first"
    spots = clerk.page.paper.view._spots
    assert len(spots) >= 5
    assert all(each.spots for each in spots)
    assert clerk.page.paper.view.page_count >= 1

    clerk.press("Return")

    clerk.is_on("incoming")
    clerk.told(f"Đã vào sổ số {walk.arrival}.")
    clerk.reads(f"Số đến {walk.arrival}", walk.symbol)
    assert clerk.focus is clerk.page.list
    clerk.sees(lambda: clerk.page.paper.view.page_count >= 1, "the page of the kept file")
    kept = incoming_of(clerk, walk)
    assert kept.organ_name == walk.organ
    assert kept.attachments[0].sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def take_back_and_do_again(clerk: Clerk, walk: Walk) -> None:
    clerk.press("Ctrl+Z")
    clerk.sees(lambda: clerk.page.rows.rowCount() == 0, "an empty book")
    clerk.settles()
    assert clerk.looks(next_arrival) == walk.arrival
    clerk.press("Ctrl+Y")
    clerk.sees(lambda: clerk.page.rows.rowCount() == 1, "the line again")
    clerk.reads(f"Số đến {walk.arrival}")
    clerk.settles()
    assert incoming_of(clerk, walk).number_symbol == walk.symbol


def write_the_opinion(clerk: Clerk, walk: Walk) -> None:
    def fill(_dialog: QDialog) -> None:
        clerk.types("Bí thư")
        clerk.press("Tab")  # the day of the opinion: today
        clerk.press("Tab")
        clerk.types("Giao văn thư soạn báo cáo, trình trước ngày 10/6.")
        clerk.press("Tab")  # no leading unit
        clerk.press("Tab")
        clerk.types_over("Nguyễn Thu Hà")
        clerk.press("Tab")  # no unit beside it
        clerk.press("Tab")
        clerk.types_over("11/6")
        clerk.press("Return")

    with clerk.answering(Dialog, fill):
        clerk.commands("Ghi ý kiến chỉ đạo, giao xử lý")
    clerk.told(f"Đã ghi ý kiến vào số {walk.arrival}.")
    assert clerk.focus is clerk.page.list, "Ctrl+K gives the focus back"
    clerk.reads("Giao văn thư soạn báo cáo", "Nguyễn Thu Hà", "Bí thư")
    kept = incoming_of(clerk, walk)
    assert kept.direction is not None
    assert (kept.direction.leader, kept.handler) == ("Bí thư", "Nguyễn Thu Hà")
    assert str(kept.due_date) == "2026-06-11"
    assert kept.status is IncomingStatus.HANDLING


def answer(clerk: Clerk, walk: Walk) -> None:
    clerk.press("Ctrl+R")
    clerk.is_on("draft")
    clerk.reads(f"Trả lời số đến {walk.arrival}")
    head = clerk.page.head
    assert clerk.page.text.text().startswith(walk.basis)
    assert head.addressees.text().startswith(walk.addressee)
    assert walk.recipients in head.recipients.text()
    clerk.reads(f"Số dự kiến: {walk.number}")
    before = pages_text(clerk)
    assert all(line in before for line in walk.heading)

    assert clerk.focus is clerk.page.text
    clerk.types(f"\n{TYPED}")

    clerk.sees(lambda: TYPED in pages_text(clerk), "the typed line on the page")
    assert TYPED not in before


def issue(clerk: Clerk, walk: Walk) -> None:
    def confirm(_dialog: IssueDialog) -> None:
        clerk.reads(f"Cấp số {walk.number} và phát hành", walk.number)
        clerk.press("Return")

    with clerk.answering(IssueDialog, confirm):
        clerk.press("Ctrl+Return")
    clerk.told(f"Đã phát hành {walk.number}.")
    clerk.is_on("outgoing")
    clerk.reads(walk.number, f"Trả lời số đến {walk.arrival}")


def check_what_is_kept(clerk: Clerk, walk: Walk) -> None:
    line, answered, files = clerk.looks(lambda office: kept_of(office, walk))
    assert (line.number_symbol, line.answers, answered.replied_by) == (
        walk.number,
        answered.id,
        line.id,
    )
    assert answered.status is IncomingStatus.DONE
    for each in (walk.printed_number, TYPED):
        assert each in pdf_text(files[FileRole.ISSUE_PDF])
    clerk.qtbot.mouseClick(clerk.page.pane._source, Qt.MouseButton.LeftButton)
    clerk.is_on("incoming")
    clerk.reads("Đã trả lời", "Đã xử lý")
    clerk.press("Ctrl+3")
    clerk.is_on("outgoing")


def export_word_and_pdf(clerk: Clerk, walk: Walk, out: Path) -> None:
    for name in ("van-ban.docx", "van-ban.pdf"):
        with clerk.saving_as(out / name):
            clerk.commands("Xuất văn bản ra Word, PDF")
        clerk.told(f"Đã lưu {name}")
    words = word_text(out / "van-ban.docx")
    pages = pdf_text((out / "van-ban.pdf").read_bytes())
    for each in (*walk.heading, walk.printed_number, TYPED):
        assert each in words
        assert each in pages


def print_whole_and_number_alone(clerk: Clerk, out: Path) -> None:
    whole, alone = out / "ban-in.pdf", out / "so-ngay.pdf"
    with clerk.printing_to(whole):
        clerk.press("Ctrl+P")
    clerk.told("Đã in ")
    line = clerk.page.line
    assert page_count(whole.read_bytes()) == clerk.page.paper.view.page_count
    assert clerk.looks(lambda office: office.registry.get(line.id).left_screen)

    with clerk.printing_to(alone), clerk.answering(Dialog, lambda _ask: clerk.press("Return")):
        clerk.commands("In số, ngày lên bản đã ký")
    clerk.told("Đã in số, ngày ")
    assert 0 < ink_of(alone.read_bytes()) < ink_of(whole.read_bytes()) / 5


def export_both_registers(clerk: Clerk, walk: Walk, out: Path) -> None:
    for ending in ("xlsx", "docx", "pdf"):
        target = out / f"so-di.{ending}"
        with (
            clerk.saving_as(target),
            clerk.answering(BookDialog, lambda dialog: clerk.press("Shift+Tab", "Space")),
        ):
            clerk.commands("Xuất sổ văn bản đi ra Excel, Word, PDF")
        clerk.settles()
    clerk.press("Ctrl+2")
    clerk.is_on("incoming")
    for ending in ("xlsx", "docx", "pdf"):
        with clerk.saving_as(out / f"so-den.{ending}"):
            clerk.commands("Xuất sổ văn bản đến ra Excel, Word, PDF")
        clerk.settles()
    for stem, words in (("so-di", walk.number), ("so-den", walk.symbol)):
        assert words in sheet_text(out / f"{stem}.xlsx")
        assert words in word_text(out / f"{stem}.docx")
        pages = pdf_text((out / f"{stem}.pdf").read_bytes())
        # A narrow column breaks a symbol over lines; pdfium then reads its hyphen as \x02.
        assert words in pages.replace(" ", "").replace("\x02", "-")


def incoming_of(clerk: Clerk, walk: Walk) -> Incoming:
    return clerk.looks(lambda office: office.intake.by_number(walk.arrival, 2026))


def next_arrival(office: Office) -> int:
    return office.intake.next_number(office.catalogue.issuers()[0].id, office.desk.today())


def kept_of(office: Office, walk: Walk) -> tuple[Outgoing, Incoming, dict[FileRole, bytes]]:
    answered = office.intake.by_number(walk.arrival, 2026)
    assert answered.replied_by is not None
    line = office.registry.get(answered.replied_by)
    files = {each.role: office.registry.file_path(each).read_bytes() for each in line.attachments}
    assert files[FileRole.ISSUE_DOCX].startswith(b"PK")
    return line, answered, files


def pages_text(clerk: Clerk) -> str:
    rendered = clerk.page.pages.rendered
    return pdf_text(rendered.pdf) if rendered is not None else ""


def sheet_text(path: Path) -> str:
    return "\n".join(str(cell) for row in sheet_rows(path) for cell in row)


def test_a_plan_of_the_ward_follows_the_letters_in_the_same_series(sits_down: Opens) -> None:
    clerk = sits_down("state")
    for number in ("07", "08"):
        begin_a_plan(clerk)
        clerk.types_over("Tổ chức Tháng hành động vì môi trường năm 2026")
        clerk.page.text.setFocus()
        clerk.press("Ctrl+End")
        clerk.types("\n1. Ra quân tổng vệ sinh vào sáng thứ Bảy hằng tuần.")
        clerk.sees(lambda: "tổng vệ sinh" in pages_text(clerk), "the typed line on the page")
        assert "KẾ HOẠCH Tổ chức Tháng hành động vì môi trường năm 2026" in pages_text(clerk)

        with clerk.answering(IssueDialog, lambda _ask: clerk.press("Return")):
            clerk.press("Ctrl+Return")

        clerk.told(f"Đã phát hành {number}/KH-UBND.")
        clerk.reads(f"{number}/KH-UBND")
        assert f"Số: {number}/KH-UBND" in pdf_text(kept_pages(clerk, clerk.page.line.id))


def kept_pages(clerk: Clerk, line_id: RecordId) -> bytes:
    return clerk.looks(lambda office: office.registry.paper(line_id).pdf or b"")


def begin_a_plan(clerk: Clerk) -> None:
    def choose(_dialog: QDialog) -> None:
        clerk.types("Kế")
        clerk.sees(lambda: clerk.focus.accessibleDescription() == "Kế hoạch", "the type found")
        clerk.press("Return")
        clerk.sees(lambda: clerk.focus.accessibleName() == "Loại văn bản", "the field again")
        clerk.press("Return")

    with clerk.answering(Dialog, choose):
        clerk.press("Ctrl+D")
    clerk.is_on("draft")
    clerk.sees(lambda: pages_text(clerk), "the first page")
    clerk.page.head.subject.box.setFocus()
