from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_log_line, a_unit, an_id
from wardapp.core.daylog import LogLine
from wardapp.core.forms import CellKey, FilledCell, FilledForm, FormSources
from wardapp.reports.catalogues import load_channels
from wardapp.reports.filling import blank_form, fill, relaid, totals
from wardapp.reports.loading import load_form
from wardapp.reports.log_index import LogIndex
from wardapp.reports.periods import period

ROOT = Path(__file__).resolve().parents[2]
SPEC = load_form(ROOT / "forms" / "phu-luc-02" / "form.toml")
CHANNELS = load_channels(ROOT / "resources" / "catalogues")
JUNE = period(SPEC, "2026-06")
UNITS = tuple(
    a_unit(id=an_id(n), code=str(n), name=f"Tổ dân phố số {n}", households=100) for n in (1, 2, 10)
)
BLANK = blank_form(SPEC, JUNE, "Ban Xây dựng Đảng")


def _line(number: int, **fields: object) -> LogLine:
    plain = {"day": date(2026, 5, 5), "channel": "fanpage", "amount": 1, "minutes": None}
    empty = {"reach": None, "interactions": None, "places": (), "evidence_links": ()}
    return a_log_line(id=an_id(number), **{**plain, **empty, "attachments": (), **fields})


def _fill(*lines: LogLine, form: FilledForm = BLANK) -> FilledForm:
    return fill(SPEC, form, FormSources(lines=lines, units=UNITS, channels=CHANNELS))


def _cell(form: FilledForm, table: str, row: str, column: str) -> FilledCell:
    found = form.table(table).row(row)
    cell = found.cell(column) if found else None
    assert cell is not None
    return cell


days = st.integers(0, 91).map(lambda n: JUNE.window_from + timedelta(days=n))
some = st.none() | st.integers(0, 5000)
log_lines = st.lists(
    st.builds(
        _line,
        st.integers(1, 10**6),
        day=days,
        channel=st.sampled_from([channel.code for channel in CHANNELS]),
        amount=st.integers(0, 50),
        reach=some,
        interactions=some,
        places=st.sampled_from([(), ("*",), ("1",), ("2", "10")]),
    ),
    max_size=12,
    unique_by=lambda line: line.id,
)


def test_without_a_line_nothing_is_zero() -> None:
    cell = _cell(_fill(), "A", "A3", "actual")

    assert cell.value is None
    assert cell.line_ids == ()


def test_a_line_that_says_zero_is_zero() -> None:
    assert _cell(_fill(_line(1, amount=0)), "A", "A3", "actual").value == 0


def test_a_cell_names_the_lines_behind_it() -> None:
    form = _fill(_line(1, reach=5), _line(2), _line(3, channel="loa"))

    assert _cell(form, "A", "A3", "actual").line_ids == (an_id(1), an_id(2))
    assert _cell(form, "A", "A3", "reach").line_ids == (an_id(1),)


def test_a_typed_value_stands_over_the_computed_one_and_both_are_kept() -> None:
    key = CellKey(table="A", row="A3", column="actual")
    typed = FilledCell(key=key, typed=9, is_typed=True, reason="đếm lại")

    cell = _cell(_fill(_line(1), form=replace(BLANK, overrides=(typed,))), "A", "A3", "actual")

    assert (cell.value, cell.computed, cell.reason) == (9, 1, "đếm lại")


def test_a_closed_form_changes_only_where_the_clerk_types() -> None:
    closed = replace(_fill(_line(1)), closed_ms=1)
    key = CellKey(table="B", row="1", column="reached")
    typed = FilledCell(key=key, typed=50, is_typed=True, reason="hỏi lại tổ trưởng")

    changed = relaid(SPEC, replace(closed, overrides=(typed,)))

    assert _cell(changed, "B", "1", "rate").value == Decimal("50.0")
    assert changed.table("A") == closed.table("A")


def test_units_stand_in_natural_order_and_are_totalled() -> None:
    form = _fill(_line(1, channel="loa", reach=150, places=("*",)))
    rows = form.table("B").rows
    total = totals(SPEC.table("B"), form.table("B"))

    assert [row.label for row in rows] == [f"Tổ dân phố số {n}" for n in (1, 2, 10)]
    assert total.cell("reached").value == 150
    assert total.cell("rate").value == Decimal("50.0")


def test_a_line_never_reaches_more_households_than_a_unit_has() -> None:
    form = _fill(_line(1, channel="loa", reach=9000, places=("1",)))

    assert _cell(form, "B", "1", "reached").value == 100
    assert _cell(form, "B", "2", "reached").value is None


def test_a_line_for_several_units_is_shared_by_households_and_rounded_down() -> None:
    form = _fill(_line(1, channel="loa", reach=15, places=("2", "10")))

    assert [_cell(form, "B", code, "reached").value for code in ("1", "2", "10")] == [None, 7, 7]


def test_the_year_begins_with_the_year_of_the_last_day() -> None:
    winter = replace(JUNE, window_from=date(2025, 12, 10), window_to=date(2026, 3, 9))
    lines = [_line(n, day=day) for n, day in ((1, date(2025, 12, 31)), (2, date(2026, 1, 1)))]

    form = _fill(*lines, form=replace(BLANK, period=winter))

    assert _cell(form, "A", "A3", "actual").value == 2
    assert _cell(form, "A", "A3", "year").value == 1


def test_a_row_of_content_groups_takes_their_lines_of_all_channels() -> None:
    lines = [_line(1, group="1.1"), _line(2, group="1.2", channel="loa"), _line(3, group="1.3")]
    index = LogIndex(lines, JUNE.window_from, JUNE.window_to, date(2026, 1, 1))

    assert index.of((), ("1.1", "1.2"), year=False) == lines[:2]
    assert index.of(("loa",), ("1.1", "1.2"), year=False) == lines[1:2]


def test_growing_rows_stand_in_the_order_they_were_added() -> None:
    grown = tuple(CellKey(table="C", row=code, column="") for code in ("C1", "C4", "C2"))

    rows = _fill(form=replace(BLANK, grown=grown)).table("C").rows

    assert [(row.code, row.label) for row in rows] == [("C1", "1"), ("C4", "2"), ("C2", "3")]


@given(log_lines, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines: list[LogLine], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)

    assert _fill(*lines) == _fill(*shuffled)


@given(log_lines, days)
def test_two_parts_of_a_window_add_up_to_the_whole(lines: list[LogLine], cut: date) -> None:
    first = replace(BLANK, period=replace(JUNE, window_to=cut))
    second = replace(BLANK, period=replace(JUNE, window_from=cut + timedelta(days=1)))
    parts = (_fill(*lines, form=first), _fill(*lines, form=second))
    whole = _fill(*lines)

    for row in SPEC.table("A").rows:
        values = [_cell(part, "A", row.code, "actual").value for part in parts]
        known = [value for value in values if value is not None]
        expected = sum(known) if known else None
        assert _cell(whole, "A", row.code, "actual").value == expected


@given(log_lines)
def test_every_item_of_the_window_is_counted_once(lines: list[LogLine]) -> None:
    form = _fill(*lines)

    rows = [row for row in SPEC.table("A").rows if row.measure == "amount"]
    counted = [_cell(form, "A", row.code, "actual").value or 0 for row in rows]

    assert sum(counted) == sum(line.amount for line in lines)
