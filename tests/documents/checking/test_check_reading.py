"""A Word file is read with the format it prints in, whatever way the format was given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.documents.checking import word_made as made
from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.reading import DocumentReader

Read = Callable[..., CheckedDocument]


@pytest.fixture
def read(check_reader: DocumentReader) -> Read:
    def reading(body: str, styles: str = "", **parts: str) -> CheckedDocument:
        data = made.package(body, **parts)
        if styles:
            data = _with_styles(data, styles)
        return check_reader.read("a.docx", data)

    return reading


def _with_styles(data: bytes, styles: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    whole = parts["word/styles.xml"].decode().replace("</w:styles>", f"{styles}</w:styles>")
    parts["word/styles.xml"] = whole.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _style(key: str, inner: str, based: str = "Normal", kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>'
        f'<w:basedOn w:val="{based}"/>{inner}</w:style>'
    )


def _first(document: CheckedDocument) -> CheckedParagraph:
    return next(each for each in document.paragraphs if each.text)


def _para(properties: str, *runs: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def test_defaults_and_normal_give_what_nothing_else_says(read: Read) -> None:
    found = _first(read("<w:p><w:r><w:t>Một</w:t></w:r></w:p>"))
    assert (found.runs[0].font, found.runs[0].size) == ("Times New Roman", 14)
    assert (found.after, round(found.line, 2), found.line_rule) == (8, 1.08, "auto")
    assert found.align == "left"


def test_a_theme_font_is_resolved_and_a_direct_one_wins(read: Read) -> None:
    theme = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    runs = [
        f"<w:r><w:rPr>{theme}</w:rPr><w:t>Chữ</w:t></w:r>",
        made.run(" thường"),
        '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t> abc đ</w:t></w:r>',
    ]
    found = _first(read(_para("", *runs)))
    fonts = [(run.text, run.font) for run in found.runs]
    assert fonts == [
        ("Chữ", "Calibri"),
        (" thường", "Times New Roman"),
        (" abc ", "Arial"),
        ("đ", "Times New Roman"),
    ]


def test_bold_of_two_styles_cancels_and_direct_bold_does_not(read: Read) -> None:
    styles = _style("Dam", "<w:rPr><w:b/><w:caps/></w:rPr>")
    styles += _style("Manh", "<w:rPr><w:b/></w:rPr>", based="", kind="character")
    strong = '<w:r><w:rPr><w:rStyle w:val="Manh"/></w:rPr><w:t>hai </w:t></w:r>'
    direct = '<w:r><w:rPr><w:rStyle w:val="Manh"/><w:b/></w:rPr><w:t>ba </w:t></w:r>'
    body = _para('<w:pStyle w:val="Dam"/>', "<w:r><w:t>một </w:t></w:r>", strong, direct)
    found = _first(read(body, styles))
    assert [run.bold for run in found.runs] == [True, False, True]
    assert found.runs[0].shown == "MỘT "


def test_a_style_takes_from_its_bases_and_a_ring_of_bases_ends(read: Read) -> None:
    styles = _style("A", '<w:pPr><w:jc w:val="both"/><w:ind w:firstLine="567"/></w:pPr>', "B")
    styles += _style(
        "B", '<w:rPr><w:sz w:val="30"/></w:rPr><w:pPr><w:jc w:val="center"/></w:pPr>', "A"
    )
    found = _first(read(_para('<w:pStyle w:val="A"/>', made.run("Một")), styles))
    assert (found.align, found.runs[0].size, round(found.first_line_mm)) == ("justify", 15, 10)


def test_automatic_spaces_and_spaces_of_one_style_are_counted(read: Read) -> None:
    auto = '<w:spacing w:beforeAutospacing="1" w:before="100" w:after="200"/>'
    close = '<w:contextualSpacing/><w:spacing w:after="200"/>'
    body = (
        _para(auto, made.run("Một")) + _para(close, made.run("Hai")) + _para(close, made.run("Ba"))
    )
    one, two, three = (p for p in read(body).paragraphs if p.text)
    assert (one.before, one.after) == (14, 10)
    assert (two.after, three.after) == (0, 10)


def test_a_table_style_and_a_cell_give_room_and_look(read: Read) -> None:
    table = made.table((made.para(made.run("Trái")), made.para(made.run("Phải"))))
    left, right = (p for p in read(table).paragraphs if p.text)
    assert (left.row, left.column, right.column) == (0, 0, 1)
    assert (left.centre_mm or 0) < 112 < (right.centre_mm or 0)
    assert (left.side, right.side) == ("", "")  # these words are those of no block


def test_text_of_a_box_saved_twice_is_read_once(read: Read) -> None:
    body = made.para(made.box(made.para(made.run("Trong khung")), 90, 70, 20))
    boxed = [p for p in read(body).paragraphs if p.text]
    assert [p.text for p in boxed] == ["Trong khung"]
    assert boxed[0].in_box
    assert boxed[0].centre_mm == pytest.approx(30 + 90 + 35, abs=0.1)


def test_changes_count_as_accepted_and_are_told(read: Read) -> None:
    body = _para(
        "",
        made.run("Giữ "),
        f'<w:ins w:id="1">{made.run("thêm")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>",
    )
    document = read(body)
    assert _first(document).text == "Giữ thêm"
    assert document.has_tracked_changes


def test_the_code_of_a_field_is_no_text_and_its_result_is(read: Read) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert _first(read(_para("", made.run("Mục "), field))).text == "Mục 12"


_TYPED = f"<w:hdr {made.NS}>{made.para(made.run('2'))}</w:hdr>"
_SIMPLE = (
    f'<w:hdr {made.NS}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{made.run("Trang ", "i")}'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:i/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    "</w:hdr>"
)
_TABBED = (
    f'<w:hdr {made.NS}><w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="4680"/></w:tabs></w:pPr>'
    "<w:r><w:tab/><w:pgNum/></w:r></w:p></w:hdr>"
)


@pytest.mark.parametrize(
    ("header", "at", "is_field", "text"),
    [
        (made.PAGE_HEADER, "header-center", True, "#"),
        (_TYPED, "header-center", False, "#"),
        (_SIMPLE, "header-right", True, "Trang #"),
        (_TABBED, "header-center", True, "#"),
        (f"<w:hdr {made.NS}>{made.para(made.run('Lưu hành'))}</w:hdr>", "", True, ""),
    ],
)
def test_page_numbers_are_found_in_every_shape(
    read: Read, header: str, at: str, is_field: bool, text: str
) -> None:
    section = read(made.body("Một"), header=header).sections[0]
    assert (section.number_at, section.number_is_field, section.number_text) == (at, is_field, text)
    assert section.number_on_first is False


def test_signed_and_protected_files_are_only_looked_at(check_reader: DocumentReader) -> None:
    locked = made.package(
        made.body("Một"), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    )
    assert check_reader.read("a.docx", locked).only_looked == "đang được bảo vệ"
    stream = io.BytesIO(made.package(made.body("Một")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<x/>")
    assert check_reader.read("a.docx", stream.getvalue()).only_looked == "đã ký số"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc là dạng Word cũ"),
        ("a.docx", b"%PDF-1.7", "PDF"),
        ("a.odt", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis", ".odt"),
        ("a.docm", made.package(""), "macro"),
        ("a.docx", b"", "rỗng"),
        ("a.docx", b"PK\x03\x04 nothing", "hỏng"),
        ("a.xyz", b"nothing", ".docx"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mật khẩu",
        ),
    ],
)
def test_other_files_are_refused_with_the_way_out(
    check_reader: DocumentReader, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        check_reader.read(name, data)


def test_a_secret_paper_is_refused(read: Read) -> None:
    with pytest.raises(SecretRefused):
        read(made.para(made.run("TỐI MẬT", "b")) + made.body("Một"))
