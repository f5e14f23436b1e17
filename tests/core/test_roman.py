from __future__ import annotations

import pytest

from wardapp.core.roman import roman


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")],
)
def test_numbers_are_written_as_romans_did(number: int, printed: str) -> None:
    assert roman(number) == printed


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_romans_could_not_write_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        roman(number)
