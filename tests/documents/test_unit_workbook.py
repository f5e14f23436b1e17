"""The workbook of a unit: only cells to fill are open, each checked, and Office takes it as is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from tests import unit_files as ward
from tests.office_tools import OfficeTools
from wardapp.core.issuers import Unit
from wardapp.core.unit_books import identity_code
from wardapp.documents.printouts import unit_form
from wardapp.documents.unit_workbook import IDENTITY_SHEET, write_unit_workbook
from wardapp.reports.unit_book import unit_book
from wardapp.reports.unit_papers import word_printout


def _word() -> bytes:
    return unit_form(ward.book(), word_printout(ward.book()), created=ward.MADE)


def test_workbook_and_word_form_pass_the_audit_and_are_the_same_each_time(tmp_path: Path) -> None:
    for name, data in (("a.xlsx", ward.workbook()), ("a.docx", _word())):
        (tmp_path / name).write_bytes(data)
        assert OpenXmlValidator().validate(tmp_path / name).errors == [], name
    assert write_unit_workbook(ward.book(), created=ward.MADE) == ward.workbook()
    assert _word() == _word()


def test_only_cells_to_fill_are_open_and_each_has_its_check() -> None:
    book = load_workbook(io.BytesIO(ward.workbook()))

    assert book.security.lockStructure
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        checked = {cell for rule in sheet.data_validations.dataValidation for cell in _of(rule)}
        opened = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked and row[0].value
        }
        assert opened == checked, sheet.title
        assert all(not str(sheet[cell].value or "").startswith("=") for cell in opened)
        for rule in sheet.data_validations.dataValidation:
            assert rule.prompt
            assert rule.error
            assert len(rule.prompt) <= 255


def _of(rule: Any) -> list[str]:
    return [
        f"{_letter(span.min_col)}{row}"
        for span in rule.sqref.ranges
        for row in range(span.min_row, span.max_row + 1)
    ]


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1)


def test_identity_is_hidden_with_a_code_over_it() -> None:
    sheet = load_workbook(io.BytesIO(ward.workbook()))[IDENTITY_SHEET]
    facts = {str(row[0].value): str(row[1].value) for row in sheet.iter_rows() if row[0].value}

    assert sheet.sheet_state == "veryHidden"
    assert facts["unit_id"] == ward.UNIT.id
    assert facts["form_version"] == ward.spec().version
    assert facts["code"] == identity_code(facts)
    assert identity_code(facts | {"unit_id": "other"}) != facts["code"]


def test_the_row_of_another_unit_and_words_like_formulas_do_not_get_in() -> None:
    unit = Unit(id=ward.UNIT.id, name='=HYPERLINK("x")', code="9")
    cell_unit = replace(unit, kind="chi-bo", name="Chi bộ 3")

    data = write_unit_workbook(
        unit_book(ward.spec(), ward.PERIOD, unit, ward.FACTS), created=ward.MADE
    )
    book = load_workbook(io.BytesIO(data))

    texts = [cell for row in book["Biểu B"].iter_rows() for cell in row if cell.value == unit.name]
    assert texts
    assert all(cell.data_type == "s" for cell in texts)
    codes = [
        sheet.code for sheet in unit_book(ward.spec(), ward.PERIOD, cell_unit, ward.FACTS).sheets
    ]
    assert codes == ["A", "C", "D", "E"]


def test_the_word_form_comes_back_like_the_workbook() -> None:
    document = Document(io.BytesIO(_word()))
    put = {}
    for table in document.tables:
        for row in table.rows:
            cells = row.cells
            if cells[0].text in {"A1", "A2"} and len(cells) > 6:
                cells[4].text = "7"
                put["A", cells[0].text, "actual"] = 7
            if cells[1].text == "Ưu điểm":
                cells[2].text = "Làm tốt"
                put["E", "E1", "text"] = "Làm tốt"
    out = io.BytesIO()
    document.save(out)

    proposal = ward.read(out.getvalue(), "renamed.docx")

    values = {key: value for key, value in ward.values_of(proposal).items() if key[0] != "B"}
    assert values == put
    assert proposal.unit_id == ward.UNIT.id
    assert proposal.form_version == ward.spec().version


@pytest.mark.prove
@pytest.mark.libreoffice
def test_what_libreoffice_saved_again_comes_back_without_a_doubt(
    tmp_path: Path, soffice: OfficeTools
) -> None:
    source = tmp_path / "to-9.xlsx"
    source.write_bytes(ward.filled()[0])

    again = soffice([source], tmp_path / "again", "xlsx")[0]
    sheet = soffice([source], tmp_path / "ods", "ods")[0]
    through = soffice([sheet], tmp_path / "through", "xlsx")[0]

    for path in (again, through):
        proposal = ward.read(path.read_bytes(), path.name)
        assert ward.values_of(proposal) == ward.filled()[1], path
        assert [doubt.sentence for doubt in proposal.doubts] == []
        assert proposal.unit_id == ward.UNIT.id
