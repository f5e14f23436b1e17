"""Whatever our writers make breaks no layout rule, also after LibreOffice saved it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.checking.word_variants import direct
from tests.documents.example_documents import CREATED
from tests.documents.layout_cases import Case, long_of, special_of, types_of
from tests.documents.papers_made import papers
from tests.office_tools import OfficeTools
from wardapp.core.checking import CheckRule, Verdict
from wardapp.core.layout import Standard
from wardapp.documents.checking.judges import check_document
from wardapp.documents.checking.reading import DocumentReader
from wardapp.documents.docx_writer import DocxWriter

_MADE_SO = {
    "trang.kho-giay",
    "nn.trang.kho-giay",
    "nn.trang.kho-giay-nho",  # papers made at random are A5 whatever their type
    "phu-luc.co-kem-theo",  # and their annexes have no reference
    "nn.phu-luc.co-kem-theo",
}
_AS_TYPED = {"nn.dam.chuc-vu", "co-chu.bang"}
"""What the special papers themselves say: a regular title, a signature table without words."""
_WITHOUT_SUBJECT = {"co.trich-yeu", "co.nam-gach"}
"""What is told of the invitation on A5, made without a trích yếu."""
Said = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def said(
    check_reader: DocumentReader, layout_rules: tuple[CheckRule, ...]
) -> Callable[[bytes, Standard], Said]:
    def faults(data: bytes, standard: Standard) -> Said:
        document = check_reader.read("a.docx", data)
        found = check_document(document, standard, layout_rules)
        return [
            (each.rule, each.where, each.found)
            for each in found
            if each.verdict is Verdict.FAIL and each.rule not in _MADE_SO
        ]

    return faults


def _cases(standards: Iterable[Standard]) -> list[Case]:
    return [case for each in standards for case in (*special_of(each), *long_of(each))]


def _beside(case: Case, found: Said) -> Said:
    return [e for e in found if case.document.subject or e[0] not in _WITHOUT_SUBJECT]


def test_papers_with_all_that_only_some_carry_break_no_rule(
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    said: Callable[[bytes, Standard], Said],
) -> None:
    for case in special_of(standards["HD05"]):
        data = docx_writer.write(case.document, case.standard, created=CREATED)
        assert _beside(case, said(data, case.standard)) == [], case.name


@pytest.mark.prove
def test_special_papers_and_long_names_break_no_rule_without_our_styles(
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    said: Callable[[bytes, Standard], Said],
) -> None:
    for case in _cases(standards.values()):
        data = docx_writer.write(case.document, case.standard, created=CREATED)
        assert _beside(case, said(data, case.standard)) == [], case.name
        bare = _beside(case, said(direct(data), case.standard))
        found = [each for each in bare if each[0] not in _AS_TYPED]
        assert found == [], case.name


@pytest.mark.prove
@pytest.mark.parametrize("standard_id", ["HD05", "HD36", "ND30"])
def test_papers_of_any_content_break_no_rule(
    standard_id: str,
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    said: Callable[[bytes, Standard], Said],
) -> None:
    standard = standards[standard_id]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        paper = data.draw(papers(standard))
        made = docx_writer.write(paper, standard, created=CREATED)
        assert said(made, standard) == []
        assert said(direct(made), standard) == []

    holds()


@pytest.mark.prove
@pytest.mark.libreoffice
def test_papers_saved_by_libreoffice_break_no_rule(
    tmp_path: Path,
    soffice: OfficeTools,
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    said: Callable[[bytes, Standard], Said],
) -> None:
    cases = [case for each in standards.values() for case in types_of(each)]
    files = []
    for at, case in enumerate(cases):
        data = docx_writer.write(case.document, case.standard, created=CREATED)
        files.append(tmp_path / f"{at}.docx")
        files[-1].write_bytes(direct(data) if at % 2 else data)
    saved = soffice(files, tmp_path / "saved", "docx:MS Word 2007 XML")
    for case, file in zip(cases, saved, strict=True):
        assert said(file.read_bytes(), case.standard) == [], case.name
