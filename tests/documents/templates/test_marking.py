"""Marking words of a template: exactly these become a field, their look stays."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from tests.template_tools import LOOK, body_of, packed, run, sdt
from wardapp.core.errors import BadValue
from wardapp.core.letters import FieldKind
from wardapp.documents.templates.habits import key_of
from wardapp.documents.templates.marking import Marking, marked, renamed, unmarked
from wardapp.documents.templates.reading import read_template, ready

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def marking(start: int, end: int, paragraph: int = 0, **more: object) -> Marking:
    return Marking(part=DOCUMENT, paragraph=paragraph, start=start, end=end,
                   **{"key": "ten", "label": "Tên", **more})  # fmt: skip


def letters(data: bytes) -> list[tuple[str, bytes, bool]]:
    """Return each letter with its look and whether it stands in a field."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(DOCUMENT))
    for node in root.iter(f"{W}t", f"{W}tab", f"{W}br"):
        look = node.getparent().find(f"{W}rPr")
        shown = b"" if look is None else etree.tostring(look, method="c14n")
        is_field = any(True for _ in node.iterancestors(f"{W}sdt"))
        text = node.text or "" if node.tag == f"{W}t" else node.tag[-3:]
        found += [(letter, shown, is_field) for letter in text]
    return found


plain = st.text(st.sampled_from("aă b<&>\"'đ…"), min_size=1, max_size=12)
looks = st.sampled_from(["", LOOK, "<w:rPr><w:u w:val='single'/></w:rPr>"])


@given(st.lists(st.tuples(plain, looks), min_size=1, max_size=6), st.data())
def test_any_words_become_a_field_and_come_back(
    runs: list[tuple[str, str]], data: st.DataObject
) -> None:
    escaped = [(text.replace("&", "&amp;").replace("<", "&lt;"), look) for text, look in runs]
    docx = packed("<w:p>" + "".join(run(*each) for each in escaped) + "</w:p>")
    whole = "".join(text for text, _ in runs)
    assume("<<" not in whole)  # a mark that is never closed is a fault of its own
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    made = marked(docx, marking(start, end))
    before, after = letters(docx), letters(made)
    assert [each[:2] for each in after] == [each[:2] for each in before]
    assert [each[2] for each in after] == [start <= n < end for n in range(len(whole))]
    view = read_template(made)
    assert view.paragraphs[0].text == whole
    assert (view.paragraphs[0].spots[0].start, view.paragraphs[0].spots[0].end) == (start, end)
    assert view.fields[0].sample == whole[start:end]
    assert [each[:2] for each in letters(unmarked(made, "ten"))] == [each[:2] for each in before]
    filled = "".join(letter for letter, _, _ in letters(ready(made).fill({"ten": "XYZ"})))
    assert filled == whole[:start] + "XYZ" + whole[end:]


def test_a_whole_paragraph_may_grow_to_several() -> None:
    docx = packed(f"<w:p>{run('Nội dung')}</w:p><w:p/>")
    made = marked(docx, marking(0, 8, kind=FieldKind.LONG))
    assert "<w:body><w:sdt>" in body_of(made)
    assert body_of(ready(made).fill({"ten": "a\nb"})).count("<w:p>") == 2
    assert body_of(unmarked(made, "ten")) == body_of(docx)


def test_words_in_a_field_or_across_half_a_link_are_refused() -> None:
    link = f"<w:p>{run('xem ')}<w:hyperlink>{run('trang này')}</w:hyperlink>{run(' nhé')}</w:p>"
    with pytest.raises(BadValue, match="cắt ngang"):
        marked(packed(link), marking(0, 6))
    assert read_template(marked(packed(link), marking(0, 13))).fields[0].sample == "xem trang này"
    assert read_template(marked(packed(link), marking(6, 9))).fields[0].sample == "ang"
    with pytest.raises(BadValue, match="chạm vào trường"):
        marked(packed(f"<w:p>{run('a ')}{sdt('b', run('bbb'))}</w:p>"), marking(0, 3))


def test_a_field_gets_another_name() -> None:
    made = renamed(packed(f"<w:p>{sdt('a', run('b'), '<w:text/>')}</w:p>"), "a", "c", 'Số "1"')
    field = read_template(made).fields[0]
    assert (field.key, field.label) == ("c", 'Số "1"')


MERGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD Ho_ten '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'{run("«Ho_ten»")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE = '<w:fldSimple w:instr=" MERGEFIELD Chuc_vu "><w:r><w:t>«Chuc_vu»</w:t></w:r></w:fldSimple>'


def test_old_habits_are_proposed_and_become_fields() -> None:
    body = (
        f"<w:p>{run('Kính gửi: ', '')}{run('{{tên ')}{run('cơ quan}}', '')}</w:p>"
        f"<w:p>{run('Ông ', '')}{MERGE}{run(', ')}{SIMPLE}</w:p>"
        f"<w:p>{run('Thời gian: ……… tại &lt;&lt;địa điểm&gt;&gt;')}</w:p>"
    )
    data = packed(body)
    view = read_template(data)
    assert [(each.label, each.key) for each in view.proposals] == [
        ("tên cơ quan", "ten_co_quan"),
        ("Chuc_vu", "chuc_vu"),
        ("Ho_ten", "ho_ten"),
        ("địa điểm", "dia_diem"),
        ("Thời gian", "thoi_gian"),
    ]
    for each in sorted(view.proposals, key=lambda at: (at.paragraph, at.start), reverse=True):
        data = marked(
            data,
            Marking(part=each.part, paragraph=each.paragraph, start=each.start, end=each.end,
                    key=each.key, label=each.label),
        )  # fmt: skip
    after = read_template(data)
    assert after.proposals == ()
    assert after.faults == ()
    filled = ready(data).fill({"ho_ten": "Lê Văn A", "chuc_vu": "Chủ tịch", "thoi_gian": "8 giờ"})
    assert [each.text for each in read_template(filled).paragraphs] == [
        "Kính gửi: {{tên cơ quan}}",
        "Ông Lê Văn A, Chủ tịch",
        "Thời gian: 8 giờ tại <<địa điểm>>",
    ]
    assert "MERGEFIELD" not in body_of(filled)


def test_a_key_is_plain_letters() -> None:
    assert key_of("Ngày họp (dự kiến)") == "ngay_hop_du_kien"
    assert key_of("…") == "truong"
    assert len(key_of("x" * 300)) == 60
