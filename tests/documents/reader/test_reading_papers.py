"""What stands in a paper is read, in every shape it comes; nothing is invented or wrongly sure."""

import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.paper_tools import (
    FIELDS,
    TEXT_SHAPES,
    InventedPaper,
    as_docx,
    as_pdf,
    as_text,
    invented_paper,
)
from wardapp.core.reading import Confidence, FileKind, Reading
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.file_reader import reading_of

HERE = Path(__file__).parent
RESOURCES = HERE.parents[2] / "resources"
PAPERS = tomllib.loads((HERE / "papers.toml").read_text("utf-8"))["paper"]
EVERYDAY = 8
RecordProperty = Callable[[str, object], None]
MANY = 400


def shown(value: object) -> object:
    """Return a value as the expectation files write it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def faults_of(reading: Reading, paper: InventedPaper) -> dict[str, tuple[object, object]]:
    got = {name: getattr(reading.fields, name) for name in FIELDS}
    return {
        name: (value, paper.expected[name])
        for name, value in got.items()
        if value != paper.expected[name]
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper["name"])
def test_an_invented_paper_reads_as_it_stands(paper: dict) -> None:
    reading = reading_of("a.txt", paper["text"].encode())
    expected = paper["expected"]
    empty = {"addressees": [], "authority": []}
    got = {name: shown(getattr(reading.fields, name)) for name in FIELDS}
    assert got == {name: expected.get(name, empty.get(name)) for name in FIELDS}
    assert reading.regime == expected.get("regime")
    assert [shown(due.date) for due in reading.deadlines] == expected.get("deadlines", [])
    assert set(expected.get("warnings", [])) <= {warning.code for warning in reading.warnings}
    trust = {name: each.confidence for name, each in reading.evidence}
    assert {trust[name] for name in paper.get("doubted", [])} <= {Confidence.CHECK}


@pytest.mark.parametrize("shape", TEXT_SHAPES)
@pytest.mark.parametrize("seed", range(EVERYDAY))
def test_the_order_of_the_columns_does_not_matter(seed: int, shape: str) -> None:
    paper = invented_paper(seed)
    assert faults_of(reading_of("a.txt", as_text(paper, shape).encode()), paper) == {}


@pytest.mark.parametrize("seed", range(EVERYDAY))
def test_a_word_file_reads_as_it_stands(seed: int) -> None:
    paper = invented_paper(seed)
    reading = reading_of("a.docx", as_docx(paper))
    assert (reading.kind, faults_of(reading, paper)) == (FileKind.DOCX, {})


@pytest.mark.parametrize("seed", range(EVERYDAY))
def test_a_pdf_with_text_reads_as_it_stands_and_says_where(seed: int) -> None:
    paper = invented_paper(seed)
    reading = reading_of("a.pdf", as_pdf(paper, RESOURCES / "fonts"))
    assert (reading.kind, faults_of(reading, paper)) == (FileKind.PDF, {})
    assert all(evidence.spots for _, evidence in reading.evidence)


def test_decomposed_letters_and_fixed_spaces_read_alike() -> None:
    paper = invented_paper(3)
    text = as_text(paper, "left first").replace(" ", "\u00a0")
    reading = reading_of("a.txt", unicodedata.normalize("NFD", text).encode())
    assert faults_of(reading, paper) == {}


NOISES: dict[str, Callable[[str], str]] = {
    "bold lines": lambda text: re.sub(r"(?m)^(\S.{3,60})$", r"**\1**  ", text),
    "an escaped star": lambda text: text.replace("\n*\n", "\n\\*  \n"),
    "blank lines between all": lambda text: text.replace("\n", "\n\n"),
    "dots for blanks": lambda text: re.sub(r"(Số:?) +([-/])", r"\1 ….\2", text),
    "spaces inside the symbol": lambda text: re.sub(r"([-/])([A-ZĐ]+)\b", r" \1 \2", text, count=1),
    "no accents in fixed phrases": lambda text: (
        text.replace("BAN THƯỜNG VỤ", "BAN THUONG VU")
        .replace("ĐẢNG CỘNG SẢN VIỆT NAM", "DANG CONG SAN VIET NAM")
        .replace("KẾ HOẠCH", "KE HOACH")
    ),
    "tight dates": lambda text: re.sub(r"(ngày|tháng|năm) (\d)", r"\1\2", text, count=3),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("seed", [5, 7, 10])
def test_what_poor_programs_do_to_a_paper_is_mended(seed: int, noise: str) -> None:
    paper = invented_paper(seed)
    text = NOISES[noise](as_text(paper, "left first"))
    assert faults_of(reading_of("a.txt", text.encode()), paper) == {}


@pytest.mark.prove
def test_born_digital_files_reach_the_target(record_property: RecordProperty) -> None:
    """Of at least 97 % right and no wrong value called sure, over many papers and all shapes."""
    wrong = sure = total = 0
    for seed in range(MANY):
        paper = invented_paper(seed)
        readings = [reading_of("a.txt", as_text(paper, s).encode()) for s in TEXT_SHAPES]
        readings.append(reading_of("a.docx", as_docx(paper)))
        readings.append(reading_of("a.pdf", as_pdf(paper, RESOURCES / "fonts")))
        for reading in readings:
            faults = faults_of(reading, paper)
            total += len(FIELDS)
            wrong += len(faults)
            evidence = [reading.where(name) for name in faults]
            sure += sum(e is not None and e.confidence is Confidence.SURE for e in evidence)
    record_property("fields read", f"{total}, wrong {wrong}, wrong but sure {sure}")
    assert wrong <= 0.03 * total
    assert sure == 0


@pytest.mark.samples
def test_the_real_samples_read_field_for_field() -> None:
    folder = Path(os.environ["WARDAPP_SAMPLES"])
    expected = json.loads((folder.parent / "samples-expected.json").read_text("utf-8"))
    reader = FileReader(RESOURCES)
    codes = set()
    for item in expected:
        reading = reader.read(folder / item["file"])
        got = {name: shown(getattr(reading.fields, name)) for name in item["fields"]}
        assert (item["file"], got) == (item["file"], item["fields"])
        assert (reading.kind, reading.regime) == (item["kind"], item["regime"])
        codes |= {warning.code for warning in reading.warnings}
    assert {"citation_mangled", "symbol_spelling", "name_spelling"} <= codes
