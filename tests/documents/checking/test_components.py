"""Components are found by our styles, and by words and place where there are none of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.documents.checking.word_made import MADE
from tests.documents.checking.word_variants import direct, themed
from tests.documents.example_documents import CREATED, official
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.documents.checking.reading import DocumentReader
from wardapp.documents.docx_writer import DocxWriter

_ALIKE = {"cell_center": "cell", "cell_right": "cell", "table_title": "body", "table_note": "body"}
_ALIKE |= {"cell_head": "cell"}


def _components(reader: DocumentReader, data: bytes) -> list[tuple[int, str]]:
    found = [(each.index, each.component) for each in reader.read("a.docx", data).paragraphs]
    return [(index, _ALIKE.get(key, key)) for index, key in found if key]


@pytest.mark.parametrize(
    ("standard_id", "code", "strip"),
    [
        ("HD05", "CV", direct),
        ("HD05", "TB", themed),
        ("ND30", "QĐ", direct),
        ("ND30", "CV", themed),
    ],
)
def test_without_our_styles_the_same_components_are_found(
    standard_id: str,
    code: str,
    strip: Callable[[bytes], bytes],
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    check_reader: DocumentReader,
) -> None:
    standard = standards[standard_id]
    data = docx_writer.write(official(standard, code), standard, created=CREATED)
    assert _components(check_reader, strip(data)) == _components(check_reader, data)


@pytest.mark.prove
def test_every_type_is_found_alike_without_our_styles(
    standards: dict[str, Standard], docx_writer: DocxWriter, check_reader: DocumentReader
) -> None:
    for standard in standards.values():
        for kind in standard.types:
            data = docx_writer.write(official(standard, kind.code), standard, created=CREATED)
            found = _components(check_reader, direct(data))
            assert found == _components(check_reader, data), (standard.id, kind.code)


def test_family_type_and_day_are_read_from_the_words(
    standards: dict[str, Standard], docx_writer: DocxWriter, check_reader: DocumentReader
) -> None:
    for standard in standards.values():
        data = docx_writer.write(official(standard, "TTr"), standard, created=CREATED)
        document = check_reader.read("a.docx", direct(data))
        day = date(2026, 2, 3) if standard.id == "HD36" else date(2026, 6, 5)
        assert (document.family, document.type_code, document.day) == (standard.family, "TTr", day)


@pytest.mark.parametrize(
    ("name", "family", "components"),
    [
        (
            "state-by-rows",
            Family.STATE,
            "issuer issuer motto motto2 number place_date type_name subject enacting basis basis "
            "enacting article article recipients_label recipient storage authority position name",
        ),
        (
            "state-by-breaks",
            Family.STATE,
            "issuer issuer number cv_subject motto motto2 place_date addressee body body "
            "recipients_label recipient storage authority authority position name",
        ),
        (
            "party-by-tabs",
            Family.PARTY,
            "parent motto issuer star place_date number cv_subject addressee body body "
            "recipients_label authority recipient position storage name",
        ),
        (
            "party-in-boxes",
            Family.PARTY,
            "parent issuer star number motto rule place_date type_name subject dashes roman body "
            "body recipients_label recipient storage authority name",
        ),
    ],
)
def test_papers_made_by_hand_in_word_are_known(
    name: str, family: Family, components: str, check_reader: DocumentReader
) -> None:
    document = check_reader.read("a.docx", MADE[name]())
    assert document.family is family
    found = [each.component for each in document.paragraphs if each.component]
    assert found == components.split()


def test_two_blocks_on_one_line_are_two_paragraphs_of_one_index(
    check_reader: DocumentReader,
) -> None:
    document = check_reader.read("a.docx", MADE["party-by-tabs"]())
    (parent,), (motto,) = document.of("parent"), document.of("motto")
    assert parent.index == motto.index == 0
    assert motto.text_start > 0
    assert motto.runs[0].start == 0
    assert (parent.side, motto.side) == ("left", "right")


def test_a_drawn_rule_is_told_by_what_it_stands_under(check_reader: DocumentReader) -> None:
    document = check_reader.read("a.docx", MADE["state-by-rows"]())
    rules = {rule.of: round(rule.length_mm) for p in document.paragraphs for rule in p.rules}
    assert rules == {"issuer": 18, "motto2": 56, "subject": 40}
