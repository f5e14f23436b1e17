"""What only some papers carry: which words and lines print, where, under which standard."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.example_documents import CREATED, official
from tests.documents.papers_made import WILD
from tests.documents.special_documents import (
    BRACED,
    CONFIRMED,
    HEADS,
    JOINT_NAME,
    copy_foot,
    signature,
    special,
)
from wardapp.core.dispatches import Recipient
from wardapp.core.document import Paper
from wardapp.core.layout import Standard
from wardapp.documents.compose import compose
from wardapp.documents.composition import (
    Brace,
    Columns,
    Composition,
    Item,
    Para,
    Stack,
    Stamp,
    TableGrid,
)
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.heights import items_height
from wardapp.documents.metrics import Metrics
from wardapp.documents.outline import parse_outline
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.setter import Setter


@pytest.fixture
def made(standards: dict[str, Standard], metrics: Metrics) -> Any:
    def make(standard_id: str, code: str = "CV", **fields: Any) -> Composition:
        standard = standards[standard_id]
        return compose(official(standard, code, **fields), standard, metrics)

    return make


def said(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    return [
        (item.style, "".join(span.text for span in item.spans))
        for item in items
        if isinstance(item, Para)
    ]


def parts(composition: Composition) -> list[list[tuple[str, str]]]:
    """The paragraphs of each part of the foot, left before right."""
    return [
        said(part.items if isinstance(part, Stack) else (*part.left, *part.right))
        for group in composition.foot
        for part in group
    ]


def test_circulation_notes_are_capitals_and_framed_for_the_state(made: Any) -> None:
    notes = ("Tài liệu thu hồi", "Lưu hành nội bộ")
    assert said(made("HD05", circulation=notes).notes) == [
        ("circulation", "TÀI LIỆU THU HỒI"),
        ("circulation", "LƯU HÀNH NỘI BỘ"),
    ]
    (stamp,) = made("ND30", circulation=notes).notes
    assert isinstance(stamp, Stamp)
    assert (stamp.text, stamp.right) == ("TÀI LIỆU THU HỒI - LƯU HÀNH NỘI BỘ", 0)
    assert made("HD05").notes == ()


def test_the_note_of_the_last_page_stands_at_its_edge_or_under_the_signature(made: Any) -> None:
    note = {"last_page_note": "Không phổ biến"}
    assert said((made("HD05", **note).last_note,)) == [("last_note", "KHÔNG PHỔ BIẾN")]
    old = made("HD36", **note)
    assert old.last_note is None
    assert parts(old)[-1] == [("last_note", "KHÔNG PHỔ BIẾN")]


def test_a_drafter_and_the_copies_end_the_recipients(made: Any) -> None:
    def mark(standard_id: str, **fields: Any) -> tuple[str, str]:
        return said(made(standard_id, **fields).foot[0][0].left)[-1]

    assert mark("HD05", drafter_mark="abc", copy_count=268) == ("drafter", "ABC-268")
    assert mark("ND30", drafter_mark="PL.", copy_count=300) == ("drafter", "PL.(300)")
    assert mark("ND30", drafter_mark="PL.(300)") == ("drafter", "PL.(300)")
    assert mark("HD05")[0] == "recipient"


def test_neighbours_of_one_brace_share_it_and_its_height_is_theirs(made: Any) -> None:
    left = made("HD05", recipients=BRACED).foot[0][0].left
    first, second = [item for item in left if isinstance(item, Brace)]
    assert [text for _, text in said(first.lines)] == [
        "- Thường trực Thành uỷ;",
        "- Ban Tuyên giáo và Dân vận\nThành uỷ Hà Liên;",
    ]
    assert first.words is not None
    assert said((first.words,)) == [("brace_words", "(để báo cáo)")]
    assert (first.height, len(second.lines)) == (3 * 14, 2)
    assert said(left)[-1] == ("recipient", "- Lưu Văn phòng Đảng uỷ.")


def test_lines_of_a_signature_are_bold_or_regular_as_the_matrix_says(made: Any) -> None:
    signed = signature("Lê Hà", "UỶ VIÊN BAN THƯỜNG VỤ", " kiêm", "PHÓ TRƯỞNG BAN", " BÍ THƯ")
    right = made("HD05", "TB", signature=signed).foot[0][0].right
    assert said(right) == [
        ("authority", "UỶ VIÊN BAN THƯỜNG VỤ"),
        ("signature_note", "kiêm"),
        ("authority", "PHÓ TRƯỞNG BAN"),
        ("position", "BÍ THƯ"),
        ("name", "Lê Hà"),
    ]
    assert said(made("ND30", "TB", signature=signed).foot[0][0].right)[3][0] == "signature_note"


def test_minutes_are_signed_side_by_side_and_confirmed_below(made: Any) -> None:
    composition = made(
        "HD05",
        "BB",
        signature=signature("Trần Minh Khuê", "CHỦ TRÌ HỘI NGHỊ"),
        other_signatures=(signature("Lê Thu Hà", "NGƯỜI GHI BIÊN BẢN"),),
        confirmation=CONFIRMED,
    )
    both, confirmed, received = parts(composition)
    assert [text for _, text in both] == [
        "NGƯỜI GHI BIÊN BẢN",
        "Lê Thu Hà",
        "CHỦ TRÌ HỘI NGHỊ",
        "Trần Minh Khuê",
    ]
    assert confirmed[0] == ("signature_note", "Xác nhận chữ ký của đồng chí Trần Minh Khuê")
    assert received[0][0] == "recipients_label"
    # Each finds its own page: Word would keep them together, other programs would not.
    assert len(composition.foot) == len((both, confirmed, received))


def test_bodies_that_issue_together_part_at_their_dashes_and_sign_in_rows_of_two(
    made: Any,
) -> None:
    joint = {"parent_line": "", "own_line": JOINT_NAME, "signature": HEADS[0]}
    composition = made("HD05", "KH", other_signatures=HEADS[1:], **joint)
    issuer = [text for style, text in said(composition.head.left) if style == "issuer"]
    assert issuer[:2] == ["BAN XÂY DỰNG ĐẢNG -", "UỶ BAN KIỂM TRA -"]
    (first,), (second,), _ = composition.foot
    assert isinstance(first, Columns)
    assert said(first.right)[-1] == ("name", "Lê An")
    assert said(first.left)[-1] == ("name", "Vũ Bình")
    assert said(second.left)[-1] == ("name", "Đỗ Chi")
    assert second.right == ()
    assert len(made("HD05", "KH", other_signatures=HEADS * 2, **joint).foot) > 3


def test_names_side_by_side_stand_on_one_line_however_many_lines_stand_above(
    made: Any, standards: dict[str, Standard], metrics: Metrics
) -> None:
    setter = Setter(standards["HD05"], metrics)
    title = "K/T CHÁNH VĂN PHÒNG ĐẢNG UỶ"
    assert setter.broken("authority", title, 70) == "K/T CHÁNH VĂN PHÒNG\nĐẢNG UỶ"
    deputy = signature("Vũ Bình", "K/T TRƯỞNG BAN DÂN VẬN", " PHÓ TRƯỞNG BAN")
    (row,), _ = made(
        "HD05", "KH", own_line=JOINT_NAME, signature=HEADS[0], other_signatures=(deputy,)
    ).foot
    left, right = (items_height(side, setter, 80) for side in (row.left, row.right))
    assert (len(row.left), len(row.right)) == (3, 2)
    assert left == right


def test_recipients_beyond_a_page_go_on_as_another_part_and_long_notes_push_the_head(
    made: Any,
) -> None:
    many = [Recipient(name=f"Chi bộ Tổ dân phố số {n}") for n in range(90)]
    foot = made("HD05", "TB", recipients=tuple(many)).foot
    assert len(foot) == 2
    assert foot[0][0].right
    assert not any(each[0].right for each in foot[1:])
    names = [text for each in foot for _, text in said(each[0].left)]
    assert len(names) == len(many) + len(("Nơi nhận:", "Lưu"))
    braced = made("HD05", "TB", recipients=tuple(replace(each, brace="để biết") for each in many))
    sizes = [len(item.lines) for (part,) in braced.foot for item in part.left if is_brace(item)]
    assert sum(sizes) == len(many)
    assert max(sizes) < len(many) / 2
    notes = ("Tài liệu thu hồi", "Lưu hành nội bộ " * 12)
    assert made("HD05", "TB", circulation=notes[:1]).head_drop == 0
    assert made("HD05", "TB", circulation=notes).head_drop > 0


def is_brace(item: Item) -> bool:
    return isinstance(item, Brace)


def test_a_copy_is_stamped_or_numbered_under_a_wide_rule(
    made: Any, standards: dict[str, Standard]
) -> None:
    stamped = made("HD05", "TB", copy_foot=copy_foot(standards["HD05"])).foot[-1]
    stamp = stamped[1].left[0]
    assert isinstance(stamp, Stamp)
    assert (stamp.text, stamped[0].items[0].style) == ("Bản sao văn bản", "rule_wide")
    head = made("HD36", "TB", copy_foot=copy_foot(standards["HD36"])).foot[-1][1]
    assert said(head.left)[-1] == ("number", "Số 03-BS/ĐU")
    assert said(head.right) == [
        ("copy_kind", "SAO Y BẢN CHÍNH"),
        ("place_date", "Liên Hồ, ngày 05 tháng 3 năm 2026"),
    ]
    undated = replace(copy_foot(standards["ND30"]), issued_on=None)
    right = made("ND30", "TB", copy_foot=undated).foot[-1][1].right
    assert said(right)[-1][1] == "Liên Hồ, ngày     tháng     năm     "


def test_a5_leaves_the_head_as_wide_and_less_room_to_sign(
    made: Any, standards: dict[str, Standard]
) -> None:
    small, big = (made("HD05", "GM", paper=paper) for paper in (Paper.A5, Paper.A4))
    assert small.head.widths == big.head.widths
    assert standards["HD05"].small_page is not None
    assert (standards["HD05"].small_page.width, standards["HD05"].small_page.height) == (210, 148)


def test_a_table_too_wide_for_the_page_is_so_in_all_columns_alike(made: Any) -> None:
    row = "|" + " Đã hoàn thành nhiệm vụ | 3540000 |" * 6
    text = f"{row.replace('3540000', 'Cột số 9')}\n|---|\n{row}"
    (grid,) = made("HD05", "BC", body=parse_outline(text)).body
    words, figures = grid.widths[:2]
    assert max(grid.widths[::2]) - min(grid.widths[::2]) <= 1
    # Before, figures had room to spare while words ran into the next cell.
    assert 1.1 < figures / words < 1.4


def test_tables_of_the_text_stand_among_its_paragraphs_in_annexes_too(
    standards: dict[str, Standard], metrics: Metrics
) -> None:
    standard = standards["HD05"]
    composition = compose(special(standard)["bảng"], standard, metrics)
    kinds = [type(each).__name__ for each in composition.body]
    assert kinds == ["Para", "TableGrid", "Para", "TableGrid", "Para"]
    grid = composition.body[1]
    assert isinstance(grid, TableGrid)
    assert sum(grid.widths) == 9355
    assert [cell.style for cell in grid.rows[0]] == ["cell_center", "cell", "cell", "cell_right"]
    assert [cell.text for cell in composition.body[3].rows[1]] == ["nghiêng và đậm", "5 | 6"]
    inside = [item for item in composition.annexes[0].items if isinstance(item, TableGrid)]
    assert sum(inside[0].widths) == 14570


def test_a_line_of_dashes_alone_prints_nothing(made: Any) -> None:
    body = made("HD05", "TB", body=parse_outline("Như sau:\n|---|---|\n\n| |")).body
    assert [type(each).__name__ for each in body] == ["Para", "TableGrid"]


def test_odd_words_in_what_only_some_papers_carry_still_make_both_files(
    standards: dict[str, Standard], writers: tuple[DocxWriter, PdfWriter]
) -> None:
    @example(text="\n0", other="")
    @given(text=st.text(max_size=40), other=WILD)
    def makes_both(text: str, other: str) -> None:
        signed = signature(other, f"{text}.", f" {other}.")
        for standard in standards.values():
            paper = official(
                standard,
                "BB",
                body=parse_outline(f"| {text} | {other} |\n|---|---|\n{text}"),
                circulation=(text, other),
                last_page_note=text,
                drafter_mark=other,
                copy_count=1,
                contact_line=text,
                signature=signed,
                other_signatures=(signed, signed),
                confirmation=signed,
                recipients=(Recipient(name=other, brace=text), Recipient(name=text, brace=text)),
                copy_foot=replace(copy_foot(standard), signature=signed, own_line=text),
            )
            docx_writer, pdf_writer = writers
            file = docx_writer.write(paper, standard, created=CREATED)
            with zipfile.ZipFile(io.BytesIO(file)) as archive:
                for name in ("word/document.xml", "word/header3.xml"):
                    etree.fromstring(archive.read(name))
            assert pdf_writer.render(paper, standard, created=CREATED).page_count >= 1

    makes_both()
