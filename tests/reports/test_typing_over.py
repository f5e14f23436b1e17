from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form_examples import ROOT, Example, example_of
from wardapp.core.forms import CellKey, FilledCell, TableKind
from wardapp.reports.filling import fill, relaid
from wardapp.reports.loading import load_form
from wardapp.reports.typing_over import filled_over, laid_upon

EXAMPLES = {
    path.parent.name: example_of(load_form(path.with_name("form.toml")), path.read_text("utf-8"))
    for path in sorted(ROOT.glob("forms/*/example.toml"))
}


def _places(example: Example) -> list[CellKey]:
    """Every cell there is, rows left out (no column) and a cell that is nowhere."""
    rows = [(table.code, row) for table in example.filled.tables for row in table.rows]
    cells = [cell.key for _, row in rows for cell in row.cells]
    gone = [CellKey(table=table, row=row.code, column="") for table, row in rows]
    return [*cells, *gone, CellKey(table=rows[0][0], row="không có", column="không có")]


def _grown(example: Example) -> list[CellKey]:
    return [
        CellKey(table=table.code, row=f"{table.code}{number}", column="")
        for table in example.spec.tables
        for number in (1, 2)
        if table.kind is TableKind.GROWING or number == 1
    ]


@pytest.mark.parametrize("name", EXAMPLES)
@given(data=st.data())
def test_typing_over_figures_at_hand_says_what_filling_anew_says(
    name: str, data: st.DataObject
) -> None:
    example = EXAMPLES[name]
    grown = data.draw(st.lists(st.sampled_from(_grown(example)), unique=True, max_size=3))
    in_grown = [
        CellKey(table=key.table, row=key.row, column=column.key)
        for key in grown
        for column in example.spec.table(key.table).columns
    ]
    places = st.sampled_from([*_places(example), *in_grown])
    typed = tuple(
        FilledCell(key=key, typed=value, is_typed=True, reason="đếm lại")
        for key, value in data.draw(
            st.dictionaries(places, st.sampled_from((None, 0, 7, "9/24", "chữ")), max_size=8)
        ).items()
    )
    bare = replace(example.filled, tables=(), overrides=(), grown=())
    figures = fill(example.spec, bare, example.sources).tables
    form = replace(bare, overrides=typed, grown=tuple(grown), form_version="khác")

    whole = fill(example.spec, form, example.sources)

    assert filled_over(example.spec, form, figures) == whole
    assert laid_upon(example.spec, replace(whole, overrides=typed), figures).tables == (
        relaid(example.spec, replace(whole, tables=figures)).tables
    )
