"""Mends go into a copy: the fault is gone, nothing is new, nothing else has changed."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.documents.example_documents import CREATED, official
from wardapp.core.checking import CheckFinding, Fix, Verdict
from wardapp.core.layout import Standard
from wardapp.documents.checking.fixing import FixRefused, fixed
from wardapp.documents.checking.judges import KINDS, check_document
from wardapp.documents.checking.reading import DocumentReader
from wardapp.documents.checking.rules import load_rules
from wardapp.documents.docx_writer import DocxWriter

SLIPS = (
    ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CÔNG SẢN VIỆT NAM"),
    ("ngày 05 tháng 6", "ngày 5 tháng 06"),
    ("Số 12-CV/ĐU", "Số: 12 CV/ĐU"),
    ("về việc ", "V/v "),
    ("T/M BAN", "TM. BAN"),
    ("- Như trên;", "- Như trên,"),
    ("thực hiện.", "thực hiện./."),
    ("Các chi bộ", "Các chi bo\u0323\u0302"),
)


@pytest.fixture(scope="module")
def broken(standards: dict[str, Standard], docx_writer: DocxWriter) -> bytes:
    """A công văn with every slip."""
    whole = docx_writer.write(official(standards["HD05"], "CV"), standards["HD05"], created=CREATED)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                for right, wrong in SLIPS:
                    assert right in text, right
                    text = text.replace(right, wrong)
                data = text.encode()
            copy.writestr(entry, data)
    return target.getvalue()


@pytest.fixture(scope="module")
def faults_of(standards: dict[str, Standard], resources: Path, check_reader: DocumentReader):
    """How a file is judged by HD05."""
    rules = load_rules(resources / "rules", KINDS)

    def judged(data: bytes) -> list[CheckFinding]:
        document = check_reader.read("thu.docx", data)
        found = check_document(document, standards["HD05"], rules)
        return [each for each in found if each.verdict is Verdict.FAIL]

    return judged


def test_each_mend_takes_its_fault_away_and_brings_no_other(broken: bytes, faults_of) -> None:
    before = faults_of(broken)
    known = {(each.rule, each.paragraph) for each in before}
    mends = [each for each in before if each.fix is not None]
    assert len(mends) >= len(SLIPS)
    for each in mends:
        after = faults_of(fixed(broken, [each.fix]))
        place = (each.rule, each.paragraph, each.found)
        count = Counter((one.rule, one.paragraph, one.found) for one in before)[place]
        left = Counter((one.rule, one.paragraph, one.found) for one in after)[place]
        assert left < count, each
        assert {(one.rule, one.paragraph) for one in after} <= known, each


def test_all_mends_at_once_leave_nothing_to_mend(broken: bytes, faults_of) -> None:
    mended = fixed(broken, [each.fix for each in faults_of(broken) if each.fix])
    assert faults_of(mended) == []


def test_only_the_main_part_changes_and_the_looks_stay(
    broken: bytes, faults_of, check_reader: DocumentReader
) -> None:
    kept = bytes(broken)
    mended = fixed(broken, [each.fix for each in faults_of(broken) if each.fix])
    assert broken == kept
    with zipfile.ZipFile(io.BytesIO(broken)) as old, zipfile.ZipFile(io.BytesIO(mended)) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]
    looks = [
        [
            (run.font, run.size, run.bold, run.italic)
            for each in document.paragraphs
            for run in each.runs
        ]
        for document in (check_reader.read("a.docx", broken), check_reader.read("b.docx", mended))
    ]
    assert looks[0] == looks[1]


def test_formats_are_set_on_the_paragraph_named_alone(
    broken: bytes, check_reader: DocumentReader
) -> None:
    document = check_reader.read("a.docx", broken)
    at = document.of("body")[0].index
    wanted = (("size", "13"), ("italic", "1"), ("align", "left"), ("line", "20"), ("after", "9"),
              ("first_line_mm", "12.7"), ("font", "Arial"), ("colour", "FF0000"))  # fmt: skip
    mends = [
        Fix(label="", paragraph=at, settings=wanted),
        Fix(label="", settings=(("margin_left", "25"),)),
    ]
    after = check_reader.read("a.docx", fixed(broken, mends))
    line, run = after.at(at), after.at(at).runs[0]
    assert (run.size, run.italic, run.font, run.colour) == (13, True, "Arial", "FF0000")
    assert (line.align, line.line, line.after) == ("left", 20, 9)
    assert line.first_line_mm == pytest.approx(12.7, abs=0.1)
    assert after.sections[0].left == pytest.approx(25, abs=0.1)
    others = [each for each in document.paragraphs if each.index != at]
    assert [each.runs for each in others] == [
        each.runs for each in after.paragraphs if each.index != at
    ]


def test_a_format_goes_to_all_paragraphs_that_are_named(
    broken: bytes, check_reader: DocumentReader
) -> None:
    document = check_reader.read("a.docx", broken)
    first, *others = {each.index for each in document.of("body", "recipient", "signer")}
    mend = Fix(label="", paragraph=first, others=tuple(others), settings=(("size", "11"),))
    after = check_reader.read("a.docx", fixed(broken, [mend]))
    assert others
    eleven = {each.index for each in after.paragraphs for run in each.runs if run.size == 11}
    assert eleven == {first, *others}


def test_a_part_of_a_run_takes_its_own_look(broken: bytes, check_reader: DocumentReader) -> None:
    line = check_reader.read("a.docx", broken).of("body")[0]
    word = line.text[3:9]
    mend = Fix(label="", paragraph=line.index, start=3, found=word, settings=(("bold", "1"),))
    after = check_reader.read("a.docx", fixed(broken, [mend])).at(line.index)
    assert after.text == line.text
    assert [run.text for run in after.runs if run.bold] == [word]


def test_of_two_mends_of_the_same_letters_the_first_wins(
    broken: bytes, check_reader: DocumentReader
) -> None:
    line = check_reader.read("a.docx", broken).of("body")[0]
    first = Fix(label="", paragraph=line.index, start=0, found=line.text[:6], replacement="Đã xong")
    second = Fix(label="", paragraph=line.index, start=2, found=line.text[2:9], replacement="x")
    after = check_reader.read("a.docx", fixed(broken, [second, first])).at(line.index)
    assert after.text == f"Đã xong{line.text[6:]}"


def test_a_mend_that_does_not_fit_any_more_is_refused(broken: bytes) -> None:
    for paragraph in (0, 9999):
        mend = Fix(label="", paragraph=paragraph, start=0, found="không có", replacement="x")
        with pytest.raises(FixRefused):
            fixed(broken, [mend])
