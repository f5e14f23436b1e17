"""Files from outside are read within bounds, whatever they are, or refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.unit_files import filled, opened, read, row_of, saved
from wardapp.core.errors import UnreadableFile
from wardapp.core.returns import CellDoubt, GridCell, ReturnedFile
from wardapp.documents.returned.door import read_returned, returned_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a filled workbook with other parts in its zip."""
    with zipfile.ZipFile(io.BytesIO(filled()[0])) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def _cells(file: ReturnedFile) -> dict[str, GridCell]:
    return {cell.place: cell for row in file.grids[0].rows for cell in row}


def test_cells_come_as_they_are_shown_with_what_excel_did_to_them() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["C1"] = "Ti\u0300nh", 12, 0.1 + 0.2
    sheet["A2"], sheet["B2"] = date(2026, 5, 3), 0.85
    sheet["B2"].number_format = "0%"
    sheet["A3"], sheet["B3"], sheet["C3"] = "=B1*2", "=3/5", "#REF!"
    sheet["C3"].data_type = "e"
    sheet["A4"] = "gộp"
    sheet.merge_cells("A4:B4")
    sheet.row_dimensions[1].hidden = True

    cells = _cells(returned_file("a.xlsx", saved(book)))

    assert cells["A1"].text == "Tình"
    assert cells["A1"].is_hidden
    assert (cells["B1"].number, cells["C1"].number) == (12, Decimal("0.3"))
    assert (cells["A2"].text, cells["A2"].doubt) == ("03/05/2026", CellDoubt.DATE)
    assert (cells["B2"].text, cells["B2"].number) == ("85%", 85)
    assert (cells["A3"].is_formula, cells["A3"].doubt) == (True, CellDoubt.NO_VALUE)
    assert cells["C3"].doubt is CellDoubt.ERROR
    assert cells["B4"].is_repeat
    assert not cells["A4"].is_repeat


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", OLE, "lưu lại dạng .xlsx"),
        ("a.doc", OLE, "lưu lại dạng .docx"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 90, "Excel hoặc Word"),
        ("scan.pdf", b"%PDF-1.7\n", "Excel hoặc Word"),
        ("a.xlsx", b"PK\x03\x04 broken", "hỏng"),
        ("a.xlsx", b"", "rỗng"),
        ("a.csv", b";".join([b"1"] * 500), "không phải biểu"),
        ("a.bin", b"\0\1\2\3" * 30, "Excel hoặc Word"),
    ],
)
def test_what_holds_no_table_is_refused_in_one_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refused:
        returned_file(name, data)
    assert "\n" not in refused.value.sentence


def test_macros_links_and_pictures_are_named_and_left_alone() -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"\0" * 20
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        parts["xl/media/image1.png"] = b"\x89PNG"
        parts["xl/comments1.xml"] = b"<comments/>"

    file = returned_file("a.xlsm", _repacked(add))

    assert len(file.left_out) == 4
    assert any("macro" in sentence for sentence in file.left_out)
    assert any("liên kết" in sentence for sentence in file.left_out)


def test_a_million_empty_rows_and_thousands_of_columns_cost_nothing_and_lose_nothing() -> None:
    name = "xl/worksheets/sheet1.xml"

    def swell(parts: dict[str, bytes]) -> None:
        rows = b"".join(b'<row r="%d" spans="1:9"/>' % n for n in range(100, 1_048_577))
        far = b'<row r="60"><c r="XFD60"><v>7</v></c></row>'
        text = parts[name].replace(b"</sheetData>", far + rows + b"</sheetData>")
        parts[name] = text.replace(b'ref="A1:L33"', b'ref="A1:XFD1048576"')

    plain, swollen = (returned_file("a.xlsx", data) for data in (filled()[0], _repacked(swell)))

    assert swollen.grids == plain.grids
    assert any("XFD60" in sentence for sentence in swollen.left_out)


def test_bombs_entities_and_endless_tables_are_refused() -> None:
    def bomb(parts: dict[str, bytes]) -> None:
        parts["xl/sharedStrings.xml"] = b"<sst>" + b" " * (30 << 20) + b"</sst>"

    def entities(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[name]

    def endless(parts: dict[str, bytes]) -> None:
        rows = b"".join(
            b'<row r="%d">%s</row>' % (n, b"<c><v>1</v></c>" * 100) for n in range(100, 1_300)
        )
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")

    for change in (bomb, entities, endless):
        with pytest.raises(UnreadableFile):
            returned_file("a.xlsx", _repacked(change))


def test_who_prepared_it_is_read_from_workbook_and_word() -> None:
    book = opened()
    sheet = book["Biểu A"]
    for label, said in (("Người lập:", "Trần Văn Bình"), ("Điện thoại:", "0900 000 000")):
        sheet.cell(row_of(sheet, label), 4).value = said

    proposal = read(book)

    assert (proposal.prepared_by, proposal.phone) == ("Trần Văn Bình", "0900 000 000")
    assert proposal.doubts == ()


def test_a_path_that_is_missing_or_a_folder_says_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.xlsx"):
        with pytest.raises(UnreadableFile):
            read_returned(path)
