"""Workbooks of forms: LibreOffice computes every formula anew and finds the figures of ours."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.form_examples import ROOT, example_of
from wardapp.core.forms import CellType, ColumnSpec, FilledCell, FilledForm, FormFacts, FormSpec
from wardapp.documents.printout_xlsx import write_xlsx
from wardapp.reports.filling import relaid
from wardapp.reports.loading import form_of, load_form
from wardapp.reports.printing import form_printout
from wardapp.reports.tomlfile import toml_record

DAY = date(2026, 6, 10)
FACTS = FormFacts(reporter="Đảng uỷ phường Liên Hồ", prepared_by="Lê Thị Hoa")
_KEPT = re.compile(r'(<c [^>]*?)( t="str")?(>)<f>(.*?)</f><v>[^<]*</v>')
_BLANK_SHARE = 0.25
_ALL_FEATURES = """
id = "moi-thu"
version = "1"
label = "Biểu thử"
title = "BẢNG thử"
source = "thử"
due = [{ month = 6, day = 10 }]
[[tables]]
code = "A"
title = "Biểu A"
short_title = "A"
kind = "fixed"
row_head = "Dòng"
total_row = true
index_labels = true
columns = [
  { key = "share", label = "Phần", type = "percent", formula = "big / plus(a, b, d) * 100" },
  { key = "big", label = "Lớn", formula = "max(a, b) - 3" },
  { key = "a", label = "Một", unit = "cái", group = "Nhóm" },
  { key = "b", label = "Hai", group = "Nhóm" },
  { key = "d", label = "Lẻ", type = "decimal" },
  { key = "mean", label = "Giữa", type = "decimal", formula = "(a + b) / 2 - min(a, b) * 0.1" },
  { key = "note", label = "Lời", type = "text" },
]
rows = [
  { code = "S", label = "Cộng hết", formula = "plus(S1, S2)", number = "I" },
  { code = "S1", label = "Cộng một", formula = "plus(r1:r3)", indent = 1 },
  { code = "r1", label = "Một" },
  { code = "r2", label = "Hai", na = ["b"] },
  { code = "r3", label = "Ba" },
  { code = "S2", label = "Hiệu", formula = "r3 - r1 * 2 + plus(r2, r3)", indent = 1 },
  { code = "r4", label = "Bốn" },
]
"""


def _forms() -> list[tuple[FormSpec, FilledForm]]:
    chance = random.Random(5)
    found = []
    for path in sorted(ROOT.glob("forms/*/example.toml")):
        example = example_of(load_form(path.with_name("form.toml")), path.read_text("utf-8"))
        found.append((example.spec, example.filled))
        found.append((example.spec, _typed_anew(example.spec, example.filled, chance)))
    spec = form_of(toml_record("moi-thu/form.toml", _ALL_FEATURES))
    blank = example_of(spec, 'period = "2026-06"\n[cells]\n').filled
    return [*found, *((spec, _typed_anew(spec, blank, chance)) for _ in range(12))]


def _typed_anew(spec: FormSpec, filled: FilledForm, chance: random.Random) -> FilledForm:
    """Return a form with figures typed in everywhere, a quarter left blank."""
    typed = []
    for table in spec.tables:
        sums = {row.code for row in table.rows if row.formula}
        for row in filled.table(table.code).rows:
            for cell in row.cells:
                column = table.column(cell.key.column)
                if not column.formula and row.code not in sums:
                    value = None if chance.random() < _BLANK_SHARE else _value(column, chance)
                    over = FilledCell(key=cell.key, typed=value, is_typed=True, reason="=1+1")
                    typed.append(over)
    return relaid(spec, replace(filled, overrides=tuple(typed)))


def _value(column: ColumnSpec, chance: random.Random) -> int | Decimal | str | None:
    match column.type:
        case CellType.COUNT:
            return chance.randrange(0, 400)
        case CellType.DECIMAL | CellType.PERCENT:
            return Decimal(chance.randrange(0, 1000)) / 10
        case CellType.CHOICE:
            return column.choices[0]
        case CellType.RATIO:
            return "3/9"
    return "=HYPERLINK(1)"


def _without_values(book: bytes) -> bytes:
    """Return the workbook without the values we kept beside its formulas."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _KEPT.sub(r"\1\3<f>\4</f>", data.decode()).encode()
            target.writestr(name, data)
    return out.getvalue()


def _cells(data: bytes) -> dict[tuple[str, str], object]:
    book = load_workbook(io.BytesIO(data), data_only=True)
    found = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }
    book.close()
    return found


def _formulas(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(book.read(name).count(b"<f>") for name in sheets)


def _same(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return abs(ours - theirs) < 1e-9
    return ours == theirs


@pytest.mark.prove
@pytest.mark.libreoffice
def test_libreoffice_computes_every_cell_of_every_form_as_we_do(soffice, tmp_path: Path) -> None:
    written: dict[str, bytes] = {}
    for number, (spec, filled) in enumerate(_forms()):
        book = write_xlsx(form_printout(spec, filled, FACTS), created=DAY)
        path = tmp_path / f"{number:02}-{spec.id}.xlsx"
        path.write_bytes(_without_values(book))
        written[path.name] = book

    made = soffice(sorted(tmp_path.glob("*.xlsx")), tmp_path / "again", "xlsx")

    compared = 0
    for path in made:
        ours, theirs = _cells(written[path.name]), _cells(path.read_bytes())
        wrong = {
            key for key in ours.keys() | theirs.keys() if not _same(ours.get(key), theirs.get(key))
        }
        assert not wrong, (path.name, [(k, ours.get(k), theirs.get(k)) for k in sorted(wrong)[:5]])
        compared += len(ours)
    assert len(made) == len(written)
    assert sum(_formulas(book) for book in written.values()) > 500
    assert compared > 3000


def test_words_that_begin_like_formulas_stay_words() -> None:
    for spec, filled in _forms()[1:10:4]:
        printout = form_printout(spec, filled, FACTS)
        book = load_workbook(io.BytesIO(write_xlsx(printout, created=DAY)))
        for sheet in book.worksheets:
            formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
            assert not [each for each in formulas if "HYPERLINK" in str(each) or "1+1" in str(each)]
        book.close()


def test_every_signature_of_a_form_stands_in_its_workbook() -> None:
    for spec, filled in _forms()[:8:2]:
        titles = set(spec.signatures or ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"))
        book = load_workbook(
            io.BytesIO(write_xlsx(form_printout(spec, filled, FACTS), created=DAY))
        )
        said = {c.value for sheet in book.worksheets for row in sheet.iter_rows() for c in row}
        book.close()
        assert titles <= said
