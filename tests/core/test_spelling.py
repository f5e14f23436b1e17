"""Slips in known phrases are found, true other words never are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.spelling import FIXED_PHRASES, PhraseBook, SlipKind, misplaced_tones, slips
from wardapp.core.syllables import is_syllable
from wardapp.core.text import new_tone, old_tone

OWN = (
    "Liên Hồ",
    "phường Liên Hồ",
    "Đảng bộ phường Liên Hồ",
    "Đống Đa",
    "phường Đống Đa",
    "Đảng ủy",
)
BOOK = PhraseBook(FIXED_PHRASES + OWN)


@pytest.mark.parametrize(
    ("text", "found", "expected", "kind"),
    [
        ("ĐẢNG CÔNG SẢN VIỆT NAM", None, "ĐẢNG CỘNG SẢN VIỆT NAM", SlipKind.ACCENT),
        ("DẢNG CỘNG SẢN VIỆT NAM", None, "ĐẢNG CỘNG SẢN VIỆT NAM", SlipKind.ACCENT),
        ("ĐẢNG CỌNG SẢNG VIỆT NAM", "", "", None),  # two faults in one: not sure
        ("ĐẢNG UỶ PHƯỜNG ĐÔNG ĐA", "PHƯỜNG ĐÔNG ĐA", "PHƯỜNG ĐỐNG ĐA", SlipKind.ACCENT),
        ("Đông Đa, ngày 05 tháng 6", "Đông Đa", "Đống Đa", SlipKind.ACCENT),
        ("Ban Thuờng vụ họp", "Ban Thuờng vụ", "Ban Thường vụ", SlipKind.ACCENT),
        ("Ban Thuừng vụ Đảng", "Ban Thuừng vụ", "Ban Thường vụ", SlipKind.LETTER),
        ("Đòan Thanh niên Cộng sản Hồ Chí Minh", None, "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
         SlipKind.TONE),
        ("Đảng cộng sản Việt Nam", None, "Đảng Cộng sản Việt Nam", SlipKind.CASE),
        ("Uỷ Ban Nhân Dân", None, "Uỷ ban nhân dân", SlipKind.CASE),
        ("Dộc lập - Tự do - Hanh phúc", None, "Độc lập - Tự do - Hạnh phúc", SlipKind.ACCENT),
        ("mat tran To quoc Viet Nam", None, "Mặt trận Tổ quốc Việt Nam", SlipKind.ACCENT),
        ("ỦY BAN NHÂN DÂN1", "", "", None),
        ("HỘI ĐÒNG NHÂN DÂN", None, "HỘI ĐỒNG NHÂN DÂN", SlipKind.ACCENT),
    ],
)  # fmt: skip
def test_a_slip_is_found_with_the_right_words(
    text: str, found: str | None, expected: str, kind: SlipKind | None
) -> None:
    got = [(slip.found, slip.expected, slip.kind) for slip in BOOK.slips(text)]
    assert got == ([(text if found is None else found, expected, kind)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "Đảng uỷ và Đảng ủy",
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "các tổ liên hộ gia đình",
        "LIÊN HỘ GIA ĐÌNH TỰ QUẢN",
        "Văn phòng đang ủy quyền cho đồng chí An",
        "Đang ủy quyền",
        "Cục Quản lý Công sản",
        "Đảng bộ phường Liên Hà",  # another ward
        "hội đồng nhận dạng",
        "ban thường vụ các chi đoàn",
        "Độc lập – Tự do – Hạnh phúc",
        "gửi vanphong.dang-uy@lienho.vn, thư mục viet_nam",
        "Ban Thường, vụ việc",
    ],
)
def test_what_may_be_other_words_is_left(text: str) -> None:
    assert list(BOOK.slips(text)) == []


@given(phrase=st.sampled_from(FIXED_PHRASES + OWN), old=st.booleans(), capital=st.booleans())
def test_a_right_phrase_is_never_a_slip(phrase: str, *, old: bool, capital: bool) -> None:
    text = (old_tone if old else new_tone)(phrase)
    text = text.upper() if capital else text
    assert list(BOOK.slips(f"Theo {text} nêu")) == []
    assert list(BOOK.slips(text)) == []


@given(st.text(alphabet="ĐđảÔôộngấ aệtNvm.-\n/", max_size=60), st.sampled_from(FIXED_PHRASES + OWN))
def test_slips_stand_where_they_say_and_mended_text_has_none(text: str, phrase: str) -> None:
    text = f"{text} {phrase} {text[::-1]}"
    found = list(BOOK.slips(text))
    for slip in found:
        assert text[slip.start : slip.end] == slip.found != slip.expected
        assert list(BOOK.slips(slip.expected)) == []
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.sampled_from([p for p in FIXED_PHRASES if len(p.split()) >= 4]), st.data())
def test_an_accent_lost_in_a_long_phrase_is_found(phrase: str, data: st.DataObject) -> None:
    words = phrase.upper().split()
    spots = [n for n, word in enumerate(words) if not word.isascii()]
    at = data.draw(st.sampled_from(spots))
    words[at] = words[at].translate(str.maketrans("ẢỘỆẬỐỒỦÒ", "AOEAOOUO"))
    text = " ".join(words)
    assert [slip.expected for slip in BOOK.slips(text)] == (
        [phrase.upper()] if text != phrase.upper() else []
    )


def test_a_list_of_phrases_serves_too() -> None:
    assert [slip.expected for slip in slips("Tại Đông Đa", ["Đống Đa"])] == ["Đống Đa"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("hòan", "hoàn"), ("qúy", "quý"), ("LỌAI", "LOẠI"), ("ngòai", "ngoài"), ("tòan", "toàn")],
)
def test_a_misplaced_tone_is_found(wrong: str, right: str) -> None:
    assert [(slip.found, slip.expected) for slip in misplaced_tones(f"a {wrong} b")] == [
        (wrong, right)
    ]


def test_right_tones_are_left() -> None:
    text = "hoàn thành quý II loại tốt khoẻ khỏe thuỷ thủy của ngoài hóa hoá múa khúc khuỷu giống"
    assert list(misplaced_tones(text)) == []


def test_syllables_are_told_from_other_letters() -> None:
    right = "nghiêng quốc khuya Nguyễn uỷ ủy gì giếng rượu hươu thuở loa ý yếu Đống tuần xoong"
    wrong = "cuả hòan tasks wifi đđ nghộ1 thuừng quôc̣ bcd hapt hàt"
    assert [word for word in right.split() if not is_syllable(word)] == []
    assert [word for word in wrong.split() if is_syllable(word)] == []
