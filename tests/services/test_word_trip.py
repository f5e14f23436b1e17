from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tests.word_hand import (
    BODY,
    a_draft,
    add_after,
    in_word,
    paragraph_with,
    retype,
    save_in_word,
    saved,
    underline,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.drafts import Draft
from wardapp.core.errors import (
    ChangedSince,
    SecretRefused,
    UnreadableFile,
)
from wardapp.services.office import Office


def test_opening_in_word_keeps_a_version_and_writes_the_same_bytes(party: Office) -> None:
    draft = a_draft(party)

    path = in_word(party, draft)

    kept = party.drafting.get(draft.id).versions[-1]
    assert path.read_bytes() == party.desk.files.read(kept)
    assert path.name == "Dự thảo báo cáo kết quả tuyên truyền.docx"
    assert not path.is_relative_to(party.folder)
    assert party.word.saved(draft.id) is None, "what we wrote is no save of Word's"


def test_opening_the_same_text_again_keeps_no_second_version(party: Office) -> None:
    draft = a_draft(party)
    first = in_word(party, draft)

    assert in_word(party, draft) == first
    assert party.drafting.get(draft.id).version == 1


def test_what_was_typed_since_reaches_the_working_file(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    party.drafting.autosave(draft.id, replace(draft, body=f"{BODY}\nThêm một dòng."))

    assert in_word(party, draft) == path
    assert any("Thêm một dòng." in each.text for each in docx.Document(str(path)).paragraphs)


def test_a_save_of_word_waits_for_the_clerk_and_is_never_overwritten(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, retype("12 buổi", "13 buổi"))
    typed = path.read_bytes()

    assert saved(party, draft).path == path
    party.drafting.autosave(draft.id, replace(draft, body="Chữ khác."))
    assert in_word(party, draft) == path
    assert path.read_bytes() == typed


def test_a_text_that_fits_comes_into_the_draft_and_one_undo_takes_it_back(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, retype("12 buổi", "13 buổi"))

    kept = party.word.keep(draft.id, saved(party, draft))

    assert kept.word_master is None
    assert kept.body == BODY.replace("12 buổi", "13 buổi") + "\n"
    assert party.desk.files.read(kept.versions[-1]) == path.read_bytes()
    assert party.word.saved(draft.id) is None
    party.history.undo()
    assert party.drafting.get(draft.id).body == BODY


def test_the_changed_body_can_be_taken_and_unchanged_lines_stay_as_typed(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, retype("4 buổi", "5 buổi"))
    save_in_word(path, add_after("Tổ dân phố 9", "- Tổ dân phố 10: 3 buổi."))
    held = party.desk.files.keep(path.read_bytes(), "Bản Word.docx", FileRole.WORD_MASTER)
    party.drafting.keep_made(draft.id, path.read_bytes(), held.name)

    comparison = party.word.compare(draft.id, party.drafting.get(draft.id))

    assert comparison.can_take
    assert not comparison.around_differs
    assert [(each.text, each.is_new) for each in comparison.changes] == [
        ("- Tổ dân phố 9: 4 buổi.", False),
        ("- Tổ dân phố 9: 5 buổi.", True),
        ("- Tổ dân phố 10: 3 buổi.", True),
    ]
    taken = party.word.take(draft.id)
    expected = BODY.replace("4 buổi.", "5 buổi.\n- Tổ dân phố 10: 3 buổi.")
    assert taken.body == f"{expected}\n"
    assert taken.word_master is None
    assert len(taken.versions) == 2, "the Word file stays among the kept versions"

    party.history.undo()

    again = party.drafting.get(draft.id)
    assert again.body == BODY
    assert again.word_master is not None


def test_bold_and_italic_of_word_come_back_as_light_marks(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)

    def embolden(document: Document) -> None:
        paragraph = paragraph_with(document, "Đề nghị")
        text = paragraph.runs[0].text
        paragraph.runs[0].text = text.replace("Đảng uỷ phường xem xét.", "")
        paragraph.add_run("Đảng uỷ phường").bold = True
        paragraph.add_run(" xem xét ")
        paragraph.add_run("sớm").italic = True
        paragraph.add_run(".")

    save_in_word(path, embolden)
    comparison = party.word.compare_saved(draft.id, draft, saved(party, draft))

    assert comparison.can_take
    assert comparison.body.endswith("Đề nghị **Đảng uỷ phường** xem xét *sớm*.\n")


def power(document: Document) -> None:
    paragraph_with(document, "Đề nghị").add_run("2").font.superscript = True


def lighter(document: Document) -> None:
    paragraph_with(document, "I. Kết quả").runs[0].bold = False


def behind_the_signature(document: Document) -> None:
    document.add_paragraph("Ghi chú ở cuối trang.")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (power, "chữ số trên"),
        (underline, "gạch chân"),
        (lighter, "bỏ đậm"),
        (behind_the_signature, "sau phần ký"),
    ],
)
def test_what_plain_text_cannot_hold_is_named_and_not_taken(
    party: Office, change: Callable[[Document], object], named: str
) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, change)
    party.word.keep(draft.id, saved(party, draft))

    comparison = party.word.compare(draft.id, draft)

    assert not comparison.can_take
    assert any(named in each for each in comparison.losses)
    with pytest.raises(UnreadableFile, match=named):
        party.word.take(draft.id)
    assert party.drafting.get(draft.id).body == BODY


def test_a_changed_header_is_told_and_the_fields_stay(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)

    def change(document: Document) -> None:
        cell = document.tables[0].cell(0, 0)
        cell.paragraphs[0].runs[0].text = "ĐẢNG BỘ KHÁC"

    save_in_word(path, change)
    comparison = party.word.compare_saved(draft.id, draft, saved(party, draft))

    assert comparison.around_differs
    assert comparison.changes == ()
    assert not comparison.can_take


def drafts_of_every_type(office: Office) -> list[Draft]:
    issuer = office.catalogue.issuers()[0]
    drafts = []
    for number, kind in enumerate(office.drafting.types(issuer.id)):
        draft = office.drafting.new(type_code=kind.code)
        content = replace(draft, subject=f"mẫu số {number}", addressees=("Đảng uỷ phường Liên Hồ",))
        body = f"{kind.skeleton}\n{BODY}".strip()
        office.drafting.autosave(draft.id, replace(content, body=body))
        drafts.append(office.drafting.get(draft.id))
    return drafts


@pytest.mark.prove
@pytest.mark.libreoffice
def test_a_file_another_program_wrote_anew_still_says_the_same(
    party: Office, state: Office, soffice: Callable[..., list[Path]], tmp_path: Path
) -> None:
    for office, name in ((party, "party"), (state, "state")):
        drafts = drafts_of_every_type(office)
        paths = [in_word(office, each) for each in drafts]
        assert len({path.name for path in paths}) == len(drafts)
        made = soffice(paths, tmp_path / name, "docx:MS Word 2007 XML")
        for draft, path, new in zip(drafts, paths, made, strict=True):
            path.write_bytes(new.read_bytes())
            comparison = office.word.compare_saved(draft.id, draft, saved(office, draft))
            assert (comparison.changes, comparison.losses) == ((), ()), draft.type_code
            assert not comparison.around_differs, draft.type_code


def test_passing_over_asks_no_more_until_the_next_save(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, retype("12 buổi", "13 buổi"))

    party.word.pass_over(draft.id, saved(party, draft))

    assert party.word.saved(draft.id) is None
    assert party.drafting.get(draft.id).word_master is None
    save_in_word(path, retype("13 buổi", "14 buổi"))
    assert party.word.saved(draft.id) is not None


def test_a_paper_stamped_secret_in_word_stays_outside(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)

    def stamp(document: Document) -> None:
        document.tables[0].cell(0, 0).add_paragraph("TUYỆT MẬT")

    save_in_word(path, stamp)
    save = saved(party, draft)
    before = set(party.desk.files.hashes())

    with pytest.raises(SecretRefused):
        party.word.keep(draft.id, save)
    with pytest.raises(SecretRefused):
        party.word.compare_saved(draft.id, draft, save)

    assert set(party.desk.files.hashes()) == before
    assert path.is_file(), "the clerk's file is never deleted"


def test_a_broken_or_swollen_file_is_refused_in_a_sentence(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(UnreadableFile):
        party.word.keep(draft.id, saved(party, draft))

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as swollen:
        swollen.writestr("[Content_Types].xml", "<Types/>")
        swollen.writestr("word/document.xml", b"0" * (8 << 20))
    with pytest.raises(UnreadableFile, match="treo máy"):
        party.word.keep(draft.id, saved(party, draft))
    assert party.drafting.get(draft.id).word_master is None


def test_a_file_saved_once_more_meanwhile_is_not_kept_unseen(party: Office) -> None:
    draft = a_draft(party)
    path = in_word(party, draft)
    save_in_word(path, retype("12 buổi", "13 buổi"))
    looked_at = saved(party, draft)
    save_in_word(path, retype("13 buổi", "14 buổi"))

    with pytest.raises(ChangedSince):
        party.word.keep(draft.id, looked_at)


def test_working_files_are_cleared_after_a_week_but_never_one_that_waits(party: Office) -> None:
    done, waiting, fresh = (a_draft(party) for _each in range(3))
    paths = [in_word(party, each) for each in (done, waiting, fresh)]
    save_in_word(paths[1], retype("12 buổi", "13 buổi"))
    old = party.desk.clock.now_ms() / 1000 - 30 * 86_400
    for path in paths[:2]:
        for each in path.parent.iterdir():
            os.utime(each, (old, old))
    os.utime(paths[2], (old + 29 * 86_400, old + 29 * 86_400))
    os.utime(paths[2].with_name("word.json"), (old + 29 * 86_400, old + 29 * 86_400))

    party.word.sweep()

    assert [path.exists() for path in paths] == [False, True, True]
    assert not paths[0].parent.exists()
