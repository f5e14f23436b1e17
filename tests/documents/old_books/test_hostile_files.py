"""Files cut, swollen or forged anywhere are read or refused: never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from tests.picture_old_book import old_book
from wardapp.core.errors import WardError
from wardapp.documents.old_books.door import read_old_book

PIECES = (
    b"<", b">", b'"', b"0", b"-1", b"999999999999", b"\xff", b"</row>", b'r="ZZZ99"', b't="s"',
    b"&#0;", b"", b"1E400", b"nan", "²".encode(), b"A1:XFD1048576",
)  # fmt: skip
WEB = b"<html><table><tr><td rowspan=3 colspan=2>a<td>b</tr><tr><td>c</tr></table>"
XML = b'<?xml version="1.0"?><dataroot><R><So>1</So><N>2</N></R></dataroot>'
TEXT = "Ngày;Số\n1/2;3\n".encode()


def mutated(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        first = chance.randrange(len(changed) + 1)
        changed[first : first + chance.randrange(6)] = chance.choice(PIECES)
    return bytes(changed)


def with_bad_part(chance: random.Random, data: bytes) -> bytes:
    """Return a zip of which one part was changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as good, zipfile.ZipFile(out, "w") as bad:
        parts = {name: good.read(name) for name in good.namelist()}
        chosen = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        for name, part in parts.items():
            if name != chosen:
                bad.writestr(name, part)
            elif chance.random() > 0.1:
                bad.writestr(name, mutated(chance, part))
    return out.getvalue()


def hostile(chance: random.Random, excel: bytes, word: bytes) -> tuple[str, bytes]:
    name, data = chance.choice(
        (("a.html", WEB), ("a.xml", XML), ("a.csv", TEXT), ("a.xlsx", excel), ("a.docx", word))
    )
    if data in {excel, word} and chance.random() < 0.8:
        return name, with_bad_part(chance, data)
    return name, mutated(chance, data)


def sources(folder: Path) -> tuple[bytes, bytes]:
    paper = docx.Document()
    table = paper.add_table(4, 4)
    table.cell(1, 0).merge(table.cell(2, 1)).text = "Sở Y tế"
    out = io.BytesIO()
    paper.save(out)
    return old_book(folder).read_bytes(), out.getvalue()


def read_many(folder: Path, seed: int, count: int) -> None:
    chance, (excel, word) = random.Random(seed), sources(folder)
    for _ in range(count):
        name, data = hostile(chance, excel, word)
        with suppress(WardError):
            read_old_book(name, data)


def test_forged_files_are_read_or_refused(tmp_path: Path) -> None:
    read_many(tmp_path, 1, 60)


@pytest.mark.prove
def test_twenty_thousand_forged_files_are_read_or_refused(tmp_path: Path) -> None:
    read_many(tmp_path, 2, 20_000)


def workbook(sheet: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="a" r:id="r"/>'
            "</sheets></workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r" Target="worksheets/s.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/s.xml", f'<worksheet xmlns="{main}">{sheet}</worksheet>')
    return made.getvalue()


def test_figures_of_endless_length_are_no_places() -> None:
    long = "9" * 5000
    row = f'<sheetData><row r="{long}"><c s="{long}"><v>1</v></c></row>'
    row += f'<row><c t="s"><v>{long}</v></c></row></sheetData>'
    (sheet,) = read_old_book("a.xlsx", workbook(row))
    assert [[cell.text for cell in each.cells] for each in sheet.rows] == [["1"]]


def test_merged_areas_laid_over_each_other_are_refused() -> None:
    rows = "".join(f'<row r="{at}"><c t="str"><v>a</v></c></row>' for at in range(1, 200))
    areas = '<mergeCell ref="A1:CU199"/>' * 200
    sheet = f"<sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells>"
    with pytest.raises(WardError, match="treo máy"):
        read_old_book("a.xlsx", workbook(sheet))
