"""Files that cannot be read: each gets one sentence that says what to do."""

import io
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document

from wardapp.core.errors import UnreadableFile
from wardapp.core.reading import FileKind
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.file_reader import reading_of
from wardapp.documents.reader.package import LARGEST_PART

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word_bytes(text: str = "Nội dung") -> bytes:
    document = Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def empty_pdf() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
REFUSED = [
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    ("a.docx", b"%PDF-1.7\n", ".pdf"),
    ("a.docx", OLE + b"x" * 600, ".doc"),
    ("a.docx", zipped({"a.txt": b"x"}), "bên trong không phải"),
    ("a.docx", word_bytes()[:900], "hỏng"),
    ("a.docx", zipped({"word/document.xml": b"<w:doc"}), "hỏng"),
    ("a.docx", zipped({"word/document.xml": BILLION_LAUGHS}), "không an toàn"),
    ("a.docx", zipped({"word/document.xml": b" " * (LARGEST_PART + 10)}), "treo máy"),
    ("a.docx", zipped({f"x{at}": b"" for at in range(4100)}), "treo máy"),
    ("a.docx", word_bytes(""), "không có chữ"),
    ("a.pdf", b"%PDF-1.7\nx", "hỏng"),
    ("a.pdf", word_bytes(), ".docx"),
    ("a.pdf", empty_pdf()[:300], "hỏng"),
    ("a.txt", b"%PDF-1.7\n", ".pdf"),
    ("a.txt", b"\x01\x02\x03\x00\x05" * 40, "bên trong không phải"),
    ("a.txt", b" \n \n", "không có chữ"),
    ("a.jpg", b"\x89PNG\r\n\x1a\n", ".png"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        reading_of(name, data)
    sentence = str(refused.value)
    assert words in sentence
    assert "Hãy" in sentence


def test_paths_that_hold_no_file_say_what_to_do(tmp_path: Path) -> None:
    reader = FileReader(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    for path, words in (
        (tmp_path / "none.docx", "Không thấy"),
        (tmp_path, "thư mục"),
        (tmp_path / "empty.txt", "rỗng"),
        (tmp_path / ("x" * 400), "Không thấy"),
    ):
        with pytest.raises(UnreadableFile, match=words):
            reader.read(path)


def test_scans_and_foreign_kinds_are_left_to_the_clerk() -> None:
    for name, data, kind in (
        ("a.pdf", empty_pdf(), FileKind.SCAN),
        ("a.png", b"\x89PNG\r\n\x1a\nxx", FileKind.SCAN),
        ("a.xyz", b"abc", FileKind.OTHER),
        ("a.zip", zipped({"b.txt": b"x"}), FileKind.OTHER),
        ("a.doc", OLE + b"x" * 600, FileKind.OTHER),
    ):
        reading = reading_of(name, data)
        assert (reading.kind, reading.evidence) == (kind, ())


def test_text_of_another_language_and_papers_without_a_head_say_so() -> None:
    english = reading_of("a.txt", b"The committee met on Tuesday and agreed on nothing at all.\n")
    assert [warning.code for warning in english.warnings] == ["not_vietnamese"]
    french = reading_of("a.txt", b"MAIRIE DE LYON\nLyon, le 17 juin 2026\nObjet : un compte\n")
    assert [warning.code for warning in french.warnings] == ["not_vietnamese"]
    headless = reading_of("a.docx", word_bytes("Ghi chép cuộc họp tổ dân phố tối thứ Ba."))
    assert [warning.code for warning in headless.warnings] == ["header_missing"]


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_bytes())
    FileReader(tmp_path).read(path)
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]
