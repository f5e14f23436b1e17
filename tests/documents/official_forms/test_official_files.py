from __future__ import annotations

import io
import random
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from tests.conftest import Proof
from tests.documents.official_forms.official_files import (
    DRESSES,
    ROWS,
    SHEET,
    Dress,
    a_dress,
    a_workbook,
    cells_of,
    is_formula,
    parts_of,
    style_of,
    value_of,
    without_result,
)
from tests.office_tools import OfficeTools
from tests.template_tools import body_of, packed, run, sdt
from wardapp.core.errors import UnreadableFile
from wardapp.core.form_versions import BoundKind
from wardapp.core.forms import CellType, FormValue
from wardapp.core.official import FormHead
from wardapp.documents.official_forms.door import (
    filled_official,
    kind_of,
    missing_places,
    read_official,
)
from wardapp.reports.form_writing import form_text
from wardapp.reports.loading import faults_of

SHEET_PART = "xl/worksheets/sheet1.xml"
WORDS = ("=1+1", "+84 24", "-5 độ", "@SUM(A1)", 'Lời "hay"\nhai dòng <b>&', "  cách  ")


def some_values(rng: random.Random) -> dict[str, FormValue]:
    """Values for free cells of the official workbook."""
    values: dict[str, FormValue] = {f"{SHEET}!B4": "Chi bộ 9", f"{SHEET}!B5": "kỳ tháng 6/2026"}
    for row in range(10, 10 + len(ROWS)):
        for letter in "DE":
            values[f"{SHEET}!{letter}{row}"] = rng.choice((0, 7, 1250, Decimal("3.5"), None))
        values[f"{SHEET}!G{row}"] = rng.choice((*WORDS, None))
    return values


def only_bound_cells_change(dress: Dress, rng: random.Random) -> None:
    data, values = a_workbook(dress), some_values(rng)
    made, refused = filled_official(data, values)
    assert refused == ()
    before, after = parts_of(data), parts_of(made)
    assert list(before) == list(after)
    has_formulas = b"<f>" in b"".join(before.values()) or b":f>" in b"".join(before.values())
    bound = {place.rpartition("!")[2]: value for place, value in values.items()}
    for name, old in before.items():
        if name == "xl/workbook.xml" and has_formulas:
            assert b'fullCalcOnLoad="1"' in after[name]
        elif name.startswith("xl/worksheets/sheet"):
            of_this = bound if name == SHEET_PART else {}
            sheets_are_alike(old, after[name], of_this)
            if not has_formulas and name != SHEET_PART:
                assert old == after[name]
        else:
            assert old == after[name], name


def sheets_are_alike(old: bytes, new: bytes, bound: dict[str, FormValue]) -> None:
    """Everything but the bound cells is as it was; formulas lost only their kept results."""
    cells, rest = cells_of(old)
    now, still = cells_of(new)
    assert rest == still
    for name in cells.keys() | now.keys():
        if name in bound:
            holds(now.get(name), bound[name])
            if name in cells:
                assert style_of(now.get(name)) == style_of(cells[name])
        elif is_formula(cells[name]):
            assert now[name] == without_result(cells[name])
        else:
            assert now[name] == cells[name]


def holds(cell: bytes | None, value: FormValue) -> None:
    kind, text = ("n", "") if cell is None else value_of(cell)
    if value is None:
        assert text == ""
    elif isinstance(value, str):
        assert (kind, text) == ("inlineStr", value)
    else:
        assert (kind, Decimal(text)) == ("n", value)
    assert cell is None or not is_formula(cell)


@pytest.mark.parametrize("word", DRESSES)
def test_only_the_bound_cells_of_a_workbook_change(word: str) -> None:
    only_bound_cells_change(Dress(frozenset({word, "sums", "second"})), random.Random(word))


@pytest.mark.prove
def test_only_bound_cells_change_in_any_workbook(proof: Proof) -> None:
    rng = proof.random("official files")
    for _ in range(proof.times(5, 400, 2000)):
        only_bound_cells_change(a_dress(rng), rng)


def test_without_formulas_the_workbook_part_stays_as_it_was() -> None:
    data = a_workbook(Dress(frozenset({"chart", "logo"})))
    made, _ = filled_official(data, {f"{SHEET}!D10": 5})
    changed = {name for name, old in parts_of(data).items() if parts_of(made)[name] != old}
    assert changed == {SHEET_PART}


def test_formulas_covered_cells_and_unknown_sheets_take_nothing() -> None:
    data = a_workbook(Dress(frozenset({"sums"})))
    places = (f"{SHEET}!F10", f"{SHEET}!C3", "Không có!A1", f"{SHEET}!XFE1", f"{SHEET}!D10")
    assert missing_places(data, places) == (
        "Không có!A1", f"{SHEET}!XFE1", f"{SHEET}!C3", f"{SHEET}!F10",
    )  # fmt: skip


def test_a_workbook_becomes_a_form_without_faults() -> None:
    data = a_workbook(Dress(frozenset({"sums", "second", "chart"})))
    reading = read_official("mau.xlsx", data)
    table, growing = reading.tables
    assert [column.label for column in table.columns] == ["Kế hoạch", "Thực hiện", "Ghi chú"]
    assert {column.group for column in table.columns[:2]} == {"Số lượng"}
    assert table.columns[2].type is CellType.TEXT
    assert tuple(row.label for row in table.rows) == ROWS
    assert [row.unit for row in table.rows] == ["lượt"] * len(ROWS)
    assert len(table.skipped) == 2
    assert growing.rows == ()
    assert [column.type for column in growing.columns][-1] is CellType.COUNT
    assert {fact.target for fact in reading.facts} == {"reporter", "period"}
    head = FormHead(id="mau", version="1", label="Mẫu 1", title=reading.title)
    assert faults_of(form_text(head, reading), "mau/form.toml", "mau") == ()
    assert missing_places(data, tuple(place.place for place in table.places)) == ()


def a_word_file() -> bytes:
    """A Word form with a head of two lines, merged cells and a signature table."""
    document = Document()
    document.add_paragraph("BÁO CÁO tình hình tư tưởng")
    table = document.add_table(rows=4, cols=5)
    for at, head in enumerate(("STT", "Nội dung", "Số lượng", "", "Ghi chú")):
        table.cell(0, at).text = head
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "Kỳ này", "Luỹ kế"
    for at in (0, 1, 4):
        table.cell(0, at).merge(table.cell(1, at))
    for row, label in ((2, "Ý kiến nêu"), (3, "Đã trả lời")):
        table.cell(row, 0).text, table.cell(row, 1).text = str(row - 1), label
        table.cell(row, 2).paragraphs[0].add_run("…").bold = True
    document.add_paragraph("Nơi nhận: như trên")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_form_is_read_and_only_its_bound_cells_change() -> None:
    data = a_word_file()
    reading = read_official("mau.docx", data)
    (table,) = reading.tables
    assert [row.label for row in table.rows] == ["Ý kiến nêu", "Đã trả lời"]
    assert [column.label for column in table.columns] == ["Kỳ này", "Luỹ kế", "Ghi chú"]
    places = {(each.row, each.column): each.place for each in table.places}
    place = places[3, "ky_nay"]
    values: dict[str, FormValue] = {place: 1250, places[4, "ghi_chu"]: "=1+1\nhai dòng"}
    made, refused = filled_official(data, values)
    assert refused == ()
    before, after = parts_of(data), parts_of(made)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    filled = Document(io.BytesIO(made)).tables[0]
    assert filled.cell(2, 2).text == "1.250"
    assert filled.cell(2, 2).paragraphs[0].runs[0].bold
    assert filled.cell(3, 4).text == "=1+1\nhai dòng"
    old = etree.fromstring(before["word/document.xml"])
    new = etree.fromstring(after["word/document.xml"])
    for root in (old, new):
        cells = root.findall(".//{*}tc")
        for at in (*_index(root, 2, 2), *_index(root, 3, 4)):
            cells[at].clear()
    assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")
    assert missing_places(data, ("1:9:1", "2:1:1", "không")) == ("1:9:1", "2:1:1", "không")


def test_a_content_control_of_a_word_form_takes_its_value_by_tag() -> None:
    body = f"<w:p>{run('Đơn vị: ')}{sdt('don-vi', run('…'))}</w:p><w:p>{run('Hết.')}</w:p>"
    data = packed(body)
    places: dict[str, FormValue] = {"don-vi": "Chi bộ 9 & Ban công tác", "khac": 1}

    made, refused = filled_official(data, places)

    assert refused == ("khac",)
    assert "Chi bộ 9 &amp; Ban công tác" in body_of(made)
    assert "Hết." in body_of(made)
    assert read_official("mau.docx", data).tags == ("don-vi",)
    assert kind_of(data) is BoundKind.DOCX


def test_a_word_form_that_fetches_its_template_from_elsewhere_is_refused() -> None:
    data = with_part(a_word_file(), "word/_rels/settings.xml.rels", LINK)
    with pytest.raises(UnreadableFile, match="bên ngoài"):
        kind_of(data)
    own = LINK.replace(b"http://x/image", b"http://x/attachedTemplate")
    at_home = own.replace(b"http://lienho.example/a.png", b"file:///D:/mau/Normal.dotm")
    part = "word/_rels/settings.xml.rels"
    assert kind_of(with_part(a_word_file(), part, at_home)) is BoundKind.DOCX
    with pytest.raises(UnreadableFile, match="bên ngoài"):
        kind_of(with_part(a_word_file(), part, own))
    data = with_part(a_word_file(), "word/vbaProject.bin", b"x")
    with pytest.raises(UnreadableFile, match="macro"):
        kind_of(data)


def _index(root: etree._Element, row: int, column: int) -> tuple[int]:
    rows = root.findall(".//{*}tr")
    before = sum(len(each.findall("{*}tc")) for each in rows[:row])
    return (before + column,)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for part, old in parts_of(data).items():
            made.writestr(part, content if part == name else old)
        if name not in parts_of(data):
            made.writestr(name, content)
    return stream.getvalue()


LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r9" Type="http://x/image" Target="http://lienho.example/a.png" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("xl/vbaProject.bin", b"x", "macro"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "bên ngoài"),
        ("xl/worksheets/_rels/sheet1.xml.rels", LINK, "bên ngoài"),
        (SHEET_PART, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "khai báo lạ"),
        (SHEET_PART, b" " * (9 << 20), "quá nhiều dữ liệu"),
        (SHEET_PART, b"<worksheet>", "hỏng"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(name: str, content: bytes, said: str) -> None:
    data = with_part(a_workbook(Dress(frozenset())), name, content)
    with pytest.raises(UnreadableFile, match=said):
        filled_official(data, {f"{SHEET}!D10": 1})
    with pytest.raises(UnreadableFile):
        read_official("mau.xlsx", data)


def test_what_is_no_workbook_is_refused() -> None:
    for data in (b"", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04", b"%PDF-1.7"):
        with pytest.raises(UnreadableFile):
            kind_of(data)


@pytest.mark.prove
def test_libreoffice_opens_filled_workbooks_and_reckons_them(
    soffice: OfficeTools, proof: Proof, tmp_path: Path
) -> None:
    rng = proof.random("opened official files")
    paths = []
    for number in range(proof.times(2, 50, 200)):
        dress = Dress(a_dress(rng).words | {"sums"})
        values: dict[str, FormValue] = {f"{SHEET}!D{row}": row for row in range(10, 14)}
        values[f"{SHEET}!G10"] = "=1+1"
        made, _ = filled_official(a_workbook(dress), values)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(made)
        paths.append(path)
    out = tmp_path / "out"
    out.mkdir()
    soffice(paths, out, "xlsx")
    for path in paths:
        book = load_workbook(out / path.name, data_only=True)
        sheet = book[SHEET]
        assert sheet["D14"].value == sum(range(10, 14))
        assert sheet["G10"].value == "=1+1"
        assert sheet["G10"].data_type == "s"
        book.close()
