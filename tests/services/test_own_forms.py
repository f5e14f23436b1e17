from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents.official_forms.official_files import SHEET, Dress, a_workbook
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.forms import CellKey
from wardapp.core.official import FormHead
from wardapp.services.office import Office

SHIPPED = Path(__file__).parents[2] / "forms" / "phu-luc-02" / "form.toml"
FORM = "mau-1"
HEAD = FormHead(id=FORM, version="1", label="Mẫu 1", title="BÁO CÁO kết quả tuyên truyền")
PLAN = CellKey(table="A", row="A1", column="ke_hoach")
NAME = CellKey(table="B", row="B1", column="name")
MOVES = """
[[mappings]]
version = "1"
[[mappings.moves]]
kind = "merge"
old = ["A.A1", "A.A2"]
new = ["A.A1"]
"""


@pytest.fixture
def form(party: Office, tmp_path: Path) -> Path:
    """A form made from an official workbook, not kept yet."""
    source = tmp_path / "mau.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums", "second", "chart"}))))
    keeping = party.own_forms.keeping
    return keeping.write(keeping.propose(source), HEAD, source, tmp_path / "made")


def changed(form: Path, version: str, old: str = "", new: str = "", more: str = "") -> Path:
    text = form.read_text("utf-8").replace('version = "1"', f'version = "{version}"', 1)
    form.write_text(text.replace(old, new) + more if old else text + more, "utf-8")
    return form


def without_row(form: Path) -> str:
    """The second row of the table as the form writes it."""
    text = form.read_text("utf-8")
    begin = text.index('[[tables.rows]]\ncode = "A2"')
    return text[begin : text.index('[[tables.rows]]\ncode = "A3"')]


def test_a_form_of_an_official_file_is_kept_filled_and_written(
    party: Office, form: Path, tmp_path: Path
) -> None:
    forms, reporting = party.own_forms, party.reporting
    look = forms.keeping.look_at(form)
    assert (look.faults, look.can_be_kept, Path(look.official).name) == ((), True, "mau.xlsx")
    assert forms.papers.empty_pdf(look.spec).startswith(b"%PDF") if look.spec else False
    forms.keeping.add(form)
    period = reporting.current_period(FORM).id
    reporting.put(FORM, period, PLAN, 12)
    reporting.add_row(FORM, period, "B")
    reporting.put(FORM, period, NAME, "=cmd|' /C calc'!A0")
    filled = reporting.fill(FORM, period)

    assert forms.official.ending(filled) == ".xlsx"
    done = forms.official.write(filled, tmp_path / "nop.xlsx")

    assert done.left_out == ()
    book = load_workbook(io.BytesIO((tmp_path / "nop.xlsx").read_bytes()))
    assert book[SHEET]["D10"].value == 12
    assert book[SHEET]["B4"].value == filled.reporter
    cell = book["Danh sách & mô hình"]["B4"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
    with pytest.raises(WardError):
        forms.official.write(filled, tmp_path / "nop.docx")


def test_rows_beyond_those_of_the_official_file_are_told(party: Office, form: Path) -> None:
    party.own_forms.keeping.add(form)
    period = party.reporting.current_period(FORM).id
    for number in range(1, 13):
        party.reporting.add_row(FORM, period, "B")
        key = CellKey(table="B", row=f"B{number}", column="name")
        party.reporting.put(FORM, period, key, f"Mô hình {number}")

    _, left = party.own_forms.official.filled(party.reporting.fill(FORM, period))

    assert [sentence.partition(":")[0] for sentence in left] == [
        "Biểu B, dòng 11",
        "Biểu B, dòng 12",
    ]


def test_a_version_never_changes_and_may_be_retired(party: Office, form: Path) -> None:
    keeping, book = party.own_forms.keeping, party.form_book
    keeping.add(form)
    assert "đã có trong sổ" in keeping.look_at(form).faults[0]
    assert "đã có trong sổ" in keeping.look_at(SHIPPED).faults[0]
    changed(form, "1", "Thực hiện", "Kết quả")
    with pytest.raises(BadValue, match="nội dung khác"):
        keeping.add(form)
    assert FORM in {spec.id for spec in book.forms()}

    assert keeping.retire(FORM) == 1
    assert FORM not in {spec.id for spec in book.forms()}
    assert book.spec(FORM).version == "1"
    party.history.undo()
    assert FORM in {spec.id for spec in book.forms()}
    assert keeping.retire("phu-luc-02", book.spec("phu-luc-02").version) == 1
    assert book.spec("phu-luc-02").version == "2026.1"
    assert keeping.bring_back("phu-luc-02") == 1
    with pytest.raises(NotFound):
        keeping.retire("khong-co")
    with pytest.raises(NotFound):
        book.spec(FORM, "9")


def test_every_fault_of_a_form_is_told_at_once(party: Office, form: Path) -> None:
    keeping = party.own_forms.keeping
    text = form.read_text("utf-8")
    bad = text.replace('type = "count"', 'type = "dem"').replace("Biểu 1!D10", "Biểu 1!F10")
    form.write_text(bad, "utf-8")
    faults = keeping.look_at(form).faults
    assert len(faults) > 1
    assert all("dòng" in fault for fault in faults)

    form.write_text(text.replace("Biểu 1!D10", "Biểu 1!F10"), "utf-8")
    (fault,) = keeping.look_at(form).faults
    assert "Biểu 1!F10" in fault
    (form.parent / "mau.xlsx").write_bytes(b"PK\x03\x04")
    assert "mau.xlsx" in keeping.look_at(form).faults[0]
    (form.parent / "mau.xlsx").unlink()
    assert "mau.xlsx" in keeping.look_at(form).faults[0]
    with pytest.raises(BadValue):
        keeping.add(form)


def test_a_new_version_tells_what_it_does_and_reports_move_one_by_one(
    party: Office, form: Path, tmp_path: Path
) -> None:
    forms, reporting = party.own_forms, party.reporting
    forms.keeping.add(form)
    period = reporting.current_period(FORM).id
    other = CellKey(table="A", row="A2", column="ke_hoach")
    note = CellKey(table="A", row="A2", column="ghi_chu")
    reporting.put_all(FORM, period, ((PLAN, 12), (other, 5), (note, "ít mưa")))
    row = without_row(form)
    changed(form, "2", row, "", MOVES)
    text = form.read_text("utf-8")
    form.write_text("\n".join(t for t in text.split("\n") if "A.A2." not in t), "utf-8")

    (move,) = forms.keeping.look_at(form).moves
    assert move.sentence == "3 gộp."
    forms.keeping.add(form)
    assert reporting.fill(FORM, period).form_version == "1"
    assert forms.moving.newer(reporting.fill(FORM, period)) == "2"

    moved = forms.moving.move(FORM, period)

    values = {cell.key: cell.value for cell in moved.overrides}
    assert values[PLAN] == 17
    assert values[CellKey(table="A", row="A1", column="ghi_chu")] == "ít mưa"
    assert reporting.fill(FORM, period) == moved
    assert forms.moving.newer(moved) == ""
    back = forms.moving.in_layout(moved, "1")
    assert {cell.key: cell.value for cell in back.overrides} == {PLAN: 12, other: 5, note: "ít mưa"}
    target = forms.papers.version_to(moved, "1", tmp_path / "cu.xlsx")
    said = [cell.value for row in load_workbook(target).worksheets[0] for cell in row]
    assert {12, 5, "ít mưa"} <= set(said)

    party.history.undo()
    assert reporting.fill(FORM, period).form_version == "1"


def test_a_closed_report_moves_only_with_a_reason_and_stays_closed(
    party: Office, form: Path
) -> None:
    forms, reporting = party.own_forms, party.reporting
    forms.keeping.add(form)
    period = reporting.current_period(FORM).id
    with pytest.raises(NotFound):
        forms.moving.move(FORM, period)
    reporting.put(FORM, period, PLAN, 12)
    closed = reporting.close(FORM, period)
    changed(form, "2", 'key = "ke_hoach"', 'key = "chi_tieu"')
    text = form.read_text("utf-8").replace(".ke_hoach", ".chi_tieu")
    form.write_text(text, "utf-8")
    forms.keeping.add(form)

    with pytest.raises(BadValue, match="lý do"):
        forms.moving.move(FORM, period)
    moved = forms.moving.move(FORM, period, reason="mẫu mới của Thành uỷ")

    assert moved.closed_ms == closed.closed_ms
    (stray,) = moved.unplaced
    assert (stray.key, stray.value, stray.version) == (PLAN, 12, "1")
    assert "Kế hoạch" in forms.papers.stray_line(FORM, stray)
    (entry,) = [each for each in forms.keeping.entries() if each.form_id == FORM and each.reports]
    assert (entry.version, entry.reports[0].unplaced) == ("2", 1)
