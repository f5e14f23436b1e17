"""Registers on paper: pages filled line by line, full of long subjects, in all three formats."""

from __future__ import annotations

import ctypes
import io
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from tests.builders import a_committee, an_id, an_outgoing
from wardapp.core.dispatches import OutgoingStatus, Recipient
from wardapp.core.issuers import Family
from wardapp.core.printout import Printout, PrintTable
from wardapp.documents.metrics import Metrics
from wardapp.documents.printout_page import column_widths, is_wide, paper_of
from wardapp.documents.printout_setting import PAD_X, POINTS_PER_MM, Breaker, Look
from wardapp.documents.printouts import row_pages, written
from wardapp.reports.books import BookFacts, book_printout, load_book, row_of_line

ROOT = Path(__file__).resolve().parents[3]
RESOURCES = ROOT / "resources"
BOOKS = RESOURCES / "books"
DAY = date(2026, 6, 5)
LONG = (
    "báo cáo kết quả triển khai thực hiện Kế hoạch số 57-KH/TU, ngày 13/4/2026 của Ban Thường vụ "
    "Thành uỷ về tăng cường công tác thông tin, tuyên truyền, vận động Nhân dân tham gia giữ gìn "
    "vệ sinh môi trường, trật tự đô thị, xây dựng nếp sống văn minh trên địa bàn phường trong 6 "
    "tháng đầu năm và phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2026, gắn với học tập và "
    "làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh, hết"
)
SUBJECTS = (LONG, "tổ chức Hội nghị sơ kết quý II", LONG[:250], "phân công đảng uỷ viên phụ trách")


def a_register(lines: int, paper: str = "A4", **facts: object) -> Printout:
    """A register of outgoing dispatches with subjects of 30 to 420 letters."""
    spec = load_book(BOOKS, "di", Family.PARTY)
    rows = [
        row_of_line(
            spec,
            an_outgoing(
                id=an_id(n), number=n, subject=SUBJECTS[n % 4], archive_holder="Văn phòng Đảng uỷ",
                recipients=(Recipient(name="Các chi bộ, đảng bộ trực thuộc Đảng uỷ phường"),),
                status=OutgoingStatus.CANCELLED if n % 9 == 0 else OutgoingStatus.ISSUED,
                cancel_reason="phát hành nhầm nơi nhận" if n % 9 == 0 else "",
            ),
            "dãy",
        )
        for n in range(1, lines + 1)
    ]  # fmt: skip
    known = {"issuer": a_committee(), "year_label": "Nhiệm kỳ 2025 - 2030", **facts}
    printout = book_printout(spec, rows, BookFacts(**known))
    return Printout(
        **{name: getattr(printout, name) for name in printout.__slots__ if name != "paper"},
        paper=paper,
    )


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def _letters_outside(pdf: bytes, page: int, margin: float) -> int:
    """Return how many letters of a page stand outside its margins, in points."""
    found = pypdfium2.PdfDocument(pdf)[page]
    width, height = found.get_size()
    text = found.get_textpage()
    outside = 0
    for at in range(text.count_chars()):
        box = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, at, *box)
        left, right, bottom, top = (each.value for each in box)
        if right > left and not (
            margin <= left and right <= width - margin and bottom >= 0 and top <= height
        ):
            outside += 1
    return outside


@pytest.mark.parametrize("path", sorted(BOOKS.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("family", list(Family))
def test_no_word_of_a_head_is_broken(path: Path, family: Family) -> None:
    spec = load_book(BOOKS, path.stem, family)
    table = PrintTable(key="", title="", columns=spec.print_columns(), rows=())
    paper = paper_of(Printout(file_stem="", title="", tables=(table,), landscape=spec.landscape))
    breaker, size = Breaker(Metrics(RESOURCES / "fonts")), 11 if is_wide(table) else 12

    for column, width in zip(table.columns, column_widths(table, paper.text_width), strict=True):
        room = width * POINTS_PER_MM - 2 * PAD_X
        for word in column.head.split():
            assert breaker.width(word, Look(bold=True)) * size <= room, (column.head, word)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_every_row_stands_whole_on_the_page_it_is_said_to_begin(paper: str) -> None:
    printout = a_register(14, paper, first_page=7, page_code="WWWW-WWWM-MMMM")
    (pages,) = row_pages(printout, RESOURCES)
    pdf = written(printout, ".pdf", RESOURCES, created=DAY)
    texts = _texts(pdf)

    assert "Từ số 1 đến số 14" in texts[0]  # the cover
    assert pages[0] == 7
    assert len(texts) == 1 + pages[-1] - 6
    for number, page in enumerate(pages, start=1):
        assert f"{number:02}-CV/BXDĐ" in texts[page - 6]
    for number, text in enumerate(texts[1:], start=7):
        assert text.split()[0] == str(number)
        assert "Mã trang: WWWW-WWWM-MMMM" in text  # the widest there is
        assert "(10)" in text  # heads and column numbers repeat
    assert sum(text.count("hết") for text in texts) == 3  # no long subject is cut
    assert [_letters_outside(pdf, page, 30) for page in range(len(texts))] == [0] * len(texts)


def test_a_row_higher_than_a_page_goes_on_over_the_next() -> None:
    spec = load_book(BOOKS, "di", Family.PARTY)
    row = row_of_line(spec, an_outgoing(subject=" ".join([LONG] * 12)), "dãy")
    printout = book_printout(spec, [row], BookFacts(issuer=a_committee(), year_label="Năm 2026"))

    texts = _texts(written(printout, ".pdf", RESOURCES, created=DAY))
    assert len(texts) > 3
    assert sum(text.count("hết") for text in texts) == 12


def test_rows_of_a_workbook_are_as_high_as_their_lines() -> None:
    data = written(a_register(8), ".xlsx", RESOURCES, created=DAY)
    book = load_workbook(io.BytesIO(data))
    sheet = book[book.sheetnames[1]]
    breaker = Breaker(Metrics(RESOURCES / "fonts"))
    seen = 0
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell.value, str) or len(cell.value) < 200:
                continue
            room = (sheet.column_dimensions[cell.column_letter].width / 0.54 - 2) * POINTS_PER_MM
            lines = len(breaker.lines(cell.value, room / 11))
            assert sheet.row_dimensions[cell.row].height >= lines * 13
            seen += 1
    assert seen >= 3


def test_a_long_register_set_in_parts_has_every_number_once_and_the_same_bytes() -> None:
    printout = a_register(440)
    one = written(printout, ".pdf", RESOURCES, created=DAY)
    (pages,) = row_pages(printout, RESOURCES)
    texts = _texts(one)

    assert len(texts) == pages[-1] + 1 > 100
    assert [text.split()[0] for text in texts[1:]] == [str(n) for n in range(1, len(texts))]
    assert all(f"{n:02}-CV/BXDĐ" in texts[pages[n - 1]] for n in range(1, 441))
    assert written(printout, ".pdf", RESOURCES, created=DAY) == one


@pytest.mark.prove
def test_three_hundred_pages_of_a_register_hold_every_row_in_its_place() -> None:
    printout = a_register(1200)
    (pages,) = row_pages(printout, RESOURCES)
    pdf = written(printout, ".pdf", RESOURCES, created=DAY)
    texts = _texts(pdf)

    assert len(texts) >= 300
    joined = ["".join(text.split()) for text in texts]  # a long number breaks behind its slash
    assert all(f"{n:02}-CV/BXDĐ" in joined[pages[n - 1]] for n in range(1, 1201))
    assert sum(text.count("hết") for text in texts) == 300
    assert not any(_letters_outside(pdf, page, 30) for page in range(0, len(texts), 7))


@pytest.mark.prove
@pytest.mark.libreoffice
def test_libreoffice_opens_a_register_with_all_its_words(soffice, tmp_path: Path) -> None:
    printout = a_register(30, page_code="ABCD-EFGH-JKLM", first_page=3)
    files = []
    for kind in (".docx", ".xlsx"):
        path = tmp_path / f"so{kind}"
        path.write_bytes(written(printout, kind, RESOURCES, created=DAY))
        assert OpenXmlValidator().validate(path).errors == []
        files.append(path)

    for made in soffice(files, tmp_path / "pdf"):
        texts = _texts(made.read_bytes())
        whole = "".join(" ".join(texts).split())
        assert whole.count("hết") == 7
        assert whole.count("Mãtrang:ABCD-EFGH-JKLM") >= len(texts) - 1
        assert all(f"{n:02}-CV/BXDĐ" in whole for n in range(1, 31))
