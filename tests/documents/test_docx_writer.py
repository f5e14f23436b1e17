"""The Word file: its XML against the Standard, its soundness, its sameness."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.documents.example_documents import CREATED, official
from tests.documents.layout_cases import Case, long_of, special_of, types_of
from wardapp.core.layout import Standard
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.metrics import twips
from wardapp.documents.outline import parse_outline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IDS = ("HD05", "HD36", "ND30")
TYPES = ("CV", "KH", "BC", "TB", "TTr", "QĐ")


def part(file: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    return None if element is None else element.get(W + attribute)


def audited(cases: Iterable[Case], writer: DocxWriter, folder: Path) -> dict[str, list[str]]:
    """What the audit of the format finds in the Word files, by paper; {} when all are sound."""
    found = {}
    for case in cases:
        file = folder / f"{case.name}.docx"
        file.write_bytes(writer.write(case.document, case.standard, created=CREATED))
        found[case.name] = [error.description for error in OpenXmlValidator().validate(file).errors]
    return {name: errors for name, errors in found.items() if errors}


def test_a_long_paper_and_every_special_one_pass_the_audit(
    standards: dict[str, Standard], docx_writer: DocxWriter, tmp_path: Path
) -> None:
    cases = [*types_of(standards["ND30"])[:2], *special_of(standards["HD36"])]
    assert audited(cases, docx_writer, tmp_path) == {}


@pytest.mark.prove
@pytest.mark.parametrize("standard_id", IDS)
def test_every_type_passes_the_audit(
    standard_id: str, standards: dict[str, Standard], docx_writer: DocxWriter, tmp_path: Path
) -> None:
    standard = standards[standard_id]
    cases = [*types_of(standard), *special_of(standard), *long_of(standard)]
    assert audited(cases, docx_writer, tmp_path) == {}


@pytest.mark.parametrize("standard_id", IDS)
def test_each_component_is_a_named_style_with_the_figures_of_the_standard(
    standard_id: str, standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards[standard_id]
    file = docx_writer.write(official(standard, "KH"), standard, created=CREATED)
    styles = {
        value(style.find(W + "name")): style
        for style in part(file, "word/styles.xml").iter(W + "style")
    }
    for row in standard.styles:
        style = styles[row.word_name]
        properties, look = style.find(W + "pPr"), style.find(W + "rPr")
        assert properties is not None
        assert look is not None
        spacing, indent = properties.find(W + "spacing"), properties.find(W + "ind")
        assert value(look.find(W + "sz")) == str(round(row.size * 2))
        assert (look.find(W + "b") is not None) == row.bold
        assert (look.find(W + "i") is not None) == row.italic
        assert value(spacing, "line") == str(round(row.line * 20))
        assert value(spacing, "lineRule") == "exact"
        assert value(spacing, "before") == str(round(row.before * 20))
        assert value(spacing, "after") == str(round(row.after * 20))
        assert value(indent, "left") == str(twips(row.left_mm))
        if not row.hanging_mm:
            assert value(indent, "firstLine") == str(twips(row.first_line_mm))
        assert value(properties.find(W + "jc")) == {"justify": "both"}.get(row.align, row.align)
        assert (properties.find(W + "keepNext") is not None) == row.keep_next


@pytest.mark.parametrize("code", TYPES)
def test_every_paragraph_carries_a_style_of_the_standard(
    code: str, standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards["HD05"]
    document = docx.Document(
        io.BytesIO(docx_writer.write(official(standard, code), standard, created=CREATED))
    )
    names = {style.word_name for style in standard.styles}
    used = {
        paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")
        for paragraph in document.element.body.iter(W + "p")
    }
    known = {style.style_id for style in document.styles if style.name in names}
    assert used <= known


def test_pages_are_a4_with_the_margins_of_the_law_and_mirrored_backs(
    standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards["HD05"]
    file = docx_writer.write(official(standard, "KH"), standard, created=CREATED)
    sections = list(part(file, "word/document.xml").iter(W + "sectPr"))
    shapes = [
        tuple(value(section.find(W + "pgSz"), key) for key in ("w", "h", "orient"))
        for section in sections
    ]
    assert shapes == [
        ("11906", "16838", None),
        ("11906", "16838", None),
        ("16838", "11906", "landscape"),
    ]
    margins = sections[0].find(W + "pgMar")
    assert [value(margins, side) for side in ("top", "bottom", "left", "right", "header")] == [
        "1134",
        "1134",
        "1701",
        "850",
        "567",
    ]
    starts = [value(section.find(W + "pgNumType"), "start") for section in sections]
    assert starts == [None, "1", "1"]
    assert part(file, "word/settings.xml")[0].tag == W + "mirrorMargins"


def test_the_page_number_is_a_field_and_the_head_of_a_table_repeats(
    standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards["HD05"]
    file = docx_writer.write(official(standard, "KH"), standard, created=CREATED)
    field = "".join(part(file, "word/header1.xml").itertext())
    assert "PAGE" in field
    assert not "".join(part(file, "word/header2.xml").itertext())
    heads = list(part(file, "word/document.xml").iter(W + "tblHeader"))
    assert len(heads) == 3


def test_equal_input_gives_equal_bytes(
    standards: dict[str, Standard], docx_writer: DocxWriter
) -> None:
    standard = standards["ND30"]
    document = official(standard, "CV")
    first = docx_writer.write(document, standard, created=CREATED)
    assert first == docx_writer.write(document, standard, created=CREATED)
    assert first != docx_writer.write(document, standard, created=date(2026, 6, 6))


@pytest.mark.parametrize("text", ["", "a\x00\x0b\ud800\ufffe<&>\"'b", "x" * 3000, "]]>"])
def test_odd_text_still_makes_a_sound_file(
    text: str, standards: dict[str, Standard], docx_writer: DocxWriter, tmp_path: Path
) -> None:
    standard = standards["HD05"]
    document = official(
        standard, "CV", subject=text, body=parse_outline(text), place=text, addressees=(text, text)
    )
    file = tmp_path / "odd.docx"
    file.write_bytes(docx_writer.write(document, standard, created=CREATED))
    assert [error.description for error in OpenXmlValidator().validate(file).errors] == []
