from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.documents.outline import parse_outline, plain_text
from wardapp.documents.pasted_html import outline_of_html
from wardapp.documents.pasted_plain import outline_of_plain

CLIPBOARDS = Path(__file__).parent / "pasted"
"""What Word 2016, Excel 2016, Outlook on the web and Zalo put on the clipboard, other words."""


def clipboard(name: str) -> str:
    return (CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8")


def test_a_word_clipboard_keeps_its_numbers_looks_and_table() -> None:
    assert outline_of_html(clipboard("word")).split("\n") == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. **Công tác tuyên truyền:** đăng *37 tin, bài*, 6 video ngắn.",
        "- Phát thanh 64 buổi;",
        "+ Buổi sáng 32;",
        "a) Loa cố định; kể cả tổ 9",
        "| Kênh | Số lượng |  |",
        "|  | Tin | Bài |",
        "|---|---:|---:|",
        "| Loa \\| đài | 64 | 5 |",
    ]


def test_an_excel_clipboard_becomes_a_table_with_its_figures_at_the_right() -> None:
    assert outline_of_html(clipboard("excel")).split("\n") == [
        "| Tổ | Số hộ |",
        "|---|---:|",
        "| Tổ 7 | 1.204 |",
        "| Tổ 9 | 96 |",
    ]


def test_a_mail_clipboard_has_its_breaks_and_lists_and_nothing_that_is_fetched_or_run() -> None:
    assert outline_of_html(clipboard("mail")).split("\n") == [
        "Kính gửi đồng chí,",
        "Đề nghị báo cáo:",
        "1. Số buổi phát thanh",
        "2. Kết quả:",
        "- Đạt",
        "- Chưa đạt",
        "+ Lý do",
        "3. Kiến nghị",
        "**Hạn: 05/6/2026**",
    ]


def test_a_zalo_message_has_dashes_for_its_bullets() -> None:
    assert outline_of_html(clipboard("zalo")).split("\n") == [
        "Thông báo họp tổ dân phố số 9",
        "- Thời gian: 19h30",
        "- Địa điểm: nhà văn hoá",
    ]


def test_text_of_old_fonts_is_read_by_the_font_and_without_one_by_its_words() -> None:
    named = "<p><span style='font-family:.VnTime'>B¸o c¸o kÕt qu¶ c«ng t¸c</span></p>"
    vni = "<p><font face='VNI-Times'>Ñaûng boä phöôøng</font></p>"
    unnamed = "<p>B¸o c¸o kÕt qu¶ c«ng t¸c tuyªn truyÒn quý II n¨m 2026</p>"

    assert outline_of_html(named) == "Báo cáo kết quả công tác"
    assert outline_of_html(vni) == "Đảng bộ phường"
    assert outline_of_html(unnamed).startswith("Báo cáo kết quả công tác tuyên truyền")
    assert outline_of_plain("B¸o c¸o kÕt qu¶ c«ng t¸c tuyªn truyÒn") == (
        "Báo cáo kết quả công tác tuyên truyền"
    )


def test_plain_text_of_a_sheet_is_a_table_even_with_line_breaks_in_its_cells() -> None:
    assert outline_of_plain("Tổ\tSố hộ\r\nTổ 7\t120\r\n") == (
        "| Tổ | Số hộ |\n|---|---:|\n| Tổ 7 | 120 |"
    )
    assert outline_of_plain('Tổ\tGhi chú\n7\t"Dòng một\nDòng hai"\n') == (
        "| Tổ | Ghi chú |\n|---:|---|\n| 7 | Dòng một Dòng hai |"
    )


def test_plain_text_loses_quotation_marks_of_mails_bullets_and_breaks_at_the_edge() -> None:
    text = (
        "> > Đề nghị các tổ dân phố tổng hợp số liệu tuyên truyền của tháng 5 và\n"
        "> > gửi về Ban Xây dựng Đảng.\n> \n1.\tLoa truyền thanh\n•\xa0Buổi sáng\no\tLúc 6 giờ\n"
        "Dòng có ngắt mềm\x0bcùng đoạn\x0b2. Mục sau"
    )

    assert outline_of_plain(text).split("\n") == [
        "Đề nghị các tổ dân phố tổng hợp số liệu tuyên truyền của tháng 5 và gửi về Ban Xây dựng "
        "Đảng.",
        "",
        "1. Loa truyền thanh",
        "- Buổi sáng",
        "+ Lúc 6 giờ",
        "Dòng có ngắt mềm cùng đoạn",
        "2. Mục sau",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        '<a b="',
        "<!--",
        "<b>",
        "</i>",
        "&",
        "<table><td>",
        "<ul><li>x",
        f"<a {'a' * 7000}>",
    ],
)
def test_a_hostile_clipboard_is_read_in_one_pass(piece: str) -> None:
    text = outline_of_html("<b>" * 2_000 + piece * (60_000 // len(piece)))

    assert len(text) <= 120_000


@pytest.mark.parametrize("read", [outline_of_html, outline_of_plain])
def test_signs_that_no_book_can_hold_are_left_out(read: Callable[[str], str]) -> None:
    assert read("Tổ\x00 9 \ud800họp\x1f\uffff.") == "Tổ 9 họp."


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<i>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<ul>",
     "<li>", "</ul>", "<br>", "một hai ", "1. ", "* ", "|", "\\", "&nbsp;", "<!--", "-->", "\n"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
@pytest.mark.parametrize("read", [outline_of_html, outline_of_plain])
def test_whatever_is_pasted_is_outline_text_that_parses_without_loss(
    read: Callable[[str], str], text: str
) -> None:
    made = read(text)

    assert plain_text(parse_outline(made)) == made
    assert "<p>" not in made or "<p>" in text
