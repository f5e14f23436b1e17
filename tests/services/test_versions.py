from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.word_hand import retype, save_in_word
from wardapp.core.drafts import Draft, DraftAnnex, DraftExtras
from wardapp.core.errors import NotFound
from wardapp.core.versions import NOW, Change, ComparedParagraph
from wardapp.services.office import Office
from wardapp.services.text_difference import compared_lines

BODY = "I. Kết quả\nĐã phát 12 buổi trên loa.\n- Tổ dân phố 9: 4 buổi.\nII. Kiến nghị"
LINES = st.lists(st.text("ab cđế.", max_size=12), max_size=12)


def a_draft(office: Office) -> Draft:
    draft = office.drafting.new()
    office.drafting.autosave(draft.id, replace(draft, subject="báo cáo", body=BODY))
    return office.drafting.keep_version(draft.id, "Giữ một bản")


def side(paragraphs: tuple[ComparedParagraph, ...], gone: Change) -> list[str]:
    """Return one of the two texts: the paragraphs without what only the other has."""
    return [
        "".join(piece.text for piece in each.pieces if piece.change is not gone)
        for each in paragraphs
        if each.change is not gone
    ]


@given(LINES, LINES)
def test_both_texts_can_be_read_off_a_difference(before: list[str], after: list[str]) -> None:
    found = compared_lines(before, after)

    assert side(found, Change.ADDED) == before
    assert side(found, Change.REMOVED) == after


def test_a_changed_paragraph_shows_its_words_and_the_others_stand_whole() -> None:
    found = compared_lines(
        ["Đã phát 12 buổi trên loa.", "Bỏ dòng này."], ["Đã phát 13 buổi trên loa.", "Thêm."]
    )

    assert [each.change for each in found] == [Change.CHANGED, Change.ADDED, Change.REMOVED]
    assert [(each.text, each.change) for each in found[0].pieces] == [
        ("Đã phát ", Change.SAME),
        ("12", Change.REMOVED),
        ("13", Change.ADDED),
        (" buổi trên loa.", Change.SAME),
    ]


def test_versions_say_when_who_and_why_and_differ_in_fields_and_words(party: Office) -> None:
    draft = a_draft(party)
    annex = DraftAnnex(title="Danh sách", body="1. Tổ 9")
    changed = replace(
        draft,
        subject="báo cáo quý II",
        body=BODY.replace("12", "13"),
        annexes=(annex,),
        extras=DraftExtras(circulation=("Lưu hành nội bộ",)),
    )
    party.drafting.autosave(draft.id, changed)
    party.drafting.keep_version(draft.id, "Trình ký")

    first, second = party.versions.of(draft.id)
    assert (first.why, second.why) == ("Giữ một bản", "Trình ký")
    assert first.who
    assert first.when_ms
    assert first.content is not None
    assert first.content.body == BODY
    difference = party.versions.compare(draft.id, 1, 2)

    fields = {each.label: (each.before, each.after) for each in difference.fields}
    assert fields == {
        "Trích yếu": ("báo cáo", "báo cáo quý II"),
        "Chỉ dẫn phạm vi lưu hành": ("", "Lưu hành nội bộ"),
        "Phụ lục": ("", "Danh sách"),
    }
    assert [each.change for each in difference.body].count(Change.CHANGED) == 1
    assert [each.pieces[0].text for each in difference.body[-2:]] == [
        "Phụ lục 1. Danh sách",
        "1. Tổ 9",
    ]
    assert party.versions.compare(draft.id, 2, NOW).count == 0


def test_a_version_comes_back_with_all_its_fields_and_undo_gives_the_newer_text(
    party: Office,
) -> None:
    draft = a_draft(party)
    extras = DraftExtras(drafter_mark="ABC", copy_count=12)
    newer = replace(draft, body="Chữ mới.", extras=extras)
    party.drafting.autosave(draft.id, newer)

    restored = party.versions.restore(draft.id, 1)

    assert (restored.body, restored.extras) == (BODY, DraftExtras())
    assert [each.why for each in party.versions.of(draft.id)] == ["Giữ một bản", "Lấy lại bản 1"]
    party.history.undo()
    again = party.drafting.get(draft.id)
    assert (again.body, again.extras) == ("Chữ mới.", extras)
    assert len(party.versions.of(draft.id)) == 1
    with pytest.raises(NotFound):
        party.versions.restore(draft.id, 9)


def test_a_word_version_is_compared_as_it_prints_and_can_be_the_master_again(
    party: Office,
) -> None:
    draft = a_draft(party)
    path = party.word.open(draft.id)
    save_in_word(path, retype("12 buổi", "14 buổi"))
    save = party.word.saved(draft.id)
    assert save is not None
    party.word.keep(draft.id, save)
    number = len(party.versions.of(draft.id))
    assert party.versions.of(draft.id)[-1].is_word

    difference = party.versions.compare(draft.id, 1, number)
    assert [each.change for each in difference.body].count(Change.CHANGED) == 1
    assert all(each.change is Change.SAME for each in difference.around)

    restored = party.versions.restore(draft.id, 1)
    assert restored.word_master is None
    assert restored.body == BODY
    again = party.versions.restore(draft.id, number)
    assert again.word_master is not None
    assert party.desk.files.read(again.word_master) == path.read_bytes()
    assert party.versions.restore(draft.id, 1).word_master is None  # typed words go first again
