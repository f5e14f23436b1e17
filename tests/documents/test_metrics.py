"""Widths of the bundled font and what is decided with them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.documents.metrics import Metrics, balance, share_columns, twips

WORDS = st.lists(st.text("abcđ", min_size=1, max_size=9), min_size=1, max_size=25).map(" ".join)


def test_widths_are_those_of_times_new_roman(metrics: Metrics) -> None:
    motto = metrics.width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    assert motto == pytest.approx(95.7, abs=0.05)
    assert metrics.width_mm("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True) == pytest.approx(
        72.9, abs=0.05
    )
    date_line = "An Thịnh, ngày 05 tháng 6 năm 2026"
    assert metrics.width_mm(date_line, 14, italic=True) == pytest.approx(73.5, abs=0.05)


def test_every_vietnamese_letter_can_be_drawn(metrics: Metrics) -> None:
    vowels = "aăâeêioôơuưy"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = [unicodedata.normalize("NFC", v + t) for v in vowels for t in ("", *tones)] + ["đ"]
    text = "".join(letters) + "".join(letters).upper() + "₫\u2011–—“”‘’…•№"
    assert metrics.missing(text) == ""
    assert metrics.missing("ô ☐ và ✓") == "☐✓"


@given(WORDS, st.integers(5, 60))
def test_balanced_lines_fit_are_fewest_and_lose_no_word(text: str, room: int) -> None:
    lines = balance(text, room, len)
    assert " ".join(lines) == text
    assert all(len(line) <= room or " " not in line for line in lines)
    greedy = [text.split(maxsplit=1)[0]]
    for word in text.split()[1:]:
        if len(greedy[-1]) + 1 + len(word) <= room:
            greedy[-1] += f" {word}"
        else:
            greedy.append(word)
    assert len(lines) == len(greedy)
    assert max(map(len, lines)) <= max(map(len, greedy))


def test_header_columns_give_each_side_its_need_or_say_no() -> None:
    assert share_columns((70, 74), (75, 75), 165, 1) == (75, 15, 75)
    left, gap, right = share_columns((60, 100), (75, 75), 165, 1) or (0, 0, 0)
    assert (left + gap + right, right) == (165, 100)
    assert left >= 60
    assert share_columns((71, 95), (75, 75), 165, 1) is None


def test_lengths_are_whole_twips() -> None:
    assert [twips(mm) for mm in (210, 297, 20, 30, 15, 10)] == [11906, 16838, 1134, 1701, 850, 567]
