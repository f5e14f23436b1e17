"""Mẫu của cơ quan: kept, marked, filled, made drafts, taken back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.template_tools import body_of, packed, run, sdt
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue, ChangedSince, SecretRefused
from wardapp.core.letters import FieldKind, TemplateField
from wardapp.core.template_views import BadTemplate
from wardapp.documents.templates.door import fill_number, read_template
from wardapp.services.office import Office
from wardapp.store.backup import make_backup, sweep_strays
from wardapp.store.sqlite_files import attachments_in

INVITATION = (
    f"<w:p>{run('Số: ', '')}{run('     ')}{run('-GM/ĐU', '')}</w:p>"
    f"<w:p>{run('Kính gửi: ……………')}</w:p>"
    f"<w:p>{run('Kính mời dự họp lúc {{giờ họp}}.')}</w:p>"
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Giấy mời.docx"
    path.write_bytes(packed(INVITATION))
    return path


def test_a_template_is_kept_marked_named_and_taken_back(party: Office, letter: Path) -> None:
    kept = party.templates.add(letter)
    assert kept.name == "Giấy mời"
    opened = party.templates.open(kept.id)
    assert [each.key for each in opened.view.proposals] == ["kinh_gui", "gio_hop"]
    number = opened.view.paragraphs[0]
    field = TemplateField(key="", label="Số", source="number_symbol")
    party.templates.mark(kept.id, number, 4, len(number.text), field)
    accepted = party.templates.accept(kept.id, party.templates.open(kept.id).view.proposals)
    assert {each.key: each.source for each in accepted.fields} == {
        "number_symbol": "number_symbol",
        "kinh_gui": "addressee",
        "gio_hop": "",
    }
    assert party.templates.values(accepted) == {}
    named = TemplateField(key="gio_hop", label="Giờ, ngày họp", kind=FieldKind.LONG)
    changed = party.templates.put_field(kept.id, "gio_hop", named)
    assert party.templates.open(kept.id).view.fields[2].label == "Giờ, ngày họp"
    for words in ("Sửa trường", "Đặt 2 trường", "Đặt trường “Số”", "Thêm mẫu"):
        assert words in party.history.undo()
    assert party.templates.all(with_retired=True) == ()
    party.history.redo()
    assert party.templates.get(kept.id).file == kept.file
    assert party.desk.files.read(changed.file) != party.desk.files.read(kept.file)


def test_its_files_are_never_swept_and_lie_in_backups(party: Office, letter: Path) -> None:
    kept = party.templates.add(letter)
    marked = party.templates.accept(kept.id, party.templates.open(kept.id).view.proposals)
    folder = party.opened.folder
    assert marked.file in attachments_in(folder.database)
    sweep_strays(folder, older_than_ms=10**15)
    assert party.desk.files.read(kept.file) == letter.read_bytes()  # undo still needs it
    assert make_backup(folder, 1_780_000_000_000, "thử").note == ""


def test_a_letter_becomes_a_draft_whose_word_file_is_the_master(
    party: Office, letter: Path
) -> None:
    kept = party.templates.add(letter, type_code="GM")
    party.templates.accept(kept.id, party.templates.open(kept.id).view.proposals)
    draft = party.templates.draft(kept.id, {"kinh_gui": "Ban A", "gio_hop": "8 giờ <sáng>"})
    assert draft.word_master is not None
    assert draft.type_code == "GM"
    assert draft.addressees == ("Ban A",)
    body = body_of(party.desk.files.read(draft.word_master))
    assert "8 giờ &lt;sáng&gt;" in body
    assert "Ban A" in body
    party.history.undo()
    assert party.drafting.page().total == 0
    with pytest.raises(BadValue, match="không có trường “la”"):
        party.templates.fill(kept.id, {"la": "x"})


def test_what_may_not_be_a_template_is_refused_and_leaves_nothing(
    party: Office, tmp_path: Path
) -> None:
    secret, macro, text = tmp_path / "m.docx", tmp_path / "v.docx", tmp_path / "t.txt"
    secret.write_bytes(packed(f"<w:p>{run('TUYỆT MẬT')}</w:p>"))
    macro.write_bytes(packed(INVITATION, **{"word__vbaProject.bin": "x"}))
    text.write_text("a", encoding="utf-8")
    before = set(party.desk.files.hashes())
    with pytest.raises(SecretRefused):
        party.templates.add(secret)
    with pytest.raises(BadTemplate, match="macro"):
        party.templates.add(macro)
    with pytest.raises(BadValue, match=r"\.docx"):
        party.templates.add(text)
    assert set(party.desk.files.hashes()) == before


def test_a_template_that_moved_on_is_not_marked_blindly(party: Office, letter: Path) -> None:
    kept = party.templates.add(letter)
    seen = party.templates.open(kept.id).view.paragraphs[2]
    letter.write_bytes(packed(f"<w:p>{run('Khác')}</w:p>"))
    newer = party.templates.new_version(kept.id, letter)
    with pytest.raises(ChangedSince):
        party.templates.mark(newer.id, seen, 0, 4, TemplateField(key="", label="A"))
    party.templates.retire(kept.id)
    assert party.templates.all() == ()
    assert party.templates.revive(kept.id).active


def test_issue_puts_number_and_day_into_their_fields_only() -> None:
    day = date(2026, 2, 5)
    data = packed(
        f"<w:p>{sdt('number_symbol', run('Số:    -GM/ĐU'))}</w:p>"
        f"<w:p>{sdt('issued_date', run('Liên Hồ, ngày … tháng … năm 2026'))}{run(' còn')}</w:p>"
    )
    filled = fill_number(data, "27-GM/ĐU", day)
    assert filled is not None
    assert "Số:    27-GM/ĐU" in body_of(filled)
    assert "Liên Hồ, ngày 05 tháng 02 năm 2026" in body_of(filled)
    assert fill_number(packed("<w:p/>"), "27-GM/ĐU", day) is None
    assert fill_number(b"no zip", "27-GM/ĐU", day) is None


@pytest.mark.parametrize("kind", ["party", "state"])
def test_issue_finds_the_blanks_of_our_own_layout(
    kind: str, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue(kind)
    draft = office.drafting.new()
    document = office.drafting.document(draft)
    data = office.drafting.papers.to_docx(document, date(2026, 6, 5))
    number = office.issuing.preview(draft.id).number_symbol
    filled = fill_number(data, number, date(2026, 6, 5))
    assert filled is not None
    words = "\n".join(each for each in _lines(filled))
    assert f"Số {number}" in words.replace("Số: ", "Số ")
    assert "ngày 05 tháng 6 năm 2026" in words
    assert fill_number(data, "1-XX/YY", date(2026, 6, 5)) is None
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(filled)) as new:
        for name in old.namelist():
            assert name == "word/document.xml" or old.read(name) == new.read(name)


def _lines(data: bytes) -> list[str]:
    return [each.text for each in read_template(data).paragraphs]


def test_a_template_file_has_its_own_role(party: Office, letter: Path) -> None:
    assert party.templates.add(letter).file.role is FileRole.TEMPLATE


def test_a_letter_of_a_template_is_issued_with_number_and_day_in_its_fields(
    party: Office, tmp_path: Path
) -> None:
    path = tmp_path / "Giấy mời.docx"
    path.write_bytes(
        packed(
            f"<w:p>{sdt('number_symbol', run('{{số}}'))}</w:p>"
            f"<w:p>{sdt('issued_date', run('Liên Hồ, ngày … tháng … năm …'))}</w:p>"
            f"<w:p>{run('Mời ')}{sdt('ai', run('…'))}{run(' họp.')}</w:p>"
        )
    )
    kept = party.templates.add(path, type_code="GM")
    draft = party.templates.draft(kept.id, {"ai": "ông A"})
    assert draft.word_master is not None
    assert party.issuing.preview(draft.id).blocked == ""
    issued = party.issuing.issue(draft.id).outgoing
    docx = next(each for each in issued.attachments if each.role is FileRole.ISSUE_DOCX)
    data = party.desk.files.read(docx)
    assert _lines(data) == [
        issued.number_symbol,
        "Liên Hồ, ngày 05 tháng 6 năm 2026",
        "Mời ông A họp.",
    ]
    master = party.desk.files.read(draft.word_master)
    with zipfile.ZipFile(io.BytesIO(master)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        assert old.namelist() == new.namelist()
