"""Old fonts become Unicode run by run; Word and text files show on pages that say so."""

import io
from pathlib import Path

import pypdfium2 as pdfium
from docx import Document
from docx.oxml import parse_xml

from tests.paper_tools import as_docx, as_pdf, as_text, invented_paper
from wardapp.core.reading import FileKind
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.file_reader import reading_of
from wardapp.documents.reader.old_fonts import mended, run_text

RESOURCES = Path(__file__).parents[3] / "resources"
TCVN3 = "ñy ban nh©n d©n ph­êng liªn hå ®Ò nghÞ c¸c tæ d©n phè thùc hiÖn nghiªm tóc quy ®Þnh"
VNI = "Ñaûng uûy phöôøng Lieân Hoà ñeà nghò caùc chi boä thöïc hieän"


def test_a_run_is_read_by_the_name_of_its_font() -> None:
    assert run_text("ñy ban nh©n d©n", ".VnTime") == "ủy ban nhân dân"
    assert run_text("ñy ban nh©n d©n", ".VnTimeH") == "ỦY BAN NHÂN DÂN"
    assert run_text("Ñaûng uûy phöôøng", "VNI-Times") == "Đảng ủy phường"
    assert run_text("ñy ban", "Times New Roman") == "ñy ban"


def test_text_files_of_old_fonts_and_codes_are_read() -> None:
    assert "ủy ban nhân dân phường liên hồ" in reading_of("a.txt", TCVN3.encode("cp1252")).text
    assert "ủy ban nhân dân phường" in reading_of("a.txt", TCVN3.encode()).text
    assert "Đảng ủy phường Liên Hồ" in reading_of("a.txt", VNI.encode("latin-1")).text
    text = as_text(invented_paper(2), "left first")
    assert (
        reading_of("a.txt", text.encode("utf-16")).fields
        == reading_of("a.txt", text.encode()).fields
    )


def test_a_font_of_the_normal_style_counts_for_every_run() -> None:
    document = Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph("Ban tæ chøc ®Ò nghÞ")
    stream = io.BytesIO()
    document.save(stream)
    assert reading_of("a.docx", stream.getvalue()).text == "Ban tổ chức đề nghị"


def test_numbered_paragraphs_and_forced_capitals_read_as_word_prints_them() -> None:
    document = Document()
    for words in ("Mục đích", "Yêu cầu"):
        document.add_paragraph(words, style="List Number")
    run = document.add_paragraph().add_run("kế hoạch")
    run.font.all_caps = True
    stream = io.BytesIO()
    document.save(stream)
    lines = reading_of("a.docx", stream.getvalue()).text.split("\n")
    assert [line for line in lines if line] == ["1. Mục đích", "2. Yêu cầu", "KẾ HOẠCH"]


def test_deleted_words_of_a_word_file_do_not_stand_there() -> None:
    document = Document()
    paragraph = document.add_paragraph("Còn lại")
    paragraph._p.append(
        parse_xml(
            '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"
        )
    )
    stream = io.BytesIO()
    document.save(stream)
    assert reading_of("a.docx", stream.getvalue()).text == "Còn lại"


def test_word_and_text_files_show_on_pages_that_say_so(tmp_path: Path) -> None:
    paper = invented_paper(5)
    reader = FileReader(RESOURCES)
    for name, data, words in (
        ("a.docx", as_docx(paper), "Nội dung tệp Word, không phải trang gốc"),
        ("a.txt", as_text(paper, "tabs").encode(), "Nội dung tệp văn bản, không phải trang gốc"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        reading = reader.read(path)
        view = reader.view(path, reading)
        assert view.note == words
        page = pdfium.PdfDocument(view.pdf)[0].get_textpage().get_text_range()
        assert words in " ".join(page.split())
        shown = reader.with_spots(reading, view.pdf)
        assert [field for field, evidence in shown.evidence if not evidence.spots] == []


def test_words_that_look_like_typst_are_shown_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('#import "x": * $ a $ <b> @c \\ #panic("no") Ủy ban nhân dân phường', "utf-8")
    reader = FileReader(RESOURCES)
    view = reader.view(path, reader.read(path))
    page = pdfium.PdfDocument(view.pdf)[0].get_textpage().get_text_range()
    assert '#panic("no")' in page


def test_a_pdf_shows_itself_and_a_picture_its_bytes(tmp_path: Path) -> None:
    reader = FileReader(RESOURCES)
    pdf, png, other = tmp_path / "a.pdf", tmp_path / "a.png", tmp_path / "a.bin"
    pdf.write_bytes(as_pdf(invented_paper(1), RESOURCES / "fonts"))
    png.write_bytes(b"\x89PNG\r\n\x1a\nxx")
    other.write_bytes(b"abc")
    assert reader.view(pdf, reader.read(pdf)).pdf == pdf.read_bytes()
    assert reader.view(png, reader.read(png)).image == png.read_bytes()
    reading = reader.read(other)
    assert (reading.kind, reader.view(other, reading).pdf) == (FileKind.OTHER, None)
    assert reader.view(other, reading).note


def test_a_deadline_is_framed_at_its_date_not_at_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "Đề nghị các chi bộ gửi báo cáo về Văn phòng Đảng ủy trước ngày 12/6/2026 để tổng hợp."
    path.write_text(words, "utf-8")
    reader = FileReader(RESOURCES)
    reading = reader.read(path)
    view = reader.view(path, reading)
    (near,) = reader.with_spots(reading, view.pdf).deadlines
    assert near.text == words
    assert [spot.width < 200 for spot in near.spots] == [True]


def test_a_short_line_in_capitals_is_left_as_it_was_typed() -> None:
    for text in ("VĂN PHÒNG", "TỔ DÂN PHỐ", "ĐÌNH ĐÔNG"):
        assert mended(text) == text
