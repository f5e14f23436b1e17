"""Filled and joined letters are sound Word files that programs other than ours open."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from tests.documents.example_documents import CREATED, official
from tests.office_tools import OfficeTools
from tests.template_tools import W, body_of, packed, run, sdt
from wardapp.core.errors import BadValue
from wardapp.core.layout import Standard
from wardapp.core.letters import FieldKind
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.outline import parse_outline
from wardapp.documents.templates.door import accepted, fill_number, joined, read_template, ready
from wardapp.documents.templates.marking import Marking, marked

NASTY = "Ông “A & B” <c>\nNgõ 3\tnhà 5 " + "Đỗ " * 100 + "a\u0302\u0301\x07\ud800"
BODY = "Kính mời: {{Họ tên}}\n\nTại: ……………\n\nLúc {{giờ}} ngày 05/6/2026.\n\nĐề nghị đến đúng giờ."


@pytest.fixture
def letter(standards: dict[str, Standard], docx_writer: DocxWriter) -> bytes:
    """A letter in our layout whose marks and a whole paragraph became fields."""
    standard = standards["HD05"]
    document = official(standard, "CV", body=parse_outline(BODY), code_number=None,
                        issued_date=None, annexes=())  # fmt: skip
    data = docx_writer.write(document, standard, created=CREATED)
    data = accepted(data, read_template(data).proposals)
    last = next(p for p in read_template(data).paragraphs if p.text.startswith("Đề nghị"))
    return marked(
        data,
        Marking(part=last.part, paragraph=last.index, start=0, end=len(last.text), key="loi_ket",
                label="Lời kết", kind=FieldKind.LONG),
    )  # fmt: skip


def values(number: int) -> dict[str, str]:
    return {"ho_ten": NASTY, "tai": f"Hội trường {number}", "gio": "8 giờ",
            "loi_ket": "Một.\nHai.\nBa."}  # fmt: skip


def sound(data: bytes, path: Path) -> list[str]:
    path.write_bytes(data)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


def test_what_is_marked_filled_numbered_and_joined_passes_the_audit(
    letter: bytes, tmp_path: Path
) -> None:
    fill = ready(letter)
    letters = [fill(values(number)) for number in (1, 2, 3)]
    numbered = fill_number(letters[0], "12-CV/ĐU", date(2026, 6, 5))
    whole = joined(letters)
    assert numbered is not None
    for name, data in (("m", letter), ("f", letters[0]), ("n", numbered), ("j", whole)):
        assert sound(data, tmp_path / f"{name}.docx") == []
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(whole)).paragraphs)
    assert [text.count(f"Hội trường {number}") for number in (1, 2, 3)] == [1, 1, 1]
    assert text.count("Hai.") == 3


def test_names_that_may_stand_once_stand_once_in_the_joined_file() -> None:
    body = (
        f"<w:p>{run('Kính gửi: ')}{sdt('ai', run('…'))}</w:p>"
        '<w:p><w:bookmarkStart w:id="1" w:name="cuoi"/><w:bookmarkEnd w:id="1"/></w:p>'
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    fill = ready(packed(body))
    whole = joined([fill({"ai": name}) for name in ("A", "B", "C")])
    text = body_of(whole)
    assert text.count("bookmarkStart") == 1
    assert text.count("<w:sectPr>") == 3
    assert [each.text for each in read_template(whole).paragraphs if "Kính" in each.text] == [
        "Kính gửi: A",
        "Kính gửi: B",
        "Kính gửi: C",
    ]
    header = f'<w:hdr xmlns:w="{W}"><w:p>{sdt("ai", run("…"))}</w:p></w:hdr>'
    with_header = ready(packed(body, word__header1_xml=header))
    with pytest.raises(BadValue, match="đầu trang"):
        joined([with_header({"ai": name}) for name in ("A", "B")])


@pytest.mark.prove
@pytest.mark.libreoffice
def test_libreoffice_opens_them_and_begins_each_letter_on_a_page(
    letter: bytes, tmp_path: Path, soffice: OfficeTools
) -> None:
    fill = ready(letter)
    one, many = tmp_path / "one.docx", tmp_path / "many.docx"
    one.write_bytes(fill(values(1)))
    many.write_bytes(joined([fill(values(number)) for number in range(1, 6)]))
    pages = []
    for path in soffice([one, many], tmp_path / "pdf"):
        with pypdfium2.PdfDocument(path) as document:
            pages.append(len(document))
            words = document[0].get_textpage().get_text_range()
            assert "Hội trường 1" in words
    assert pages == [1, 5]
