"""The outline: every text comes back unharmed, markers and light marks are read as clerks mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wardapp.core.document import BlockKind, Run
from wardapp.core.printout import Align
from wardapp.documents.compose_body import body_styles
from wardapp.documents.outline import parse_outline, plain_text
from wardapp.documents.outline_tables import alignments, read_rows, table_lines

MARKERS = ["I. ", "I-", "1. ", "1.1.", "a) ", "đ)", "- ", "+ ", "(1) ", "Điều 1. ", "Chương I"]
MARKS = ["*", "**", "\\*", "\n", "\r\n", "\n\n", "\t", "\u00a0", " ", ";", "Căn cứ ", "Nội dung"]
BARS = ["| a | b |", "|---|---:|", "\\|", "|", "\n| - |\n"]
PIECES = st.sampled_from([*MARKERS, *MARKS, *BARS, "QUYẾT ĐỊNH:"])


@given(st.text())
def test_any_text_comes_back_letter_by_letter(text: str) -> None:
    assert plain_text(parse_outline(text)) == text


@given(st.lists(PIECES).map("".join))
def test_any_outline_comes_back_letter_by_letter(text: str) -> None:
    blocks = parse_outline(text)
    assert plain_text(blocks) == text
    lines = text.split("\n")
    assert all(block.marker in lines[block.line] for block in blocks)


@pytest.mark.samples
def test_real_papers_come_back_letter_by_letter(samples: Path) -> None:
    papers = sorted(samples.glob("*.txt"))
    assert len(papers) == 4
    for paper in papers:
        text = paper.read_text("utf-8")
        blocks = parse_outline(text)
        assert plain_text(blocks) == text
        assert len(blocks) > 10


@pytest.mark.parametrize(
    ("line", "kind", "marker"),
    [
        ("I. MỤC ĐÍCH", BlockKind.ROMAN, "I."),
        ("I- MỤC ĐÍCH", BlockKind.ROMAN, "I-"),
        ("XIV. Kết luận", BlockKind.ROMAN, "XIV."),
        ("1. Mục đích", BlockKind.ITEM, "1."),
        ("12) Mục đích", BlockKind.ITEM, "12)"),
        ("1.1. Nội dung", BlockKind.SUBITEM, "1.1."),
        ("1.5 Đảng uỷ phường", BlockKind.SUBITEM, "1.5"),
        ("2.3.1. Về quy hoạch", BlockKind.SUBSUBITEM, "2.3.1."),
        ("a) Loa truyền thanh", BlockKind.POINT, "a)"),
        ("đ) Loa truyền thanh", BlockKind.POINT, "đ)"),
        ("(1) Kết quả", BlockKind.PAREN, "(1)"),
        ("(iv) Kết quả", BlockKind.PAREN, "(iv)"),
        ("- Chủ động", BlockKind.DASH, "-"),
        ("– Chủ động", BlockKind.DASH, "–"),
        ("+ Đẩy mạnh", BlockKind.PLUS, "+"),
        ("Điều 1. Thành lập Tổ", BlockKind.ARTICLE, "Điều 1."),
        ("Điều 12a: Hiệu lực", BlockKind.ARTICLE, "Điều 12a:"),
        ("Phần thứ nhất", BlockKind.PART, "Phần thứ nhất"),
        ("Chương II", BlockKind.PART, "Chương II"),
        ("Mục 3. Quy định khác", BlockKind.PART, "Mục 3"),
        ("Căn cứ Luật Đất đai năm 2024;", BlockKind.BASIS, ""),
        ("- Căn cứ Điều lệ Đảng;", BlockKind.BASIS, "-"),
        ("Theo đề nghị của Văn phòng.", BlockKind.BASIS, ""),
        ("QUYẾT ĐỊNH:", BlockKind.ENACTING, ""),
        ("BAN THƯỜNG VỤ QUYẾT ĐỊNH", BlockKind.ENACTING, ""),
    ],
)
def test_markers_of_clerks_are_known(line: str, kind: BlockKind, marker: str) -> None:
    block = parse_outline(line)[0]
    assert (block.kind, block.marker) == (kind, marker)


@pytest.mark.parametrize(
    "line",
    [
        "1,5 triệu đồng",
        "2026 là năm quan trọng",
        "1.234 hộ dân",
        "Điều đó cho thấy",
        "Căn cứ tình hình thực tế, các chi bộ chủ động thực hiện như sau:",
        "ok) không phải điểm",
        "w) không có chữ này",
        "Mục tiêu chung",
        "Phần lớn các hộ dân",
        "-5 độ",
        "IIII. Không phải số La Mã",
        "L’Espace",
        "Xin gửi kèm",
    ],
)
def test_ordinary_sentences_stay_paragraphs(line: str) -> None:
    assert parse_outline(line)[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a *b* c", (Run(text="a "), Run(text="b", italic=True), Run(text=" c"))),
        ("**b** c", (Run(text="b", bold=True), Run(text=" c"))),
        ("***b***", (Run(text="b", bold=True, italic=True),)),
        (
            "*Chủ đạo: **Hà Liên** xanh*",
            (
                Run(text="Chủ đạo: ", italic=True),
                Run(text="Hà Liên", bold=True, italic=True),
                Run(text=" xanh", italic=True),
            ),
        ),
        ("“*Sổ tay*”, x", (Run(text="“"), Run(text="Sổ tay", italic=True), Run(text="”, x"))),
        ("5 * 3 * 2", (Run(text="5 * 3 * 2"),)),
        ("có dấu * một mình", (Run(text="có dấu * một mình"),)),
        ("mục (*) và (*) nữa", (Run(text="mục (*) và (*) nữa"),)),
        (r"\*không nghiêng\*", (Run(text="*không nghiêng*"),)),
        ("**mở mà không đóng", (Run(text="**mở mà không đóng"),)),
        ("hai  dấu\tcách ", (Run(text="hai dấu cách"),)),
        ("Hồ\u0300", (Run(text="Hồ\u0300"),)),
    ],
)
def test_light_marks_become_looks(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_outline(text)[0].runs == runs


def styles(text: str) -> list[str]:
    return list(body_styles(parse_outline(text)))


def test_numbered_headings_are_bold_and_numbered_sentences_are_not() -> None:
    assert styles("I. Kết quả\n1. Mục đích\n- Một.\n2. Yêu cầu\n- Hai.") == [
        "roman",
        "item",
        "body",
        "item",
        "body",
    ]
    assert styles("1. Tổ chức hội nghị.\n2. Báo cáo trước ngày 10.") == ["body", "body"]


def test_one_running_sentence_keeps_its_whole_row_regular_but_no_other_row() -> None:
    text = "I. A\n1. Số lượng sản phẩm\na) Loa.\n2. Mức độ bao phủ đạt 91,4%.\nII. B\n1. Đề xuất\nx"
    assert styles(text) == ["roman", "body", "body", "body", "roman", "item", "body"]


def test_levels_below_are_judged_by_their_own_row() -> None:
    text = "1. Phân công\n1.1. Ban Xây dựng Đảng\n1.1.1. Việc đầu\nx.\n1.2. Văn phòng\n2. Kiểm tra"
    assert styles(text) == ["item", "subitem", "subsubitem", "body", "subitem", "item"]


def test_clauses_of_an_article_stay_regular_and_a_title_follows_its_chapter() -> None:
    assert styles("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Tổ dân phố\n2. Chi bộ") == [
        "part",
        "part_title",
        "article",
        "body",
        "body",
    ]


def test_the_line_of_capitals_before_the_first_basis_is_an_issuing_clause() -> None:
    text = "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG LIÊN HỒ\n\nCăn cứ Luật số 1;\nCăn cứ Luật số 2.\n"
    assert styles(text) == ["enacting", "basis", "basis"]


def test_lines_between_bars_are_one_table_with_its_head_and_alignment() -> None:
    text = "Như sau:\n| Việc | Số |\n|---|:---:|\n  | a \\| b | - |\n\n| một mình |\nHết."
    blocks = parse_outline(text)
    assert plain_text(blocks) == text
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    table = blocks[1]
    assert (table.cells, table.head_rows, table.line) == ((("Việc", "Số"), ("a | b", "-")), 1, 1)
    assert alignments(table.text) == (Align.LEFT, Align.CENTER)
    assert (blocks[2].cells, blocks[2].head_rows) == ((("một mình",),), 0)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1), st.booleans())
def test_rows_written_as_lines_read_back(rows: list[list[str]], has_head: bool) -> None:
    tidy = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    assume(not any("\\" in cell or "---" in cell for row in tidy for cell in row))
    text = "\n".join(table_lines(rows, int(has_head), (Align.LEFT, Align.RIGHT)))
    assert read_rows(text) == (tidy, int(has_head))
    assert alignments(text) == (Align.LEFT, Align.RIGHT)
