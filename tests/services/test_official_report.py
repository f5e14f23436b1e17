"""A report goes out in the official file of its form; our own PDF stays beside it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents.official_forms.official_files import SHEET, Dress, a_workbook
from tests.template_tools import body_of, packed, run, sdt
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue
from wardapp.core.forms import CellKey
from wardapp.core.official import FormHead, OfficialChanges
from wardapp.core.report_views import ReportPlace
from wardapp.services.office import Office

FORM = "mau-1"
HEAD = FormHead(id=FORM, version="1", label="Mẫu 1", title="BÁO CÁO kết quả tuyên truyền")
PLAN = CellKey(table="A", row="A1", column="ke_hoach")


@pytest.fixture
def place(party: Office, tmp_path: Path) -> ReportPlace:
    """A report in a form made of an official workbook."""
    source = tmp_path / "mau.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums", "second", "chart"}))))
    keeping = party.own_forms.keeping
    keeping.add(keeping.write(keeping.propose(source), HEAD, source, tmp_path / "made"))
    period = party.reporting.current_period(FORM).id
    party.reporting.put(FORM, period, PLAN, 12)
    return ReportPlace(form_id=FORM, period_id=period)


def test_the_annex_of_the_letter_is_the_official_file(party: Office, place: ReportPlace) -> None:
    sent = party.report_desk.issuing.issue(place)

    annexes = [each for each in sent.outgoing.attachments if each.role is FileRole.ANNEX]
    kinds = {Path(each.name).suffix: party.desk.files.read(each) for each in annexes}
    book = load_workbook(io.BytesIO(kinds[".xlsx"]))
    assert book[SHEET]["D10"].value == 12
    assert book[SHEET]._charts  # the official chart: nothing of the file was made anew
    assert kinds[".pdf"].startswith(b"%PDF")
    assert ".docx" in kinds


def test_what_has_no_place_in_the_official_file_is_told_before_the_number_is_taken(
    party: Office, place: ReportPlace
) -> None:
    assert party.report_desk.issuing.preview(place).warnings == ()
    for number in range(1, 13):
        party.reporting.add_row(FORM, place.period_id, "B")
        key = CellKey(table="B", row=f"B{number}", column="name")
        party.reporting.put(FORM, place.period_id, key, f"Mô hình {number}")

    (said,) = party.report_desk.issuing.preview(place).warnings

    assert said.startswith("Tệp mẫu chính thức đi kèm không có chỗ cho 2 câu trả lời")
    assert "Biểu B, dòng 11" in said


def test_a_word_file_of_controls_alone_becomes_a_form_with_a_row_for_each(
    party: Office, tmp_path: Path
) -> None:
    tags = ("don_vi", "so_tin_bai", "kien_nghi")
    source = tmp_path / "phieu.docx"
    source.write_bytes(packed("".join(f"<w:p>{sdt(tag, run('…'))}</w:p>" for tag in tags)))
    keeping = party.own_forms.keeping
    reading = keeping.propose(source)
    assert [(each.title, len(each.rows)) for each in reading.tables] == [
        ("Số liệu", 1),
        ("Nội dung", 1),
    ]
    changes = OfficialChanges(rows={"A": {"A1": "Số tin, bài"}})
    keeping.add(keeping.write(reading, HEAD, source, tmp_path / "made", changes))
    period = party.reporting.current_period(FORM).id
    party.reporting.put(FORM, period, CellKey(table="A", row="A1", column="so"), 12)
    filled = party.reporting.put(
        FORM, period, CellKey(table="B", row="B1", column="noi_dung"), "Thêm loa ngõ 12"
    )

    data, left = party.own_forms.official.filled(filled)

    text = body_of(data)
    assert left == ()
    assert all(word in text for word in (filled.reporter, ">12<", "Thêm loa ngõ 12"))


def test_a_fact_goes_only_where_the_file_has_room_for_it(party: Office, tmp_path: Path) -> None:
    source = tmp_path / "mau.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums"}))))
    keeping = party.own_forms.keeping
    reading = keeping.propose(source)

    for place, words in (("D10", "ô số liệu"), ("Trang lạ!B2", "không có ô")):
        with pytest.raises(BadValue, match=words) as refused:
            keeping.write(
                reading, HEAD, source, tmp_path, OfficialChanges(facts={"prepared_by": place})
            )
        assert refused.value.field == "fact.prepared_by"
    assert not (tmp_path / FORM).exists()
