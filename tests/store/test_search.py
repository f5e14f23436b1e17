"""Search: newest first, every word a prefix, accents meant when typed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from tests.builders import TODAY, a_content, a_draft, a_log_entry
from tests.desk import Desk
from wardapp.core.dispatches import ListFilter, ListQuery
from wardapp.core.views import COUNT_CAP


def found(desk: Desk, typed: str, *kinds: str) -> list[str]:
    with desk.database.read() as tx:
        return [hit.title for hit in tx.search.find(typed, 50, kinds or None)]


@pytest.mark.parametrize(
    "typed",
    ["46 kh btgdvtu", "46-KH/BTGDVTU", "46 KH/ BTGDVTU", "46-kh/btg", "đường", "duong", "Đường S",
     "duong sa", "SÁ đường", "d", "uy", "uỷ", "ủy", "46", "  đường  ;"],
)  # fmt: skip
def test_a_dispatch_is_found_by(desk: Desk, typed: str) -> None:
    desk.register(subject="Sửa đường sá của Uỷ ban", code_number="46", code_notation="KH/BTGDVTU")

    assert found(desk, typed, "incoming") == ["46-KH/BTGDVTU Sửa đường sá của Uỷ ban"]


@pytest.mark.parametrize("typed", ["đuờn làng", "47 kh btgdvtu", "ường", "sảng", '"', "*", ""])
def test_a_dispatch_is_not_found_by(desk: Desk, typed: str) -> None:
    desk.register(subject="Sửa đường sá", code_number="46", code_notation="KH/BTGDVTU")

    assert found(desk, typed, "incoming") == []


@pytest.mark.parametrize(
    "typed",
    ["đ", "đư", "đươ", "đươn", "đương", "đường h", "đường hô", "tuyê", "đường tuyê", "đường"],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_word_finds_its_line_while_its_accents_are_still_being_typed(
    desk: Desk, typed: str, form: Literal["NFC", "NFD"]
) -> None:
    desk.register(subject="Tuyến đường ven hồ")

    assert len(found(desk, unicodedata.normalize(form, typed), "incoming")) == 1
    with desk.database.read() as tx:
        assert tx.incoming.page(ListQuery(text=typed, year=2026), TODAY, 0, 10).total == 1


def test_a_finished_word_means_its_accents_where_any_line_has_them(desk: Desk) -> None:
    desk.register(subject="Đường ven hồ")
    desk.register(subject="Dưỡng lão")
    desk.register(subject="Đương chức")

    assert [title[-6:] for title in found(desk, "đường")] == ["ven hồ"]
    assert [title[-6:] for title in found(desk, "duong")] == ["g chức", "ng lão", "ven hồ"]
    assert len(found(desk, "đưỡng")) == 3  # stands in no line: taken without its accents


def test_letters_found_without_their_accents_are_told_too(desk: Desk) -> None:
    desk.register(subject="Đường sá", code_number="", code_notation="")
    with desk.database.read() as tx:
        (hit,) = tx.search.find("đươ")

    assert hit.spans == ((0, 3),)


def test_a_search_in_a_year_finds_all_of_that_year_and_none_other(desk: Desk) -> None:
    desk.register(subject="Đường một", day=date(2025, 3, 1))
    desk.register(subject="Đường hai", day=date(2026, 3, 1))
    desk.register(subject="Đường ba", day=date(2025, 5, 1))
    with desk.database.read() as tx:
        page = tx.incoming.page(ListQuery(text="duong", year=2025), TODAY, 0, 10)
        none = tx.incoming.page(ListQuery(text="duong", year=2024), TODAY, 0, 10)

    assert [line.subject for line in page.rows] == ["Đường ba", "Đường một"]
    assert (none.total, none.rows) == (0, ())


@pytest.mark.parametrize("typed", ['a" OR "b', "NEAR(a b)", "exact:a", "-a", "a AND", "(", "a*b'"])
def test_signs_of_the_query_language_are_only_text(desk: Desk, typed: str) -> None:
    desk.register()

    assert found(desk, typed) == []


def test_the_newest_stand_first_in_each_kind(desk: Desk) -> None:
    desk.register(subject="Đại hội một")
    desk.issue(subject="Đại hội hai")
    desk.register(subject="Đại hội ba")
    with desk.begin() as tx:
        tx.drafts.add(a_draft(subject="Đại hội bốn"))
        entry = a_log_entry(content="Đại hội năm")
        tx.daylog.add(entry, record_id=tx.new_id(), registered_ms=tx.now_ms)

    assert [title[-3:] for title in found(desk, "dai hoi")] == [" ba", "một", "hai", "bốn", "năm"]


def test_matched_letters_are_told(desk: Desk) -> None:
    desk.register(subject="Đường sá", code_number="", code_notation="")
    with desk.database.read() as tx:
        (hit,) = tx.search.find("duo sá")

    assert hit.spans == ((0, 3), (6, 2))
    assert hit.circumstance.endswith("Số đến 1, 05/6/2026")


def test_a_changed_line_is_found_by_its_new_words_only(desk: Desk) -> None:
    line = desk.register(subject="Đường sá")
    with desk.begin() as tx:
        tx.incoming.save(replace(line, subject="Cầu cống"))

    assert found(desk, "đường", "incoming") == []
    assert len(found(desk, "cầu", "incoming")) == 1


def test_a_draft_is_found_by_what_was_typed_last(desk: Desk) -> None:
    with desk.begin() as tx:
        kept = tx.drafts.add(a_draft(body="Nội dung cũ"))
        tx.drafts.autosave(kept.id, a_content(body="Lời văn mới"), tx.now_ms)
    assert len(found(desk, "lời văn", "draft")) == 1

    with desk.begin() as tx:
        tx.drafts.save(kept)

    assert found(desk, "lời văn", "draft") == []
    assert len(found(desk, "nội dung cũ", "draft")) == 1


def test_a_register_page_is_narrowed_by_text_and_filter(desk: Desk) -> None:
    desk.register(subject="Đường sá", due_date=TODAY)
    desk.register(subject="Đường làng")
    desk.register(subject="Cầu cống", due_date=TODAY)
    query = ListQuery(text="duong", only=ListFilter.DUE_TODAY)
    with desk.database.read() as tx:
        page = tx.incoming.page(query, TODAY, 0, 10)
        all_roads = tx.incoming.page(replace(query, only=ListFilter.ALL), TODAY, 0, 1)

    assert [line.subject for line in page.rows] == ["Đường sá"]
    assert ([line.arrival_number for line in all_roads.rows], all_roads.total) == ([2], 2)


def test_text_without_a_word_finds_nothing(desk: Desk) -> None:
    desk.register()
    with desk.database.read() as tx:
        assert tx.incoming.page(ListQuery(text='"*'), TODAY, 0, 10).total == 0


@pytest.mark.prove
def test_counts_stop_at_a_thousand(desk: Desk) -> None:
    for _ in range(COUNT_CAP + 5):
        desk.register(subject="Đường sá")
    with desk.database.read() as tx:
        page = tx.incoming.page(ListQuery(text="duong"), TODAY, 0, 10)

    assert (page.total, page.is_capped) == (COUNT_CAP, True)
    assert page.rows[0].arrival_number == COUNT_CAP + 5
