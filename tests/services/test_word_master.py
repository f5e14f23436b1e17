from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document

from tests.word_hand import (
    BODY,
    a_draft,
    beyond_the_outline,
    in_word,
    paragraph_with,
    retype,
    save_in_word,
    saved,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.drafts import DraftStatus
from wardapp.core.errors import NotFound, WardError
from wardapp.services.office import Office


def test_keeping_what_does_not_fit_makes_the_word_file_the_master_byte_for_byte(
    party: Office,
) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, beyond_the_outline("12 buổi", "13 buổi"))

    kept = party.word.keep(draft.id, saved(party, draft))

    master = kept.word_master
    assert master is not None
    assert master.role is FileRole.WORD_MASTER
    assert party.desk.files.read(master) == path.read_bytes()
    assert kept.body == BODY, "the text of the page is not touched"
    assert party.word.saved(draft.id) is None
    titles = [each.title for each in party.history.of("draft", draft.id)]
    assert titles[0] == "Giữ bản Word"


@pytest.mark.parametrize("where", ["page", "looks", "header"])
def test_word_is_the_master_too_where_the_page_went_on_or_only_looks_or_header_differ(
    party: Office, where: str
) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)

    def change(document: Document) -> None:
        if where == "looks":
            paragraph_with(document, "Đề nghị").paragraph_format.left_indent = 720_000
        else:
            retype("12 buổi", "13 buổi")(document)
        if where == "header":
            document.tables[0].cell(0, 0).paragraphs[0].runs[0].text = "ĐẢNG BỘ KHÁC"

    if where == "page":
        party.drafting.autosave(draft.id, replace(draft, body=f"{BODY}\nGõ thêm trên trang."))
    save_in_word(path, change)

    assert party.word.keep(draft.id, saved(party, draft)).word_master is not None


def test_a_word_master_goes_out_alone_and_with_its_own_bytes(party: Office, tmp_path: Path) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, beyond_the_outline("12 buổi", "13 buổi"))
    party.word.keep(draft.id, saved(party, draft))

    target = party.word.export(draft.id, tmp_path / "ra.docx")

    assert target.read_bytes() == path.read_bytes()
    with pytest.raises(WardError):
        party.word.export(draft.id, tmp_path / "ra.pdf")
    submitted = party.drafting.submit(draft.id)
    assert submitted.status is DraftStatus.SUBMITTED
    assert submitted.word_master == submitted.versions[-1], "no page of ours is kept beside it"


def test_setting_aside_lets_the_page_go_first_again(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, beyond_the_outline("12 buổi", "13 buổi"))
    party.word.keep(draft.id, saved(party, draft))

    changed = party.word.set_aside(draft.id)

    assert changed.word_master is None
    assert changed.body == BODY
    with pytest.raises(NotFound):
        party.word.set_aside(draft.id)


def test_word_goes_on_in_the_kept_master(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, beyond_the_outline("12 buổi", "13 buổi"))
    kept = party.word.keep(draft.id, saved(party, draft))
    path.unlink()

    again = in_word(party, draft)

    assert kept.word_master is not None
    assert again.read_bytes() == party.desk.files.read(kept.word_master)
