"""What falls on the window: many files, a secret, a broken one, a line by hand; and Ctrl+K."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.clerk import Clerk, screen
from wardapp.app import keep_log
from wardapp.core.dispatches import ListQuery
from wardapp.core.places import Places
from wardapp.services.office import Office

SECRET_NAME = "ke-hoach-phong-thu-khu-vuc"
SECRET_WORDS = "bố trí lực lượng dự bị tại kho Cây Gạo"
SECRET = f"""THÀNH ỦY HÀ LIÊN                         ĐẢNG CỘNG SẢN VIỆT NAM
*
TỐI MẬT
Số 09-KH/TU                              Hà Liên, ngày 02 tháng 6 năm 2026

KẾ HOẠCH
{SECRET_WORDS}
-----

Ban Thường vụ Thành uỷ ban hành kế hoạch như sau: {SECRET_WORDS}.
"""


@pytest.fixture
def kept_log(places: Places) -> Iterator[Path]:
    """The program's own log, written beside the desk of this test."""
    ours = logging.getLogger("wardapp")
    before, propagates = ours.handlers[:], ours.propagate
    ours.handlers = []
    keep_log(places.data / "logs")
    yield places.data / "logs"
    for handler in ours.handlers:
        handler.close()
    ours.handlers, ours.propagate = before, propagates


def numbers_and_files(office: Office) -> list[tuple[int, str]]:
    rows = office.intake.page(ListQuery(year=2026), 0, 50).rows
    return sorted(
        (row.arrival_number, "".join(each.name for each in row.attachments)) for row in rows
    )


def test_several_dropped_files_are_gone_through_one_by_one(
    clerk: Clerk, party_pdf: Path, inbox: Path
) -> None:
    word, draft = inbox / "03-cong-van-so.docx", inbox / "05-du-thao-khong-so.txt"
    clerk.drops(party_pdf, word, draft)
    clerk.is_on("proposal")
    clerk.reads(f"Tệp 1 trong 3: {party_pdf.name}", "Vào sổ số 315")

    clerk.press("Return")
    clerk.reads(f"Tệp 2 trong 3: {word.name}", "411/SVHTT-QLVH", "Vào sổ số 316")
    clerk.reads("Nội dung tệp Word, không phải trang gốc")
    clerk.press("Escape")
    clerk.reads(f"Tệp 3 trong 3: {draft.name}", "Vào sổ số 316", "Văn bản chưa có số.")
    clerk.settles()
    clerk.press("Return")

    clerk.told("Đã vào sổ số 316.")
    clerk.is_on("incoming")
    assert clerk.looks(numbers_and_files) == [(315, party_pdf.name), (316, draft.name)]
    assert word.exists()


def test_a_small_window_shows_the_line_that_was_just_registered(clerk: Clerk, inbox: Path) -> None:
    clerk.window.resize(760, 560)
    clerk.drops(inbox / "07-cong-van-tuyen-giao.txt")
    clerk.reads("Vào sổ số 315")
    clerk.settles()
    clerk.press("Return")
    clerk.told("Đã vào sổ số 315.")

    clerk.reads("Số đến 315", "142-CV/BTGDVTU")
    clerk.press("Escape")
    clerk.sees(clerk.page.list.isVisible, "the list again")
    assert clerk.focus is clerk.page.list


def test_a_secret_file_meets_the_stop_page_and_leaves_no_trace(
    clerk: Clerk, kept_log: Path, inbox: Path, tmp_path: Path, places: Places
) -> None:
    secret = tmp_path / "usb" / f"{SECRET_NAME}.txt"
    secret.parent.mkdir()
    secret.write_text(SECRET, "utf-8")
    clerk.drops(inbox / "02-ke-hoach-thanh-uy.txt", secret, inbox / "07-cong-van-tuyen-giao.txt")
    clerk.reads("Tệp 1 trong 3")
    clerk.press("Escape")

    clerk.reads("WardApp không nhận văn bản mật", "chưa lưu gì", "Sang tệp kế tiếp")
    assert SECRET_NAME not in screen()
    assert SECRET_WORDS not in screen()
    assert clerk.page.form.isHidden() or not clerk.page.form.isVisible()
    clerk.press("Return")
    clerk.reads("142-CV/BTGDVTU")
    clerk.settles()
    clerk.press("Return")
    clerk.told("Đã vào sổ số 315.")
    clerk.press("Ctrl+Z")
    clerk.told("Đã ")

    assert traces(clerk, places, "07-cong-van-tuyen-giao") != [], "this search finds what is kept"
    assert traces(clerk, places, SECRET_NAME, SECRET_WORDS, "09-KH/TU") == []
    assert secret.read_text("utf-8") == SECRET


def traces(clerk: Clerk, places: Places, *words: str) -> list[Path]:
    """Return every file of office, data folder and logs that holds one of these words."""
    sought = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")]
    files = (*clerk.window.office.folder.rglob("*"), *places.data.rglob("*"))
    kept = {
        file: file.name.encode() + (file.read_bytes() if file.is_file() else b"") for file in files
    }
    return [file for file, held in kept.items() if any(word in held for word in sought)]


def test_a_file_that_cannot_be_read_is_registered_by_hand_and_kept(
    clerk: Clerk, inbox: Path
) -> None:
    broken = inbox / "06-tep-hong.pdf"
    clerk.drops(broken)
    clerk.is_on("proposal")
    clerk.reads("Tệp bị hỏng hoặc chép chưa hết.", "Vẫn có thể vào sổ bằng tay, tệp được giữ kèm.")
    form = clerk.page.form
    assert clerk.focus is form.organ.editor
    clerk.press("Return")
    clerk.sees(lambda: form.organ.editor.property("state") == "wrong", "the field that is missing")

    clerk.types("Hội Nông dân phường Liên Hồ")
    while clerk.focus is not form.subject.editor:
        clerk.press("Tab")
    clerk.types("Mời dự hội nghị sơ kết sáu tháng")
    clerk.press("Return")

    clerk.told("Đã vào sổ số 315.")
    clerk.reads("Hội Nông dân phường Liên Hồ", "Mời dự hội nghị sơ kết sáu tháng")
    assert clerk.looks(numbers_and_files) == [(315, broken.name)]


def test_ctrl_k_finds_a_line_by_its_symbol_and_runs_a_command(clerk: Clerk) -> None:
    clerk.press("Ctrl+N")
    clerk.is_on("proposal")
    form = clerk.page.form
    assert clerk.focus is form.organ.editor
    clerk.types("Ban Tuyên giáo và Dân vận Thành ủy Hà Liên")
    clerk.press("Tab")
    clerk.types("46-KH/BTGDVTU")
    while clerk.focus is not form.subject.editor:
        clerk.press("Tab")
    clerk.types("Thông tin, tuyên truyền quý III")
    clerk.press("Return")
    clerk.told("Đã vào sổ số 315.")
    clerk.press("Ctrl+1")
    clerk.is_on("today")

    box = clerk.window.palette_box
    clerk.press("Ctrl+K")
    clerk.types("46 kh btgdvtu")
    clerk.sees(lambda: box.entries and "46-KH/BTGDVTU" in box.entries[0].title, "the line found")
    clerk.press("Return")
    clerk.is_on("incoming")
    clerk.reads("Số đến 315", "46-KH/BTGDVTU", "Thông tin, tuyên truyền quý III")

    clerk.commands("Sao lưu ngay")
    clerk.told("Đã sao lưu xong.")
    assert clerk.looks(lambda office: office.backups.last()).dispatches == 1
