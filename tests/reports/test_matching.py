"""Whatever happened to a unit's file, its values come back to their cells or are listed."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook

from tests import unit_files as ward
from wardapp.core.returns import DoubtKind
from wardapp.documents.reader.old_fonts import tcvn3_text
from wardapp.documents.returned.door import returned_file
from wardapp.documents.unit_workbook import write_unit_workbook
from wardapp.reports.loading import load_form
from wardapp.reports.matching import match
from wardapp.reports.unit_book import unit_book

FORMS = ward.FORM.parents[1]
A_FIRST, A_LAST = "Loa truyền thanh", "Lồng ghép phong trào, sự kiện"


def _rename_all(book: Workbook) -> None:
    for number, sheet in enumerate(book, start=1):
        sheet.title = f"Trang tính {number}"


def _shuffle_rows(book: Workbook) -> None:
    sheet = book["Biểu A"]
    first, last = ward.row_of(sheet, A_FIRST), ward.row_of(sheet, A_LAST)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]
    for at, row in enumerate([*rows[5:], *reversed(rows[:5])]):
        for column, value in enumerate(row[1:], start=2):  # the hidden keys stay behind
            sheet.cell(first + at, column).value = value


def _swap_columns(book: Workbook) -> None:
    sheet = book["Biểu A"]
    for row in range(ward.row_of(sheet, "STT"), ward.row_of(sheet, A_LAST) + 1):
        one, other = sheet.cell(row, 5), sheet.cell(row, 6)
        one.value, other.value = other.value, one.value


def _insert(book: Workbook) -> None:
    sheet = book["Biểu A"]
    sheet.insert_rows(ward.row_of(sheet, "Infographic"), 3)
    sheet.insert_cols(6, 2)


def _retype_labels(book: Workbook) -> None:
    slips = (("truyền thanh", "truyền thnah"), ("Họp", "hop"), ("Bảng tin", "Bản tin"))
    sheet = book["Biểu A"]
    for row in range(ward.row_of(sheet, A_FIRST), ward.row_of(sheet, A_LAST) + 1):
        cell = sheet.cell(row, 3)
        for right, wrong in slips:
            cell.value = str(cell.value).replace(right, wrong)


def _cut_heading(book: Workbook) -> None:
    sheet = book["Biểu A"]
    sheet.delete_rows(1, ward.row_of(sheet, "STT") - 1)
    for dimension in sheet.row_dimensions.values():
        dimension.hidden = False


def _number_anew(book: Workbook) -> None:
    sheet = book["Biểu A"]
    for number, row in enumerate(
        range(ward.row_of(sheet, A_FIRST), ward.row_of(sheet, A_LAST) + 1), start=1
    ):
        sheet.cell(row, 2).value = number


def _loosen(book: Workbook) -> None:
    ward.every_cell(book, lambda text: unicodedata.normalize("NFD", text))


def _as_text(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int):
                    cell.value = f" {cell.value} "


def _split_heads(book: Workbook) -> None:
    sheet = book["Biểu A"]
    head = ward.row_of(sheet, "STT")
    sheet.insert_rows(head + 1)
    for cell in sheet[head]:
        first, _, rest = str(cell.value or "").partition(" ")
        if cell.value and rest:
            cell.value = first
            sheet.cell(head + 1, cell.column).value = rest


QUIET: dict[str, Callable[[Workbook], None]] = {
    "sheets renamed": _rename_all,
    "rows in another order": _shuffle_rows,
    "columns in another order": _swap_columns,
    "rows and columns inserted": _insert,
    "labels with slips": _retype_labels,
    "no heading": _cut_heading,
    "numbered anew": _number_anew,
    "loose accents": _loosen,
    "numbers as text": _as_text,
    "heads split over two rows": _split_heads,
}


KEYED = ("rows in another order", "columns in another order", "labels with slips")


@pytest.mark.parametrize(
    ("damage", "has_keys"), [*((each, False) for each in QUIET), *((each, True) for each in KEYED)]
)
def test_a_rearranged_workbook_gives_every_value_without_a_doubt(
    damage: str, has_keys: bool
) -> None:
    workbook = ward.opened() if has_keys else ward.bare()

    QUIET[damage](workbook)
    proposal = ward.read(workbook)

    assert ward.values_of(proposal) == ward.filled()[1]
    assert [doubt.sentence for doubt in proposal.doubts] == []
    assert (proposal.unit_id, proposal.period_id) == (ward.UNIT.id, "2026-06")


def test_what_was_filled_comes_back_with_file_sheet_and_cell() -> None:
    proposal = ward.read(ward.filled()[0], "anything.xlsx")

    assert ward.values_of(proposal) == ward.filled()[1]
    assert not proposal.doubts
    assert proposal.unit_id == ward.UNIT.id
    places = {(value.place.sheet, value.place.cell) for value in proposal.values}
    assert len(places) == len(proposal.values)
    assert {value.place.file for value in proposal.values} == {"anything.xlsx"}


@pytest.mark.parametrize("form", sorted(path.parent.name for path in FORMS.glob("*/form.toml")))
def test_every_form_that_ships_goes_out_and_comes_back(form: str) -> None:
    spec = load_form(FORMS / form / "form.toml")
    made = write_unit_workbook(
        unit_book(spec, ward.PERIOD, ward.UNIT, ward.FACTS), created=ward.MADE
    )
    data, put = ward.filled_of(spec, made)

    for content in (data, ward.saved(ward.bare(data))):
        file = returned_file("TDP 9.xlsx", content)
        proposal = match(file, ward.awaited(specs=(spec,), form_id=spec.id))

        assert ward.values_of(proposal) == put
        assert {doubt.kind for doubt in proposal.doubts} <= {DoubtKind.CHECK}


def test_all_tables_on_one_sheet_as_csv_and_as_a_web_page_under_xls() -> None:
    rows = [
        ["" if str(cell).startswith("=") or cell is None else cell for cell in row[1:]]
        for sheet in ward.bare()
        for row in sheet.iter_rows(values_only=True)
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    page = f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>"

    for name, data in (("TDP9.csv", text.getvalue()), ("TDP9.xls", page)):
        proposal = ward.read(data.encode("utf-8-sig" if name.endswith("csv") else "utf-8"), name)
        assert ward.values_of(proposal) == ward.filled()[1], name
        assert proposal.doubts == (), name
        assert proposal.unit_id == ward.UNIT.id


def test_text_in_old_code_is_read_and_each_value_marked() -> None:
    letters = {tcvn3_text(chr(code)): chr(code) for code in range(0xA1, 0x100)}
    workbook = ward.bare()

    ward.every_cell(workbook, lambda text: "".join(letters.get(each, each) for each in text))
    proposal = ward.read(workbook)

    assert ward.values_of(proposal) == ward.filled()[1]
    assert {doubt.kind for doubt in proposal.doubts} == {DoubtKind.MENDED}
    assert sum("phông cũ" in doubt.sentence for doubt in proposal.doubts) > 40


def test_a_table_without_heads_or_with_one_blank_is_read_by_order_and_said_so() -> None:
    for first, last in ((2, 13), (7, 7)):
        workbook = ward.bare()
        sheet = workbook["Biểu A"]
        for column in range(first, last + 1):
            sheet.cell(ward.row_of(sheet, A_FIRST) - 1, column).value = None

        proposal = ward.read(workbook)

        assert ward.values_of(proposal) == ward.filled()[1]
        assert {doubt.kind for doubt in proposal.doubts} == {DoubtKind.MENDED}
        assert all("xếp theo thứ tự" in doubt.sentence for doubt in proposal.doubts)


def test_rows_of_the_units_own_and_wrong_sums_are_doubts_with_their_cells() -> None:
    workbook = ward.opened()
    first, fourth = workbook["Biểu A"], workbook["Biểu D"]
    below = ward.row_of(first, A_LAST) + 1
    first.cell(below, 3).value, first.cell(below, 6).value = "Khác: xe loa lưu động", 5
    sums = ward.row_of(fourth, "Tổng cộng")
    fourth.cell(sums, 4).value, fourth.cell(sums, 5).value = 10, 99

    proposal = ward.read(workbook)

    assert ward.values_of(proposal) == ward.filled()[1]
    found = {(doubt.kind, doubt.place.sheet, doubt.place.cell) for doubt in proposal.doubts}
    assert found == {
        (DoubtKind.UNPLACED, "Biểu A", f"F{below}"),
        (DoubtKind.FORMULA, "Biểu D", f"E{sums}"),
    }


def test_a_hidden_sheet_is_read_and_each_value_marked() -> None:
    workbook = ward.opened()
    workbook["Biểu D"].sheet_state = "hidden"

    proposal = ward.read(workbook)

    assert ward.values_of(proposal) == ward.filled()[1]
    hidden = [value.place for value in proposal.values if value.place.sheet == "Biểu D"]
    assert {doubt.place for doubt in proposal.doubts} == set(hidden)
    assert {doubt.kind for doubt in proposal.doubts} == {DoubtKind.MENDED}


def test_a_row_twice_with_other_figures_asks_which() -> None:
    workbook = ward.bare()
    sheet = workbook["Biểu A"]
    row = ward.row_of(sheet, A_LAST)
    for column in range(2, 13):
        sheet.cell(row + 1, column).value = sheet.cell(row, column).value
    sheet.cell(row + 1, 6).value = 44

    proposal = ward.read(workbook)

    assert [(doubt.kind, doubt.value) for doubt in proposal.doubts] == [(DoubtKind.AMBIGUOUS, 44)]


def test_blank_is_not_zero_and_a_broken_rule_is_a_doubt() -> None:
    workbook = ward.opened()
    row = ward.row_of(workbook["Biểu A"], A_FIRST)
    workbook["Biểu A"].cell(row, 6).value = None
    workbook["Biểu A"].cell(row + 1, 6).value = "-"
    workbook["Biểu B"].cell(5, 5).value = 5000  # more households than there are

    proposal = ward.read(workbook)

    values = ward.values_of(proposal)
    assert ("A", "A1", "actual") not in values
    assert values["A", "A1a", "actual"] == 0
    kinds = [doubt.kind for doubt in proposal.doubts if not doubt.settled]
    assert kinds.count(DoubtKind.MENDED) == 1
    assert kinds.count(DoubtKind.CHECK) >= 2


def test_identity_that_says_another_period_unit_or_was_touched_is_told() -> None:
    file = returned_file("x.xlsx", ward.filled()[0])
    later = replace(ward.PERIOD, id="2026-09", label="kỳ tháng 9/2026", due_date=date(2026, 9, 10))
    facts = dict(file.identity) | {"unit_id": ward.UNITS[2].id}
    touched = replace(file, identity=tuple(facts.items()))

    of_another_period = match(file, ward.awaited(period=later))
    of_another_unit = match(touched, ward.awaited())

    said_of = [doubt.sentence for doubt in of_another_period.doubts]
    assert any("2026-06" in sentence and "2026-09" in sentence for sentence in said_of)
    sentences = [doubt.sentence for doubt in of_another_unit.doubts]
    assert any("đã bị sửa" in sentence for sentence in sentences)
    assert any("Tổ dân phố số 9" in sentence for sentence in sentences)
    assert set(of_another_unit.unit_candidates) == {ward.UNITS[2].id, ward.UNIT.id}


def test_an_old_version_is_read_by_its_own_heads() -> None:
    newest = ward.spec()
    table = newest.tables[0]
    renamed = tuple(
        replace(column, key="aim", label="Chỉ tiêu giao", short_label="")
        if column.key == "plan"
        else column
        for column in table.columns
    )
    other = replace(
        newest, version="2027.1", tables=(replace(table, columns=renamed), *newest.tables[1:])
    )

    proposal = match(
        returned_file("TDP 9.xlsx", ward.saved(ward.bare())), ward.awaited(specs=(other, newest))
    )

    assert proposal.form_version == newest.version
    assert ward.values_of(proposal) == ward.filled()[1]
