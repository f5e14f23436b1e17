from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Proof
from wardapp.core.form_versions import FormMapping, FormMove, MoveKind, PlaceRule
from wardapp.core.forms import (
    CellKey,
    CellType,
    Combine,
    FilledCell,
    FilledForm,
    FilledScope,
    FormSources,
    FormSpec,
    FormValue,
    Period,
)
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import CellPlace, MergeGroup, MergeMember, ReadValue
from wardapp.reports.combining import HELD, LAWS
from wardapp.reports.consolidating import Consolidated, Gathering, Giver, consolidate
from wardapp.reports.filling import blank_form, fill, relaid
from wardapp.reports.loading import load_form
from wardapp.reports.moved_values import moved_values

ROOT = Path(__file__).parents[2]
SPEC = load_form(ROOT / "forms" / "phu-luc-02" / "form.toml")
PERIOD = Period(
    id="2026-06",
    label="kỳ tháng 6/2026",
    window_from=date(2026, 3, 10),
    window_to=date(2026, 6, 9),
    due_date=date(2026, 6, 10),
)
UNITS = tuple(
    Unit(id=RecordId(f"u{n}"), name=f"Tổ dân phố số {n}", code=str(n), households=100 + n)
    for n in range(1, 6)
)
FRONT = Unit(id=RecordId("mt"), name="MTTQ phường", code="MT", kind="doan-the")


def key(table: str, row: str, column: str) -> CellKey:
    return CellKey(table=table, row=row, column=column)


def our_form(*typed: tuple[CellKey, FormValue], grown: int = 0) -> FilledForm:
    """Our own form with values typed into it and rows of Biểu C."""
    blank = blank_form(SPEC, PERIOD, "Đảng uỷ phường Liên Hồ")
    form = replace(
        blank,
        overrides=tuple(FilledCell(key=at, typed=value, is_typed=True) for at, value in typed),
        grown=tuple(key("C", f"C{n}", "") for n in range(1, grown + 1)),
    )
    return fill(SPEC, form, FormSources(lines=(), units=UNITS, channels=()))


def a_giver(unit: Unit, *values: tuple[CellKey, FormValue], name: str = "") -> Giver:
    place = CellPlace(file=f"{unit.code}.xlsx", sheet="Biểu A", cell="D7")
    read = (ReadValue(key=at, value=value, raw=str(value), place=place) for at, value in values)
    return Giver(unit=unit, return_id=name or f"r-{unit.id}", values=tuple(read))


def together(*givers: Giver, own: FilledForm | None = None, **more: object) -> Consolidated:
    gathering = Gathering(own=own or our_form(), givers=givers, units=UNITS)
    return consolidate(SPEC, replace(gathering, **more))  # type: ignore[arg-type]


def value_of(made: Consolidated, at: CellKey) -> FormValue:
    row = made.form.table(at.table).row(at.row)
    cell = row.cell(at.column) if row else None
    assert cell is not None
    return cell.value


PLAN, LOUD = key("A", "A1", "plan"), key("A", "A1", "actual")


def test_known_numbers_add_up_and_blank_is_not_zero() -> None:
    made = together(
        a_giver(UNITS[0], (LOUD, 3)),
        a_giver(UNITS[1], (LOUD, 0)),
        a_giver(UNITS[2]),
        own=our_form((LOUD, 10)),
    )

    assert value_of(made, LOUD) == 13
    assert value_of(made, PLAN) is None
    assert [(each.unit_name, each.value) for each in made.contributions[LOUD]] == [
        ("Đảng uỷ phường Liên Hồ", 10),
        ("Tổ dân phố số 1", 3),
        ("Tổ dân phố số 2", 0),
    ]
    assert made.form.scope is FilledScope.ALL
    assert together(a_giver(UNITS[1], (LOUD, 0))).form != together().form


def test_a_value_in_doubt_is_shown_and_counts_once_it_is_settled() -> None:
    doubtful = replace(a_giver(UNITS[0], (LOUD, 300), (PLAN, 4)), held=frozenset({LOUD}))

    made = together(doubtful, a_giver(UNITS[1], (LOUD, 5)))

    assert (value_of(made, LOUD), value_of(made, PLAN)) == (5, 4)
    said = [(each.value, each.counts, each.note) for each in made.contributions[LOUD]]
    assert said == [(5, True, ""), (300, False, HELD)]
    assert made.left_over == ()


def test_rates_are_computed_from_the_sums_and_never_added() -> None:
    carried, solved = key("D", "D1", "carried"), key("D", "D1", "solved")
    received, rate = key("D", "D1", "received"), key("D", "D1", "rate")
    made = together(
        a_giver(UNITS[0], (carried, 1), (received, 3), (solved, 4), (rate, 100)),
        a_giver(UNITS[1], (carried, 4), (received, 0), (solved, 0), (rate, 0)),
    )

    assert value_of(made, rate) == 50
    assert not any(each.counts for each in made.contributions[rate])
    assert LAWS["formula"]


def test_people_met_again_and_again_are_not_counted_twice() -> None:
    reach = key("A", "A1", "reach")
    made = together(
        a_giver(UNITS[0], (reach, 100)),
        a_giver(UNITS[1], (reach, 150)),
        a_giver(FRONT, (reach, 90)),
        own=our_form((reach, 240)),
    )
    more = together(a_giver(UNITS[0], (reach, 100)), own=our_form((reach, 240)))

    assert value_of(made, reach) == 250
    assert value_of(more, reach) == 240


def test_covered_units_are_counted_once_whoever_covered_them() -> None:
    places = key("A", "A2", "places")
    givers = (
        a_giver(UNITS[0], (places, "1/1")),
        a_giver(UNITS[1], (places, "0/1")),
        a_giver(UNITS[2], (places, "1/5")),
    )
    own = our_form((places, "2/5"))

    assert value_of(together(*givers), places) == "2/5"
    known = together(*givers, own=own, own_places={"A2": frozenset({"1", "4"})})
    assert value_of(known, places) == "3/5"
    assert value_of(together(givers[1], own=own), places) == "2/5"


def test_a_unit_says_its_own_row_and_others_are_only_shown() -> None:
    mine, reached = key("B", "1", "households"), key("B", "1", "reached")
    made = together(
        a_giver(UNITS[0], (reached, 60)),
        a_giver(UNITS[1], (reached, 99), (key("B", "2", "reached"), 51)),
        own=our_form((key("B", "3", "reached"), 7)),
    )

    assert value_of(made, mine) == 101  # the catalogue's, as the unit did not say
    assert value_of(made, reached) == 60
    assert value_of(made, key("B", "2", "reached")) == 51
    assert value_of(made, key("B", "3", "reached")) == 7
    assert value_of(made, key("B", "2", "rate")) is not None
    said = made.contributions[reached]
    assert [(each.unit_name, each.counts) for each in said] == [
        ("Tổ dân phố số 1", True),
        ("Tổ dân phố số 2", False),
    ]
    assert made.left_over == ()


def test_a_unit_speaks_for_its_own_row_before_us_and_for_no_other_one() -> None:
    eleventh = Unit(id=RecordId("u11"), name="Tổ dân phố số 11", code="11", households=111)
    one, two = key("B", "1", "reached"), key("B", "2", "reached")
    made = together(
        a_giver(eleventh, (one, 99)), a_giver(UNITS[1], (two, 60)), own=our_form((two, 7))
    )

    assert value_of(made, one) is None
    assert value_of(made, two) == 60


def test_what_we_alone_count_stays_blank_while_we_have_not_counted() -> None:
    table = SPEC.table("A")
    rows = tuple(replace(row, combine=Combine.OWN) for row in table.rows)
    spec = replace(SPEC, tables=(replace(table, rows=rows), *SPEC.tables[1:]))
    gathering = Gathering(own=our_form(), givers=(a_giver(UNITS[0], (LOUD, 3)),), units=UNITS)

    assert value_of(consolidate(spec, gathering), LOUD) is None


def test_texts_stand_by_unit_and_the_same_words_once() -> None:
    text = key("E", "E1", "text")
    made = together(
        a_giver(UNITS[1], (text, "Không có")),
        a_giver(UNITS[0], (text, "không có")),
        a_giver(UNITS[2], (text, "=Loa hỏng")),
        own=our_form((text, "Kịp thời")),
    )

    assert value_of(made, text) == (
        "Đảng uỷ phường Liên Hồ: Kịp thời\nTổ dân phố số 1, 2: không có\nTổ dân phố số 3: =Loa hỏng"
    )
    assert value_of(together(own=our_form((text, "Kịp thời"))), text) == "Kịp thời"


def test_rows_are_listed_with_their_units_and_merged_by_the_clerks_hand() -> None:
    def row(code: str, issue: str, leaning: str) -> tuple[tuple[CellKey, FormValue], ...]:
        return (key("C", code, "issue"), issue), (key("C", code, "leaning"), leaning)

    one = a_giver(
        UNITS[0], *row("C1", "Rác thải", "Băn khoăn, chưa rõ"), *row("C2", "Chợ", "Tán thành")
    )
    two = a_giver(UNITS[1], *row("C1", "Rác ở ngõ 5", "Phản đối"))
    own = our_form((key("C", "C1", "issue"), "Rác"), grown=1)
    group = MergeGroup(
        id=RecordId("g1"),
        form_id=SPEC.id,
        period_id=PERIOD.id,
        table="C",
        members=(
            MergeMember(return_id="", row="C1"),
            MergeMember(return_id=two.return_id, row="C1"),
        ),
        values=(("issue", "Rác thải sinh hoạt"),),
    )

    plain = together(one, two, own=own)
    merged = together(one, two, own=own, groups=(group,))

    assert [row.unit for row in plain.form.table("C").rows] == [
        "Đảng uỷ phường Liên Hồ",
        "Tổ dân phố số 1",
        "Tổ dân phố số 1",
        "Tổ dân phố số 2",
    ]
    rows = merged.form.table("C").rows
    assert [each.label for each in rows] == ["1", "2", "3"]
    assert value_of(merged, key("C", rows[0].code, "issue")) == "Rác thải sinh hoạt"
    assert value_of(merged, key("C", rows[0].code, "leaning")) == "Phản đối"
    said = merged.contributions[key("C", rows[0].code, "issue")]
    assert [each.value for each in said] == ["Rác", "Rác ở ngõ 5"]


def test_a_value_without_a_cell_is_listed_and_not_lost() -> None:
    made = together(
        a_giver(UNITS[0], (key("A", "A1", "interactions"), 9), (key("Z", "Z1", "x"), 1))
    )

    assert [(each.key.table, each.contribution.value) for each in made.left_over] == [
        ("A", 9),
        ("Z", 1),
    ]


@pytest.mark.parametrize(
    ("combine", "kind", "wanted"),
    [
        (Combine.OWN, CellType.COUNT, 1),
        (Combine.SUM, CellType.COUNT, 8),
        (Combine.SUM, CellType.PERCENT, None),
        (
            Combine.LIST,
            CellType.COUNT,
            "Đảng uỷ phường Liên Hồ: 1\nTổ dân phố số 1: 3\nTổ dân phố số 2: 4",
        ),
    ],
)
def test_a_column_may_join_units_in_its_own_way(
    combine: Combine, kind: CellType, wanted: FormValue
) -> None:
    table = SPEC.table("A")
    columns = tuple(
        replace(column, combine=combine, type=kind) if column.key == "plan" else column
        for column in table.columns
    )
    tables = (replace(table, columns=columns), *SPEC.tables[1:])
    givers = (a_giver(UNITS[0], (PLAN, 3)), a_giver(UNITS[1], (PLAN, 4)))
    own = our_form((PLAN, 1))

    made = consolidate(replace(SPEC, tables=tables), Gathering(own=own, givers=givers, units=UNITS))

    assert value_of(made, PLAN) == wanted


def test_values_of_an_older_version_come_by_its_declared_changes() -> None:
    def place(row: str, column: str = "") -> PlaceRule:
        return PlaceRule(table="A", row=row, column=column)

    moves = (
        FormMove(kind=MoveKind.MOVE, old=(place("A3"),), new=(place("A4"),)),
        FormMove(kind=MoveKind.DROP, old=(place("A5"),)),
    )
    newer = replace(
        SPEC, version="next", mappings=(FormMapping(version=SPEC.version, moves=moves),)
    )
    old = a_giver(
        UNITS[0], *((key("A", row, "actual"), n) for n, row in enumerate(("A1", "A3", "A5")))
    )

    values = moved_values(old.values, (SPEC, newer))

    assert [(each.key.row, each.value) for each in values[:2]] == [("A1", 0), ("A4", 1)]
    made = together(replace(old, values=values))
    assert [(each.key.table, each.contribution.value) for each in made.left_over] == [
        (f"A ({SPEC.version})", 2)
    ]


def every_key(spec: FormSpec) -> list[CellKey]:
    keys = [key(t.code, r.code, c.key) for t in spec.tables for r in t.rows for c in t.columns]
    keys += [key("B", unit.code, c.key) for unit in UNITS for c in spec.table("B").columns]
    return keys + [key("C", f"C{n}", c.key) for n in (1, 2) for c in spec.table("C").columns]


VALUES = st.one_of(
    st.integers(0, 99), st.sampled_from(["2/5", "1/1", "Không có", "=1+1", "-", "Loa hỏng"])
)
RETURNS = st.lists(
    st.tuples(
        st.sampled_from((*UNITS, FRONT)),
        st.lists(st.tuples(st.sampled_from(every_key(SPEC)), VALUES), max_size=12),
    ),
    max_size=6,
    unique_by=lambda each: each[0].id,
)


@given(RETURNS, st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_repetition_change_nothing_and_no_value_is_lost(
    returns: list[tuple[Unit, list[tuple[CellKey, FormValue]]]], chance: object, times: int
) -> None:
    givers = [a_giver(unit, *dict(values).items()) for unit, values in returns]
    shuffled = givers * times
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    own = our_form((LOUD, 2), (key("C", "C1", "issue"), "Rác"), grown=1)

    made = together(*givers, own=own)
    again = together(*shuffled, own=own)

    assert again == made
    assert list(again.contributions) == list(made.contributions)
    seen = {
        (each.return_id, each.row, at.table, at.column)
        for at, all_said in made.contributions.items()
        for each in all_said
        if each.return_id
    }
    seen |= {
        (each.contribution.return_id, each.key.row, each.key.table, each.key.column)
        for each in made.left_over
    }
    gave = {
        (giver.return_id, value.key.row, value.key.table, value.key.column)
        for giver in givers
        for value in giver.values
    }
    assert seen == gave
    assert relaid(SPEC, made.form) == made.form


@pytest.mark.prove
def test_no_order_of_many_returns_changes_a_number(proof: Proof) -> None:
    chance, keys = proof.random("returns"), every_key(SPEC)
    own = our_form((LOUD, 2))
    for _ in range(proof.times(8, 400, 2_000)):
        givers = [
            a_giver(unit, *((chance.choice(keys), chance.randrange(50)) for _ in range(40)))
            for unit in (*UNITS, FRONT)
        ]
        givers = [replace(each, values=tuple(_once(each.values))) for each in givers]
        held = frozenset(value.key for value in givers[0].values[:3])
        givers[0] = replace(givers[0], held=held)
        shuffled = [chance.choice(givers) for _ in range(4)] + givers
        chance.shuffle(shuffled)

        made, again = together(*givers, own=own), together(*shuffled, own=own)

        assert again == made
        given = sum(len(each.values) for each in givers)
        said = sum(
            bool(each.return_id) for all_said in made.contributions.values() for each in all_said
        )
        assert said + len(made.left_over) == given


def _once(values: tuple[ReadValue, ...]) -> list[ReadValue]:
    """Return one value a cell: a return holds no more."""
    return list({value.key: value for value in values}.values())
