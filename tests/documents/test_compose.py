"""The parts of a document: what prints, in which words and order, under which standard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.example_documents import CREATED, official
from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.issuers import SignerInfo
from wardapp.core.layout import Standard
from wardapp.documents.compose import compose
from wardapp.documents.composition import Columns, Item, Para, Stamp
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.metrics import Metrics
from wardapp.documents.outline import parse_outline
from wardapp.documents.word_text import read_word_text


def text_of(items: tuple[Item, ...], style: str = "") -> list[str]:
    return [
        (f"{item.label.text} " if item.label else "") + "".join(span.text for span in item.spans)
        for item in items
        if isinstance(item, Para) and style in {"", item.style}
    ]


@pytest.fixture
def made(standards: dict[str, Standard], metrics: Metrics) -> Any:
    def make(standard_id: str, code: str, **fields: Any) -> Any:
        standard = standards[standard_id]
        return compose(official(standard, code, **fields), standard, metrics)

    return make


def foot(composition: Any) -> Columns:
    part = composition.foot[0][0]
    assert isinstance(part, Columns)
    return part


def test_recipients_end_as_each_standard_wants(made: Any) -> None:
    expected = {
        "HD05": ["- Như trên;", "- Thành uỷ (để báo cáo);", "- Lưu Văn phòng Đảng uỷ."],
        "HD36": ["- Như trên,", "- Thành uỷ (để báo cáo),", "- Lưu Văn phòng Đảng uỷ."],
        "ND30": ["- Như trên;", "- Thành uỷ (để báo cáo);", "- Lưu: VT, VHXH."],
    }
    recipients = (Recipient(name="Như trên;"), Recipient(name="- Thành uỷ", purpose="(để báo cáo)"))
    for standard_id, lines in expected.items():
        left = foot(made(standard_id, "TB", recipients=recipients)).left
        assert text_of(left, "recipient") == lines


def test_one_addressee_stands_on_the_line_and_several_are_listed(made: Any) -> None:
    one = made("HD05", "CV", addressees=("Ban Tổ chức Thành uỷ",)).opening
    assert text_of(one, "addressee") == ["Kính gửi: Ban Tổ chức Thành uỷ."]
    several = made("HD05", "TTr", addressees=("Thành uỷ", "Ban Tổ chức Thành uỷ;")).opening
    assert text_of(several, "addressees") == [
        "Kính trình: - Thành uỷ;",
        "- Ban Tổ chức Thành uỷ.",
    ]
    assert text_of(made("HD36", "CV", addressees=("A", "B")).opening, "addressees") == [
        "Kính gửi: - A,",
        "- B.",
    ]


def test_the_label_of_addressees_is_italic_in_party_papers_only(made: Any) -> None:
    assert made("HD05", "CV", addressees=("A",)).opening[0].spans[0].italic is True
    assert made("ND30", "CV", addressees=("A",)).opening[0].spans[0].italic is None


@pytest.mark.parametrize(
    ("standard_id", "typed", "printed"),
    [
        ("HD05", "về việc báo cáo", "về việc báo cáo"),
        ("HD05", "V/v báo cáo", "về việc báo cáo"),
        ("HD05", "báo cáo", "về việc báo cáo"),
        ("ND30", "về việc báo cáo", "V/v báo cáo"),
        ("HD36", "tuyên truyền sơ kết", "tuyên truyền sơ kết"),
    ],
)
def test_the_abstract_of_a_dispatch_has_the_label_of_its_standard_once(
    standard_id: str, typed: str, printed: str, made: Any
) -> None:
    assert text_of(made(standard_id, "CV", subject=typed).head.left, "cv_subject") == [printed]


def test_a_deputy_under_t_m_signs_with_a_regular_title_and_a_direct_signer_with_a_bold_one(
    made: Any,
) -> None:
    right = foot(made("HD05", "TB")).right
    assert text_of(right, "authority") == ["T/M BAN THƯỜNG VỤ"]
    assert text_of(right, "position") == ["PHÓ BÍ THƯ"]
    direct = SignerInfo(full_name="Lê Thu", position="Trưởng ban")
    right = foot(made("HD05", "TB", signer=direct)).right
    assert text_of(right, "authority") == ["TRƯỞNG BAN"]
    assert text_of(right, "position") == []


def test_urgency_stands_under_the_abstract_and_the_spelling_touches_no_name(made: Any) -> None:
    left = made(
        "HD05", "CV", priority=Priority.EXPRESS, own_line="ĐẢNG ỦY PHƯỜNG HÒA LIÊN"
    ).head.left
    styles = [item.style for item in left if isinstance(item, Para)]
    assert styles.index("cv_subject") < styles.index("urgency")
    assert text_of(left, "urgency") == ["HOẢ TỐC"]
    assert text_of(left, "issuer") == ["ĐẢNG ỦY PHƯỜNG HÒA LIÊN"]
    new = made("HD05", "CV", priority=Priority.EXPRESS, old_tone_marks=False).head.left
    assert text_of(new, "urgency") == ["HỎA TỐC"]


def test_state_urgency_is_a_framed_stamp_of_the_length_the_law_gives(made: Any) -> None:
    for priority, width in (
        (Priority.URGENT, 20),
        (Priority.VERY_URGENT, 40),
        (Priority.EXPRESS, 30),
    ):
        head = made("ND30", "CV", priority=priority).head
        stamp = next(item for item in head.left if isinstance(item, Stamp))
        assert (head.widths[0] - stamp.left - stamp.right) * 25.4 / 1440 == pytest.approx(
            width, abs=0.1
        )


def test_long_names_break_between_words_that_belong_apart(made: Any) -> None:
    long_date = made("HD05", "KH", place="Phường Ngô Quyền").head
    assert text_of(long_date.right, "place_date") == ["Phường Ngô Quyền,\nngày 05 tháng 6 năm 2026"]
    long_name = made(
        "HD05", "KH", own_line="BAN CHỈ ĐẠO THỰC HIỆN NGHỊ QUYẾT VỀ PHÁT TRIỂN KHOA HỌC"
    ).head
    assert text_of(long_name.left, "issuer") == [
        "BAN CHỈ ĐẠO",
        "THỰC HIỆN NGHỊ QUYẾT",
        "VỀ PHÁT TRIỂN KHOA HỌC",
    ]


def test_the_state_date_stands_level_with_the_number_whatever_the_issuer(made: Any) -> None:
    for name in ("HỘI ĐỒNG NHÂN DÂN", "UBND PHƯỜNG\nLIÊN HỒ", "A\nB\nC\nD"):
        head = made("ND30", "KH", own_line=name).head
        levels = [
            sum((item.before or 0) + 18 for item in side[:-1] if isinstance(item, Para))
            + (side[-1].before or 0)
            for side in (head.left, head.right)
        ]
        assert levels[0] == levels[1]


def test_a_draft_without_signer_and_recipients_has_no_foot(made: Any) -> None:
    bare = made("HD05", "CV", signer=SignerInfo(), recipients=(), storage_line="")
    assert bare.foot == ()
    assert not any(para.keep_next for para in bare.body[-1:])


def test_the_last_paragraph_is_kept_with_the_signature(made: Any) -> None:
    body = made("HD05", "KH").body
    assert [para.keep_next for para in body[-2:]] == [None, True]


def test_a_narrow_column_still_holds_its_longest_word(made: Any, metrics: Metrics) -> None:
    composition = made("HD05", "KH")
    grid = composition.annexes[1].tables[0]
    assert sum(grid.widths) == 14570
    assert grid.widths[0] >= metrics.width("STT", 12, bold=True) * 20 + 170


def test_a_dieu_with_a_sentence_is_bold_in_its_number_only_and_comes_back_as_typed(
    standards: dict[str, Standard], metrics: Metrics, docx_writer: DocxWriter
) -> None:
    text = (
        "Điều 1. Phạm vi\nĐiều 2. Quyết định này có hiệu lực *kể từ* ngày **ký**.\nĐiều 3. …;\n"
        f"Điều 4. {'rất dài ' * 20}"
    )
    document = official(standards["HD05"], "QĐ", body=parse_outline(text))
    body = compose(document, standards["HD05"], metrics).body
    bold = [[span.text for span in para.spans if span.bold is None] for para in body]
    assert bold == [["Điều 1. Phạm vi"], ["Điều 2. ", "ký"], ["Điều 3. "], ["Điều 4. "]]
    assert [para.keep_next for para in body] == [None, False, False, True]
    file = docx_writer.write(document, standards["HD05"], created=CREATED)
    read = read_word_text(file, standards["HD05"])
    assert ("\n".join(read.body), read.losses) == (text.strip(), ())
