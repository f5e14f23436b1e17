from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.reports.form_edits import JUNE
from wardapp.core.form_versions import FormMapping
from wardapp.core.forms import (
    CellKey,
    CellType,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormSpec,
    FormValue,
)
from wardapp.reports.consolidating import unlaid
from wardapp.reports.evolution import Carrying, carried, carry, route_of
from wardapp.reports.faults import FormFault
from wardapp.reports.going_back import carried_back
from wardapp.reports.laying import values_of
from wardapp.reports.loading import form_of
from wardapp.reports.tomlfile import toml_record
from wardapp.services.form_book import shipped_forms

OLD = """
id = "mau"
version = "1"
label = "Mẫu 1"
title = "BÁO CÁO tháng"
source = "Ví dụ"
due = [{ month = 6, day = 10 }]
[[tables]]
code = "A"
title = "Biểu A"
short_title = "A"
kind = "fixed"
[[tables.columns]]
key = "plan"
label = "Kế hoạch"
[[tables.columns]]
key = "actual"
label = "Thực hiện"
source = "amount"
[[tables.columns]]
key = "rate"
label = "Tỷ lệ"
type = "percent"
formula = "actual / plan * 100"
[[tables.columns]]
key = "note"
label = "Ghi chú"
type = "text"
[[tables.rows]]
code = "A1"
label = "Loa"
channels = ["loa"]
[[tables.rows]]
code = "A2"
label = "Fanpage"
channels = ["fanpage"]
[[tables.rows]]
code = "A3"
label = "Zalo"
channels = ["zalo-oa"]
[[tables]]
code = "C"
title = "Biểu C"
short_title = "C"
kind = "growing"
[[tables.columns]]
key = "issue"
label = "Vấn đề"
type = "text"
"""
MOVES = """
[[mappings]]
version = "1"
[[mappings.moves]]
kind = "merge"
old = ["A.A2", "A.A3"]
new = ["A.A2"]
[[mappings.moves]]
kind = "move"
old = ["A.*.plan"]
new = ["A.*.target"]
[[mappings.moves]]
kind = "move"
old = ["C"]
new = ["F"]
"""


def a_form(text: str) -> FormSpec:
    return form_of(toml_record("mau/form.toml", text))


@pytest.fixture
def old_spec() -> FormSpec:
    return a_form(OLD)


@pytest.fixture
def new_spec() -> FormSpec:
    text = OLD.replace('version = "1"', 'version = "2"').replace('code = "C"', 'code = "F"')
    text = text.replace('"plan"', '"target"').replace("actual / plan", "actual / target")
    begin, end = text.index('[[tables.rows]]\ncode = "A3"'), text.index('[[tables]]\ncode = "F"')
    return a_form(text[:begin] + text[end:] + MOVES)


def key(text: str) -> CellKey:
    table, row, column = text.split(".")
    return CellKey(table=table, row=row, column=column)


def typed(**values: FormValue) -> tuple[FilledCell, ...]:
    """Typed cells: `A_A2_plan=5`."""
    return tuple(
        FilledCell(key=key(name.replace("_", ".")), typed=value, is_typed=True, reason="đếm lại")
        for name, value in values.items()
    )


def an_open_form(**values: FormValue) -> FilledForm:
    return FilledForm(
        form_id="mau",
        form_version="1",
        period=JUNE,
        reporter="UBND phường Liên Hồ",
        tables=(),
        overrides=typed(**values),
        grown=(key("C.C1."), key("C.C2.")),
    )


def said(form: FilledForm) -> dict[str, FormValue]:
    return {
        f"{at.table}.{at.row}.{at.column}": cell.value for at, cell in values_of(form).items()
        if cell.value is not None
    }  # fmt: skip


def test_rows_join_columns_and_tables_are_renamed_and_grown_rows_follow(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    old = an_open_form(A_A1_plan=3, A_A2_plan=5, A_A3_plan=7, A_A2_note="ít", C_C2_issue="Rác")

    done = carry(old, old_spec, new_spec)

    assert said(done.form) == {
        "A.A1.target": 3, "A.A2.target": 12, "A.A2.note": "ít", "F.F2.issue": "Rác",
    }  # fmt: skip
    assert [row.row for row in done.form.grown] == ["F1", "F2"]
    assert {cell.reason for cell in done.form.overrides} == {"đếm lại"}
    parts = {cell.key: cell.value for cell in done.form.unplaced}
    assert (parts[key("A.A2.plan")], parts[key("A.A3.plan")]) == (5, 7)
    assert all(cell.merged_into for cell in done.form.unplaced)
    assert done.count(Carrying.MERGED) == 3
    assert done.count(Carrying.MOVED) == 2

    back = carried_back(done.form, new_spec, old_spec)
    assert said(back) == said(old)
    assert back.grown == old.grown
    assert back.unplaced == ()


def test_a_sum_changed_since_goes_back_whole_and_its_parts_stay_apart(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    form = carried(an_open_form(A_A2_plan=5, A_A3_plan=7), old_spec, new_spec)
    changed = replace(form, overrides=typed(A_A2_target=20))

    back = carried_back(changed, new_spec, old_spec)

    assert said(back) == {"A.A2.plan": 20}
    assert sorted((cell.value, cell.why) for cell in back.unplaced) == [
        (5, "Số đã gộp được sửa sau đó."), (7, "Số đã gộp được sửa sau đó."),
    ]  # fmt: skip


def test_parts_that_are_not_all_numbers_are_kept_and_not_summed(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    mixed = replace(
        old_spec,
        tables=tuple(
            replace(table, columns=tuple(
                replace(column, type=CellType.TEXT) if column.key == "plan" else column
                for column in table.columns
            ))
            for table in old_spec.tables
        ),
    )  # fmt: skip
    form = carried(an_open_form(A_A2_plan=5, A_A3_plan="bảy"), mixed, new_spec)

    assert said(form) == {}
    assert {(cell.key.row, cell.value) for cell in form.unplaced} == {("A2", 5), ("A3", "bảy")}
    assert {cell.merged_into for cell in form.unplaced} == {None}


def test_a_typed_part_is_summed_with_what_the_log_said_of_the_other(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    old = an_open_form(A_A2_actual=5)
    computed = FilledCell(key=key("A.A3.actual"), computed=7, line_ids=("x",))
    table = replace(_table(old_spec), rows=_rows(computed))
    form = carried(replace(old, tables=(table,)), old_spec, new_spec)

    cell = values_of(form)[key("A.A2.actual")]
    assert (cell.typed, cell.computed, cell.reason) == (12, None, "đếm lại")


def test_figures_of_a_closed_form_are_carried_frozen_with_their_lines(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    actual = FilledCell(key=key("A.A1.actual"), computed=8, line_ids=("x",))
    rate = FilledCell(key=key("A.A1.rate"), computed=Decimal("160.0"))
    plan = FilledCell(key=key("A.A1.plan"), typed=5, is_typed=True, reason="giao thêm")
    old = replace(
        an_open_form(A_A1_plan=5),
        closed_ms=7,
        approved_ms=6,
        tables=(replace(_table(old_spec), rows=_rows(actual, rate, plan)),),
    )

    form = carried(old, old_spec, new_spec)

    cells = values_of(form)
    assert (cells[key("A.A1.actual")].value, cells[key("A.A1.actual")].line_ids) == (8, ("x",))
    assert cells[key("A.A1.rate")].value == Decimal("160.0")
    assert form.unplaced == ()
    assert (form.closed_ms, form.approved_ms) == (7, None)

    other = replace(old, tables=(replace(old.tables[0], rows=_rows(
        actual, replace(rate, computed=Decimal(99)), plan
    )),))  # fmt: skip
    (kept,) = carried(other, old_spec, new_spec).unplaced
    assert (kept.value, kept.why) == (99, "Công thức mới ra số khác số đã chốt.")


def _table(spec: FormSpec) -> FilledTable:
    return FilledTable(code=spec.tables[0].code, rows=())


def _rows(*cells: FilledCell) -> tuple[FilledRow, ...]:
    rows = dict.fromkeys(cell.key.row for cell in cells)
    return tuple(
        FilledRow(code=row, label=row, cells=tuple(c for c in cells if c.key.row == row))
        for row in rows
    )


def test_the_way_between_versions_is_the_shortest_declared_one(old_spec: FormSpec) -> None:
    two = replace(old_spec, version="2", mappings=a_mapping("1"))
    three = replace(old_spec, version="3", mappings=(*a_mapping("2"), *a_mapping("1")))
    four = replace(old_spec, version="4", mappings=a_mapping("3"))
    far = replace(old_spec, version="9")
    versions = (old_spec, two, three, four, far)

    def way(old: str, new: str) -> list[str]:
        return [spec.version for spec in route_of(versions, old, new)]

    assert way("1", "4") == ["1", "3", "4"]
    assert way("2", "4") == ["2", "3", "4"]
    assert way("1", "9") == ["1", "9"]
    assert way("1", "1") == ["1"]


def a_mapping(version: str) -> tuple[FormMapping, ...]:
    return (FormMapping(version=version),)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ('kind = "moov"\nold = ["A"]\nnew = ["A"]', "moov"),
        ('kind = "move"\nold = ["A.A1"]\nnew = ["A.A9"]', "A9"),
        ('kind = "move"\nold = ["A.A1"]\nnew = ["Z"]', "Z"),
        ('kind = "move"\nold = ["A.A1", "A.A2"]\nnew = ["A.A1"]', "chỗ cũ"),
        ('kind = "move"\nold = ["A.A1.x.y"]\nnew = ["A.A1"]', "A.A1.x.y"),
        ('kind = "split"\nold = ["A.A1"]', "new"),
        ('kind = "drop"\nold = ["A.A1"]\nnew = ["A.A2"]', "new"),
    ],
)
def test_a_wrong_mapping_is_a_fault(moves: str, said: str) -> None:
    text = f'{OLD}\n[[mappings]]\nversion = "0"\n[[mappings.moves]]\n{moves}\n'
    with pytest.raises(FormFault) as fault:
        a_form(text)
    assert said in fault.value.remedy


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('file = "a.xlsm"', ".xlsx"),
        ('file = "../a.xlsx"', ".xlsx"),
        ('file = "a.xlsx"\n[official.places]\n"S!A1" = "A.A9.plan"', "A9"),
        ('file = "a.xlsx"\n[official.places]\n"S!A1" = "người lập"', "reporter"),
        ('file = "a.xlsx"\n[official.places]\n"S!A1" = 3', "places"),
    ],
)
def test_a_wrong_official_file_is_a_fault(block: str, said: str) -> None:
    with pytest.raises(FormFault) as fault:
        a_form(f"{OLD}\n[official]\n{block}\n")
    assert said in fault.value.remedy


def test_the_shipped_forms_open_in_every_version(repository: Path) -> None:
    specs = shipped_forms(repository / "forms")
    for spec in specs:
        assert {each.version for each in spec.mappings} <= {
            each.version for each in specs if each.id == spec.id
        }


def test_answers_of_another_version_stay_apart_in_a_consolidation_too(
    old_spec: FormSpec, new_spec: FormSpec
) -> None:
    form = carried(an_open_form(A_A2_actual=5, A_A3_actual=7), old_spec, new_spec)

    assert {cell.value for cell in unlaid(form)} == {5, 7}


def test_a_dropped_column_takes_the_cells_of_a_renamed_row_along_but_not_one_named_itself(
    old_spec: FormSpec,
) -> None:
    moves = """
[[mappings]]
version = "1"
[[mappings.moves]]
kind = "move"
old = ["A.A1"]
new = ["A.B1"]
[[mappings.moves]]
kind = "drop"
old = ["A.*.note"]
note = "Không hỏi nữa."
[[mappings.moves]]
kind = "move"
old = ["A.A2.note"]
new = ["A.A3.note"]
"""
    text = OLD.replace('version = "1"', 'version = "2"').replace('code = "A1"', 'code = "B1"')
    form = carried(
        an_open_form(A_A1_plan=3, A_A1_note="mất điện", A_A2_note="đã bù"),
        old_spec,
        a_form(text + moves),
    )

    assert said(form) == {"A.B1.plan": 3, "A.A3.note": "đã bù"}
    (apart,) = form.unplaced
    assert (apart.value, apart.why) == ("mất điện", "Không hỏi nữa.")
