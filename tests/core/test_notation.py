import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.issuers import Family
from wardapp.core.notation import (
    Notation,
    find_citations,
    parse_notation,
    party_notation,
    state_notation,
)

TYPES = st.sampled_from(
    ["NQ", "QĐ", "QyĐ", "QĐi", "CT", "KH", "CTr", "TTr", "CV", "BC", "HD", "BB"]
)
BODIES = st.sampled_from(["ĐU", "TU", "TW", "BXDĐ", "BTGDVTU", "VPĐU", "UBKTĐU", "BTCTU-BNCTU"])
NUMBERS = st.integers(1, 99_999)
SUFFIXES = st.sampled_from(["", "", "a", "b", "đ"])
PARTY = st.builds(
    lambda number, suffix, kind, body: Notation(
        number, suffix, party_notation(kind, body), Family.PARTY
    ),
    NUMBERS, SUFFIXES, TYPES, BODIES,
)  # fmt: skip
STATE = st.builds(
    lambda number, suffix, kind, unit: Notation(
        number, suffix, state_notation(kind, "UBND", unit), Family.STATE
    ),
    NUMBERS, SUFFIXES, TYPES, st.sampled_from(["VHXH", "KT", "VP"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "printed", "symbol", "family"),
    [
        ("57-KH/TU", "57-KH/TU", "KH/TU", Family.PARTY),
        ("57 KH/TU", "57-KH/TU", "KH/TU", Family.PARTY),
        ("57- KH/ TU", "57-KH/TU", "KH/TU", Family.PARTY),
        ("57–KH/TU", "57-KH/TU", "KH/TU", Family.PARTY),
        ("02 - NQ/TW", "02-NQ/TW", "NQ/TW", Family.PARTY),
        ("Số 57 KH/TU", "57-KH/TU", "KH/TU", Family.PARTY),
        ("12a-CV/ĐU", "12a-CV/ĐU", "CV/ĐU", Family.PARTY),
        ("5053-CV/VPTW/nb", "5053-CV/VPTW/nb", "CV/VPTW/nb", Family.PARTY),
        ("05-QC/BTCTU-BNCTU", "05-QC/BTCTU-BNCTU", "QC/BTCTU-BNCTU", Family.PARTY),
        ("57-kh/tu", "57-KH/TU", "KH/TU", Family.PARTY),
        ("8-ctr/đu", "08-CTr/ĐU", "CTr/ĐU", Family.PARTY),
        ("12/UBND-VHXH", "12/UBND-VHXH", "UBND-VHXH", Family.STATE),
        ("15/QĐ-UBND", "15/QĐ-UBND", "QĐ-UBND", Family.STATE),
        ("Số: 07/KH-UBND", "07/KH-UBND", "KH-UBND", Family.STATE),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", "2020/NĐ-CP", Family.STATE),
        ("28/2026/QH16", "28/2026/QH16", "2026/QH16", Family.STATE),
        ("10/QĐ-TTg", "10/QĐ-TTg", "QĐ-TTg", Family.STATE),
        ("12/UBND", "12/UBND", "UBND", Family.STATE),
    ],
)
def test_a_notation_is_read_however_it_was_written(
    written: str, printed: str, symbol: str, family: Family
) -> None:
    notation = parse_notation(written)

    assert notation is not None
    assert (str(notation), notation.symbol, notation.family) == (printed, symbol, family)


def test_a_bare_number_has_no_family_and_a_draft_no_number() -> None:
    assert parse_notation("01") == Notation(1)
    assert str(Notation(1)) == "01"
    assert parse_notation("Số -CV/BXDD") == Notation(None, "", "CV/BXDD", Family.PARTY)
    assert parse_notation("QĐ-UBND") == Notation(None, "", "QĐ-UBND", Family.STATE)


@pytest.mark.parametrize(
    "written", ["", "xin chào", "17/3/2026", "876-CV/BTGDVTU876KH/TU", "KH/", "-", "57-KH/TUngày"]
)
def test_what_is_no_notation_is_not_read(written: str) -> None:
    assert parse_notation(written) is None


@given(PARTY | STATE)
def test_a_printed_notation_is_read_back(notation: Notation) -> None:
    assert parse_notation(str(notation)) == notation
    assert parse_notation(f"Số: {str(notation).replace('/', ' / ')}") == notation


@given(PARTY)
def test_a_party_notation_is_read_without_its_hyphen(notation: Notation) -> None:
    assert parse_notation(f"{notation.code_number} {notation.symbol}") == notation


@given(PARTY | STATE, st.sampled_from(["Kế hoạch số {} ngày 13/4", "({}),", "theo {}.", "{}"]))
def test_a_cited_notation_is_found_in_a_sentence(notation: Notation, sentence: str) -> None:
    said = sentence.format(notation)

    (found,) = find_citations(said)

    assert found.notation == notation
    assert said[found.start : found.end] == found.text == str(notation)
    assert not found.is_mangled


@given(st.text("0123456789-/ QĐKHTUubndcv.,", max_size=40))
def test_citations_lie_where_they_say(said: str) -> None:
    for found in find_citations(said):
        assert said[found.start : found.end] == found.text
        assert found.is_mangled == (found.notation is None)


def test_a_citation_run_into_another_is_mangled() -> None:
    said = "Thực hiện Công văn số 876-CV/BTGDVTU876KH/TU, 57-KH/TUngày 13/4"

    assert [(found.text, found.is_mangled) for found in find_citations(said)] == [
        ("876-CV/BTGDVTU876KH/TU", True),
        ("57-KH/TUngày", True),
    ]


def test_citations_over_a_line_break_and_other_slashes_are_told_apart() -> None:
    said = "Kế hoạch số 46-\nKH/BTGDVTU và/hoặc 24/7; 3 CTV/TDP; ngày 17/3/2026; 15/QĐ-UBND - UBND"

    assert [str(found.notation) for found in find_citations(said)] == [
        "46-KH/BTGDVTU",
        "15/QĐ-UBND",
    ]


def test_a_state_letter_carries_its_unit_and_other_types_do_not() -> None:
    assert state_notation("CV", "UBND", "VHXH") == "UBND-VHXH"
    assert state_notation("", "UBND", "") == "UBND"
    assert state_notation("QĐ", "UBND", "VHXH") == "QĐ-UBND"
    assert party_notation("CTr", "ĐU") == "CTr/ĐU"
