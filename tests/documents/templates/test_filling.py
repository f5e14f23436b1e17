"""Filling a template: its fields take the words, every other byte stays."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tests.template_tools import LOOK, body_of, packed, run, sdt
from wardapp.core.template_views import BadTemplate
from wardapp.documents.templates.filling import printable
from wardapp.documents.templates.reading import read_template, ready

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

JUSTIFIED = '<w:pPr><w:jc w:val="both"/></w:pPr>'
LETTER = (
    f"<w:p>{run('Kính gửi: ', '')}"
    f"{sdt('noi_nhan', run('ông <![CDATA[A]]>') + run('x', ''))}.</w:p>"
    f"{sdt('noi_dung', '<w:p>' + JUSTIFIED + run('cũ') + '</w:p>')}"
    f"<w:tbl><w:tr>{sdt('o', '<w:tc><w:tcPr/><w:p>' + run('ô') + '</w:p></w:tc>')}</w:tr>"
    f"{sdt('hang', '<w:tr><w:tc><w:p>' + run('1') + '</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>')}"
    f"</w:tbl><w:p>{sdt('noi_nhan', run('lặp', ''))}</w:p>"
)


def words(data: bytes, key: str) -> list[list[str]]:
    """Return the lines of each field of a key."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for node in root.iter(f"{W}sdt"):
        if node.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == key:
            lines = [] if node.find(f"{W}sdtContent/{W}p") is not None else [""]
            for each in node.find(f"{W}sdtContent").iter():
                if each.tag == f"{W}t":
                    lines[-1] += each.text or ""
                elif each.tag == f"{W}tab":
                    lines[-1] += "\t"
                elif each.tag in {f"{W}br", f"{W}p"}:
                    lines.append("")
            found.append(lines)
    return found


def skeleton(data: bytes) -> bytes:
    """Return the document without what stands in its fields: the XML outside them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for node in list(root.iter(f"{W}sdtContent")):
        for child in list(node):
            node.remove(child)
    return etree.tostring(root, method="c14n")


def stored(data: bytes) -> bytes:
    """Return a docx packed as no packing of ours would be."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
    return made.getvalue()


def test_every_other_part_is_copied_as_it_was_packed() -> None:
    data = stored(packed(LETTER, word__settings_xml="<a/>", word__media__x_xml="z" * 999))
    filled = ready(data).fill({"noi_nhan": "UBND phường & “Liên Hồ”"})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(filled)) as new:
        assert new.testzip() is None
        assert [each.filename for each in new.infolist()] == old.namelist()
        for before, after in zip(old.infolist(), new.infolist(), strict=True):
            if before.filename != "word/document.xml":
                begin, then = (
                    each.header_offset + 30 + len(each.filename) for each in (before, after)
                )
                size = before.compress_size
                assert data[begin : begin + size] == filled[then : then + size]
    assert skeleton(data) == skeleton(filled)


def test_every_kind_of_field_takes_its_words() -> None:
    values = {
        "noi_nhan": "Bà <B>\nNgõ 3",
        "noi_dung": "Một\nHai",
        "o": "ô mới",
        "hang": "1\tA\n2\tB",
    }
    data = packed(LETTER)
    filled = ready(data).fill(values)
    assert words(filled, "noi_nhan") == [["Bà <B>", "Ngõ 3"]] * 2
    assert words(filled, "noi_dung") == [["Một", "Hai"]]
    assert words(filled, "o") == [["", "ô mới"]]
    assert words(filled, "hang") == [["", "1", "A", "2", "B"]]
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count(LOOK) == 1 + 2 + 1 + 4  # the look of each field's first run, a run a cell
    assert text.count('<w:jc w:val="both"/>') == 2
    fields = read_template(data).fields
    assert [each.key for each in fields] == ["noi_nhan", "noi_dung", "o", "hang"]
    assert fields[0].label == "Tên noi_nhan"
    assert fields[0].sample == "ông Ax"


def test_a_placeholder_leaves_no_grey_and_no_mark() -> None:
    grey = '<w:r><w:rPr><w:rStyle w:val="Xam"/><w:b/></w:rPr><w:t>Bấm vào đây</w:t></w:r>'
    styles = (
        f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:styleId="Xam">'
        '<w:name w:val="Placeholder Text"/></w:style></w:styles>'
    )
    data = packed(
        f"<w:p>{sdt('a', grey, '<w:showingPlcHdr/><w:text/>')}</w:p>", word__styles_xml=styles
    )
    assert read_template(data).fields[0].sample == ""
    body = body_of(ready(data).fill({"a": "x"}))
    assert "showingPlcHdr" not in body
    assert "rStyle" not in body
    assert "<w:b/>" in body


def test_fields_in_headers_and_text_boxes_are_filled() -> None:
    header = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p>{sdt("so", run("1"))}</w:p></w:hdr>'
    inside = f"<w:txbxContent><w:p>{sdt('so', run('1'))}</w:p></w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{inside}</w:pict></w:r></w:p>"
    filled = ready(packed(box, word__header1_xml=header)).fill({"so": "27"})
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        for name in ("word/document.xml", "word/header1.xml"):
            assert ">27<" in archive.read(name).decode()


@given(st.text(max_size=400), st.text(max_size=300))
@example("{{so", "«0")
def test_any_text_comes_back_as_it_prints(first: str, second: str) -> None:
    data = packed(LETTER)
    filled = ready(data).fill({"noi_nhan": first, "noi_dung": second})
    assert words(filled, "noi_nhan")[0] == printable(first).split("\n")
    assert words(filled, "noi_dung")[0] == printable(second).split("\n")
    assert skeleton(filled) == skeleton(data)
    again = ready(filled).fill({"noi_nhan": "x", "noi_dung": "y"})
    assert words(again, "noi_nhan") == [["x"], ["x"]]


LOCK = '<w:lock w:val="contentLocked"/>'
BOUND = '<w:dataBinding w:xpath="a"/>'
BROKEN = {
    "mở mà không đóng": "<w:p><w:r><w:t>Số {{so</w:t></w:r></w:p>",
    "chưa có tên": f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt></w:p>",
    "bị khóa": f"<w:p>{sdt('a', run('b'), LOCK)}</w:p>",
    "đã xóa": f"<w:p>{run('còn')}<w:del w:id='1'>{sdt('a', run('b'))}</w:del></w:p>",
    "chỗ là ngày": f"<w:p>{sdt('a', run('b'), '<w:date/>')}{sdt('a', run('b'))}</w:p>",
    "không phải trường chữ": f"<w:p>{sdt('a', run('b'), '<w:picture/>')}</w:p>",
    "dữ liệu khác": f"<w:p>{sdt('a', run('b'), BOUND)}</w:p>",
}


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_template_says_page_line_and_remedy(said: str) -> None:
    before = (
        "<w:p><w:r><w:t>Trang một</w:t></w:r></w:p>"
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Trang hai</w:t></w:r></w:p><w:p/>"
    )
    with pytest.raises(BadTemplate) as refused:
        ready(packed(before + BROKEN[said]), "mau.docx")
    sentence = refused.value.sentence
    assert said in sentence
    assert sentence.startswith("Mẫu mau.docx: Trang 2, dòng 2: ")
    assert "; hãy " in sentence
    assert sentence.count(". ") == 0


SETTINGS = (
    f'<w:settings xmlns:w="{W[1:-1]}">'
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
)
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="a/attachedTemplate" Target="http://x/y.dotm" '
    'TargetMode="External"/></Relationships>'
)
WHOLE = {
    "khóa không cho sửa": {"word__settings_xml": SETTINGS},
    "macro": {"word__vbaProject.bin": "x"},
    "nối tới nơi khác": {"word___rels__document_xml.rels": OUTSIDE},
    "ký số": {"xmlsignatures__origin.sigs": ""},
}


@pytest.mark.parametrize("said", WHOLE)
def test_a_file_that_must_not_be_filled_is_told(said: str) -> None:
    view = read_template(packed(LETTER, **WHOLE[said]))
    assert said in view.faults[0].found
    assert view.fields


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 nothing", packed("<w:p>"), packed("<w:p>" * 300 + "</w:p>" * 300),
     packed("<w:p/>")[:-30], packed("<w:p/>", word__document_xml="<!DOCTYPE a><a/>")],
)  # fmt: skip
def test_a_damaged_file_is_one_fault_and_no_crash(data: bytes) -> None:
    view = read_template(data)
    assert len(view.faults) == 1
    assert view.paragraphs == ()
    with pytest.raises(BadTemplate):
        ready(data)


def test_the_same_values_make_the_same_bytes() -> None:
    filling = ready(packed(LETTER))
    assert filling.fill({"o": "1"}) == filling.fill({"o": "1"})
    assert filling.fill({}) == filling.fill({"khac": "1"})


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("named", ["UTF-8", "UTF-16", "latin-9", "nowhere"])
def test_a_part_in_another_code_is_refused_whatever_it_says(code: str, named: str) -> None:
    sound = packed(f"<w:p>{sdt('so', run('1'))}</w:p>")
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head = f'<?xml version="1.0" encoding="{named}"?>'
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = (head + text[text.index("<w:document") :]).encode(code)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    view = read_template(made.getvalue())
    assert len(view.faults) == 1
    with pytest.raises(BadTemplate):
        ready(made.getvalue())
