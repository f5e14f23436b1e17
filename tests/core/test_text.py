import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core import text

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
SYLLABLES = st.text(VIETNAMESE, min_size=1, max_size=7)
SENTENCES = st.lists(SYLLABLES | SYLLABLES.map(str.upper), max_size=8).map(" ".join)
ANY_TEXT = st.text(max_size=60)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = text.clean(typed)

    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(SENTENCES)
def test_decomposed_text_is_kept_as_the_composed(typed: str) -> None:
    assert text.clean(unicodedata.normalize("NFD", typed)) == unicodedata.normalize("NFC", typed)


def test_marks_of_direction_turn_no_text_round() -> None:
    assert text.clean("Sở \u202eY tế\u202c\u200e \u2066A\u2069") == "Sở Y tế A"


def test_cleaning_mends_lookalikes_and_keeps_lines() -> None:
    assert text.clean("Ðảng\u00a0uỷ\r\nph\u200bường ðó\ufeff co\u00adn") == "Đảng uỷ\nphường đó con"
    assert text.one_line("  Kế\u00a0 hoạch \n số\t57 ") == "Kế hoạch số 57"


@given(ANY_TEXT)
def test_a_search_key_is_its_own_key(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)


@given(SENTENCES)
def test_a_search_key_ignores_case_tone_placement_and_spacing(typed: str) -> None:
    key = text.fold(typed)

    assert text.fold(typed.upper()) == key
    assert text.fold(text.old_tone(typed)) == text.fold(text.new_tone(typed)) == key
    assert text.fold(f"  {typed.replace(' ', '  ')} ") == key


@pytest.mark.parametrize("written", ["57-KH/TU", "57 KH/TU", "57- KH/ TU", "57 – kh/tu"])
def test_a_symbol_has_one_key_however_it_is_spaced(written: str) -> None:
    assert text.symbol_key(written) == "57kh/tu"


def test_folding_keeps_letters_figures_dash_and_slash() -> None:
    assert text.fold("Đường Lê-Lợi, “số 5/7”…") == "duong le-loi so 5/7"
    assert text.fold("46‑KH/BTGDVTU") == "46-kh/btgdvtu"


def test_tone_marks_move_only_where_the_pair_ends_its_syllable() -> None:
    assert text.old_tone("ủy hòa KHỎE Thúy, lòa xòa") == "uỷ hoà KHOẺ Thuý, loà xoà"
    assert text.new_tone("uỷ hoà KHOẺ Thuý, loà xoà") == "ủy hòa KHỎE Thúy, lòa xòa"
    for fixed in ("quý", "hoàn", "khuỷu", "ngoèo", "toàn", "quỳnh", "giỏ"):
        assert text.new_tone(fixed) == text.old_tone(fixed) == fixed


@given(SENTENCES)
def test_tone_placement_goes_there_and_back(typed: str) -> None:
    assert text.new_tone(text.old_tone(typed)) == text.new_tone(typed)
    assert text.old_tone(text.new_tone(typed)) == text.old_tone(typed)
    assert text.exact_key(text.old_tone(typed)) == text.exact_key(text.new_tone(typed))


def test_words_sort_by_letters_then_tones_syllable_by_syllable() -> None:
    ordered = [
        "a", "à", "ả", "ã", "á", "ạ", "ă", "ắ", "â", "ba", "da", "đa", "đá", "em", "ê",
        "la", "lá bàng", "lan", "oi", "ôi", "ơi", "u", "ư", "y",
    ]  # fmt: skip

    assert all(text.sort_key(a) < text.sort_key(b) for a, b in pairwise(ordered))


def test_numbers_in_symbols_sort_by_value() -> None:
    ordered = ["9-KH/TU", "12-KH/TU", "12a-KH/TU", "57-CV/TU", "57-KH/TU", "102-CV/TU"]

    assert all(text.sort_key(a) < text.sort_key(b) for a, b in pairwise(ordered))


@given(st.lists(ANY_TEXT, max_size=6))
def test_any_texts_can_be_sorted(typed: list[str]) -> None:
    once = sorted(typed, key=text.sort_key)

    assert all(text.sort_key(a) <= text.sort_key(b) for a, b in pairwise(once))


def test_people_sort_by_their_last_word() -> None:
    names = ["Trần Văn Bình", "Nguyễn An", "Lê Thị Ánh", "Phạm An"]

    assert sorted(names, key=text.name_sort_key) == [
        "Nguyễn An",
        "Phạm An",
        "Lê Thị Ánh",
        "Trần Văn Bình",
    ]


def test_vietnamese_is_told_from_other_languages() -> None:
    assert text.is_vietnamese("Ban Xây dựng Đảng đề nghị các chi bộ thực hiện")
    assert text.is_vietnamese("ĐẢNG UỶ PHƯỜNG")
    assert not text.is_vietnamese("Le théâtre a été fermé à cause de la grève générale")
    assert not text.is_vietnamese("The quick brown fox jumps over the lazy dog")
    assert not text.is_vietnamese("Заявление о приёме")
    assert not text.is_vietnamese("")


def test_numbers_of_persons_are_hidden_and_sums_of_money_are_not() -> None:
    said = (
        "CCCD 001203004567, ĐT 0912 345 678, kinh phí 123.456.789 đồng, Số 57-KH/TU ngày 13/4/2026"
    )

    hidden = text.mask_person_numbers(said)

    assert "001203004567" not in hidden
    assert "0912" not in hidden
    assert "123.456.789 đồng, Số 57-KH/TU ngày 13/4/2026" in hidden
    assert text.has_person_numbers(said)
    assert not text.has_person_numbers("Số 57-KH/TU ngày 13/4/2026, 1.234.567 đồng")


def test_words_come_without_punctuation() -> None:
    assert text.words("Kế hoạch số 57-KH/TU, “đợt 2”.") == [
        "Kế", "hoạch", "số", "57", "KH", "TU", "đợt", "2",
    ]  # fmt: skip
