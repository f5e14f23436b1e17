"""Tables of every format come in cell by cell; hostile and wrong files are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.old_texts import as_tcvn3, as_vni, as_windows
from wardapp.core.errors import UnreadableFile
from wardapp.core.old_books import OldSheet, TextCode
from wardapp.documents.old_books.door import read_old_book

HEAD = ("Ngày đến", "Số đến", "Tác giả", "Trích yếu")
SUBJECT = "Báo cáo kết quả tuyển quân"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(sheet: OldSheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def test_a_workbook_gives_days_fonts_merged_cells_and_kept_values_of_formulas() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Năm 2019"
    sheet.append(["SỔ ĐẾN"])
    sheet.merge_cells("A1:D1")
    sheet.append(HEAD)
    sheet.append([date(2019, 6, 5), 7, as_tcvn3("Sở Y tế"), SUBJECT])
    sheet["C3"].font = Font(name=".VnTime")
    sheet.append([None, 8, "Sở Y tế", "=1+1"])
    sheet.merge_cells("A3:A4")
    rich = CellRichText("Kính gửi ", TextBlock(InlineFont(rFont="VNI-Times"), as_vni("Đảng ủy")))
    sheet.append([date(2019, 6, 6), 9.0, rich, None])
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    first, second = read_old_book("so.xlsx", saved(book))
    assert (first.name, second.is_hidden) == ("Năm 2019", True)
    assert texts(first)[0] == ["SỔ ĐẾN"] * 4
    assert texts(first)[2] == ["05/06/2019", "7", "Sở Y tế", SUBJECT]
    cell = first.rows[2].cells[2]
    assert (cell.raw, cell.code) == (as_tcvn3("Sở Y tế"), TextCode.TCVN3)
    below = first.rows[3].cells
    assert (below[0].value, below[0].is_repeat, below[3].text) == (date(2019, 6, 5), True, "=1+1")
    assert first.rows[4].cells[2].text == "Kính gửi Đảng ủy"
    assert first.rows[4].number == 5


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_text_is_read_in_any_code_and_with_any_separator(code: str, sign: str) -> None:
    lines = [HEAD, ("5/6/2019", "7", "Sở Y tế", f'"{SUBJECT}{sign} đợt 2"')]
    text = "\r\n".join(sign.join(line) for line in lines)
    data = as_windows(text).encode(code) if code == "cp1258" else text.encode(code)
    (sheet,) = read_old_book("so.csv", data)
    subject = " ".join(f"{SUBJECT}{sign} đợt 2".split())
    assert texts(sheet)[1] == ["5/6/2019", "7", "Sở Y tế", subject]


def test_text_of_old_fonts_is_mended_cell_by_cell() -> None:
    lines = [";".join(HEAD), f"5/6/2019;7;Sở Y tế;{SUBJECT}"]
    data = "\n".join(map(as_tcvn3, lines)).encode("cp1252")
    (sheet,) = read_old_book("so.txt", data)
    assert texts(sheet)[1] == ["5/6/2019", "7", "Sở Y tế", SUBJECT]


def test_tables_of_word_go_on_over_pages_and_repeat_merged_cells() -> None:
    paper = docx.Document()
    paper.add_paragraph("SỔ VĂN BẢN ĐẾN NĂM 2019")
    for page in range(2):
        table = paper.add_table(rows=3, cols=4)
        for at, head in enumerate(HEAD):
            table.cell(0, at).text = head
        table.cell(1, 0).merge(table.cell(2, 0)).text = f"0{page + 5}/6/2019"
        for row in (1, 2):
            table.cell(row, 1).text = str(page * 2 + row)
            run = table.cell(row, 3).paragraphs[0].add_run(as_vni(SUBJECT))
            run.font.name, run.font.size = "VNI-Times", Pt(13)
        paper.add_paragraph("")
    out = io.BytesIO()
    paper.save(out)
    (sheet,) = read_old_book("so.docx", out.getvalue())
    assert texts(sheet)[0] == ["SỔ VĂN BẢN ĐẾN NĂM 2019"]
    assert [row[1] for row in texts(sheet)[1:]] == ["Số đến", "1", "2", "Số đến", "3", "4"]
    assert sheet.rows[3].cells[0].is_repeat
    assert sheet.rows[2].cells[3].text == SUBJECT


def test_exports_of_access_are_read_as_xml_and_as_a_web_page() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><dataroot xmlns:od="urn:x" generated="2020">'
        "<VanBanDen><S_x1ED1__x0020_đến>7</S_x1ED1__x0020_đến><TrichYeu>Báo cáo</TrichYeu>"
        "</VanBanDen><VanBanDen><TrichYeu>Mời họp</TrichYeu></VanBanDen></dataroot>"
    )
    (sheet,) = read_old_book("VanBanDen.xml", xml.encode())
    assert sheet.name == "VanBanDen"
    assert texts(sheet) == [["Số đến", "TrichYeu"], ["7", "Báo cáo"], ["", "Mời họp"]]
    web = (
        "<html><meta charset=utf-8><table border=1><caption>Sổ đến</caption>"
        "<tr><th rowspan=2>Số<th colspan=2>Văn bản</tr><tr><th>Ngày<th>Số</tr>"
        f"<tr><td>1<td>5/6<td><font face='.VnTime'>{as_tcvn3('Sở Y tế')}</font></tr></table>"
    )
    (page,) = read_old_book("so.html", web.encode())
    assert texts(page) == [
        ["Số", "Văn bản", "Văn bản"],
        ["Số", "Ngày", "Số"],
        ["1", "5/6", "Sở Y tế"],
    ]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]><dataroot><r><a>&b;</a></r></dataroot>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("so.xls", OLE, "Lưu thành"),
        ("so.mdb", b"\x00\x01\x00\x00Standard Jet DB", "Access"),
        ("so.pdf", b"%PDF-1.7 ", ".pdf"),
        ("so.csv", b"", "rỗng"),
        ("so.csv", b"\n\n;;\n", "không có bảng"),
        ("so.xlsx", b"PK\x03\x04 broken", "hỏng"),
        ("so.xlsx", b"1,2", "bên trong không phải"),
        ("so.xml", BOMB.encode(), "khai báo"),
        ("so.xsd", b"<?xml version='1.0'?><xsd:schema xmlns:xsd='u'/>", ".xml"),
        ("so.xml", b"<?xml version='1.0'?><dataroot><a>", "hỏng"),
        ("so.csv", b"1,2\n" + b"," * 300 + b"x", "cột"),
    ],
)
def test_what_is_no_book_is_refused_in_a_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_old_book(name, data)
    assert words in refusal.value.sentence


def test_swollen_and_hostile_workbooks_are_refused_before_they_unpack() -> None:
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 << 20))
    with pytest.raises(UnreadableFile):
        read_old_book("so.xlsx", swollen.getvalue())
    book = Workbook()
    book.active.append(["x"])
    hostile = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as good, zipfile.ZipFile(hostile, "w") as bad:
        for part in good.namelist():
            data = good.read(part)
            if part.endswith("sheet1.xml"):
                data = data.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "b">]><worksheet', 1)
            bad.writestr(part, data)
    with pytest.raises(UnreadableFile):
        read_old_book("so.xlsx", hostile.getvalue())
