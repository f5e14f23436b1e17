from __future__ import annotations

from dataclasses import replace

from tests.builders import an_outgoing
from wardapp.core.dispatches import joined_symbol


def test_a_number_below_ten_prints_with_a_zero() -> None:
    line = replace(an_outgoing(), number=7, suffix="", code_notation="KH/ĐU")

    assert line.number_symbol == "07-KH/ĐU"
    assert replace(line, number=12, suffix="a").number_symbol == "12a-KH/ĐU"
    assert replace(line, number=138).number_symbol == "138-KH/ĐU"


def test_a_party_symbol_takes_a_hyphen_and_a_state_symbol_a_slash() -> None:
    assert joined_symbol("12", "CV/BXDĐ") == "12-CV/BXDĐ"
    assert joined_symbol("12", "UBND-VHXH") == "12/UBND-VHXH"
    assert joined_symbol("", "CV/BXDĐ") == "CV/BXDĐ"
