from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from tests.word_hand import paragraph_with, retype, save_in_word
from wardapp.core.dispatches import FileRole, Outgoing
from wardapp.core.drafts import Draft, DraftAnnex
from wardapp.core.errors import WardError
from wardapp.services.office import Office

DAY = date(2026, 6, 5)
Change = Callable[[Document], object]


def word_master(office: Office, *changes: Change) -> Draft:
    """Return a draft whose master is a Word file with a shape the outline can't hold."""
    draft = office.drafting.new(type_code="KH")
    content = replace(
        draft,
        subject="kế hoạch truyền thông",
        body="1. Việc thứ nhất.\n2. Việc thứ hai, xem Phụ lục.",
        annexes=(DraftAnnex(title="Danh sách", body="1. Tổ 9"),),
        draft_no=2,
    )
    office.drafting.autosave(draft.id, content)
    path = office.word.open(draft.id)

    def change(document: Document) -> None:
        paragraph_with(document, "Việc thứ nhất").runs[0].underline = True
        for each in changes:
            each(document)

    save_in_word(path, change)
    save = office.word.saved(draft.id)
    assert save is not None
    return office.word.keep(draft.id, save)


def issue_copy(office: Office, line: Outgoing) -> bytes:
    (copy,) = (each for each in line.attachments if each.role is FileRole.ISSUE_DOCX)
    return office.desk.files.read(copy)


def words(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    cells = [p for table in document.tables for cell in table._cells for p in cell.paragraphs]
    return [" ".join(each.text.split()) for each in (*cells, *document.paragraphs) if each.text]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("kind", ["party", "state"])
def test_number_and_date_come_into_words_file_and_nothing_else_changes(
    kind: str, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue(kind)
    draft = word_master(office)
    assert draft.word_master is not None
    before = office.desk.files.read(draft.word_master)
    preview = office.word.warned(draft.id, office.issuing.preview(draft.id, DAY))
    assert preview.blocked == ""
    assert preview.in_word
    assert "Phát hành theo Bản Word" in preview.effect

    issued = office.issuing.issue(draft.id, DAY)

    after, line = issue_copy(office, issued.outgoing), issued.outgoing
    assert issued.rendered is None
    assert FileRole.ISSUE_PDF not in {each.role for each in line.attachments}
    old, new = parts(before), parts(after)
    assert [name for name in new if new[name] != old[name]] == ["word/document.xml"]
    shown = words(after)
    assert any(line.number_symbol in each and each.startswith("Số") for each in shown)
    assert "Liên Hồ, ngày 05 tháng 6 năm 2026" in shown
    assert not any("Dự thảo" in each for each in shown)
    reference = next(each for each in shown if each.startswith("(Kèm theo"))
    assert line.number_symbol in reference
    assert ("05/6/2026" if kind == "party" else "ngày 05 tháng 6 năm 2026") in reference
    changed = set(words(before)) ^ set(shown)
    assert all("Số" in each or "ngày" in each or each == "Dự thảo lần 2" for each in changed), (
        changed
    )


def test_a_word_paper_is_never_printed_or_exported_as_ours(party: Office) -> None:
    draft = word_master(party)
    line = party.issuing.issue(draft.id, DAY).outgoing

    with pytest.raises(WardError, match="làm trong Word"):
        party.issuing.number_overlay(line.id)
    with pytest.raises(WardError, match=r"không có bản \.pdf"):
        party.exporting.issued_to(line.id, party.folder.parent / "ra.pdf")
    assert party.registry.paper(line.id).note == "Nội dung tệp Word, không phải trang gốc"


def typed_number(text: str) -> Change:
    def change(document: Document) -> None:
        for cell in document.tables[0]._cells:
            for paragraph in cell.paragraphs:
                if paragraph.text.startswith("Số"):
                    paragraph.runs[0].text = text
                    for run in paragraph.runs[1:]:
                        run.text = ""

    return change


def typed_day(document: Document) -> None:
    for cell in document.tables[0]._cells:
        for paragraph in cell.paragraphs:
            if "ngày" in paragraph.text:
                paragraph.runs[0].text = "Liên Hồ, ngày 03 tháng 6 năm 2026"


def tracked(document: Document) -> None:
    paragraph_with(document, "Việc thứ hai")._p.append(OxmlElement("w:ins"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (typed_number("Số 99-KH/BXDĐ"), "ghi “Số 99-KH/BXDĐ”, còn số sẽ cấp"),
        (typed_number("Số      -BC/BXDĐ"), "còn số sẽ cấp là"),
        (typed_number("Kính gửi"), "không còn dòng số, ký hiệu"),
        (typed_day, "ghi “ngày 03 tháng 6 năm 2026”, còn ngày ban hành là 05/6/2026"),
        (tracked, "theo dõi sửa"),
    ],
)
def test_what_stands_against_it_is_told_before_the_number_is_taken(
    party: Office, change: Change, said: str
) -> None:
    draft = word_master(party, change)
    before = party.drafting.expected_number(draft)

    preview = party.issuing.preview(draft.id, DAY)

    assert said in preview.blocked
    assert "Giữ bản Word" in preview.blocked
    with pytest.raises(WardError, match="Bản Word"):
        party.issuing.issue(draft.id, DAY)
    assert party.drafting.expected_number(draft) == before


def test_a_number_typed_in_word_that_is_the_one_given_is_fine(party: Office) -> None:
    draft = word_master(party)
    symbol = party.issuing.preview(draft.id, DAY).number_symbol
    other = word_master(party, typed_number(f"Số {symbol}"), retype("Việc thứ hai", "Việc sau"))

    line = party.issuing.issue(other.id, DAY).outgoing

    assert line.number_symbol == symbol
    assert f"Số {symbol}" in words(issue_copy(party, line))


def test_fields_that_differ_from_words_header_are_told(party: Office) -> None:
    def change(document: Document) -> None:
        document.tables[0].cell(0, 0).paragraphs[0].runs[0].text = "ĐẢNG BỘ KHÁC"

    draft = word_master(party, change)

    warned = party.word.warned(draft.id, party.issuing.preview(draft.id, DAY))

    assert "khác các ô bên trái" in warned.warning
