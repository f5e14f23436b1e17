"""The gate: stamps of secrecy stop a file, mentions of secrets do not."""

import io
import unicodedata
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from wardapp.core.errors import SecretRefused
from wardapp.documents.reader import judge, judge_text
from wardapp.documents.reader.file_reader import reading_of

HEAD = "ĐẢNG ỦY PHƯỜNG LIÊN HỒ\nBAN XÂY DỰNG ĐẢNG\n*\nSố 03-BC/BXDĐ\n"
BODY = "\nBÁO CÁO\nvề tình hình tháng 6\n\nThực hiện kế hoạch, Ban báo cáo như sau:\n"

STAMPS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "[ MẬT ]",
    "| TỐI MẬT |",
    "**MẬT**",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "MAT",
    "TOI MAT",
    "TUYET MAT",
    "Tối mật",
    "Mật",
    "MẬT - HỎA TỐC",
    "TỐI MẬT, KHẨN",
    "Độ mật: Mật",
    "Mức độ mật: TỐI MẬT",
    "Độ mật: B",
    "──────\nMẬT\n──────",
    "ĐẢNG CỘNG SẢN VIỆT NAM   MẬT",
    "Số 03-BC/BXDĐ MẬT",
    "MẬT Số: 15/BC-UBND",
    "TỐI\nMẬT",
]
HARMLESS = [
    "Công tác bảo vệ bí mật nhà nước được quan tâm.",
    "mật độ dân cư",
    "MẬT ĐỘ XÂY DỰNG",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC",
    "về Danh mục bí mật nhà nước trong lĩnh vực văn hóa",
    "Mật danh của chiến dịch",
    "BẢO MẬT",
    "HỘI NGHỊ VỀ AN TOÀN, BẢO MẬT THÔNG TIN",
    "Độ mật: Thường",
    "Độ mật:",
    "mật",
    "Bản số: 02",
    "MẶT TRẬN TỔ QUỐC",
    "TỔNG HỢP MẬT ONG",
    "VỀ AN TOÀN, BẢO\nMẬT",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_near_the_head_stops_the_text(stamp: str) -> None:
    with pytest.raises(SecretRefused):
        judge_text(f"{HEAD}{stamp}{BODY}")


@pytest.mark.parametrize("words", HARMLESS)
def test_words_that_only_mention_secrets_pass(words: str) -> None:
    judge_text(f"{HEAD}{words}{BODY}{words}\n")


def test_a_stamp_word_deep_in_the_body_passes() -> None:
    judge_text(HEAD + BODY + "Dòng nội dung.\n" * 60 + "MẬT\n")


def test_a_decomposed_stamp_stops() -> None:
    with pytest.raises(SecretRefused):
        judge_text(unicodedata.normalize("NFD", f"{HEAD}TUYỆT MẬT{BODY}"))


def test_a_stamp_in_letters_of_old_fonts_stops() -> None:
    with pytest.raises(SecretRefused):
        judge([*HEAD.splitlines(), "TuyÖt mËt"])
    with pytest.raises(SecretRefused):
        judge([*HEAD.splitlines(), "MAÄT"])


def test_a_copy_number_stops_only_beside_a_mark() -> None:
    with pytest.raises(SecretRefused):
        judge([*HEAD.splitlines(), "mật", "Bản số: 03"])


def docx_bytes(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_file() -> object:
    document = Document()
    for line in (HEAD + BODY).splitlines():
        document.add_paragraph(line)
    return document


def test_a_stamp_in_a_table_of_a_word_file_stops() -> None:
    document = Document()
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = "ĐẢNG ỦY PHƯỜNG LIÊN HỒ"
    cell.add_paragraph("MẬT")
    with pytest.raises(SecretRefused):
        reading_of("a.docx", docx_bytes(document))


def test_a_stamp_in_the_page_header_of_a_word_file_stops() -> None:
    document = word_file()
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    with pytest.raises(SecretRefused):
        reading_of("a.docx", docx_bytes(document))


def test_a_stamp_in_a_text_box_of_a_word_file_stops() -> None:
    document = word_file()
    box = parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[2]._p.append(box)
    with pytest.raises(SecretRefused):
        reading_of("a.docx", docx_bytes(document))


def test_a_stamp_in_an_old_font_of_a_word_file_stops() -> None:
    document = word_file()
    run = document.paragraphs[2].add_run("\nmËt")
    run.font.name = ".VnTimeH"
    with pytest.raises(SecretRefused):
        reading_of("a.docx", docx_bytes(document))


def test_secret_words_in_files_registered_by_hand_stop_too() -> None:
    mail = f"Subject: a\nContent-Type: text/plain; charset=utf-8\n\n{HEAD}MẬT{BODY}".encode()
    with pytest.raises(SecretRefused):
        reading_of("a.eml", mail)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("TỐI MẬT.pdf", b"x")
    with pytest.raises(SecretRefused):
        reading_of("a.zip", stream.getvalue())
    with pytest.raises(SecretRefused):
        reading_of(
            "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + f"{HEAD}MẬT{BODY}".encode("utf-16-le")
        )


def test_the_refusal_does_not_name_the_file_or_its_words() -> None:
    with pytest.raises(SecretRefused) as refused:
        reading_of("ke-hoach-x.txt", f"{HEAD}MẬT{BODY}".encode())
    assert "ke-hoach-x" not in str(refused.value)
    assert "BXDĐ" not in str(refused.value)
