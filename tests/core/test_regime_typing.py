"""Regimes as people write them, and regimes that are said and read back."""

from __future__ import annotations

import tomllib
import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.regime_cycles import in_order
from wardapp.core.regime_typing import parse_regime, said
from wardapp.core.regimes import (
    Frequency,
    Regime,
    RegimeDue,
    RollRule,
    WindowKind,
    WindowRule,
)

TODAY = date(2026, 6, 5)
TABLE = tomllib.loads(Path(__file__).with_name("regime_phrases.toml").read_text("utf-8"))
PHRASES, REFUSED = TABLE["phrase"], TABLE["refused"]
SAME_WITHOUT_MARKS = "thang sau"  # tháng sáu or tháng sau: refused, not guessed


def read(text: str) -> list[str]:
    return [said(each.regime) for each in parse_regime(text, TODAY)]


def bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.replace("đ", "d").replace("Đ", "D")


def test_the_table_holds_more_than_a_hundred_and_fifty_phrases() -> None:
    assert len(PHRASES) + len(REFUSED) > 150


@pytest.mark.parametrize("row", PHRASES, ids=[row["text"] for row in PHRASES])
def test_a_phrase_says_its_regimes_however_it_is_typed(row: dict[str, object]) -> None:
    text = str(row["text"])
    found = parse_regime(text, TODAY)

    assert [said(each.regime) for each in found] == row["said"]
    assert len({doubt for each in found for doubt in each.doubts}) == row["doubts"]
    assert all(each.sentence for each in found)
    assert read(unicodedata.normalize("NFD", text)) == row["said"]
    assert read(f"  {text.upper()}.\n") == row["said"]
    if SAME_WITHOUT_MARKS not in bare(text):
        assert read(bare(text)) == row["said"]


@pytest.mark.parametrize("row", REFUSED, ids=[row["text"] for row in REFUSED])
def test_what_is_not_understood_is_refused_in_one_sentence(row: dict[str, str]) -> None:
    with pytest.raises(BadValue) as refused:
        parse_regime(row["text"], TODAY)

    assert row["sentence"] in refused.value.sentence
    assert refused.value.field == "phrase"


def test_june_without_marks_is_not_taken_for_the_next_month() -> None:
    with pytest.raises(BadValue, match="tháng 6 hay tháng kế tiếp"):
        parse_regime("ngay 10 thang sau", TODAY)


@given(text=st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    found: object = ()
    with suppress(BadValue):
        found = parse_regime(text, TODAY) or None

    assert found is not None


PIECES = (
    "ngày", "10", "trước", "tháng", "quý", "hằng", "6", "12/2026", "và", ",", "cuối", "I", "năm",
    "15/6", "từ", "đến", "các", "của", "đột xuất", "báo cáo", "đầu", "sau", "2026", "ngày nghỉ",
)  # fmt: skip


@given(words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_what_is_read_of_shuffled_words_says_the_same_again(words: list[str]) -> None:
    try:
        found = parse_regime(" ".join(words), TODAY)
    except BadValue:
        return
    for each in found:
        again = parse_regime(said(each.regime), TODAY)
        assert [kept_of(one.regime) for one in again] == [kept_of(each.regime)]


DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))

YEARS = st.integers(2026, 2035)


@st.composite
def regimes(draw: st.DrawFn) -> Regime:
    frequency = draw(st.sampled_from(Frequency))
    is_once = frequency in {Frequency.AD_HOC, Frequency.CAMPAIGN}
    is_monthly = frequency is Frequency.MONTH
    some_year = st.just(draw(st.sampled_from((None, 2026, 2030))))  # of every month, or of none
    dues = st.builds(
        RegimeDue,
        day=st.integers(0 if not is_once else 1, 28),
        month=st.just(0) if is_monthly else st.integers(1, 12),
        year=some_year if is_monthly else YEARS if is_once else st.none() | YEARS,
        is_before=st.booleans(),
    )
    found = in_order(draw(st.lists(dues, min_size=1, max_size=5)))
    valid = sorted(draw(st.tuples(DAYS, DAYS)))
    return Regime(
        id=RecordId(""),
        title="x",
        frequency=frequency,
        dues=found,
        window=draw(windows()) if not is_once else WindowRule(),
        roll=draw(st.sampled_from(RollRule)),
        valid_from=draw(st.sampled_from((None, valid[0]))),
        valid_to=draw(st.sampled_from((None, valid[1]))),
    )


@st.composite
def windows(draw: st.DrawFn) -> WindowRule:
    kind = draw(st.sampled_from(WindowKind))
    if kind is WindowKind.FROM_DAY:
        return WindowRule(kind=kind, day=draw(st.integers(1, 28)))
    if kind is WindowKind.EXPLICIT:
        first = draw(DAYS)
        days = draw(st.integers(0, 400))
        return WindowRule(kind=kind, first=first, last=first + timedelta(days=days))
    return WindowRule(kind=kind)


def kept_of(regime: Regime) -> tuple[object, ...]:
    return (
        regime.frequency,
        regime.dues,
        regime.window,
        regime.roll,
        regime.valid_from,
        regime.valid_to,
    )


@given(regime=regimes())
def test_a_regime_that_is_said_reads_back_to_itself(regime: Regime) -> None:
    found = parse_regime(said(regime), TODAY)

    assert [kept_of(each.regime) for each in found] == [kept_of(regime)]
    assert found[0].doubts == ()
