"""Gửi nhiều nơi: lists read, numbers without gaps, everything or nothing."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.template_tools import body_of, packed, run, sdt
from wardapp.core.dispatches import FileRole, ListQuery
from wardapp.core.drafts import DraftStatus
from wardapp.core.errors import BadValue, Cancelled, DiskRefused, SecretRefused, WardError
from wardapp.core.letters import LetterNumbering, LetterRow, LetterTemplate, TemplateField
from wardapp.core.serial import SerialPlan, SerialTarget
from wardapp.documents.templates.door import read_template
from wardapp.services import letter_files
from wardapp.services.letter_lists import guessed, named_rows, rows_of, without_doubles
from wardapp.services.office import Office

BODY = (
    f"<w:p>{sdt('number_symbol', run('Số    -GM/BXDĐ'))}</w:p>"
    f"<w:p>{sdt('issued_date', run('Liên Hồ, ngày … tháng … năm …'))}</w:p>"
    f"<w:p>{run('Kính gửi: ')}{sdt('kinh_gui', run('…'))}</w:p>"
    f"<w:p>{run('Mời ')}{sdt('chuc_vu', run('ai'))}{run(' dự họp.')}</w:p>"
)


def many(count: int) -> tuple[LetterRow, ...]:
    return named_rows(f"Chi bộ Tổ dân phố số {n}" for n in range(1, count + 1)).rows


@pytest.fixture
def template(party: Office, tmp_path: Path) -> LetterTemplate:
    path = tmp_path / "Giấy mời họp.docx"
    path.write_bytes(packed(BODY))
    kept = party.templates.add(path, type_code="GM")
    field = TemplateField(key="kinh_gui", label="Kính gửi", source="addressee")
    return party.templates.put_field(kept.id, "kinh_gui", field)


def plan_of(template: LetterTemplate, count: int, how: LetterNumbering | None) -> SerialPlan:
    return SerialPlan(rows=many(count), template_id=template.id, numbering=how)


def numbers(office: Office) -> list[int]:
    page = office.registry.page(ListQuery(type_code="GM", sort="number"), 0, 1000)
    return [line.number for line in page.rows]


@pytest.mark.parametrize("count", [12, pytest.param(200, marks=pytest.mark.prove)])
def test_each_gets_its_own_number_in_one_step(
    party: Office, template: LetterTemplate, tmp_path: Path, count: int
) -> None:
    plan = plan_of(template, count, LetterNumbering.EACH)
    preview = party.letters.preview(plan)
    assert (preview.letters, preview.blocked, preview.warning) == (count, "", "")
    assert preview.fields == ("Tên chuc_vu",)
    out = tmp_path / "thu"
    out.mkdir()
    made = party.letters.issue(plan, SerialTarget(path=out, is_folder=True))
    first = made.lines[0].number
    assert [line.number for line in made.lines] == list(range(first, first + count))
    assert (preview.first_number, preview.last_number) == (
        made.lines[0].number_symbol,
        made.lines[-1].number_symbol,
    )
    assert len(set(made.files)) == len(list(out.iterdir())) == count
    last, last_name = made.lines[-1], f"Chi bộ Tổ dân phố số {count}"
    assert last.addressees == (last_name,)
    assert [each.name for each in last.deliveries] == [last_name]
    kept = next(each for each in last.attachments if each.role is FileRole.ISSUE_DOCX)
    data = party.desk.files.read(kept)
    assert data == sorted(out.iterdir())[-1].read_bytes()
    assert [each.text for each in read_template(data).paragraphs] == [
        f"Số    {last.number_symbol}",
        "Liên Hồ, ngày 05 tháng 6 năm 2026",
        f"Kính gửi: {last_name}",
        "Mời ai dự họp.",
    ]


def test_one_step_takes_all_of_them_back(party: Office, template: LetterTemplate) -> None:
    before = numbers(party)
    made = party.letters.issue(plan_of(template, 30, LetterNumbering.EACH))
    assert len(numbers(party)) == len(before) + 30
    assert "gửi 30 nơi" in party.history.undo()
    assert numbers(party) == before
    again = party.letters.preview(plan_of(template, 30, LetterNumbering.EACH))
    assert again.first_number == made.lines[0].number_symbol


def test_one_number_for_all_is_one_line_with_its_deliveries(
    party: Office, template: LetterTemplate, tmp_path: Path
) -> None:
    target = tmp_path / "chung.docx"
    plan = plan_of(template, 40, LetterNumbering.ONE)
    made = party.letters.issue(plan, SerialTarget(path=target))
    (line,) = made.lines
    assert len(line.deliveries) == 40
    assert line.addressees == ("40 nơi theo danh sách gửi",)
    assert party.registry.get(line.id).left_screen
    body = body_of(target.read_bytes())
    assert body.count(f"{line.number_symbol}<") == 40
    assert body.count("<w:sectPr") == 40
    assert body.count('w:start="1"') == 40
    assert "<w:sdt>" not in body


def test_a_draft_goes_to_many_with_what_the_list_says(party: Office, tmp_path: Path) -> None:
    draft = party.drafting.new(type_code="CV")
    content = replace(
        draft,
        subject="mời họp",
        body="Kính mời {{Chức vụ}} dự họp tại {{nơi nhận}}.",
        addressees=(),
    )
    party.drafting.autosave(draft.id, content)
    rows = tuple(
        LetterRow(addressee=f"Tổ dân phố {n}", values=(("chuc vu", f"đồng chí {n}"),), line=n)
        for n in range(1, 4)
    )
    plan = SerialPlan(rows=rows, draft_id=draft.id, numbering=LetterNumbering.EACH)
    target = SerialTarget(path=tmp_path / "tat-ca.pdf", ending=".pdf")
    made = party.letters.issue(plan, target)
    assert [line.addressees for line in made.lines] == [(f"Tổ dân phố {n}",) for n in (1, 2, 3)]
    assert party.drafting.get(draft.id).status is DraftStatus.ISSUED
    assert target.path.read_bytes().startswith(b"%PDF")
    docx = next(each for each in made.lines[1].attachments if each.role is FileRole.ISSUE_DOCX)
    words = "\n".join(each.text for each in read_template(party.desk.files.read(docx)).paragraphs)
    assert "Kính mời đồng chí 2 dự họp tại Tổ dân phố 2." in words
    with pytest.raises(WardError, match="đã phát hành"):
        party.letters.issue(plan)


@pytest.mark.parametrize("when", ["cancel", "disk", "disk while placing"])
def test_what_stops_half_way_leaves_nothing(
    party: Office,
    template: LetterTemplate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    out = tmp_path / "thu"
    out.mkdir()
    (out / "cu.txt").write_text("cũ", encoding="utf-8")
    before, real = numbers(party), letter_files.write_whole

    class Stop:
        def step(self, done: int, total: int, text: str) -> None:
            if done == 5 and text.startswith("Đang ghi"):
                raise Cancelled

    def full(target: Path, data: bytes) -> None:
        if target.name == "0007":
            raise DiskRefused("Ổ đĩa đã đầy.")
        real(target, data)

    plan = plan_of(template, 12, LetterNumbering.EACH)
    target = SerialTarget(path=out, is_folder=True)
    if when == "cancel":
        with pytest.raises(Cancelled):
            party.letters.issue(plan, target, Stop())
    elif when == "disk":
        monkeypatch.setattr(letter_files, "write_whole", full)
        with pytest.raises(DiskRefused):
            party.letters.issue(plan, target)
    else:
        monkeypatch.setattr(letter_files, "_put", _fails_at(7))
        made = party.letters.issue(plan, target)
        assert "chưa ghi được tệp ra ngoài" in made.warning
        assert len(made.lines) == 12
    assert [each.name for each in out.iterdir()] == ["cu.txt"]
    if when != "disk while placing":
        assert numbers(party) == before


def _fails_at(place: int) -> Callable[[Path, Path], None]:
    def put(part: Path, final: Path) -> None:
        if part.name == f"{place:04}":
            raise OSError(28, "No space left on device")
        shutil.move(part, final)

    return put


def test_a_list_tells_its_doubts_by_line(party: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ("DANH SÁCH MỜI HỌP", None, None),
        ("TT", "Họ và tên", "Chức vụ"),
        (1, "Ông Nguyễn Văn An", "Bí thư"),
        (2, None, "Phó Bí thư"),
        (3, "ông  nguyễn văn an", "Bí thư"),
        (4, '=CONCAT("Bà ","Lê")', None),
        (5, "Bà " + "Đỗ" * 200, "Ủy viên"),
    ):
        sheet.append(row)
    path = tmp_path / "moi.xlsx"
    book.save(path)
    (table,) = party.letter_lists.tables(path)
    fields = (TemplateField(key="chuc_vu", label="Chức vụ"),)
    columns = guessed(table, fields)
    assert table.heads == ("TT", "Họ và tên", "Chức vụ")
    assert columns == ("", "addressee", "chuc_vu")
    found = rows_of(table, columns, {"chuc_vu": "Chức vụ"})
    assert [(each.line, each.text.split(" (")[0]) for each in found.doubts] == [
        (4, "thiếu tên nơi nhận nên bỏ qua"),
        (5, "trùng với dòng 3"),
        (6, "để trống Chức vụ"),
        (7, "tên dài 403 chữ"),
    ]
    assert found.rows[2].addressee.startswith('=CONCAT("Bà ","Lê")')
    assert len(without_doubles(found).rows) == 3
    with pytest.raises(BadValue, match="Chưa chọn cột"):
        rows_of(table, ("", "", ""), {})


def test_a_hidden_sheet_is_no_list(party: Office, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(("Nơi nhận",))
    book.active.append(("Chi bộ 1",))
    book.create_sheet("ẩn").append(("Chi bộ 2",))
    book["ẩn"].sheet_state = "hidden"
    path = tmp_path / "ds.xlsx"
    book.save(path)
    (table,) = party.letter_lists.tables(path)
    assert [cells for _line, cells in table.rows] == [("Chi bộ 1",)]


def test_a_draft_that_word_holds_is_not_sent_in_our_layout(
    party: Office, template: LetterTemplate
) -> None:
    draft = party.templates.draft(template.id, {"chuc_vu": "Bí thư"})
    assert draft.word_master is not None
    plan = SerialPlan(rows=many(2), draft_id=draft.id)
    with pytest.raises(WardError, match="bản Word là bản chính"):
        party.letters.preview(plan)


def test_a_csv_without_heads_and_a_secret_list(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("UBND phường An\nUBND phường Bình\n", encoding="utf-8")
    (table,) = party.letter_lists.tables(path)
    found = rows_of(table, guessed(table, ()), {})
    assert [each.addressee for each in found.rows] == ["UBND phường An", "UBND phường Bình"]
    path.write_text("Nơi nhận,Ghi chú\nTỐI MẬT,x\n", encoding="utf-8")
    with pytest.raises(SecretRefused):
        party.letter_lists.tables(path)


def test_letters_without_a_number_stay_letters(
    party: Office, template: LetterTemplate, tmp_path: Path
) -> None:
    rows = (
        LetterRow(addressee="CON", line=1),
        LetterRow(addressee='Ban "A" <B>: ' + "Đ" * 300, line=2),
        LetterRow(addressee="Ban", values=(("chuc_vu", "đ/c\nTrưởng ban & <ai>"),), line=3),
    )
    before = numbers(party)
    plan = SerialPlan(rows=rows, template_id=template.id, day=date(2026, 6, 9))
    (tmp_path / "o").mkdir()
    made = party.letters.write(plan, SerialTarget(path=tmp_path / "o", is_folder=True))
    assert len({each.name for each in made.files}) == 3
    assert max(len(each.name.encode()) for each in made.files) < 255
    assert numbers(party) == before
    with zipfile.ZipFile(io.BytesIO(made.files[2].read_bytes())) as archive:
        assert archive.testzip() is None
    with pytest.raises(BadValue, match="PDF"):
        party.letters.write(plan, SerialTarget(path=tmp_path / "a.pdf", ending=".pdf"))


def test_letters_with_an_open_place_get_no_number(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "Mẫu.docx"
    path.write_bytes(packed(f"<w:p>{run('Số      -GM/BXDĐ')}</w:p>"
                            f"<w:p>{run('ngày    tháng 6 năm 2026')}</w:p>"
                            f"<w:p>{run('Mời {{ai}} lúc {{giờ}}')}</w:p>"))  # fmt: skip
    kept = party.templates.add(path, type_code="GM")
    found = party.templates.open(kept.id).view.proposals
    assert "2 chỗ" in party.letters.preview(SerialPlan(rows=many(1), template_id=kept.id)).warning
    party.templates.accept(kept.id, found)
    plan = SerialPlan(
        rows=(LetterRow(addressee="Ban A", values=(("ai", "ông B"),), line=1),),
        template_id=kept.id,
        numbering=LetterNumbering.EACH,
    )
    preview = party.letters.preview(plan)
    assert preview.blocked.startswith("Chưa điền: giờ.")
    assert "mọi thư giống nhau" in party.letters.preview(replace(plan, rows=many(3))).warning
    with pytest.raises(WardError, match="Chưa điền"):
        party.letters.issue(plan)
    made = party.letters.issue(replace(plan, values=(("gio", "8 giờ"),)))
    data = party.desk.files.read(made.lines[0].attachments[0])
    assert [each.text for each in read_template(data).paragraphs] == [
        f"Số {made.lines[0].number_symbol}",
        "ngày 05 tháng 6 năm 2026",
        "Mời ông B lúc 8 giờ",
    ]


def test_the_next_letters_sweep_what_a_killed_run_left_long_ago(
    party: Office, template: LetterTemplate, tmp_path: Path
) -> None:
    out = tmp_path / "thư"
    today = party.desk.clock.now_ms() / 1000
    long_ago = today - letter_files.ABANDONED_AFTER_MS / 1000 - 60

    def left(name: str, inside: str, when: float) -> Path:
        folder = out / name
        folder.mkdir(parents=True)
        (folder / inside).write_bytes(b"PK")
        for path in (folder / inside, folder):
            os.utime(path, (when, when))
        return folder

    dead = (left(".wardapp-0123456789ab.part", "0007", long_ago),
            left(".wardapp-ba9876543210.part", ".0000.4711.part", long_ago))  # fmt: skip
    kept = (
        left(".wardapp-00000000000a.part", "0000", today - 60),  # may be at work on this very disk
        left(".wardapp-00000000000b.part", "ghi chú.txt", long_ago),
        left(".wardapp-cũ.part", "0000", long_ago),
        left("wardapp-0123456789ab.part", "0000", long_ago),
    )
    party.letters.write(plan_of(template, 2, None), SerialTarget(path=out, is_folder=True))
    assert not any(path.exists() for path in dead)
    assert all(any(path.iterdir()) for path in kept)
