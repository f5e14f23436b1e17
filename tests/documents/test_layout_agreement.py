"""The Word file, set by LibreOffice, against our own PDF: far under a millimetre apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.documents.example_documents import CREATED, altered, official
from tests.documents.layout_cases import (
    Printed,
    long_of,
    print_all,
    special_of,
    types_of,
)
from tests.documents.layout_differences import differences
from tests.documents.layout_table import table_of
from tests.office_tools import OfficeTools
from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.pdf_writer import PdfWriter

EVERYDAY = (
    "HD05 CV",
    "HD05 KH",
    "HD05 lưu hành",
    "HD05 biên bản",
    "HD36 bản sao",
    "HD36 dài 1",
    "ND30 QĐ",
    "ND30 lưu hành",
    "ND30 bảng",
)


@pytest.fixture(scope="module")
def few(
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
    docx_writer: DocxWriter,
    soffice: OfficeTools,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Printed]:
    """A choice that holds each component once; one call of LibreOffice."""
    folder = tmp_path_factory.mktemp("agreement")
    cases = [
        case
        for standard in standards.values()
        for case in (*types_of(standard), *special_of(standard), *long_of(standard))
        if case.name in EVERYDAY
    ]
    printed = print_all(cases, (docx_writer, pdf_writer), soffice, folder)
    return {each.case.name: each for each in printed}


@pytest.mark.libreoffice
def test_word_file_and_pdf_agree_and_stand_as_the_law_says(few: dict[str, Printed]) -> None:
    assert set(few) == set(EVERYDAY)
    found = {name: differences(each.theirs, each.ours) for name, each in few.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}
    rows = [row for each in few.values() if "dài" not in each.case.name for row in table_of(each)]
    assert [row for row in rows if row.fault] == []
    assert len(rows) > 10 * (len(EVERYDAY) - 1)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("recipient", lambda style: replace(style, size=12.5)),
        ("name", lambda style: replace(style, bold=False)),
        ("rule", lambda style: replace(style, before=3.5)),
        ("addressees", lambda style: replace(style, line=18.5)),
        ("body", lambda style: replace(style, first_line_mm=10.5)),
    ],
)
def test_the_comparison_sees_one_altered_style(
    key: str,
    change: Callable[[TextStyle], TextStyle],
    few: dict[str, Printed],
    standards: dict[str, Standard],
    pdf_writer: PdfWriter,
) -> None:
    wrong = altered(standards["HD05"], key, change)
    document = official(standards["HD05"], "CV")
    pdf = pdf_writer.render(document, wrong, created=CREATED, final=True).pdf
    assert differences(few["HD05 CV"].theirs, pdf) != []


@pytest.mark.prove
@pytest.mark.libreoffice
@pytest.mark.parametrize("standard_id", ["HD05", "HD36", "ND30"])
def test_every_type_and_every_special_paper_agree(
    standard_id: str,
    standards: dict[str, Standard],
    writers: tuple[DocxWriter, PdfWriter],
    soffice: OfficeTools,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    standard = standards[standard_id]
    cases = [*types_of(standard), *special_of(standard), *long_of(standard)]
    printed = print_all(cases, writers, soffice, tmp_path_factory.mktemp("all"))
    found = {each.case.name: differences(each.theirs, each.ours) for each in printed}
    assert {name: faults for name, faults in found.items() if faults} == {}
    wrong = {
        each.case.name: faults
        for each in printed
        if "dài" not in each.case.name
        if (faults := [row for row in table_of(each) if row.fault])
    }
    assert wrong == {}
    assert len(found) > 35
