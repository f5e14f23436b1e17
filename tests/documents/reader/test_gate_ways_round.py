"""No false name, wrapping or size carries a secret paper past the gate."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from docx import Document

from wardapp.core.errors import SecretRefused
from wardapp.documents.reader.file_reader import reading_of

SECRET = (
    "ĐẢNG ỦY PHƯỜNG LIÊN HỒ\nTỐI MẬT\nSố 03-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Liên Hồ, ngày 03 tháng 6 năm 2026\nBÁO CÁO\nvề tình hình tháng 6\n"
)
STYLES = "".join(f"Heading {n};\n" for n in range(60))


def word(text: str = SECRET, footer: str = "") -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.sections[0].footer.paragraphs[0].text = footer
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def mail(subject: str, attached: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("Kính gửi anh, chị.")
    message.add_attachment(attached, maintype="application", subtype="pdf", filename="a.docx")
    return bytes(message)


def open_document(text: str) -> bytes:
    broken = text.replace("\n", "<t:line-break/>")
    return zipped("content.xml", f'<a xmlns:t="urn:t"><t:p>{broken}</t:p></a>'.encode())


def rich_text(text: str) -> bytes:
    letters = "".join(f"\\u{ord(x)}\\'3f" if ord(x) > 127 else x for x in text)
    body = STYLES.replace("\n", "\\par ") + letters.replace("\n", "\\cell ")
    return ("{\\rtf1 " + body + "}").encode("ascii")


def old_word(text: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + (STYLES + text).encode("utf-16-le")


WAYS = [
    ("a", SECRET.encode()),
    ("a.dat", SECRET.encode("utf-16")),
    ("a", word()),
    ("a.doc", word()),
    ("a.docm", word()),
    ("a.jpg", word()),
    ("a.pdf", word()),
    ("a.docx", word("BÁO CÁO\nvề tình hình", footer="TỐI MẬT")),
    ("a.zip", zipped("cong-van.docx", word())),
    ("a.zip", zipped("trong.zip", zipped("cong-van.docx", word()))),
    ("a.eml", mail("gửi lại", word())),
    ("a.eml", mail("TỐI MẬT", b"x")),
    ("a.odt", open_document(SECRET)),
    ("a.rtf", rich_text(SECRET)),
    ("a.doc", old_word(SECRET)),
    ("a.txt", SECRET.encode() + b"dong\n" * 1_200_000),
]


@pytest.mark.parametrize(("name", "data"), WAYS, ids=range(len(WAYS)))
def test_a_secret_paper_is_refused_in_any_wrapping(name: str, data: bytes) -> None:
    with pytest.raises(SecretRefused):
        reading_of(name, data)


def test_other_papers_in_the_same_wrappings_pass() -> None:
    plain = SECRET.replace("TỐI MẬT\n", "")
    for name, data in (
        ("a", plain.encode()),
        ("a.doc", word(plain)),
        ("a.zip", zipped("cong-van.docx", word(plain))),
        ("a.eml", mail("gửi lại", word(plain))),
        ("a.rtf", rich_text(plain)),
        ("a.doc", old_word(plain)),
        ("a.dat", bytes(range(256)) * 50),
    ):
        assert reading_of(name, data).file_name == name
