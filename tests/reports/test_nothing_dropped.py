"""No cell of a unit's file is dropped, whatever was done to the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests import unit_files as ward
from tests.conftest import Proof
from wardapp.core.cell_names import cell_name, cell_spot
from wardapp.core.returns import Grid, GridCell, ReturnedFile
from wardapp.documents.returned.door import returned_file
from wardapp.reports.matching import match_all
from wardapp.reports.matching_sheet import Fate

WILD = st.one_of(
    st.integers(-5, 10**6),
    st.sampled_from(
        ["Khác", "12 buổi", "=A1", "-", "Tổng cộng", "STT", "Ghi chú", "A1", "Loa truyền thanh",
         "Thực hiện kỳ", "Biểu D: phản ánh, kiến nghị", "NGƯỜI LẬP BIỂU", "(1)", "…", "wa:A:A1",
         "Đơn vị báo cáo: Tổ 3", "1. Ưu điểm", "#REF!", "9/24"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
)  # fmt: skip


@cache
def _came_back(*, has_keys: bool) -> ReturnedFile:
    return returned_file("x.xlsx", ward.filled()[0] if has_keys else ward.saved(ward.bare()))


Cells = dict[tuple[int, int], GridCell]


def _changed(grid: Grid, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Grid:
    """Delete and insert rows and columns of a grid, then put anything anywhere."""
    cells: Cells = {
        spot: cell for row in grid.rows for cell in row if (spot := cell_spot(cell.place))
    }
    for axis, at, by in draw(st.lists(st.tuples(*SHIFT), max_size=3)):
        cells = {
            (spot[0] + by, spot[1])
            if not axis
            else (spot[0], spot[1] + by)
            if spot[axis] >= at
            else spot: cell
            for spot, cell in cells.items()
            if not (by < 0 and at + by < spot[axis] <= at)
        }
    for row, column, value in draw(st.lists(st.tuples(*PUT), min_size=1, max_size=12)):
        number = value if isinstance(value, int) else None
        cells[row, column] = GridCell(raw=str(value), text=str(value), number=number)
    rows: dict[int, list[GridCell]] = {}
    for (row, column), cell in sorted(cells.items()):
        if row > 0 and column >= 0:
            rows.setdefault(row, []).append(replace(cell, place=cell_name(row, column)))
    return replace(grid, rows=tuple(map(tuple, rows.values())))


SHIFT = (st.integers(0, 1), st.integers(1, 20), st.sampled_from([-2, -1, 1, 2]))
PUT = (st.integers(1, 34), st.integers(0, 14), WILD)


def _check_that_nothing_is_dropped(data: st.DataObject) -> None:
    file = _came_back(has_keys=data.draw(st.booleans()))
    at = data.draw(st.integers(0, len(file.grids) - 1))
    grids = [_changed(grid, data.draw) if n == at else grid for n, grid in enumerate(file.grids)]

    proposal, sheets = match_all(replace(file, grids=tuple(grids)), ward.awaited())

    listed = {(doubt.place.sheet, doubt.place.cell) for doubt in proposal.doubts}
    valued = {(value.place.sheet, value.place.cell) for value in proposal.values}
    joined = {line for value in proposal.values for line in value.raw.split("\n")}
    for sheet in sheets:
        for spot, cell in sheet.cells.items():
            fate = Fate.NOTE if cell.is_repeat else sheet.fates.get(spot)
            assert fate is not None, (sheet.name, cell)
            assert fate is not Fate.DOUBT or (sheet.name, cell.place) in listed, cell
            is_there = (sheet.name, cell.place) in valued or cell.raw in joined
            assert fate is not Fate.VALUE or is_there, cell


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_of_a_file_is_dropped_whatever_was_done_to_it(data: st.DataObject) -> None:
    _check_that_nothing_is_dropped(data)


@pytest.mark.prove
def test_no_cell_is_dropped_in_many_files(proof: Proof) -> None:
    times = proof.times(test=10, prove=1_500, full=20_000)
    run = given(data=st.data())(
        settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))(
            _check_that_nothing_is_dropped
        )
    )
    seed(proof.seed)(run)()
