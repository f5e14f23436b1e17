"""The corpus itself: many kinds of fault, valid files, one fault each."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from docx import Document
from lxml import etree

from tests.checking_corpus.corpus import paper_of, papers
from tests.checking_corpus.habits import habit
from tests.checking_corpus.kinds import KINDS, Case
from tests.checking_corpus.party import PartyPaper, Wish
from tests.checking_corpus.sheet import HD05
from tests.checking_corpus.words import new_tone
from tests.checking_corpus.writer import write

Corpus = tuple[Path, list[Case]]


def test_every_kind_of_fault_has_its_own_name_and_there_are_many() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert sum(not kind.is_soft for kind in KINDS) >= 300


def test_every_file_opens_and_its_parts_are_well_formed(corpus: Corpus) -> None:
    folder, cases = corpus
    for case in cases:
        path = folder / case.file_name
        assert Document(str(path)).element.body is not None
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                etree.fromstring(archive.read(name))


def test_the_same_seed_makes_the_same_files() -> None:
    first, second = (list(papers(5, 20, can_resave=False)) for _ in range(2))
    assert first == second


def test_a_fault_changes_the_paper_it_is_made_in() -> None:
    for at, kind in enumerate(KINDS[::6]):
        (fault,) = paper_of(at, kind, random.Random(at), can_resave=False).case.faults
        assert fault.kind == kind.name
        assert fault.found != fault.expected


def test_every_habit_holds_the_same_words() -> None:
    sheet = PartyPaper(random.Random(3), HD05, Wish("KH")).make()
    shown = sheet.all("number", "title", "type", "lead", "storage", "name")
    words = [para.text.removeprefix("- ") for para in shown]
    for seed in range(12):
        way = habit(random.Random(seed))
        data = write(sheet, way, random.Random(seed))
        assert not [word for word in words if not _holds(data, word)], way


def test_tones_move_only_at_the_end_of_a_syllable() -> None:
    assert new_tone("Uỷ ban, hoà, khoá, thuỷ, HOẢ") == "Ủy ban, hòa, khóa, thủy, HỎA"
    assert new_tone("hoàn toàn, quý, quyết, hoạt") == "hoàn toàn, quý, quyết, hoạt"


def _holds(data: bytes, word: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    shown = [_text(para, space) for para in root.iter(f"{space}p")]
    return any(word.lower() in text.lower() for text in shown)


def _text(para: etree._Element, space: str) -> str:
    kinds = {f"{space}t", f"{space}br", f"{space}tab"}
    return "".join((node.text or "") for node in para.iter() if node.tag in kinds)
