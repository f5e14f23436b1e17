"""Formulas and rules against an evaluator of its own: figures, blanks, order, periods before."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form_examples import ROOT, Example, example_of
from wardapp.core.forms import (
    CellKey,
    CheckSpec,
    FilledCell,
    FilledForm,
    FormSources,
    FormSpec,
)
from wardapp.reports.checking import check
from wardapp.reports.filling import blank_form, fill, totals
from wardapp.reports.loading import form_of, load_form
from wardapp.reports.periods import period
from wardapp.reports.tomlfile import toml_record

COLUMNS, ROWS = ("a", "b", "c"), ("r1", "r2", "r3")
NOTHING = FormSources(lines=(), units=(), channels=())
figures = st.none() | st.integers(0, 500)
grids = st.fixed_dictionaries({(row, column): figures for row in ROWS for column in COLUMNS})


def _form(column: str = "a + b", row: str = "plus(r1:r3)", rule: str = "a >= 0") -> FormSpec:
    return form_of(
        toml_record(
            "form.toml",
            f"""
id = "x"
version = "1"
label = "x"
title = "x"
source = "x"
due = [{{ month = 6, day = 10 }}, {{ month = 12, day = 10 }}]
[[tables]]
code = "A"
title = "x"
short_title = "x"
kind = "fixed"
total_row = true
columns = [
  {{ key = "f", label = "F", type = "decimal", formula = '{column}' }},
  {{ key = "a", label = "A", maximum = 400 }},
  {{ key = "b", label = "B" }},
  {{ key = "c", label = "C" }},
]
rows = [
  {{ code = "S", label = "S", formula = '{row}' }},
  {{ code = "r1", label = "1" }},
  {{ code = "r2", label = "2" }},
  {{ code = "r3", label = "3" }},
]
[[tables]]
code = "B"
title = "x"
short_title = "x"
kind = "growing"
columns = [{{ key = "leaning", label = "L", type = "choice", choices = ["Có", "Không"] }}]
[[checks]]
code = "luat"
table = "A"
rule = '{rule}'
sentence = "{{label}}"
passed = "đạt"
""",
        )
    )


def _filled(spec: FormSpec, grid: dict[tuple[str, str], int | None]) -> FilledForm:
    typed = tuple(
        FilledCell(key=CellKey(table="A", row=row, column=column), typed=value, is_typed=True)
        for (row, column), value in grid.items()
    )
    form = blank_form(spec, period(spec, "2026-06"), "x")
    return fill(spec, replace(form, overrides=typed), NOTHING)


def _value(form: FilledForm, row: str, column: str) -> object:
    found = form.table("A").row(row)
    cell = found.cell(column) if found else None
    assert cell is not None
    return cell.value


def _exact(text: str, known: dict[str, Fraction | None]) -> Fraction | None:
    """Return what the text is worth, worked out by Python itself over exact fractions."""

    def joined(join: object, names: tuple[Fraction | None, ...]) -> Fraction | None:
        told = [each for each in names if each is not None]
        return join(told) if told else None

    words = {
        "plus": lambda *names: joined(sum, names),
        "min": lambda *names: joined(min, names),
        "max": lambda *names: joined(max, names),
    }
    try:
        value = eval(text, {"__builtins__": {}}, {**words, **known})
    except (TypeError, ZeroDivisionError):
        return None
    return None if value is None else Fraction(value)


def _rounded(value: Fraction | None, step: str) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(step), ROUND_HALF_UP)


def _formulas(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    name = st.sampled_from(names)
    call = st.builds(
        lambda word, parts: f"{word}({', '.join(parts)})",
        st.sampled_from(("plus", "min", "max")),
        st.lists(name, min_size=1, max_size=3, unique=True),
    )
    leaf = name | call | st.integers(1, 9).map(str)
    return st.recursive(
        leaf,
        lambda sides: st.builds(
            lambda left, sign, right: f"({left} {sign} {right})",
            sides,
            st.sampled_from("+-*/"),
            sides,
        ),
        max_leaves=5,
    ).filter(lambda text: any(each in text for each in names))


@given(_formulas(COLUMNS), _formulas(ROWS), grids)
def test_formulas_of_columns_and_rows_say_what_python_says(
    column: str, row: str, grid: dict[tuple[str, str], int | None]
) -> None:
    filled = _filled(_form(column, row), grid)
    exact = {key: None if v is None else Fraction(v) for key, v in grid.items()}

    for name in ROWS:
        known = {each: exact[name, each] for each in COLUMNS}
        assert _value(filled, name, "f") == _rounded(_exact(column, known), "0.1")
    for name in COLUMNS:
        known = {each: exact[each, name] for each in ROWS}
        assert _value(filled, "S", name) == _rounded(_exact(row, known), "1")


@given(grids)
def test_totals_leave_rows_of_sums_out_and_stay_blank_when_all_is(
    grid: dict[tuple[str, str], int | None],
) -> None:
    spec = _form()
    row = totals(spec.table("A"), _filled(spec, grid).table("A"))

    for column in COLUMNS:
        known = [v for (_, key), v in grid.items() if key == column and v is not None]
        cell = row.cell(column)
        assert cell is not None
        assert cell.value == (sum(known) if known else None)


rules = st.builds(
    lambda left, sign, right: f"{left} {sign} {right}",
    st.sampled_from(("a", "a + b", "sum(c)", "A.r1.a", "plus(a, b)", "before(a)")),
    st.sampled_from(("<", "<=", "==", "!=", ">", ">=")),
    st.sampled_from(("b", "c * 2", "sum(A.c)", "A.total.b", "7", "before(A.S.c)")),
)


@given(rules, grids)
def test_a_rule_over_blank_cells_never_concludes(
    rule: str, grid: dict[tuple[str, str], int | None]
) -> None:
    blank = dict.fromkeys(grid, None)
    spec = _form(rule=rule)

    assert check(spec, _filled(spec, blank), _filled(spec, blank)) == ()
    assert "before" not in rule or not _of_rule(check(spec, _filled(spec, grid)))


def _of_rule(results: tuple[object, ...]) -> list[object]:
    return [each for each in results if each.code == "luat"]


@pytest.mark.parametrize(
    ("rule", "passes"),
    [
        ("a == before(b)", True),
        ("a == before(c)", False),
        ("A.r1.a + A.r2.a == A.S.a - A.r3.a", True),
        ('cell("A", "S", "a") == sum(a)', True),
        ("sum(A.b) == before(A.total.b)", True),
        ("rows(B) == 0", True),
        ("rows(B) > 0", False),
        ("count(a, b, before(a)) == 3", True),
        ("blank(before(a))", False),
    ],
)
def test_rules_look_at_other_tables_and_the_period_before(rule: str, *, passes: bool) -> None:
    spec = _form(rule=rule)
    grid = {(row, column): 5 if column != "c" else 6 for row in ROWS for column in COLUMNS}
    form = _filled(spec, grid)

    results = _of_rule(check(spec, form, form))

    assert results
    assert all(each.passed for each in results) is passes


def test_words_are_compared_and_cells_are_kept_to_what_they_may_hold() -> None:
    spec = _form()
    rule = CheckSpec(
        code="loi", table="B", rule='leaning != "Không"', sentence="{label}: {leaning}"
    )
    key = CellKey(table="B", row="B1", column="leaning")
    typed = [FilledCell(key=key, typed="Không", is_typed=True)]
    typed.append(FilledCell(key=replace(key, row="B2"), typed="Chưa", is_typed=True))
    typed.append(FilledCell(key=CellKey(table="A", row="r1", column="a"), typed=401, is_typed=True))
    grown = (replace(key, column=""), CellKey(table="B", row="B2", column=""))
    blank = blank_form(spec, period(spec, "2026-06"), "x")
    form = fill(spec, replace(blank, overrides=tuple(typed), grown=grown), NOTHING)

    said = [each.sentence for each in check(replace(spec, checks=(rule,)), form)]

    assert said == [
        "1 · A: 401 lớn hơn mức cao nhất 400.",
        "2 · L: “Chưa” không có trong danh sách chọn.",
        "1: Không",
    ]


EXAMPLES = [
    example_of(load_form(path.with_name("form.toml")), path.read_text("utf-8"))
    for path in sorted(ROOT.glob("forms/*/example.toml"))
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.spec.id)
def test_no_order_of_records_changes_a_form(example: Example) -> None:
    chance = random.Random(4)
    blank = replace(example.filled, tables=())
    for _ in range(5):
        shuffled = replace(
            example.sources,
            **{
                name: tuple(chance.sample(each, len(each)))
                for name in ("lines", "units", "petitions", "opinions")
                for each in (getattr(example.sources, name),)
            },
        )
        assert fill(example.spec, blank, shuffled) == example.filled


def test_a_row_of_records_can_be_left_out() -> None:
    example = next(each for each in EXAMPLES if each.spec.id == "phu-luc-02")
    rows = example.filled.table("C").rows
    gone = FilledCell(
        key=CellKey(table="C", row=rows[0].code, column=""), is_typed=True, reason="đã nêu kỳ trước"
    )
    form = replace(example.filled, overrides=(*example.filled.overrides, gone))

    left = fill(example.spec, form, example.sources).table("C").rows

    assert [row.code for row in left] == [row.code for row in rows[1:]]
    assert left[0].label == "1"
