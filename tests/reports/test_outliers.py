from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.forms import CellType, ColumnSpec, FormValue
from wardapp.reports.outliers import LEAST_PERIODS, judged, sentence_of

STEADY = (12, 10, 11, 13, 12)
counts = st.integers(min_value=0, max_value=100_000)


@pytest.mark.parametrize(
    ("now", "past", "said"),
    [
        (120, STEADY, "Gấp 10 lần kỳ trước, anh, chị xem lại giúp."),
        (1, STEADY, "Chỉ bằng một phần mười kỳ trước, anh, chị xem lại giúp."),
        (0, STEADY, "Kỳ này ghi 0, 4 kỳ trước đều có (10 đến 13)."),
        (60, STEADY, "Cao hơn hẳn các kỳ trước (10 đến 13), anh, chị xem lại giúp."),
        (1500, (9000, 9500, 9100, 9300), "Thấp hơn hẳn các kỳ trước (9.000 đến 9.500)"),
    ],
)
def test_a_figure_out_of_line_is_asked_about(now: int, past: tuple[int, ...], said: str) -> None:
    assert sentence_of(now, past).startswith(said)


@pytest.mark.parametrize(
    ("now", "past"),
    [
        (14, STEADY),
        (120, STEADY[:3]),  # too few to say
        (120, (12, None, None, None, 11, "x", None)),  # blanks are no figures
        (None, STEADY),  # nothing said is nothing to doubt
        (0, (3, 0, 2, 1)),  # it was quiet before
        (0, (1, 1, 1, 1)),  # and little is not steady activity
        (40, (3, 30, 4, 28, 4)),  # it ranges that widely by itself
        (Decimal("3.5"), (3, 4, Decimal("3.5"), 4)),
        (2, (1, 1, 1, 1)),
    ],
)
def test_a_figure_in_line_is_left_alone(now: FormValue, past: tuple[FormValue, ...]) -> None:
    assert sentence_of(now, past) == ""


def test_decimals_are_said_with_a_comma() -> None:
    past = tuple(Decimal(each) for each in ("10.5", "11", "10", "10.5"))

    assert "(10 đến 11)" in sentence_of(Decimal(70), past, CellType.DECIMAL)


@given(now=counts, past=st.lists(counts, max_size=LEAST_PERIODS - 1))
def test_nothing_is_said_on_few_figures(now: int, past: list[int]) -> None:
    assert sentence_of(now, past) == ""


@given(past=st.lists(counts, min_size=LEAST_PERIODS, max_size=12))
def test_the_middle_of_what_was_is_never_out_of_line(past: list[int]) -> None:
    middle = sorted(past)[len(past) // 2]

    said = sentence_of(middle, past)

    assert "hẳn" not in said
    assert "Gấp 10" not in said


@given(
    now=counts,
    past=st.lists(counts, min_size=LEAST_PERIODS, max_size=12),
    blanks=st.lists(st.integers(min_value=0, max_value=12), max_size=5),
)
def test_blank_periods_change_no_verdict(now: int, past: list[int], blanks: list[int]) -> None:
    holed: list[FormValue] = list(past)
    for at in blanks:
        holed.insert(min(at, len(holed)), None)

    assert sentence_of(now, holed) == sentence_of(now, past)


@pytest.mark.parametrize("source", ["amount", "interactions", "petition_received"])
def test_what_grows_through_the_year_is_not_compared_with_earlier_periods(source: str) -> None:
    column = ColumnSpec(key="x", label="x", source=source)

    assert judged(column)
    assert not judged(replace(column, source=f"{source}_year"))
