"""From text to a paper, to Word, through the reader and back: the same paper."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.documents.example_documents import CREATED, official
from tests.documents.papers_made import bodies, papers, wild_lines
from wardapp.core.dispatches import Priority
from wardapp.core.document import Block, OfficialDocument
from wardapp.core.issuers import SignerInfo
from wardapp.core.layout import Standard
from wardapp.core.reading import ReadFields
from wardapp.core.text import clean, one_line
from wardapp.core.titles import type_code_of
from wardapp.documents.compose_body import compose_body
from wardapp.documents.composition import Flow, TableGrid
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.metrics import Metrics
from wardapp.documents.outline import parse_outline
from wardapp.documents.reader.file_reader import reading_of
from wardapp.documents.setter import Setter, text_width
from wardapp.documents.word_text import read_word_text

IDS = ("HD05", "HD36", "ND30")


def as_printed(blocks: Sequence[Block], setter: Setter) -> list[Flow]:
    """The body as it prints, without the numbers of its blocks."""
    flow = compose_body(blocks, setter, text_width(setter.standard.page))
    return [replace(each, block=-1) for each in flow]


def body_differs(document: OfficialDocument, file: bytes, setter: Setter) -> str:
    """What the body read back from Word has otherwise; "" when nothing."""
    words = read_word_text(file, setter.standard)
    if words.losses:
        return f"losses: {words.losses}"
    found = as_printed(parse_outline("\n".join(words.body)), setter)
    wanted = as_printed(document.body, setter)
    if found == wanted:
        return ""
    shown = [[_words(each) for each in flow] for flow in (wanted, found)]
    return "\n".join(difflib.unified_diff(*shown, "text", "word", lineterm="", n=0))


def _words(each: Flow) -> str:
    if isinstance(each, TableGrid):
        rows = [[(cell.style, cell.spans) for cell in row] for row in (*each.head, *each.rows)]
        return f"table {len(each.head)} {each.widths} {rows}"
    return repr(each)


def fields_of(document: OfficialDocument) -> ReadFields:
    """What a reader has to find in the paper."""
    notation = document.code_notation
    number = document.code_number
    joint = "-" if document.family == "party" else "/"
    return ReadFields(
        issuing_body=one_line(document.own_line),
        parent_body=document.parent_line or None,
        number=number,
        symbol=notation,
        number_symbol=f"{number}{joint}{notation}" if number else None,
        place=document.place,
        date=document.issued_date,
        type=document.type_name,
        subject=document.subject,
        addressees=document.addressees,
        authority=document.signer.authority,
        signer_position=document.signer.position or None,
        signer_name=document.signer.full_name or None,
        urgency=None if document.priority is Priority.NORMAL else document.priority,
    )


def fields_differ(document: OfficialDocument, file: bytes) -> dict[str, tuple[object, object]]:
    """Field by field, what was wanted and what was read, where they differ."""
    wanted, found = fields_of(document), reading_of("paper.docx", file).fields
    return {
        name: (getattr(wanted, name), getattr(found, name))
        for name in ReadFields.__dataclass_fields__
        if getattr(wanted, name) != getattr(found, name)
    }


def known_types(standard: Standard) -> Standard:
    """The standard without the types of the central level, which the reader does not look for."""
    return replace(
        standard, types=tuple(kind for kind in standard.types if type_code_of(kind.name))
    )


@pytest.mark.parametrize("standard_id", IDS)
@pytest.mark.parametrize(
    "count", [pytest.param(10, id="some"), pytest.param(250, id="many", marks=pytest.mark.prove)]
)
def test_a_paper_comes_back_from_word_field_by_field_and_line_by_line(
    standard_id: str,
    count: int,
    standards: dict[str, Standard],
    docx_writer: DocxWriter,
    metrics: Metrics,
) -> None:
    standard = known_types(standards[standard_id])
    setter = Setter(standard, metrics)

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(paper=papers(standard))
    def comes_back(paper: OfficialDocument) -> None:
        file = docx_writer.write(paper, standard, created=CREATED)
        assert fields_differ(paper, file) == {}
        assert body_differs(paper, file, setter) == ""

    comes_back()


@given(text=bodies(wild_lines()))
def test_whatever_is_typed_comes_back_from_word_as_it_prints(
    text: str, standards: dict[str, Standard], docx_writer: DocxWriter, metrics: Metrics
) -> None:
    standard = standards["HD05"]
    paper = official(standard, "TB", body=parse_outline(clean(text)))
    file = docx_writer.write(paper, standard, created=CREATED)
    assert body_differs(paper, file, Setter(standard, metrics)) == ""


@pytest.mark.samples
def test_the_real_papers_come_back_from_word(
    samples: Path, standards: dict[str, Standard], docx_writer: DocxWriter, metrics: Metrics
) -> None:
    standard = standards["HD05"]
    found = sorted(samples.glob("*.txt"))
    assert len(found) == 4
    for sample in found:
        data = sample.read_bytes()
        read = reading_of(sample.name, data).fields
        paper = _paper_of(read, clean(data.decode("utf-8")), standard)
        file = docx_writer.write(paper, standard, created=CREATED)
        assert body_differs(paper, file, Setter(standard, metrics)) == "", sample.name
        assert fields_differ(paper, file) == {}, sample.name


def _paper_of(read: ReadFields, text: str, standard: Standard) -> OfficialDocument:
    """A paper of what was read from a real one, its whole text as the body."""
    code = type_code_of(read.type or "") or "TB"
    fields: dict[str, Any] = {
        "parent_line": read.parent_body or "",
        "own_line": read.issuing_body or "ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
        "place": read.place or "Liên Hồ",
        "code_number": read.number,
        "code_notation": read.symbol or "TB/ĐU",
        "issued_date": read.date or CREATED,
        "subject": one_line(read.subject or ""),
        "addressees": read.addressees,
        "signer": SignerInfo(
            full_name=read.signer_name or "",
            position=read.signer_position or "",
            authority=read.authority,
        ),
        "priority": read.urgency or Priority.NORMAL,
        "draft_no": None,
        "annexes": (),
        "body": parse_outline(text),
    }
    return official(standard, code, **fields)
