from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core import pipe_table
from wardapp.core.light_toggle import BOLD, ITALIC, toggled
from wardapp.core.outline_typing import continued, is_marker
from wardapp.core.text_finding import Wanted, found_in, replaced


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("1. Một việc", "2. "),
        ("9) Một việc", "10) "),
        ("1.2. Một việc", "1.3. "),
        ("d) Một điểm", "đ) "),
        ("e) Một điểm", "g) "),
        ("- Một ý", "- "),
        ("  + Một ý", "  + "),
        ("(2) Một ý", "(3) "),
        ("(iv) Một ý", "(v) "),
    ],
)
def test_enter_goes_on_with_the_next_marker(line: str, following: str) -> None:
    found = continued(line, len(line))

    assert found is not None
    assert (found.marker, found.ends) == (following, False)


@pytest.mark.parametrize("line", ["I. Kết quả", "Điều 1. Phạm vi", "Một đoạn", "y) Hết", "2026 là"])
def test_enter_only_breaks_lines_that_are_no_list(line: str) -> None:
    assert continued(line, len(line)) is None


def test_enter_on_a_marker_without_words_ends_the_list_and_before_it_only_breaks() -> None:
    ended = continued("2. ", 3)

    assert ended is not None
    assert ended.ends
    assert continued("2. Một việc", 0) is None
    assert is_marker("a)")
    assert is_marker("Điều 12.")
    assert not is_marker("ok)")


def test_a_row_tells_its_cells_and_bars_inside_cells_are_kept() -> None:
    row = pipe_table.row_of(["Loa | đài", "", "64"])

    assert row == "| Loa \\| đài |  | 64 |"
    assert pipe_table.cells(row) == ["Loa | đài", "", "64"]
    assert pipe_table.cell_at(row, row.index("64")) == 2


def test_columns_and_head_come_and_go_without_touching_other_cells() -> None:
    lines = ["| Tổ | Hộ |", "| 7 | 120 |"]

    headed = pipe_table.with_head(lines, 0)
    wider = pipe_table.with_column(headed, 0)

    assert headed == ["| Tổ | Hộ |", "|---:|---:|", "| 7 | 120 |"]
    assert wider == ["| Tổ |  | Hộ |", "|---:|---|---:|", "| 7 |  | 120 |"]
    assert pipe_table.without_column(wider, 1) == headed
    assert pipe_table.with_head(headed, 0) == lines


@given(st.lists(st.lists(st.text("ab| \\é", max_size=4), min_size=2, max_size=4), min_size=1))
def test_a_table_is_as_wide_in_every_row(rows: list[list[str]]) -> None:
    lines = pipe_table.table_of(rows).split("\n")

    assert all(pipe_table.is_row(line) for line in lines)
    assert pipe_table.stretch(lines, 0) == range(len(lines))


@pytest.mark.parametrize(
    ("line", "chosen", "stars", "made"),
    [
        ("Một hai ba", (4, 7), BOLD, "Một **hai** ba"),
        ("Một **hai** ba", (6, 9), BOLD, "Một hai ba"),
        ("Một **hai** ba", (6, 9), ITALIC, "Một ***hai*** ba"),
        ("Một ***hai*** ba", (7, 10), BOLD, "Một *hai* ba"),
        ("Một hai ba", (5, 5), ITALIC, "Một *hai* ba"),
        ("Một hai, ba", (3, 8), BOLD, "Một **hai**, ba"),
    ],
)
def test_looks_are_put_on_and_taken_off(
    line: str, chosen: tuple[int, int], stars: int, made: str
) -> None:
    change = toggled(line, *chosen, stars)
    after = line[: change.start] + change.text + line[change.end :]

    assert after == made
    assert after[slice(*change.chosen)] == "hai"


def test_words_are_found_with_and_without_their_accents() -> None:
    text = "Đảng ủy, đang uy, ĐẢNG ỦY"

    assert found_in(text, Wanted("đảng ủy")) == ((0, 7), (18, 25))
    assert len(found_in(text, Wanted("dang uy", ignores_accents=True))) == 3
    assert found_in(text, Wanted("đảng ủy", ignores_case=False)) == ()
    assert replaced(text, Wanted("Đảng ủy"), "ĐU") == ("ĐU, đang uy, ĐU", 2)


@given(st.text("aáÁđĐo ", max_size=20), st.text("aáđo", min_size=1, max_size=3))
def test_every_find_is_as_long_as_what_is_looked_for(text: str, words: str) -> None:
    for start, end in found_in(text, Wanted(words, ignores_accents=True)):
        assert end - start == len(words)
