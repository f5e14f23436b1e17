"""Journey B: log lines by keyboard, the report filled, looked behind, typed over, closed, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.journeys.clerk import Clerk
from tests.journeys.papers import pdf_text, sheet_rows, word_rows
from wardapp.core.daylog import LogLine, LogQuery
from wardapp.core.dispatches import FileRole
from wardapp.core.forms import CellKey, FilledForm
from wardapp.core.identity import RecordId
from wardapp.documents.page_images import page_count
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_issue import IssueDialog

Opens = Callable[[str], Clerk]
FORM, PERIOD = "phu-luc-02", "2026-06"
FANPAGE = CellKey(table="A", row="A3", column="actual")
CHANNEL = "Fanpage"
TYPED_OVER = 17
NUMBER = "08-BC/BXDĐ"
REASON = "Thêm 10 bài đăng chung với Đoàn phường, chưa ghi nhật ký"


def test_lines_of_the_log_become_a_closed_report_in_word_excel_and_pdf(
    sits_down: Opens, tmp_path: Path
) -> None:
    clerk = sits_down("party")

    write_lines(clerk)
    find_the_figure(clerk)
    look_behind_it(clerk)
    type_over_it(clerk)
    follow_a_check(clerk)
    write_its_words(clerk)
    let_it_be_approved(clerk)
    close_the_report(clerk)
    take_it_out(clerk, tmp_path)
    send_it(clerk, tmp_path)
    find_it_again(clerk)


def write_lines(clerk: Clerk) -> None:
    clerk.press("Ctrl+J")
    clerk.is_on("daylog")
    clerk.types("fb; Ra quân chiến dịch tình nguyện hè; 3; 1500; tdp 9 12\n")
    clerk.reads("Fanpage · 3 bài")
    clerk.press("Return")
    clerk.told("Đã ghi 3 ")
    clerk.types("Lịch tiếp công dân tháng 6")
    clerk.press("Tab", "Tab")
    clerk.types_over("4")
    clerk.press("Tab")
    clerk.types_over("800")
    clerk.press("Tab")
    clerk.types_over("tất cả")
    clerk.press("Return")
    clerk.told("Đã ghi 4 ")
    clerk.reads("Ra quân chiến dịch tình nguyện hè", "Lịch tiếp công dân tháng 6", "24/24")
    lines = clerk.looks(lambda office: office.daylog.page(LogQuery(), 0, 10).rows)
    assert {(line.channel, line.amount, line.reach, line.places) for line in lines} == {
        ("fanpage", 3, 1500, ("9", "12")),
        ("fanpage", 4, 800, ("*",)),
    }


def find_the_figure(clerk: Clerk) -> None:
    clerk.press("Ctrl+7")
    clerk.is_on("reports")
    clerk.reads("Phụ lục 02, kỳ tháng 6", "Hạn 10/6, còn 3 ngày làm việc", "Kiểm tra")
    for _row in range(30):
        if clerk.page.key.row == FANPAGE.row:
            break
        clerk.press("Down")
    assert clerk.page.key == FANPAGE
    clerk.reads("Xem cả 2 dòng trong Nhật ký")
    clerk.sees(lambda: clerk.page.parts.cell._figure.text() == "7", "the figure 7")


def look_behind_it(clerk: Clerk) -> None:
    clerk.press("Return")
    clerk.is_on("daylog")
    clerk.reads("Ô A3 · Thực hiện  ×")
    rows = clerk.page.rows
    shown = [row for at in range(rows.rowCount()) if isinstance(row := rows.row_at(at), LogLine)]
    assert sum(line.amount for line in shown) == 7
    clerk.press("Ctrl+7")
    clerk.is_on("reports")
    assert clerk.page.key == FANPAGE


def type_over_it(clerk: Clerk) -> None:
    def fill(_dialog: QDialog) -> None:
        clerk.reads("Nhật ký tính 7.")
        clerk.types_over(str(TYPED_OVER))
        clerk.press("Tab")
        clerk.types(REASON)
        clerk.press("Return")

    with clerk.answering(Dialog, fill):
        clerk.press("F2")
    clerk.told("Đã sửa tay ô")
    clerk.reads(f"Đã sửa tay, nhật ký tính 7. Lý do: {REASON}.")
    cell = filled(clerk).table("A").row("A3").cell("actual")
    assert (cell.value, cell.computed, cell.reason) == (TYPED_OVER, 7, REASON)


def follow_a_check(clerk: Clerk) -> None:
    link = next(each for each in clerk.page.parts.checks.links if each.text() == "Ghi 0 cả 10 dòng")
    before = len(clerk.page.parts.checks.links)
    clerk.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    clerk.told("Đã ghi 0 vào ")
    clerk.sees(lambda: len(clerk.page.parts.checks.links) < before, "one check less")
    row = filled(clerk).table("D").row("D10")
    assert 0 in {cell.value for cell in row.cells}


def write_its_words(clerk: Clerk) -> None:
    clerk.press("Ctrl+L")
    clerk.reads("Lời báo cáo")
    edit = clerk.page.parts.narrative.edit
    clerk.sees(lambda: f"Facebook đăng {TYPED_OVER} bài" in edit.text(), "the figure in the words")
    clerk.press("Ctrl+End")
    clerk.types("\nDe nghi bo sung kinh phi.")
    clerk.press("Ctrl+L")
    clerk.sees(lambda: filled(clerk).narrative.endswith("bo sung kinh phi."), "the words kept")


def let_it_be_approved(clerk: Clerk) -> None:
    def confirm(_dialog: QDialog) -> None:
        clerk.reads("Duyệt Phụ lục 02, kỳ tháng 6/2026?")
        clerk.types_over("Pham Quoc Khai")
        clerk.press("Return")

    with clerk.answering(Dialog, confirm):
        clerk.commands("Duyệt báo cáo")
    clerk.told("Đã duyệt báo cáo")
    clerk.reads("Pham Quoc Khai duyệt ngày 05/6.")


def close_the_report(clerk: Clerk) -> None:
    def confirm(_dialog: QDialog) -> None:
        clerk.reads("Chốt báo cáo kỳ tháng 6?", "Sau khi chốt, sửa phải ghi lý do.")
        clerk.press("Return")

    with clerk.answering(Dialog, confirm):
        clerk.press("Ctrl+Return")
    clerk.told("Đã chốt báo cáo kỳ tháng 6")
    clerk.reads("Đã chốt 05/6")
    assert filled(clerk).closed_ms is not None


def take_it_out(clerk: Clerk, out: Path) -> None:
    for name, command in (
        ("phu-luc.docx", "Xuất báo cáo ra Word, PDF"),
        ("phu-luc.pdf", "Xuất báo cáo ra Word, PDF"),
        ("phu-luc.xlsx", "Xuất báo cáo ra Excel"),
    ):
        with clerk.saving_as(out / name):
            clerk.commands(command)
        clerk.told(f"Đã xuất báo cáo ra {name}")
    with clerk.printing_to(out / "in.pdf", is_long=True):
        clerk.press("Ctrl+P")
    clerk.told("Đã in Phụ lục 02")
    pdf = (out / "phu-luc.pdf").read_bytes()
    assert page_count((out / "in.pdf").read_bytes()) == page_count(pdf)

    assert str(TYPED_OVER) in row_with(CHANNEL, word_rows(out / "phu-luc.docx"))
    assert TYPED_OVER in row_with(CHANNEL, sheet_rows(out / "phu-luc.xlsx"))
    words = pdf_text(pdf)
    assert f" {TYPED_OVER} " in words[words.index(CHANNEL) :][:120]


def send_it(clerk: Clerk, out: Path) -> None:
    def confirm(dialog: QDialog) -> None:
        clerk.reads(f"Cấp số {NUMBER} và phát hành", "Phụ lục 02, kỳ tháng 6/2026 đi kèm.")
        assert isinstance(dialog, IssueDialog)
        dialog.print_too.setChecked(True)
        clerk.press("Return")

    with (
        clerk.printing_to(out / "bc.pdf", is_long=True),
        clerk.answering(IssueDialog, confirm),
    ):
        clerk.press("Ctrl+Return")
        clerk.told(f"Đã phát hành {NUMBER} kèm biểu")
    clerk.told(f"Đã in {NUMBER} kèm biểu")
    clerk.reads(f"Đã gửi {NUMBER}")
    line = clerk.looks(lambda office: office.registry.get(filled_id(office)))
    assert line.number_symbol == NUMBER
    assert [each.role for each in line.attachments].count(FileRole.ANNEX) == 3
    # letter and form as one job: the pages of the letter before those of the form
    assert page_count((out / "bc.pdf").read_bytes()) > page_count((out / "in.pdf").read_bytes())


def find_it_again(clerk: Clerk) -> None:
    clerk.commands("Mở văn bản đi của báo cáo")
    clerk.is_on("outgoing")
    clerk.reads("Mở báo cáo: biểu kèm theo")
    clerk.commands("Mở báo cáo của văn bản này")
    clerk.is_on("reports")


def filled_id(office: Office) -> RecordId:
    line = office.reporting.fill(FORM, PERIOD).outgoing_id
    assert line is not None
    return line


def filled(clerk: Clerk) -> FilledForm:
    def fill(office: Office) -> FilledForm:
        return office.reporting.fill(FORM, PERIOD)

    return clerk.looks(fill)


def row_with(label: str, rows: Iterable[Sequence[object]]) -> Sequence[object]:
    return next(row for row in rows if any(label in str(cell) for cell in row))
