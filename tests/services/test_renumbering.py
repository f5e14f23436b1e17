from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wardapp.documents.outline import parse_outline
from wardapp.services.writing import Writing

TYPED = """I. Kết quả
1. Một
3. Hai
3.4. Con một
3.4. Con hai
a) Điểm
a) Điểm nữa
g) Điểm ba
III. Khó khăn
4. Một
Đoạn nối có tên:
1. Danh sách khác
1. Dòng hai"""

MADE = """I. Kết quả
1. Một
2. Hai
2.1. Con một
2.2. Con hai
a) Điểm
b) Điểm nữa
c) Điểm ba
II. Khó khăn
1. Một
Đoạn nối có tên:
1. Danh sách khác
2. Dòng hai"""


def test_every_level_is_counted_from_its_first() -> None:
    assert Writing().renumbered(TYPED) == MADE


def test_articles_run_through_chapters_and_clauses_begin_anew() -> None:
    text = "Chương I\nĐiều 1. Một\n1. Khoản\n2) Khoản\nChương II\nĐiều 1. Hai\n5. Khoản"

    assert Writing().renumbered(text) == (
        "Chương I\nĐiều 1. Một\n1. Khoản\n2) Khoản\nChương II\nĐiều 2. Hai\n1. Khoản"
    )


_LINES = st.sampled_from(
    [
        "I. Phần",
        "1. Mục",
        "2. Mục",
        "1.1. Tiểu mục",
        "a) Điểm",
        "đ) Điểm",
        "(1) Ý",
        "- Gạch",
        "Đoạn:",
        "",
        "| a | b |",
        "Điều 3. Tên",
        "Chương II",
        "(i) Ý",
    ]
)


@given(st.lists(_LINES, max_size=12).map("\n".join))
def test_numbering_again_changes_only_markers_and_once_is_enough(text: str) -> None:
    made = Writing().renumbered(text)

    assert [each.text for each in parse_outline(made)] == [
        each.text for each in parse_outline(text)
    ]
    assert Writing().renumbered(made) == made
